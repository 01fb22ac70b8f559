import type { Site } from '../code/code-index.ts';
import { evaluate, questionAt } from '../code/context.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { isKnown } from '../values/setting.ts';
import { tagParts, tagValue } from '../syntax/struct-tags.ts';
import { isStruct, structsBehind } from '../code/structs-behind.ts';
import type { Expression, StructField } from '../syntax/syntax.ts';
import { resolveType } from '../code/types.ts';
import { viperCalls } from './viper-file.ts';

/** Methods of viper that fill structs, and which arguments are the key and the target. */
const DECODERS: ReadonlyMap<string, { readonly key: number | null; readonly target: number }> = new Map([
  ['Unmarshal', { key: null, target: 0 }],
  ['UnmarshalExact', { key: null, target: 0 }],
  ['UnmarshalKey', { key: 0, target: 1 }],
]);
const VIPER = 'github.com/spf13/viper';
const DEEPEST = 6;

type Visit = (field: StructField, key: string) => void;

/** Structs that viper fills from a section of its keys, `http.`, and the tag that names keys; null where one is out of sight. */
export function filledTypes(code: LinkedCode): FilledTypes | null {
  const { types, isWhole, tag } = targetsOf(code);
  return isWhole ? { types, tag } : null;
}

interface FilledTypes {
  readonly tag: string;
  readonly types: readonly { readonly type: string; readonly prefix: string }[];
}

/** Every field that viper fills and its key. False where a target is out of sight. */
export function eachFilledField(code: LinkedCode, visit: Visit): boolean {
  if (!code.externals.has(VIPER)) return true;
  const { types, isWhole, tag } = targetsOf(code);
  for (const { type, prefix } of types) collect(code, type, prefix, tag, visit, 0);
  return isWhole;
}

function targetsOf(code: LinkedCode): FilledTypes & { readonly isWhole: boolean } {
  const found: { type: string; prefix: string }[] = [];
  let isWhole = true;
  for (const { expression, site, key, target } of decodersCalled(code)) {
    const prefix = key === null ? '' : keyText(code, expression.args[key], site);
    const argument = expression.args[target];
    const types = prefix === null || !argument ? [] : structsBehind(code, argument, site);
    if (types.length === 0) isWhole = false;
    for (const type of new Set(types)) found.push({ type, prefix: prefix ?? '' });
  }
  return { types: found, isWhole, tag: tagName(code) };
}

/** Hooks of the program's own take other texts, too. */
export function isHooked(code: LinkedCode): boolean {
  return decodersCalled(code).some(({ expression, target }) => expression.args.length > target + 1);
}

function decodersCalled(code: LinkedCode) {
  return [...DECODERS].flatMap(([method, { key, target }]) =>
    viperCalls(code, method).map(({ expression, site }) => ({ expression, site, key, target })),
  );
}

/** The keys that structs take, lower case; null where a struct is out of sight. */
export function filledKeys(code: LinkedCode): ReadonlySet<string> | null {
  const keys = new Set<string>();
  const isWhole = eachFilledField(code, (_field, key) => keys.add(key.toLowerCase()));
  return isWhole ? keys : null;
}

function collect(code: LinkedCode, type: string, prefix: string, tag: string, visit: Visit, depth: number): void {
  const struct = code.types.get(type);
  if (!struct || depth > DEEPEST) return;
  for (const field of struct.declaration.fields) {
    const [name = '', ...options] = tagParts(tagValue(field.tag, tag) ?? '');
    if (name === '-' || options.includes('internal')) continue;
    const key = prefix + (name === '' ? field.name.toLowerCase() : name);
    const inner = resolveType(code, field.type, struct.site.file, struct.site.pkg.importPath);
    if (!isStruct(code, inner)) visit(field, key);
    else collect(code, inner, options.includes('squash') ? prefix : `${key}.`, tag, visit, depth + 1);
  }
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
