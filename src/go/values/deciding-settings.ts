import { inside } from '../code/code-index.ts';
import { type Context, deeper, evaluate } from '../code/context.ts';
import { deciding, hasHole, isKnown, same, type Setting, unionOf } from './setting.ts';
import type { Guard } from '../syntax/walk-code.ts';

/**
 * Settings that say which of several values it is without being it: `if os.Getenv("IN_DOCKER") != "" { return ":80" }`.
 * Those of the values themselves are told already.
 */
export function decidingSettings(
  guards: readonly (Guard | null)[],
  context: Context,
  values: readonly Setting[],
): string[] {
  if (isKnown(same(values))) return [];
  const own = unionOf(values);
  const asked = guards.flatMap((guard) => unionOf(askedBy(guard, context)));
  return [...new Set(asked)].filter((by) => !own.includes(by) && !hasHole(by)).map(deciding);
}

function askedBy(guard: Guard | null, context: Context): Setting[] {
  const next = deeper(context);
  if (!guard || !next) return [];
  const { condition, outer } = guard;
  const parts = condition ? inside(condition).filter(({ kind }) => ['name', 'select', 'call'].includes(kind)) : [];
  return [...parts.map((part) => evaluate(part, next)), ...askedBy(outer, next)];
}
