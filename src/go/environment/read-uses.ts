import type { Site } from '../code/code-index.ts';
import type { EnvRead, Read } from './env-reads.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { calleeName } from '../code/types.ts';
import type { Call, Expression } from '../syntax/syntax.ts';
import { type Holder, valueUses, type ValueUses } from '../values/value-uses.ts';

/** A call that is given what a variable holds. */
interface GivenCall {
  readonly call: Call;
  readonly name: string;
  readonly index: number;
  readonly site: Site;
}

const HOLDS_SAME = /^(?:strings\.(?:TrimSpace|ToLower|ToUpper)|string|cmp\.Or)$/;
const MOST_STEPS = 60;

/** What `find` says of where a read's value goes, from the read itself or else from within the helpers that it goes through. */
export function onEachWay<Answer>(
  code: LinkedCode,
  find: (uses: ValueUses, read: Read, within: boolean) => Answer | undefined,
): (read: EnvRead) => Answer | undefined {
  const uses = valueUses(code);
  return ({ call, site, through }) => {
    const own = find(uses, { expression: call, site }, false);
    if (own !== undefined) return own;
    for (const read of through) {
      const inside = read.expression === call ? undefined : find(uses, read, true);
      if (inside !== undefined) return inside;
    }
    return undefined;
  };
}

/**
 * The calls that a value is given to wherever it goes. `within`: its callers do not count. `passes`: what holds the value besides, of
 * what is made of it.
 */
export function* callsGiven(
  code: LinkedCode,
  uses: ValueUses,
  { expression, site }: Read,
  within: boolean,
  passes: (made: Expression) => boolean = () => false,
): Generator<GivenCall> {
  const seen = new Set<unknown>();
  const queue: Holder[] = [{ expression, site, index: 0 }];
  for (let left = MOST_STEPS, holder = queue.pop(); holder && left > 0; left--, holder = queue.pop()) {
    if (holder.index !== 0 || seen.has(holder.expression)) continue;
    seen.add(holder.expression);
    const parent = holder.site.pkg.parentOf(holder.expression, holder.site);
    const name = parent?.kind === 'call' ? (calleeName(code, parent.callee, holder.site) ?? '') : '';
    if (parent?.kind === 'call' && parent.args.includes(holder.expression)) {
      if (HOLDS_SAME.test(name)) queue.push({ expression: parent, site: holder.site, index: 0 });
      else yield { call: parent, name, index: parent.args.indexOf(holder.expression), site: holder.site };
    }
    if (parent && passes(parent)) queue.push({ expression: parent, site: holder.site, index: 0 });
    for (const next of uses.next(holder)) if (!within || next.site.fn === site.fn) queue.push(next);
  }
}
