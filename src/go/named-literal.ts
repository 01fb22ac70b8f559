import { find } from './bindings.ts';
import type { Site } from './code-index.ts';
import type { LinkedCode } from './linked-code.ts';
import type { Expression, GoFunction } from './syntax.ts';

/** The function literal that a local name stands for: `get := func(key string) string {…}`; null for all else. */
export function namedLiteral(code: LinkedCode, name: Expression, { fn }: Site): GoFunction | null {
  const source = name.kind === 'name' && fn ? find(code.bindings(fn), name.name, name.start)?.source : null;
  return source?.kind === 'value' && source.expression.kind === 'function' ? source.expression.function : null;
}
