import type { Range } from '../lint/rule.ts';

/** A text that can be parsed in place of one whose line at the cursor is but a word, and where the cursor is in it. */
export interface Repaired {
  readonly text: string;
  readonly offset: number;
  /** The word in the text as it is. */
  readonly word: Range;
  /** True: a colon was put behind the word, so completions leave theirs out. */
  readonly hasColon: boolean;
}

/**
 * A key without its colon swallows the lines below it, so the word at the cursor is left out; where it is the first key of a
 * list's item that goes on below, it gets a colon instead, since without it the item would begin nowhere.
 * Undefined: the line is more than a word, or nothing.
 */
export function repairAt(text: string, offset: number): Repaired | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const [, before = '', typed = ''] = /^(\s*(?:- +)*)([\w-]*)$/.exec(text.slice(lineStart, offset)) ?? [];
  const [, rest] = /^([\w-]*)[ \t]*\r?(?:\n|$)/.exec(text.slice(offset, offset + 200)) ?? [];
  const start = lineStart + before.length;
  const end = offset + (rest ?? '').length;
  if (rest === undefined || start > offset || typed + rest === '') return undefined;
  const word = { start, end };
  const nextLine = text.slice(text.indexOf('\n', end) + 1).slice(0, before.length + 1);
  const goesOn = before.includes('-') && text.includes('\n', end) && /^ +\w/.test(nextLine);
  return goesOn && nextLine.length === before.length + 1
    ? { text: `${text.slice(0, end)}:${text.slice(end)}`, offset, word, hasColon: true }
    : { text: text.slice(0, start) + text.slice(end), offset: start, word, hasColon: false };
}
