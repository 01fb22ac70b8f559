import type { Expression } from './syntax.ts';

/** Whether two names or selectors are written alike. */
export function isSame(a: Expression, b: Expression): boolean {
  if (a.kind === 'name') return b.kind === 'name' && a.name === b.name;
  return a.kind === 'select' && b.kind === 'select' && a.name === b.name && isSame(a.operand, b.operand);
}
