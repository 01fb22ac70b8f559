import type { Use } from './code-index.ts';
import type { LinkedCode } from './linked-code.ts';
import type { Composite } from '../syntax/syntax.ts';
import { typeOf } from './types.ts';

/** Literals by their types: those that fill something, and the empty ones. */
export interface TypedComposites {
  readonly filled: ReadonlyMap<string, readonly Use<Composite>[]>;
  readonly empty: ReadonlyMap<string, readonly Use<Composite>[]>;
}

/** Literals of a type that are not empty. */
export function compositesOf(type: string, code: LinkedCode): readonly Use<Composite>[] {
  return typedComposites(code).filled.get(type) ?? [];
}

/** `T{}` */
export function emptyCompositesOf(type: string, code: LinkedCode): readonly Use<Composite>[] {
  return typedComposites(code).empty.get(type) ?? [];
}

function typedComposites(code: LinkedCode): TypedComposites {
  const { memory } = code;
  if (!memory.composites) {
    const filled = new Map<string, Use<Composite>[]>();
    const empty = new Map<string, Use<Composite>[]>();
    for (const use of code.composites()) {
      const of = typeOf(code, use.expression, use.site);
      if (of === null) continue;
      const byType = use.expression.elements.length > 0 ? filled : empty;
      const known = byType.get(of);
      if (known) known.push(use);
      else byType.set(of, [use]);
    }
    memory.composites = { filled, empty };
  }
  return memory.composites;
}

/** A list or map of structs, which is of their type as far as names go: what it lists is no struct's fields. */
export function isListed(type: string): boolean {
  return /^(?:\[|map\[)/.test(type);
}
