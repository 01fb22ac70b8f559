import { bodyOf } from '../syntax/bodies.ts';
import { endsServing, failsIn, neverReturns } from './failing.ts';
import { type Expression, type GoFunction, type If, partsOf, type Span, type Statement } from '../syntax/syntax.ts';

/** What must be true, or false, for a place to be reached. */
export interface Condition {
  readonly expression: Expression;
  readonly wanted: boolean;
}

/** What must be true behind `log.Fatal(err)`. */
const NEVER: Condition = { expression: { kind: 'name', name: 'false', start: 0, end: 0 }, wanted: true };

/**
 * The conditions under which a function comes to an offset: of the branches around it, and of those before it that end the
 * function. A branch that ends it with an error is none: it says what the program demands, not what it does by default.
 */
export function conditionsAt(
  fn: GoFunction,
  offset: number,
  isDemand: (branch: readonly Statement[]) => boolean = failsIn,
): readonly Condition[] {
  const found: Condition[] = [];
  inStatements(bodyOf(fn));
  return found;

  function inStatements(statements: readonly Statement[]): void {
    for (const statement of statements) {
      if (statement.end <= offset) passed(statement);
      else if (statement.start <= offset) {
        inside(statement);
        return;
      }
    }
  }

  /** A statement that was left behind: none of its branches ended the function. */
  function passed(statement: Statement): void {
    if (statement.kind === 'block') {
      for (const inner of casesOf(statement)) passed(inner);
      return;
    }
    if (statement.kind === 'expression' && neverReturns(statement.expression)) found.push(NEVER);
    if (statement.kind !== 'if' || !statement.condition) return;
    if (ends(statement.then)) found.push({ expression: statement.condition, wanted: false });
    else if (statement.otherwise && ends([statement.otherwise])) {
      found.push({ expression: statement.condition, wanted: true });
    }
  }

  function inside(statement: Statement): void {
    switch (statement.kind) {
      case 'if':
        insideIf(statement);
        return;
      case 'block':
        insideBlock(statement);
        return;
      case 'range':
        if (!holds(statement.over)) inStatements(statement.body);
        else inExpressions([statement.over]);
        return;
      case 'assign':
        inExpressions([...statement.left, ...statement.right]);
        return;
      case 'declare':
        inExpressions(statement.values.flatMap(({ values }) => values));
        return;
      case 'return':
        inExpressions(statement.values);
        return;
      case 'expression':
        inExpressions([statement.expression]);
    }
  }

  function insideIf({ before, condition, then, thenSpan, otherwise }: If): void {
    if (before && holds(before)) inside(before);
    else if (condition && holds(condition)) inExpressions([condition]);
    else if (otherwise && holds(otherwise)) {
      if (condition && !isDemand(then)) found.push({ expression: condition, wanted: false });
      inside(otherwise);
    } else if (holds(thenSpan)) {
      if (condition && !(otherwise && isDemand([otherwise]))) found.push({ expression: condition, wanted: true });
      inStatements(then);
    }
  }

  /** In a switch, what no case is for falls to the default. */
  function insideBlock(block: Statement & { readonly kind: 'block' }): void {
    const cases = casesOf(block);
    const own = cases.find(holds);
    const others = cases.filter((one) => one !== own);
    if (own && isDefault(own, others)) {
      for (const { condition, then } of others) {
        if (condition && !isDemand(then)) found.push({ expression: condition, wanted: false });
      }
      inStatements(own.then);
    } else inStatements(block.body);
  }

  function inExpressions(expressions: readonly Expression[]): void {
    for (const expression of expressions) {
      if (!holds(expression)) continue;
      if (expression.kind === 'function') inStatements(bodyOf(expression.function));
      else inExpressions(partsOf(expression));
    }
  }

  function holds({ start, end }: Span): boolean {
    return start <= offset && offset < end;
  }
}

/** Cases of a switch or select: their branch is all of them. */
function casesOf({ body }: Statement & { readonly kind: 'block' }): readonly If[] {
  return body.filter((one): one is If => one.kind === 'if' && one.thenSpan.start === one.start);
}

/** `default:` has no condition, or nothing but the value that the other cases compare. */
function isDefault({ condition }: If, others: readonly If[]): boolean {
  if (!condition) return others.some((one) => one.condition);
  const isComparison = (expression: Expression | null): boolean => expression?.kind === 'binary';
  return !isComparison(condition) && others.length > 0 && others.every((one) => isComparison(one.condition));
}

/** Whether statements end the function, and not because something is wrong. */
function ends(statements: readonly Statement[]): boolean {
  const last = statements.at(-1);
  if (last?.kind === 'block') return ends(last.body);
  if (last?.kind === 'expression') return endsServing(last.expression);
  return last?.kind === 'return' && !failsIn(statements);
}
