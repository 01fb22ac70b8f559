import { bodyOf } from '../syntax/bodies.ts';
import { callersOf } from '../code/callers.ts';
import { functionCalled, questionAt } from '../code/context.ts';
import type { FunctionSite } from '../code/declared.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import type { Call, Expression, GoFunction, Span, Statement } from '../syntax/syntax.ts';
import { walkFunction } from '../syntax/walk-code.ts';

/** Fewer may all be run. */
const FEWEST = 4;

/**
 * Whether a place of an `init` function makes something only for whoever asks a registry for it by name:
 * `inputs.Add("http", func() Input { return &HTTP{} })`, one of several, where nobody goes through all of them.
 */
export function isOneOfMany(place: Span, site: FunctionSite, code: LinkedCode): boolean {
  if (site.fn.name !== 'init' || site.fn.receiver) return false;
  return registrations(site.fn, place).some(({ call, index }) => {
    const target = functionCalled(questionAt(code, site), call);
    return target !== null && isRegistry(target, index) && callersOf(code, target).length >= FEWEST;
  });
}

/** Calls that a place is given to: as a function's name, or inside a literal that returns something. */
function registrations(init: GoFunction, { start, end }: Span): { readonly call: Call; readonly index: number }[] {
  const found: { readonly call: Call; readonly index: number }[] = [];
  walkFunction(init, {
    expression(expression) {
      if (expression.kind !== 'call' || expression.start > start || expression.end < end) return;
      const index = expression.args.findIndex((argument) => argument.start <= start && end <= argument.end);
      const given = expression.args[index];
      if (given && isMaker(given, start)) found.push({ call: expression, index });
    },
  });
  return found;
}

function isMaker(given: Expression, start: number): boolean {
  if (given.kind === 'function') return given.function.results.length > 0;
  return (given.kind === 'name' || given.kind === 'select') && given.start === start;
}

/** It puts its parameter into a map by a name that it is given, and that is all. */
function isRegistry({ fn, pkg }: FunctionSite, index: number): boolean {
  const given = fn.parameters[index]?.name;
  if (given === undefined) return false;
  const stored = bodyOf(fn).flatMap((statement) => mapThatTakes(statement, given) ?? []);
  const [map] = stored;
  return map !== undefined && !pkg.files.some(({ functions }) => functions.some((one) => goesThrough(one, map)));
}

function mapThatTakes(statement: Statement, given: string): string | null {
  if (statement.kind !== 'assign') return null;
  const [left] = statement.left;
  const [right] = statement.right;
  if (left?.kind !== 'index' || left.operand.kind !== 'name' || left.index.kind !== 'name') return null;
  return right?.kind === 'name' && right.name === given ? left.operand.name : null;
}

/** A loop over the map's values; one over its names only lists them. */
function goesThrough(fn: GoFunction, map: string): boolean {
  let found = false;
  walkFunction(fn, {
    statement(statement) {
      if (statement.kind !== 'range' || statement.over.kind !== 'name' || statement.over.name !== map) return;
      const value = statement.left[1];
      if (value && !(value.kind === 'name' && value.name === '_')) found = true;
    },
  });
  return found;
}
