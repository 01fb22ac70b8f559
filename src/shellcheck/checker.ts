import {
  type ShellCheckAnswers,
  type ShellCheckComment,
  type ShellCheckInput,
  shellCheckKey,
} from '../shell/shellcheck.ts';
import { runShellCheck } from './run.ts';

/** Asks ShellCheck of scripts, each once. */
export interface ShellChecker {
  /** What it has said so far. */
  readonly answers: ShellCheckAnswers;
  /** Asks of those that are not known yet. True: there are answers that were not there before. */
  readonly ask: (inputs: readonly ShellCheckInput[], signal: AbortSignal) => Promise<boolean>;
  readonly knows: (inputs: readonly ShellCheckInput[]) => boolean;
}

/** Scripts whose answers are kept; the one that was put in first goes first. */
const KEPT = 2_000;
/** Calls at once: the editor and the build have something to do, too. */
const AT_ONCE = 2;

/** `failed` is told of the first call that gave no answer; from then on such scripts count as clean. */
export function createShellChecker(
  program: string,
  failed: (error: Error) => void = () => undefined,
  run: typeof runShellCheck = runShellCheck,
): ShellChecker {
  const known = new Map<string, readonly ShellCheckComment[]>();
  let hasFailed = false;

  return {
    answers: (input) => known.get(shellCheckKey(input)),
    knows: (inputs) => inputs.every((input) => known.has(shellCheckKey(input))),
    async ask(inputs, signal) {
      const open = new Map(inputs.map((input) => [shellCheckKey(input), input]));
      for (const key of known.keys()) open.delete(key);
      const waiting = [...open];
      let found = false;
      const work = async () => {
        for (let next = waiting.shift(); next && !signal.aborted; next = waiting.shift()) {
          const [key, input] = next;
          const answer = await answerTo(input, signal);
          if (!answer) continue;
          keep(key, answer);
          found = true;
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, work));
      return found;
    },
  };

  /** Undefined: it was called off, and may be asked again. */
  async function answerTo(
    input: ShellCheckInput,
    signal: AbortSignal,
  ): Promise<readonly ShellCheckComment[] | undefined> {
    try {
      return await run(program, input, signal);
    } catch (error) {
      if (signal.aborted) return undefined;
      if (!hasFailed) failed(error instanceof Error ? error : new Error(String(error)));
      hasFailed = true;
      return [];
    }
  }

  function keep(key: string, answer: readonly ShellCheckComment[]): void {
    known.set(key, answer);
    for (const oldest of known.keys()) {
      if (known.size <= KEPT) break;
      known.delete(oldest);
    }
  }
}
