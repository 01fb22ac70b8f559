import type { Hover } from '../lint/editing.ts';
import { INSTRUCTIONS } from './instructions.ts';
import type { Dockerfile, Instruction } from './model.ts';
import { globalScope, scopeAt } from './variables.ts';

/** What the instruction, flag or variable at an offset is. */
export function hoverDockerfile(dockerfile: Dockerfile, offset: number): Hover | undefined {
  const outer = dockerfile.instructions.find(({ start, end }) => start <= offset && offset <= end);
  if (!outer) return undefined;
  const instruction = outer.inner && offset >= outer.inner.start ? outer.inner : outer;
  const info = INSTRUCTIONS[instruction.keyword];
  const { keywordRange } = instruction;
  if (info && keywordRange.start <= offset && offset <= keywordRange.end) {
    return { ...keywordRange, markdown: `**${instruction.keyword}** — ${info.about}` };
  }
  const flag = instruction.flags.find(({ start, end }) => start <= offset && offset <= end);
  const about = flag && info?.flags[flag.name];
  if (flag && about && offset <= flag.start + 2 + flag.name.length) {
    return { start: flag.start, end: flag.end, markdown: `**--${flag.name}** — ${about}` };
  }
  return variableHover(dockerfile, outer, offset);
}

function variableHover(dockerfile: Dockerfile, instruction: Instruction, offset: number): Hover | undefined {
  const { text } = dockerfile;
  const stage = dockerfile.stages.findLast(({ from }) => from.start <= offset);
  for (const match of text.slice(instruction.start, instruction.end).matchAll(/\$\{?([A-Za-z_]\w*)/g)) {
    const start = instruction.start + match.index;
    const end = start + match[0].length;
    if (offset < start || offset > end) continue;
    const scope =
      !stage || instruction.keyword === 'FROM'
        ? globalScope(dockerfile)
        : scopeAt(dockerfile, stage, instruction.start);
    const variable = scope.get(match[1] ?? '');
    if (!variable) return undefined;
    const line = text.slice(0, variable.pair.key.start).split('\n').length;
    const value =
      variable.value === undefined ? 'given by the build’s call' : `\`${variable.value.replaceAll('`', "'")}\``;
    return { start, end, markdown: `**${variable.name}** (${variable.kind}, line ${line}): ${value}` };
  }
  return undefined;
}
