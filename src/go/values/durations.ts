import { type Context, deeper, evaluate, functionCalled, originOf, originsOf, frameOfCall } from '../code/context.ts';
import { flagDefinition } from '../flags/flag-definition.ts';
import { returnsIn } from '../code/returns.ts';
import { POINTERS } from '../libraries/library-values.ts';
import { isKnown, type Setting } from './setting.ts';
import type { Expression } from '../syntax/syntax.ts';
import { calleeName, importedName } from '../code/types.ts';

const UNITS: Readonly<Record<string, number>> = {
  Nanosecond: 1e-9,
  Microsecond: 1e-6,
  Millisecond: 1e-3,
  Second: 1,
  Minute: 60,
  Hour: 3600,
};
const SHORT: Readonly<Record<string, number>> = { ns: 1e-9, us: 1e-6, µs: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600 };
const DEEPEST = 8;

/** The seconds of a `time.Duration`; null where the source does not decide. */
export function secondsOf(expression: Expression, context: Context, depth = 0): number | null {
  if (depth > DEEPEST) return null;
  const { code, site } = context;
  if (expression.kind === 'binary' && expression.operator === '*') {
    const [left, right] = [expression.left, expression.right].map((side) => factorOf(side, context, depth + 1));
    return left === undefined || right === undefined || left === null || right === null ? null : left * right;
  }
  if (expression.kind === 'select') {
    const unit = /^time\.(\w+)$/.exec(importedName(code, expression.operand, expression.name, site) ?? '')?.[1];
    if (unit !== undefined) return UNITS[unit] ?? null;
  }
  if (expression.kind === 'unary' && ['*', '&'].includes(expression.operator))
    return secondsOf(expression.operand, context, depth + 1);
  if (expression.kind === 'call') {
    const name = calleeName(code, expression.callee, site);
    const [first] = expression.args;
    if (name === 'time.Duration') return null;
    if (first && POINTERS.has(name ?? '')) return secondsOf(first, context, depth + 1);
    const flag = flagDefinition(name, expression);
    if (flag) return secondsOf(flag.fallback, context, depth + 1);
  }
  if (expression.kind === 'name' || expression.kind === 'select') {
    const origin = originOf(expression, context);
    if (origin && origin.expression !== expression) return secondsOf(origin.expression, origin.context, depth + 1);
  }
  const setting = evaluate(expression, context);
  return isKnown(setting) ? goSeconds(setting.text) : null;
}

/**
 * The seconds of a `time.Duration` that a setting may change, with the settings that do, as in `getDuration("TIMEOUT", "10s")`;
 * null where the source does not decide.
 */
export function durationSetting(
  expression: Expression,
  context: Context,
  depth = 0,
): { readonly seconds: number; readonly by: readonly string[] } | null {
  if (depth > DEEPEST) return null;
  const { code, site } = context;
  if (expression.kind === 'unary' && expression.operator === '&') {
    return durationSetting(expression.operand, context, depth + 1);
  }
  if (expression.kind === 'call') {
    const name = calleeName(code, expression.callee, site);
    const [first] = expression.args;
    if (first && POINTERS.has(name ?? '')) return durationSetting(first, context, depth + 1);
    if (name === 'time.ParseDuration' && first) return settingIn(first, context);
    const target = functionCalled(context, expression);
    // A library that reads settings has them as durations: `viper.GetDuration("grace")`.
    if (!target) return settingIn(expression, context);
    const inner = deeper(context, target, frameOfCall(target.fn, expression, context));
    if (!inner) return null;
    const returned = returnsIn(code, target.fn).flatMap(({ statement }) => statement.values[0] ?? []);
    return oneOf(returned.map((value) => returnedDuration(value, inner, depth + 1)));
  }
  if (expression.kind !== 'name' && expression.kind !== 'select') return null;
  const origin = originOf(expression, context);
  if (origin) {
    return origin.expression === expression ? null : durationSetting(origin.expression, origin.context, depth + 1);
  }
  // A helper may return what it parses, or else a default.
  const all = originsOf(expression, context);
  return oneOf(
    all.map((one) =>
      one && one.expression !== expression ? returnedDuration(one.expression, one.context, depth + 1) : null,
    ),
  );
}

function settingIn(expression: Expression, context: Context) {
  const setting = evaluate(expression, context);
  const seconds = isKnown(setting) ? goSeconds(setting.text) : null;
  return seconds === null ? null : { seconds, by: setting.by };
}

type Returned = { readonly seconds: number | null; readonly by: readonly string[] } | null;

/** What a helper returns: a duration, or what it parses of a setting that has no text of its own. */
function returnedDuration(value: Expression, context: Context, depth: number): Returned {
  const known = durationSetting(value, context, depth);
  if (known) return known;
  const seconds = secondsOf(value, context, depth);
  if (seconds !== null) return { seconds, by: [] };
  const origin = value.kind === 'name' ? originOf(value, context) : { expression: value, context };
  if (origin?.expression.kind !== 'call') return null;
  const { callee, args } = origin.expression;
  const [first] = args;
  if (!first || calleeName(context.code, callee, origin.context.site) !== 'time.ParseDuration') return null;
  const { by } = evaluate(first, origin.context);
  return by.length > 0 ? { seconds: null, by } : null;
}

/** The duration that all have which have one. */
function oneOf(all: readonly Returned[]): { readonly seconds: number; readonly by: readonly string[] } | null {
  const lengths = new Set(all.flatMap((one) => one?.seconds ?? []));
  const [seconds, other] = lengths;
  if (all.includes(null) || seconds === undefined || other !== undefined) return null;
  return { seconds, by: [...new Set(all.flatMap((one) => one?.by ?? []))] };
}

/** An expression's value; of one that counts time, as `30 * time.Second`, the text that Go parses to the same. */
export function valueOrDuration(expression: Expression, context: Context): Setting {
  const setting = evaluate(expression, context);
  if (isKnown(setting)) return setting;
  const seconds = secondsOf(expression, context);
  return seconds === null ? setting : { text: textOf(seconds), by: setting.by };
}

/** `1h30m`, `500ms`. */
function textOf(seconds: number): string {
  if (seconds > 0 && seconds < 1) {
    const [unit = 'ns', one = 1e-9] = Object.entries(SHORT).findLast(([, size]) => size <= seconds) ?? [];
    return `${Number((seconds / one).toPrecision(9))}${unit}`;
  }
  const parts = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor(seconds / 60) % 60, 'm'],
    [Number((seconds % 60).toFixed(9)), 's'],
  ] as const;
  const text = parts.map(([amount, unit]) => (amount === 0 ? '' : `${amount}${unit}`)).join('');
  return text === '' ? '0s' : text;
}

/** A plain number, or a duration. */
function factorOf(expression: Expression, context: Context, depth: number): number | null {
  const { code, site } = context;
  const inner =
    expression.kind === 'call' && calleeName(code, expression.callee, site) === 'time.Duration'
      ? (expression.args[0] ?? expression)
      : expression;
  const setting = evaluate(inner, context);
  if (isKnown(setting) && /^\d+(?:\.\d+)?$/.test(setting.text)) return Number(setting.text);
  return secondsOf(inner, context, depth);
}

/** `1m30s`, as flags, variables and configuration files have it; a bare number counts nanoseconds. */
export function goSeconds(text: string): number | null {
  if (/^\d+$/.test(text)) return Number(text) / 1e9;
  if (!/^(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h))+$/.test(text)) return null;
  let seconds = 0;
  for (const [, amount = '', unit = ''] of text.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g)) {
    seconds += Number(amount) * (SHORT[unit] ?? 0);
  }
  return seconds;
}
