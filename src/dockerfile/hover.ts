import type { Hover } from '../lint/editing.ts';
import type { Range } from '../lint/rule.ts';
import { INSTRUCTIONS } from './instructions.ts';
import type { Dockerfile, Instruction } from './model.ts';
import { rangeIn } from '../shell/source-text.ts';
import { readWord, variablesIn } from './variable-syntax.ts';
import { scopeFor } from './variables.ts';

/** What the instruction, flag or variable at an offset is. */
export function hoverDockerfile(dockerfile: Dockerfile, offset: number): Hover | undefined {
  const outer = dockerfile.instructions.find((one) => holds(one, offset));
  if (!outer) return undefined;
  const instruction = outer.inner && offset >= outer.inner.start ? outer.inner : outer;
  const info = INSTRUCTIONS[instruction.keyword];
  const { keywordRange } = instruction;
  if (info && holds(keywordRange, offset)) {
    return { ...keywordRange, markdown: `**${instruction.keyword}** — ${info.about}` };
  }
  const flag = instruction.flags.find((one) => holds(one, offset));
  const about = flag && info?.flags[flag.name];
  if (flag && about && offset <= flag.start + 2 + flag.name.length) {
    return { start: flag.start, end: flag.end, markdown: `**--${flag.name}** — ${about}` };
  }
  return variableHover(dockerfile, instruction, offset);
}

function variableHover(dockerfile: Dockerfile, instruction: Instruction, offset: number): Hover | undefined {
  const { text, escape } = dockerfile;
  const { source } = instruction;
  // Shell code has more than the frontend reads: quotes are left aside, `$name` counts everywhere.
  for (const { start: from, end: to, name } of variablesIn(
    readWord(source.text.replace(/['"]/g, ' '), escape, true).parts,
  )) {
    const range = rangeIn(source, from, to);
    if (!holds(range, offset)) continue;
    const variable = scopeFor(dockerfile, instruction).variables.get(name);
    if (!variable) continue;
    const place = (variable.global ?? variable.pair).key.start;
    const line = text.slice(0, place).split('\n').length;
    const value = variable.value === undefined ? 'decided by the build’s call' : code(variable.value);
    return { ...range, markdown: `**${variable.name}** (${variable.kind}, line ${line}): ${value}` };
  }
  return undefined;
}

/** A value as Markdown code, whatever is in it. */
function code(value: string): string {
  const longest = Math.max(0, ...(value.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  const padding = longest > 0 || value === '' ? ' ' : '';
  return `${fence}${padding}${value.replace(/\s+/g, ' ')}${padding}${fence}`;
}

function holds({ start, end }: Range, offset: number): boolean {
  return start <= offset && offset <= end;
}
