import type { BraceExpansion, ExtendedGlob, Glob, Tilde, WordPart } from './model.ts';
import { endsWord, nested, place, type Reader } from './reader.ts';
import { readExpansion } from './expansions.ts';
import { readDoubleQuoted, readSingleQuoted } from './quotes.ts';

const GLOB = /[*?]|\[[!^]?(?:\]|\[(?!:))?(?:\[:[a-z]+:\]|[^\s[\]'"$`\\;&|<>()])*\]/y;
const TILDE = /~[\w.+-]*/y;

export function readGlob(reader: Reader): Glob | undefined {
  const { text, index } = reader;
  const code = text.charCodeAt(index);
  if (code !== 42 && code !== 63 && code !== 91) return undefined;
  GLOB.lastIndex = index;
  if (!GLOB.test(text)) return undefined;
  reader.index = GLOB.lastIndex;
  return { kind: 'glob', ...place(reader, index, reader.index), text: text.slice(index, reader.index) };
}

/** `~` or `~user`, up to a slash or the end of the word. */
export function readTilde(reader: Reader): Tilde | undefined {
  const { text, index } = reader;
  TILDE.lastIndex = index;
  if (!TILDE.test(text)) return undefined;
  const end = TILDE.lastIndex;
  if (text[end] !== '/' && text[end] !== ':' && !endsWord(text.charCodeAt(end))) return undefined;
  reader.index = end;
  return { kind: 'tilde', ...place(reader, index, end), text: text.slice(index, end) };
}

/** `@(a|b)` and its like. */
export function readExtendedGlob(reader: Reader): ExtendedGlob | undefined {
  const { text, index: from } = reader;
  const operator = text[from] ?? '';
  if (text[from + 1] !== '(' || !'?*+@!'.includes(operator)) return undefined;
  if (!closes(reader, from + 2)) return undefined;
  reader.index = from + 2;
  const parts = nested(reader, 'pattern', () => reader.grammar.parts(reader, 'extended-glob')) ?? [];
  if (text[reader.index] === ')') reader.index++;
  const written = text.slice(from, reader.index);
  return { kind: 'extended-glob', ...place(reader, from, reader.index), text: written, operator, parts };
}

/** Whether the parenthesis that is open before `from` is closed on this line. */
function closes(reader: Reader, from: number): boolean {
  const { text, limits } = reader;
  let open = 1;
  for (let index = from; index < text.length && limits.lookahead > 0; index++) {
    limits.lookahead--;
    const character = text[index];
    if (character === '\n') return false;
    if (character === '\\') index++;
    else if (character === '(') open++;
    else if (character === ')' && --open === 0) return true;
  }
  return false;
}

/** `{a,b}` or `{1..9}`; other braces are plain characters. */
export function readBraceExpansion(reader: Reader): BraceExpansion | undefined {
  const { text, index: from } = reader;
  const end = endOfBraces(reader);
  if (end === undefined) return undefined;
  const parts: WordPart[] = [];
  let literal = from;
  const finish = (to: number) => {
    const written = text.slice(literal, to);
    if (written !== '') parts.push({ kind: 'literal', ...place(reader, literal, to), text: written, value: written });
  };
  while (reader.index < end) {
    const { index } = reader;
    const part = readInner(reader);
    if (part) {
      finish(index);
      parts.push(part);
      literal = reader.index;
    } else reader.index += text[index] === '\\' ? 2 : 1;
  }
  reader.index = Math.max(reader.index, end);
  finish(reader.index);
  return { kind: 'brace-expansion', ...place(reader, from, reader.index), text: text.slice(from, reader.index), parts };
}

function readInner(reader: Reader): WordPart | undefined {
  switch (reader.text[reader.index]) {
    case '$':
      return readExpansion(reader, false);
    case '"':
      return readDoubleQuoted(reader);
    case "'":
      return readSingleQuoted(reader);
    default:
      return readGlob(reader);
  }
}

/** Index behind the closing brace where a brace expansion begins here. */
function endOfBraces({ text, index: from, limits }: Reader): number | undefined {
  let open = 0;
  let list = false;
  for (let index = from; index < text.length && limits.lookahead > 0; index++) {
    limits.lookahead--;
    const code = text.charCodeAt(index);
    if (code === 92) index++;
    else if (code === 39 || code === 34) {
      index = text.indexOf(text[index] as string, index + 1);
      if (index < 0) return undefined;
    } else if (code === 36 && text[index + 1] === '{') {
      index = text.indexOf('}', index);
      if (index < 0) return undefined;
    } else if (code === 123) open++;
    else if (code === 125) {
      if (--open === 0) return list ? index + 1 : undefined;
    } else if (open === 1 && (code === 44 || (code === 46 && text[index + 1] === '.'))) list = true;
    else if (endsWord(code)) return undefined;
  }
  return undefined;
}
