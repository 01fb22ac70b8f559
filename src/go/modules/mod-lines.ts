import type { Span } from '../syntax/syntax.ts';
import type { Message } from '../../words/message.ts';

/** One directive of go.mod or go.work: its verb and words; those of a block have the block's verb. */
export interface ModLine {
  readonly verb: string;
  readonly words: readonly string[];
  /** Where each word stands, with its quotes. */
  readonly spans: readonly Span[];
  /** The text after `//`, without blanks around it. */
  readonly comment: string;
  /** 1-based. */
  readonly line: number;
}

export interface ModText {
  readonly lines: readonly ModLine[];
  /** What is wrong with lines that are no directive; the first argument is the line, 1-based. */
  readonly problems: readonly Message[];
}

/** Splits go.mod syntax; takes any text. */
export function readModLines(text: string): ModText {
  const lines: ModLine[] = [];
  const problems: Message[] = [];
  let block: { verb: string; line: number } | null = null;
  let next = text.startsWith('\uFEFF') ? 1 : 0;
  const rows = text.slice(next).split(/(\r\n|\n|\r)/);
  for (let index = 0; index < rows.length; index += 2) {
    const line = index / 2 + 1;
    const row = rows[index] ?? '';
    const { words, spans, comment, broken } = splitRow(row, next);
    next += row.length + (rows[index + 1]?.length ?? 0);
    if (broken) problems.push(['line {0}: a string is not closed', line]);
    const [first] = words;
    if (first === undefined) continue;
    if (block && first === ')' && words.length === 1) {
      block = null;
    } else if (block) {
      lines.push({ verb: block.verb, words, spans, comment, line });
    } else if (words[1] === '(' && words.length === 2) {
      block = { verb: first, line };
    } else if (words.length === 3 && words[1] === '(' && words[2] === ')') {
      continue;
    } else if (!/^[a-z]+$/.test(first)) {
      problems.push(['line {0}: `{1}` is no directive', line, first]);
    } else {
      lines.push({ verb: first, words: words.slice(1), spans: spans.slice(1), comment, line });
    }
  }
  if (block) problems.push(['line {0}: the `{1}` block is not closed', block.line, block.verb]);
  return { lines, problems };
}

function splitRow(row: string, at: number): { words: string[]; spans: Span[]; comment: string; broken: boolean } {
  const words: string[] = [];
  const spans: Span[] = [];
  let comment = '';
  let broken = false;
  const token = /\s+|\/\/(.*)|"((?:[^"\\]|\\.)*)("?)|`([^`]*)(`?)|[()]|(?:(?!\/\/)[^\s()"`])+/g;
  for (const match of row.matchAll(token)) {
    const [whole, remark, quoted, quote, raw, tick] = match;
    const { length } = words;
    if (remark !== undefined) comment = remark.trim();
    else if (quoted !== undefined || raw !== undefined) {
      words.push(quoted ?? raw ?? '');
      broken ||= (quote ?? tick) === '';
    } else if (whole.trim() !== '') words.push(whole);
    if (words.length > length) spans.push({ start: at + match.index, end: at + match.index + whole.length });
  }
  return { words, spans, comment, broken };
}
