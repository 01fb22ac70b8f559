import type { Range } from '../../lint/rule.ts';

/** A line of .dockerignore; the range is the pattern's, without `!` and the blanks around. */
export interface IgnoreLine extends Range {
  readonly pattern: string;
  /** `!pattern`: takes files back in. */
  readonly exception: boolean;
}

/** The line at an offset, also an empty one; undefined for comments. */
export function ignoreLineAt(text: string, offset: number): IgnoreLine | undefined {
  const lineStart = Math.max(text.lastIndexOf('\n', offset - 1) + 1, text.startsWith('\uFEFF') ? 1 : 0);
  const lineEnd = text.indexOf('\n', offset);
  const written = text.slice(lineStart, lineEnd < 0 ? text.length : lineEnd);
  if (written.startsWith('#')) return undefined;
  const [mark = ''] = /^\s*!?[ \t]*/.exec(written) ?? [];
  const pattern = written.slice(mark.length).trimEnd();
  const start = lineStart + mark.length;
  if (offset < start && pattern !== '') return undefined;
  return { start, end: start + pattern.length, pattern, exception: mark.includes('!') };
}
