import type { Range } from '../../lint/rule.ts';
import { type Line, readComment } from './lines.ts';
import type { Comment } from '../model.ts';
import type { SourceText } from '../../shell/source-text.ts';
import { joinPieces, rangeIn } from '../../shell/source-text.ts';

/** An instruction's text with its continuations removed, and the lines it took. */
export interface LogicalLine {
  readonly source: SourceText;
  /** From the first to behind the last character that is no blank. */
  readonly range: Range;
  /** Index of the first line behind it. */
  readonly nextLine: number;
  readonly comments: readonly Comment[];
}

/** Reads the instruction that begins at line `first`, following continuations over comments and blank lines. */
export function readLogicalLine(text: string, lines: readonly Line[], first: number, escape: string): LogicalLine {
  const pieces: Range[] = [];
  const comments: Comment[] = [];
  let index = first;
  for (let continued = true; continued && index < lines.length; index++) {
    const line = lines[index] as Line;
    const comment = index > first ? readComment(text, line, true) : undefined;
    if (comment) comments.push(comment);
    const written = text.slice(line.start, line.end);
    if (comment || written.trim() === '') continue;
    const mark = continuationMark(written, escape);
    continued = mark >= 0;
    pieces.push({ start: line.start, end: continued ? line.start + mark : line.end });
  }
  const source = joinPieces(text, pieces);
  return { source, range: rangeIn(source, 0, source.text.length), nextLine: index, comments };
}

/** Index of the escape character that continues the line, or -1: one at the end, not itself escaped. */
function continuationMark(line: string, escape: string): number {
  let end = line.length;
  while (end > 0 && (line[end - 1] === ' ' || line[end - 1] === '\t')) end--;
  return line[end - 1] === escape && line[end - 2] !== escape ? end - 1 : -1;
}
