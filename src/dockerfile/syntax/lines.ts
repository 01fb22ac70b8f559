import type { Range } from '../../lint/rule.ts';
import type { Comment } from '../model.ts';

/** A physical line; `end` is before its line end, `next` behind it. */
export interface Line extends Range {
  readonly next: number;
}

/** Splits at LF, as the frontend does; carriage returns before it belong to the line end, a BOM to no line. */
export function splitLines(text: string): Line[] {
  const lines: Line[] = [];
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  while (start < text.length) {
    const feed = text.indexOf('\n', start);
    const next = feed < 0 ? text.length : feed + 1;
    let end = feed < 0 ? text.length : feed;
    while (end > start && text[end - 1] === '\r') end--;
    lines.push({ start, end, next });
    start = next;
  }
  return lines;
}

/** The comment that a line is, or undefined. */
export function readComment(text: string, { start, end }: Range, inside: boolean): Comment | undefined {
  const written = text.slice(start, end);
  const trimmed = written.trimStart();
  if (!trimmed.startsWith('#')) return undefined;
  return { start: end - trimmed.length, end, text: trimmed.slice(1).trim(), inside };
}
