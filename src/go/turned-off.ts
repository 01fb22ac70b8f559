import { inside, type Site, type Use } from './code-index.ts';
import { conditionsAt } from './conditions.ts';
import { atDepth, callersOf, type Context, deeper, evaluate, questionAt } from './context.ts';
import { decide } from './decided.ts';
import type { LinkedCode } from './linked-code.ts';
import type { Expression, GoFunction, Span } from './syntax.ts';
import { calleeName } from './types.ts';

const FARTHEST = 6;
const MOST_CALLERS = 20;

/** Settings that would let a place be reached, which is not where none is changed; null where it is, or nobody knows. */
export function turnedOff(place: Span, { code, site, frame, elements }: Context, depth = 0): readonly string[] | null {
  const { fn } = site;
  if (!fn) return null;
  const own = refusedAt(place, fn, { ...questionAt(code, site, frame), elements });
  if (own || depth >= FARTHEST) return own;
  if (frame?.kind === 'call') return turnedOff(frame.call, frame.from, depth + 1);
  const calls = callersOf(code, { ...site, fn });
  const uses = passedOn(code, { ...site, fn });
  if (calls.length + uses.length === 0 || calls.length + uses.length > MOST_CALLERS) return null;
  const all: string[] = [];
  for (const { expression: call, site: there } of calls) {
    const bound = { ...questionAt(code, site, { kind: 'call', fn, call, from: questionAt(code, there) }), elements };
    const settings = turnedOff(place, bound, depth + 1);
    if (!settings) return null;
    all.push(...settings);
  }
  for (const { expression, site: there } of uses) {
    const settings = turnedOff(expression, questionAt(code, there), depth + 1);
    if (!settings) return null;
    all.push(...settings);
  }
  return [...new Set(all)];
}

/** Whether a place is not reached by the calls that its context is bound by; part of the question that the context is of. */
export function isRefused(place: Span, context: Context): boolean {
  const next = deeper(context);
  const { fn } = context.site;
  if (!next || !fn) return false;
  if (refusedAt(place, fn, next)) return true;
  return next.frame?.kind === 'call' && isRefused(next.frame.call, atDepth(next.frame.from, next));
}

/** The settings of a condition that keeps a function from coming to one of its own places. */
function refusedAt(place: Span, fn: GoFunction, context: Context): readonly string[] | null {
  for (const { expression, wanted } of conditionsAt(fn, place.start)) {
    const parts = inside(expression);
    // Errors are no default, and what is typed after a program's name is what to do.
    if (parts.some(isError)) continue;
    const settings = settingsIn(parts, context);
    if (settings.some((by) => by.startsWith('arg:'))) continue;
    // `if s.started { return }`: a state that the program brings about itself.
    if (settings.length === 0 && parts.some(({ kind }) => kind === 'select')) continue;
    if (decide(expression, context) === !wanted) return settings;
  }
  return null;
}

/** Where a function is passed on by its name. */
function passedOn(code: LinkedCode, { pkg, fn }: Site & { readonly fn: GoFunction }): readonly Use[] {
  const name = `${pkg.importPath}.${fn.name}`;
  const plain = fn.receiver ? [] : (code.uses(pkg).functionValues.get(fn.name) ?? []);
  const named = code.methodValues(fn.name).filter(({ expression, site }) => {
    const called = calleeName(code, expression, site);
    return called === null ? fn.receiver !== null : called === name || code.functions.get(called)?.fn === fn;
  });
  return [...plain, ...named];
}

function isError(part: Expression): boolean {
  return (part.kind === 'name' || part.kind === 'select') && /^err|err(?:or)?$/i.test(part.name);
}

function settingsIn(parts: readonly Expression[], context: Context): string[] {
  const found = new Set<string>();
  for (const part of parts) {
    if (part.kind !== 'name' && part.kind !== 'select' && part.kind !== 'call') continue;
    for (const by of evaluate(part, context).by) found.add(by);
  }
  return [...found];
}
