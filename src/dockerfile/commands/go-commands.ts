import type { Dockerfile, Instruction } from '../model.ts';
import { commandsOf } from './run-commands.ts';
import { type Command, programName } from '../../shell/commands.ts';

/** Calls of the go tool in a RUN. */
export function goCommands(dockerfile: Dockerfile, instruction: Instruction): Command[] {
  if (instruction.keyword !== 'RUN' || !/\bgo/.test(textOf(dockerfile, instruction))) return [];
  return commandsOf(dockerfile, instruction).filter((command) => isGo(programName(command)));
}

/** `go`, one of several toolchains such as `go1.26.1`, or `xx-go`, which calls it for the platform of the image. */
export function isGo(name: string): boolean {
  return /^(?:xx-)?go(?:1\.\d+(?:\.\d+)?)?$/.test(name);
}

/** `build`, `mod download`, … without the flags that may stand before. */
export function subcommand({ words }: Command): string {
  const [, first, second] = words
    .map(({ value }) => value)
    .filter((value, index) => index === 0 || !value.startsWith('-'));
  return first === 'mod' || first === 'env' || first === 'work' ? `${first} ${second ?? ''}`.trim() : (first ?? '');
}

/** `go install example.com/tool@v1`: it builds another module than the one around it, and needs none. */
export function namesVersion({ words }: Command): boolean {
  return words.some(({ value }) => /[\w.]@\w/.test(value));
}

function textOf({ text }: Dockerfile, { start, end }: Instruction): string {
  return text.slice(start, end);
}
