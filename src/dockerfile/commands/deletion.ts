import type { TextEdit } from '../../lint/fix.ts';
import type { Range } from '../../lint/rule.ts';

/** Takes words out of a command: with the line where they have one of their own, else with the blanks before them. */
export function deleteWords(text: string, { start, end }: Range): TextEdit {
  const indent = blanksBefore(text, start);
  const ownLine = indent === 0 || text[indent - 1] === '\n';
  const [continuation = ''] = /^[ \t]*[\\`]\r?\n/.exec(text.slice(end, end + 200)) ?? [];
  if (ownLine && continuation !== '') return { start: indent, end: end + continuation.length, text: '' };
  return { start: gapBefore(text, start), end, text: '' };
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

function blanksBefore(text: string, offset: number): number {
  let at = offset;
  while (text[at - 1] === ' ' || text[at - 1] === '\t') at--;
  return at;
}

/** Where the word before ends: over blanks and lines that go on. */
function gapBefore(text: string, offset: number): number {
  for (let at = blanksBefore(text, offset); ;) {
    const line = /[\\`]\r?\n$/.exec(text.slice(Math.max(0, at - 3), at));
    if (!line) return at;
    at = blanksBefore(text, at - line[0].length);
  }
}
