import type { Use } from '../code/code-index.ts';
import { callersOf } from '../code/callers.ts';
import type { Context } from '../code/context.ts';
import { isTaken } from './decided.ts';
import { settingsAsked } from './deciding-settings.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { UNKNOWN } from '../values/setting.ts';
import { contextAt } from '../values/solver.ts';
import type { Guard } from '../syntax/walk-code.ts';

const FARTHEST = 3;
const MOST_CALLERS = 20;

type Place = Pick<Use, 'site' | 'guard'>;

/** Whether a place is reached where no setting is changed: neither a branch around it nor one around all its callers says no. */
export function runsByDefault(code: LinkedCode, place: Place): boolean {
  return mayRun(code, place, isLeftOut, 0);
}

/** Whether nothing that is open decides if a place is reached: no branch is around it, or one that is taken by default. */
export function surelyRuns(code: LinkedCode, place: Place): boolean {
  return mayRun(code, place, isOpen, 0);
}

/** Whether a place is not reached whatever is set: the program itself leaves out the branches that lead to it. */
export function neverRuns(code: LinkedCode, place: Place): boolean {
  const isRefused = (guard: Guard, context: Context) =>
    isLeftOut(guard, context) && settingsAsked(guard, context).length === 0;
  return !mayRun(code, place, isRefused, 0);
}

function isLeftOut(guard: Guard, context: Context): boolean {
  return isTaken(guard, context, UNKNOWN, null) === false;
}

function isOpen(guard: Guard, context: Context): boolean {
  return guard.condition !== null && isTaken(guard, context, UNKNOWN, null) !== true;
}

function mayRun(
  code: LinkedCode,
  { site, guard }: Place,
  isRefused: (guard: Guard, context: Context) => boolean,
  depth: number,
): boolean {
  if (guard && isRefused(guard, contextAt(code, site))) return false;
  const { fn, pkg } = site;
  if (!fn || depth >= FARTHEST) return true;
  if (code.uses(pkg).functionValues.has(fn.name) || code.methodValues(fn.name).length > 0) return true;
  const callers = callersOf(code, { ...site, fn });
  if (callers.length === 0 || callers.length > MOST_CALLERS) return true;
  return callers.some((caller) => mayRun(code, caller, isRefused, depth + 1));
}
