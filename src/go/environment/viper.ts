import { type Context, evaluate, originOf } from '../code/context.ts';
import { envTypeOf } from './env-types.ts';
import { type Fallback, NO_FALLBACK } from './env-fallback.ts';
import type { FoundVariable } from './environment.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { isKnown, type Setting, UNKNOWN, UNKNOWN_TEXT, UNSET_TEXT } from '../values/setting.ts';
import type { Call, Expression } from '../syntax/syntax.ts';
import { viperFileValue } from './viper-file.ts';
import { NO_VIPERS, type ViperKey, type Viper, vipersOf } from './viper-model.ts';

const VIPER = /^github\.com\/spf13\/viper\.(?:Viper\.)?(\w+)$/;
const GETTER = /^(?:Get(?:String|Int|Int32|Int64|Uint|Uint16|Uint32|Uint64|Bool|Duration|Float64)?|IsSet)$/;

/** `viper.GetString("port")`: its default and the variables bound to it; null for any other call. */
export function viperValue(name: string, call: Call, context: Context): Setting | null {
  const method = VIPER.exec(name)?.[1];
  const [first] = call.args;
  if (method === undefined || !GETTER.test(method) || !first) return null;
  const key = evaluate(first, context);
  if (!isKnown(key)) return UNKNOWN;
  const section = call.callee.kind === 'select' ? sectionOf(call.callee.operand, context, 0) : '';
  if (section === null) return UNKNOWN;
  return method === 'IsSet' ? isKeySet(context.code, section + key.text) : keySetting(context.code, section + key.text);
}

/** Where nobody sets a key that has no default, it is not set; one of a flag is, or is not, by the version of viper. */
function isKeySet(code: LinkedCode, key: string): Setting {
  const { text, by } = keySetting(code, key);
  const isSet = isKnown({ text, by }) || viperKeys(code, key).some(({ own }) => own.fallback !== null);
  return { text: !isSet ? 'false' : by.some((one) => one.startsWith('flag:')) ? UNKNOWN_TEXT : 'true', by };
}

function viperKeys(code: LinkedCode, key: string) {
  return code.once(vipersOf, NO_VIPERS).flatMap((viper) => {
    const own = viper.keys.get(key.toLowerCase());
    return own ? [{ viper, own }] : [];
  });
}

/** `settings.application.`, of `viper.Sub("settings.application")`; null where it is not known. */
function sectionOf(viper: Expression, context: Context, depth: number): string | null {
  const origin = originOf(viper, context);
  const made = origin?.expression;
  if (!origin || made?.kind !== 'call' || made.callee.kind !== 'select' || made.callee.name !== 'Sub') return '';
  const [first] = made.args;
  const key = first ? evaluate(first, origin.context) : UNKNOWN;
  const outer = depth < MOST_SECTIONS ? sectionOf(made.callee.operand, origin.context, depth + 1) : null;
  return isKnown(key) && outer !== null ? `${outer}${key.text}.` : null;
}

const MOST_SECTIONS = 4;

/** What a key is: its default, and what configures it. */
export function keySetting(code: LinkedCode, key: string): Setting {
  const found = viperKeys(code, key);
  const by = found.flatMap(({ viper, own }) => variablesOf(viper, own)).map((variable) => `env:${variable}`);
  const flags = found.flatMap(({ own }) => own.flags.map((flag) => `flag:${flag}`));
  const defaults = found.flatMap(({ own }) => (own.fallback ? [own.fallback] : []));
  const [fallback] = defaults;
  const all = [...new Set([...by, ...flags, ...(fallback?.by ?? []), ...(readsFiles(code) ? [`config:${key}`] : [])])];
  const inFile = viperFileValue(code, key);
  if (inFile !== null) return { text: inFile, by: all };
  if (fallback)
    return { text: defaults.every(({ text }) => text === fallback.text) ? fallback.text : UNKNOWN_TEXT, by: all };
  return { text: by.length > 0 ? UNSET_TEXT : UNKNOWN_TEXT, by: all };
}

/** Whether any viper may take a key from a file, or from elsewhere than variables and flags. */
function readsFiles(code: LinkedCode): boolean {
  return FILE_READERS.some((method) => code.calls(method).length > 0 || code.methodValues(method).length > 0);
}

const FILE_READERS = [
  ...['ReadInConfig', 'MergeInConfig', 'ReadConfig', 'MergeConfig', 'MergeConfigMap', 'SetConfigFile', 'WatchConfig'],
  ...['ReadRemoteConfig', 'WatchRemoteConfig', 'AddRemoteProvider'],
];

/** Every variable that the program's vipers read. */
export function viperVariables(code: LinkedCode): FoundVariable[] {
  return code.once(vipersOf, NO_VIPERS).flatMap((viper) =>
    [...viper.keys.values()].flatMap((key) =>
      variablesOf(viper, key).map((name): FoundVariable => ({
        ...{ name, site: key.site, at: key.at, must: false },
        ...(key.type !== null && { type: key.type }),
        ...parsedAs(key),
        fallback: fallbackOf(key),
      })),
    ),
  );
}

/** A text that is none becomes 0 or false without a word; a duration may be a bare number. */
function parsedAs({ type, mixed }: ViperKey): Pick<FoundVariable, 'parsed'> {
  const parsed = mixed || type === null ? undefined : envTypeOf(type);
  return parsed === 'int' || parsed === 'uint' || parsed === 'bool' ? { parsed } : {};
}

function fallbackOf({ fallback }: ViperKey): Fallback {
  if (!fallback || fallback.text === '') return NO_FALLBACK;
  return isKnown(fallback) ? { text: fallback.text, open: false } : { text: null, open: true };
}

/** The names that viper looks a key up by. */
function variablesOf(viper: Viper, { key, bound, used, isBound, isSet }: ViperKey): string[] {
  if (isSet) return [];
  const names = [...bound];
  if ((viper.automatic && used) || (isBound && bound.length === 0)) names.push(automaticName(viper, key));
  return [...new Set(names)].filter((name) => /^[A-Za-z_]\w*$/.test(name));
}

function automaticName({ prefix, replace }: Viper, key: string): string {
  return replace(`${prefix === '' ? '' : `${prefix}_`}${key}`.toUpperCase());
}
