import { afterBranch, isTaken } from '../conditions/decided.ts';
import { decidingSettings } from '../conditions/deciding-settings.ts';
import { type Context, deeper, evaluate, functionCalled, originsOf, frameOfCall } from '../code/context.ts';
import { dotenvValue } from '../environment/dotenv-file.ts';
import { readerNames } from '../environment/env-aliases.ts';
import { ENV_READERS, type EnvReader, readerOfLibrary } from '../environment/env-readers.ts';
import { flagValue } from '../flags/flags.ts';
import { iniValue } from './ini-files.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { keyRead } from '../environment/key-readers.ts';
import { koanfValue } from '../environment/koanf-values.ts';
import {
  splitHostPort,
  splitPath,
  textFunction,
  TRANSPARENT,
  TRANSPARENT_METHODS,
} from '../libraries/library-values.ts';
import type { Site } from '../code/code-index.ts';
import { ownFlagValue } from '../flags/own-flags.ts';
import {
  isKnown,
  isUnknown,
  known,
  number,
  same,
  type Setting,
  unionOf,
  UNKNOWN,
  UNKNOWN_TEXT,
  UNSET_TEXT,
  unset,
  HOME_TEXT,
} from './setting.ts';
import { joinedParts, splitParts } from './split-values.ts';
import type { Call, Expression, GoFunction } from '../syntax/syntax.ts';
import { calleeName } from '../code/types.ts';
import { find } from '../code/bindings.ts';
import { passedArguments } from './passed-arguments.ts';
import { patternMatch } from './pattern-matches.ts';
import { type Returned, returnsError, returnsIn } from '../code/returns.ts';
import { URL_TYPE, urlMethod } from './url-values.ts';
import { tomlValue } from './toml-trees.ts';
import { viperValue } from '../environment/viper.ts';
import { literalCalled } from '../code/named-literal.ts';

const NO_NAMES: ReadonlySet<string> = new Set();

/** `flag.Arg(0)`, the first of them: the word behind the program where no flag is given. */
export function argumentBehindFlags(at: Expression): Setting {
  return at.kind === 'number' ? unset(`arg:${at.value + 1}`) : UNKNOWN;
}

/** What a call returns at `index`. */
export function evaluateCall(call: Call, context: Context, index: number): Setting {
  const { code, site } = context;
  const name = calleeName(code, call.callee, site);
  const [first] = call.args;
  const reader = readerCalled(call, context);
  if (reader && index > 0) return name !== null && TELLS_WHETHER_SET.has(name) ? isSet(call, reader, context) : UNKNOWN;
  if (reader) return variableRead(call, reader, context);
  const read = index === 0 ? (name !== null && iniValue(name, call, context)) || keyRead(name, call, context) : null;
  if (read) return read;
  if (name === null) return calledLiteral(call, context, index);
  if ((TRANSPARENT.has(name) || code.types.has(name)) && first) return index === 0 ? evaluate(first, context) : UNKNOWN;
  if (TRANSPARENT_METHODS.has(name) && call.callee.kind === 'select') return evaluate(call.callee.operand, context);
  // Paths that are made of where the source lies are taken from the analysed folder; further up is any file.
  if (name === 'runtime.Caller') {
    const isHere = index === 1 && first?.kind === 'number' && first.value === 0;
    return isHere ? known(site.file.path) : UNKNOWN;
  }
  if (name === 'net.SplitHostPort' && first)
    return index > 1 ? UNKNOWN : splitHostPort(evaluate(first, context), index);
  if ((name === 'path/filepath.Split' || name === 'path.Split') && first)
    return splitPath(evaluate(first, context), index);
  if (name.startsWith(`${URL_TYPE}.`) && call.callee.kind === 'select') {
    return urlMethod(call.callee.operand, call.callee.name, context) ?? UNKNOWN;
  }
  if (name === 'flag.Arg' && first) return argumentBehindFlags(first);
  if (name === 'strings.Cut') return cutAround(call, context, index);
  if (name === 'strings.CutPrefix' || name === 'strings.CutSuffix') return cutOff(name, call, context, index);
  if (name === 'len' && first) return lengthOf(first, context);
  if (SPLITTING.has(name)) return onlyPart(call, context);
  if (name === 'strings.Join') return joinedParts(call.args, context) ?? UNKNOWN;
  const matched = index === 0 ? patternMatch(name, call, context) : null;
  if (matched) return matched;
  const flag = index === 0 ? flagValue(call, context) : null;
  if (flag) return flag;
  const text = textFunction(name, () => call.args.map((argument) => evaluate(argument, context)));
  if (text) return call.spread ? UNKNOWN : text;
  const value = viperValue(name, call, context) ?? koanfValue(name, call, context) ?? tomlValue(name, call, context);
  if (value) return value;
  const target = functionCalled(context, call);
  const inner = target && deeper(context, target, frameOfCall(target.fn, call, context));
  const returned = inner ? returnedBy(target, inner, index) : UNKNOWN;
  return (inner && index === 0 && isUnknown(returned) && ownFlagValue(call, context)) || returned;
}

/** `before, after, found := strings.Cut(text, separator)` */
function cutAround({ args }: Call, context: Context, index: number): Setting {
  const [text, separator] = args.map((argument) => evaluate(argument, context));
  if (!text || !separator || !isKnown(text) || !isKnown(separator)) return { ...UNKNOWN, by: text?.by ?? [] };
  const at = text.text.indexOf(separator.text);
  if (index > 1) return known(String(at >= 0));
  if (at < 0) return index === 0 ? text : { ...text, text: '' };
  return { by: text.by, text: index === 0 ? text.text.slice(0, at) : text.text.slice(at + separator.text.length) };
}

/** `rest, found := strings.CutPrefix(text, "unix:")` */
function cutOff(name: string, { args }: Call, context: Context, index: number): Setting {
  const [text, part] = args.map((argument) => evaluate(argument, context));
  if (!text || !part || !isKnown(part)) return UNKNOWN;
  // What no setting gives is empty.
  const whole = text.text === UNSET_TEXT ? '' : text.text;
  if (!isKnown({ ...text, text: whole })) return { ...UNKNOWN, by: text.by };
  const isFound = name === 'strings.CutPrefix' ? whole.startsWith(part.text) : whole.endsWith(part.text);
  if (index > 0) return { text: String(isFound), by: text.by };
  if (!isFound) return text;
  const { length } = part.text;
  return {
    by: text.by,
    text: name === 'strings.CutPrefix' ? whole.slice(length) : whole.slice(0, whole.length - length),
  };
}

const SPLITTING: ReadonlySet<string> = new Set(['strings.Split', 'strings.SplitN', 'strings.Fields']);

/** A list of one part is that part to whoever goes over it. */
function onlyPart(call: Call, context: Context): Setting {
  const split = splitParts(call, context);
  const [only, ...others] = split?.parts ?? [];
  return split && only !== undefined && others.length === 0 ? { text: only, by: split.by, list: true } : UNKNOWN;
}

/** How many parts a split text has. */
function lengthOf(list: Expression, context: Context): Setting {
  const split = splitParts(list, context);
  const value = split ? UNKNOWN : evaluate(list, context);
  if (value.list === true && isKnown(value)) return { ...number(value.text === '' ? 0 : 1), by: value.by };
  if (list.kind === 'string' || (list.kind === 'name' && isKnown(value) && value.by.length === 0 && !value.numeric)) {
    return number(new TextEncoder().encode(value.text).length);
  }
  return split ? { ...number(split.parts.length), by: split.by } : UNKNOWN;
}

/** The reader of variables that a call goes to, by its name or as a value: `getenv := os.Getenv`, `run(os.Getenv)`. */
export function readerCalled({ callee }: Call, context: Context): EnvReader | null {
  const { code, site } = context;
  const name = calleeName(code, callee, site);
  const known = name === null ? null : (ENV_READERS.get(name) ?? readerOutOfSight(name, code));
  if (known) return known;
  if (!code.once(readerNames, NO_NAMES).has(callee.kind === 'name' || callee.kind === 'select' ? callee.name : ''))
    return null;
  if (name !== null && code.functions.has(name)) return null;
  // Several callers may hand it in, each by itself.
  for (const origin of originsOf(callee, { ...context, frame: null })) {
    const value = origin?.expression.kind === 'select' && calleeName(code, origin.expression, origin.context.site);
    const handedIn = value ? ENV_READERS.get(value) : undefined;
    if (handedIn) return handedIn;
  }
  return null;
}

function readerOutOfSight(name: string, code: LinkedCode): EnvReader | null {
  return code.externals.has(name.slice(0, name.lastIndexOf('.'))) ? readerOfLibrary(name) : null;
}

/** What a variable is that goes by a name: whatever that is, it is not set unless somebody does, or a file that is loaded. */
export function variableNamed(name: Setting, code: LinkedCode): Setting {
  if (name.text === '') return UNKNOWN;
  // Every container has one.
  if (name.text === 'HOME') return { text: HOME_TEXT, by: [] };
  const loaded = isKnown(name) ? dotenvValue(code, name.text) : null;
  return loaded === null ? unset(`env:${name.text}`) : { text: loaded, by: [`env:${name.text}`] };
}

function variableRead({ args }: Call, reader: EnvReader, context: Context): Setting {
  const named = args[reader.name];
  const variable = named ? evaluate(named, context) : UNKNOWN;
  const value = variableNamed(variable, context.code);
  const fallback = args[reader.fallback ?? -1];
  if (!fallback || value.by.length === 0 || isKnown(value)) return value;
  const { text } = evaluate(fallback, context);
  return { ...value, text };
}

/** Readers whose second result is whether the variable is set. */
const TELLS_WHETHER_SET: ReadonlySet<string> = new Set([
  'os.LookupEnv',
  'syscall.Getenv',
  'golang.org/x/sys/unix.Getenv',
  'github.com/minio/pkg/env.LookupEnv',
]);

/**
 * `port, ok := os.LookupEnv("PORT")`: where nobody sets it, it is not. Of one whose value nobody wants (`_, ok := …`) images
 * say that they are images, which is not for us to decide.
 */
function isSet(call: Call, reader: EnvReader, context: Context): Setting {
  const value = variableRead(call, reader, context);
  const statement = context.site.pkg.statementOf(call, context.site);
  const [named] = statement?.kind === 'assign' ? statement.left : [];
  if (named?.kind === 'name' && named.name === '_') return { ...UNKNOWN, by: value.by };
  if (value.text === UNSET_TEXT) return { text: 'false', by: value.by };
  return isKnown(value) ? { text: 'true', by: value.by } : { ...UNKNOWN, by: value.by };
}

/** `func get[T any](name string, parse func(string) (T, error)) T { … parse(text) }`: what the functions make of it that are handed in. */
function calledParameter(call: Call, context: Context, index: number): Setting {
  const { callee } = call;
  const { site, code } = context;
  const source =
    callee.kind === 'name' && site.fn ? find(code.bindings(site.fn), callee.name, callee.start)?.source : null;
  if (source?.kind !== 'parameter') return UNKNOWN;
  const [first] = call.args;
  const values = passedArguments(source.fn, source.index, context).map((handed) => {
    const { expression, context: there } = handed ?? {};
    const name = expression && there ? calleeName(code, expression, there.site) : null;
    if (name === null || !first) return UNKNOWN;
    if (TRANSPARENT.has(name)) return index === 0 ? evaluate(first, context) : UNKNOWN;
    const target = code.functions.get(name);
    const inner = target && deeper(context, target, frameOfCall(target.fn, call, context));
    return inner ? returnedBy(target, inner, index) : UNKNOWN;
  });
  return values.length > 0 ? same(values) : UNKNOWN;
}

/** A function literal that has a name here: `get := func(key, fallback string) string {…}`. */
function calledLiteral(call: Call, context: Context, index: number): Setting {
  const { callee } = call;
  const { site, code } = context;
  const fn = literalCalled(code, callee, site);
  if (!fn) return calledParameter(call, context, index);
  const inner = deeper(context, site, frameOfCall(fn, call, context));
  return inner ? returnedBy({ ...site, fn }, inner, index) : UNKNOWN;
}

/** What a function returns at `index`, its parameters bound by the context; returns with an error do not count. */
function returnedBy({ fn }: Site & { readonly fn: GoFunction }, context: Context, index: number): Setting {
  const cases = returnsIn(context.code, fn).filter((one) => !returnsError(fn, one));
  const [first, ...others] = [...cases].sort((a, b) => Number(a.guard !== null) - Number(b.guard !== null));
  if (!first) return UNKNOWN;
  const taken = others.length > 0 || first.guard ? takenOf(cases, context) : null;
  if (taken)
    return { ...valueAt(taken.statement, index, context, fn), by: settingsOf(taken, cases, index, context, fn) };
  let value = valueAt(first.statement, index, context, fn);
  for (const { statement, guard } of others) {
    value = afterBranch(value, valueAt(statement, index, context, fn), guard, context);
  }
  return value;
}

/** The first return that is come to where no setting leads away from it; null where the source does not decide it. */
function takenOf(cases: readonly Returned[], context: Context): Returned | null {
  for (const one of cases) {
    const runs = one.guard === null || isTaken(one.guard, context, UNKNOWN, null);
    if (runs !== false) return runs === true ? one : null;
  }
  return null;
}

function settingsOf(
  taken: Returned,
  cases: readonly Returned[],
  index: number,
  context: Context,
  fn: GoFunction,
): string[] {
  const values = [taken, ...cases].map(({ statement }) => valueAt(statement, index, context, fn));
  const asked = cases.slice(0, cases.indexOf(taken) + 1).map(({ guard }) => guard);
  return [...unionOf(values), ...decidingSettings(asked, context, values)];
}

function valueAt({ values, start }: Returned['statement'], index: number, context: Context, fn: GoFunction): Setting {
  const own = values[index];
  if (values.length === fn.results.length && own) return evaluate(own, context);
  if (values.length === 1 && values[0]) return evaluate(values[0], context, index);
  const named = fn.results[index]?.name;
  if (values.length === 0 && named) return evaluate({ kind: 'name', name: named, start, end: start }, context);
  return { ...known(''), text: UNKNOWN_TEXT };
}
