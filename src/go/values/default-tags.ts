import type { LinkedCode } from '../code/linked-code.ts';
import { known, type Setting } from './setting.ts';
import { tagValue } from '../syntax/struct-tags.ts';
import type { StructField } from '../syntax/syntax.ts';
import { calleeName } from '../code/types.ts';

/** Calls of libraries that give every field of a struct what its tag says: `default:"8080"`. */
const FILLERS: ReadonlyMap<string, string> = new Map([
  ['github.com/creasty/defaults.Set', 'default'],
  ['github.com/creasty/defaults.MustSet', 'default'],
  ['github.com/mcuadros/go-defaults.SetDefaults', 'default'],
  ['github.com/gookit/goutil/structs.InitDefaults', 'default'],
  ['github.com/ilyakaznacheev/cleanenv.ReadConfig', 'env-default'],
  ['github.com/ilyakaznacheev/cleanenv.ReadEnv', 'env-default'],
  ['github.com/kkyr/fig.Load', 'default'],
  ['github.com/omeid/uconfig.Classic', 'default'],
  ['github.com/omeid/uconfig.New', 'default'],
]);

const NAMES = [...new Set([...FILLERS.keys()].map((name) => name.slice(name.lastIndexOf('.') + 1)))];
const NO_TAGS: readonly string[] = [];

/** What a tag gives a field in a program that fills structs so; null without one. */
export function defaultTag({ tag, type }: StructField, code: LinkedCode): Setting | null {
  if (tag === '') return null;
  for (const name of code.once(tagsFilled, NO_TAGS)) {
    const text = tagValue(tag, name);
    if (text !== null) return /^u?int\d*$/.test(type) ? { ...known(text), numeric: true } : known(text);
  }
  return null;
}

function tagsFilled(code: LinkedCode): readonly string[] {
  const called = NAMES.flatMap((name) => code.calls(name)).flatMap(({ expression, site }) => {
    return FILLERS.get(calleeName(code, expression.callee, site) ?? '') ?? [];
  });
  return [...new Set(called)];
}
