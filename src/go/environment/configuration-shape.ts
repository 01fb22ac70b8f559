import { envTypeOf } from './env-types.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import type { ConfigurationKey, ConfigurationValue } from '../configuration-file.ts';
import type { EnvType } from '../project.ts';
import { placeOf, type SourceFile } from '../syntax/source-file.ts';
import { tagParts, tagValue } from '../syntax/struct-tags.ts';

/** How a decoder names fields, and what it parses. */
export interface KeyStyle {
  /** The struct tag that names keys. */
  readonly tag: string;
  /** What a text must be for a field of a type; undefined: anything, or nobody knows. */
  readonly typeOf: (type: string) => EnvType | undefined;
}

const OPEN: ConfigurationValue = { kind: 'open' };
const DEEPEST = 8;
/** Methods by which a type reads itself, whatever its fields are. */
const READS_ITSELF = ['UnmarshalYAML', 'UnmarshalJSON', 'UnmarshalText', 'UnmarshalTOML', 'Decode', 'Set'];
/** Parts of a tag by which the keys of an inner struct are those of the outer one. */
const INLINE = ['inline', 'squash'];

/** The keys that a struct takes. */
export function shapeOf(code: LinkedCode, type: string, style: KeyStyle, depth = 0): ConfigurationValue {
  const struct = code.types.get(type);
  if (struct?.declaration.kind !== 'struct' || depth > DEEPEST || readsItself(code, type)) return OPEN;
  const { file, pkg } = struct.site;
  const keys: ConfigurationKey[] = [];
  for (const field of struct.declaration.fields) {
    const [name = '', ...options] = tagParts(tagValue(field.tag, style.tag) ?? '');
    if (name === '-' || (!/^\p{Lu}/u.test(field.name) && !field.embedded)) continue;
    // What is left over goes into a map.
    if (options.includes('remain')) return OPEN;
    const at = { file, importPath: pkg.importPath };
    // `json:"port,string"`: a number in quotes.
    const value = options.includes('string') ? OPEN : valueOf(code, field.type, at, style, depth + 1);
    const isInline = options.some((option) => INLINE.includes(option));
    if (isInline || (field.embedded && name === '')) {
      if (value.kind !== 'section') return OPEN;
      keys.push(...value.keys);
      // Libraries differ in whether an embedded struct is a section of its own.
      if (isInline) continue;
    }
    keys.push({ name: name === '' ? unnamed(field.name, style) : name, value, ...placeOf(file, field) });
  }
  return { kind: 'section', keys };
}

/** What a field is called that no tag names. */
function unnamed(field: string, { tag }: KeyStyle): string {
  return tag === 'json' ? field : field.toLowerCase();
}

interface Written {
  readonly file: SourceFile;
  readonly importPath: string;
}

function valueOf(code: LinkedCode, written: string, at: Written, style: KeyStyle, depth: number): ConfigurationValue {
  const type = written.replace(/^\*+/, '');
  if (type === '[]byte') return OPEN;
  const [, element] = /^\[\d*\](.+)$/s.exec(type) ?? [];
  if (element !== undefined) return { kind: 'list', of: valueOf(code, element, at, style, depth) };
  const [, entry] = /^map\[\w+\](.+)$/s.exec(type) ?? [];
  if (entry !== undefined) return { kind: 'table', of: valueOf(code, entry, at, style, depth) };
  if (type === 'string') return { kind: 'text' };
  if (envTypeOf(type)) {
    const parsed = style.typeOf(type);
    return { kind: 'text', ...(parsed && { type: parsed }) };
  }
  const named = fullName(code, type, at);
  const declared = named === null ? undefined : code.types.get(named);
  if (named === null || !declared || depth > DEEPEST || readsItself(code, named)) return OPEN;
  if (declared.declaration.kind !== 'other') return shapeOf(code, named, style, depth);
  const { file, pkg } = declared.site;
  return valueOf(code, declared.declaration.definition, { file, importPath: pkg.importPath }, style, depth + 1);
}

/** A type as it is named, whatever it is declared to be. */
function fullName(code: LinkedCode, written: string, { file, importPath }: Written): string | null {
  const [, qualifier, name] = /^(?:(\w+)\.)?([^.[\]]+)$/.exec(written) ?? [];
  const path = qualifier === undefined ? importPath : code.importNamed(file, qualifier);
  return name === undefined || path === undefined ? null : `${path}.${name}`;
}

function readsItself(code: LinkedCode, type: string): boolean {
  return READS_ITSELF.some((method) => code.functions.has(`${type}.${method}`));
}
