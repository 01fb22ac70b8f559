import type { Site } from '../code/code-index.ts';
import type { Call, Expression } from '../syntax/syntax.ts';
import { walkFunction } from '../syntax/walk-code.ts';

const HARMLESS = new Set(['Close', 'Addr']);

/** Whether a socket is opened only to see that it can be: nothing but its address is asked before it is closed. */
export function isOnlyTried(call: Call, site: Site): boolean {
  const { pkg, fn } = site;
  const statement = pkg.statementOf(call, site);
  if (statement?.kind !== 'assign' || !fn) return false;
  const [target] = statement.left;
  if (target?.kind !== 'name') return false;
  if (target.name === '_') return true;
  const uses: (Expression | undefined)[] = [];
  walkFunction(fn, {
    expression(expression) {
      if (expression.kind === 'name' && expression.name === target.name && expression !== target) {
        uses.push(pkg.parentOf(expression, site));
      }
    },
  });
  const harmless = uses.every((use) => use?.kind === 'binary' || (use?.kind === 'select' && HARMLESS.has(use.name)));
  return harmless && uses.some((use) => use?.kind === 'select' && use.name === 'Close');
}
