import type { Use } from './code-index.ts';
import type { LinkedCode } from './linked-code.ts';
import type { Composite } from '../syntax/syntax.ts';
import { typeOf } from './types.ts';

/** Literals of a type that are not empty. */
export function compositesOf(type: string, code: LinkedCode): readonly Use<Composite>[] {
  const { memory } = code;
  if (!memory.composites) {
    const composites = new Map<string, Use<Composite>[]>();
    for (const use of code.composites()) {
      const of = use.expression.elements.length > 0 ? typeOf(code, use.expression, use.site) : null;
      if (of === null) continue;
      const known = composites.get(of);
      if (known) known.push(use);
      else composites.set(of, [use]);
    }
    memory.composites = composites;
  }
  return memory.composites.get(type) ?? [];
}

/** A list or map of structs, which is of their type as far as names go: what it lists is no struct's fields. */
export function isListed(type: string): boolean {
  return /^(?:\[|map\[)/.test(type);
}
