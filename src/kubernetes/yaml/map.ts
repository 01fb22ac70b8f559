import type { Entry } from '../model.ts';
import type { Reader } from './reader.ts';

/** Few keys are compared with each other, many by a set. */
const FEW = 12;

/** The entries of a map: keys that are there twice noted as faults, merge keys replaced by what they bring. */
export function finishMap(reader: Reader, entries: Entry[]): Entry[] {
  let merges = false;
  for (const { key } of entries) if (key === '<<') merges = true;
  if (!merges) {
    noteDuplicates(reader, entries);
    return entries;
  }
  const own = entries.filter(({ key }) => key !== '<<');
  noteDuplicates(reader, own);
  const inherited = entries
    .filter(({ key }) => key === '<<')
    .flatMap(({ value }) => (value.kind === 'list' ? value.items : [value]))
    .flatMap((source) => (source.kind === 'map' ? source.entries.map((entry) => ({ ...entry, merged: true })) : []));
  // What is written here wins; of several sources, the first.
  const names = new Set(own.map(({ key }) => key));
  return [...own, ...inherited.filter(({ key }) => !names.has(key) && names.add(key))];
}

function noteDuplicates({ faults }: Reader, entries: readonly Entry[]): void {
  if (entries.length > FEW) {
    const names = new Set<string>();
    for (const { key, keyRange } of entries) {
      if (names.has(key)) faults.push({ ...keyRange, kind: 'duplicate-key', name: key });
      names.add(key);
    }
    return;
  }
  for (let index = 1; index < entries.length; index++) {
    const { key, keyRange } = entries[index] as Entry;
    for (let above = 0; above < index; above++) {
      if (entries[above]?.key !== key) continue;
      faults.push({ ...keyRange, kind: 'duplicate-key', name: key });
      break;
    }
  }
}
