import type { Site } from '../code/code-index.ts';
import type { Call } from '../syntax/syntax.ts';

/** The calls before and after one in a chain, from the first. */
export function kingpinChain(call: Call, site: Site): Call[] {
  const before: Call[] = [];
  for (
    let inner = call.callee;
    inner.kind === 'select' && inner.operand.kind === 'call';
    inner = inner.operand.callee
  ) {
    before.unshift(inner.operand);
  }
  const after: Call[] = [];
  for (let select = site.pkg.parentOf(call, site); select?.kind === 'select';) {
    const outer = site.pkg.parentOf(select, site);
    if (outer?.kind !== 'call' || outer.callee !== select) break;
    after.push(outer);
    select = site.pkg.parentOf(outer, site);
  }
  return [...before, call, ...after];
}

export function isNamed({ callee }: Call, ...names: readonly string[]): boolean {
  return callee.kind === 'select' && names.includes(callee.name);
}
