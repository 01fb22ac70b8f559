import type { LinkedCode } from '../code/linked-code.ts';
import { neverRuns } from '../conditions/runs-by-default.ts';
import type { Call, Expression } from '../syntax/syntax.ts';
import { definingCalls } from './flag-table.ts';

/** Calls that would define flags which a program does not have: `if settings.hasMetrics() { defineMetrics() }` of one without. */
export function neverDefined(code: LinkedCode): ReadonlySet<Expression> {
  return code.once(callsNeverMade, NO_CALLS);
}

function callsNeverMade(code: LinkedCode): ReadonlySet<Call> {
  return new Set(definingCalls(code).flatMap((use) => (neverRuns(code, use) ? [use.expression] : [])));
}

const NO_CALLS: ReadonlySet<Call> = new Set();
