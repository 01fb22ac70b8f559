import { isSame } from './template-comparisons.ts';
import type { TemplateFunction } from './template-function.ts';
import { boolean, type Dictionary, dictionary, NIL, number, printed, text, type Value } from './template-values.ts';
import { Undecided } from './template-nodes.ts';
import { sorted } from './value-yaml.ts';

const MOST_ITEMS = 1000;

/** Functions on lists and maps. Those that change a map change a copy only where no other template can see it. */
export const collectionFunctions: ReadonlyMap<string, TemplateFunction> = new Map<string, TemplateFunction>([
  ['len', ([value = NIL]) => number(sizeOf(value))],
  ['hasKey', ([map, key]) => boolean(mapOf(map).entries.has(nameOf(key)))],
  ['get', ([map, key]) => mapOf(map).entries.get(nameOf(key)) ?? text('')],
  ['keys', ([map]) => listOf(sorted(mapOf(map).entries).map(([key]) => text(key)))],
  ['values', ([map]) => listOf(sorted(mapOf(map).entries).map(([, value]) => value))],
  ['pick', ([map, ...keys]) => filtered(map, (key) => keys.some((one) => nameOf(one) === key))],
  ['omit', ([map, ...keys]) => filtered(map, (key) => !keys.some((one) => nameOf(one) === key))],
  ['set', set],
  ['merge', (args) => merged(args)],
  ['mergeOverwrite', (args) => merged(args.toReversed())],
  ['deepCopy', ([value = NIL]) => value],
  ['dig', dig],
  ['index', ([value = NIL, ...keys]) => keys.reduce(itemOf, value)],
  ['first', ([list]) => itemsOf(list)[0] ?? NIL],
  ['last', ([list]) => itemsOf(list).at(-1) ?? NIL],
  ['rest', ([list]) => listOf(itemsOf(list).slice(1))],
  ['initial', ([list]) => listOf(itemsOf(list).slice(0, -1))],
  ['append', ([list, value = NIL]) => listOf([...itemsOf(list), value])],
  ['prepend', ([list, value = NIL]) => listOf([value, ...itemsOf(list)])],
  ['concat', (args) => listOf(args.flatMap(itemsOf))],
  ['compact', ([list]) => listOf(itemsOf(list).filter((one) => one.kind !== 'nil' && printed(one).text !== ''))],
  [
    'uniq',
    ([list]) =>
      listOf(itemsOf(list).filter((one, index, all) => all.findIndex((other) => isSame(one, other)) === index)),
  ],
  ['has', ([value = NIL, list]) => boolean(itemsOf(list).some((one) => isSame(one, value)))],
  [
    'without',
    ([list, ...others]) => listOf(itemsOf(list).filter((one) => !others.some((other) => isSame(one, other)))),
  ],
  ['sortAlpha', ([list]) => listOf(itemsOf(list).toSorted((a, b) => (printed(a).text < printed(b).text ? -1 : 1)))],
  [
    'join',
    ([separator, list]) =>
      text(
        itemsOf(list)
          .map((one) => printed(one).text)
          .join(nameOf(separator)),
      ),
  ],
  ['splitList', ([separator, value]) => listOf(nameOf(value).split(nameOf(separator)).map(text))],
  ['until', ([count]) => listOf(Array.from({ length: countOf(count) }, (_, index) => number(index)))],
]);

function listOf(items: readonly Value[]): Value {
  if (items.length > MOST_ITEMS) throw new Undecided('a long list');
  return { kind: 'list', items };
}

function itemsOf(value: Value | undefined): readonly Value[] {
  if (value?.kind === 'list') return value.items;
  if (value === undefined || value.kind === 'nil') return [];
  throw new Undecided('no list');
}

function mapOf(value: Value | undefined): Dictionary {
  if (value?.kind !== 'dictionary') throw new Undecided('no map');
  return value;
}

function nameOf(value: Value | undefined): string {
  return value?.kind === 'nil' || value === undefined ? '' : printed(value).text;
}

function countOf(value: Value | undefined): number {
  if (value?.kind !== 'number' || value.value > MOST_ITEMS) throw new Undecided('no count');
  return Math.max(0, Math.trunc(value.value));
}

function sizeOf(value: Value): number {
  if (value.kind === 'list') return value.items.length;
  if (value.kind === 'dictionary') return value.entries.size;
  if (value.kind === 'text') return value.text.length;
  throw new Undecided('no length');
}

function filtered(map: Value | undefined, isKept: (key: string) => boolean): Value {
  return dictionary([...mapOf(map).entries].filter(([key]) => isKept(key)));
}

/** Of values that other templates see, too, the order of templates would count. */
function set([map, key, value = NIL]: readonly Value[]): Value {
  const changed = mapOf(map);
  if (changed.from) throw new Undecided('values are changed');
  changed.entries.set(nameOf(key), value);
  return changed;
}

/** What is in the first wins. */
function merged(maps: readonly Value[]): Value {
  const result = new Map<string, Value>();
  for (const map of maps) {
    for (const [key, value] of map.kind === 'nil' ? [] : mapOf(map).entries) {
      const present = result.get(key);
      if (present === undefined) result.set(key, value);
      else if (present.kind === 'dictionary' && value.kind === 'dictionary') result.set(key, merged([present, value]));
    }
  }
  return { kind: 'dictionary', entries: result };
}

function itemOf(value: Value, key: Value): Value {
  if (value.kind === 'list' && key.kind === 'number') {
    const found = value.items[key.value];
    if (!found) throw new Undecided('no such item');
    return found;
  }
  return mapOf(value).entries.get(nameOf(key)) ?? NIL;
}

function dig(args: readonly Value[]): Value {
  const map = args.at(-1);
  const fallback = args.at(-2) ?? NIL;
  let current: Value = map ?? NIL;
  for (const key of args.slice(0, -2)) {
    const next: Value | undefined = current.kind === 'dictionary' ? current.entries.get(nameOf(key)) : undefined;
    if (next === undefined) return fallback;
    current = next;
  }
  return current;
}
