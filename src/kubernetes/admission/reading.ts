import { isPlaceholder } from '../placeholder.ts';
import type { Range } from '../../lint/rule.ts';
import { at, entry, items } from '../fields.ts';
import type { Entry, Field } from '../model.ts';

/** A text of a manifest, with its place. */
export interface Text extends Range {
  readonly value: string;
}

export interface Count extends Range {
  readonly value: number;
}

type Path = readonly (string | number)[];

/** Undefined for what is not there, is of another type (its schema tells that), or holds a placeholder: then nobody knows. */
export function textIn(field: Field | undefined, ...path: Path): Text | undefined {
  const found = at(field, ...path);
  if (found?.kind !== 'scalar' || typeof found.value !== 'string' || isPlaceholder(found.value)) return undefined;
  // Half a line end at the end of a file is no part of what is written.
  const value = found.value.endsWith('\r') ? found.value.slice(0, -1) : found.value;
  return { value, start: found.start, end: found.end };
}

export function countIn(field: Field | undefined, ...path: Path): Count | undefined {
  const found = at(field, ...path);
  return found?.kind === 'scalar' && typeof found.value === 'number' && Number.isInteger(found.value)
    ? { value: found.value, start: found.start, end: found.end }
    : undefined;
}

/** The entry of a key that has a value: for the API server null is nothing. */
export function filled(field: Field | undefined, key: string): Entry | undefined {
  const found = entry(field, key);
  return found && !(found.value.kind === 'scalar' && found.value.value === null) ? found : undefined;
}

/** Whether somebody is about to write: a key that has no value yet says that the rest is to come. */
export function isBeingTyped(field: Field | undefined): boolean {
  return (
    field?.kind === 'map' &&
    field.entries.some(({ value }) => value.kind === 'scalar' && value.value === null && value.start === value.end)
  );
}

/** Whether a flag is true. */
export function isTrue(field: Field | undefined, ...path: Path): boolean {
  const found = at(field, ...path);
  return found?.kind === 'scalar' && found.value === true;
}

/** The texts of a list, without placeholders. */
export function textsIn(field: Field | undefined, ...path: Path): Text[] {
  return items(at(field, ...path)).flatMap((item) => textIn(item) ?? []);
}
