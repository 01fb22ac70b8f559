import type { Range } from '../../lint/rule.ts';
import type { Dockerfile, Instruction } from '../model.ts';

/** Where something is typed: the instruction, and the word up to the caret. */
export interface Caret {
  readonly offset: number;
  readonly instruction: Instruction;
  /** From the beginning of the word to the caret. */
  readonly replace: Range;
  /** The text of `replace`. */
  readonly typed: string;
  /** Number of arguments that are complete before it. */
  readonly argument: number;
}

/** The innermost instruction that text typed at an offset belongs to; undefined between instructions. */
export function instructionAt({ instructions, text, escape }: Dockerfile, offset: number): Instruction | undefined {
  const last = instructions.findLast(({ start }) => start <= offset);
  if (!last || (offset > last.end && !goesOn(text.slice(last.end, offset), escape))) return undefined;
  let innermost = last;
  while (innermost.inner && offset >= innermost.inner.start) innermost = innermost.inner;
  return innermost;
}

/** Behind the end, but on its line or over continuations: the next argument is typed there. */
function goesOn(between: string, escape: string): boolean {
  const lines = between.split(/\r?\n/);
  return lines.every((line, index) => {
    const written = line.trim();
    return written === '' ? index === lines.length - 1 : written === escape || (index > 0 && written.startsWith('#'));
  });
}

export function caretIn(text: string, instruction: Instruction, offset: number): Caret {
  let start = offset;
  while (start > 0 && !/\s/.test(text[start - 1] as string)) start--;
  // In a JSON array the item is the word.
  if (instruction.json)
    start = instruction.json.find((item) => item.start < offset && offset < item.end)?.start ?? start;
  return {
    offset,
    instruction,
    replace: { start, end: offset },
    typed: text.slice(start, offset),
    argument: (instruction.json ?? instruction.words).filter(({ end }) => end <= start).length,
  };
}

export function holds({ start, end }: Range, offset: number): boolean {
  return start <= offset && offset <= end;
}
