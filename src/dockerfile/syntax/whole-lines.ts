import type { Range } from '../../lint/rule.ts';

/** All lines that a range touches, the last line's end included; of a last line without one, the end of the line before. */
export function wholeLines(text: string, { start, end }: Range): Range {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const feed = text.indexOf('\n', end);
  if (feed >= 0) return { start: from, end: feed + 1 };
  const before = from === 0 ? 0 : text[from - 2] === '\r' ? from - 2 : from - 1;
  return { start: before, end: text.length };
}
