import { readCase } from './case.ts';
import { readFunction } from './functions.ts';
import { readFor, readLoop } from './loops.ts';
import type { CommandNode, Group, If, List, Redirection, Subshell } from './model.ts';
import { nested, note, place, type Reader, skipBlanks, takeKeyword } from './reader.ts';
import { readRedirections } from './redirections.ts';
import { readSimpleCommand } from './simple-command.ts';
import { emptyList, readExpression, startsArithmetic } from './substitutions.ts';
import { readTest } from './tests.ts';

const OPENING = /(?:if|while|until|for|select|case|function|coproc|\[\[|\{)(?=[\s;&|<>()]|$)/y;
/** A command without its redirections yet. */
type Bare<Node> = Node extends CommandNode ? Omit<Node, 'redirections' | 'start' | 'end'> : never;

/** Reads one command with its redirections; undefined where none can begin. */
export function readCommand(reader: Reader): CommandNode | undefined {
  const { text, index: from } = reader;
  OPENING.lastIndex = from;
  const keyword = text[from] === '(' ? '(' : OPENING.exec(text)?.[0];
  if (keyword === undefined) return readSimpleCommand(reader);
  if (keyword === 'function') return withRedirections(reader, from, readFunction(reader));
  if (keyword === 'coproc') return readCoprocess(reader);
  const bare = nested(reader, CONSTRUCTS[keyword] ?? keyword, from, from + keyword.length, () =>
    readBare(reader, keyword),
  );
  return withRedirections(reader, from, bare ?? { kind: 'group', body: emptyList(reader) });
}

const CONSTRUCTS: Readonly<Record<string, string>> = {
  if: 'if expression',
  while: 'while loop',
  until: 'until loop',
  for: 'for loop',
  select: 'select loop',
  case: 'case expression',
  '[[': 'test expression',
  '{': 'brace group',
  '(': 'explicit subshell',
};

function withRedirections(reader: Reader, from: number, bare: Bare<CommandNode>): CommandNode {
  let end = reader.index;
  const redirections: Redirection[] = readRedirections(reader);
  if (redirections.length > 0) end = reader.index;
  reader.index = end;
  return { ...bare, ...place(reader, from, end), redirections };
}

function readBare(reader: Reader, keyword: string): Bare<CommandNode> {
  switch (keyword) {
    case 'if':
      return readIf(reader);
    case 'while':
    case 'until':
      return readLoop(reader, keyword);
    case 'for':
    case 'select':
      return readFor(reader, keyword);
    case 'case':
      return readCase(reader);
    case '[[':
      return readTest(reader);
    case '{':
      return readGroup(reader);
    default:
      return readParentheses(reader);
  }
}

function readGroup(reader: Reader): Bare<Group> {
  const from = reader.index++;
  const body = readBody(reader, from, from + 1);
  if (!takeKeyword(reader, '}')) note(reader, 'missing-brace', from, from + 1, '}');
  return { kind: 'group', body };
}

/** `( … )` or `(( … ))` */
function readParentheses(reader: Reader): Bare<Subshell> | Bare<CommandNode> {
  const from = reader.index;
  if (reader.text[from + 1] === '(' && startsArithmetic(reader, from + 2)) {
    return { kind: 'arithmetic-command', expression: readExpression(reader, 2, '))') };
  }
  reader.index++;
  const body = readBody(reader, from, from + 1);
  if (reader.text[reader.index] === ')') reader.index++;
  else note(reader, 'missing-parenthesis', from, from + 1, ')');
  return { kind: 'subshell', body };
}

/** A list that must hold a command. */
function readBody(reader: Reader, from: number, to: number): List {
  const list = reader.grammar.list(reader);
  if (list.items.length === 0) note(reader, 'missing-command', from, to);
  return list;
}

function readIf(reader: Reader): Bare<If> {
  const from = reader.index;
  const branches: If['branches'][number][] = [];
  let start = from;
  takeKeyword(reader, 'if');
  do {
    const condition = readBody(reader, start, reader.index);
    const then = reader.index;
    if (!takeKeyword(reader, 'then')) {
      note(reader, 'missing-then', start, start + (start === from ? 2 : 4), 'then');
      branches.push({ condition, body: emptyList(reader) });
    } else branches.push({ condition, body: readBody(reader, then, reader.index) });
    start = reader.index;
  } while (takeKeyword(reader, 'elif'));
  let otherwise: List | null = null;
  const last = reader.index;
  if (takeKeyword(reader, 'else')) otherwise = readBody(reader, last, reader.index);
  if (!takeKeyword(reader, 'fi')) note(reader, 'missing-fi', from, from + 2, 'fi');
  return { kind: 'if', branches, otherwise };
}

/** `coproc name { …; }`: read as the command that it runs. */
function readCoprocess(reader: Reader): CommandNode | undefined {
  takeKeyword(reader, 'coproc');
  skipBlanks(reader);
  const name = /[A-Za-z_]\w*[ \t]+(?=[({]|(?:if|while|until|for|case)[ \t])/y;
  name.lastIndex = reader.index;
  if (name.test(reader.text)) reader.index = name.lastIndex;
  return readCommand(reader);
}
