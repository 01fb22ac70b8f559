import type { TextEdit } from '../lint/fix.ts';
import type { Range } from '../lint/rule.ts';

/** Takes words out of a command: with the line where they have one of their own, else with the blanks before them. */
export function deleteWords(text: string, { start, end }: Range): TextEdit {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const [continuation = ''] = /^[ \t]*[\\`]\r?\n/.exec(text.slice(end, end + 200)) ?? [];
  if (continuation !== '' && text.slice(lineStart, start).trim() === '') {
    return { start: lineStart, end: end + continuation.length, text: '' };
  }
  const before = text.slice(0, start).replace(/(?:[ \t]|[\\`]\r?\n)+$/, '').length;
  return { start: before, end, text: '' };
}

/** Takes words out that stand before others, with the blanks behind them. */
export function deleteLeadingWords(text: string, { start, end }: Range): TextEdit {
  const [blanks = ''] = /^(?:[ \t]|[\\`]\r?\n)*/.exec(text.slice(end, end + 1000)) ?? [];
  return { start, end: end + blanks.length, text: '' };
}

/** Takes out a whole instruction with its line end. */
export function deleteInstruction(text: string, { start, end }: Range): TextEdit {
  const [lineEnd = ''] = /^[ \t]*\r?\n/.exec(text.slice(end, end + 200)) ?? [];
  return { start, end: end + lineEnd.length, text: '' };
}
