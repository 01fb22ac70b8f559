import type { Range } from '../lint/rule.ts';
import type { Field, Manifest } from './model.ts';
import { objectPlace } from './object-place.ts';

/** A field where it is there and not empty, else the object’s place. */
export function fieldPlace(field: Field | undefined, manifest: Manifest): Range {
  return field && field.end > field.start ? { start: field.start, end: field.end } : objectPlace(manifest);
}
