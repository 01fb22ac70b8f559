import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { Packer } from './pack.ts';

const WORDS: Readonly<Record<string, string>> = {
  text: 's',
  int: 'l',
  number: 'n',
  bool: 'b',
  quantity: 'q',
  intOrText: 'x',
  time: 't',
  any: 'a',
  texts: '[s',
  map: '{s',
};

interface ConciseFile {
  /** Names for what several places share. */
  readonly types?: Readonly<Record<string, unknown>>;
  /** By `apiVersion/kind`, several versions separated by commas: `example.com/v1,v2/Kind`. */
  readonly kinds: Readonly<Record<string, unknown>>;
}

/**
 * Our own short definitions. A mapping is a structure (`name!` is required, `...` means that other properties are welcome,
 * `*` makes it a map of any names), a list of one item is a list of such; words are the types above, names of `types`,
 * or values with bars between: `Always|Never`.
 */
export function packConcise(folder: string, metadata: string, packer: Packer): Record<string, string> {
  const kinds: Record<string, string> = {};
  for (const name of readdirSync(folder).sort()) {
    const file = parse(readFileSync(path.join(folder, name), 'utf8')) as ConciseFile;
    const places = new Map(Object.keys(file.types ?? {}).map((type) => [type, packer.reserve()]));
    for (const [type, written] of Object.entries(file.types ?? {}))
      packer.fill(places.get(type) ?? 0, structure(written, places));
    for (const [key, written] of Object.entries(file.kinds)) {
      const [, group = '', versions = '', kind = ''] = /^(.*\/)?([^/]+)\/(\w+)$/.exec(key) ?? [];
      for (const version of versions.split(',')) kinds[`${group}${version}/${kind}`] = reference(written, places);
    }
  }
  return kinds;

  function structure(written: unknown, places: ReadonlyMap<string, number>) {
    if (typeof written !== 'object' || written === null) throw new Error(`${String(written)} is no structure`);
    const all = Object.entries(written);
    const required = all.filter(([name]) => name.endsWith('!')).map(([name]) => name.slice(0, -1));
    const properties = all.filter(([name]) => name !== '...');
    return {
      p: Object.fromEntries(properties.map(([name, value]) => [name.replace(/!$/, ''), reference(value, places)])),
      ...(required.length > 0 ? { r: required } : {}),
      ...(properties.length < all.length ? { o: 1 as const } : {}),
    };
  }

  function reference(written: unknown, places: ReadonlyMap<string, number>): string {
    if (Array.isArray(written)) return `[${reference(written[0], places)}`;
    if (typeof written === 'object' && written !== null) {
      const any = (written as Record<string, unknown>)['*'];
      return any === undefined ? packer.add(structure(written, places)) : `{${reference(any, places)}`;
    }
    const word = String(written);
    if (word === 'metadata') return metadata;
    if (word.includes('|')) return packer.values(word.split('|'));
    const place = places.get(word);
    const reference_ = place === undefined ? WORDS[word] : `#${String(place)}`;
    if (reference_ === undefined) throw new Error(`nobody says what \`${word}\` is`);
    return reference_;
  }
}
