import { evaluate, questionAt } from './context.ts';
import { flagTable, NO_FLAGS } from './flag-table.ts';
import type { LinkedCode } from './linked-code.ts';
import { isKnown, same, type Setting, UNKNOWN_TEXT } from './setting.ts';
import { envTypeOf } from './env-types.ts';
import type { EnvType } from './project.ts';
import { tagParts, tagValue } from './struct-tags.ts';
import { isStruct, structsBehind } from './structs-behind.ts';
import type { Expression, StructField } from './syntax.ts';
import { calleeName, resolveType } from './types.ts';
import { keySetting } from './viper.ts';
import type { Site } from './code-index.ts';

const DECODERS: ReadonlyMap<string, { readonly key: number | null; readonly target: number }> = new Map([
  ['Unmarshal', { key: null, target: 0 }],
  ['UnmarshalExact', { key: null, target: 0 }],
  ['UnmarshalKey', { key: 0, target: 1 }],
]);
const VIPER = 'github.com/spf13/viper';
const DEEPEST = 6;
const NO_FIELDS: ReadonlyMap<StructField, Setting> = new Map();

/** What a field is that viper fills from its keys, as in `viper.Unmarshal(&cfg)`; null for any other field. */
export function viperField(field: StructField, code: LinkedCode): Setting | null {
  return code.once(viperFields, NO_FIELDS).get(field) ?? null;
}

/** Fields that viper fills from its keys. */
export function viperFilled(code: LinkedCode): Iterable<StructField> {
  return code.once(viperFields, NO_FIELDS).keys();
}

/** What the text of a variable must be for the fields that viper decodes it into: another one makes `Unmarshal` fail. */
export function decodedTypes(code: LinkedCode): ReadonlyMap<string, EnvType> {
  const types = new Map<string, EnvType>();
  // Hooks of the program's own take other texts, too.
  const isHooked = [...DECODERS].some(([method, { target }]) =>
    code.calls(method).some(({ expression }) => expression.args.length > target + 1),
  );
  if (isHooked) return types;
  for (const [field, { by }] of code.once(viperFields, NO_FIELDS)) {
    const type = envTypeOf(field.type);
    const [variable, second] = by.filter((one) => one.startsWith('env:'));
    if (type && variable !== undefined && second === undefined) types.set(variable.slice('env:'.length), type);
  }
  return types;
}

function viperFields(code: LinkedCode): ReadonlyMap<StructField, Setting> {
  const found = new Map<StructField, Setting[]>();
  if (!code.externals.has(VIPER)) return NO_FIELDS;
  const tag = tagName(code);
  for (const [method, { key, target }] of DECODERS) {
    for (const { expression, site } of code.calls(method)) {
      const name = calleeName(code, expression.callee, site);
      if (name !== `${VIPER}.${method}` && name !== `${VIPER}.Viper.${method}`) continue;
      const prefix = key === null ? '' : keyText(code, expression.args[key], site);
      if (prefix === null) continue;
      const argument = expression.args[target];
      for (const type of new Set(argument && structsBehind(code, argument, site)))
        collect(code, type, prefix, tag, found, 0);
    }
  }
  return new Map([...found].map(([field, settings]) => [field, same(settings)]));
}

function collect(
  code: LinkedCode,
  type: string,
  prefix: string,
  tag: string,
  found: Map<StructField, Setting[]>,
  depth: number,
): void {
  const struct = code.types.get(type);
  if (!struct || depth > DEEPEST) return;
  for (const field of struct.declaration.fields) {
    const [name = '', ...options] = tagParts(tagValue(field.tag, tag) ?? '');
    if (name === '-' || options.includes('internal')) continue;
    const key = prefix + (name === '' ? field.name.toLowerCase() : name);
    const inner = resolveType(code, field.type, struct.site.file, struct.site.pkg.importPath);
    if (isStruct(code, inner)) {
      collect(code, inner, options.includes('squash') ? prefix : `${key}.`, tag, found, depth + 1);
      continue;
    }
    const setting = flagSetting(field, key, code) ?? keySetting(code, key);
    // A key that nothing sets says nothing of the field.
    if (setting.text === UNKNOWN_TEXT && setting.by.length <= 1) continue;
    const known = found.get(field);
    if (known) known.push(setting);
    else found.set(field, [setting]);
  }
}

/** `flag:"http-address"`: a flag that the program binds to the field's key by reading the tag. */
function flagSetting(field: StructField, key: string, code: LinkedCode): Setting | null {
  const name = tagValue(field.tag, 'flag');
  const flag = name === null ? undefined : code.once(flagTable, NO_FLAGS).find((one) => one.name === name);
  return flag ? { ...flag.fallback, by: [`flag:${flag.name}`, ...flag.fallback.by, `config:${key}`] } : null;
}

/** The tag that names keys: mapstructure's own, unless the program tells the decoder another. */
function tagName(code: LinkedCode): string {
  for (const { expression, site } of code.fieldAssignments('TagName')) {
    const name = evaluate(expression, questionAt(code, site));
    if (isKnown(name) && name.text !== '') return name.text;
  }
  return 'mapstructure';
}

function keyText(code: LinkedCode, argument: Expression | undefined, site: Site): string | null {
  const key = argument ? evaluate(argument, questionAt(code, site)) : null;
  return key && isKnown(key) ? `${key.text}.` : null;
}
