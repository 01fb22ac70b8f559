import { find } from '../code/bindings.ts';
import { callersOf } from '../code/callers.ts';
import { type Context, evaluate, frameOfCall, originOf, originsOf } from '../code/context.ts';
import { possibleTexts } from './possible-texts.ts';
import { replacementsBefore } from './rewritten-lists.ts';
import { isPlaced, known, type Setting } from './setting.ts';
import { contextAt } from './solver.ts';
import { type Expression, type GoFunction, isNil, type Name } from '../syntax/syntax.ts';

/** A value that an expression may have, and where it was written. */
export interface PossibleValue {
  readonly setting: Setting;
  readonly expression: Expression;
  readonly context: Context;
  /** The source does not show when it is this one. */
  readonly atTimes?: true;
}

interface Asked {
  readonly depth?: number;
  /** Texts of which the source does not show when it is one of them count, too. */
  readonly atTimes?: boolean;
}

/** Bounds: a helper with a thousand callers is no place to read facts from. */
const MOST_CALLERS = 60;
const MOST_OUTER = 12;
const MOST_TEXTS = 100;
const DEEPEST = 3;

/**
 * The values of an expression one by one, where the source gives it several: one for each caller of the function,
 * for each element of a list. Values may have holes.
 */
export function possibleValues(
  expression: Expression,
  context: Context,
  { depth = 0, atTimes = false }: Asked = {},
): PossibleValue[] {
  const here = { expression, context };
  const items = listItems(expression, context);
  if (items)
    return items.flatMap((item) => possibleValues(item.expression, item.context, { depth: depth + 1, atTimes }));
  const setting = evaluate(expression, context);
  const { code, site, frame } = context;
  if (isPlaced(setting) || depth >= DEEPEST) return [{ setting, ...here }];
  const over = rangedOver(expression, context);
  const elements = over && listItems(over, context);
  if (elements)
    return elements.flatMap((item) => possibleValues(item.expression, item.context, { depth: depth + 1, atTimes }));
  const fn = site.fn;
  if (frame || !fn || fn.parameters.length === 0) return otherwise();
  const callers = callersOf(code, { ...site, fn });
  if (callers.length === 0 || callers.length > MOST_CALLERS) return otherwise();
  const values = callers.flatMap((call) =>
    fromCallers(contextAt(code, call.site), 0).map((from): PossibleValue => {
      const there = contextAt(code, site, frameOfCall(fn, call.expression, from));
      const bound = evaluate(expression, there);
      return { setting: bound, expression: firstArgument(call.expression.args) ?? expression, context: from };
    }),
  );
  return values.some((value) => isPlaced(value.setting)) ? values : otherwise();

  /** What the source lists for its parts. */
  function otherwise(): PossibleValue[] {
    const texts = atTimes ? possibleTexts(expression, context).slice(0, MOST_TEXTS) : [];
    if (texts.length === 0) return [{ setting, ...here }];
    return texts.map((one) => ({
      setting: known(one.text),
      expression: one.expression,
      context: contextAt(code, one.site),
      atTimes: true,
    }));
  }

  /** The place of a call as each of the callers around it gives it its parameters, and the callers of those. */
  function fromCallers({ site: place, ...from }: Context, level: number): Context[] {
    const outer: GoFunction | null = place.fn;
    if (level > 1 || !outer || outer.parameters.length === 0) return [{ ...from, site: place }];
    const above = callersOf(code, { ...place, fn: outer });
    if (above.length < 2 || above.length > (level === 0 ? MOST_CALLERS : MOST_OUTER)) return [{ ...from, site: place }];
    return above.flatMap((call) =>
      fromCallers(contextAt(code, call.site), level + 1).map((there) =>
        contextAt(code, place, frameOfCall(outer, call.expression, there)),
      ),
    );
  }
}

interface Item {
  readonly expression: Expression;
  readonly context: Context;
}

/** The elements of a list that the source writes out; null for anything else. */
function listItems(expression: Expression, context: Context, depth = 0): readonly Item[] | null {
  if (depth > DEEPEST) return null;
  if (expression.kind === 'call')
    return appended(expression, null, context, depth) ?? returnedItems(expression, context);
  if (expression.kind !== 'composite' && expression.kind !== 'name' && expression.kind !== 'select') return null;
  const grown = expression.kind === 'name' ? grownItems(expression, context, depth) : null;
  if (grown) return grown;
  const origin = originOf(expression, context);
  if (origin?.expression.kind !== 'composite' || !/^\[/.test(origin.expression.type ?? '')) return null;
  return origin.expression.elements.map(({ value }) => ({ expression: value, context: origin.context }));
}

/** `files = append(files, "a")`, `files := append([]string{"a"}, more...)`: all that is ever put into a list of a function. */
function grownItems(list: Name, context: Context, depth: number): readonly Item[] | null {
  const { code, site } = context;
  const declared = site.fn && find(code.bindings(site.fn), list.name, list.start);
  if (!declared) return grownOfPackage(list, context, depth);
  const replaced = replacementsBefore(list, site, code);
  if (replaced.length > 0) return replaced.map((value) => ({ expression: value, context }));
  const { source, assignments } = declared;
  const growing = assignments.flatMap(({ expression }) => appended(expression, list.name, context, depth) ?? []);
  const first = source.kind === 'value' && source.index === 0 ? source.expression : null;
  const begun = first?.kind === 'call' ? appended(first, null, context, depth) : null;
  if (growing.length === 0) return begun;
  const written =
    first?.kind === 'composite' ? first.elements.map(({ value }) => ({ expression: value, context })) : [];
  return [...(begun ?? written), ...growing];
}

/** The same of a list of the package, wherever its functions put something into it. */
function grownOfPackage({ name }: Name, context: Context, depth: number): readonly Item[] | null {
  const { code, site } = context;
  const value = code.values.get(`${site.pkg.importPath}.${name}`);
  if (!value) return null;
  const growing = code.nameAssignments(name).flatMap(({ expression, site: there }) => {
    const isLocal = there.fn !== null && find(code.bindings(there.fn), name, expression.start) !== undefined;
    return there.pkg !== site.pkg || isLocal ? [] : (appended(expression, name, contextAt(code, there), depth) ?? []);
  });
  const first = value.declaration.values[value.index];
  const written = first?.kind === 'composite' ? first.elements : [];
  const begun = written.map((element) => ({ expression: element.value, context: contextAt(code, value.site) }));
  return growing.length > 0 ? [...begun, ...growing] : null;
}

/** What the lists have that a function of the project returns. */
function returnedItems(call: Expression, context: Context): readonly Item[] | null {
  const made = originsOf(call, context).flatMap((origin) => (origin && !isNil(origin.expression) ? [origin] : []));
  const lists = made.flatMap(({ expression, context: there }) =>
    expression.kind === 'composite' && /^\[/.test(expression.type ?? '')
      ? [expression.elements.map(({ value }) => ({ expression: value, context: there }))]
      : [],
  );
  return lists.length > 0 && lists.length === made.length ? lists.flat() : null;
}

/** What a call of `append` puts into the list that has a name, or into a new one with what was there. */
function appended(call: Expression, name: string | null, context: Context, depth: number): readonly Item[] | null {
  if (call.kind !== 'call' || call.callee.kind !== 'name' || call.callee.name !== 'append') return null;
  const [list, ...more] = call.args;
  const before = !list || (list.kind === 'name' && list.name === name) ? [] : listItems(list, context, depth + 1);
  const spread = call.spread ? more.pop() : undefined;
  const rest = spread ? listItems(spread, context, depth + 1) : [];
  return [...(before ?? []), ...more.map((expression) => ({ expression, context })), ...(rest ?? [])];
}

/** What a loop's variable runs over. */
function rangedOver(expression: Expression, { code, site }: Context): Expression | null {
  if (expression.kind !== 'name' || !site.fn) return null;
  const source = find(code.bindings(site.fn), expression.name, expression.start)?.source;
  return source?.kind === 'range' && source.index === 1 ? source.over : null;
}

function firstArgument(args: readonly Expression[]): Expression | null {
  return args.find(({ kind }) => kind === 'string') ?? null;
}
