import { find } from '../code/bindings.ts';
import type { Site } from '../code/code-index.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import type { Call, Expression } from '../syntax/syntax.ts';
import { walkFunction } from '../syntax/walk-code.ts';

const HARMLESS = new Set(['Close', 'Addr']);

/** Whether a socket is opened only to see that it can be: nothing but its address is asked before it is closed. */
export function isOnlyTried(call: Call, site: Site, code: LinkedCode): boolean {
  const { pkg, fn } = site;
  const statement = pkg.statementOf(call, site);
  if (statement?.kind !== 'assign' || !fn) return false;
  const [target] = statement.left;
  if (target?.kind !== 'name') return false;
  if (target.name === '_') return true;
  const bindings = code.bindings(fn);
  const declared = find(bindings, target.name, statement.end);
  const uses: (Expression | undefined)[] = [];
  walkFunction(fn, {
    expression(expression) {
      if (expression.kind !== 'name' || expression.name !== target.name || expression === target) return;
      if (find(bindings, target.name, expression.start) === declared) uses.push(pkg.parentOf(expression, site));
    },
  });
  const harmless = uses.every((use) => use?.kind === 'binary' || (use?.kind === 'select' && HARMLESS.has(use.name)));
  return harmless && uses.some((use) => use?.kind === 'select' && use.name === 'Close');
}
