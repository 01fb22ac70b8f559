import type { Hint } from '../../lint/editing.ts';
import type { Range } from '../../lint/rule.ts';
import type { Message } from '../../words/message.ts';
import { expand } from '../variables/expand.ts';
import type { Dockerfile, Instruction } from '../model.ts';
import { globalScope, scopedInstructions, type Scope } from '../variables/variables.ts';
import { code } from '../../lint/markdown.ts';

/** Where a resolved value is worth showing: it decides an image, a path, a port or a user. */
const SHOWN = new Set(['FROM', 'WORKDIR', 'EXPOSE', 'USER', 'COPY', 'ADD', 'VOLUME', 'STOPSIGNAL']);
const LONGEST = 60;

/** The values behind `$NAME` where the file decides them. An ARG counts as its default. */
export function hintsOf(dockerfile: Dockerfile, range: Range): Hint[] {
  const globals = globalScope(dockerfile);
  const hints: Hint[] = [];
  for (const stage of dockerfile.stages) {
    if (stage.end < range.start || stage.start > range.end) continue;
    hints.push(...wordHints(dockerfile, stage.from, globals));
    for (const { instruction, scope } of scopedInstructions(dockerfile, stage)) {
      if (instruction === null || instruction.start < stage.start) continue;
      hints.push(...wordHints(dockerfile, instruction, scope), ...argumentHints(instruction, globals));
    }
  }
  return hints.filter(({ offset }) => range.start <= offset && offset <= range.end);
}

function wordHints({ escape }: Dockerfile, { keyword, words, json, flags }: Instruction, scope: Scope): Hint[] {
  if (!SHOWN.has(keyword)) return [];
  const written = [
    ...flags.flatMap(({ value }) => value ?? []),
    ...(json?.map(({ value, end }) => ({ text: value, end })) ?? words),
  ];
  return written.flatMap(({ text, end }) => {
    const value = text.includes('$') ? expand(text, scope, escape) : undefined;
    return value === undefined || value === '' || value === text ? [] : [hint(end, value)];
  });
}

/** `ARG V` in a stage takes the default of the global one. */
function argumentHints({ keyword, pairs }: Instruction, globals: Scope): Hint[] {
  if (keyword !== 'ARG') return [];
  return pairs.flatMap(({ key, value }) => {
    const global = value === null ? globals.variables.get(key.value)?.value : undefined;
    return global === undefined ? [] : [hint(key.end, global)];
  });
}

function hint(offset: number, value: string): Hint {
  const note: Message = ['By the defaults of this file; `--build-arg` may say otherwise.'];
  const shown = value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value;
  return { offset, label: `= ${shown}`, markdown: [code(value), note] };
}
