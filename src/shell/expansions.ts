import type { ArithmeticExpansion, CommandSubstitution, DoubleQuoted, Expansion, SingleQuoted } from './model.ts';
import { nested, note, place, type Reader, take, warn } from './reader.ts';
import { readDoubleQuoted, readSingleQuoted } from './quotes.ts';
import { readArithmetic, readCommandSubstitution, startsArithmetic } from './substitutions.ts';
import type { WordNode } from './model.ts';

const NAME = /[A-Za-z_]\w*/y;
const PARAMETER = /[A-Za-z_]\w*|\d+|[@*#?$!-]/y;
/** `#` is a length before a parameter that ends there. */
const LENGTH = /#(?=(?:[A-Za-z_]\w*|\d+|[@*#?$!-])[}[])/y;
const INDIRECTION = /!(?=[A-Za-z_\d@*#?])/y;
const OPERATOR = /:[-=?+]|[-=?+]|##?|%%?|\/\/|\/#|\/%|\/|\^\^?|,,?|~~?|@|:|\*/y;
const DEFAULTS = new Set([':-', ':=', ':?', ':+', '-', '=', '?', '+']);

type Dollar = Expansion | CommandSubstitution | ArithmeticExpansion | SingleQuoted | DoubleQuoted;

/** What begins with the `$` here; undefined for a plain dollar sign. `quoted`: inside double quotes. */
export function readExpansion(reader: Reader, quoted: boolean): Dollar | undefined {
  const { text, index } = reader;
  const next = text[index + 1];
  if (next === '(') {
    if (text[index + 2] === '(') {
      if (startsArithmetic(reader, index + 3)) return readArithmetic(reader);
      warn(reader, 'arithmetic-or-subshell', index, index + 3);
    }
    return readCommandSubstitution(reader);
  }
  if (next === '{') return readBraces(reader, quoted);
  if (next === '[') return readArithmetic(reader);
  if (next === "'" && !quoted) return readSingleQuoted(reader);
  if (next === '"' && !quoted) return readDoubleQuoted(reader);
  return readPlain(reader);
}

/** `$name`, `$1`, `$@` */
function readPlain(reader: Reader): Expansion | undefined {
  const { text, index: from } = reader;
  reader.index++;
  const name = take(reader, NAME) ?? (/[\d@*#?$!-]/.test(text[reader.index] ?? '') ? text[reader.index++] : undefined);
  if (name === undefined) {
    reader.index = from;
    return undefined;
  }
  const range = place(reader, from, reader.index);
  const text_ = text.slice(from, reader.index);
  return { kind: 'expansion', ...range, text: text_, name, ...BARE };
}

const BARE = { braces: false, prefix: null, index: null, operator: null, operand: null } as const;

/** `${…}` */
function readBraces(reader: Reader, quoted: boolean): Expansion | undefined {
  const { text, index: from } = reader;
  reader.index += 2;
  const inside = nested(reader, 'expansion', () => {
    const prefix = (take(reader, LENGTH) ?? take(reader, INDIRECTION) ?? null) as '#' | '!' | null;
    const name = take(reader, PARAMETER) ?? '';
    const index = name !== '' && text[reader.index] === '[' ? readIndex(reader) : null;
    const operator = take(reader, OPERATOR) ?? null;
    const operand = readOperand(reader, quoted && (operator === null || DEFAULTS.has(operator)));
    if (reader.index < text.length) reader.index++;
    else note(reader, 'not-closed', from, from + 2, '}');
    return { name, prefix, index, operator, operand };
  });
  const range = place(reader, from, reader.index);
  const nothing = { name: '', ...BARE };
  return { kind: 'expansion', ...range, text: text.slice(from, reader.index), ...(inside ?? nothing), braces: true };
}

function readOperand(reader: Reader, quoted: boolean): WordNode | null {
  const from = reader.index;
  const parts = reader.grammar.parts(reader, quoted ? 'quoted-operand' : 'operand');
  return reader.index > from ? reader.grammar.word(reader, from, parts) : null;
}

/** `[…]` behind the name of an array. */
export function readIndex(reader: Reader): WordNode | null {
  reader.index++;
  const from = reader.index;
  const parts = reader.grammar.parts(reader, 'index');
  const word = reader.grammar.word(reader, from, parts);
  if (reader.text[reader.index] === ']') reader.index++;
  return word;
}
