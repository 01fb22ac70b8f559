import { as, newNode, type RawNode } from './raw-tree.ts';
import {
  closed,
  expect,
  fail,
  leaf,
  look,
  nested,
  outsideHeader,
  type Parsing,
  skipBalanced,
  take,
} from './parsing.ts';

const BEGINS_TYPE = new Set(['name', '[', '*', 'map', 'chan', 'func', 'struct', 'interface', '<-', '(', '~']);

/** A type; where there is none, an empty node and an error. */
export function parseType(parsing: Parsing): RawNode {
  return nested(parsing, readType);
}

export function beginsType({ tokens }: Parsing): boolean {
  return BEGINS_TYPE.has(tokens.kind);
}

function readType(parsing: Parsing): RawNode {
  const { tokens } = parsing;
  const { start } = tokens;
  switch (tokens.kind) {
    case 'name':
      return readNamed(parsing);
    case '*':
      tokens.next();
      return closed(parsing, 'pointer_type', start, [parseType(parsing)]);
    case '~':
      tokens.next();
      return closed(parsing, 'negated_type', start, [parseType(parsing)]);
    case '(': {
      tokens.next();
      const inner = parseType(parsing);
      expect(parsing, ')');
      return closed(parsing, 'parenthesized_type', start, [inner]);
    }
    case '[':
      return readArray(parsing);
    case 'map': {
      tokens.next();
      expect(parsing, '[');
      const key = as('key', parseType(parsing));
      expect(parsing, ']');
      return closed(parsing, 'map_type', start, [key, as('value', parseType(parsing))]);
    }
    case '<-':
    case 'chan':
      if (take(parsing, '<-')) expect(parsing, 'chan');
      else tokens.next();
      take(parsing, '<-');
      return closed(parsing, 'channel_type', start, [as('value', parseType(parsing))]);
    case 'func':
      tokens.next();
      return closed(parsing, 'function_type', start, parseSignature(parsing));
    case 'struct':
      return readStruct(parsing);
    case 'interface':
      return readInterface(parsing);
    default:
      fail(parsing);
      return newNode('type_identifier', start, start);
  }
}

/** Parameters and result of a function, from its `(`. */
export function parseSignature(parsing: Parsing): RawNode[] {
  const parameters = as('parameters', parseParameters(parsing));
  if (!beginsType(parsing)) return [parameters];
  const result = parsing.tokens.kind === '(' ? parseParameters(parsing) : parseType(parsing);
  return [parameters, as('result', result)];
}

function readNamed(parsing: Parsing): RawNode {
  const { tokens } = parsing;
  const { start } = tokens;
  let name = leaf(parsing, 'name', 'type_identifier');
  if (tokens.kind === '.') {
    tokens.next();
    const inner = as('name', leaf(parsing, 'name', 'type_identifier'));
    name = closed(parsing, 'qualified_type', start, [
      as('package', newNode('package_identifier', name.start, name.end)),
      inner,
    ]);
  }
  if (tokens.kind !== '[' || look(parsing, () => (tokens.next(), tokens.kind === ']'))) return name;
  return closed(parsing, 'generic_type', start, [as('type', name), as('type_arguments', parseTypeArguments(parsing))]);
}

/** `[int, T]`. */
export function parseTypeArguments(parsing: Parsing): RawNode {
  const { tokens } = parsing;
  const { start } = tokens;
  const types: RawNode[] = [];
  expect(parsing, '[');
  while (tokens.kind !== ']') {
    const from = tokens.start;
    types.push(closed(parsing, 'type_elem', from, [parseType(parsing)]));
    if (!take(parsing, ',')) break;
  }
  if (!take(parsing, ']')) {
    fail(parsing);
    while (!['end', ';', '{', '}', ')', ']'].includes(tokens.kind)) tokens.next();
    take(parsing, ']');
  }
  return closed(parsing, 'type_arguments', start, types);
}

function readArray(parsing: Parsing): RawNode {
  const { tokens } = parsing;
  const { start } = tokens;
  tokens.next();
  if (take(parsing, ']')) return closed(parsing, 'slice_type', start, [as('element', parseType(parsing))]);
  if (take(parsing, '...')) {
    expect(parsing, ']');
    return closed(parsing, 'implicit_length_array_type', start, [as('element', parseType(parsing))]);
  }
  const length = as('length', outsideHeader(parsing, parsing.expression));
  expect(parsing, ']');
  return closed(parsing, 'array_type', start, [length, as('element', parseType(parsing))]);
}

interface Entry {
  readonly name: RawNode | null;
  readonly type: RawNode | null;
  readonly variadic: boolean;
  readonly start: number;
}

/** `(a, b int, rest ...string)`, from its `(`. */
export function parseParameters(parsing: Parsing): RawNode {
  const { tokens } = parsing;
  const { start } = tokens;
  const entries: Entry[] = [];
  if (!expect(parsing, '(')) return newNode('parameter_list', start, start);
  while (tokens.kind !== ')' && tokens.kind !== 'end') {
    entries.push(readParameter(parsing));
    if (!take(parsing, ',')) break;
  }
  if (!take(parsing, ')')) {
    fail(parsing);
    // What is no parameter ends with the line at the latest.
    while (!['end', ';', '{', '}', ')'].includes(tokens.kind)) tokens.next();
    take(parsing, ')');
  }
  return closed(parsing, 'parameter_list', start, declarationsOf(entries));
}

function readParameter(parsing: Parsing): Entry {
  const { tokens } = parsing;
  const { start } = tokens;
  const named = tokens.kind === 'name' && look(parsing, () => isNameBefore(parsing));
  if (named || tokens.kind === 'name') {
    const bare = named || look(parsing, () => (tokens.next(), tokens.kind === ',' || tokens.kind === ')'));
    if (bare) {
      const name = leaf(parsing, 'name', 'identifier');
      if (!named) return { name, type: null, variadic: false, start };
      const variadic = take(parsing, '...');
      return { name, type: parseType(parsing), variadic, start };
    }
  }
  const variadic = take(parsing, '...');
  return { name: null, type: parseType(parsing), variadic, start };
}

/** Whether a type follows the name that stands here. */
function isNameBefore(parsing: Parsing): boolean {
  const { tokens } = parsing;
  tokens.next();
  if (tokens.kind === '...') return true;
  if (tokens.kind !== '[') return beginsType(parsing);
  return !closesType(parsing);
}

/** Whether `[…]` are type arguments that end a type, and not the beginning of an array's type. */
function closesType(parsing: Parsing): boolean {
  const { tokens } = parsing;
  const isEmpty = look(parsing, () => (tokens.next(), tokens.kind === ']'));
  if (isEmpty) return false;
  skipBalanced(parsing);
  return [',', ')', ';', '}', 'string', 'raw', 'end'].includes(tokens.kind);
}

function declarationsOf(entries: readonly Entry[]): RawNode[] {
  const named = entries.some(({ name, type }) => name && type);
  const nodes: RawNode[] = [];
  let names: RawNode[] = [];
  for (const { name, type, variadic, start } of entries) {
    if (named && name) names.push(as('name', name));
    if (named && !type) continue;
    // Without names, what looked like a name is a type.
    const own = type ?? (name && newNode('type_identifier', name.start, name.end));
    if (!own) continue;
    const from = names[0]?.start ?? start;
    const node = variadic ? 'variadic_parameter_declaration' : 'parameter_declaration';
    nodes.push(newNode(node, from, own.end, [...names, as('type', own)]));
    names = [];
  }
  return nodes;
}

function readStruct(parsing: Parsing): RawNode {
  const { tokens } = parsing;
  const { start } = tokens;
  tokens.next();
  const from = tokens.start;
  const fields: RawNode[] = [];
  if (expect(parsing, '{')) {
    readLines(parsing, () => fields.push(readField(parsing)));
  }
  return closed(parsing, 'struct_type', start, [closed(parsing, 'field_declaration_list', from, fields)]);
}

/** Lines up to the closing brace; a broken one is passed over. */
function readLines(parsing: Parsing, read: () => void): void {
  const { tokens } = parsing;
  while (tokens.kind !== '}' && tokens.kind !== 'end') {
    if (take(parsing, ';')) continue;
    const { start } = tokens;
    if (isDeclaration(parsing)) break;
    read();
    if (take(parsing, ';') || tokens.kind === '}') continue;
    fail(parsing);
    if (tokens.start === start) tokens.next();
    while (![';', '}', 'end'].includes(tokens.kind)) skipBalanced(parsing);
  }
  expect(parsing, '}');
}

/** A declaration at the beginning of a line: whatever was open has lost its brace. */
export function isDeclaration({ tokens: { kind, start, text } }: Parsing): boolean {
  if (kind !== 'func' || (start > 0 && text[start - 1] !== '\n')) return false;
  return /^func(?:[ \t]+\w|[ \t]*\([^()\n]*\)[ \t]*\w+[ \t]*\()/.test(text.slice(start, start + 300));
}

function readField(parsing: Parsing): RawNode {
  const { tokens } = parsing;
  const { start } = tokens;
  const parts: RawNode[] = [];
  const isEmbedded = tokens.kind !== 'name' || look(parsing, () => isEmbeddedField(parsing));
  if (isEmbedded) take(parsing, '*');
  else {
    do parts.push(as('name', leaf(parsing, 'name', 'field_identifier')));
    while (take(parsing, ','));
  }
  parts.push(as('type', parseType(parsing)));
  if (tokens.kind === 'string') parts.push(as('tag', leaf(parsing, 'string', 'interpreted_string_literal')));
  else if (tokens.kind === 'raw') parts.push(as('tag', leaf(parsing, 'raw', 'raw_string_literal')));
  return closed(parsing, 'field_declaration', start, parts);
}

function isEmbeddedField(parsing: Parsing): boolean {
  const { tokens } = parsing;
  tokens.next();
  if (tokens.kind === '[') return closesType(parsing);
  return [';', '}', '.', 'string', 'raw', 'end'].includes(tokens.kind);
}

function readInterface(parsing: Parsing): RawNode {
  const { tokens } = parsing;
  const { start } = tokens;
  const parts: RawNode[] = [];
  tokens.next();
  if (expect(parsing, '{')) readLines(parsing, () => parts.push(readElement(parsing)));
  return closed(parsing, 'interface_type', start, parts);
}

function readElement(parsing: Parsing): RawNode {
  const { tokens } = parsing;
  const { start } = tokens;
  if (tokens.kind === 'name' && look(parsing, () => (tokens.next(), tokens.kind === '('))) {
    const name = as('name', leaf(parsing, 'name', 'field_identifier'));
    return closed(parsing, 'method_elem', start, [name, ...parseSignature(parsing)]);
  }
  const types = [parseType(parsing)];
  while (take(parsing, '|')) types.push(parseType(parsing));
  return closed(parsing, 'type_elem', start, types);
}
