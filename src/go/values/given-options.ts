import type { FieldAssignment } from '../code/code-index.ts';
import { conditionsAt } from '../code/conditions.ts';
import { callersOf } from '../code/callers.ts';
import { type Context, deeper } from '../code/context.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { refusal } from '../conditions/turned-off.ts';
import type { Guard } from '../syntax/walk-code.ts';

/**
 * `New(Port(port))`: whether the literal that fills a field is made by all calls of the function around it, whatever the
 * settings are. What the field held before is gone then, though nobody knows what it holds now.
 */
export function isAlwaysGiven({ guard, site }: FieldAssignment, code: LinkedCode): boolean {
  const { fn } = site;
  if (guard?.literal !== true || guard.outer !== null || !fn) return false;
  const calls = callersOf(code, { ...site, fn });
  return (
    calls.length > 0 && calls.every((call) => isPlain(call.guard) && runsAlways(call.site.fn, call.expression.start))
  );
}

/**
 * `if c.Bool("profiler") { options = append(options, EnableProfiler()) }`: the settings without which nobody makes the
 * literal that fills a field. Null where it may be made without any.
 */
export function settingsToGive({ guard, site }: FieldAssignment, context: Context): readonly string[] | null {
  const { fn } = site;
  if (guard?.literal !== true || guard.outer !== null || !fn) return null;
  const calls = callersOf(context.code, { ...site, fn });
  const all: string[] = [];
  for (const call of calls) {
    const there = deeper(context, call.site, null);
    const settings = there && refusal(call.expression, there);
    if (!settings) return null;
    all.push(...settings);
  }
  return calls.length > 0 ? all : null;
}

function isPlain(guard: Guard | null): boolean {
  return guard === null || (guard.literal === true && isPlain(guard.outer));
}

function runsAlways(fn: FieldAssignment['site']['fn'], offset: number): boolean {
  return fn === null || conditionsAt(fn, offset).length === 0;
}
