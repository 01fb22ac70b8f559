import type { Expression } from './syntax.ts';

/** Whether two names, selectors, texts, or operators before one of those, are written alike. */
export function isSame(a: Expression, b: Expression): boolean {
  if (a.kind === 'name') return b.kind === 'name' && a.name === b.name;
  if (a.kind === 'string') return b.kind === 'string' && a.value === b.value;
  if (a.kind === 'unary') return b.kind === 'unary' && a.operator === b.operator && isSame(a.operand, b.operand);
  return a.kind === 'select' && b.kind === 'select' && a.name === b.name && isSame(a.operand, b.operand);
}
