import { bodyOf } from './bodies.ts';
import type { Expression, GoFunction, Span, Statement } from './syntax.ts';

/** What decides whether a statement runs: the innermost branch around it. */
export interface Guard {
  /** The branch; code inside it runs after the statement for sure. */
  readonly span: Span;
  /** Null: a loop, a function literal or a case without condition. */
  readonly condition: Expression | null;
  /** The branch for when the condition is false. */
  readonly negated?: true;
  /** The body of a function literal. */
  readonly literal?: true;
  readonly outer: Guard | null;
}

/** A region in which names are declared. */
export interface Block {
  readonly span: Span;
  readonly guard: Guard | null;
}

export interface CodeVisitor {
  readonly statement?: (statement: Statement, block: Block) => void;
  readonly expression?: (expression: Expression, parent: Expression | null, block: Block) => void;
  /** A function literal (or the function itself) with the block of its parameters. */
  readonly enter?: (fn: GoFunction, block: Block) => void;
  /** Who visits a function literal's body, where it is not this one. */
  readonly literal?: (fn: GoFunction) => CodeVisitor;
}

/** Visits all statements and expressions of a function in the order of the text, function literals included. */
export function walkFunction(fn: GoFunction, visitor: CodeVisitor, guard: Guard | null = null): void {
  const block: Block = { span: { start: fn.start, end: fn.end }, guard };
  visitor.enter?.(fn, block);
  walkStatements(bodyOf(fn), { span: fn.bodySpan, guard }, visitor);
}

/** Visits an expression outside functions, as a package variable's value. */
export function walkExpression(
  expression: Expression,
  visitor: CodeVisitor,
  block: Block = { span: expression, guard: null },
  parent: Expression | null = null,
): void {
  visitor.expression?.(expression, parent, block);
  const { kind } = expression;
  // Most expressions hold no others.
  if (kind === 'name' || kind === 'string' || kind === 'number') return;
  if (kind === 'function') {
    // Nobody knows when, or whether, a literal runs.
    walkFunction(expression.function, visitor.literal?.(expression.function) ?? visitor, {
      span: expression,
      condition: null,
      literal: true,
      outer: block.guard,
    });
    return;
  }
  walkParts(expression, visitor, block);
}

/** As `partsOf` lists them; every expression of a project comes by here, so no list is made. */
function walkParts(expression: Expression, visitor: CodeVisitor, block: Block): void {
  switch (expression.kind) {
    case 'select':
    case 'unary':
      walkExpression(expression.operand, visitor, block, expression);
      return;
    case 'call':
      walkExpression(expression.callee, visitor, block, expression);
      for (const argument of expression.args) walkExpression(argument, visitor, block, expression);
      return;
    case 'binary':
      walkExpression(expression.left, visitor, block, expression);
      walkExpression(expression.right, visitor, block, expression);
      return;
    case 'composite':
      for (const { key, value } of expression.elements) {
        if (key && key.kind !== 'name') walkExpression(key, visitor, block, expression);
        walkExpression(value, visitor, block, expression);
      }
      return;
    case 'index':
      walkExpression(expression.operand, visitor, block, expression);
      walkExpression(expression.index, visitor, block, expression);
      return;
    case 'other':
      for (const part of expression.parts) walkExpression(part, visitor, block, expression);
      return;
    default:
  }
}

function walkExpressions(list: readonly Expression[], visitor: CodeVisitor, block: Block): void {
  for (const expression of list) walkExpression(expression, visitor, block);
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}

export function walkStatements(statements: readonly Statement[], block: Block, visitor: CodeVisitor): void {
  for (const statement of statements) walkStatement(statement, block, visitor);
}

function walkStatement(statement: Statement, block: Block, visitor: CodeVisitor): void {
  switch (statement.kind) {
    case 'assign':
      walkExpressions(statement.right, visitor, block);
      walkExpressions(statement.left, visitor, block);
      visitor.statement?.(statement, block);
      return;
    case 'declare':
      for (const { values } of statement.values) walkExpressions(values, visitor, block);
      visitor.statement?.(statement, block);
      return;
    case 'expression':
      visitor.statement?.(statement, block);
      walkExpression(statement.expression, visitor, block);
      return;
    case 'return':
      visitor.statement?.(statement, block);
      walkExpressions(statement.values, visitor, block);
      return;
    case 'block':
      walkStatements(statement.body, { span: spanOf(statement), guard: block.guard }, visitor);
      return;
    case 'range': {
      walkExpression(statement.over, visitor, block);
      const span = spanOf(statement);
      const guard: Guard = { span, condition: null, outer: block.guard };
      visitor.statement?.(statement, { span, guard });
      walkStatements(statement.body, { span, guard }, visitor);
      return;
    }
    case 'if': {
      const span = spanOf(statement);
      const whole: Block = { span, guard: block.guard };
      if (statement.before) walkStatement(statement.before, whole, visitor);
      visitor.statement?.(statement, whole);
      if (statement.condition) walkExpression(statement.condition, visitor, whole);
      const { condition, then, thenSpan, otherwise } = statement;
      const { guard: outer } = block;
      walkStatements(then, { span: thenSpan, guard: { span: thenSpan, condition, outer } }, visitor);
      if (otherwise) {
        walkStatement(otherwise, { span, guard: { span: otherwise, condition, outer, negated: true } }, visitor);
      }
      return;
    }
  }
}
