import { type Command, programName, shellCommands } from '../shell/commands.ts';
import { slice } from '../shell/source-text.ts';
import type { Dockerfile, Instruction, Stage } from './model.ts';

/** A command of a RUN, also of one in ONBUILD, with what is around it. */
export interface RunCommand {
  readonly command: Command;
  /** The program without its folder: `apt-get`. */
  readonly name: string;
  /** The RUN that it is part of. */
  readonly run: Instruction;
  /** Its index among `all`. */
  readonly index: number;
  /** All commands of the RUN, in order. */
  readonly all: readonly Command[];
  /** Null before the first FROM. */
  readonly stage: Stage | null;
  /** The RUN stands in ONBUILD. */
  readonly onbuild: boolean;
}

/** All commands of all RUN instructions, in order. */
export function readRunCommands(text: string, instructions: readonly Instruction[], stages: readonly Stage[]) {
  const found: RunCommand[] = [];
  let next = 0;
  for (const instruction of instructions) {
    while ((stages[next]?.from.start ?? Infinity) <= instruction.start) next++;
    const run = instruction.keyword === 'ONBUILD' ? instruction.inner : instruction;
    if (run?.keyword !== 'RUN') continue;
    const all = commandsIn(text, run);
    const stage = stages[next - 1] ?? null;
    const onbuild = run !== instruction;
    for (const [index, command] of all.entries()) {
      found.push({ command, name: programName(command), run, index, all, stage, onbuild });
    }
  }
  return found;
}

/** The shell commands of a RUN: its shell form, its heredocs, or the program of its JSON form. */
export function commandsOf(dockerfile: Dockerfile, instruction: Instruction): readonly Command[] {
  const { commands, text } = dockerfile;
  let low = 0;
  let high = commands.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((commands[middle]?.run.start ?? 0) < instruction.start) low = middle + 1;
    else high = middle;
  }
  const found = commands[low];
  return found?.run === instruction ? found.all : commandsIn(text, instruction);
}

function commandsIn(text: string, instruction: Instruction): Command[] {
  if (instruction.json) {
    const [first] = instruction.json;
    const last = instruction.json.at(-1);
    return first && last ? [{ start: first.start, end: last.end, assignments: [], words: instruction.json }] : [];
  }
  const scripts = instruction.heredocs.map(({ content }) => ({
    text: text.slice(content.start, content.end),
    at: (index: number) => content.start + index,
  }));
  const own = instruction.heredocs.length > 0 ? withoutHeredocWords(instruction) : instruction.rest;
  return [...shellCommands(own), ...scripts.flatMap((script) => shellCommands(script))];
}

function withoutHeredocWords({ rest }: Instruction) {
  const opening = rest.text.search(/\d*<<-?["']?[^\s<]/);
  return opening < 0 ? rest : slice(rest, 0, opening);
}
