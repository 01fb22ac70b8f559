import { readCase } from './case.ts';
import { readFunction } from './functions.ts';
import { readFor, readLoop, skipSemicolon } from './loops.ts';
import type { CommandNode, Group, If, List, Redirection, Subshell } from './model.ts';
import type { Construct } from './problem.ts';
import { endsWord, nested, note, place, type Reader, skipBlanks, takeKeyword } from './reader.ts';
import { readRedirections } from './redirections.ts';
import { readSimpleCommand } from './simple-command.ts';
import { emptyList, readExpression, startsArithmetic } from './substitutions.ts';
import { readTest } from './tests.ts';

/** A brace in front of a word is meant to open a group, too, unless it begins a brace expansion. */
const OPENING =
  /(?:if|while|until|for|select|case|function|coproc|\[\[|\{)(?=[\s;&|<>()]|$)|\{(?=[\w$"'./])(?![^\s{},]*[,}]|\w+\.\.)/y;
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
  const bare = nested(reader, CONSTRUCTS[keyword] ?? 'group', () => readBare(reader, keyword));
  return withRedirections(reader, from, bare ?? { kind: 'group', body: emptyList(reader) });
}

const CONSTRUCTS: Readonly<Record<string, Construct>> = {
  ...{ if: 'if', while: 'loop', until: 'loop', for: 'loop', select: 'loop', case: 'case' },
  ...{ '[[': 'test', '{': 'group', '(': 'subshell' },
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
  if (!endsWord(reader.text.charCodeAt(reader.index))) note(reader, 'missing-space', from, reader.index);
  const body = readBody(reader, from, from + 1);
  if (!takeKeyword(reader, '}')) note(reader, 'not-closed', from, from + 1, '}');
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
  else note(reader, 'not-closed', from, from + 1, ')');
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
  takeKeyword(reader, 'if');
  branches.push(readBranch(reader, from));
  for (let start = reader.index; takeKeyword(reader, 'elif'); start = reader.index) {
    const branch = nested(reader, 'elif', () => readBranch(reader, start));
    if (branch) branches.push(branch);
  }
  let otherwise: List | null = null;
  const last = reader.index;
  if (takeKeyword(reader, 'else')) otherwise = readClause(reader, 'else', last);
  if (!takeKeyword(reader, 'fi')) note(reader, 'not-closed', from, from + 2, 'fi');
  return { kind: 'if', branches, otherwise };
}

/** What stands behind the `if` or `elif` at `from`, up to the next of them, `else` or `fi`. */
function readBranch(reader: Reader, from: number): If['branches'][number] {
  const to = reader.index;
  const condition = readBody(reader, from, to);
  const then = reader.index;
  if (takeKeyword(reader, 'then')) return { condition, body: readClause(reader, 'then', then) };
  if (condition.items.length > 0) note(reader, 'not-closed', from, to, 'then');
  return { condition, body: emptyList(reader) };
}

function readClause(reader: Reader, keyword: 'then' | 'else', from: number): List {
  skipSemicolon(reader, from);
  return nested(reader, keyword, () => readBody(reader, from, from + 4)) ?? emptyList(reader);
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
