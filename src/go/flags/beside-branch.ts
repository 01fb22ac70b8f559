import { bodyOf } from '../syntax/bodies.ts';
import { neverReturns } from '../code/failing.ts';
import { type GoFunction, holds, type If, type Span, type Statement } from '../syntax/syntax.ts';

/** What of a function is not run where one branch of it is: the others, and whatever follows a branch that ends. */
export function besideBranch(fn: GoFunction, branch: Span): readonly Span[] {
  const parts: Span[] = [];
  isLast(bodyOf(fn));
  return parts;

  /** Whether what follows these statements is not run. */
  function isLast(statements: readonly Statement[]): boolean {
    const at = statements.findIndex((one) => holds(one, branch));
    const statement = statements[at];
    if (!statement || !endsIn(statement)) return false;
    const [next, last] = [statements[at + 1], statements.at(-1)];
    if (next && last) parts.push({ start: next.start, end: last.end });
    return true;
  }

  function endsIn(statement: Statement): boolean {
    if (statement.kind === 'if') return endsInIf(statement);
    if (statement.kind !== 'block') return false;
    const own = statement.body.find((one) => holds(one, branch));
    if (!own || !isCase(own)) return isLast(statement.body);
    parts.push(...statement.body.filter((one) => one !== own && isCase(one)));
    return endsIn(own);
  }

  function endsInIf({ then, thenSpan, otherwise }: If): boolean {
    if (otherwise && holds(otherwise, branch)) {
      parts.push(thenSpan);
      return endsIn(otherwise);
    }
    if (otherwise) parts.push(otherwise);
    return holds(branch, thenSpan) ? isEnd(then.at(-1)) : isLast(then);
  }
}

function isCase(statement: Statement): statement is If {
  return statement.kind === 'if' && statement.thenSpan.start === statement.start;
}

function isEnd(last: Statement | undefined): boolean {
  return last?.kind === 'return' || (last?.kind === 'expression' && neverReturns(last.expression));
}
