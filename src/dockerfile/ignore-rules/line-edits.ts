import type { TextEdit } from '../../lint/fix.ts';
import type { IgnoreLine } from '../files/ignore-file.ts';

/** Takes out a line and the line end before it, so that lines in a row can go at once; of the first line the one behind it. */
export function withoutLine(text: string, { line: { start, end } }: IgnoreLine): TextEdit {
  const before = /\r?\n$/.exec(text.slice(Math.max(0, start - 2), start));
  if (before) return { start: start - before[0].length, end, text: '' };
  const next = text.indexOf('\n', end);
  return { start, end: next < 0 ? text.length : next + 1, text: '' };
}

/** Puts a line of its own below another. */
export function belowLine(text: string, { line: { end } }: IgnoreLine, written: string): TextEdit {
  return { start: end, end, text: `${lineEndOf(text)}${written}` };
}

export function lineEndOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
