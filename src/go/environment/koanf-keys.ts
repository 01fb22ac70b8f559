import type { Site } from '../code/code-index.ts';
import { evaluate, originOf, questionAt } from '../code/context.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { possibleTexts } from '../values/possible-texts.ts';
import { isKnown } from '../values/setting.ts';
import { tagParts, tagValue } from '../syntax/struct-tags.ts';
import { isStruct, structsBehind } from '../code/structs-behind.ts';
import { elementNamed, type Call, type Expression, type Span } from '../syntax/syntax.ts';
import { calleeName, resolveType } from '../code/types.ts';

export interface KoanfKey {
  readonly key: string;
  readonly site: Site;
  readonly at: Span;
  /** Go type of what it is read into, where that is known. */
  readonly type?: string;
}

const KOANF = 'github.com/knadh/koanf.Koanf';
const KINDS = 'String Int Int64 Float64 Bool Duration Time Bytes Strings Ints Int64s Float64s Bools StringMap'.split(
  ' ',
);
const GETTERS = [...KINDS.flatMap((kind) => [kind, `Must${kind}`]), 'Get', 'Exists'];
const DEEPEST = 8;

/** Keys that the program asks koanf for: one by one, or as the fields of structs that it fills. */
export function koanfKeys(code: LinkedCode): KoanfKey[] {
  const asked = GETTERS.flatMap((method) =>
    callsOn(code, method).flatMap(({ expression, site }): KoanfKey[] => {
      const [first] = expression.args;
      const type = /^(?:Must)?(Bool|Duration|Int64|Int|Float64)$/.exec(method)?.[1]?.toLowerCase();
      const texts = first ? possibleTexts(first, questionAt(code, site)) : [];
      return texts.map(({ text }) => ({ key: text, site, at: expression, ...(type !== undefined && { type }) }));
    }),
  );
  const filled = ['Unmarshal', 'UnmarshalWithConf'].flatMap((method) =>
    callsOn(code, method).flatMap(({ expression, site }) => {
      const [path, target, options] = expression.args;
      const from = path ? evaluate(path, questionAt(code, site)) : null;
      if (!target || !from || !isKnown(from)) return [];
      const tag = options ? tagIn(code, options, site) : 'koanf';
      const prefix = from.text === '' ? '' : `${from.text}.`;
      return [...new Set(structsBehind(code, target, site))].flatMap((type) => keysIn(code, type, prefix, tag, 0));
    }),
  );
  return [...asked, ...filled];
}

function callsOn(code: LinkedCode, method: string): { expression: Call; site: Site }[] {
  return code
    .calls(method)
    .filter(({ expression, site }) => calleeName(code, expression.callee, site) === `${KOANF}.${method}`);
}

/** `koanf.UnmarshalConf{Tag: "yaml"}`. */
function tagIn(code: LinkedCode, options: Expression, site: Site): string {
  const origin = originOf(options, questionAt(code, site));
  if (origin?.expression.kind !== 'composite') return 'koanf';
  const value = elementNamed(origin.expression, 'Tag');
  const tag = value && evaluate(value, origin.context);
  return tag && isKnown(tag) ? tag.text : 'koanf';
}

function keysIn(code: LinkedCode, type: string, prefix: string, tag: string, depth: number): KoanfKey[] {
  const struct = code.types.get(type);
  if (!struct || depth > DEEPEST) return [];
  const { declaration, site } = struct;
  return declaration.fields.flatMap((field): KoanfKey[] => {
    const [name = '', ...options] = tagParts(tagValue(field.tag, tag) ?? '');
    // No text is a map.
    if (name === '-' || !/^\p{Lu}/u.test(field.name) || field.type.startsWith('map[')) return [];
    const key = prefix + (name === '' ? field.name.toLowerCase() : name);
    const inner = /^\*?[\w.]+$/.test(field.type) ? resolveType(code, field.type, site.file, site.pkg.importPath) : null;
    // What is inside a struct of a library is not in sight.
    if (field.embedded && name === '' && !isStruct(code, inner)) return [];
    const isText = inner !== null && code.functions.has(`${inner}.UnmarshalText`);
    if (!isStruct(code, inner) || isText) return [{ key, site, at: field, type: field.type }];
    return keysIn(code, inner, options.includes('squash') ? prefix : `${key}.`, tag, depth + 1);
  });
}
