import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { nodeFiles } from '../disk/node-files.ts';
import type { GoModule } from '../go/project.ts';
import { BY_SYNTAX, type ToolchainAnswer } from '../go/settled.ts';
import { createAnswerCache, userCacheFolder } from '../toolchain/answer-cache.ts';
import { askToolchain } from '../toolchain/answer.ts';

/** The user's own Go beside the syntax: no answer is ever kept waiting for it unless it is asked to. */
export interface Toolchains {
  /** True: the setting has changed. */
  readonly configure: (wanted: 'auto' | 'off') => boolean;
  /** What it has said of a folder (absolute) so far. */
  readonly known: (root: string) => ToolchainAnswer;
  /** Asks of a folder. True: there is an answer that was not there before; false also where `signal` comes first. */
  readonly ask: (root: string, modules: readonly GoModule[], signal: AbortSignal) => Promise<boolean>;
  /** A file (absolute) changed: what is being found out may be wrong by now. */
  readonly changed: (file: string) => void;
  readonly stop: () => void;
}

interface Running {
  readonly cancel: AbortController;
  readonly found: Promise<boolean>;
}

/** After a change, for others that come with it. */
const PAUSE = 300;
/** Folders of which answers are kept. */
const MOST_FOLDERS = 20;

export function createToolchains(trusted: boolean, env: NodeJS.ProcessEnv): Toolchains {
  const cache = createAnswerCache(path.join(userCacheFolder(env), 'toolchain'));
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
    async ask(root, modules, signal) {
      // Nothing is looked for, let alone run, where the workspace is not trusted.
      if (!trusted || modules.length === 0 || signal.aborted) return false;
      const calledOff = new Promise<false>((resolve) => {
        signal.addEventListener('abort', () => resolve(false), { once: true });
      });
      const isConfigured = await Promise.race([configured.then(() => true), calledOff]);
      if (!isConfigured || wanted !== 'auto') return false;
      const { found } = running.get(root) ?? start(root, modules);
      return Promise.race([found, calledOff]);
    },
    changed(file) {
      for (const [root, { cancel }] of running) {
        if (path.relative(root, file).startsWith('..')) continue;
        cancel.abort();
        running.delete(root);
      }
    },
    stop() {
      for (const { cancel } of running.values()) cancel.abort();
      running.clear();
    },
  };
  return toolchains;

  function start(root: string, modules: readonly GoModule[]): Running {
    const cancel = new AbortController();
    const started: Running = { cancel, found: findOut(root, modules, cancel.signal) };
    running.set(root, started);
    void started.found.finally(() => {
      if (running.get(root) === started) running.delete(root);
    });
    return started;
  }

  async function findOut(root: string, modules: readonly GoModule[], signal: AbortSignal): Promise<boolean> {
    try {
      await setTimeout(PAUSE, undefined, { signal });
      const question = { program: 'go', env, root, files: nodeFiles(root), modules, cache };
      const answer = await askToolchain(question, signal);
      const isNews = JSON.stringify(answer) !== JSON.stringify(answers.get(root));
      answers.delete(root);
      answers.set(root, answer);
      const [oldest] = answers.keys();
      if (answers.size > MOST_FOLDERS && oldest !== undefined) answers.delete(oldest);
      return isNews;
    } catch {
      // It was called off: whoever did so asks again, or wants no answer.
      return false;
    }
  }
}
