import type { Use } from '../code/code-index.ts';
import { questionAt } from '../code/context.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import type { Configuration, ConfigurationKey, ConfigurationValue } from '../configuration-file.ts';
import type { Place } from '../project.ts';
import { flagsOfSet } from '../flags/flags-of-set.ts';
import { placeOf } from '../syntax/source-file.ts';
import type { Call } from '../syntax/syntax.ts';
import { possibleTexts } from '../values/possible-texts.ts';
import { type KeyStyle, shapeOf } from './configuration-shape.ts';
import { envTypeOf } from './env-types.ts';
import { configurationReads, viperCalls } from './viper-file.ts';
import { GETTERS, NO_VIPERS, vipersOf } from './viper-model.ts';
import { filledTypes, isHooked } from './viper-targets.ts';

/** Calls by which keys are read that nobody sees here, or are called otherwise. */
const OPEN_READS = ['AllSettings', 'AllKeys', 'Sub', 'GetViper', 'KeyDelimiter', 'NewWithOptions'];
/** Calls that take a key, to ask for it or to bind it to a flag. */
const TAKE_KEY = [...GETTERS, 'GetStringMapStringSlice', 'InConfig', 'BindPFlag', 'BindFlagValue'];

/** All that viper takes from its file; null where not all of it is known. */
export function viperConfiguration(code: LinkedCode): Configuration | null {
  const [reader] = configurationReads(code);
  if (!reader || OPEN_READS.some((method) => viperCalls(code, method).length > 0) || asksOpenly(code)) return null;
  const filled = filledTypes(code);
  if (!filled) return null;
  const place = placeOf(reader.site.file, reader.expression);
  const style: KeyStyle = { tag: filled.tag, typeOf: isHooked(code) ? () => undefined : envTypeOf };
  let root: ConfigurationValue = { kind: 'section', keys: [] };
  for (const { type, prefix } of filled.types) {
    root = withValue(root, partsOf(prefix), shapeOf(code, type, style), place);
  }
  for (const viper of code.once(vipersOf, NO_VIPERS)) {
    for (const { key, site, at } of viper.keys.values()) {
      root = withValue(root, partsOf(key), { kind: 'open' }, placeOf(site.file, at));
    }
  }
  if (root.kind !== 'section') return null;
  const isExact = viperCalls(code, 'UnmarshalExact').length > 0;
  return {
    ...{ path: null, configuredBy: [], ignoresCase: true, parsesTexts: true },
    ...(isExact && { isStrict: true }),
    keys: root.keys,
    ...place,
  };
}

/** Whether a key is asked for, or bound to a flag, whose name the source does not show. */
function asksOpenly(code: LinkedCode): boolean {
  const isOpenSet = ({ expression: { args }, site }: Use<Call>) =>
    flagsOfSet(code, args[0] ?? null, site, 'github.com/spf13/pflag').length === 0;
  if (viperCalls(code, 'BindPFlags').some(isOpenSet)) return true;
  return TAKE_KEY.flatMap((method) => viperCalls(code, method)).some(({ expression, site }) => {
    const [key] = expression.args;
    const texts = key ? possibleTexts(key, questionAt(code, site)) : [];
    return texts.length === 0 || texts.some(({ text }) => !/^[\w.-]+$/.test(text));
  });
}

function partsOf(key: string): string[] {
  return key.split('.').filter((part) => part !== '');
}

/** What a value becomes where something reads `path` in it as `read`. */
function withValue(
  value: ConfigurationValue,
  [first, ...rest]: readonly string[],
  read: ConfigurationValue,
  place: Place,
): ConfigurationValue {
  if (first === undefined) return both(value, read);
  if (value.kind !== 'section') return { kind: 'open' };
  const isMeant = ({ name }: ConfigurationKey) => name.toLowerCase() === first.toLowerCase();
  const known = value.keys.find(isMeant);
  if (known) {
    const changed = { ...known, value: withValue(known.value, rest, read, place) };
    return { kind: 'section', keys: value.keys.map((key) => (key === known ? changed : key)) };
  }
  const inner = rest.reduceRight<ConfigurationValue>(
    (below, name) => ({ kind: 'section', keys: [{ name, value: below, ...place }] }),
    read,
  );
  return { kind: 'section', keys: [...value.keys, { name: first, value: inner, ...place }] };
}

/** What two readers of one value leave of it: who asks for a text takes nothing from a field that is one. */
function both(value: ConfigurationValue, read: ConfigurationValue): ConfigurationValue {
  if (value.kind === 'text' && read.kind !== 'section') return value;
  if (value.kind !== 'section' || read.kind !== 'section') return { kind: 'open' };
  return read.keys.reduce<ConfigurationValue>(
    (all, { name, value: inner, ...place }) => withValue(all, [name], inner, place),
    value,
  );
}
