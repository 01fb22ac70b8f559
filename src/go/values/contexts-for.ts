import { find } from '../code/bindings.ts';
import { inside, type Site } from '../code/code-index.ts';
import { callersOf } from '../code/callers.ts';
import { type Context, frameOfCall } from '../code/context.ts';
import { perElement } from './elements.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { contextAt } from './solver.ts';
import type { Call, Expression, GoFunction } from '../syntax/syntax.ts';

const MOST_CONTEXTS = 600;
const MOST_CALLERS = 4;

type Test = (context: Context) => boolean;

/**
 * The contexts in which a place of the code decides what is asked for: the place itself, once for every element of the
 * tables that loops around it go over; else for every caller of its function, and of the functions around those.
 */
export function contextsFor(
  code: LinkedCode,
  site: Site,
  expressions: readonly Expression[],
  isDecided: Test,
): readonly Context[] {
  return expand(site, expressions, isDecided, 0);

  function expand(at: Site, wanted: readonly Expression[], test: Test, depth: number): readonly Context[] {
    const here = perElement(wanted, contextAt(code, at)).filter(test);
    if (here.length > 0 || depth >= MOST_CALLERS) return here;
    const found: Context[] = [];
    for (const { call, fn, there } of callsAround(at, wanted)) {
      const within = (from: Context) => perElement(wanted, contextAt(code, at, frameOfCall(fn, call, from)));
      const outer = expand(there, call.args, (from) => within(from).some(test), depth + 1);
      found.push(...outer.flatMap((from) => within(from).filter(test)));
      if (found.length >= MOST_CONTEXTS) break;
    }
    return found.slice(0, MOST_CONTEXTS);
  }

  /** Calls of the function that the place is in, or of the literal whose parameter is asked for. */
  function callsAround(at: Site, wanted: readonly Expression[]): { call: Call; fn: GoFunction; there: Site }[] {
    const { fn, pkg } = at;
    if (!fn) return [];
    const literal = literalAskedFor(fn, wanted);
    if (literal) {
      const name = code.uses(pkg).literals.get(literal)?.name ?? '';
      return code.calls(name).flatMap(({ expression: call, site: there }) => {
        return there.fn === fn && call.callee.kind === 'name' ? [{ call, fn: literal, there }] : [];
      });
    }
    if (fn.parameters.length + (fn.receiver ? 1 : 0) === 0) return [];
    return callersOf(code, { ...at, fn }).map(({ expression: call, site: there }) => ({ call, fn, there }));
  }

  function literalAskedFor(fn: GoFunction, wanted: readonly Expression[]): GoFunction | null {
    for (const part of wanted.flatMap((expression) => inside(expression))) {
      const source = part.kind === 'name' ? find(code.bindings(fn), part.name, part.start)?.source : undefined;
      if (source?.kind === 'parameter' && source.fn !== fn) return source.fn;
    }
    return null;
  }
}
