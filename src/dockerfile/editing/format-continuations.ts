import type { TextEdit } from '../../lint/fix.ts';
import { type Line, readComment } from '../syntax/lines.ts';
import type { Dockerfile, Instruction } from '../model.ts';

/** How the editor indents. */
export interface FormatOptions {
  readonly tabSize: number;
  readonly insertSpaces: boolean;
}

/** Instructions whose arguments are apart by any number of blanks; in others blanks are part of the value. */
const MOVABLE = new Set([
  'FROM',
  'RUN',
  'CMD',
  'ENTRYPOINT',
  'LABEL',
  'EXPOSE',
  'ENV',
  'ADD',
  'COPY',
  'VOLUME',
  'ARG',
  'SHELL',
  'HEALTHCHECK',
]);

/** A line of an instruction as it may be changed. */
interface Part {
  readonly line: Line;
  /** Where the text begins and ends; the end is before the continuation mark, blanks before it included. */
  readonly textStart: number;
  readonly textEnd: number;
  /** Where the mark stands; the line's end without one. */
  readonly mark: number;
  readonly comment: boolean;
  /** Blanks around the line's beginning may be changed: it is in no quotes, and some separate it from the line before. */
  readonly movable: boolean;
  /** The same for the blanks before the mark. */
  readonly loose: boolean;
}

/** No blanks at line ends, one before a continuation mark, and continuation lines indented by one step, deeper ones as much deeper. */
export function reindent(
  dockerfile: Dockerfile,
  instruction: Instruction,
  lines: readonly Line[],
  options: FormatOptions | null,
): TextEdit[] {
  const parts = partsOf(dockerfile, lines);
  const movable = options !== null && isMovable(instruction, dockerfile.escape);
  const edits = parts.flatMap((part) => lineEnd(dockerfile.text, part, movable));
  if (!movable) return edits;
  const columnOf = ({ line, textStart }: Part) => column(dockerfile.text.slice(line.start, textStart), options.tabSize);
  const moved = parts.slice(1).filter((part) => part.movable && !part.comment && part.textStart < part.textEnd);
  const least = Math.min(...moved.map(columnOf));
  let indent = options.tabSize;
  // From the last line on, so that a comment stands where the line below it does.
  for (const part of parts.slice(1).reverse()) {
    if (moved.includes(part)) indent = options.tabSize + columnOf(part) - least;
    else if (!part.comment) continue;
    edits.push({ start: part.line.start, end: part.textStart, text: blanks(indent, options) });
  }
  return edits;
}

function isMovable({ keyword, pairs, inner }: Instruction, escape: string): boolean {
  // PowerShell and cmd, for which the backtick is set, quote in ways of their own.
  if (escape !== '\\') return false;
  if (keyword === 'ONBUILD') return inner !== null && isMovable(inner, escape);
  return MOVABLE.has(keyword) && !pairs.some(({ legacy }) => legacy);
}

function lineEnd(text: string, { line, textEnd, mark, comment, loose }: Part, movable: boolean): TextEdit[] {
  const edits: TextEdit[] = [];
  if (comment || mark === line.end) {
    const end = line.start + text.slice(line.start, line.end).trimEnd().length;
    return end < line.end ? [{ start: end, end: line.end, text: '' }] : [];
  }
  edits.push({ start: mark + 1, end: line.end, text: '' });
  const written = line.start + text.slice(line.start, textEnd).trimEnd().length;
  if (movable && loose && written > line.start && written < textEnd)
    edits.push({ start: written, end: textEnd, text: ' ' });
  return edits.filter(({ start, end, text: next }) => text.slice(start, end) !== next);
}

/** Lines with what is known of their quotes, read over the whole instruction. */
function partsOf({ text, escape }: Dockerfile, lines: readonly Line[]): Part[] {
  const parts: Part[] = [];
  let quote = '';
  let separated = false;
  for (const [index, line] of lines.entries()) {
    const written = text.slice(line.start, line.end);
    const comment = index > 0 && readComment(text, line, true) !== undefined;
    const textStart = line.start + written.length - written.trimStart().length;
    if (comment || written.trim() === '') {
      parts.push({ line, textStart, textEnd: line.end, mark: line.end, comment, movable: comment, loose: false });
      continue;
    }
    const marked = written.trimEnd();
    const mark = line.start + (marked.endsWith(escape) ? marked.length - 1 : written.length);
    const quoted = quote !== '';
    quote = quoteAfter(text.slice(line.start, mark), quote, escape);
    parts.push({
      line,
      textStart,
      textEnd: mark,
      mark,
      comment,
      movable: !quoted && (separated || textStart > line.start),
      loose: quote === '',
    });
    separated = quote === '' && /\s$/.test(text.slice(line.start, mark));
  }
  return parts;
}

function quoteAfter(written: string, before: string, escape: string): string {
  let quote = before;
  for (let index = 0; index < written.length; index++) {
    const character = written[index] as string;
    if (character === escape && quote !== "'") index++;
    else if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'" || character === '`') quote = character;
  }
  return quote;
}

function column(indent: string, tabSize: number): number {
  let width = 0;
  for (const character of indent) width += character === '\t' ? tabSize - (width % tabSize) : 1;
  return width;
}

function blanks(width: number, { tabSize, insertSpaces }: FormatOptions): string {
  if (insertSpaces) return ' '.repeat(width);
  return '\t'.repeat(Math.floor(width / tabSize)) + ' '.repeat(width % tabSize);
}
