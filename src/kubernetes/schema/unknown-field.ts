import type { Fix } from '../../lint/fix.ts';
import { rangeOf } from '../../lint/range.ts';
import { similarWord } from '../../lint/similar-word.ts';
import { renameKey } from '../edit.ts';
import type { Entry, MapField } from '../model.ts';
import type { Schema, StructureSchema } from './schema.ts';
import { type Place, severityOf } from './place.ts';

/** After so many faults an object is something else than it says, and nobody guesses what each field was meant to be. */
const MOST_GUESSES = 50;

/** Files of kustomize, which reads JSON as Go does: keys in whatever case. */
const IN_ANY_CASE: ReadonlySet<string> = new Set(['Kustomization', 'Component']);

/** Deeper than this nobody looks for a field's right place. */
const DEEPEST = 4;

/** Reports a key that the schema does not know, with the name or the place that was probably meant. */
export function unknownField({ key, keyRange, merged }: Entry, place: Place): void {
  const here = place.around.at(-1);
  if (!here) return;
  const { schema, field } = here;
  if (IN_ANY_CASE.has(place.kind) && sameButCase(key, [...schema.properties.keys()])) return;
  const isHopeless = place.faults.length >= MOST_GUESSES;
  const taken = new Set(isHopeless ? [] : field.entries.map((entry) => entry.key));
  const free = isHopeless ? [] : [...schema.properties.keys()].filter((name) => !taken.has(name));
  const guess = sameButCase(key, free) ?? similarWord(key, free);
  const sure = guess !== undefined && guess.toLowerCase() === key.toLowerCase();
  const right = sure || isHopeless ? undefined : (above(key, place) ?? below(key, schema, pathOf(place)));
  const rightHere = right !== undefined && (guess === undefined || !isClose(key, guess));
  const named = nameOf(place);
  place.faults.push({
    rule: 'unknown-field',
    ...rangeOf(keyRange),
    message: rightHere
      ? ['`{0}` belongs in `{1}`, not in `{2}`', key, right, named]
      : guess !== undefined
        ? ['`{1}` has no field `{0}`; did you mean `{2}`?', key, named, guess]
        : ['`{1}` has no field `{0}`', key, named],
    ...(guess === undefined && place.origin === 'shipped' ? { severity: 'info' as const } : severityOf(place)),
    ...(rightHere || guess === undefined || merged ? {} : { fixes: renaming(place.text, field, key, guess, sure) }),
  });
}

function renaming(text: string, map: MapField, key: string, guess: string, sure: boolean): Fix[] {
  const edit = renameKey(text, map, key, guess);
  return edit ? [{ title: ['Rename `{0}` to `{1}`', key, guess], safe: sure, edits: [edit] }] : [];
}

function sameButCase(key: string, names: readonly string[]): string | undefined {
  const small = key.toLowerCase();
  return names.find((name) => name.toLowerCase() === small);
}

/** One letter too many or too few, at an end: `port` for `ports`. */
function isClose(key: string, guess: string): boolean {
  return Math.abs(key.length - guess.length) <= 1 && (guess.startsWith(key) || key.startsWith(guess));
}

/** The nearest structure around that has the field. */
function above(key: string, place: Place): string | undefined {
  const { around } = place;
  for (let index = around.length - 2; index >= 0; index--) {
    const one = around[index];
    if (one?.schema.properties.has(key))
      return pathTo(around.slice(0, index + 1)) || nameOf({ ...place, around: around.slice(0, 1) });
  }
  return undefined;
}

/** The path to the only structure below that has the field, looked for level by level. */
function below(key: string, schema: StructureSchema, path: string): string | undefined {
  let level: { readonly schema: StructureSchema; readonly path: string }[] = [{ schema, path }];
  const seen = new Set<StructureSchema>([schema]);
  for (let depth = 0; depth < DEEPEST && level.length > 0; depth++) {
    const next: typeof level = [];
    for (const one of level) {
      for (const [name, property] of one.schema.properties) {
        if (name === 'status' || name === 'metadata') continue;
        const inner = innerOf(property);
        if (!inner || seen.has(inner.schema)) continue;
        seen.add(inner.schema);
        next.push({ schema: inner.schema, path: `${one.path === '' ? '' : `${one.path}.`}${name}${inner.list}` });
      }
    }
    const found = next.filter((one) => one.schema.properties.has(key));
    // What init and ephemeral containers have, too, is meant for the containers.
    const best = found.length > 1 ? found.find((one) => /(?:^|\.)containers\[\]$/.test(one.path)) : found[0];
    if (found.length > 0) return best?.path;
    level = next;
  }
  return undefined;
}

function innerOf(schema: Schema): { schema: StructureSchema; list: string } | undefined {
  if (schema.kind === 'structure') return { schema, list: '' };
  return schema.kind === 'list' && schema.items.kind === 'structure' ? { schema: schema.items, list: '[]' } : undefined;
}

function pathOf({ around }: Place): string {
  return pathTo(around);
}

function pathTo(around: Place['around']): string {
  return around
    .map(({ key }) => key)
    .filter((key) => key !== '')
    .join('.');
}

/** What the structure around is called: its path, or the kind for the object itself. */
function nameOf(place: Place): string {
  const path = pathOf(place);
  return path === '' ? place.kind : path;
}
