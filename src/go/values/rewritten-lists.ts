import { find } from '../code/bindings.ts';
import type { Use } from '../code/code-index.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { isSame } from '../syntax/same-expression.ts';
import type { Expression, Index } from '../syntax/syntax.ts';
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
    const { operand, index } = expression;
    if (index.kind !== 'name' || !site.fn || (operand.kind !== 'name' && operand.kind !== 'select')) continue;
    const bindings = code.bindings(site.fn);
    if (operand.kind === 'name' && find(bindings, operand.name, operand.start)) continue;
    const source = find(bindings, index.name, index.start)?.source;
    if (source?.kind === 'range' && source.index === 0 && isSame(source.over, operand)) names.add(operand.name);
  }
  return names;
}

function elementAssignments(uses: Uses): readonly Use<Index>[] {
  return uses.elementAssignments;
}
