import { isDebian } from './debian-image.ts';
import type { Program } from '../../go/project.ts';
import { shellCommands } from '../../shell/commands.ts';
import { baseName } from './image-name.ts';
import { isShell, lastStarted } from '../matching/started-program.ts';

/** Whether a program does something at SIGTERM: a server that stops, or a worker that ends what it is at. */
export function waitsForEnd({ shutdown }: Program): boolean {
  const stops = shutdown.graceful === true && shutdown.certainty === 'known';
  return stops || (shutdown.graceful === null && shutdown.place !== undefined && shutdown.signals.includes('SIGTERM'));
}

/** What a shell runs as its child, so that signals end the shell and not the program. */
export interface KeptSignal {
  /** Where the command of the program begins in the script. */
  readonly at: number;
  /** Its first word. */
  readonly name: string;
  /** It is what the script ends with, so that `exec` may stand before it; false: it writes into a pipe, or something comes after it, where `exec` does not help. */
  readonly last: boolean;
}

/**
 * Undefined where the signal reaches the program, or nobody knows: bash and busybox put the last simple command in their own
 * place, dash (Debian’s /bin/sh) does not, and none does so for what writes into a pipe or has something behind it. `base`: the image that the shell is of, undefined where it is not known.
 */
export function keptSignal(line: readonly string[], base: string | undefined): KeptSignal | undefined {
  const [shell = '', flag = '', script = ''] = line;
  if (!isShell(baseName(shell)) || !/^-\w*c$/.test(flag)) return undefined;
  // Traps and jobs in the background may well pass it on; what a loop, a branch or a function runs is nobody’s guess.
  if (/(?<![&>])&(?![&>])|\b(?:trap|wait|for|while|until|if|case|function|source|eval)\b|[(){}`]/.test(script))
    return undefined;
  const commands = shellCommands({ text: script, at: (index) => index });
  const command = lastStarted(commands);
  const word = command?.words[0];
  if (!command || !word || word.value.includes('$')) return undefined;
  if (command.wrappers.some(({ name }) => name !== 'env' && name !== 'nice')) return undefined;
  // All of a pipe are children of whatever shell.
  if (command.pipeline.length > 1) {
    return command.pipeline.index === 0 ? { at: command.start, name: word.value, last: false } : undefined;
  }
  if (command !== commands.at(-1)) return { at: command.start, name: word.value, last: false };
  const isDash = /^(?:sh|dash)$/.test(baseName(shell)) && (baseName(shell) === 'dash' || isDebian(base));
  return isDash ? { at: command.start, name: word.value, last: true } : undefined;
}
