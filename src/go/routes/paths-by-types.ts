import type { Context } from '../code/context.ts';
import { methodsBehind } from '../code/methods-named.ts';
import type { Expression } from '../syntax/syntax.ts';
import { calleeName } from '../code/types.ts';
import { contextAt } from '../values/solver.ts';
import { returnsIn } from '../code/returns.ts';

export interface PathOfType {
  readonly expression: Expression;
  /** Of the method that returns it. */
  readonly context: Context;
}

const MOST_TYPES = 200;

/**
 * `mux.Handle(route.Pattern(), route)` for whatever the program has of an interface: what the method of each type returns,
 * where that is one expression.
 */
export function pathsByTypes(path: Expression, { code, site }: Context): readonly PathOfType[] {
  if (path.kind !== 'call' || path.callee.kind !== 'select' || path.args.length > 0) return [];
  const called = calleeName(code, path.callee, site);
  const methods = methodsBehind(code, called ?? '', path);
  if (methods.length > MOST_TYPES) return [];
  return methods.flatMap((method): PathOfType[] => {
    const [only, other] = returnsIn(code, method.fn);
    const [expression] = only?.statement.values ?? [];
    return expression && !other ? [{ expression, context: contextAt(code, method) }] : [];
  });
}
