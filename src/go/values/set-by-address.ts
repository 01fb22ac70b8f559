import { type Assignment, find } from '../code/bindings.ts';
import { type Context, deeper, evaluate, functionCalled, frameOfCall } from '../code/context.ts';
import { conditionsAt } from '../code/conditions.ts';
import { afterBranch } from '../conditions/decided.ts';
import type { FunctionSite } from '../code/declared.ts';
import { valueByAddress } from '../flags/flags.ts';
import { methodsNamed } from '../code/methods-named.ts';
import { same, type Setting } from './setting.ts';
import { type Call, type Expression, type GoFunction, isNil } from '../syntax/syntax.ts';
import { isOpenType, typeOf } from '../code/types.ts';
import { type Guard, walkFunction } from '../syntax/walk-code.ts';

const MOST_IMPLEMENTATIONS = 6;

/**
 * What a function of the project makes of a variable whose address it is given: `setDefault(&cfg.Addr, ":8080")`,
 * `binder.StringVar("addr", ":8080", &cfg.Addr)`. Null where no such function does anything with it.
 */
export function setByFunction(base: Setting, call: Call, argument: number, context: Context): Setting | null {
  const results = functionsBehind(call, context).flatMap((target) => {
    const inner = deeper(context, target, frameOfCall(target.fn, call, context));
    const value = inner && afterFunction(base, target.fn, argument, inner);
    return value ? [value] : [];
  });
  return results.length > 0 ? same(results) : null;
}

/** The function that is called; of an interface's method every method of that name that takes as much. */
function functionsBehind(call: Call, context: Context): readonly FunctionSite[] {
  const { code, site } = context;
  const target = functionCalled(context, call);
  if (target) return [target];
  const { callee } = call;
  if (callee.kind !== 'select' || !isOpenType(code, typeOf(code, callee.operand, site))) return [];
  const fitting = methodsNamed(code, callee.name).filter(
    (method) => method.fn.parameters.length === call.args.length && code.isReached(method),
  );
  return fitting.length > MOST_IMPLEMENTATIONS ? [] : fitting;
}

function afterFunction(base: Setting, fn: GoFunction, index: number, context: Context): Setting | null {
  const parameter = fn.parameters[index];
  if (!parameter || parameter.variadic) return null;
  const { name } = parameter;
  const declaration = find(context.code.bindings(fn), name, fn.bodySpan.start);
  if (declaration?.source.kind !== 'parameter') return null;
  let value: Setting | null = null;
  for (const use of [...declaration.assignments, ...handedOn(fn, name)].sort((a, b) => a.start - b.start)) {
    const next: Setting | null = use.byAddress
      ? valueByAddress(value ?? base, use.expression, context, { kind: 'name', name, start: use.start, end: use.end })
      : evaluate(use.expression, context, use.index);
    const guard = use.guard ?? earlierReturns(fn, use);
    if (next) value = guard ? afterBranch(value ?? base, next, guard, context, name) : next;
  }
  return value ?? (isOnlyRead(fn, name) ? base : null);
}

/** `if !isSet { return nil }` before it: what comes behind is a branch, too. */
function earlierReturns(fn: GoFunction, { start, end }: Assignment): Guard | null {
  return conditionsAt(fn, start).reduce<Guard | null>(
    (outer, { expression: condition, wanted }) => ({
      ...{ span: { start, end }, condition, outer },
      ...(!wanted && { negated: true as const }),
    }),
    null,
  );
}

/** `func serve(addr *string) { http.ListenAndServe(*addr, nil) }`: nobody else comes to have the pointer. */
function isOnlyRead(fn: GoFunction, name: string): boolean {
  let isRead = true;
  walkFunction(fn, {
    expression(expression, parent) {
      if (expression.kind !== 'name' || expression.name !== name) return;
      const isDereferenced = parent?.kind === 'unary' && parent.operator === '*';
      const isCompared = parent?.kind === 'binary' && isNil(parent.left === expression ? parent.right : parent.left);
      if (!isDereferenced && !isCompared) isRead = false;
    },
  });
  return isRead;
}

/** Calls that are given the pointer itself. */
function handedOn(fn: GoFunction, name: string): Assignment[] {
  const found: Assignment[] = [];
  const add = (expression: Expression, guard: Guard | null) => {
    const { start, end } = expression;
    found.push({ operator: '=', expression, index: 0, count: 1, byAddress: true, guard, start, end });
  };
  walkFunction(fn, {
    expression(expression, _parent, { guard }) {
      if (expression.kind !== 'call') return;
      if (expression.args.some((argument) => argument.kind === 'name' && argument.name === name))
        add(expression, guard);
    },
  });
  return found;
}
