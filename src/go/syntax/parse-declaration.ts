import { parseExpressions } from './parse-expression.ts';
import { beginsType, parseType } from './parse-type.ts';
import { closed, expect, fail, leaf, look, type Parsing, skipBalanced, take } from './parsing.ts';
import { as, type RawNode } from './raw-tree.ts';

const AFTER_TYPE_PARAMETER = new Set([',', 'name', 'interface', '~', '[', 'func', 'map', 'chan', 'struct', '<-']);

/** `var`, `const` or `type`, of a file or of a function. */
export function parseDeclaration(parsing: Parsing): RawNode {
  const { tokens } = parsing;
  const { start, kind } = tokens;
  tokens.next();
  if (kind === 'type') return closed(parsing, 'type_declaration', start, parseSpecs(parsing, parseTypeSpec));
  const isConstant = kind === 'const';
  const isList = !isConstant && tokens.kind === '(';
  const from = tokens.start;
  const specs = parseSpecs(parsing, (inner) => parseValueSpec(inner, isConstant));
  return closed(
    parsing,
    `${kind}_declaration`,
    start,
    isList ? [closed(parsing, 'var_spec_list', from, specs)] : specs,
  );
}

/** One specification, or several in parentheses; a broken one is passed over. */
export function parseSpecs(parsing: Parsing, read: (parsing: Parsing) => RawNode): RawNode[] {
  const { tokens } = parsing;
  if (!take(parsing, '(')) return [read(parsing)];
  const specs: RawNode[] = [];
  while (tokens.kind !== ')' && tokens.kind !== 'end') {
    if (take(parsing, ';')) continue;
    const { start } = tokens;
    // A declaration inside: the parenthesis was lost.
    if (['func', 'var', 'const', 'type', 'import'].includes(tokens.kind)) break;
    specs.push(read(parsing));
    if (take(parsing, ';') || tokens.kind === ')') continue;
    fail(parsing);
    if (tokens.start === start) tokens.next();
    while (![';', ')', 'end'].includes(tokens.kind)) skipBalanced(parsing);
  }
  expect(parsing, ')');
  return specs;
}

function parseValueSpec(parsing: Parsing, isConstant: boolean): RawNode {
  const { start } = parsing.tokens;
  const parts: RawNode[] = [];
  do parts.push(as('name', leaf(parsing, 'name', 'identifier')));
  while (take(parsing, ','));
  if (beginsType(parsing)) parts.push(as('type', parseType(parsing)));
  if (take(parsing, '=')) parts.push(as('value', parseExpressions(parsing)));
  return closed(parsing, isConstant ? 'const_spec' : 'var_spec', start, parts);
}

function parseTypeSpec(parsing: Parsing): RawNode {
  const { tokens } = parsing;
  const { start } = tokens;
  const parts = [as('name', leaf(parsing, 'name', 'type_identifier'))];
  if (tokens.kind === '[' && look(parsing, () => areTypeParameters(parsing))) {
    const from = tokens.start;
    skipBalanced(parsing);
    parts.push(as('type_parameters', closed(parsing, 'type_parameter_list', from, [])));
  }
  const isAlias = take(parsing, '=');
  parts.push(as('type', parseType(parsing)));
  return closed(parsing, isAlias ? 'type_alias' : 'type_spec', start, parts);
}

/** `[K comparable, V any]`, and not the length of an array. */
function areTypeParameters(parsing: Parsing): boolean {
  const { tokens } = parsing;
  tokens.next();
  if (!take(parsing, 'name')) return false;
  if (take(parsing, '*')) return ['name', '*', '['].includes(tokens.kind);
  return AFTER_TYPE_PARAMETER.has(tokens.kind);
}
