import type { Place } from '../project.ts';
import type { GoFunction, Span, TypeDeclaration, ValueDeclaration } from './syntax.ts';

/** What is kept of one Go file; no syntax tree outlives it. Facts before and after a syntax error are there. */
export interface SourceFile {
  /** Relative to the analysed folder, with `/`. */
  readonly path: string;
  /** Empty where the file has no package clause. */
  readonly packageName: string;
  readonly imports: readonly Import[];
  readonly functions: readonly GoFunction[];
  readonly values: readonly ValueDeclaration[];
  readonly types: readonly TypeDeclaration[];
  readonly embeds: readonly Embed[];
  readonly generates: readonly Generate[];
  /** The first character outside the bodies of functions that is no Go; null where there is none. {@link errorIn} knows of all. */
  readonly errorAt: number | null;
  readonly lines: Lines;
}

/** Few files are ever asked for a line. */
export interface Lines {
  readonly text: string;
  /** Offsets of the lines' first characters; null until somebody asks. */
  starts: readonly number[] | null;
}

export interface Import extends Span {
  readonly path: string;
  /** As written before the path (`_` and `.`, too); null where there is none. */
  readonly alias: string | null;
}

/** One pattern of a `//go:embed` line. */
export interface Embed extends Span {
  readonly pattern: string;
}

/** A `//go:generate` line. */
export interface Generate extends Span {
  readonly command: string;
}

export function placeOf(file: SourceFile, { start, end }: Span): Place {
  return { file: file.path, start, end, line: lineOf(file, start) };
}

/** The 1-based line of an offset. */
export function lineOf({ lines }: SourceFile, offset: number): number {
  const starts = (lines.starts ??= lineStartsOf(lines.text));
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return Math.max(low, 1);
}

function lineStartsOf(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
