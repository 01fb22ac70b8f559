import type { Range } from '../../lint/rule.ts';
import type { Field, Manifest, ManifestFile } from '../model.ts';

/** A place in an object as it is written. */
export interface FieldAt {
  readonly manifest: Manifest;
  /** Keys and indexes from the object's root, with `#` for any index: `spec/ports/#/name`. */
  readonly route: string;
  readonly path: readonly (string | number)[];
  /** The value, or that of the key the offset is on. */
  readonly field: Field;
  readonly key: string;
  readonly onKey: boolean;
  /** The characters of the key or value that the offset is on. */
  readonly range: Range;
  /** Maps and lists around, the innermost first. */
  readonly around: readonly Field[];
}

/** The key or scalar at an offset; undefined between them. */
export function fieldAt({ manifests }: ManifestFile, offset: number): FieldAt | undefined {
  for (const manifest of manifests) {
    if (offset < manifest.start || offset > manifest.end) continue;
    const found = find(manifest, manifest.root, offset, [], []);
    if (found) return found;
  }
  return undefined;
}

function find(
  manifest: Manifest,
  field: Field,
  offset: number,
  path: readonly (string | number)[],
  around: readonly Field[],
): FieldAt | undefined {
  if (field.kind === 'scalar') {
    if (!holds(field, offset)) return undefined;
    return place(manifest, field, path, around, false, field);
  }
  const outer = [field, ...around];
  if (field.kind === 'list') {
    for (const [index, item] of field.items.entries()) {
      const found = holds(item, offset) ? find(manifest, item, offset, [...path, index], outer) : undefined;
      if (found) return found;
    }
    return undefined;
  }
  for (const { key, keyRange, value, merged } of field.entries) {
    if (merged) continue;
    if (holds(keyRange, offset)) return place(manifest, value, [...path, key], outer, true, keyRange);
    const found = holds(value, offset) ? find(manifest, value, offset, [...path, key], outer) : undefined;
    if (found) return found;
  }
  return undefined;
}

function place(
  manifest: Manifest,
  field: Field,
  path: readonly (string | number)[],
  around: readonly Field[],
  onKey: boolean,
  { start, end }: Range,
): FieldAt {
  const route = path.map((step) => (typeof step === 'number' ? '#' : step)).join('/');
  const key = path.findLast((step) => typeof step === 'string') ?? '';
  return { manifest, route, path, field, key, onKey, range: { start, end }, around };
}

function holds({ start, end }: Range, offset: number): boolean {
  return start <= offset && offset <= end;
}
