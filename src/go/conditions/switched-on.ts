import { inside } from '../code/code-index.ts';
import { type Context, evaluate } from '../code/context.ts';
import type { Certainty } from '../project.ts';
import { isKnown, UNSET_TEXT } from '../values/setting.ts';
import { decide, isChosen } from './decided.ts';
import type { Expression } from '../syntax/syntax.ts';
import type { Guard } from '../syntax/walk-code.ts';

const SWITCH = /enable|disable|metric|prom|telemetry|monitor|pprof|profil/i;

/** Whether the branches around a place are taken without configuration, as far as a setting decides them. */
export function switchedOn(guard: Guard | null, context: Context): Certainty {
  let certainty: Certainty = 'known';
  for (let around = guard; around; around = around.outer) {
    if (around.condition) certainty = leastCertain(certainty, takenByDefault(around.condition, around, context));
  }
  return certainty;
}

/** Whether nobody comes to a place unless a setting says so, or a caller whose flags hold it: `if flags&withHealth != 0`. */
export function isOffByDefault(guard: Guard | null, context: Context): boolean {
  for (let around = guard; around; around = around.outer) {
    const { condition, negated } = around;
    if (isChosen(around, context)) continue;
    if (condition && (asksMask(condition) || decide(condition, context) === (negated === true))) return true;
  }
  return false;
}

function asksMask(condition: Expression): boolean {
  return condition.kind === 'binary' && condition.left.kind === 'binary' && condition.left.operator === '&';
}

function takenByDefault(condition: Expression, { negated }: Guard, context: Context): Certainty {
  const isNegated = condition.kind === 'unary' && condition.operator === '!';
  let certainty: Certainty = 'known';
  for (const part of inside(condition)) {
    if (part.kind !== 'name' && part.kind !== 'select' && part.kind !== 'call') continue;
    const value = evaluate(part, context);
    const isSwitch = value.by.length > 0 || (part.kind !== 'call' && SWITCH.test(part.name) && !isKnown(value));
    if (!isSwitch) continue;
    const isOff = ['', '0', 'false', UNSET_TEXT].includes(value.text);
    if (!isKnown(value) && !isOff) certainty = 'unknown';
    else certainty = leastCertain(certainty, isOff === isNegated ? 'default' : 'unknown');
  }
  const isTaken = () => decide(condition, context) === (negated !== true);
  return certainty === 'unknown' && isTaken() ? 'default' : certainty;
}

export function leastCertain(a: Certainty, b: Certainty): Certainty {
  return rank(a) > rank(b) ? a : b;
}

export function compareCertainty(a: Certainty, b: Certainty): number {
  return rank(a) - rank(b);
}

function rank(certainty: Certainty): number {
  return certainty === 'known' ? 0 : certainty === 'default' ? 1 : 2;
}
