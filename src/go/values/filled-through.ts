import { find } from '../code/bindings.ts';
import type { FieldAssignment } from '../code/code-index.ts';
import { callersOf } from '../code/callers.ts';
import { type Context, deeper, frameOfCall, type Origin, originsOf } from '../code/context.ts';
import type { Expression } from '../syntax/syntax.ts';

const MOST_CALLERS = 12;

/**
 * `func register(c *Server, addr string) { c.Addr = addr }` fills whatever struct it is given: where it stands as the
 * calls have it that give it one of these. Null where all calls may, or nobody knows.
 */
export function filledThrough(
  { target, site }: FieldAssignment,
  made: readonly Origin[],
  context: Context,
): readonly Context[] | null {
  const { fn } = site;
  const { operand } = target;
  if (made.length === 0 || !fn || operand.kind !== 'name') return null;
  const { code } = context;
  const declaration = find(code.bindings(fn), operand.name, operand.start);
  if (declaration?.source.kind !== 'parameter' || declaration.source.fn !== fn) return null;
  const calls = callersOf(code, { ...site, fn });
  if (calls.length < 2 || calls.length > MOST_CALLERS) return null;
  const bound = calls.map(({ expression: call, site: there }) => {
    const from = deeper(context, there, null);
    return from && deeper(context, site, frameOfCall(fn, call, from));
  });
  const fitting = bound.filter((one): one is Context => one !== null && comingFrom(operand, made, one).length > 0);
  return fitting.length > 0 && fitting.length < bound.length ? fitting : null;
}

/** Those of the makers that an expression may come from; all where that is open. */
export function comingFrom(expression: Expression, made: readonly Origin[], context: Context): readonly Origin[] {
  const origins = originsOf(expression, context);
  if (origins.length === 0 || origins.includes(null)) return made;
  return made.filter((one) => origins.some((origin) => origin?.expression === one.expression));
}
