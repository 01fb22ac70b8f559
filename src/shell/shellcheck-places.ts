import type { TextEdit } from '../lint/fix.ts';
import type { Range } from '../lint/rule.ts';
import type { ShellCheckComment, ShellCheckInput, Span } from './shellcheck.ts';
import { rangeIn, type SourceText } from './source-text.ts';

/** Leads from ShellCheck's lines and columns to offsets in the file. */
export interface ShellCheckPlaces {
  /** Undefined for what ShellCheck says of the line that we have put in. */
  readonly range: (span: Span) => Range | undefined;
  /** The edits of its fix; undefined where it has none, or none that can be made in this text. */
  readonly edits: (comment: ShellCheckComment) => readonly TextEdit[] | undefined;
}

export function shellCheckPlaces(source: SourceText, { added }: ShellCheckInput): ShellCheckPlaces {
  const { text } = source;
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];

  return {
    range(span) {
      const indexes = indexesOf(span);
      if (!indexes) return undefined;
      const from = Math.min(indexes.from, Math.max(0, text.length - 1));
      return rangeIn(source, from, Math.min(text.length, Math.max(indexes.to, from + 1)));
    },
    edits({ replacements }) {
      const edits = replacements.map((replacement) => {
        const indexes = indexesOf(replacement);
        return indexes && !replacement.text.includes('\n') ? editOf(indexes, replacement.text) : undefined;
      });
      if (edits.length === 0 || !edits.every((edit) => edit !== undefined)) return undefined;
      edits.sort((a, b) => a.start - b.start || a.end - b.end);
      // Of two at one place the order is ShellCheck's secret.
      const overlap = edits.some((edit, index) => {
        const before = edits[index - 1];
        return before !== undefined && (edit.start < before.end || edit.start === before.start);
      });
      return overlap ? undefined : edits;
    },
  };

  function indexesOf({ line, column, endLine, endColumn }: Span): { from: number; to: number } | undefined {
    const from = indexOf(line, column);
    const to = indexOf(endLine, endColumn);
    return from === undefined || to === undefined ? undefined : { from, to: Math.max(from, to) };
  }

  function indexOf(line: number, column: number): number | undefined {
    const given = line - 1;
    if (given === added) return undefined;
    const row = added !== undefined && given > added ? given - 1 : given;
    const start = starts[row];
    if (start === undefined) return text.length;
    const end = (starts[row + 1] ?? text.length + 1) - 1;
    let index = start;
    for (let count = 1; count < column && index < end; count++) {
      index += (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
    }
    return Math.min(index, end);
  }

  /** What a continuation lies in the middle of is left alone. */
  function editOf({ from, to }: { from: number; to: number }, replacement: string): TextEdit | undefined {
    const last = Math.max(0, text.length - 1);
    const start = from > last ? source.at(last) + 1 : source.at(from);
    if (to === from) {
      // Between two characters that a continuation parts, what is put in belongs to the one it closes or opens: not known.
      const before = from > 0 && from <= last ? source.at(from - 1) + 1 : start;
      return before === start ? { start, end: start, text: replacement } : undefined;
    }
    const end = source.at(to - 1) + 1;
    return end - start === to - from ? { start, end, text: replacement } : undefined;
  }
}
