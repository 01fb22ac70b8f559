import { find, isCertain } from '../code/bindings.ts';
import { inside, type Site } from '../code/code-index.ts';
import { callersOf } from '../code/callers.ts';
import { conditionsAt } from '../code/conditions.ts';
import {
  type Context,
  deeper,
  evaluate,
  functionCalled,
  type Origin,
  originOf,
  originsOf,
  frameOfCall,
} from '../code/context.ts';
import { returnsIn } from '../code/returns.ts';
import { perElement } from './elements.ts';
import { everyGiven } from './every-given.ts';
import type { TableFlag } from '../flags/flag-table.ts';
import { TEXT_FUNCTIONS, textFunction } from '../libraries/library-values.ts';
import { MOST_ORIGINS } from './origins.ts';
import { passedArguments } from './passed-arguments.ts';
import { replacerOf } from './replacers.ts';
import { isKnown, known, type Setting } from './setting.ts';
import type { Call, Expression } from '../syntax/syntax.ts';
import { calleeName } from '../code/types.ts';
import { visitedFlags } from '../flags/visited-flags.ts';

/** One text that an expression is for certain at some time, and the literal that most of it comes from. */
export interface PossibleText {
  readonly text: string;
  readonly expression: Expression;
  readonly site: Site;
  /** The flag by whose name it is made. */
  readonly flag?: TableFlag;
}

const MOST_TEXTS = 4000;
const MOST_COMBINED = 400;

/**
 * All texts that the source lists for an expression: of a parameter those of every caller, of a loop's element those of the
 * table, of a field those of every literal. It may be more that are not in sight.
 */
export function possibleTexts(expression: Expression, context: Context): PossibleText[] {
  const found = new Map<string, PossibleText>();
  for (const there of perElement([expression], context)) {
    for (const one of textsAt(expression, there, 0)) if (found.size < MOST_TEXTS) found.set(one.text, one);
  }
  return [...found.values()];
}

function textsAt(expression: Expression, context: Context, depth: number): PossibleText[] {
  const value = evaluate(expression, context);
  if (isKnown(value)) return value.by.length === 0 ? [writtenAt(value.text, expression, context)] : [];
  const next = depth > 8 ? null : deeper(context);
  if (!next) return [];
  if (expression.kind === 'binary' && expression.operator === '+') {
    return product([expression.left, expression.right], next, depth, ([left, right]) =>
      known((left ?? '') + (right ?? '')),
    );
  }
  if (expression.kind === 'call') return textsOfCall(expression, next, depth);
  const variadic = variadicArguments(expression, next);
  if (variadic.length > 0) {
    return variadic.flatMap(({ argument, from }) => textsAt(argument, from, depth + 1));
  }
  const last = lastAssigned(expression, next);
  if (last) return textsAt(last, next, depth + 1);
  const told = onlyArgument(expression, next);
  if (told) return textsAt(told.expression, told.context, depth + 1);
  const flags = visitedFlags(expression, next);
  if (flags) return flags.map((flag) => ({ text: flag.name, expression: flag.call, site: flag.site, flag }));
  const origins = originsOf(expression, next);
  const given = origins.length > MOST_ORIGINS ? everyGiven(expression, next) : [];
  if (given.length > 0) return given.flatMap((one) => textsAt(one.expression, one.context, depth + 1));
  return origins.flatMap((origin) => {
    if (!origin || origin.expression === expression) return [];
    return perElement([origin.expression], origin.context).flatMap((there) =>
      textsAt(origin.expression, there, depth + 1),
    );
  });
}

/** A text with the literal that it is written as, where it has a name here. */
function writtenAt(text: string, expression: Expression, context: Context): PossibleText {
  const origin = expression.kind === 'name' ? originOf(expression, context) : null;
  return origin?.expression.kind === 'string' && origin.expression.value === text
    ? { text, expression: origin.expression, site: origin.context.site }
    : { text, expression, site: context.site };
}

/** `name = strings.ToUpper(name)`: what a local name was given last, where no branch decides about it. */
function lastAssigned(expression: Expression, { code, site }: Context): Expression | null {
  const declaration =
    expression.kind === 'name' && site.fn ? find(code.bindings(site.fn), expression.name, expression.start) : undefined;
  const last = declaration?.assignments.filter(({ end }) => end <= expression.start).at(-1);
  if (!declaration || !last || last.byAddress || last.operator !== '=' || last.count > 1) return null;
  return isCertain(last.guard, expression.start, declaration) ? last.expression : null;
}

/** What the call that is followed passes for a parameter. */
function onlyArgument(expression: Expression, context: Context): Origin | null {
  const { code, site, frame } = context;
  if (expression.kind !== 'name' || !site.fn || frame?.kind !== 'call') return null;
  const source = find(code.bindings(site.fn), expression.name, expression.start)?.source;
  if (source?.kind !== 'parameter' || source.fn !== frame.fn) return null;
  const [only, ...others] = passedArguments(source.fn, source.index, context);
  return only && others.length === 0 ? only : null;
}

/** What all callers pass where a loop goes over the last parameter: `for _, name := range names` with `names ...string`. */
function variadicArguments(expression: Expression, context: Context): { argument: Expression; from: Context }[] {
  const { code, site } = context;
  if (expression.kind !== 'name' || !site.fn) return [];
  const source = find(code.bindings(site.fn), expression.name, expression.start)?.source;
  if (source?.kind !== 'range' || source.index !== 1 || source.over.kind !== 'name') return [];
  const list = find(code.bindings(site.fn), source.over.name, source.over.start)?.source;
  if (list?.kind !== 'parameter' || list.fn.parameters[list.index]?.variadic !== true || list.fn !== site.fn) return [];
  return callersOf(code, { ...site, fn: site.fn }).flatMap((call) => {
    const from = deeper(context, call.site, null);
    if (!from || call.expression.spread) return [];
    return call.expression.args.slice(list.index).map((argument) => ({ argument, from }));
  });
}

function textsOfCall(call: Call, context: Context, depth: number): PossibleText[] {
  const name = calleeName(context.code, call.callee, context.site);
  if (name === null) return [];
  const target = functionCalled(context, call);
  if (target) {
    const inner = deeper(context, target, frameOfCall(target.fn, call, context));
    if (!inner) return [];
    return returnsIn(inner.code, target.fn).flatMap(({ statement: { values } }) => {
      const [own] = values;
      return own ? perElement([own], inner).flatMap((there) => textsAt(own, there, depth + 1)) : [];
    });
  }
  const [first] = call.args;
  if (name === 'strings.Replacer.Replace' && first && call.callee.kind === 'select') {
    const replace = replacerOf(call.callee.operand, context);
    return replace ? product([first], context, depth, ([text]) => known(replace(text ?? ''))) : [];
  }
  // What names no variable stays as it is.
  if (name === 'os.ExpandEnv' && first)
    return textsAt(first, context, depth + 1).filter(({ text }) => !text.includes('$'));
  if (!TEXT_FUNCTIONS.has(name) || call.spread) return [];
  return product(call.args, context, depth, (texts) => textFunction(name, () => texts.map(known)) ?? known(''));
}

/** Every combination of the parts' texts. */
function product(
  parts: readonly Expression[],
  context: Context,
  depth: number,
  join: (texts: readonly string[]) => Setting,
): PossibleText[] {
  let combined: { texts: string[]; longest: PossibleText }[] = [];
  for (const [index, part] of parts.entries()) {
    const all = textsAt(part, context, depth + 1);
    const isFilled = all.some(({ text }) => text === '') && isNeverEmpty(part, context);
    const texts = isFilled ? all.filter(({ text }) => text !== '') : all;
    combined =
      index === 0
        ? texts.map((one) => ({ texts: [one.text], longest: one }))
        : combined.flatMap((known) =>
            texts.map((one) => ({
              texts: [...known.texts, one.text],
              longest: isBetter(one, known.longest) ? one : known.longest,
            })),
          );
    if (combined.length > MOST_COMBINED) return [];
  }
  return combined.flatMap(({ texts, longest }) => {
    const joined = join(texts);
    return isKnown(joined) ? [{ ...longest, text: joined.text }] : [];
  });
}

/** `if prefix != "" { name = prefix + "_" + name }`: the code is not reached with an empty text. */
function isNeverEmpty(part: Expression, { site: { fn } }: Context): boolean {
  if (!fn) return false;
  const names = inside(part).flatMap((one) => (one.kind === 'name' ? [one.name] : []));
  return conditionsAt(fn, part.start).some(({ expression: condition, wanted }) => {
    if (condition.kind !== 'binary' || condition.operator !== (wanted ? '!=' : '==')) return false;
    const { left, right } = condition;
    return left.kind === 'name' && names.includes(left.name) && right.kind === 'string' && right.value === '';
  });
}

/** What a flag's name is made to is shown at the flag, everything else at its longest part. */
function isBetter(one: PossibleText, than: PossibleText): boolean {
  if (one.flag || than.flag) return than.flag === undefined;
  return one.text.length > than.text.length;
}
