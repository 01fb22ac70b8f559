import type { Use } from './code-index.ts';
import { callersOf } from './callers.ts';
import { isTaken } from '../values/decided.ts';
import type { LinkedCode } from './linked-code.ts';
import { UNKNOWN } from '../values/setting.ts';
import { contextAt } from '../values/solver.ts';

const FARTHEST = 3;
const MOST_CALLERS = 20;

/** Whether a place is reached where no setting is changed: neither a branch around it nor one around all its callers says no. */
export function runsByDefault(code: LinkedCode, { site, guard }: Pick<Use, 'site' | 'guard'>, depth = 0): boolean {
  if (guard && isTaken(guard, contextAt(code, site), UNKNOWN, null) === false) return false;
  const { fn, pkg } = site;
  if (!fn || depth >= FARTHEST) return true;
  if (code.uses(pkg).functionValues.has(fn.name) || code.methodValues(fn.name).length > 0) return true;
  const callers = callersOf(code, { ...site, fn });
  if (callers.length === 0 || callers.length > MOST_CALLERS) return true;
  return callers.some((caller) => runsByDefault(code, caller, depth + 1));
}
