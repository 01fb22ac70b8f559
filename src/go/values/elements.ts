import { type Bindings, type Declaration, find, type Item } from '../code/bindings.ts';
import { inside } from '../code/code-index.ts';
import {
  argumentFor,
  atDepth,
  type Context,
  type Element,
  evaluate,
  type Origin,
  originOf,
  originsOf,
} from '../code/context.ts';
import { type Condition, conditionsAt } from '../code/conditions.ts';
import { decide } from '../conditions/decided.ts';
import { isCallee } from './passed-arguments.ts';
import { hasHole, isKnown, UNSET_TEXT } from './setting.ts';
import { splitParts } from './split-values.ts';
import type { Expression, Span } from '../syntax/syntax.ts';

/** Tables in source are short; a longer one is data. */
const MOST_ELEMENTS = 500;

/** The element that `table[index]` is, where the source decides both. */
export function elementOf(table: Expression, index: Expression, context: Context): Element | null {
  const elements = listElements(table, context);
  if (elements.length === 0) return null;
  const wanted = evaluate(index, context);
  if (!isKnown(wanted)) return null;
  return elements.find(({ key, from }) => evaluate(key, atDepth(from, context)).text === wanted.text) ?? null;
}

/**
 * Contexts in which the loops around an expression stand at one element each: one for every element where the source
 * lists them, else the context itself.
 */
export function perElement(expressions: readonly Expression[], context: Context, depth = 0): readonly Context[] {
  const loop = depth < 4 ? loopOf(expressions, context) : null;
  if (!loop) return [context];
  const { over } = loop;
  return perElement([over], context, depth + 1).flatMap((outer) => {
    const elements = allElements(over, outer);
    if (elements.length === 0) return [outer];
    return elements.flatMap((element) =>
      perElement(expressions, { ...outer, elements: [...outer.elements, element] }, depth + 1),
    );
  });
}

function loopOf(
  expressions: readonly Expression[],
  context: Context,
): (Declaration['source'] & { kind: 'range' }) | null {
  const { code, site, elements } = context;
  if (!site.fn) return null;
  const bindings = code.bindings(site.fn);
  for (const expression of expressions) {
    for (const part of inside(expression)) {
      if (part.kind !== 'name') continue;
      let source = find(bindings, part.name, part.start)?.source;
      // `r := r` in a loop, what is made of its element, and `go func(r route) {…}(r)`.
      for (let step = 0; step < 3; step++) {
        const made: Expression | null =
          source?.kind === 'value'
            ? source.expression
            : source?.kind === 'parameter'
              ? givenHere(source, context)
              : null;
        if (!made) break;
        source = firstSource(made, bindings);
      }
      if (source?.kind === 'range' && !elements.some(({ over }) => over === source.over)) return source;
    }
  }
  return null;
}

/** Where the first local name in an expression comes from that a loop sets, else the first one. */
function firstSource(expression: Expression, bindings: Bindings): Declaration['source'] | undefined {
  const sources = inside(expression).flatMap((part) =>
    part.kind === 'name' ? (find(bindings, part.name, part.start)?.source ?? []) : [],
  );
  return sources.find(({ kind }) => kind === 'range') ?? sources[0];
}

/** What a function literal is called with where it is written. */
function givenHere(
  { fn, index }: Declaration['source'] & { kind: 'parameter' },
  { code, site: { pkg } }: Context,
): Expression | null {
  const call = code.uses(pkg).literals.get(fn)?.call?.expression;
  return call && isCallee(fn, call) ? argumentFor(call, fn, index) : null;
}

/** Those of every table that it may be, where the source lists all of them. */
function allElements(table: Expression, context: Context): readonly Element[] {
  const origins = originsOf(table, context);
  if (origins.length < 2 || origins.some(isAppend)) return listElements(table, context);
  const all = origins.map((origin) => (origin?.expression.kind === 'composite' ? listed(table, origin) : []));
  return all.every((elements) => elements.length > 0) ? all.flat().slice(0, MOST_ELEMENTS) : [];
}

/** The elements of a list or map as the source writes them out, puts them in or splits them; nothing where it does not decide them. */
export function listElements(table: Expression, context: Context): readonly Element[] {
  const origins = originsOf(table, context);
  const items = itemsPut(table, context);
  if (items.length > 0) return filledElements(table, origins, items, context);
  if (origins.some(isAppend)) return appendedElements(table, origins);
  const origin = originOf(table, context);
  if (origin?.expression.kind !== 'composite') return splitElements(table, context);
  return listed(table, origin);
}

/** What the function puts into a list or map of its own: `m["web"] = ":80"`. */
function itemsPut(table: Expression, { code, site: { fn } }: Context): readonly Item[] {
  if (table.kind !== 'name' || !fn) return [];
  return find(code.bindings(fn), table.name, table.start)?.items?.filter(({ end }) => end <= table.start) ?? [];
}

/** What a literal has, and what is put into it; nothing where it is open whether one of them is. */
function filledElements(
  table: Expression,
  origins: readonly (Origin | null)[],
  items: readonly Item[],
  context: Context,
): readonly Element[] {
  const [origin, ...others] = origins;
  const isMade = builtInCalled(origin ?? null) === 'make';
  if (!origin || others.length > 0 || (!isMade && origin.expression.kind !== 'composite')) return [];
  const found = new Map<string, Element>();
  for (const element of listed(table, origin)) found.set(evaluate(element.key, element.from).text, element);
  for (const { key, value, ...place } of items) {
    const times = timesRun(place, [key, value], context);
    if (!times || found.size > MOST_ELEMENTS) return [];
    for (const from of times) {
      // What no setting gives is empty.
      const at = evaluate(key, from).text.replaceAll(UNSET_TEXT, '');
      if (hasHole(at)) return [];
      found.set(at, { over: table, key, value, from });
    }
  }
  return [...found.values()];
}

/**
 * The ways in which a place is run, once for each element of the loops around it and of those that the expressions go over;
 * null where it is open whether it is.
 */
function timesRun(place: Span, expressions: readonly Expression[], context: Context): readonly Context[] | null {
  const { fn } = context.site;
  const conditions = fn ? conditionsAt(fn, place.start).filter((one) => !isForNew(one, context)) : [];
  const about = [...expressions, ...conditions.map(({ expression }) => expression), ...loopsAround(place, context)];
  const times: Context[] = [];
  for (const there of perElement(about, context)) {
    const runs = conditions.map(({ expression, wanted }) => agrees(decide(expression, there), wanted));
    if (runs.includes(false)) continue;
    if (runs.includes(null)) return null;
    times.push(there);
  }
  return times;
}

/** `if _, ok := seen[name]; !ok { seen[name] = true … }`: what is there twice is left out the second time. */
function isForNew({ expression, wanted }: Condition, context: Context): boolean {
  if (expression.kind === 'unary' && expression.operator === '!')
    return isForNew({ expression: expression.operand, wanted: !wanted }, context);
  if (wanted) return false;
  const { code, site } = context;
  const sourceOf = (name: Expression | undefined) => {
    const declared = name?.kind === 'name' && site.fn && find(code.bindings(site.fn), name.name, name.start);
    return declared && declared.source.kind === 'value' ? declared : null;
  };
  const source = sourceOf(expression)?.source;
  const asked = source?.kind === 'value' && source.index === 1 ? source.expression : expression;
  const seen = asked.kind === 'index' ? sourceOf(asked.operand) : null;
  if (seen?.source.kind !== 'value' || !seen.items) return false;
  const made = seen.source.expression;
  return made.kind === 'composite' ? made.elements.length === 0 : calledByName(made) === 'make';
}

function isAppend(origin: Origin | null): boolean {
  return builtInCalled(origin) === 'append';
}

/** What the loops around a place set: it runs once for each of their elements, also where it names none. */
function loopsAround({ start, end }: Span, { code, site }: Context): readonly Expression[] {
  const declared = site.fn ? [...code.bindings(site.fn).values()].flat() : [];
  return declared
    .filter(({ source, scope, at }) => source.kind === 'range' && at <= start && end <= scope.end)
    .map(({ name }) => ({ kind: 'name', name, start, end }));
}

/**
 * What a function puts together: `for _, part := range parts { all = append(all, part) }`. Nothing where one of its makers is out
 * of sight, or where it is open whether one of the elements is added.
 */
function appendedElements(table: Expression, origins: readonly (Origin | null)[]): readonly Element[] {
  const found: Element[] = [];
  const add = (value: Expression, from: Context) => {
    const { start, end } = table;
    found.push({ over: table, key: { kind: 'number', value: found.length, start, end }, value, from });
  };
  for (const origin of origins) {
    if (!origin) return [];
    const { expression, context } = origin;
    if (expression.kind === 'composite') {
      for (const { value } of listed(table, origin)) add(value, context);
      continue;
    }
    if (builtInCalled(origin) === 'make') continue;
    if (expression.kind !== 'call' || !isAppend(origin)) return [];
    const [first, ...items] = expression.args;
    if (first?.kind === 'composite') {
      for (const { value } of listed(table, { ...origin, expression: first })) add(value, context);
    }
    const times = timesRun(expression, items, context);
    if (!times || found.length > MOST_ELEMENTS) return [];
    for (const there of times) {
      for (const item of items) {
        const inner = expression.spread ? listElements(item, there) : null;
        if (inner?.length === 0) return [];
        if (inner) for (const { value, from } of inner) add(value, from);
        else add(item, there);
      }
    }
  }
  return found;
}

function agrees(truth: boolean | null, wanted: boolean): boolean | null {
  return truth === null ? null : truth === wanted;
}

function builtInCalled(origin: Origin | null): string | null {
  return calledByName(origin?.expression);
}

function calledByName(made: Expression | undefined): string | null {
  return made?.kind === 'call' && made.callee.kind === 'name' ? made.callee.name : null;
}

/** The elements that a literal writes out. */
function listed(table: Expression, { expression, context }: Origin): readonly Element[] {
  if (expression.kind !== 'composite' || expression.elements.length > MOST_ELEMENTS) return [];
  const { elements, start, end } = expression;
  return elements.map(({ key, value }, position) => ({
    over: table,
    key: key ?? { kind: 'number', value: position, start, end },
    value,
    from: context,
  }));
}

/** `for _, addr := range strings.Split(addresses, ",")` */
function splitElements(table: Expression, context: Context): readonly Element[] {
  const { start, end } = table;
  const { parts = [] } = splitParts(table, context) ?? {};
  return parts.slice(0, MOST_ELEMENTS).map((_, position): Element => {
    const key: Expression = { kind: 'number', value: position, start, end };
    return { over: table, key, value: { kind: 'index', operand: table, index: key, start, end }, from: context };
  });
}
