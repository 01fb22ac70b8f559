import { child, childrenOf, type RawNode } from './raw-tree.ts';
import { operatorBetween, readEach, readExpression, type Source, typeText } from './read-expression.ts';
import type { Expression, Statement, ValueDeclaration } from './syntax.ts';

/** The statements of a block or statement list; what is no statement we know is looked into. */
export function readStatements(node: RawNode, source: Source): Statement[] {
  const { children } = node;
  const first = children[0];
  if (children.length === 1 && first) return readStatement(first, source);
  return flat(children.map((inner) => readStatement(inner, source)));
}

/** Most nodes are one statement each; the model is kept for long, so its lists have no room for more than they hold. */
function flat(lists: readonly Statement[][]): Statement[] {
  return lists.every(({ length }) => length === 1) ? lists.map((list) => list[0] as Statement) : lists.flat();
}

/** The names and values of a `var` or `const` declaration, in order. */
export function readValues(node: RawNode, source: Source): ValueDeclaration[] {
  let iota = 0;
  let repeated: RawNode | undefined;
  return node.children.flatMap((spec) => {
    if (spec.type === 'var_spec_list') return readValues(spec, source);
    if (spec.type !== 'var_spec' && spec.type !== 'const_spec') return [];
    const constant = spec.type === 'const_spec';
    // A constant without a value repeats the one before.
    if (!constant || child(spec, 'value')) repeated = spec;
    const type = child(repeated ?? spec, 'type');
    return {
      start: spec.start,
      end: spec.end,
      names: spec.children.filter(({ field }) => field === 'name').map((name) => source.word(name.start, name.end)),
      type: type ? typeText(type, source) : null,
      values: list(child(repeated ?? spec, 'value'), constant ? { ...source, iota: iota++ } : source),
      constant,
    };
  });
}

function readStatement(node: RawNode, source: Source): Statement[] {
  const { start, end } = node;
  switch (node.type) {
    case 'short_var_declaration':
    case 'assignment_statement': {
      const left = child(node, 'left');
      const right = child(node, 'right');
      if (!left || !right) return [];
      const operator = operatorBetween(left.end, right.start, source);
      return [{ kind: 'assign', left: list(left, source), right: list(right, source), operator, start, end }];
    }
    case 'inc_statement':
    case 'dec_statement': {
      // What a counter comes to is nobody's guess.
      const right: Expression = { kind: 'other', parts: [], start, end };
      return [{ kind: 'assign', left: readEach(node.children, source), right: [right], operator: '++', start, end }];
    }
    case 'var_declaration':
    case 'const_declaration':
      return [{ kind: 'declare', values: readValues(node, source), start, end }];
    case 'type_declaration':
      source.noteType(node);
      return [];
    case 'return_statement':
      return [{ kind: 'return', values: list(node.children[0], source), start, end }];
    case 'if_statement':
      return [readIf(node, source)];
    case 'block':
      return [{ kind: 'block', body: readStatements(node, source), start, end }];
    case 'for_statement':
      return [readFor(node, source)];
    case 'expression_switch_statement':
    case 'type_switch_statement':
    case 'select_statement':
      return [readSwitch(node, source)];
    case 'labeled_statement':
      return readStatements(node, source).filter(({ kind }) => kind !== 'expression' || node.children.length > 1);
    case 'expression_statement':
    case 'go_statement':
    case 'defer_statement':
    case 'send_statement':
    case 'receive_statement':
      return node.children.map((inner) => expressionIn(inner, start, end, source));
    case 'ERROR':
    case 'statement_list':
      return readStatements(node, source);
    default:
      return [expressionIn(node, start, end, source)];
  }
}

function readIf(node: RawNode, source: Source): Statement {
  const before = child(node, 'initializer');
  const condition = child(node, 'condition');
  const then = child(node, 'consequence');
  const otherwise = child(node, 'alternative');
  return {
    kind: 'if',
    start: node.start,
    end: node.end,
    before: before ? (readStatement(before, source)[0] ?? null) : null,
    condition: condition ? readExpression(condition, source) : null,
    then: then ? readStatements(then, source) : [],
    thenSpan: { start: then?.start ?? node.end, end: then?.end ?? node.end },
    otherwise: otherwise ? (readStatement(otherwise, source)[0] ?? null) : null,
  };
}

function readFor(node: RawNode, source: Source): Statement {
  const { start, end } = node;
  const [range] = childrenOf(node, 'range_clause');
  const block = child(node, 'body');
  const body = block ? readStatements(block, source) : [];
  const over = range && child(range, 'right');
  if (over) {
    const left = list(child(range, 'left'), source);
    const read = readExpression(over, source);
    const endless = isClock(read) && !isBroken(node);
    return { kind: 'range', left, over: read, body, start, end, ...(endless && { endless }) };
  }
  const [clause] = childrenOf(node, 'for_clause');
  const before = clause && child(clause, 'initializer');
  const update = clause && child(clause, 'update');
  const condition = clause ? child(clause, 'condition') : node.children.find((inner) => inner !== block);
  // A loop is a branch that may run any number of times.
  return {
    kind: 'if',
    before: before ? (readStatement(before, source)[0] ?? null) : null,
    condition: null,
    then: [
      ...(condition ? [expressionStatement(condition, source)] : []),
      ...body,
      ...(update ? readStatement(update, source) : []),
    ],
    thenSpan: { start, end },
    otherwise: null,
    start,
    end,
    ...(!clause && !condition && !isBroken(node) && { endless: true as const }),
  };
}

/** `time.Tick(d)`, `ticker.C` */
function isClock(over: Expression): boolean {
  if (over.kind === 'call') return over.callee.kind === 'select' && over.callee.name === 'Tick';
  return over.kind === 'select' && over.name === 'C';
}

const BREAKABLE = new Set([
  'for_statement',
  'expression_switch_statement',
  'type_switch_statement',
  'select_statement',
]);

/** Whether a `break` or `goto` may lead out of a loop. */
function isBroken(loop: RawNode, inner = false): boolean {
  return loop.children.some((node) => {
    if (node.type === 'goto_statement') return true;
    if (node.type === 'break_statement') return !inner || node.children.length > 0;
    return node.type !== 'func_literal' && isBroken(node, inner || BREAKABLE.has(node.type));
  });
}

/** Each case becomes an `if` of its own: nothing that follows depends on their order. */
function readSwitch(node: RawNode, source: Source): Statement {
  const { start, end } = node;
  const before = child(node, 'initializer');
  const value = child(node, 'value');
  const alias = child(node, 'alias');
  const cases = childrenOf(node, 'expression_case', 'type_case', 'communication_case', 'default_case');
  if (node.type === 'select_statement' && cases.length === 0) return waitForEver(node);
  return {
    kind: 'block',
    start,
    end,
    body: [
      ...(before ? readStatement(before, source) : []),
      ...(value ? [expressionStatement(value, source)] : []),
      ...cases.map((one) => readCase(one, value, alias, cases, source)),
    ],
  };
}

/** `select {}` */
function waitForEver({ start, end }: RawNode): Statement {
  const loop = { before: null, condition: null, then: [], otherwise: null, endless: true as const };
  return { kind: 'if', ...loop, thenSpan: { start, end }, start, end };
}

function readCase(
  node: RawNode,
  value: RawNode | undefined,
  alias: RawNode | undefined,
  cases: readonly RawNode[],
  source: Source,
): Statement {
  const { start, end } = node;
  const communication = child(node, 'communication');
  const lists = childrenOf(node, 'statement_list');
  const others = node.type === 'default_case' ? oneOf(cases.flatMap((one) => testsOf(one, value, source))) : null;
  return {
    kind: 'if',
    start,
    end,
    before: communication ? (readStatement(communication, source)[0] ?? null) : null,
    condition:
      oneOf(testsOf(node, value, source)) ?? (others && not(others)) ?? (value ? readExpression(value, source) : null),
    then: [
      ...(alias && value ? [narrowed(alias, value, node, source)] : []),
      ...lists.flatMap((statements) => readStatements(statements, source)),
    ],
    thenSpan: { start, end },
    otherwise: null,
  };
}

/** What a case asks of the value that is switched on, or of nothing in particular. */
function testsOf(node: RawNode, value: RawNode | undefined, source: Source): Expression[] {
  const tests = list(child(node, 'value'), source);
  return value ? tests.map((test) => equals(readExpression(value, source), test)) : tests;
}

/** `default:` is for what no case is for. */
function not(operand: Expression): Expression {
  return { kind: 'unary', operator: '!', operand, start: operand.start, end: operand.end };
}

/** What `case "a":` asks of the value that is switched on. */
function equals(left: Expression, right: Expression): Expression {
  return { kind: 'binary', operator: '==', left, right, start: right.start, end: right.end };
}

/** Any of the conditions; null where there is none. */
function oneOf(tests: readonly Expression[]): Expression | null {
  const [first, ...others] = tests;
  if (!first) return null;
  return others.reduce(
    (left, right): Expression => ({ kind: 'binary', operator: '||', left, right, start: left.start, end: right.end }),
    first,
  );
}

/** `switch name := value.(type)`: in a case of one type the name has that type. */
function narrowed(alias: RawNode, value: RawNode, branch: RawNode, source: Source): Statement {
  const { start, end } = alias;
  const types = branch.children.filter(({ field }) => field === 'type');
  const [type] = types;
  const declaration: ValueDeclaration = {
    names: [source.word(start, end)],
    type: type && types.length === 1 ? typeText(type, source) : null,
    values: [readExpression(value, source)],
    constant: false,
    start,
    end,
  };
  return { kind: 'declare', values: [declaration], start, end };
}

function expressionStatement(node: RawNode, source: Source): Statement {
  return expressionIn(node, node.start, node.end, source);
}

function expressionIn(node: RawNode, start: number, end: number, source: Source): Statement {
  return { kind: 'expression', expression: readExpression(node, source), start, end };
}

function list(node: RawNode | undefined, source: Source): Expression[] {
  if (!node) return [];
  return node.type === 'expression_list' ? readEach(node.children, source) : [readExpression(node, source)];
}
