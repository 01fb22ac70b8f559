import { skipComment, skipLines } from './comments.ts';
import type { ArithmeticFor, For, List, Loop, WordNode } from './model.ts';
import { atKeyword, endsWord, note, type Reader, skipBlanks, takeKeyword } from './reader.ts';
import { readExpression } from './substitutions.ts';
import { readWord } from './words.ts';

type Bare<Node> = Omit<Node, 'redirections' | 'start' | 'end'>;

/** `while` and `until` */
export function readLoop(reader: Reader, keyword: 'while' | 'until'): Bare<Loop> {
  const from = reader.index;
  const to = from + keyword.length;
  takeKeyword(reader, keyword);
  const condition = reader.grammar.list(reader);
  if (condition.items.length === 0) note(reader, 'missing-command', from, to);
  return { kind: 'loop', keyword, condition, body: readDoGroup(reader, from, to) };
}

/** `for name in …`, `for ((…))` and `select` */
export function readFor(reader: Reader, keyword: 'for' | 'select'): Bare<For> | Bare<ArithmeticFor> {
  const { text, index: from } = reader;
  const to = from + keyword.length;
  takeKeyword(reader, keyword);
  skipBlanks(reader);
  if (text.startsWith('((', reader.index)) {
    const expression = readExpression(reader, 2, '))');
    skipSeparator(reader);
    return { kind: 'arithmetic-for', expression, body: readForBody(reader, from, to) };
  }
  const start = reader.index;
  const variable = readWord(reader);
  if (variable.text.startsWith('$')) note(reader, 'loop-variable-with-dollar', start, reader.index);
  else if (!/^[A-Za-z_]\w*$/.test(variable.text)) note(reader, 'bad-loop-variable', from, Math.max(to, reader.index));
  skipComment(reader);
  // A semicolon ends the head without `in`.
  if (text[reader.index] === '\n') skipLines(reader);
  let words: WordNode[] | null = null;
  const head = reader.index;
  if (takeKeyword(reader, 'in')) words = readWords(reader);
  else if (!/[;\n]/.test(text[head] ?? ';') && !/^(?:do\b|\{)/.test(text.slice(head, head + 3))) {
    note(reader, 'not-closed', from, to, 'in');
  }
  skipSeparator(reader);
  noteGluedDo(reader, words);
  return { kind: 'for', keyword, variable, words, body: readForBody(reader, from, to) };
}

function readWords(reader: Reader): WordNode[] {
  const words: WordNode[] = [];
  for (;;) {
    skipBlanks(reader);
    const code = reader.text.charCodeAt(reader.index);
    if (code === 35) return words;
    const substitution = (code === 60 || code === 62) && reader.text[reader.index + 1] === '(';
    if (endsWord(code) && !substitution) {
      if (code === 10 || code === 59 || Number.isNaN(code)) return words;
      const from = reader.index++;
      note(reader, code === 40 || code === 41 ? 'unexpected-parenthesis' : 'unexpected-token', from, from + 1);
    } else words.push(readWord(reader));
  }
}

/** `for name in a b do`: the `do` is one of the words. */
function noteGluedDo(reader: Reader, words: readonly WordNode[] | null): void {
  const last = words?.find(({ text }) => text === 'do');
  if (!last || atKeyword(reader, 'do') || reader.text[reader.index] === '{') return;
  note(reader, 'no-separator-before-keyword', last.index, last.index + 2);
}

function skipSeparator(reader: Reader): void {
  skipComment(reader);
  if (reader.text[reader.index] === ';') reader.index++;
  skipLines(reader);
}

/** `do … done`, or the braces that bash and others take for it. */
function readForBody(reader: Reader, from: number, to: number): List {
  if (reader.text[reader.index] !== '{' || !takeKeyword(reader, '{')) return readDoGroup(reader, from, to);
  const body = reader.grammar.list(reader);
  if (!takeKeyword(reader, '}')) note(reader, 'not-closed', from, to, '}');
  return body;
}

/** `from` to `to`: the word that opens the loop. */
function readDoGroup(reader: Reader, from: number, to: number): List {
  const start = reader.index;
  const opened = takeKeyword(reader, 'do');
  if (opened) skipSemicolon(reader, start);
  else note(reader, 'not-closed', from, to, 'do');
  const body = reader.grammar.list(reader);
  if (opened && body.items.length === 0) note(reader, 'missing-command', start, start + 2);
  const opening = opened ? start : from;
  if (!takeKeyword(reader, 'done')) note(reader, 'not-closed', opening, opened ? start + 2 : to, 'done');
  return body;
}

/** Moves over a `;` right behind the keyword at `from`. */
export function skipSemicolon(reader: Reader, from: number): void {
  const to = reader.index;
  skipBlanks(reader);
  const { text, index } = reader;
  if (text[index] !== ';' || text[index + 1] === ';' || text[index + 1] === '&') return;
  note(reader, 'semicolon-after-keyword', from, to);
  reader.index++;
}
