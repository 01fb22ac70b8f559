import type { Site } from './code-index.ts';
import type { Names } from './names.ts';
import type { SourceFile } from '../syntax/source-file.ts';
import type { Expression, GoFunction, Statement } from '../syntax/syntax.ts';
import { type CodeVisitor, walkExpression, walkFunction } from '../syntax/walk-code.ts';

/** What stands around the expressions of a package. Few are asked about: a function is walked when the first of its own is. */
export interface Enclosing {
  /** The expression that another is a direct part of. */
  readonly parentOf: (expression: Expression, site: Site) => Expression | undefined;
  /** The statement that an expression is a direct part of. */
  readonly statementOf: (expression: Expression, site: Site) => Statement | undefined;
}

export interface Around {
  readonly parents: Map<Expression, Expression>;
  readonly statements: Map<Expression, Statement>;
}

export function enclosing({ around: known }: Names): Enclosing {
  return {
    parentOf: (expression, site) => around(site).parents.get(expression),
    statementOf: (expression, site) => around(site).statements.get(expression),
  };

  function around({ fn, file }: Site): Around {
    const of = fn ?? file;
    let found = known.get(of);
    if (!found) known.set(of, (found = fn ? aroundIn(fn) : aroundValues(file)));
    return found;
  }
}

function aroundIn(fn: GoFunction): Around {
  const found: Around = { parents: new Map(), statements: new Map() };
  walkFunction(fn, visitorFor(found));
  return found;
}

function aroundValues({ values }: SourceFile): Around {
  const found: Around = { parents: new Map(), statements: new Map() };
  const visitor = visitorFor(found);
  for (const declaration of values) for (const value of declaration.values) walkExpression(value, visitor);
  return found;
}

function visitorFor({ parents, statements }: Around): CodeVisitor {
  return {
    statement(statement) {
      if (statement.kind === 'return') for (const value of statement.values) statements.set(value, statement);
      if (statement.kind === 'expression') statements.set(statement.expression, statement);
      if (statement.kind === 'assign') for (const value of statement.right) statements.set(value, statement);
    },
    expression(expression, parent) {
      if (parent) parents.set(expression, parent);
    },
  };
}
