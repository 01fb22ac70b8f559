import type { Range } from '../../src/lint/rule.ts';

/** A text without its `«…»` marks, and the ranges that they enclosed. */
export function markedRanges(marked: string): { text: string; ranges: Range[] } {
  const ranges: Range[] = [];
  let text = '';
  let start = 0;
  for (const character of marked) {
    if (character === '«') start = text.length;
    else if (character === '»') ranges.push({ start, end: text.length });
    else text += character;
  }
  return { text, ranges };
}
