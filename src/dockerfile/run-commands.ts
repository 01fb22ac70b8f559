import { slice } from './source-text.ts';
import type { Dockerfile, Instruction } from './model.ts';
import { type Command, shellCommands } from './shell.ts';

/** The shell commands of a RUN: its shell form, its heredocs, or the program of its JSON form. */
export function commandsOf(dockerfile: Dockerfile, instruction: Instruction): Command[] {
  if (instruction.json) {
    const [first] = instruction.json;
    const last = instruction.json.at(-1);
    return first && last ? [{ start: first.start, end: last.end, assignments: [], words: instruction.json }] : [];
  }
  const scripts = instruction.heredocs.map(({ content }) => ({
    text: dockerfile.text.slice(content.start, content.end),
    at: (index: number) => content.start + index,
  }));
  const own = instruction.heredocs.length > 0 ? withoutHeredocWords(instruction) : instruction.rest;
  return [...shellCommands(own), ...scripts.flatMap((script) => shellCommands(script))];
}

function withoutHeredocWords({ rest }: Instruction) {
  const opening = rest.text.search(/\d*<<-?["']?[^\s<]/);
  return opening < 0 ? rest : slice(rest, 0, opening);
}
