import type { Entry, Field, ListField, MapField } from './model.ts';

/** The field at a path of keys and indexes; undefined where there is none. */
export function at(field: Field | undefined, ...path: readonly (string | number)[]): Field | undefined {
  let current = field;
  // Loops by index here and below: they are run before the engine has made anything faster of them.
  for (let depth = 0; depth < path.length && current !== undefined; depth++) {
    const step = path[depth] as string | number;
    current = typeof step === 'number' ? items(current)[step] : entry(current, step)?.value;
  }
  return current;
}

export function entry(field: Field | undefined, key: string): Entry | undefined {
  if (field?.kind !== 'map') return undefined;
  const { entries: all } = field;
  for (let index = 0; index < all.length; index++) {
    const one = all[index] as Entry;
    if (one.key === key) return one;
  }
  return undefined;
}

export function entries(field: Field | undefined): readonly Entry[] {
  return field?.kind === 'map' ? field.entries : [];
}

export function items(field: Field | undefined): readonly Field[] {
  return field?.kind === 'list' ? field.items : [];
}

/** The text of a scalar; undefined for null, maps and lists. */
export function textAt(field: Field | undefined, ...path: readonly (string | number)[]): string | undefined {
  const found = at(field, ...path);
  return found?.kind === 'scalar' && found.value !== null ? String(found.value) : undefined;
}

/** The value of a scalar as YAML types it. */
export function valueAt(field: Field | undefined, ...path: readonly (string | number)[]) {
  const found = at(field, ...path);
  return found?.kind === 'scalar' ? found.value : undefined;
}

/** A map of texts, such as labels. */
export function textMap(field: Field | undefined): Map<string, string> {
  const map = new Map<string, string>();
  for (const { key, value } of entries(field)) {
    if (value.kind === 'scalar' && value.value !== null) map.set(key, String(value.value));
  }
  return map;
}

export function isMap(field: Field | undefined): field is MapField {
  return field?.kind === 'map';
}

export function isList(field: Field | undefined): field is ListField {
  return field?.kind === 'list';
}

/** The field as plain data. */
export function toPlain(field: Field): unknown {
  if (field.kind === 'scalar') return field.value;
  if (field.kind === 'list') return field.items.map(toPlain);
  return Object.fromEntries(field.entries.map(({ key, value }) => [key, toPlain(value)]));
}
