import { flagTable, NO_FLAGS } from '../flags/flag-table.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { same, type Setting, UNKNOWN_TEXT, UNSET_TEXT } from '../values/setting.ts';
import { envTypeOf } from './env-types.ts';
import type { EnvType } from '../project.ts';
import { tagValue } from '../syntax/struct-tags.ts';
import type { StructField } from '../syntax/syntax.ts';
import { keySetting } from './viper.ts';
import { eachFilledField, isHooked } from './viper-targets.ts';

const VIPER = 'github.com/spf13/viper';
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
  if (isHooked(code)) return types;
  for (const [field, { by }] of code.once(viperFields, NO_FIELDS)) {
    const type = envTypeOf(field.type);
    const [variable, second] = by.filter((one) => one.startsWith('env:'));
    if (type && variable !== undefined && second === undefined) types.set(variable.slice('env:'.length), type);
  }
  return types;
}

function viperFields(code: LinkedCode): ReadonlyMap<StructField, Setting> {
  const settings = new Map<StructField, Setting[]>();
  if (!code.externals.has(VIPER)) return NO_FIELDS;
  eachFilledField(code, (field, key) => {
    const own = keySetting(code, key);
    const isBound = own.by.some((one) => one.startsWith('flag:'));
    const found = (isBound ? null : flagSetting(field, key, code)) ?? own;
    const isOpen = found.text === UNKNOWN_TEXT && found.by.length <= 1;
    // A key that nothing but a file sets is empty without one; of a field without a name for it, nobody knows.
    if (isOpen && (found.by.length === 0 || field.tag === '')) return;
    const setting = isOpen ? { ...found, text: UNSET_TEXT } : found;
    const known = settings.get(field);
    if (known) known.push(setting);
    else settings.set(field, [setting]);
  });
  return new Map([...settings].map(([field, all]) => [field, same(all)]));
}

/** `flag:"http-address"`: a flag that the program binds to the field's key by reading the tag. */
function flagSetting(field: StructField, key: string, code: LinkedCode): Setting | null {
  const name = tagValue(field.tag, 'flag');
  const flag = name === null ? undefined : code.once(flagTable, NO_FLAGS).find((one) => one.name === name);
  return flag ? { ...flag.fallback, by: [`flag:${flag.name}`, ...flag.fallback.by, `config:${key}`] } : null;
}
