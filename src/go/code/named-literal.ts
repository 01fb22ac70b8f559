import { find } from './bindings.ts';
import type { Site } from './code-index.ts';
import type { LinkedCode } from './linked-code.ts';
import type { Call, Expression, GoFunction } from '../syntax/syntax.ts';
import { importedName } from './types.ts';

/** The function literal that a local name stands for: `get := func(key string) string {…}`; null for all else. */
export function namedLiteral(code: LinkedCode, name: Expression, { fn }: Site): GoFunction | null {
  const source = name.kind === 'name' && fn ? find(code.bindings(fn), name.name, name.start)?.source : null;
  return source?.kind === 'value' && source.expression.kind === 'function' ? source.expression.function : null;
}

/** The function literal that a call runs: by its name, or where it is written. */
export function literalCalled(code: LinkedCode, callee: Expression, site: Site): GoFunction | null {
  return callee.kind === 'function' ? callee.function : namedLiteral(code, callee, site);
}

/** What runs the function that it is given, once. */
const ONCE: ReadonlySet<string> = new Set(['sync.OnceValue', 'sync.OnceValues', 'sync.OnceFunc']);

/** The function that a package variable holds for good: `var load = sync.OnceValue(func() *Config {…})`; null for all else. */
export function heldLiteral(code: LinkedCode, name: string): (Site & { readonly fn: GoFunction }) | null {
  const held = code.values.get(name);
  if (!held) return null;
  const { declaration, index, site } = held;
  const value = declaration.values.length === declaration.names.length ? declaration.values[index] : undefined;
  const literal = value?.kind === 'call' ? givenOnce(value, code, site) : value;
  const named = literal?.kind === 'name' ? code.functions.get(`${site.pkg.importPath}.${literal.name}`) : undefined;
  const found = literal?.kind === 'function' ? { ...site, fn: literal.function } : (named ?? null);
  if (!found) return null;
  const short = name.slice(name.lastIndexOf('.') + 1);
  const isSet = code.nameAssignments(short).some(({ site: there }) => there.pkg === site.pkg);
  return isSet ? null : found;
}

function givenOnce({ callee, args }: Call, code: LinkedCode, site: Site): Expression | undefined {
  const isOnce = callee.kind === 'select' && ONCE.has(importedName(code, callee.operand, callee.name, site) ?? '');
  return isOnce ? args[0] : undefined;
}
