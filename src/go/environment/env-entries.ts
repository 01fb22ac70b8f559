import { onlyPrints } from '../code/called-by-libraries.ts';
import type { Site } from '../code/code-index.ts';
import { evaluate, originsOf, questionAt } from '../code/context.ts';
import { type Fallback, NO_FALLBACK } from './env-fallback.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { possibleTexts } from '../values/possible-texts.ts';
import { isKnown } from '../values/setting.ts';
import type { Call, Expression, Index, Span } from '../syntax/syntax.ts';
import { calleeName } from '../code/types.ts';
import { type Holder, valueUses } from '../values/value-uses.ts';

/** What is found by following `os.Environ()`. */
export interface EnvEntries {
  /** Names that the names of all variables are held against. */
  readonly named: readonly {
    readonly name: string;
    readonly site: Site;
    readonly at: Span;
    readonly fallback: Fallback;
  }[];
  /** `all["PORT"]` of maps that hold all variables. */
  readonly lookups: ReadonlyMap<Index, Site>;
}

/** What a value is that came from the list of all variables. */
type Role = 'entries' | 'entry' | 'parts' | 'name' | 'all';

interface Step extends Holder {
  readonly role: Role;
  /** What was cut from the front of a name. */
  readonly prefix: string;
}

export const NO_ENTRIES: EnvEntries = { named: [], lookups: new Map() };
const MOST_STEPS = 3000;
/** Sets sort variables out, more often than not those that a program leaves alone. */
const IS_SET = /^map\[string\](?:bool|struct\{\})$/;
const HOLDS_SAME = /^(?:strings\.(?:TrimSpace|ToUpper|ToLower|Clone)|slices\.(?:Clone|Sorted)|string|append)$/;

/** Follows the entries of `os.Environ()` to the names that they are split into, and what is done with those. */
export function envEntries(code: LinkedCode): EnvEntries {
  const uses = valueUses(code);
  const named: EnvEntries['named'][number][] = [];
  const lookups = new Map<Index, Site>();
  const seen = new Map<Expression, Set<string>>();
  const queue: Step[] = code
    .calls('Environ')
    .filter(({ expression, site }) => /^(?:os|syscall)\.Environ$/.test(calleeName(code, expression.callee, site) ?? ''))
    .map(({ expression, site }) => ({ expression, site, index: 0, role: 'entries', prefix: '' }));
  for (let left = MOST_STEPS, step = queue.pop(); step && left > 0; left--, step = queue.pop()) {
    const { expression, index, role, prefix } = step;
    const key = `${role} ${index} ${prefix}`;
    const known = seen.get(expression) ?? new Set();
    if (known.has(key)) continue;
    seen.set(expression, known.add(key));
    follow(step);
  }
  return { named, lookups };

  function go(holders: readonly Holder[], role: Role, prefix = '') {
    for (const holder of holders) queue.push({ ...holder, role, prefix });
  }

  function follow(step: Step) {
    const { expression, site, role, prefix } = step;
    const parent = site.pkg.parentOf(expression, site);
    go(uses.next(step), role, prefix);
    if (role === 'entries') go(uses.ranged(step, 1), 'entry');
    if (role === 'all') go(uses.ranged(step, 0), 'name');
    if (!parent) return;
    if (parent.kind === 'call' && parent.args.includes(expression)) followCall(step, parent);
    if (parent.kind === 'index') followIndex(step, parent);
    if (parent.kind === 'other' && parent.parts[0] === expression) followSlice(step, parent);
    if (role === 'name' && parent.kind === 'binary' && parent.operator === '==' && !isOnlyPrinted(parent, site, code)) {
      note(parent.left === expression ? parent.right : parent.left, step, parent);
    }
  }

  function followCall({ expression, site, role, prefix }: Step, call: Call) {
    const name = calleeName(code, call.callee, site) ?? '';
    const result = (index: number): Holder[] => [{ expression: call, site, index }];
    const isFirst = call.args[0] === expression;
    if (HOLDS_SAME.test(name) || (code.types.has(name) && isFirst)) go(result(0), role, prefix);
    else if (role === 'entry' && isFirst && name === 'strings.Cut') go(result(0), 'name');
    else if (role === 'entry' && isFirst && /^strings\.SplitN?$/.test(name)) go(result(0), 'parts');
    else if (role === 'name' && isFirst && /^strings\.(?:Cut|Trim)Prefix$/.test(name)) {
      const cut = call.args[1] && evaluate(call.args[1], questionAt(code, site));
      if (cut && isKnown(cut)) go(result(0), role, prefix + cut.text);
    } else if (role === 'name' && name === 'strings.EqualFold') {
      const other = call.args.find((one) => one !== expression);
      if (other) note(other, { expression, site, index: 0, role, prefix }, call);
    }
  }

  function followIndex(step: Step, parent: Index) {
    const { expression, site, role } = step;
    if (parent.operand === expression) {
      if (role === 'entries') go([{ expression: parent, site, index: 0 }], 'entry');
      if (role === 'parts' && parent.index.kind === 'number' && parent.index.value === 0) {
        go([{ expression: parent, site, index: 0 }], 'name');
      }
      if (role === 'all' && !uses.isTarget(parent, site)) lookups.set(parent, site);
    } else if (role === 'name') {
      if (uses.isTarget(parent, site)) {
        // Under a part of its name, it is looked up by that.
        if (step.prefix === '') go(uses.same(parent.operand, site), 'all');
      } else if (!isNegated(parent, site)) noteKeys(parent.operand, step);
    }
  }

  /** `entry[:i]`, as far as one sees without its text: nothing follows what it ends at. */
  function followSlice({ expression, site, role }: Step, slice: Expression & { kind: 'other' }) {
    const [, bound, more] = slice.parts;
    if (role === 'entries') go([{ expression: slice, site, index: 0 }], 'entries');
    if (role === 'entry' && bound && !more && bound.end === slice.end - 1 && bound.start > expression.end + 1) {
      go([{ expression: slice, site, index: 0 }], 'name');
    }
  }

  /** What a name is held against. */
  function note(other: Expression, { site, prefix }: Step, at: Expression) {
    for (const { text } of possibleTexts(other, questionAt(code, site))) {
      if (/^\w+$/.test(text)) named.push({ name: prefix + text, site, at, fallback: NO_FALLBACK });
    }
  }

  /** The keys of a table that names are looked up in; what lies there says nothing of a default that is a text. */
  function noteKeys(table: Expression, { site, prefix }: Step) {
    for (const origin of originsOf(table, questionAt(code, site))) {
      if (origin?.expression.kind !== 'composite' || IS_SET.test(origin.expression.type ?? '')) continue;
      for (const { key, value } of origin.expression.elements) {
        const text = key && evaluate(key, questionAt(code, origin.context.site));
        if (!key || !text || !isKnown(text) || !/^\w+$/.test(text.text)) continue;
        const fallback: Fallback = value.kind === 'composite' ? { text: null, open: true } : NO_FALLBACK;
        named.push({ name: prefix + text.text, site: origin.context.site, at: key, fallback });
      }
    }
  }
}

/** `!internal[name]`: what such a table lists, the program leaves alone. */
function isNegated(lookup: Expression, site: Site): boolean {
  const parent = site.pkg.parentOf(lookup, site);
  return parent?.kind === 'unary' && parent.operator === '!';
}

/** `if name == "OLD" { log.Println("OLD is gone") }`: nothing comes of the variable. */
function isOnlyPrinted(comparison: Expression, { pkg, fn }: Site, code: LinkedCode): boolean {
  const branch = code.uses(pkg).conditions.find(({ statement: { condition }, site }) => {
    return site.fn === fn && condition && condition.start <= comparison.start && comparison.end <= condition.end;
  });
  const then = branch?.statement.then ?? [];
  return (
    then.length > 0 &&
    then.every((statement) => {
      if (statement.kind !== 'expression' || statement.expression.kind !== 'call') return false;
      const { callee, args } = statement.expression;
      const prints = (callee.kind === 'select' || callee.kind === 'name') && onlyPrints(callee.name);
      return prints && args.every(({ kind }) => kind === 'string');
    })
  );
}
