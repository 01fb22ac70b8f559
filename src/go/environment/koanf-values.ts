import { type Context, evaluate } from '../code/context.ts';
import { koanfBindings } from './koanf.ts';
import { koanfKeys } from './koanf-keys.ts';
import { hasKoanf, koanfFlag, koanfSources, NO_KOANF } from './koanf-sources.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { isKnown, same, type Setting, UNKNOWN, UNKNOWN_TEXT, UNSET_TEXT } from '../values/setting.ts';
import { scalarAt } from '../modules/settings-files.ts';
import type { Call, Span, StructField } from '../syntax/syntax.ts';

const GETTER = /^github\.com\/knadh\/koanf\.Koanf\.(?:Must)?(?:Strings?|Int|Int64|Float64|Bool|Duration|Get)$/;
const NO_FIELDS: ReadonlyMap<Span, string[]> = new Map();
const NO_VARIABLES: ReadonlyMap<string, string[]> = new Map();

/** `k.String("server.port")`: what the program loads for the key, and what configures it; null for any other call. */
export function koanfValue(name: string, { args: [first] }: Call, context: Context): Setting | null {
  if (!GETTER.test(name) || !first) return null;
  const key = evaluate(first, context);
  return isKnown(key) ? keySetting(context.code, key.text) : UNKNOWN;
}

/** What a field is that koanf fills, as in `k.Unmarshal("", &cfg)`; null for any other field. */
export function koanfField(field: StructField, code: LinkedCode): Setting | null {
  const keys = code.once(fieldKeys, NO_FIELDS).get(field);
  if (!keys) return null;
  const value = same(keys.map((key) => keySetting(code, key)));
  // A key that nothing sets says nothing of the field.
  return value.text === UNKNOWN_TEXT && value.by.length <= 1 ? null : value;
}

function keySetting(code: LinkedCode, key: string): Setting {
  const { defaults, documents, readsFiles } = code.once(koanfSources, NO_KOANF);
  const env = code.once(variablesByKey, NO_VARIABLES).get(key.toLowerCase()) ?? [];
  const flag = koanfFlag(code, key);
  const own = defaults.get(key.toLowerCase());
  const fallback = own ? same(own) : flag;
  const by = [
    ...env.map((name) => `env:${name}`),
    ...(flag?.by ?? []),
    ...(fallback?.by ?? []),
    ...(readsFiles ? [`config:${key}`] : []),
  ];
  const [inFile] = documents.flatMap((document) => scalarAt(document, key.split('.')) ?? []);
  const text = inFile ?? fallback?.text ?? (env.length > 0 ? UNSET_TEXT : UNKNOWN_TEXT);
  const isList = inFile === undefined && fallback?.list === true;
  return { text, by: [...new Set(by)], ...(isList && { list: true as const }) };
}

/** By field, the keys that it is filled from. */
function fieldKeys(code: LinkedCode): ReadonlyMap<Span, string[]> {
  if (!hasKoanf(code)) return NO_FIELDS;
  const found = new Map<Span, string[]>();
  for (const { key, at } of koanfKeys(code)) found.set(at, [...(found.get(at) ?? []), key]);
  return found;
}

function variablesByKey(code: LinkedCode): ReadonlyMap<string, string[]> {
  if (!hasKoanf(code)) return NO_VARIABLES;
  const found = new Map<string, string[]>();
  for (const { key, name } of koanfBindings(code)) {
    const known = found.get(key.toLowerCase()) ?? [];
    found.set(key.toLowerCase(), [...new Set([...known, name])]);
  }
  return found;
}
