import { find } from '../code/bindings.ts';
import { inside } from '../code/code-index.ts';
import { type Context, deeper, evaluate } from '../code/context.ts';
import type { Expression } from '../syntax/syntax.ts';
import type { Guard } from '../syntax/walk-code.ts';

/**
 * Whether a branch is taken by whether a setting is given: its condition looks at a value that a setting gives
 * (`port == ""`, `len(port) == 0`), or at the second result of reading one (`!ok`, `err != nil`).
 */
export function concerns(guard: Guard | null, context: Context): boolean {
  const condition = guard?.condition;
  if (!condition || isAboutText(condition)) return false;
  const { code, site } = context;
  for (const part of inside(condition)) {
    if (part.kind === 'select' || part.kind === 'call') {
      const next = deeper(context);
      if (next && evaluate(part, next).by.length > 0) return true;
    }
    if (part.kind !== 'name' || !site.fn) continue;
    const declaration = find(code.bindings(site.fn), part.name, part.start);
    if (!declaration) continue;
    const assigned = declaration.assignments.filter(({ end }) => end <= part.start).at(-1);
    const latest = assigned ?? (declaration.source.kind === 'value' ? declaration.source : null);
    const next = deeper(context);
    if (!latest || !next) continue;
    if (evaluate(latest.expression, next, 0).by.length > 0) return true;
  }
  return false;
}

/** `addr == ":"`: whether a setting says this, not whether there is one. */
function isAboutText(condition: Expression): boolean {
  if (condition.kind !== 'binary' || condition.operator !== '==') return false;
  return [condition.left, condition.right].some((side) => side.kind === 'string' && side.value !== '');
}
