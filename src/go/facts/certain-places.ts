import { find } from '../code/bindings.ts';
import { callersOf } from '../code/callers.ts';
import { inside, type Site } from '../code/code-index.ts';
import { conditionsAt } from '../code/conditions.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { compositesOf, emptyCompositesOf } from '../code/typed-composites.ts';
import { resolveType } from '../code/types.ts';
import { decide } from '../conditions/decided.ts';
import { settingsAsked } from '../conditions/deciding-settings.ts';
import { passedOn } from '../conditions/turned-off.ts';
import { contextAt } from '../values/solver.ts';
import type { Expression, GoFunction, Span } from '../syntax/syntax.ts';

type FunctionSite = Site & { readonly fn: GoFunction };
/** By `main` itself, by a library with data of its own, or perhaps only with some settings. */
type Reached = 'called' | 'served' | 'open';

const MOST_WAYS = 40;
const SETTINGS = /(?:cfg|conf|config|opts?|options|settings|flags?|features?|args|mode)$|enable|disable|getenv/i;

/**
 * Whether a program comes to a place whatever its settings are. What hangs on the data at hand counts as reached within
 * functions that a library calls, where nothing but errors stands between `main` and the value whose methods they are.
 */
export function placesForSure(code: LinkedCode): (place: Span, site: Site) => boolean {
  const known = new Map<GoFunction, Reached>();
  return (place, site) => reached(place, site) !== 'open';

  function reached(place: Span, site: Site): Reached {
    const { fn } = site;
    if (!fn) return 'called';
    const own = conditionsAround(place, { ...site, fn });
    if (own === 'settings') return 'open';
    const by = functionReached({ ...site, fn });
    return own === 'data' && by === 'called' ? 'open' : by;
  }

  function functionReached(site: FunctionSite): Reached {
    const before = known.get(site.fn);
    if (before) return before;
    // Whoever comes by it meanwhile comes from it.
    known.set(site.fn, 'open');
    const found = isStart(site.fn) ? 'called' : best(waysTo(site));
    known.set(site.fn, found);
    return found;
  }

  function* waysTo(site: FunctionSite): Generator<Reached> {
    const calls = callersOf(code, site);
    const values = passedOn(code, site);
    if (calls.length + values.length > MOST_WAYS) return;
    for (const call of calls) yield reached(call.expression, call.site);
    for (const value of values) yield asServed(reached(value.expression, value.site));
    if (calls.length + values.length > 0) return;
    for (const made of makersOf(site)) yield asServed(reached(made.expression, made.site));
  }

  function makersOf({ fn, file, pkg }: FunctionSite) {
    const type = fn.receiver && resolveType(code, fn.receiver.type, file, pkg.importPath);
    return type === null ? [] : [...compositesOf(type, code), ...emptyCompositesOf(type, code)];
  }

  /** What stands between the beginning of a function and a place in it, but for errors and what is so in any case. */
  function conditionsAround(place: Span, site: FunctionSite): 'settings' | 'data' | null {
    let found: 'data' | null = null;
    for (const { expression, wanted } of conditionsAt(site.fn, place.start)) {
      const parts = inside(expression);
      if (parts.some(isError)) continue;
      const guard = { span: place, condition: expression, outer: null };
      if (settingsAsked(guard, contextAt(code, site)).length > 0) return 'settings';
      if (decide(expression, contextAt(code, site)) === wanted) continue;
      if (parts.some((part) => isSetting(part, parts, site))) return 'settings';
      found = 'data';
    }
    return found;
  }

  /** A field of the value whose method it is, a variable of the package, or what is called like settings are. */
  function isSetting(part: Expression, parts: readonly Expression[], { fn, pkg }: FunctionSite): boolean {
    if (part.kind === 'name') {
      if (SETTINGS.test(part.name)) return true;
      const value = code.values.get(`${pkg.importPath}.${part.name}`);
      return value?.declaration.constant === false && !find(code.bindings(fn), part.name, part.start);
    }
    if (part.kind !== 'select') return false;
    if (SETTINGS.test(part.name)) return true;
    const isCalled = parts.some((one) => one.kind === 'call' && one.callee === part);
    const { operand } = part;
    return !isCalled && operand.kind === 'name' && operand.name === fn.receiver?.name;
  }
}

function best(ways: Iterable<Reached>): Reached {
  let found: Reached = 'open';
  for (const way of ways) {
    if (way === 'served') return way;
    if (way === 'called') found = way;
  }
  return found;
}

function asServed(way: Reached): Reached {
  return way === 'open' ? 'open' : 'served';
}

function isStart({ receiver, name }: GoFunction): boolean {
  return !receiver && (name === 'main' || name === 'init');
}

function isError(part: Expression): boolean {
  return (
    (part.kind === 'name' || part.kind === 'select') &&
    /^err|err(?:or)?$|^Is[A-Z]\w+(?:Found|Exists|Conflict)$/.test(part.name)
  );
}
