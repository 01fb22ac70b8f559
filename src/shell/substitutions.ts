import type { ArithmeticExpansion, ArithmeticText, CommandSubstitution, List, ProcessSubstitution } from './model.ts';
import { nested, note, place, type Reader, readerOf } from './reader.ts';
import { rangeIn, slice, type SourceText, without } from './source-text.ts';

/** `$(…)` */
export function readCommandSubstitution(reader: Reader): CommandSubstitution {
  const from = reader.index;
  const body = readEnclosed(reader);
  return { kind: 'command-substitution', ...written(reader, from), backticks: false, body };
}

/** `<(…)` or `>(…)`; undefined where only a redirection begins. */
export function readProcessSubstitution(reader: Reader): ProcessSubstitution | undefined {
  const { text, index: from } = reader;
  if (text[from + 1] !== '(') return undefined;
  const direction = text[from] === '<' ? '<' : '>';
  const body = readEnclosed(reader);
  return { kind: 'process-substitution', ...written(reader, from), direction, body };
}

/** A list between parentheses whose opening takes two characters. */
function readEnclosed(reader: Reader): List {
  const { text, index: from } = reader;
  reader.index += 2;
  const body = nested(reader, 'substitution', () => {
    const list = reader.grammar.list(reader);
    if (text[reader.index] === ')') reader.index++;
    else note(reader, 'not-closed', from, from + 2, ')');
    return list;
  });
  return body ?? emptyList(reader);
}

export function emptyList(reader: Reader): List {
  return { kind: 'list', ...place(reader, reader.index, reader.index), items: [] };
}

function written(reader: Reader, from: number) {
  return { ...place(reader, from, reader.index), text: reader.text.slice(from, reader.index) };
}

/** `` `…` ``; the script inside loses one level of backslashes. */
export function readBackticks(reader: Reader, quoted: boolean): CommandSubstitution {
  const { text, index: from, source } = reader;
  const escapes: number[] = [];
  let end = from + 1;
  for (; end < text.length && text[end] !== '`'; end++) {
    if (text[end] !== '\\') continue;
    if ('$`\\'.includes(text[end + 1] ?? ' ') || (quoted && text[end + 1] === '"')) escapes.push(end - from - 1);
    end++;
  }
  end = Math.min(end, text.length);
  const inside = slice(source, from + 1, end);
  const script: SourceText = escapes.length > 0 ? without(inside, escapes) : inside;
  const body = nested(reader, 'substitution', () => {
    if (end >= text.length) note(reader, 'open-quote', from, from + 1);
    return readAll(readerOf(reader, script));
  });
  reader.index = Math.min(end + 1, text.length);
  const range = rangeIn(source, from, reader.index);
  const list = body ?? emptyList(reader);
  return { kind: 'command-substitution', ...range, text: text.slice(from, reader.index), backticks: true, body: list };
}

/** Reads all of a text as commands; what cannot stand where it stands is passed over. */
export function readAll(reader: Reader): List {
  const first = reader.grammar.list(reader);
  if (reader.index >= reader.text.length) return first;
  const items = [...first.items];
  while (reader.index < reader.text.length) {
    reader.grammar.stray(reader);
    items.push(...reader.grammar.list(reader).items);
  }
  return { kind: 'list', ...place(reader, 0, reader.text.length), items };
}

/**
 * Whether what is open before `from` by two parentheses is an arithmetic expression: both are closed side by side.
 * One that is never closed is taken for arithmetic.
 */
export function startsArithmetic({ text, limits }: Reader, from: number): boolean {
  let open = 2;
  for (let index = from; index < text.length && limits.lookahead > 0; index++) {
    limits.lookahead--;
    const character = text[index];
    if (character === '\\') index++;
    else if (character === "'" || character === '"') {
      const end = text.indexOf(character, index + 1);
      if (end > 0) {
        limits.lookahead -= end - index;
        index = end;
      }
    } else if (character === '(') open++;
    else if (character === ')' && --open === 1) return text[index + 1] === ')';
  }
  return true;
}

/** `$((…))` or `$[…]` */
export function readArithmetic(reader: Reader): ArithmeticExpansion {
  const { text, index: from } = reader;
  const brackets = text[from + 1] === '[';
  const expression = readExpression(reader, brackets ? 2 : 3, brackets ? ']' : '))');
  return { kind: 'arithmetic', ...written(reader, from), brackets, expression };
}

/** An arithmetic expression behind an opening of `length` characters, up to and over what closes it. */
export function readExpression(reader: Reader, length: number, close: ']' | '))'): ArithmeticText {
  const { text, index: from } = reader;
  reader.index += length;
  const start = reader.index;
  const context = close === ']' ? 'index' : 'arithmetic';
  const parts = nested(reader, ['arithmetic', 'arithmetic'], () => {
    const inside = reader.grammar.parts(reader, context);
    if (reader.index >= text.length) note(reader, 'not-closed', from, start, close);
    return inside;
  });
  const end = reader.index;
  for (const character of close) if (text[reader.index] === character) reader.index++;
  return { kind: 'arithmetic-text', ...place(reader, start, end), text: text.slice(start, end), parts: parts ?? [] };
}
