import { skipLines } from './comments.ts';
import type { TestCommand, TestExpression, WordNode } from './model.ts';
import { atKeyword, endsWord, nested, note, place, type Reader, take, takeKeyword, warn } from './reader.ts';
import { readWord } from './words.ts';

const UNARY = /-[A-Za-z](?=[ \t\r\n])/y;
const BINARY = /(?:==|=~|=|!=|-[A-Za-z]{2})(?=[ \t\r\n])|[<>](?!\()/y;

/** `[[ … ]]` */
export function readTest(reader: Reader): Omit<TestCommand, 'redirections' | 'start' | 'end'> {
  const from = reader.index;
  reader.index += 2;
  skipLines(reader);
  const expression = atKeyword(reader, ']]') ? null : readJunction(reader, '||');
  skipLines(reader);
  if (!takeKeyword(reader, ']]')) recover(reader, from);
  return { kind: 'test-command', expression: expression ?? null };
}

/** Notes what is wrong, and moves over the rest of the test, at most to the end of the line. */
function recover(reader: Reader, from: number): void {
  const { text, index } = reader;
  const line = text.indexOf('\n', index);
  const end = line < 0 ? text.length : line;
  const close = text.slice(0, end).indexOf(']]', from + 2);
  if (close > 0 && !/\s/.test(text[close - 1] as string)) warn(reader, 'space-before-bracket', close, close + 2);
  note(reader, 'bad-test', from, from + 2);
  reader.index = Math.max(index, close < 0 ? end : close + 2);
}

function readJunction(reader: Reader, operator: '&&' | '||'): TestExpression | undefined {
  const from = reader.index;
  const next = () => (operator === '||' ? readJunction(reader, '&&') : readNot(reader));
  let left = next();
  while (left) {
    skipLines(reader);
    const start = reader.index;
    if (!reader.text.startsWith(operator, start)) break;
    reader.index += 2;
    const sign = { ...place(reader, start, reader.index), text: operator };
    skipLines(reader);
    const right = next();
    if (!right) return undefined;
    left = { kind: 'test-junction', ...place(reader, from, reader.index), operator: sign, left, right };
  }
  return left;
}

function readNot(reader: Reader): TestExpression | undefined {
  const from = reader.index;
  if (!takeKeyword(reader, '!')) return readPrimary(reader);
  skipLines(reader);
  const operand = nested(reader, 'pattern', () => readNot(reader));
  return operand ? { kind: 'test-not', ...place(reader, from, reader.index), operand } : undefined;
}

function readPrimary(reader: Reader): TestExpression | undefined {
  const { text, index: from } = reader;
  if (text[from] === '(') {
    reader.index++;
    skipLines(reader);
    const operand = nested(reader, 'pattern', () => readJunction(reader, '||'));
    skipLines(reader);
    if (!operand || text[reader.index] !== ')') return undefined;
    reader.index++;
    return { kind: 'test-group', ...place(reader, from, reader.index), operand };
  }
  const unary = take(reader, UNARY);
  if (unary !== undefined) {
    const operator = { ...place(reader, from, reader.index), text: unary };
    const end = reader.index;
    skipLines(reader);
    const operand = atBinary(reader) ? undefined : readOperand(reader);
    if (operand) return { kind: 'test-unary', ...place(reader, from, reader.index), operator, operand };
    // `[[ -f ]]`, `[[ -f = x ]]`: the operator is a plain word.
    reader.index = from;
    if (end === from) return undefined;
  }
  const left = readOperand(reader);
  if (!left) return undefined;
  skipLines(reader);
  const start = reader.index;
  const binary = take(reader, BINARY);
  if (binary === undefined) return left;
  const operator = { ...place(reader, start, reader.index), text: binary };
  skipLines(reader);
  const right = readOperand(reader, binary === '=~');
  return right ? { kind: 'test-binary', ...place(reader, from, reader.index), operator, left, right } : undefined;
}

function atBinary(reader: Reader): boolean {
  BINARY.lastIndex = reader.index;
  return BINARY.test(reader.text);
}

function readOperand(reader: Reader, regex = false): WordNode | undefined {
  if (atKeyword(reader, ']]')) return undefined;
  const { text, index } = reader;
  const code = text.charCodeAt(index);
  const substitution = (code === 60 || code === 62) && text[index + 1] === '(';
  if (endsWord(code) && !substitution && !(regex && (code === 40 || code === 60 || code === 62))) return undefined;
  return readWord(reader, regex ? 'regex' : 'word');
}
