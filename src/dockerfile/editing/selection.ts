import type { Range } from '../../lint/rule.ts';
import type { Dockerfile, Instruction } from '../model.ts';
import { commandsOf } from '../commands/run-commands.ts';
import { holds } from './caret.ts';

/** What *Expand Selection* takes from an offset on, each within the next: word, argument, command, instruction, stage, file. */
export function selectionsAt(dockerfile: Dockerfile, offset: number): Range[] {
  const { text, stages, instructions, comments, directives } = dockerfile;
  const instruction = instructions.findLast(({ start }) => start <= offset);
  const candidates: Range[] = [
    wordAt(text, offset),
    ...comments,
    ...directives,
    ...(instruction ? partsOf(dockerfile, instruction) : []),
    ...stages,
    { start: 0, end: text.length },
  ];
  const around = candidates
    .filter((range) => holds(range, offset) && range.end > range.start)
    .sort((a, b) => a.end - a.start - (b.end - b.start));
  const nested: Range[] = [];
  for (const { start, end } of around) {
    const inner = nested.at(-1);
    if (inner && (start > inner.start || end < inner.end || (start === inner.start && end === inner.end))) continue;
    nested.push({ start, end });
  }
  return nested;
}

function partsOf(dockerfile: Dockerfile, instruction: Instruction): Range[] {
  const { keywordRange, flags, words, json, pairs, heredocs, rest, inner } = instruction;
  const commands = instruction.keyword === 'RUN' ? commandsOf(dockerfile, instruction) : [];
  const last = words.at(-1);
  return [
    instruction,
    keywordRange,
    ...flags,
    ...flags.flatMap(({ value }) => value ?? []),
    ...(json ?? []),
    ...(json ?? []).map(({ start, end }) => ({ start: start + 1, end: end - 1 })),
    ...words,
    ...pairs.flatMap(({ key, value }) => (value ? [key, value, { start: key.start, end: value.end }] : [key])),
    ...commands.flatMap((command) => [command, ...command.words, ...command.assignments]),
    ...heredocs.flatMap((heredoc) => [heredoc, heredoc.content]),
    ...(last ? [{ start: rest.at(0), end: last.end }] : []),
    ...(inner ? partsOf(dockerfile, inner) : []),
  ];
}

function wordAt(text: string, offset: number): Range {
  let start = offset;
  let end = offset;
  while (start > 0 && /\w/.test(text[start - 1] as string)) start--;
  while (end < text.length && /\w/.test(text[end] as string)) end++;
  return { start, end };
}
