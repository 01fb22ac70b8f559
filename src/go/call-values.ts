import { afterBranch } from './decided.ts';
import { type Context, deeper, evaluate, functionCalled } from './context.ts';
import { flagValue } from './flags.ts';
import { splitHostPort, textFunction, TRANSPARENT } from './library-values.ts';
import type { Site } from './code-index.ts';
import { isKnown, known, parameterIndex, type Setting, UNKNOWN, UNKNOWN_TEXT, unset } from './setting.ts';
import type { Call, Expression, GoFunction, Statement } from './syntax.ts';
import { calleeName } from './types.ts';
import { viperValue } from './viper.ts';
import { type Guard, walkFunction } from './walk-code.ts';

const READS_ENVIRONMENT = new Set(['os.Getenv', 'os.LookupEnv', 'syscall.Getenv']);

/** Whether a call reads one variable by name. */
export function readsEnvironment(name: string | null): boolean {
  return name !== null && READS_ENVIRONMENT.has(name);
}

/** What a call returns at `index`. */
export function evaluateCall(call: Call, context: Context, index: number): Setting {
  const { code, site } = context;
  const name = calleeName(code, call.callee, site);
  const [first] = call.args;
  if (name === null) return UNKNOWN;
  if (readsEnvironment(name)) {
    if (!first || index > 0) return UNKNOWN;
    const variable = evaluate(first, context);
    if (isKnown(variable) || parameterIndex(variable.text) !== null) return unset(`env:${variable.text}`);
    return UNKNOWN;
  }
  if ((TRANSPARENT.has(name) || code.types.has(name)) && first) return index === 0 ? evaluate(first, context) : UNKNOWN;
  // Paths that are made of where the source lies are taken from the analysed folder.
  if (name === 'runtime.Caller') return index === 1 ? known(site.file.path) : UNKNOWN;
  if (name === 'net.SplitHostPort' && first)
    return index > 1 ? UNKNOWN : splitHostPort(evaluate(first, context), index);
  const flag = index === 0 ? flagValue(call, context) : null;
  if (flag) return flag;
  const text = textFunction(
    name,
    call.args.map((argument) => evaluate(argument, context)),
  );
  if (text) return call.spread ? UNKNOWN : text;
  const viper = viperValue(name, call, context);
  if (viper) return viper;
  const target = functionCalled(context, call);
  const inner = target && deeper(context, target, { kind: 'call', fn: target.fn, call, from: context });
  return inner ? returnedBy(target, inner, index) : UNKNOWN;
}

interface Returned {
  readonly statement: Statement & { readonly kind: 'return' };
  readonly guard: Guard | null;
}

/** What a function returns at `index`, its parameters bound by the context; returns with an error do not count. */
export function returnedBy({ fn }: Site & { readonly fn: GoFunction }, context: Context, index: number): Setting {
  const cases = returnsOf(fn).filter(({ statement }) => !returnsError(fn, statement));
  const [first, ...others] = [...cases].sort((a, b) => Number(a.guard !== null) - Number(b.guard !== null));
  if (!first) return UNKNOWN;
  let value = valueAt(first.statement, index, context, fn);
  for (const { statement, guard } of others) {
    value = afterBranch(value, valueAt(statement, index, context, fn), guard, context);
  }
  return value;
}

/** Return statements of the function itself, not of literals inside it. */
export function returnsOf(fn: GoFunction): Returned[] {
  const found: Returned[] = [];
  const literals: { start: number; end: number }[] = [];
  walkFunction(fn, {
    enter(inner) {
      if (inner !== fn) literals.push(inner);
    },
    statement(statement, { guard }) {
      if (statement.kind === 'return') found.push({ statement, guard });
    },
  });
  return found.filter(
    ({ statement }) => !literals.some(({ start, end }) => start <= statement.start && statement.end <= end),
  );
}

/** `return "", err`: the last result is an error and it is not nil. */
export function returnsError({ results }: GoFunction, { values }: { readonly values: readonly Expression[] }): boolean {
  const last = values.at(-1);
  if (results.at(-1)?.type !== 'error' || !last || values.length !== results.length) return false;
  if (last.kind === 'name' && last.name === 'nil') return false;
  // `return cfg, validate(cfg)` and `return n, err` carry a value and perhaps an error.
  return isEmptyValue(values[0]) || (values.length === 1 && last.kind !== 'call');
}

function isEmptyValue(value: Expression | undefined): boolean {
  if (value?.kind === 'string') return value.value === '';
  if (value?.kind === 'number') return value.value === 0 || value.value === -1;
  if (value?.kind === 'composite') return value.elements.length === 0;
  return value?.kind === 'name' && (value.name === 'nil' || value.name === 'false');
}

function valueAt({ values, start }: Returned['statement'], index: number, context: Context, fn: GoFunction): Setting {
  const own = values[index];
  if (values.length === fn.results.length && own) return evaluate(own, context);
  if (values.length === 1 && values[0]) return evaluate(values[0], context, index);
  const named = fn.results[index]?.name;
  if (values.length === 0 && named) return evaluate({ kind: 'name', name: named, start, end: start }, context);
  return { ...known(''), text: UNKNOWN_TEXT };
}
