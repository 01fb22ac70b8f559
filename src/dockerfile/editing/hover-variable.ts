import type { Hover, Prose } from '../../lint/editing.ts';
import type { Message } from '../../words/message.ts';
import type { Dockerfile, Instruction, Pair } from '../model.ts';
import { scopeFor, type Variable } from '../variables/variables.ts';
import { aboutVariable } from './builtin-variables.ts';
import { holds } from './caret.ts';
import { code, lineOf } from '../../lint/markdown.ts';
import type { NamedThing } from './named-thing.ts';
import { definitionsOf } from './names.ts';
import { variableNames } from './variable-names.ts';
import { variableUses } from './variable-uses.ts';

/** A variable where it is read or set: its value, where that comes from, and what else sets it. */
export function hoverVariable(dockerfile: Dockerfile, instruction: Instruction, offset: number): Hover | undefined {
  const key =
    instruction.keyword === 'LABEL' ? undefined : instruction.pairs.find((pair) => holds(pair.key, offset))?.key;
  if (key) {
    // What it sets counts from the next instruction on.
    const after = { keyword: instruction.keyword, start: instruction.end + 1 };
    const variable = scopeFor(dockerfile, after).variables.get(key.value);
    const about = describe(dockerfile, key.value, variable, offset);
    return about === undefined ? undefined : { start: key.start, end: key.end, markdown: about };
  }
  for (const { start, end, name } of variableUses(dockerfile, instruction)) {
    if (!holds({ start, end }, offset)) continue;
    const markdown = describe(dockerfile, name, scopeFor(dockerfile, instruction).variables.get(name), offset);
    if (markdown) return { start, end, markdown };
  }
  return undefined;
}

function describe(
  dockerfile: Dockerfile,
  name: string,
  variable: Variable | undefined,
  offset: number,
): Prose | undefined {
  const known = aboutVariable(name);
  if (!variable) return known && [`**${name}**`, known];
  const { text } = dockerfile;
  const { pair, global, value, kind } = variable;
  const place = (global ?? pair).key.start;
  const line = lineOf(text, place);
  const head: Message =
    kind === 'ENV'
      ? ['**{0}**: environment variable, set in line {1}', name, line]
      : global
        ? ['**{0}**: build argument, default of line {1}', name, line]
        : ['**{0}**: build argument, line {1}', name, line];
  const result: Message =
    value === undefined ? ['Only the call of the build decides its value.'] : ['Value: {0}', code(value)];
  const thing = variableNames(dockerfile).find(({ occurrences }) =>
    occurrences.some((at) => at.start === pair.key.start),
  );
  return [head, result, ...(known ? [known] : []), ...others(text, thing, [pair, global], offset)];
}

/** Where else it is set: before (overridden by the place above), or later. */
function others(
  text: string,
  thing: NamedThing | undefined,
  shown: readonly (Pair | null)[],
  offset: number,
): Message[] {
  if (!thing) return [];
  const rest = definitionsOf(thing).filter(({ start }) => shown.every((pair) => pair?.key.start !== start));
  const lines = (where: typeof rest) => [...new Set(where.map(({ start }) => lineOf(text, start)))].join(', ');
  const earlier = rest.filter(({ start }) => start < offset);
  const later = rest.filter(({ start }) => start > offset);
  return [
    ...(earlier.length > 0 ? [['Set before in line {0}', lines(earlier)] satisfies Message] : []),
    ...(later.length > 0 ? [['Set again in line {0}', lines(later)] satisfies Message] : []),
  ];
}
