import { type Bindings, find } from '../code/bindings.ts';
import type { Site, Use } from '../code/code-index.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { isSame } from '../syntax/same-expression.ts';
import type { Expression, GoFunction, Index, Name } from '../syntax/syntax.ts';
import type { Uses } from '../code/uses.ts';

/**
 * Whether a loop puts something else in the place of each element of a list that several functions see, so that what its
 * literal says is not what it holds: `for i, key := range cfg.Keys { cfg.Keys[i] = filepath.Join(dir, key) }`.
 */
export function isRewritten(list: Expression, code: LinkedCode): boolean {
  return (list.kind === 'name' || list.kind === 'select') && code.once(rewrittenNames, NO_NAMES).has(list.name);
}

const NO_NAMES: ReadonlySet<string> = new Set();

function rewrittenNames(code: LinkedCode): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { expression, site } of code.gather(elementAssignments)) {
    const { operand } = expression;
    if (!site.fn || (operand.kind !== 'name' && operand.kind !== 'select')) continue;
    const bindings = code.bindings(site.fn);
    if (operand.kind === 'name' && find(bindings, operand.name, operand.start)) continue;
    if (isEachOfItself(expression, bindings)) names.add(operand.name);
  }
  return names;
}

/** `list[i]` where `i` runs over the list. */
function isEachOfItself({ operand, index }: Index, bindings: Bindings): boolean {
  const source = index.kind === 'name' ? find(bindings, index.name, index.start)?.source : undefined;
  return source?.kind === 'range' && source.index === 0 && isSame(source.over, operand);
}

/** What loops of the function put in the place of each element of a list of its own before the list is used. */
export function replacementsBefore(list: Name, { fn, pkg }: Site, code: LinkedCode): readonly Expression[] {
  const inFunction = fn ? (code.uses(pkg).once(elementsByFunction).get(fn) ?? []) : [];
  if (!fn || inFunction.length === 0) return [];
  const bindings = code.bindings(fn);
  const declared = find(bindings, list.name, list.start);
  return inFunction.flatMap(({ expression, value }) => {
    const { operand, start } = expression;
    if (operand.kind !== 'name' || operand.name !== list.name || start > list.start) return [];
    const isOfList = find(bindings, operand.name, operand.start) === declared;
    return isOfList && isEachOfItself(expression, bindings) ? [value] : [];
  });
}

function elementsByFunction({ elementAssignments: all }: Uses): ReadonlyMap<GoFunction | null, ElementAssignments> {
  const found = new Map<GoFunction | null, Uses['elementAssignments'][number][]>();
  for (const one of all) {
    const { fn } = one.site;
    const before = found.get(fn);
    if (before) before.push(one);
    else found.set(fn, [one]);
  }
  return found;
}

type ElementAssignments = Uses['elementAssignments'];

function elementAssignments(uses: Uses): readonly Use<Index>[] {
  return uses.elementAssignments;
}
