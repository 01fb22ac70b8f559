import type { Site, Use } from '../code/code-index.ts';
import { callersOf } from '../code/callers.ts';
import { type Context, frameOfCall } from '../code/context.ts';
import { perElement } from './elements.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { callsMethodsOf } from '../code/called-by-libraries.ts';
import { receiverName } from '../code/declared.ts';
import { contextAt } from './solver.ts';
import type { Call, Expression } from '../syntax/syntax.ts';
import { compositesOf } from '../code/typed-composites.ts';
import { calleeName } from '../code/types.ts';
import { type Holder, valueUses } from './value-uses.ts';

/** Bounds: a helper with a hundred callers is asked of the first ones only. */
const MOST_CALLERS = 12;
const MOST_ANSWERS = 32;
const DEEPEST = 6;
/** Helpers in circles of callers are asked so often together. */
const MOST_PATHS = 120;

/**
 * Asks a question at a place, and where the answer is open, once for each way to call the function around it:
 * `listen(addr)` that two callers give two addresses has two answers. `about` are the expressions that decide it.
 */
export function alongCalls<Answer>(
  code: LinkedCode,
  site: Site,
  about: readonly Expression[],
  ask: (context: Context) => Answer,
  isOpen: (answer: Answer) => boolean,
): Answer[] {
  const called = alongPaths([[]]);
  const instances = instancesOf(code, site);
  const made = alongPaths(
    (called.some(isOpen) ? instances : instances.filter((one) => isGivenAway(one, code))).map((one) => [one]),
  );
  return [...called, ...made.filter((answer) => !isOpen(answer))];

  function alongPaths(paths: Use<Call>[][]): Answer[] {
    const answers: Answer[] = [];
    let left = MOST_PATHS;
    for (let path = paths.shift(); path && answers.length < MOST_ANSWERS; path = paths.shift()) {
      if (left-- <= 0) break;
      const here = contextsAlong(code, site, about, path).slice(0, MOST_ANSWERS).map(ask);
      const callers = here.some(isOpen) && path.length < DEEPEST ? callersAbove(code, site, path) : [];
      if (callers.length === 0) answers.push(...here);
      else for (const caller of callers) paths.push([...path, caller]);
    }
    return answers;
  }
}

/** A method as if it were called on each struct of its type that the program writes out: who calls it is not always in sight. */
function instancesOf(code: LinkedCode, { pkg, fn }: Site): Use<Call>[] {
  if (!fn?.receiver) return [];
  const made = compositesOf(`${pkg.importPath}.${receiverName(fn.receiver.type)}`, code);
  if (made.length > MOST_CALLERS) return [];
  return made.map(({ expression, site, guard }) => {
    const { start, end } = expression;
    const callee: Expression = { kind: 'select', operand: expression, name: fn.name, start, end };
    return { expression: { kind: 'call', callee, args: [], spread: false, start, end }, site, guard };
  });
}

/** `manager.Add(service)`: whoever is given the struct calls its methods, and nobody sees that. */
function isGivenAway({ expression: { callee }, site }: Use<Call>, code: LinkedCode): boolean {
  if (callee.kind !== 'select') return false;
  const uses = valueUses(code);
  let holders: readonly Holder[] = [{ expression: callee.operand, site, index: 0 }];
  for (let step = 0; step < 3 && holders.length > 0; step++) {
    const isGiven = holders.some(({ expression, site: there }) => {
      const call = there.pkg.parentOf(expression, there);
      return call?.kind === 'call' && call.args.includes(expression) && isOfLibrary(call, there, code);
    });
    if (isGiven) return true;
    holders = holders.flatMap(uses.next);
  }
  return false;
}

function isOfLibrary({ callee }: Call, site: Site, code: LinkedCode): boolean {
  const name = calleeName(code, callee, site);
  return name !== null && name.includes('.') && !code.functions.has(name) && callsMethodsOf(name);
}

/** Calls of the outermost function of a path, those that run in circles left out. */
function callersAbove(code: LinkedCode, site: Site, path: readonly Use<Call>[]): Use<Call>[] {
  const outermost = path.at(-1)?.site ?? site;
  const { fn } = outermost;
  if (!fn) return [];
  const seen = new Set([site.fn, ...path.map((call) => call.site.fn)]);
  return callersOf(code, { ...outermost, fn })
    .filter((call) => !seen.has(call.site.fn))
    .slice(0, MOST_CALLERS);
}

/** The place with its parameters bound by the calls of a path, the innermost first; once for each element of loops. */
function contextsAlong(
  code: LinkedCode,
  site: Site,
  about: readonly Expression[],
  [call, ...outer]: readonly Use<Call>[],
): readonly Context[] {
  const { fn } = site;
  if (!call || !fn) return perElement(about, contextAt(code, site));
  return contextsAlong(code, call.site, [call.expression], outer).flatMap((from) =>
    perElement(about, contextAt(code, site, frameOfCall(fn, call.expression, from))),
  );
}
