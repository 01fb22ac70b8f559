import { as, newNode, type RawNode } from './raw-tree.ts';
import { beginsType, parseParameters, parseType, parseTypeArguments } from './parse-type.ts';
import {
  closed,
  expect,
  fail,
  leaf,
  look,
  nested,
  outsideHeader,
  type Parsing,
  put,
  putSince,
  skipBalanced,
  take,
} from './parsing.ts';

const PRECEDENCE: Readonly<Record<string, number>> = {
  '||': 1,
  '&&': 2,
  ...Object.fromEntries(['==', '!=', '<', '<=', '>', '>='].map((operator) => [operator, 3])),
  ...Object.fromEntries(['+', '-', '|', '^'].map((operator) => [operator, 4])),
  ...Object.fromEntries(['*', '/', '%', '<<', '>>', '&', '&^'].map((operator) => [operator, 5])),
};
const BINARY = new Map(Object.entries(PRECEDENCE));
const UNARY = new Set(['+', '-', '!', '^', '*', '&', '<-']);
const CONSTANTS = new Set(['nil', 'true', 'false', 'iota']);
const LITERALS = new Map([
  ['string', 'interpreted_string_literal'],
  ['raw', 'raw_string_literal'],
  ['int', 'int_literal'],
  ['float', 'float_literal'],
  ['imaginary', 'imaginary_literal'],
  ['rune', 'rune_literal'],
]);
/** Types that can have a literal or be called wherever they stand. */
const WRITTEN_TYPES = new Set(['[', 'map', 'chan', 'struct', 'interface']);

/** What is called with one argument, and is a conversion. */
const CONVERTED = new Set(
  ['array', 'channel', 'function', 'implicit_length_array', 'interface', 'map', 'negated']
    .concat('parenthesized', 'pointer', 'qualified', 'slice', 'struct')
    .map((type) => `${type}_type`),
);

const OUTSIDE_BRACKETS = new Set([']', 'end', ';', '{', '}']);

/** An expression; where there is none, an empty node and an error. */
export function parseExpression(parsing: Parsing): RawNode {
  return nested(parsing, readWhole);
}

function readWhole(parsing: Parsing): RawNode {
  return readBinary(parsing, 1);
}

/** `a, b`, from the first; one by itself is no list. */
export function parseExpressions(parsing: Parsing): RawNode {
  const { tokens } = parsing;
  const { start } = tokens;
  const first = parseExpression(parsing);
  if (tokens.kind !== ',') return first;
  const from = parsing.top;
  put(parsing, first);
  while (take(parsing, ',')) put(parsing, parseExpression(parsing));
  return closed(parsing, 'expression_list', start, putSince(parsing, from));
}

function readBinary(parsing: Parsing, least: number): RawNode {
  const { tokens } = parsing;
  let left = readUnary(parsing);
  for (;;) {
    const precedence = BINARY.get(tokens.kind) ?? 0;
    if (precedence < least) return left;
    tokens.next();
    const right = readBinary(parsing, precedence + 1);
    left = newNode('binary_expression', left.start, right.end, [as('left', left), as('right', right)]);
  }
}

function readUnary(parsing: Parsing): RawNode {
  const { tokens } = parsing;
  const { start } = tokens;
  if (!UNARY.has(tokens.kind)) return readPrimary(parsing);
  if (tokens.kind === '<-' && look(parsing, () => (tokens.next(), tokens.kind === 'chan'))) return readPrimary(parsing);
  tokens.next();
  const operand = as('operand', nested(parsing, readUnary));
  return newNode('unary_expression', start, Math.max(operand.end, tokens.previousEnd), [operand]);
}

function readPrimary(parsing: Parsing): RawNode {
  const { tokens } = parsing;
  let node = readOperand(parsing);
  const { start } = node;
  for (;;) {
    switch (tokens.kind) {
      case '.':
        node = readSelector(parsing, node);
        break;
      case '[':
        node = readIndex(parsing, node);
        break;
      case '(':
        node = readCall(parsing, node);
        break;
      case '{':
        if (!mayHaveLiteral(parsing, node)) return node;
        node = closed(parsing, 'composite_literal', start, [as('type', node), as('body', readLiteral(parsing))]);
        break;
      default:
        return node;
    }
  }
}

function readOperand(parsing: Parsing): RawNode {
  const { tokens } = parsing;
  const { kind, start, end, text } = tokens;
  if (kind === 'name') {
    tokens.next();
    const word = end - start < 6 ? text.slice(start, end) : '';
    return newNode(CONSTANTS.has(word) ? word : 'identifier', start, end);
  }
  const literal = LITERALS.get(kind);
  if (literal !== undefined) return leaf(parsing, kind, literal);
  if (kind === '(') {
    tokens.next();
    const inner = outsideHeader(parsing, parseExpression);
    if (!take(parsing, ')')) closeLost(parsing, ')');
    return closed(parsing, 'parenthesized_expression', start, [inner]);
  }
  if (kind === 'func') return readFunction(parsing);
  if (WRITTEN_TYPES.has(kind) || kind === '<-') return parseType(parsing);
  fail(parsing);
  return newNode('ERROR', start, start);
}

/** A bracket that is missing: what stands before the end of the line is passed over. */
function closeLost(parsing: Parsing, closer: string): void {
  const { tokens } = parsing;
  fail(parsing);
  while (!['end', ';', ')', ']', '}', '{'].includes(tokens.kind)) tokens.next();
  take(parsing, closer);
}

function readFunction(parsing: Parsing): RawNode {
  const { tokens } = parsing;
  const { start } = tokens;
  tokens.next();
  const parts = [as('parameters', parseParameters(parsing))];
  if (beginsType(parsing))
    parts.push(as('result', tokens.kind === '(' ? parseParameters(parsing) : parseType(parsing)));
  if (tokens.kind !== '{') return closed(parsing, 'function_type', start, parts);
  parts.push(
    as(
      'body',
      outsideHeader(parsing, () => nested(parsing, parsing.block)),
    ),
  );
  return closed(parsing, 'func_literal', start, parts);
}

function readSelector(parsing: Parsing, operand: RawNode): RawNode {
  const { tokens } = parsing;
  const { start } = operand;
  tokens.next();
  as('operand', operand);
  if (!take(parsing, '(')) {
    return closed(parsing, 'selector_expression', start, [
      operand,
      as('field', leaf(parsing, 'name', 'field_identifier')),
    ]);
  }
  if (take(parsing, 'type')) {
    expect(parsing, ')');
    return closed(parsing, 'type_switch_guard', start, [operand]);
  }
  const type = as('type', parseType(parsing));
  if (!take(parsing, ')')) closeLost(parsing, ')');
  return closed(parsing, 'type_assertion_expression', start, [operand, type]);
}

/** `x[i]`, `x[a:b]`, or type arguments as in `Map[string, int]`. */
function readIndex(parsing: Parsing, operand: RawNode): RawNode {
  const { tokens } = parsing;
  const { start } = operand;
  if (look(parsing, () => areTypes(parsing))) {
    return closed(parsing, 'generic_type', start, [
      as('type', operand),
      as('type_arguments', parseTypeArguments(parsing)),
    ]);
  }
  tokens.next();
  as('operand', operand);
  return outsideHeader(parsing, () => {
    const parts = [operand];
    const index = tokens.kind === ':' ? null : parseExpression(parsing);
    const isSlice = tokens.kind === ':';
    if (index) parts.push(as(isSlice ? 'start' : 'index', index));
    for (const field of ['end', 'capacity']) {
      if (!take(parsing, ':')) break;
      if (tokens.kind !== ']' && tokens.kind !== ':') parts.push(as(field, parseExpression(parsing)));
    }
    if (!take(parsing, ']')) closeLost(parsing, ']');
    return closed(parsing, isSlice ? 'slice_expression' : 'index_expression', start, parts);
  });
}

/** Whether what is between the brackets can only be types: several, or one that is no expression. Reads no tree. */
function areTypes(parsing: Parsing): boolean {
  const { tokens } = parsing;
  tokens.next();
  if (tokens.kind === 'map' || tokens.kind === 'chan') return true;
  if (tokens.kind === '[' || tokens.kind === 'struct' || tokens.kind === 'interface') return isWholeType(parsing);
  // `m[*p]` is an index, but what is called is a function with its type arguments.
  const isPointer = tokens.kind === '*';
  let several = false;
  while (!OUTSIDE_BRACKETS.has(tokens.kind)) {
    if (tokens.kind === ',') several = true;
    if (tokens.kind === ':') return false;
    skipWithBody(parsing);
  }
  if (!take(parsing, ']')) return false;
  return several || (isPointer && tokens.kind === '(');
}

/** `[]T`, `[2]p.T` or `struct{…}`, and not a literal of it. */
function isWholeType(parsing: Parsing): boolean {
  const { tokens } = parsing;
  while (!OUTSIDE_BRACKETS.has(tokens.kind) && tokens.kind !== ',') {
    skipWithBody(parsing);
  }
  return tokens.kind === ',' || tokens.kind === ']';
}

/** The brace after `struct` and `interface` is a part of the type, any other begins a literal or a block. */
function skipWithBody(parsing: Parsing): void {
  const { tokens } = parsing;
  const hasBody = tokens.kind === 'struct' || tokens.kind === 'interface';
  skipBalanced(parsing);
  if (hasBody && tokens.kind === '{') skipBalanced(parsing);
}

function readCall(parsing: Parsing, callee: RawNode): RawNode {
  const { tokens } = parsing;
  const { start } = callee;
  const from = tokens.start;
  const length = callee.end - start;
  const makes =
    callee.type === 'identifier' &&
    ((length === 3 && tokens.text.startsWith('new', start)) || (length === 4 && tokens.text.startsWith('make', start)));
  tokens.next();
  const args = outsideHeader(parsing, makes ? readMadeArguments : readArguments);
  if (!take(parsing, ')')) closeLost(parsing, ')');
  if (args.length === 1 && args[0] && CONVERTED.has(callee.type)) {
    return closed(parsing, 'type_conversion_expression', start, [as('type', callee), as('operand', args[0])]);
  }
  const list = as('arguments', closed(parsing, 'argument_list', from, args));
  return closed(parsing, 'call_expression', start, [as('function', callee), list]);
}

function readArguments(parsing: Parsing, isMaker = false): RawNode[] {
  const { tokens } = parsing;
  const from = parsing.top;
  while (tokens.kind !== ')' && tokens.kind !== 'end') {
    const { start } = tokens;
    const argument = isMaker && parsing.top === from ? readMade(parsing) : parseExpression(parsing);
    put(parsing, take(parsing, '...') ? closed(parsing, 'variadic_argument', start, [argument]) : argument);
    if (!take(parsing, ',')) break;
  }
  return putSince(parsing, from);
}

function readMadeArguments(parsing: Parsing): RawNode[] {
  return readArguments(parsing, true);
}

/** What `make` and `new` make: a type, or since Go 1.26 a value. */
function readMade(parsing: Parsing): RawNode {
  const { tokens } = parsing;
  const isType = tokens.kind === '*' || (tokens.kind === 'name' && look(parsing, () => isTypeArgument(parsing)));
  return isType ? parseType(parsing) : parseExpression(parsing);
}

/** `T`, `p.T` or `T[int]` and the end of the argument. */
function isTypeArgument(parsing: Parsing): boolean {
  const { tokens } = parsing;
  tokens.next();
  if (take(parsing, '.')) tokens.next();
  if (tokens.kind === '[') skipBalanced(parsing);
  return tokens.kind === ',' || tokens.kind === ')';
}

/** Whether `{` after this begins a literal, and not a block. */
function mayHaveLiteral({ inHeader }: Parsing, node: RawNode): boolean {
  switch (node.type) {
    case 'slice_type':
    case 'array_type':
    case 'implicit_length_array_type':
    case 'map_type':
    case 'struct_type':
      return true;
    case 'identifier':
    case 'generic_type':
      return !inHeader;
    case 'selector_expression':
    case 'index_expression':
      return !inHeader && isTypeName(node);
    default:
      return false;
  }
}

function isTypeName(node: RawNode): boolean {
  const [operand] = node.children;
  if (node.type === 'identifier') return true;
  if (node.type === 'selector_expression') return operand?.type === 'identifier';
  return node.type === 'index_expression' && operand !== undefined && isTypeName(operand);
}

/** `{a, b: c, {…}}` of a literal, from its brace. */
function readLiteral(parsing: Parsing): RawNode {
  const { tokens } = parsing;
  const { start } = tokens;
  tokens.next();
  const elements = outsideHeader(parsing, readElements);
  if (!take(parsing, '}')) {
    // `x{a, b` and the end of the line: the brace may stand on a later one.
    fail(parsing);
    if (tokens.kind === ';') tokens.next();
    take(parsing, '}');
  }
  return closed(parsing, 'literal_value', start, elements);
}

function readElements(parsing: Parsing): RawNode[] {
  const { tokens } = parsing;
  const first = parsing.top;
  while (tokens.kind !== '}' && tokens.kind !== 'end') {
    const { start } = tokens;
    const value = readElement(parsing);
    const isKey = take(parsing, ':');
    put(
      parsing,
      isKey ? closed(parsing, 'keyed_element', start, [as('key', value), as('value', readElement(parsing))]) : value,
    );
    if (!take(parsing, ',')) break;
  }
  return putSince(parsing, first);
}

function readElement(parsing: Parsing): RawNode {
  const { tokens } = parsing;
  const { start } = tokens;
  const inner = tokens.kind === '{' ? nested(parsing, readLiteral) : parseExpression(parsing);
  return newNode('literal_element', start, Math.max(start, inner.end), [inner]);
}
