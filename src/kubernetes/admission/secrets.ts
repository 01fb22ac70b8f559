import { at, entries, entry } from '../fields.ts';
import { removeField, setField } from '../edit.ts';
import type { Entry, Field, Manifest, ManifestFile } from '../model.ts';
import { fault, type Faults, placeOf } from './faults.ts';
import { dataKey } from './formats.ts';
import { filled, textIn } from './reading.ts';
import { isPlaceholder } from '../placeholder.ts';

/** More than this is not stored. */
const LARGEST = 1024 * 1024;

/** What each type of Secret must hold; `any`: one of them is enough. */
const TYPES: Readonly<Record<string, { readonly keys: readonly string[]; readonly any?: true }>> = {
  'kubernetes.io/tls': { keys: ['tls.crt', 'tls.key'] },
  'kubernetes.io/dockerconfigjson': { keys: ['.dockerconfigjson'] },
  'kubernetes.io/dockercfg': { keys: ['.dockercfg'] },
  'kubernetes.io/basic-auth': { keys: ['username', 'password'], any: true },
  'kubernetes.io/ssh-auth': { keys: ['ssh-privatekey'] },
};

export function* secretFaults(manifest: Manifest, file: ManifestFile): Faults {
  const { root } = manifest;
  // What sops has encrypted is another object once it is decrypted.
  if (entry(root, 'sops')) return;
  const data = at(root, 'data');
  const plain = at(root, 'stringData');
  yield* keyFaults(data);
  yield* keyFaults(plain);
  for (const one of entries(data)) yield* base64Faults(one, manifest, file);
  const size = sizeOf(data, true) + sizeOf(plain, false);
  if (size > LARGEST)
    yield fault(placeOf(manifest), ['A {0} holds at most 1 MiB, and this one {1} bytes', 'Secret', size]);
  yield* typeFaults(manifest, [data, plain]);
}

function* keyFaults(map: Field | undefined): Faults {
  for (const { key, keyRange } of entries(map)) {
    const message = isPlaceholder(key) ? undefined : dataKey(key);
    if (message) yield fault(keyRange, message);
  }
}

function* base64Faults({ key, value }: Entry, { root }: Manifest, file: ManifestFile): Faults {
  const text = textIn(value);
  if (!text || text.value.startsWith('ENC[') || isBase64(text.value)) return;
  const removal = removeField(file.text, root, ['data', key]);
  const isOnly = entries(at(root, 'data')).length === 1;
  const addition = setField(file.text, root, ['stringData', key], text.value);
  // Where both edits touch the same place they cannot be one fix.
  const isApart = removal && addition && (addition.start > removal.end || addition.end < removal.start);
  yield fault(
    text,
    ['The value of `{0}` is not base64; plain text goes into `stringData`', key],
    isApart && !isOnly && !entry(at(root, 'stringData'), key)
      ? [{ title: ['Move it to `stringData`'], safe: false, edits: [removal, addition] }]
      : [],
  );
}

/** As Go decodes it: with padding; line ends count for nothing. */
function isBase64(text: string): boolean {
  const packed = /[\r\n]/.test(text) ? text.replaceAll(/[\r\n]/g, '') : text;
  return packed.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(packed);
}

function sizeOf(map: Field | undefined, isEncoded: boolean): number {
  let size = 0;
  for (const { value } of entries(map)) {
    if (value.kind !== 'scalar' || typeof value.value !== 'string') continue;
    size += isEncoded ? Math.floor(value.value.length * 0.75) : bytesOf(value.value);
  }
  return size;
}

/** Only a text that may be too large is worth counting. */
function bytesOf(text: string): number {
  return text.length > LARGEST / 4 ? new TextEncoder().encode(text).length : text.length;
}

function* typeFaults(manifest: Manifest, maps: readonly (Field | undefined)[]): Faults {
  const { root } = manifest;
  const type = textIn(root, 'type');
  if (!type) return;
  if (type.value === 'kubernetes.io/service-account-token') {
    const account = textIn(root, 'metadata', 'annotations', 'kubernetes.io/service-account.name');
    if (!account && !at(root, 'metadata', 'annotations', 'kubernetes.io/service-account.name'))
      yield fault(type, ['A Secret of this type needs the annotation `{0}`', 'kubernetes.io/service-account.name']);
    return;
  }
  const wanted = Object.hasOwn(TYPES, type.value) ? TYPES[type.value] : undefined;
  // A placeholder for a key may become any of them.
  if (!wanted || maps.some((map) => entries(map).some(({ key }) => isPlaceholder(key)))) return;
  const missing = wanted.keys.filter((key) => !maps.some((map) => filled(map, key)));
  if (wanted.any ? missing.length === wanted.keys.length : missing.length > 0)
    yield fault(type, ['A Secret of this type needs {0}', missing.map((key) => `\`${key}\``).join(', ')]);
  for (const key of ['.dockerconfigjson', '.dockercfg']) if (wanted.keys.includes(key)) yield* jsonFaults(maps, key);
}

function* jsonFaults([data, plain]: readonly (Field | undefined)[], key: string): Faults {
  const text = textIn(plain, key);
  const encoded = textIn(data, key);
  const place = text ?? encoded;
  if (!place || (!text && encoded && !isBase64(encoded.value))) return;
  const json = text ? text.value : decoded(encoded?.value ?? '');
  if (isPlaceholder(json) || isObject(json)) return;
  yield fault(place, ['The value of `{0}` is no JSON object', key]);
}

/** Byte by byte: whether it is JSON does not depend on letters beyond ASCII. */
function decoded(text: string): string {
  try {
    return atob(text);
  } catch {
    return '';
  }
}

function isObject(json: string): boolean {
  try {
    const value: unknown = JSON.parse(json);
    return value === null || (typeof value === 'object' && !Array.isArray(value));
  } catch {
    return false;
  }
}

export function* configMapFaults(manifest: Manifest): Faults {
  const data = at(manifest.root, 'data');
  const binary = at(manifest.root, 'binaryData');
  yield* keyFaults(data);
  yield* keyFaults(binary);
  for (const { key, keyRange, value } of entries(binary)) {
    if (entry(data, key)) yield fault(keyRange, ['`{0}` is in `data`, too', key]);
    const text = textIn(value);
    if (text && !isBase64(text.value))
      yield fault(text, ['The value of `{0}` is not base64; plain text goes into `data`', key]);
  }
  const size = sizeOf(data, false) + sizeOf(binary, true);
  if (size > LARGEST)
    yield fault(placeOf(manifest), ['A {0} holds at most 1 MiB, and this one {1} bytes', 'ConfigMap', size]);
}
