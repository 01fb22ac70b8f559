import { setTimeout } from 'node:timers/promises';
import { shellCheckInputs } from '../dockerfile/commands/shellcheck.ts';
import type { Project } from '../project/project.ts';
import { type ShellChecker, createShellChecker } from '../shellcheck/checker.ts';
import { findProgram } from '../processes/find-program.ts';
import type { ShellCheckSettings } from './client-settings.ts';

/** The user's ShellCheck beside our own findings: these are never kept waiting for it. */
export interface ShellChecks {
  readonly configure: (settings: ShellCheckSettings) => Promise<void>;
  /** Lets a project's findings have what is known already. */
  readonly attach: (project: Project) => void;
  /** Asks of the scripts of an open document that are not known yet, once the user stops typing. */
  readonly look: (project: Project, file: string, uri: string) => void;
  readonly stop: () => void;
}

const PAUSE = 300;

/** `changed` is called when a project has findings that it did not have before. */
export function createShellChecks(trusted: boolean, log: (text: string) => void, changed: () => void): ShellChecks {
  let checker: ShellChecker | undefined;
  let used: string | undefined;
  const attached = new WeakMap<Project, ShellChecker>();
  /** What is under way, by the document. */
  const asking = new Map<string, AbortController>();

  const checks: ShellChecks = {
    async configure({ enabled, path }) {
      // Nothing is looked for, let alone run, where the workspace is not trusted.
      const program = trusted && enabled ? await findProgram(path, process.env) : undefined;
      if (program === used) return;
      checks.stop();
      used = program;
      checker =
        program === undefined
          ? undefined
          : createShellChecker(program, ({ message }) => {
              log(message);
            });
    },
    attach(project) {
      if (attached.get(project) === checker) return;
      if (checker) attached.set(project, checker);
      else attached.delete(project);
      project.setShellCheck(checker?.answers ?? null);
    },
    look(project, file, uri) {
      const parsed = project.parsed(file);
      if (!checker || parsed?.kind !== 'dockerfile') return;
      asking.get(uri)?.abort();
      asking.delete(uri);
      const inputs = shellCheckInputs(parsed.dockerfile);
      if (checker.knows(inputs)) return;
      const controller = new AbortController();
      asking.set(uri, controller);
      void ask(checker, project, inputs, controller.signal).finally(() => {
        if (asking.get(uri) === controller) asking.delete(uri);
      });
    },
    stop() {
      for (const controller of asking.values()) controller.abort();
      asking.clear();
    },
  };
  return checks;

  async function ask(
    asked: ShellChecker,
    project: Project,
    inputs: ReturnType<typeof shellCheckInputs>,
    signal: AbortSignal,
  ): Promise<void> {
    try {
      await setTimeout(PAUSE, undefined, { signal });
    } catch {
      return;
    }
    const found = await asked.ask(inputs, signal);
    if (!found || checker !== asked) return;
    project.setShellCheck(asked.answers);
    changed();
  }
}
