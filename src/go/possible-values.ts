import { find } from './bindings.ts';
import { callersOf, type Context, evaluate, originOf } from './context.ts';
import { isPlaced, type Setting } from './setting.ts';
import { contextAt } from './solver.ts';
import type { Expression, GoFunction } from './syntax.ts';

/** A value that an expression may have, and where it was written. */
export interface PossibleValue {
  readonly setting: Setting;
  readonly expression: Expression;
  readonly context: Context;
}

/** Bounds: a helper with a thousand callers is no place to read facts from. */
const MOST_CALLERS = 60;
const DEEPEST = 3;

/**
 * The values of an expression one by one, where the source gives it several: one for each caller of the function,
 * for each element of a list. Values may have holes.
 */
export function possibleValues(expression: Expression, context: Context, depth = 0): PossibleValue[] {
  const here = { expression, context };
  const items = listItems(expression, context);
  if (items) return items.flatMap((item) => possibleValues(item.expression, item.context, depth + 1));
  const setting = evaluate(expression, context);
  const { code, site, frame } = context;
  if (isPlaced(setting) || depth >= DEEPEST) return [{ setting, ...here }];
  const over = rangedOver(expression, context);
  const elements = over && listItems(over, context);
  if (elements) return elements.flatMap((item) => possibleValues(item.expression, item.context, depth + 1));
  const fn = site.fn;
  if (frame || !fn || fn.parameters.length === 0) return [{ setting, ...here }];
  const callers = callersOf(code, { ...site, fn });
  if (callers.length === 0 || callers.length > MOST_CALLERS) return [{ setting, ...here }];
  const values = callers.flatMap((call) =>
    fromCallers(contextAt(code, call.site), 0).map((from): PossibleValue => {
      const there = contextAt(code, site, { kind: 'call', fn, call: call.expression, from });
      const bound = evaluate(expression, there);
      return { setting: bound, expression: firstArgument(call.expression.args) ?? expression, context: from };
    }),
  );
  return values.some((value) => isPlaced(value.setting)) ? values : [{ setting, ...here }];

  function fromCallers(from: Context, level: number): Context[] {
    const outer: GoFunction | null = from.site.fn;
    if (level > 0 || !outer || outer.parameters.length === 0) return [from];
    const above = callersOf(code, { ...from.site, fn: outer });
    if (above.length < 2 || above.length > MOST_CALLERS) return [from];
    return above.map((call) =>
      contextAt(code, from.site, {
        kind: 'call',
        fn: outer,
        call: call.expression,
        from: contextAt(code, call.site),
      }),
    );
  }
}

/** The elements of a list that the source writes out; null for anything else. */
function listItems(expression: Expression, context: Context): { expression: Expression; context: Context }[] | null {
  if (expression.kind !== 'composite' && expression.kind !== 'name' && expression.kind !== 'select') return null;
  const origin = originOf(expression, context);
  if (origin?.expression.kind !== 'composite' || !/^\[/.test(origin.expression.type ?? '')) return null;
  return origin.expression.elements.map(({ value }) => ({ expression: value, context: origin.context }));
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
