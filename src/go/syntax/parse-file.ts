import { parseDeclaration, parseSpecs } from './parse-declaration.ts';
import { parseExpression } from './parse-expression.ts';
import { parseBlock } from './parse-statement.ts';
import { parseParameters, parseSignature, parseType } from './parse-type.ts';
import { closed, fail, leaf, type Parsing, skipBalanced, take } from './parsing.ts';
import { as, newNode, type RawNode } from './raw-tree.ts';
import { bodyEnd } from './skip-body.ts';
import { type Tokens, tokensOf } from './tokens.ts';

export interface ParsedFile {
  /** The declarations, and a `comment` for each `//go:embed` and `//go:generate` line; each is read when it is asked for, so that none lies about. */
  readonly nodes: Iterable<RawNode>;
  /** The first character outside bodies that is no Go; null where there is none. Known when all nodes are read. */
  readonly errorAt: () => number | null;
}

export interface ParsedBody {
  readonly node: RawNode;
  /** The first character that is no Go; null where there is none. */
  readonly errorAt: number | null;
}

/** Instead of the body of a function: it has not been read. */
export const UNREAD = 'unread_block';
/** Beside the body of a function: where it is no Go. */
export const BODY_ERROR = 'body_error';

const NEVER = (): boolean => false;

/**
 * The syntax tree of any text, in one pass; what is no Go is passed over up to the next statement or declaration.
 * `mayWait`: whether the body of a function that begins and ends there is left {@link UNREAD}.
 */
export function parseFile(text: string, mayWait: Parsing['mayWait'] = NEVER): ParsedFile {
  const parsing = newParsing(tokensOf(text), mayWait);
  return { nodes: readNodes(parsing), errorAt: () => parsing.errorAt };
}

function* readNodes(parsing: Parsing): Iterable<RawNode> {
  const { tokens } = parsing;
  while (tokens.kind !== 'end') {
    if (take(parsing, ';')) continue;
    const node = readDeclaration(parsing);
    if (node) yield node;
    if (take(parsing, ';') || tokens.kind === 'end') continue;
    fail(parsing);
    skipToDeclaration(parsing);
  }
  for (const { start, end } of tokens.directives) yield newNode('comment', start, end);
}

/** The body of a function that begins there, as it is in the tree of the whole file. */
export function parseBody(text: string, start: number): ParsedBody {
  const parsing = newParsing(tokensOf(text, start), NEVER);
  const node = parseBlock(parsing);
  return { node, errorAt: parsing.errorAt };
}

function newParsing(tokens: Tokens, mayWait: Parsing['mayWait']): Parsing {
  return {
    mayWait,
    tokens,
    errorAt: null,
    inHeader: false,
    depth: 0,
    open: [],
    top: 0,
    type: parseType,
    expression: parseExpression,
    block: parseBlock,
  };
}

const DECLARATIONS = new Set(['func', 'type', 'var', 'const', 'import']);

/** Passes over what is no declaration, to the next line that begins like one. */
function skipToDeclaration({ tokens }: Parsing): void {
  const { text } = tokens;
  while (tokens.kind !== 'end') {
    if (DECLARATIONS.has(tokens.kind) && (tokens.start === 0 || text[tokens.start - 1] === '\n')) return;
    tokens.next();
  }
}

function readDeclaration(parsing: Parsing): RawNode | null {
  const { tokens } = parsing;
  const { start } = tokens;
  switch (tokens.kind) {
    case 'package':
      tokens.next();
      return closed(parsing, 'package_clause', start, [leaf(parsing, 'name', 'package_identifier')]);
    case 'import':
      return readImport(parsing);
    case 'func':
      return readFunction(parsing);
    case 'var':
    case 'const':
    case 'type':
      return parseDeclaration(parsing);
    default:
      fail(parsing);
      tokens.next();
      return null;
  }
}

function readImport(parsing: Parsing): RawNode {
  const { tokens } = parsing;
  const { start } = tokens;
  tokens.next();
  const isList = tokens.kind === '(';
  const from = tokens.start;
  const specs = parseSpecs(parsing, readImportSpec);
  return closed(
    parsing,
    'import_declaration',
    start,
    isList ? [closed(parsing, 'import_spec_list', from, specs)] : specs,
  );
}

function readImportSpec(parsing: Parsing): RawNode {
  const { tokens } = parsing;
  const { start } = tokens;
  const parts: RawNode[] = [];
  if (tokens.kind === '.') parts.push(as('name', leaf(parsing, '.', 'dot')));
  else if (tokens.kind === 'name') parts.push(as('name', leaf(parsing, 'name', 'package_identifier')));
  const raw = tokens.kind === 'raw';
  parts.push(
    as('path', leaf(parsing, raw ? 'raw' : 'string', raw ? 'raw_string_literal' : 'interpreted_string_literal')),
  );
  return closed(parsing, 'import_spec', start, parts);
}

function readFunction(parsing: Parsing): RawNode {
  const { tokens } = parsing;
  const { start } = tokens;
  tokens.next();
  const parts: RawNode[] = [];
  const isMethod = tokens.kind === '(';
  if (isMethod) parts.push(as('receiver', parseParameters(parsing)));
  parts.push(as('name', leaf(parsing, 'name', isMethod ? 'field_identifier' : 'identifier')));
  if (tokens.kind === '[') {
    const from = tokens.start;
    skipBalanced(parsing);
    parts.push(as('type_parameters', closed(parsing, 'type_parameter_list', from, [])));
  }
  parts.push(...parseSignature(parsing));
  if (tokens.kind === '{') parts.push(...readBody(parsing));
  return closed(parsing, isMethod ? 'method_declaration' : 'function_declaration', start, parts);
}

function readBody(parsing: Parsing): RawNode[] {
  const { tokens, mayWait } = parsing;
  const { start, text } = tokens;
  const end = mayWait === NEVER ? null : bodyEnd(text, start);
  if (end !== null && mayWait(start, end)) {
    tokens.skipTo(end);
    return [as('body', newNode(UNREAD, start, end))];
  }
  const outside = takeError(parsing);
  const body = as('body', parseBlock(parsing));
  const inside = takeError(parsing);
  parsing.errorAt = outside;
  return inside === null ? [body] : [body, newNode(BODY_ERROR, inside, inside)];
}

function takeError(parsing: Parsing): number | null {
  const { errorAt } = parsing;
  parsing.errorAt = null;
  return errorAt;
}
