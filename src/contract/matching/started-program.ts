import { type Command, shellCommands } from '../../shell/commands.ts';
import { withoutWrappers } from '../../shell/wrappers.ts';
import type { ContainerFacts } from '../containers/containers.ts';
import { baseName } from '../images/image-name.ts';
import type { ImageRun } from '../images/image-run.ts';

/** What a container is started with, of its manifest and its image; null: the image is not known, or says nothing. */
export function commandLine({ command, args }: Pick<ContainerFacts, 'command' | 'args'>, run: ImageRun | null) {
  if (command !== null && command.length > 0) return [...command, ...(args ?? [])];
  if (!run) return null;
  const inImage = (words: ImageRun['command']) => words?.map(({ value }) => value) ?? [];
  const line = [...inImage(run.entrypoint), ...(args !== null && args.length > 0 ? args : inImage(run.command))];
  return line.length > 0 ? line : null;
}

const MOST_SHELLS = 4;

/**
 * The words of a command line that may name the program, the likeliest first: what wrappers, a shell or a script start.
 * Empty where it is a script or a variable that nobody reads here.
 */
export function startedWords(line: readonly string[], depth = 0): string[] {
  const written = line.map((value) => ({ value, text: value, start: 0, end: 0 }));
  const [first, ...rest] = withoutWrappers(written).words.map(({ value }) => value);
  if (first === undefined || depth > MOST_SHELLS) return [];
  const name = baseName(first);
  const flag = isShell(name) ? rest.findIndex((word) => /^-\w*c$/.test(word)) : -1;
  if (flag >= 0) {
    const command = lastStarted(shellCommands(plainText(rest[flag + 1] ?? '')));
    return command
      ? startedWords(
          command.words.map(({ value }) => value),
          depth + 1,
        )
      : [];
  }
  // `/entrypoint.sh server` mostly ends with `exec "$@"`.
  if (/\.sh$|entrypoint/.test(name)) return [first, ...startedWords(rest, depth + 1)];
  return first.includes('$') ? [] : [first];
}

/** What a script ends with, but for what it does once that has ended; of a pipe, what writes into it. */
export function lastStarted(commands: readonly Command[]): Command | undefined {
  const last = commands.findLastIndex(({ words: [word] }) => !AFTERWARDS.has(word?.value ?? ''));
  const at = last < 0 ? commands.length - 1 : last;
  return commands[at - Math.max(1, commands[at]?.pipeline.length ?? 1) + 1];
}

const AFTERWARDS: ReadonlySet<string> = new Set(['echo', 'printf', 'sleep', 'date', 'rm', 'exit', 'true', ':']);

export function isShell(name: string): boolean {
  return /^(?:ba|da|a|k|z)?sh$/.test(name);
}

function plainText(text: string) {
  return { text, at: (index: number) => index };
}
