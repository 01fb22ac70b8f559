import type { Completion } from '../lint/editing.ts';
import { INSTRUCTIONS } from './instructions.ts';
import type { Dockerfile, Instruction } from './model.ts';
import { globalScope, scopeAt, type Scope } from './variables.ts';

/** What may be typed at an offset: instructions, flags, stages after FROM and `--from=`, variables after `$`. */
export function completeDockerfile(dockerfile: Dockerfile, offset: number): Completion[] {
  const { text } = dockerfile;
  const instruction = dockerfile.instructions.find(({ start, end }) => start <= offset && offset <= end);
  const from = startOfWord(text, offset);
  const typed = text.slice(from, offset);
  const replace = { start: from, end: offset };
  if (dockerfile.comments.some(({ start, end }) => start < offset && offset <= end)) return [];
  if (!instruction || offset <= instruction.keywordRange.end) return keywords(replace, instruction, text);

  const dollar = /\$\{?\w*$/.exec(typed);
  if (dollar) return variables(scopeOf(dockerfile, instruction, offset), from + dollar.index, offset);
  const info = INSTRUCTIONS[instruction.keyword];
  if (!info) return [];
  if (/^--from=/.test(typed)) return stages(dockerfile, offset, from + '--from='.length);
  if (typed.startsWith('-')) {
    return Object.entries(info.flags).map(([name, about]) => ({
      label: `--${name}`,
      kind: 'property',
      markdown: about,
      insert: name === 'link' || name === 'parents' ? `--${name}` : `--${name}=`,
      replace,
    }));
  }
  if (instruction.keyword === 'FROM' && offset <= (instruction.words[0]?.end ?? offset))
    return stages(dockerfile, offset, from);
  return [];
}

function keywords(
  replace: { start: number; end: number },
  instruction: Instruction | undefined,
  text: string,
): Completion[] {
  const lineStart = text.lastIndexOf('\n', replace.start - 1) + 1;
  if (!instruction && text.slice(lineStart, replace.start).trim() !== '') return [];
  const lower = /^[a-z]/.test(text.slice(replace.start, replace.end));
  const end = instruction ? Math.max(replace.end, instruction.keywordRange.end) : replace.end;
  return Object.entries(INSTRUCTIONS).map(([keyword, { about, snippet }]) => ({
    label: lower ? keyword.toLowerCase() : keyword,
    kind: 'keyword',
    markdown: about,
    insert: `${lower ? keyword.toLowerCase() : keyword} ${instruction?.words.length ? '' : snippet}`.trimEnd(),
    ...(instruction?.words.length ? {} : { snippet: true as const }),
    replace: { start: replace.start, end },
  }));
}

function variables(scope: Scope, start: number, end: number): Completion[] {
  return [...scope.values()].map(({ name, kind, value }) => ({
    label: name,
    kind: 'variable',
    detail: value === undefined ? kind : `${kind} = ${value}`,
    insert: `\\\${${name}}`,
    snippet: true,
    replace: { start, end },
  }));
}

function stages(dockerfile: Dockerfile, offset: number, start: number): Completion[] {
  return dockerfile.stages
    .filter((stage) => stage.name !== null && stage.end < offset)
    .map((stage) => ({
      label: stage.name?.value ?? '',
      kind: 'reference',
      detail: stage.image?.value ?? '',
      insert: stage.name?.value ?? '',
      replace: { start, end: offset },
    }));
}

function scopeOf(dockerfile: Dockerfile, instruction: Instruction, offset: number): Scope {
  const stage = dockerfile.stages.findLast(({ from }) => from.start <= offset);
  return !stage || instruction.keyword === 'FROM'
    ? globalScope(dockerfile)
    : scopeAt(dockerfile, stage, instruction.start);
}

function startOfWord(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && !/\s/.test(text[start - 1] as string)) start--;
  return start;
}
