import type { Site, Use } from '../code/code-index.ts';
import { callersOf } from '../code/callers.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { returnsIn } from '../code/returns.ts';
import type { Call, Expression, GoFunction } from '../syntax/syntax.ts';
import { type Holder, valueUses } from './value-uses.ts';

/** Of more places that hold a function, it may be called anywhere. */
const MOST_HOLDERS = 48;

/**
 * Calls of a function literal that the function around it returns, by whatever names it goes on to:
 * `func Listening() Listen { return func(address string) error {…} }`, `listen := Listening()`, `listen(":8080")`.
 * Null where it goes somewhere that nobody follows.
 */
export function callsOfReturned(literal: GoFunction, site: Site, code: LinkedCode): readonly Use<Call>[] | null {
  const { literalCalls } = code.memory;
  let known = literalCalls.get(literal);
  if (known === undefined) literalCalls.set(literal, (known = findCalls(literal, site, code)));
  return known;
}

function findCalls(literal: GoFunction, site: Site, code: LinkedCode): readonly Use<Call>[] | null {
  const { fn } = site;
  if (fn === null) return null;
  const returned = returnsIn(code, fn)
    .flatMap(({ statement }) => statement.values)
    .filter((value) => value.kind === 'function' && value.function === literal);
  const uses = valueUses(code);
  const calls: Use<Call>[] = [];
  const seen = new Set<Expression>(returned);
  const waiting = returned.map((expression): Holder => ({ expression, site, index: 0 }));
  for (let holder = waiting.pop(); holder; holder = waiting.pop()) {
    const { expression, site: there } = holder;
    const parent = there.pkg.parentOf(expression, there);
    if (parent?.kind === 'call' && parent.callee === expression) {
      calls.push({ expression: parent, site: there, guard: null });
      continue;
    }
    if (isCompared(parent) || uses.isTarget(expression, there)) continue;
    const next = [...uses.next(holder), ...resultsNamed(holder, code)];
    if (next.length === 0 || seen.size + next.length > MOST_HOLDERS) return null;
    for (const one of next) {
      if (seen.has(one.expression)) continue;
      seen.add(one.expression);
      waiting.push(one);
    }
  }
  return calls.length > 0 ? calls : null;
}

/** `if listen != nil` */
function isCompared(parent: Expression | null | undefined): boolean {
  return parent?.kind === 'binary';
}

/** `func pick() (listen Listen) { listen = Listening(); return }`: who calls the function has it. */
function resultsNamed({ expression, site }: Holder, code: LinkedCode): Holder[] {
  const { fn } = site;
  const statement = site.pkg.statementOf(expression, site);
  if (fn === null || statement?.kind !== 'assign') return [];
  const target = statement.left[statement.right.indexOf(expression)];
  const index = target?.kind === 'name' ? fn.results.findIndex(({ name }) => name === target.name) : -1;
  if (index < 0 || !returnsIn(code, fn).some((one) => one.statement.values.length === 0)) return [];
  return callersOf(code, { ...site, fn }).map((call) => ({ expression: call.expression, site: call.site, index }));
}
