import { type Expression, type GoFunction, partsOf, type Span, type Statement } from './syntax.ts';

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
}

/** Visits all statements and expressions of a function in the order of the text, function literals included. */
export function walkFunction(fn: GoFunction, visitor: CodeVisitor, guard: Guard | null = null): void {
  const block: Block = { span: { start: fn.start, end: fn.end }, guard };
  visitor.enter?.(fn, block);
  walkStatements(fn.body, { span: fn.bodySpan, guard }, visitor);
}

/** Visits an expression outside functions, as a package variable's value. */
export function walkExpression(
  expression: Expression,
  visitor: CodeVisitor,
  block: Block = { span: expression, guard: null },
  parent: Expression | null = null,
): void {
  visitor.expression?.(expression, parent, block);
  if (expression.kind === 'function') {
    // Nobody knows when, or whether, a literal runs.
    walkFunction(expression.function, visitor, {
      span: expression,
      condition: null,
      literal: true,
      outer: block.guard,
    });
    return;
  }
  for (const part of partsOf(expression)) walkExpression(part, visitor, block, expression);
}

function walkStatements(statements: readonly Statement[], block: Block, visitor: CodeVisitor): void {
  for (const statement of statements) walkStatement(statement, block, visitor);
}

function walkStatement(statement: Statement, block: Block, visitor: CodeVisitor): void {
  const expressions = (list: readonly Expression[], inBlock = block) => {
    for (const expression of list) walkExpression(expression, visitor, inBlock);
  };
  const span: Span = { start: statement.start, end: statement.end };
  switch (statement.kind) {
    case 'assign':
      expressions(statement.right);
      expressions(statement.left);
      visitor.statement?.(statement, block);
      return;
    case 'declare':
      for (const { values } of statement.values) expressions(values);
      visitor.statement?.(statement, block);
      return;
    case 'expression':
      visitor.statement?.(statement, block);
      expressions([statement.expression]);
      return;
    case 'return':
      visitor.statement?.(statement, block);
      expressions(statement.values);
      return;
    case 'block':
      walkStatements(statement.body, { span, guard: block.guard }, visitor);
      return;
    case 'range': {
      expressions([statement.over]);
      const guard: Guard = { span, condition: null, outer: block.guard };
      visitor.statement?.(statement, { span, guard });
      walkStatements(statement.body, { span, guard }, visitor);
      return;
    }
    case 'if': {
      const whole: Block = { span, guard: block.guard };
      if (statement.before) walkStatement(statement.before, whole, visitor);
      visitor.statement?.(statement, whole);
      if (statement.condition) expressions([statement.condition], whole);
      const guard = (branch: Span): Guard => ({ span: branch, condition: statement.condition, outer: block.guard });
      walkStatements(statement.then, { span: statement.thenSpan, guard: guard(statement.thenSpan) }, visitor);
      if (statement.otherwise)
        walkStatement(statement.otherwise, { span, guard: { ...guard(statement.otherwise), negated: true } }, visitor);
      return;
    }
  }
}
