import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { nodeFiles } from '../disk/node-files.ts';
import type { GoModule } from '../go/project.ts';
import { BY_SYNTAX, outdated, type ToolchainAnswer, withTypesOf } from '../go/settled.ts';
import { keepLast } from '../go/incremental/kept-answers.ts';
import { createAnswerCache, userCacheFolder } from '../toolchain/answer-cache.ts';
import { type HelperPlace, helperSources } from '../toolchain/helper-program.ts';
import { askToolchain } from '../toolchain/answer.ts';

/** The user's own Go beside the syntax: no answer is ever kept waiting for it unless it is asked to. */
export interface Toolchains {
  /** True: the setting has changed. */
  readonly configure: (wanted: 'auto' | 'off') => boolean;
  /** What it has said of a folder (absolute) so far. */
  readonly known: (root: string) => ToolchainAnswer;
  /**
   * Asks of a folder: which packages its programs link, or also what their types say, which takes longer. True: there is an
   * answer that was not there before; false also where `signal` comes first.
   */
  readonly ask: (root: string, modules: readonly GoModule[], about: About, signal: AbortSignal) => Promise<boolean>;
  /** A file (absolute) changed: what is being found out may be wrong by now. */
  readonly changed: (file: string) => void;
  readonly stop: () => void;
}

export type About = 'packages' | 'types';

interface Running extends Readonly<Record<About, Promise<boolean>>> {
  readonly cancel: AbortController;
}

/** After a change, for others that come with it; types cost more, and wait for the end of a series. */
const PAUSE: Readonly<Record<About, number>> = { packages: 300, types: 2_000 };
/** Folders of which answers are kept. */
const MOST_FOLDERS = 20;

export function createToolchains(trusted: boolean, env: NodeJS.ProcessEnv, distDir: string): Toolchains {
  const folder = userCacheFolder(env);
  const cache = createAnswerCache(path.join(folder, 'toolchain'));
  const helper = { sources: helperSources(distDir), built: path.join(folder, 'helper') };
  const answers = new Map<string, ToolchainAnswer>();
  const running = new Map<string, Running>();
  let wanted: 'auto' | 'off' | undefined;
  let sayConfigured = () => {};
  const configured = new Promise<void>((resolve) => (sayConfigured = resolve));

  const toolchains: Toolchains = {
    configure(setting) {
      const isChange = wanted !== undefined && wanted !== setting;
      wanted = setting;
      sayConfigured();
      if (setting === 'off') {
        toolchains.stop();
        answers.clear();
      }
      return isChange;
    },
    known(root) {
      if (!trusted) return { settled: null, because: ['The workspace is not trusted, so nothing is run'] };
      return answers.get(root) ?? BY_SYNTAX;
    },
    async ask(root, modules, about, signal) {
      // Nothing is looked for, let alone run, where the workspace is not trusted.
      if (!trusted || modules.length === 0 || signal.aborted) return false;
      const calledOff = new Promise<false>((resolve) => {
        signal.addEventListener('abort', () => resolve(false), { once: true });
      });
      const isConfigured = await Promise.race([configured.then(() => true), calledOff]);
      if (!isConfigured || wanted !== 'auto') return false;
      const found = running.get(root) ?? start(root, modules);
      return Promise.race([found[about], calledOff]);
    },
    changed(file) {
      if (!/(?:\.go|[\\/]go\.(?:mod|sum|work))$/.test(file)) return;
      const isInside = (root: string) => !path.relative(root, file).startsWith('..');
      for (const [root, { cancel }] of running) {
        if (!isInside(root)) continue;
        cancel.abort();
        running.delete(root);
      }
      for (const [root, answer] of answers) if (isInside(root)) answers.set(root, outdated(answer));
    },
    stop() {
      for (const { cancel } of running.values()) cancel.abort();
      running.clear();
    },
  };
  return toolchains;

  function start(root: string, modules: readonly GoModule[]): Running {
    const cancel = new AbortController();
    const { signal } = cancel;
    const packages = findOut(root, modules, null, signal);
    const types = packages.then(() => findOut(root, modules, helper, signal));
    const started: Running = { cancel, packages, types };
    running.set(root, started);
    void types.finally(() => {
      if (running.get(root) === started) running.delete(root);
    });
    return started;
  }

  async function findOut(
    root: string,
    modules: readonly GoModule[],
    types: HelperPlace | null,
    signal: AbortSignal,
  ): Promise<boolean> {
    try {
      await setTimeout(PAUSE[types ? 'types' : 'packages'], undefined, { signal });
      const question = { program: 'go', env, root, files: nodeFiles(root), modules, cache, helper: types };
      const said = await askToolchain(question, signal);
      const known = toolchains.known(root);
      const answer = types ? said : withTypesOf(said, known);
      const isNews = JSON.stringify(answer) !== JSON.stringify(known);
      keepLast(answers, root, answer, MOST_FOLDERS);
      return isNews;
    } catch {
      // It was called off: whoever did so asks again, or wants no answer.
      return false;
    }
  }
}
