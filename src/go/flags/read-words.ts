import type { Site, Use } from '../code/code-index.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import type { Uses } from '../code/uses.ts';
import { type Expression, holds, type Index, type Span } from '../syntax/syntax.ts';
import { walkFunction } from '../syntax/walk-code.ts';

/** An element that is read of a list, whatever its length is: Go ends the program where there is none. */
export interface WordRead extends Use<Index> {
  /** How many elements the list must have. */
  readonly least: number;
}

/** Elements of lists that are read by their number, in functions that name the command line, and in no half of a condition that is passed over. */
export function wordReads(code: LinkedCode): readonly WordRead[] {
  return code.gather(readsIn);
}

function readsIn({ methodValues, calls }: Uses): WordRead[] {
  // `os.Args` and `flag.Args()`
  const named = [...(methodValues.get('Args') ?? []), ...(calls.get('Args') ?? [])];
  const functions = new Map(named.flatMap(({ site }) => (site.fn ? [[site.fn, site] as const] : [])));
  return [...functions.values()].flatMap(readsOf);
}

function readsOf(site: Site): WordRead[] {
  const found: WordRead[] = [];
  const maybe: Span[] = [];
  if (!site.fn) return found;
  walkFunction(site.fn, {
    expression(expression: Expression, _parent, { guard }) {
      if (expression.kind === 'binary' && ['&&', '||'].includes(expression.operator)) maybe.push(expression.right);
      if (expression.kind !== 'index' || expression.index.kind !== 'number') return;
      if (maybe.some((span) => holds(span, expression))) return;
      found.push({ expression, site, guard, least: expression.index.value + 1 });
    },
  });
  return found;
}
