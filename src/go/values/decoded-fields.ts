import type { FieldAssignment, Use } from '../code/code-index.ts';
import { evaluate, questionAt } from '../code/context.ts';
import { type DecodedPath, decodedPaths } from './decoded-paths.ts';
import { embeddedDocument } from './embedded-documents.ts';
import { expandedSetting } from '../environment/expanded-settings.ts';
import { decoderOfFile, FILE_DECODERS, type FileDecoder } from '../libraries/file-decoders.ts';
import { mappedSections } from './ini-files.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { possibleValues } from './possible-values.ts';
import { isKnown, same, type Setting, unionOf, unset } from './setting.ts';
import { documentAt, scalarAt } from '../modules/settings-files.ts';
import { partValue, tagParts, tagValue } from '../syntax/struct-tags.ts';
import { isStruct, structsBehind } from '../code/structs-behind.ts';
import type { Call, Expression, StructField } from '../syntax/syntax.ts';
import { calleeName, resolveType } from '../code/types.ts';

/** A value that a file gives a field, as far as the repository has the file that the program reads. */
interface DecodedField {
  /** The field of the struct around it; null for the outermost one. */
  readonly holder: StructField | null;
  readonly setting: Setting;
  /** The file is part of the program. */
  readonly embedded: boolean;
  /** The call that fills it, and where that stands. */
  readonly call: Use<Call>;
}

interface Decoded {
  readonly call: Use<Call>;
  readonly document: unknown;
  readonly embedded: boolean;
  readonly tag: string;
  readonly tagHasDefault?: boolean;
}

type DecodedFields = ReadonlyMap<StructField, readonly DecodedField[]>;

const NO_FIELDS: DecodedFields = new Map();
const DEEPEST = 6;
const METHODS = new Set([...FILE_DECODERS.keys()].map((name) => name.slice(name.lastIndexOf('.') + 1)));

/**
 * What a field is that a configuration file fills: what the file says, else empty without one. Null for all other fields.
 * `holder` is the field that the struct was reached by, where one is known.
 */
export function decodedField(field: StructField, holder: StructField | null, code: LinkedCode): Setting | null {
  const all = code.once(decodedFields, NO_FIELDS).get(field) ?? [];
  const own = holder ? all.filter((one) => one.holder === holder) : all;
  const found = own.length > 0 ? own : all;
  const settings = found.map(({ setting }) => setting);
  // What is part of the program is there before any other file is read.
  const embedded = found.filter((one) => one.embedded && isKnown(one.setting)).map(({ setting }) => setting);
  if (embedded.length > 0) return { ...same(embedded), by: unionOf(settings) };
  return settings.length > 0 ? same(settings) : null;
}

/** Whether what an assignment says of a field is overwritten by a file that is read after it. */
export function isDecodedAfter(field: StructField, { site, end }: FieldAssignment, code: LinkedCode): boolean {
  const all = code.once(decodedFields, NO_FIELDS).get(field) ?? [];
  return all.some(({ call }) => call.site.fn === site.fn && call.expression.start > end);
}

function decodedFields(code: LinkedCode): DecodedFields {
  const found = new Map<StructField, DecodedField[]>();
  for (const method of METHODS) {
    for (const call of code.calls(method)) {
      const decoder = FILE_DECODERS.get(calleeName(code, call.expression.callee, call.site) ?? '');
      const target = decoder && call.expression.args[decoder.target];
      if (target) collectTarget(decoder, call, target);
    }
  }
  // `func (c *config) UnmarshalYAML(unmarshal func(any) error)`
  for (const call of code.calls('unmarshal')) {
    const [target] = call.expression.args;
    if (target && calleeName(code, call.expression.callee, call.site) === null)
      collectTypes(target, { call, document: null, embedded: false, tag: 'yaml' });
  }
  for (const { type, keys, ...from } of mappedSections(code))
    collect(type, keys, null, { ...from, embedded: false, tag: 'ini' });
  return found;

  function collectTarget(decoder: FileDecoder, call: Use<Call>, target: Expression) {
    const text = decoder.text ?? decoder.path;
    const inside = embeddedDocument(call.expression.args[text ?? -1], questionAt(code, call.site));
    const { path, document } = inside === null ? fileBehind(code, decoder, call) : { path: '', document: inside };
    if (document === null && decoder.mayBeRequest === true) return;
    const used = decoderOfFile(decoder, path);
    if (!used) return;
    const { tag, tagHasDefault = false } = used;
    collectTypes(target, { call, document, embedded: inside !== null, tag, tagHasDefault });
  }

  function collectTypes(target: Expression, from: Decoded) {
    for (const type of new Set(structsBehind(code, target, from.call.site))) collect(type, [], null, from);
  }

  function collect(type: string, path: readonly string[], holder: StructField | null, from: Decoded) {
    const { call, document, embedded, tag, tagHasDefault = false } = from;
    const struct = code.types.get(type);
    if (!struct || path.length > DEEPEST) return;
    for (const field of struct.declaration.fields) {
      const [name = '', ...options] = tagParts(tagValue(field.tag, tag) ?? '');
      if (name === '-') continue;
      const isInline = options.includes('inline') || (field.embedded && name === '');
      const inner = resolveType(code, field.type, struct.site.file, struct.site.pkg.importPath);
      const keys = isInline ? path : [...path, name === '' ? field.name : name];
      if (isStruct(code, inner) && !/^\[\]|^map\[/.test(field.type)) {
        if (keys.length < DEEPEST) collect(inner, keys, isInline ? holder : field, from);
        continue;
      }
      const text = scalarAt(document, keys) ?? (tagHasDefault ? partValue(options, 'default') : null);
      const by = `config:${keys.map((key, at) => (at < keys.length - 1 || name !== '' || tag === 'ini' ? key : key.toLowerCase())).join('.')}`;
      const written = text === null ? unset(by) : expandedSetting(text, code);
      const setting: Setting = { ...written, by: [...new Set([...written.by, by])] };
      const known = found.get(field);
      if (known) known.push({ holder, setting, embedded, call });
      else found.set(field, [{ holder, setting, embedded, call }]);
    }
  }
}

/** The file that a decoder reads, and the document in it: null where it is not in sight. */
function fileBehind(code: LinkedCode, decoder: FileDecoder, { expression: call, site }: Use<Call>) {
  let first: string | null = null;
  for (const decoded of decodedPaths(decoder, call, questionAt(code, site))) {
    const path = pathOf(decoded);
    const document = path === null ? null : documentAt(code.memory.settingsFiles, path);
    if (path !== null && document !== null) return { path, document };
    first ??= path;
  }
  return { path: first ?? '', document: null };
}

/** Of several paths that it may be, the only one at which the repository has a document. */
function pathOf({ expression, context }: DecodedPath): string | null {
  const path = evaluate(expression, context);
  if (isKnown(path)) return path.text;
  const { settingsFiles } = context.code.memory;
  const settings = possibleValues(expression, context, { atTimes: true }).map(({ setting }) => setting);
  const paths = new Set(settings.filter(isKnown).map(({ text }) => text));
  const [only, ...others] = [...paths].filter((one) => documentAt(settingsFiles, one) !== null);
  return only !== undefined && others.length === 0 ? only : null;
}
