/** One directive of go.mod or go.work: its verb and words; those of a block have the block's verb. */
export interface ModLine {
  readonly verb: string;
  readonly words: readonly string[];
  /** The text after `//`, without blanks around it. */
  readonly comment: string;
  /** 1-based. */
  readonly line: number;
}

export interface ModText {
  readonly lines: readonly ModLine[];
  /** Lines that are no directive, 1-based, and what is wrong with them. */
  readonly problems: readonly { readonly line: number; readonly message: string }[];
}

/** Splits go.mod syntax; takes any text. */
export function readModLines(text: string): ModText {
  const lines: ModLine[] = [];
  const problems: { line: number; message: string }[] = [];
  let block: { verb: string; line: number } | null = null;
  const rows = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  for (const [index, row] of rows.entries()) {
    const line = index + 1;
    const { words, comment, broken } = splitRow(row);
    if (broken) problems.push({ line, message: 'a string is not closed' });
    const [first] = words;
    if (first === undefined) continue;
    if (block && first === ')' && words.length === 1) {
      block = null;
    } else if (block) {
      lines.push({ verb: block.verb, words, comment, line });
    } else if (words[1] === '(' && words.length === 2) {
      block = { verb: first, line };
    } else if (words.length === 3 && words[1] === '(' && words[2] === ')') {
      continue;
    } else if (!/^[a-z]+$/.test(first)) {
      problems.push({ line, message: `\`${first}\` is no directive` });
    } else {
      lines.push({ verb: first, words: words.slice(1), comment, line });
    }
  }
  if (block) problems.push({ line: block.line, message: `the \`${block.verb}\` block is not closed` });
  return { lines, problems };
}

function splitRow(row: string): { words: string[]; comment: string; broken: boolean } {
  const words: string[] = [];
  let comment = '';
  let broken = false;
  const token = /\s+|\/\/(.*)|"((?:[^"\\]|\\.)*)("?)|`([^`]*)(`?)|[()]|(?:(?!\/\/)[^\s()"`])+/g;
  for (const match of row.matchAll(token)) {
    const [whole, remark, quoted, quote, raw, tick] = match;
    if (remark !== undefined) comment = remark.trim();
    else if (quoted !== undefined || raw !== undefined) {
      words.push(quoted ?? raw ?? '');
      broken ||= (quote ?? tick) === '';
    } else if (whole.trim() !== '') words.push(whole);
  }
  return { words, comment, broken };
}
