import { skipLines } from './comments.ts';
import type { CommandNode, FunctionDefinition, WordNode } from './model.ts';
import { nested, note, place, type Reader, skipBlanks, take, takeKeyword } from './reader.ts';
import { readWord } from './words.ts';

const PARENTHESES = /\([ \t\r]*\)/y;
/** `(a, $b)` where `()` belongs, with a body behind it. */
const PARAMETERS = /\([\w$,=. \t]+\)(?=[ \t\r\n]*\{)/y;
const NAME = /^[^$`"'\\=]+$/;

/** The function whose name was read, where `(` stands behind it; undefined: that is no head of a function. */
export function readFunctionBody(reader: Reader, from: number, name: WordNode): FunctionDefinition | undefined {
  const start = reader.index;
  if (!NAME.test(name.text)) return undefined;
  if (take(reader, PARENTHESES) === undefined) {
    const parameters = take(reader, PARAMETERS);
    if (parameters === undefined) return undefined;
    note(reader, 'function-parameters', start, reader.index);
  }
  return definition(reader, from, name, null, true);
}

/** `function name body`, where the reader stands at the keyword. */
export function readFunction(reader: Reader): FunctionDefinition {
  const from = reader.index;
  takeKeyword(reader, 'function');
  const keyword = place(reader, from, reader.index);
  skipBlanks(reader);
  const name = readWord(reader);
  skipBlanks(reader);
  const start = reader.index;
  const parentheses = take(reader, PARENTHESES) !== undefined;
  if (!parentheses && take(reader, PARAMETERS) !== undefined) note(reader, 'function-parameters', start, reader.index);
  return definition(reader, from, name, keyword, parentheses);
}

function definition(
  reader: Reader,
  from: number,
  name: WordNode,
  keyword: FunctionDefinition['keyword'],
  parentheses: boolean,
): FunctionDefinition {
  const head = reader.index;
  const body = nested(reader, 'function', (): CommandNode | null => {
    skipLines(reader);
    const command = reader.grammar.command(reader);
    if (command && command.kind !== 'simple') return command;
    note(reader, 'missing-function-body', from, head);
    return command ?? null;
  });
  const range = place(reader, from, reader.index);
  // Its redirections are those of the body.
  return { kind: 'function', ...range, name, keyword, parentheses, body: body ?? null, redirections: [] };
}
