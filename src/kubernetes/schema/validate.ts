import type { Range } from '../../lint/rule.ts';
import { rangeOf } from '../../lint/range.ts';
import type { Entry, Field, ListField, Manifest, MapField } from '../model.ts';
import { checkScalar } from './scalars.ts';
import { type Fault, type Place, severityOf } from './place.ts';
import type { KindSchema, Schema, StructureSchema } from './schema.ts';
import { unknownField } from './unknown-field.ts';
import { wrongType } from './wrong-type.ts';

/** Holds an object against its schema as the API server's strict reading does; `where` names the object for what is missing in it. */
export function validate(
  { root, kind }: Pick<Manifest, 'root' | 'kind'>,
  { schema, origin }: KindSchema,
  text: string,
  where: Range,
): Fault[] {
  const place: Place = { text, origin, kind, around: [], faults: [], inStatus: false };
  walk(root, schema, '', where, place);
  return withoutCopies(place.faults);
}

/** `name`: the key that the value stands under; `where`: the place of that key. */
function walk(field: Field, schema: Schema, name: string, where: Range, place: Place): void {
  switch (schema.kind) {
    case 'any':
      return;
    case 'structure':
      if (field.kind === 'map') structure(field, schema, name, where, place);
      else mismatch(field, schema, name, place);
      return;
    case 'map':
      if (field.kind !== 'map') mismatch(field, schema, name, place);
      else
        for (const { key, keyRange, value } of field.entries)
          if (schema.values.kind !== 'any') walk(value, schema.values, key, keyRange, place);
      return;
    case 'list':
      if (field.kind === 'list') list(field, schema, name, place);
      else mismatch(field, schema, name, place);
      return;
    default:
      if (field.kind !== 'scalar' || (field.value === null && !schema.nullable)) mismatch(field, schema, name, place);
      else if (field.value !== null) checkScalar(field, schema, name, place);
  }
}

function structure(field: MapField, schema: StructureSchema, name: string, where: Range, place: Place): void {
  const { properties, required } = schema;
  const { around } = place;
  around.push({ key: name, schema, field });
  for (const one of field.entries) {
    const property = properties.get(one.key);
    if (property === undefined) {
      if (!schema.open && !isDirective(one) && hasColon(one, place.text)) unknownField(one, place);
      continue;
    }
    if (property.kind === 'any') continue;
    const isStatus = around.length === 1 && one.key === 'status';
    if (isStatus) place.inStatus = true;
    walk(one.value, property, one.key, one.keyRange, place);
    if (isStatus) place.inStatus = false;
  }
  if (required.length > 0 && !place.inStatus) missing(field, required, name, where, place);
  around.pop();
}

function list(field: ListField, schema: Schema & { kind: 'list' }, name: string, place: Place): void {
  if (schema.items.kind === 'any') return;
  const key = `${name}[]`;
  for (const item of field.items) walk(item, schema.items, key, item, place);
}

function missing(field: MapField, required: readonly string[], name: string, where: Range, place: Place): void {
  let typing: boolean | undefined;
  for (const key of required) {
    const written = field.entries.find((one) => one.key === key);
    if (written && !(written.value.kind === 'scalar' && written.value.value === null)) continue;
    // Somebody is about to write: a key that has no value yet says that the rest is to come.
    typing ??= field.entries.some(
      ({ value }) => value.kind === 'scalar' && value.value === null && value.start === value.end,
    );
    if (!written && typing) continue;
    place.faults.push({
      rule: 'required-field',
      ...rangeOf(written ? written.keyRange : anchorOf(field, name, where)),
      message: written
        ? ['`{0}` must have a value', key]
        : name === ''
          ? ['`{0}` is missing', key]
          : ['`{0}` is missing in `{1}`', key, name],
      ...severityOf(place),
    });
  }
}

/** Where to report what is missing: the key above, the first key of a list's item, or the item that has none. */
function anchorOf(field: MapField, name: string, where: Range): Range {
  if (!name.endsWith('[]')) return where;
  return (
    field.entries.find(({ merged }) => !merged)?.keyRange ?? {
      start: field.start,
      end: Math.min(field.start + 1, field.end),
    }
  );
}

function mismatch(field: Field, schema: Schema, name: string, place: Place): void {
  // Nothing written counts as not written.
  if (field.kind === 'scalar' && field.value === null && schema.nullable) return;
  wrongType(field, schema, name, place);
}

/** Without a colon it is a word that somebody is typing, or a fault of the YAML. */
function hasColon({ keyRange, merged }: Entry, text: string): boolean {
  let at = keyRange.end;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return merged || text[at] === ':' || text[keyRange.start] === '?';
}

/** Keys of patches that strategic merging reads; the workspace may not know who uses the file as a patch. */
function isDirective({ key }: Entry): boolean {
  return key.startsWith('$');
}

/** Aliases and merge keys bring the same place in several times. */
function withoutCopies(faults: readonly Fault[]): Fault[] {
  if (faults.length < 2) return [...faults];
  const seen = new Set<string>();
  return faults.filter(({ rule, start, end }) => {
    const key = `${rule}/${String(start)}/${String(end)}`;
    return !seen.has(key) && seen.add(key);
  });
}
