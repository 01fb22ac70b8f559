import { alongCalls } from '../values/call-paths.ts';
import type { Site, Use } from '../code/code-index.ts';
import { callersOf } from '../code/callers.ts';
import { evaluate, originOf, originsOf, questionAt } from '../code/context.ts';
import { valueOrDuration } from '../values/durations.ts';
import { flagTable, NO_FLAGS } from '../flags/flag-table.ts';
import { flagsOfSet } from '../flags/flags-of-set.ts';
import { isSame } from '../syntax/same-expression.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { possibleTexts } from '../values/possible-texts.ts';
import { isKnown, known, type Setting, UNKNOWN } from '../values/setting.ts';
import { replacerOf } from '../values/replacers.ts';
import type { Call, Expression, Span } from '../syntax/syntax.ts';
import { calleeName } from '../code/types.ts';
import { viperFileKeys } from './viper-file.ts';
import { flagLookedUp, type TagKey, tagKeys } from './viper-tag-keys.ts';
import { filledKeys } from './viper-targets.ts';

/** One viper of the program: the package's own, or what a `viper.New()` made. */
export interface Viper {
  readonly automatic: boolean;
  readonly prefix: string;
  /** What SetEnvKeyReplacer makes of a name. */
  readonly replace: (name: string) => string;
  readonly keys: ReadonlyMap<string, ViperKey>;
}

export interface ViperKey {
  readonly key: string;
  /** Names that BindEnv gives. */
  readonly bound: readonly string[];
  /** BindEnv is told the key. */
  readonly isBound: boolean;
  /** Known of only as one of the flags of a set. */
  readonly isOfSet: boolean;
  /** Something asks for its value: by key, or for all keys at once. */
  readonly used: boolean;
  readonly flags: readonly string[];
  readonly fallback: Setting | null;
  /** `Set` gives it a value that goes before every variable. */
  readonly isSet: boolean;
  /** Go type of what asks. */
  readonly type: string | null;
  /** Something takes its text as it is, or for another type. */
  readonly mixed: boolean;
  readonly site: Site;
  readonly at: Span;
}

export const NO_VIPERS: readonly Viper[] = [];

const PATH = 'github.com/spf13/viper';
const GETTER = /^(?:Get\w*|IsSet|UnmarshalKey)$/;
const ALL_KEYS = /^(?:Unmarshal|UnmarshalExact|AllSettings|AllKeys)$/;
/** Calls that ask for one key. */
export const GETTERS =
  'Get GetString GetInt GetInt32 GetInt64 GetUint GetUint16 GetUint32 GetUint64 GetBool GetDuration GetFloat64 GetStringSlice GetIntSlice GetTime GetSizeInBytes GetStringMap GetStringMapString IsSet'.split(
    ' ',
  );
const METHODS = [
  ...GETTERS,
  ...'Set SetDefault BindEnv MustBindEnv BindPFlag BindPFlags BindFlagValue RegisterAlias AutomaticEnv SetEnvPrefix SetEnvKeyReplacer'.split(
    ' ',
  ),
  ...'Unmarshal UnmarshalExact AllSettings AllKeys'.split(' '),
];

interface ViperCall extends Use<Call> {
  readonly method: string;
  /** Null: the package's own. */
  readonly instance: Expression | null;
  /** One of several that the call is about. */
  readonly isShared: boolean;
}

/** Vipers by instance; one that cannot be followed counts for the only one that there is. */
export function vipersOf(code: LinkedCode): readonly Viper[] {
  if (!code.externals.has(PATH)) return NO_VIPERS;
  const calls = METHODS.flatMap((method) =>
    code.calls(method).flatMap((use): ViperCall[] => {
      const name = calleeName(code, use.expression.callee, use.site) ?? '';
      if (name === `${PATH}.${method}`) return [{ ...use, method, instance: null, isShared: false }];
      if (name !== `${PATH}.Viper.${method}` || use.expression.callee.kind !== 'select') return [];
      const { operand } = use.expression.callee;
      const origins = originsOf(operand, questionAt(code, use.site));
      // A helper that sets up each viper that it is given.
      const isShared = origins.length > 1 && origins.every((origin) => origin?.expression.kind === 'call');
      const made = isShared ? origins : [origins.length === 1 ? origins[0] : null];
      return made.map((origin) => {
        const instance = isGlobal(origin?.expression) ? null : (origin?.expression ?? operand);
        return { ...use, method, instance, isShared };
      });
    }),
  );
  const made = new Set<Expression | null>(calls.map(({ instance }) => instance).filter((one) => one?.kind === 'call'));
  const [only] = made;
  const groups = new Map<Expression | null, ViperCall[]>();
  for (const call of calls) {
    const isOpen = call.instance !== null && !made.has(call.instance);
    const key = isOpen ? (made.size === 1 ? (only ?? null) : null) : call.instance;
    groups.set(key, [...(groups.get(key) ?? []), call]);
  }
  return [...groups].map(([instance, group]) => viperOf(code, instance, group));
}

function isGlobal(origin: Expression | undefined): boolean {
  return origin?.kind === 'call' && origin.callee.kind === 'select' && origin.callee.name === 'GetViper';
}

type OpenKey = { -readonly [Field in keyof ViperKey]: ViperKey[Field] };

function viperOf(code: LinkedCode, instance: Expression | null, calls: readonly ViperCall[]): Viper {
  const keys = new Map<string, OpenKey>();
  const of = (...methods: string[]) => calls.filter(({ method }) => methods.includes(method));
  const add = (name: string, at: Span, site: Site, change: (key: OpenKey) => Partial<ViperKey>) => {
    const key = name.toLowerCase();
    const known = keys.get(key);
    const open: OpenKey = known ?? {
      ...{
        key,
        bound: [],
        isBound: false,
        isOfSet: false,
        used: false,
        flags: [],
        fallback: null,
        isSet: false,
        type: null,
        mixed: false,
        site,
        at,
      },
    };
    keys.set(key, Object.assign(open, change(open)));
  };
  const byTag = new Set<string>();
  const addByTag = ({ key, field, site }: TagKey, change: (key: OpenKey) => Partial<ViperKey>) => {
    if (!keys.has(key.toLowerCase())) byTag.add(key.toLowerCase());
    add(key, field, site, (open) => ({ ...change(open), type: open.type ?? field.type, mixed: true }));
  };
  const texts = (expression: Expression | undefined, site: Site) =>
    expression ? possibleTexts(expression, questionAt(code, site)).map(({ text }) => text) : [];
  const boundTo = (flag: string | null) => {
    const own = flag === null ? undefined : code.once(flagTable, NO_FLAGS).find((one) => one.name === flag);
    return (key: OpenKey) => ({
      flags: flag === null ? key.flags : [...key.flags, flag],
      fallback: key.fallback ?? own?.fallback ?? null,
    });
  };
  for (const { expression, site } of of('SetDefault')) {
    for (const { name, fallback } of defaultsSet(code, expression, site))
      add(name, expression, site, () => ({ fallback }));
    for (const one of tagKeys({ expression, site }, expression.args[1], code))
      addByTag(one, () => ({ fallback: one.other === null ? UNKNOWN : known(one.other) }));
  }
  for (const { args, expression, site } of of('BindEnv', 'MustBindEnv').flatMap((use) => passedOn(code, use))) {
    const [first, ...others] = args;
    const bound = others.flatMap((argument) => texts(argument, site));
    for (const name of texts(first, site)) {
      add(name, expression, site, (key) => ({ isBound: true, bound: [...key.bound, ...bound] }));
    }
    if (expression.spread) continue;
    for (const one of tagKeys({ expression, site }, others[0], code)) {
      // Under a name that nobody knows, it may be one of the program's own, or none.
      if (others.length > 0 && one.other === null) continue;
      const names = one.other === null ? [] : [one.other];
      addByTag(one, (open) => ({ isBound: true, bound: [...open.bound, ...names] }));
    }
  }
  for (const { expression, site } of of('BindPFlag', 'BindFlagValue')) {
    for (const name of texts(expression.args[0], site)) {
      const [first, second] = expression.args;
      const flag = second ? (lookedUp(code, second, site) ?? (first && looksUp(second, first) ? name : null)) : null;
      add(name, expression, site, boundTo(flag));
    }
    const flagName = flagLookedUp(expression.args[1], site, code);
    for (const one of tagKeys({ expression, site }, flagName, code)) addByTag(one, boundTo(one.other));
  }
  for (const { expression, site } of of('BindPFlags')) {
    for (const flag of flagsOfSet(code, expression.args[0] ?? null, site, 'github.com/spf13/pflag')) {
      add(flag.name, flag.call, flag.site, (key) => ({
        flags: [...key.flags, flag.name],
        fallback: key.fallback ?? flag.fallback,
        isOfSet: key.isOfSet || keys.get(flag.name.toLowerCase()) === undefined,
      }));
    }
  }
  for (const { expression, site, guard } of of('Set')) {
    if (guard) continue;
    for (const name of texts(expression.args[0], site)) {
      if (!setsWhatItGot(expression, site, code)) add(name, expression, site, () => ({ isSet: true }));
    }
  }
  for (const { expression, site, method } of calls.filter(({ method }) => GETTER.test(method))) {
    const type = /^Get(Bool|Duration|U?[Ii]nt\d*|Float64)$/.exec(method)?.[1]?.toLowerCase() ?? null;
    for (const name of texts(expression.args[0], site)) {
      add(name, expression, site, (key) => ({
        ...{ used: true, type: key.type ?? type },
        mixed: key.mixed || (method !== 'IsSet' && (type === null || (key.type !== null && key.type !== type))),
      }));
    }
  }
  for (const { expression, site } of of('RegisterAlias')) {
    const [name, alias] = [...expression.args].reverse().map((argument) => texts(argument, site)[0]?.toLowerCase());
    const key = name === undefined ? undefined : keys.get(name);
    if (key && alias !== undefined && !keys.get(alias)?.fallback) keys.set(alias, key);
  }
  const [all] = calls.filter(({ method }) => ALL_KEYS.test(method));
  if (all) {
    // The keys of a file are known, too: variables go before what it says.
    for (const name of viperFileKeys(code)) add(name, all.expression, all.site, () => ({ isOfSet: false }));
  }
  const isTaken = takenOfSets(code, calls);
  // What goes through structs may leave some out; the keys of those are nobody's.
  for (const name of byTag) if (keys.get(name)?.used !== true && !isTaken(name)) keys.delete(name);
  // What asks for all at once asks for every key that is known of.
  for (const key of keys.values()) key.used ||= key.isOfSet ? isTaken(key.key) : all !== undefined;
  const [prefixCall] = of('SetEnvPrefix');
  const [replacerCall = replacerGiven(code, instance)] = of('SetEnvKeyReplacer');
  const [prefix = '', ...prefixes] = prefixCall ? texts(prefixCall.expression.args[0], prefixCall.site) : [];
  const replacer = replacerCall?.expression.args[0];
  const replace = replacer ? replacerOf(replacer, questionAt(code, replacerCall.site)) : null;
  const isOther = prefixCall?.isShared === true && prefixes.some((other) => other !== prefix);
  const isOpen = isOther || (prefixCall && prefix === '' && !isEmpty(prefixCall)) || (replacerCall && !replace);
  return {
    automatic: of('AutomaticEnv').length > 0 && isOpen !== true,
    prefix,
    replace: replace ?? ((name) => name),
    keys,
  };
}

/** `viper.EnvKeyReplacer(r)` among the options that a viper is made with. */
function replacerGiven(code: LinkedCode, made: Expression | null): Use<Call> | undefined {
  if (made?.kind !== 'call' || made.args.length === 0) return undefined;
  return code
    .calls('EnvKeyReplacer')
    .find(({ expression }) => made.args.some(({ start, end }) => start === expression.start && end === expression.end));
}

const NO_KEYS: ReadonlySet<string> = new Set();

/**
 * Of flags that are handed over by the set: whether something takes the key. What only fills structs takes those of its
 * fields, and where each key is asked for by its name, no other is. All are where nothing in sight asks.
 */
function takenOfSets(code: LinkedCode, calls: readonly ViperCall[]): (key: string) => boolean {
  const asks = calls.filter(({ method }) => GETTER.test(method) || ALL_KEYS.test(method));
  const isOpen = asks.some(({ method, expression, site }) => {
    if (/^All/.test(method)) return true;
    return GETTER.test(method) && possibleTexts(expression.args[0] ?? expression, questionAt(code, site)).length === 0;
  });
  const fills = asks.some(({ method }) => ALL_KEYS.test(method));
  if (isOpen || asks.length === 0) return () => true;
  const filled = fills ? filledKeys(code) : NO_KEYS;
  return (key) => filled === null || filled.has(key);
}

/** `SetDefault("port", 80)`, also in a loop over a map that callers hand in. */
function defaultsSet(code: LinkedCode, { args }: Call, site: Site): { name: string; fallback: Setting }[] {
  const [key, value] = args;
  if (!key) return [];
  const pairs = alongCalls(
    code,
    site,
    args,
    (context) => ({ name: evaluate(key, context), fallback: value ? valueOrDuration(value, context) : UNKNOWN }),
    ({ name }) => !isKnown(name),
  ).filter(({ name }) => isKnown(name));
  if (pairs.length > 0) return pairs.map(({ name, fallback }) => ({ name: name.text, fallback }));
  return possibleTexts(key, questionAt(code, site)).map(({ text }) => ({ name: text, fallback: UNKNOWN }));
}

/** The arguments of a call; those of all callers where a helper hands on its own: `viper.BindEnv(input...)`. */
function passedOn(
  code: LinkedCode,
  { expression, site }: Use<Call>,
): { expression: Call; site: Site; args: readonly Expression[] }[] {
  const [list] = expression.args;
  const { fn } = site;
  if (!expression.spread || list?.kind !== 'name' || !fn) return [{ expression, site, args: expression.args }];
  const at = fn.parameters.findIndex(({ name, variadic }) => variadic && name === list.name);
  if (at < 0) return [];
  return callersOf(code, { ...site, fn })
    .filter((caller) => !caller.expression.spread)
    .map((caller) => ({ expression: caller.expression, site: caller.site, args: caller.expression.args.slice(at) }));
}

/** `home := viper.GetString("home"); viper.Set("home", home)` */
function setsWhatItGot({ args: [key, value] }: Call, site: Site, code: LinkedCode): boolean {
  const got = value && originOf(value, questionAt(code, site))?.expression;
  if (got?.kind !== 'call' || got.callee.kind !== 'select' || !GETTER.test(got.callee.name)) return false;
  return key !== undefined && got.args[0] !== undefined && isSame(key, got.args[0]);
}

function isEmpty({ expression: { args } }: ViperCall): boolean {
  return args[0]?.kind === 'string' && args[0].value === '';
}

/** `BindPFlag(name, flags.Lookup(name))`, whatever the name is. */
function looksUp(flag: Expression, name: Expression): boolean {
  if (flag.kind !== 'call' || flag.callee.kind !== 'select' || flag.callee.name !== 'Lookup') return false;
  const [wanted] = flag.args;
  return wanted !== undefined && isSame(wanted, name);
}

/** `cmd.Flags().Lookup("port")`. */
function lookedUp(code: LinkedCode, flag: Expression, site: Site): string | null {
  const made = flag.kind === 'call' ? flag : originOf(flag, questionAt(code, site))?.expression;
  if (made?.kind !== 'call' || made.callee.kind !== 'select' || !made.args[0]) return null;
  if (!['Lookup', 'Flag', 'ShorthandLookup'].includes(made.callee.name)) return null;
  const name = evaluate(made.args[0], questionAt(code, site));
  return isKnown(name) ? name.text : null;
}
