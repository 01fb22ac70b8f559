import type { Context } from '../code/context.ts';
import { type FunctionSite, receiverName } from '../code/declared.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { methodsCalled, openCall } from '../code/methods-named.ts';
import type { Expression, InterfaceMethod } from '../syntax/syntax.ts';
import { calleeName } from '../code/types.ts';
import { contextAt } from '../values/solver.ts';
import { returnsIn } from '../values/returns.ts';

export interface PathOfType {
  readonly expression: Expression;
  /** Of the method that returns it. */
  readonly context: Context;
}

const MOST_TYPES = 200;

/** Whether the type of a method has all that an interface asks for by name. */
function hasAll(code: LinkedCode, { fn, pkg }: FunctionSite, wanted: readonly InterfaceMethod[]): boolean {
  const type = `${pkg.importPath}.${receiverName(fn.receiver?.type ?? '')}`;
  const own = new Set((code.methods.get(type) ?? []).map((method) => method.fn.name));
  return wanted.every(({ name }) => own.has(name));
}

/**
 * `mux.Handle(route.Pattern(), route)` for whatever the program has of an interface: what the method of each type returns,
 * where that is one expression.
 */
export function pathsByTypes(path: Expression, { code, site }: Context): readonly PathOfType[] {
  if (path.kind !== 'call' || path.callee.kind !== 'select' || path.args.length > 0) return [];
  const { name } = path.callee;
  const called = calleeName(code, path.callee, site);
  const asked = code.types.get(called?.slice(0, called.lastIndexOf('.')) ?? '')?.declaration;
  if (asked?.kind !== 'interface') return [];
  const methods = methodsCalled(code, openCall(name, path)).filter((method) => {
    return code.isReached(method) && hasAll(code, method, asked.methods);
  });
  if (methods.length > MOST_TYPES) return [];
  return methods.flatMap((method): PathOfType[] => {
    const [only, other] = returnsIn(code, method.fn);
    const [expression] = only?.statement.values ?? [];
    return expression && !other ? [{ expression, context: contextAt(code, method) }] : [];
  });
}
