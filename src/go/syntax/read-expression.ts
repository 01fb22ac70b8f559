import { fractionValue, integerValue, stringValue } from './literals.ts';
import { child, childrenOf, type RawNode } from './raw-tree.ts';
import type { Expression, GoFunction } from './syntax.ts';

/** The file that is read, and how its function literals are. */
export interface Source {
  readonly text: string;
  /** A part of the text; the same string each time that the project says the same, so that names take little room. */
  readonly word: (start: number, end: number) => string;
  /** That string for a text that was made of parts. */
  readonly shared: (text: string) => string;
  /** Place of the line in a list of constants. */
  readonly iota?: number;
  readonly readFunction: (node: RawNode) => GoFunction;
  /** Notes a type that is declared in a function. */
  readonly noteType: (node: RawNode) => void;
  /** Notes a struct that has no name of its own, and gives it one that no Go identifier of the file has. */
  readonly nameStruct: (node: RawNode) => string;
}

/** The model of an expression node; what facts are never read from becomes `other`. */
export function readExpression(node: RawNode, source: Source): Expression {
  const { start, end } = node;
  switch (node.type) {
    case 'interpreted_string_literal':
    case 'raw_string_literal': {
      const value = stringValue(source.text.slice(start, end));
      return value === null ? other(node, source) : { kind: 'string', value: source.shared(value), start, end };
    }
    case 'int_literal': {
      const value = integerValue(source.text.slice(start, end));
      return value === null ? other(node, source) : { kind: 'number', value, start, end };
    }
    case 'float_literal': {
      const value = fractionValue(source.text.slice(start, end));
      return value === null ? other(node, source) : { kind: 'number', value, start, end };
    }
    case 'identifier':
    case 'field_identifier':
    case 'package_identifier':
    case 'type_identifier':
    case 'nil':
    case 'true':
    case 'false':
      return { kind: 'name', name: source.word(start, end), start, end };
    case 'parenthesized_expression':
    case 'literal_element': {
      const only = node.children[0];
      return only ? readExpression(only, source) : other(node, source);
    }
    case 'selector_expression':
    case 'qualified_type': {
      const operand = child(node, 'operand') ?? child(node, 'package');
      const name = child(node, 'field') ?? child(node, 'name');
      if (!operand || !name) return other(node, source);
      return {
        kind: 'select',
        operand: readExpression(operand, source),
        name: source.word(name.start, name.end),
        start,
        end,
      };
    }
    case 'iota':
      return source.iota === undefined
        ? { kind: 'name', name: 'iota', start, end }
        : { kind: 'number', value: source.iota, start, end };
    case 'call_expression':
    case 'type_conversion_expression':
      return readCall(node, source) ?? other(node, source);
    case 'binary_expression': {
      const left = child(node, 'left');
      const right = child(node, 'right');
      if (!left || !right) return other(node, source);
      return {
        kind: 'binary',
        operator: operatorBetween(left.end, right.start, source),
        left: readExpression(left, source),
        right: readExpression(right, source),
        start,
        end,
      };
    }
    case 'unary_expression': {
      const operand = child(node, 'operand');
      if (!operand) return other(node, source);
      const operator = source.shared(source.text.slice(start, operand.start).trim());
      return { kind: 'unary', operator, operand: readExpression(operand, source), start, end };
    }
    case 'composite_literal':
      return readComposite(node, source, null);
    case 'literal_value':
      return readLiteralValue(node, source, null);
    case 'func_literal':
      return { kind: 'function', function: source.readFunction(node), start, end };
    case 'type_assertion_expression': {
      const operand = child(node, 'operand');
      const type = child(node, 'type');
      if (!operand || !type) return other(node, source);
      const callee = readExpression(type, source);
      return {
        kind: 'call',
        callee,
        args: [readExpression(operand, source)],
        spread: false,
        assertion: true,
        start,
        end,
      };
    }
    case 'pointer_type': {
      const operand = node.children[0];
      if (!operand) return other(node, source);
      return { kind: 'unary', operator: '*', operand: readExpression(operand, source), start, end };
    }
    case 'index_expression':
    case 'generic_type':
    case 'type_instantiation_expression':
      return readIndex(node, source) ?? other(node, source);
    case 'slice_expression':
      return readSlice(node, source);
    default:
      return other(node, source);
  }
}

function readSlice(node: RawNode, source: Source): Expression {
  const read = other(node, source);
  const from = child(node, 'start');
  const isRest = from && node.children.length === 2 && read.kind === 'other';
  return isRest ? { ...read, from: read.parts[1] as Expression } : read;
}

function other(node: RawNode, source: Source): Expression {
  const { start, end } = node;
  return { kind: 'other', start, end, parts: readEach(node.children, source) };
}

/** Operators as they stand between their operands. */
const WRITTEN = new Map(
  '|| && == != < <= > >= + - | ^ * / % << >> & &^ := = += -= *= /= %= &= |= ^= <<= >>= &^='
    .split(' ')
    .flatMap((operator) => [[operator, operator] as const, [` ${operator} `, operator] as const]),
);

/** The operator between two operands, where comments may stand, too. */
export function operatorBetween(from: number, to: number, { text, shared }: Source): string {
  const written = text.slice(from, to);
  return WRITTEN.get(written) ?? shared(written.replace(/\/\*.*?\*\/|\/\/.*$|\s/gms, ''));
}

/** The type as written, without blanks and comments; a struct inside it goes by the name that the source gives it. */
export function typeText(node: RawNode, source: Source): string {
  const struct = node.height > 0 ? structsIn(node)[0] : undefined;
  if (struct)
    return textOf(node.start, struct.start, source) + source.nameStruct(struct) + textOf(struct.end, node.end, source);
  return source.shared(textOf(node.start, node.end, source));
}

/** Structs with fields; those inside a function's or an interface's type are nobody's variables. */
function structsIn(node: RawNode): RawNode[] {
  if (node.type === 'struct_type') {
    return childrenOf(node, 'field_declaration_list').some(({ children }) => children.length > 0) ? [node] : [];
  }
  if (node.type === 'function_type' || node.type === 'interface_type') return [];
  return node.children.flatMap(structsIn);
}

function textOf(start: number, end: number, { text }: Source): string {
  const written = text.slice(start, end);
  return /[\s/]/.test(written) ? written.replace(/\/\*.*?\*\/|\/\/[^\n]*|\s+/gs, '') : written;
}

/** The models of expressions that stand in a list. */
export function readEach(nodes: readonly RawNode[], source: Source): Expression[] {
  return nodes.map((inner) => readExpression(inner, source));
}

function readCall(node: RawNode, source: Source): Expression | null {
  const named = child(node, 'function') ?? child(node, 'type');
  if (!named) return null;
  const own = child(node, 'type_arguments');
  const list = child(node, 'arguments');
  const mayHaveTypes = named.type === 'index_expression' || named.type === 'generic_type';
  const { callee, types = own && typeTexts(own.children, source) } = mayHaveTypes
    ? withoutTypes(named, list?.children.length === 0, source)
    : { callee: named };
  const operand = list ? undefined : child(node, 'operand');
  const nodes = list ? list.children : operand ? [operand] : [];
  const spread = nodes.at(-1)?.type === 'variadic_argument';
  const args = nodes.map((argument) => readExpression(withoutDots(argument), source));
  const { start, end } = node;
  const called = readExpression(callee, source);
  return types
    ? { kind: 'call', callee: called, args, spread, types, start, end }
    : { kind: 'call', callee: called, args, spread, start, end };
}

function withoutDots(argument: RawNode): RawNode {
  return argument.type === 'variadic_argument' ? (argument.children[0] ?? argument) : argument;
}

/** `Get` and `int` of `Get[int](…)`, which the grammar takes for an index or a conversion. */
function withoutTypes(named: RawNode, isEmpty: boolean, source: Source): { callee: RawNode; types?: string[] } {
  const operand = child(named, 'operand') ?? child(named, 'type');
  if (!operand) return { callee: named };
  const list = child(named, 'type_arguments')?.children ?? named.children.filter((node) => node !== operand);
  const types = typeTexts(list, source);
  // `handlers[name](…)` is an index: types of other packages and generic ones are written with a capital.
  const field = child(operand, 'field');
  const method = field ? source.text.slice(field.start, field.end) : '';
  const isType =
    named.type === 'generic_type' ||
    types.every((type) => TYPE.test(type)) ||
    // `env.ParseAs[config]()`: nothing is passed, as only a function can take it that is told a type; or it is called as one.
    (isEmpty ? /^[A-Z]/ : MAKES).test(method);
  return isType ? { callee: operand, types } : { callee: named };
}

function typeTexts(types: readonly RawNode[], source: Source): string[] {
  return types.map((type) => typeText(type, source));
}

/** How functions are called that make a value of the type which they are told; tables of functions are called after things. */
const MAKES = /^(?:As|Decode|From|Get|Invoke|Load|Make|Must|New|Parse|Provide|Read|Unmarshal)(?=[A-Z]|$)/;
const TYPE = /^(?:u?int\d*|float\d\d|string|bool|byte|rune|any|error|[\w.[\]*]*\b[A-Z]\w*|\[.*)$/;

function readIndex(node: RawNode, source: Source): Expression | null {
  const operand = child(node, 'operand') ?? child(node, 'type');
  if (!operand) return null;
  const index = child(node, 'index');
  // `f[int]` is a function or type with its type arguments: the same as `f`.
  if (!index || node.type !== 'index_expression') return readExpression(operand, source);
  const { start, end } = node;
  return { kind: 'index', operand: readExpression(operand, source), index: readExpression(index, source), start, end };
}

function readComposite(node: RawNode, source: Source, type: string | null): Expression {
  const typeNode = child(node, 'type');
  const body = child(node, 'body');
  const written = typeNode ? typeText(typeNode, source) : type;
  const { start, end } = node;
  if (!body) return { kind: 'composite', type: written, elements: [], start, end };
  return readLiteralValue(body, source, written, node);
}

function readLiteralValue(
  node: RawNode,
  source: Source,
  type: string | null,
  { start, end }: RawNode = node,
): Expression {
  const elements = childrenOf(node, 'keyed_element', 'literal_element').map((element) => {
    if (element.type === 'literal_element') return { key: null, value: readElement(element, source, type) };
    const key = child(element, 'key') ?? element.children[0];
    const value = child(element, 'value') ?? element.children.at(-1);
    return {
      key: key ? readExpression(key, source) : null,
      value: value ? readElement(value, source, type) : readExpression(element, source),
    };
  });
  return { kind: 'composite', type, elements, start, end };
}

/** `{…}` inside `[]T{…}` is a T. */
function readElement(node: RawNode, source: Source, type: string | null): Expression {
  const inner = node.type === 'literal_element' ? node.children[0] : node;
  if (inner?.type !== 'literal_value') return readExpression(node, source);
  const elementType = type === null ? null : (/^(?:\[[^\]]*\]|map\[[^\]]*\])\*?(.+)$/.exec(type)?.[1] ?? null);
  return readLiteralValue(inner, source, elementType);
}
