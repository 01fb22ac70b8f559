import { inside } from '../code/code-index.ts';
import { type Context, deeper, evaluate } from '../code/context.ts';
import { deciding, hasHole, isKnown, same, type Setting, unionOf } from '../values/setting.ts';
import type { Expression } from '../syntax/syntax.ts';
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
  const asked = guards.flatMap((guard) => unionOf(askedBy(guard, context, NAMED)));
  return [...new Set(asked)].filter((by) => !own.includes(by) && !hasHole(by)).map(deciding);
}

/** The settings that the conditions around a place ask for, words of the command line among them. */
export function settingsAsked(guard: Guard, context: Context): readonly string[] {
  return unionOf(askedBy(guard, context, [...NAMED, 'index']));
}

const NAMED: readonly Expression['kind'][] = ['name', 'select', 'call'];

function askedBy(guard: Guard | null, context: Context, kinds: readonly Expression['kind'][]): Setting[] {
  const next = deeper(context);
  if (!guard || !next) return [];
  const { condition, outer } = guard;
  const parts = condition ? inside(condition).filter(({ kind }) => kinds.includes(kind)) : [];
  return [...parts.map((part) => evaluate(part, next)), ...askedBy(outer, next, kinds)];
}
