import { newNode, type RawNode } from './raw-tree.ts';
import type { TokenKind, Tokens } from './tokens.ts';

/** The state of reading one file, and the readers that need each other in circles; put together in parse-file.ts. */
export interface Parsing {
  readonly tokens: Tokens;
  /** The first character that is no Go; null so far. */
  errorAt: number | null;
  /** In the header of `if`, `for` and `switch`, `x {` begins the block. */
  inHeader: boolean;
  depth: number;
  /** Nodes of the lists that are being read, up to `top`: no list grows by itself. */
  readonly open: RawNode[];
  top: number;
  readonly type: (parsing: Parsing) => RawNode;
  readonly expression: (parsing: Parsing) => RawNode;
  readonly block: (parsing: Parsing) => RawNode;
  /** Whether the body of a function, by where it begins and ends, may be read later. */
  readonly mayWait: (start: number, end: number) => boolean;
}

/** Nesting that is read; what is deeper is passed over. */
const DEEPEST = 150;

const CLOSERS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

export function fail(parsing: Parsing): void {
  parsing.errorAt ??= parsing.tokens.start;
}

/** Takes the token if it is there. */
export function take({ tokens }: Parsing, kind: TokenKind): boolean {
  if (tokens.kind !== kind) return false;
  tokens.next();
  return true;
}

/** Takes the token, or notes that it is missing. */
export function expect(parsing: Parsing, kind: TokenKind): boolean {
  if (take(parsing, kind)) return true;
  fail(parsing);
  return false;
}

/** The present token as a node of a type, taken; an empty node and an error where it is another kind. */
export function leaf(parsing: Parsing, kind: TokenKind, type: string): RawNode {
  const { tokens } = parsing;
  const { start, end } = tokens;
  if (expect(parsing, kind)) return newNode(type, start, end);
  return newNode(type, start, start);
}

/** A node from `start` to the end of what was taken last. */
export function closed({ tokens }: Parsing, type: string, start: number, children: readonly RawNode[]): RawNode {
  return newNode(type, start, Math.max(start, tokens.previousEnd), children);
}

/** Adds to the list that is being read. */
export function put(parsing: Parsing, node: RawNode): void {
  parsing.open[parsing.top++] = node;
}

/** What was put since `top` was `from`. */
export function putSince(parsing: Parsing, from: number): RawNode[] {
  const list = parsing.open.slice(from, parsing.top);
  parsing.top = from;
  return list;
}

/** Reads what is nested one level deeper; too deep, it passes over it. */
export function nested(parsing: Parsing, read: (parsing: Parsing) => RawNode): RawNode {
  if (parsing.depth >= DEEPEST) {
    const { start } = parsing.tokens;
    fail(parsing);
    skipNested(parsing);
    return closed(parsing, 'ERROR', start, []);
  }
  parsing.depth++;
  const node = read(parsing);
  parsing.depth--;
  return node;
}

/** Reads something in parentheses, brackets or braces, where `x {` is a literal again. */
export function outsideHeader<Read>(parsing: Parsing, read: (parsing: Parsing) => Read): Read {
  const { inHeader } = parsing;
  parsing.inHeader = false;
  const result = read(parsing);
  parsing.inHeader = inHeader;
  return result;
}

/** Passes over one token, or over all in parentheses, brackets or braces that begin here. */
export function skipBalanced({ tokens }: Parsing): void {
  const open: string[] = [];
  do {
    const closer = CLOSERS[tokens.kind];
    if (closer !== undefined) open.push(closer);
    else if (tokens.kind === open.at(-1)) open.pop();
    if (tokens.kind !== 'end') tokens.next();
  } while (open.length > 0 && tokens.kind !== 'end');
}

/** Passes over everything up to the bracket that closes what we are in. */
function skipNested(parsing: Parsing): void {
  const { tokens } = parsing;
  while (!['end', ')', ']', '}'].includes(tokens.kind)) skipBalanced(parsing);
}

/** What is at the present token, without taking anything. */
export function look<Seen>({ tokens }: Parsing, see: () => Seen): Seen {
  const mark = tokens.mark();
  const seen = see();
  tokens.back(mark);
  return seen;
}
