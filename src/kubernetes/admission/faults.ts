import type { Fix } from '../../lint/fix.ts';
import { rangeOf } from '../../lint/range.ts';
import type { Range, Report } from '../../lint/rule.ts';
import type { Message } from '../../words/message.ts';
import { removeField } from '../edit.ts';
import { at, entry, items } from '../fields.ts';
import type { Entry, Field, Manifest, ManifestFile } from '../model.ts';
import { parseQuantity } from '../pods/quantity.ts';
import { type Format, shortened } from './formats.ts';
import { countIn, filled, isBeingTyped, textIn } from './reading.ts';
import { isPlaceholder } from '../placeholder.ts';
import { spelling } from './spelling.ts';

export type Faults = Generator<Report, void, undefined>;

export function fault(place: Range, message: Message, fixes: readonly Fix[] = []): Report {
  return fixes.length > 0 ? { ...rangeOf(place), message, fixes } : { ...rangeOf(place), message };
}

/** Faults of which these rules of peers speak, too. */
export function* spokenBy(faults: Iterable<Report>, aliases: readonly string[]): Faults {
  for (const one of faults) yield { ...one, aliases: one.aliases ?? aliases };
}

/** The name of an object, for what is missing in it as a whole. */
export function placeOf({ root }: Manifest): Range {
  const name = at(root, 'metadata', 'name');
  if (name && name.end > name.start) return rangeOf(name);
  const kind = entry(root, 'kind');
  return kind ? rangeOf(kind.value) : { start: root.start, end: Math.min(root.start + 1, root.end) };
}

/** The key of an entry; where that stands elsewhere, it is still in the file. */
export function keyPlace(found: Entry): Range {
  return rangeOf(found.keyRange);
}

/** The text at a key must have a format; an empty one is nothing where the field may be left out. */
export function* formatted(field: Field | undefined, key: string, format: Format, mayBeEmpty = true): Faults {
  const text = textIn(field, key);
  if (!text || (text.value === '' && mayBeEmpty)) return;
  const message = text.value === '' ? isEmpty(key) : format(text.value);
  if (message) yield fault(place(text, field, key), message);
}

/** An empty text is what is not there for the API server, but not for the schema. */
export function* notEmpty(field: Field | undefined, ...keys: readonly string[]): Faults {
  for (const key of keys) {
    const text = textIn(field, key);
    if (text?.value === '') yield fault(place(text, field, key), isEmpty(key));
  }
}

export function isEmpty(key: string): Message {
  return ['`{0}` is empty', key];
}

export function isMissing(key: string): Message {
  return ['`{0}` is missing', key];
}

export function isTwice(name: string): Message {
  return ['`{0}` is there twice', shortened(name)];
}

export function excludes(one: string, other: string): Message {
  return ['`{0}` and `{1}` exclude each other', one, other];
}

export function onlyWith(key: string, condition: string): Message {
  return ['`{0}` can be set only with `{1}`', key, condition];
}

/** One of a few words; what is nearly one can be corrected. */
export function* oneOf(field: Field | undefined, key: string, words: readonly string[]): Faults {
  const text = textIn(field, key);
  if (text && text.value !== '') yield* wordOf(text, words);
}

export function* wordOf(text: Range & { readonly value: string }, words: readonly string[]): Faults {
  if (words.includes(text.value)) return;
  const meant = spelling(text.value, words);
  const list = words.map((word) => `\`${word}\``).join(', ');
  yield fault(
    text,
    meant === undefined
      ? ['`{0}` is none of {1}', shortened(text.value), list]
      : ['`{0}` is none of {1}; did you mean `{2}`?', shortened(text.value), list, meant],
    meant === undefined
      ? []
      : [
          {
            title: ['Write `{0}`', meant],
            safe: meant.toLowerCase() === text.value.toLowerCase(),
            edits: [{ ...rangeOf(text), text: meant }],
          },
        ],
  );
}

/** A whole number within limits. */
export function* within(field: Field | undefined, key: string, least: number, most = Infinity): Faults {
  const count = countIn(field, key);
  if (!count || (count.value >= least && count.value <= most)) return;
  yield fault(
    count,
    most === Infinity
      ? ['`{0}` must be at least {1}', key, least]
      : ['`{0}` must be between {1} and {2}', key, least, most],
  );
}

export function* notNegative(field: Field | undefined, ...keys: readonly string[]): Faults {
  for (const key of keys) yield* within(field, key, 0);
}

/** Names of a list's maps that are there more than once; placeholders may become anything. */
export function* twice(list: Field | undefined, key: string, seen = new Set<string>()): Faults {
  for (const item of items(list)) {
    const name = textIn(item, key);
    if (!name || name.value === '') continue;
    if (seen.has(name.value)) yield fault(name, isTwice(name.value));
    seen.add(name.value);
  }
}

/** The keys of a map that are filled, of those that exclude each other. */
export function filledOf(field: Field | undefined, keys: readonly string[]): Entry[] {
  return keys.flatMap((key) => filled(field, key) ?? []);
}

/** Exactly one of some keys; nothing is said of a map that is not written yet. */
export function* exactlyOne(field: Field, keys: readonly string[], anchor: Range, none: Message): Faults {
  const found = filledOf(field, keys);
  const [first, second] = found;
  if (!first && !isBeingTyped(field) && !keys.some((key) => entry(field, key))) yield fault(anchor, none);
  if (first && second) yield fault(keyPlace(second), excludes(first.key, second.key));
}

/** A quantity as text or number; undefined where there is none or a placeholder, null where it cannot be read. */
export function quantityOf(field: Field | undefined): { readonly value: number } | null | undefined {
  if (field?.kind !== 'scalar' || field.value === null || typeof field.value === 'boolean') return undefined;
  const text = String(field.value);
  if (isPlaceholder(text)) return undefined;
  return parseQuantity(text) ?? null;
}

/** The fix that takes a key out of a map; none where it cannot be. */
export function withoutKey({ text }: ManifestFile, map: Field | undefined, key: string, safe: boolean): Fix[] {
  const edit = map?.kind === 'map' ? removeField(text, map, [key]) : undefined;
  return edit ? [{ title: ['Remove `{0}`', key], safe, edits: [edit] }] : [];
}

/** An empty text has no place of its own if it is not written with quotes. */
function place(text: Range, field: Field | undefined, key: string): Range {
  if (text.end > text.start) return text;
  const found = entry(field, key);
  return found ? found.keyRange : text;
}
