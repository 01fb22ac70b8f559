import type { Site } from './code-index.ts';
import type { FunctionSite } from './declared.ts';
import type { LinkedCode } from './linked-code.ts';
import { methodsNamed } from './methods-named.ts';
import type { GoFunction } from '../syntax/syntax.ts';
import { calleeName } from './types.ts';
import { walkFunction } from '../syntax/walk-code.ts';

const MOST_FUNCTIONS = 3000;

/** Names of what a function calls, its literals included; null stands for function values. */
export function calledIn(code: LinkedCode, site: Site & { readonly fn: GoFunction }): (string | null)[] {
  const names: (string | null)[] = [];
  walkFunction(site.fn, {
    expression(expression, parent) {
      if (expression.kind === 'call') names.push(calleeName(code, expression.callee, site));
      // `defer` and callbacks name a function without calling it.
      else if (expression.kind === 'select' && !(parent?.kind === 'call' && parent.callee === expression)) {
        names.push(calleeName(code, expression, site));
      }
    },
  });
  return names;
}

/** Whether a function of the project, or one that it calls, calls one of these. */
export function leadsTo(
  code: LinkedCode,
  start: Site & { readonly fn: GoFunction },
  targets: ReadonlySet<string>,
): boolean {
  const seen = new Set<GoFunction>([start.fn]);
  const open = [start];
  for (let site = open.pop(); site && seen.size < MOST_FUNCTIONS; site = open.pop()) {
    for (const name of calledIn(code, site)) {
      if (name === null) continue;
      if (targets.has(name)) return true;
      for (const next of targetsOf(code, name)) {
        if (seen.has(next.fn)) continue;
        seen.add(next.fn);
        open.push(next);
      }
    }
  }
  return false;
}

/** The function of a name; of an interface's method every method of that name and package that there is. */
function targetsOf(code: LinkedCode, name: string): readonly FunctionSite[] {
  const own = code.functions.get(name);
  if (own) return [own];
  const dot = name.lastIndexOf('.');
  if (code.types.get(name.slice(0, dot))?.declaration.kind !== 'interface') return [];
  return methodsNamed(code, name.slice(dot + 1));
}
