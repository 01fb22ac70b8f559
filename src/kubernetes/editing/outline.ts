import type { OutlineItem } from '../../lint/editing.ts';
import type { Range } from '../../lint/rule.ts';
import { at, items, textAt } from '../fields.ts';
import type { Entry, Field, Manifest, ManifestFile } from '../model.ts';

/** Lists whose items have names worth finding, wherever they stand. */
const NAMED: Readonly<Record<string, OutlineItem['kind']>> = {
  containers: 'container',
  initContainers: 'container',
  ephemeralContainers: 'container',
  ports: 'port',
  volumes: 'volume',
};
/** Fields between an object and its containers that are passed over without a level of their own. */
const PASSED = new Set(['spec', 'template', 'jobTemplate']);
const DATA = new Set(['data', 'stringData', 'binaryData']);
const MOST_KEYS = 200;

/** The objects of a file: their fields, and in these containers, ports, volumes and keys by name. */
export function outlineManifests({ manifests }: ManifestFile): OutlineItem[] {
  return manifests.map((manifest) => {
    const { start, end, kind, name, namespace, root } = manifest;
    return {
      start,
      end,
      name: name === '' ? kind : `${kind} ${name}`,
      detail: namespace,
      kind: 'object',
      selection: root.entries[0]?.keyRange ?? { start, end: start },
      children: root.entries
        .filter((entry) => isHere(manifest, entry.keyRange) && !entry.merged)
        .map((entry) => fieldItem(manifest, entry)),
    };
  });
}

function fieldItem(around: Manifest, entry: Entry): OutlineItem {
  const { key, keyRange, value } = entry;
  const children = DATA.has(key) ? keyItems(around, value) : namedItems(around, value);
  return {
    ...rangeOf(around, entry),
    name: key,
    kind: 'field',
    selection: keyRange,
    ...(children.length > 0 ? { children } : {}),
  };
}

function keyItems(around: Manifest, field: Field): OutlineItem[] {
  if (field.kind !== 'map') return [];
  return own(around, field)
    .slice(0, MOST_KEYS)
    .map((entry) => ({ ...rangeOf(around, entry), name: entry.key, kind: 'key', selection: entry.keyRange }));
}

/** Containers, ports and volumes below a field, through templates. */
function namedItems(around: Manifest, field: Field): OutlineItem[] {
  if (field.kind !== 'map') return [];
  return own(around, field).flatMap((entry): OutlineItem[] => {
    if (PASSED.has(entry.key)) return namedItems(around, entry.value);
    const kind = NAMED[entry.key];
    if (kind === undefined) return [];
    return items(entry.value).flatMap((item) => namedItem(around, item, kind));
  });
}

function namedItem(around: Manifest, item: Field, kind: OutlineItem['kind']): OutlineItem[] {
  const number = textAt(item, 'containerPort') ?? textAt(item, 'port');
  const name = textAt(item, 'name') ?? number;
  if (item.kind !== 'map' || name === undefined || !isHere(around, item)) return [];
  const named = at(item, 'name') ?? at(item, 'containerPort') ?? at(item, 'port');
  const detail = kind === 'container' ? textAt(item, 'image') : number;
  const children = namedItems(around, item);
  return [
    {
      start: item.start,
      end: item.end,
      name,
      ...(detail !== undefined && detail !== name ? { detail } : {}),
      kind,
      selection: named && named.start >= item.start && named.end <= item.end ? named : { ...item, end: item.start },
      ...(children.length > 0 ? { children } : {}),
    },
  ];
}

function own(around: Manifest, field: Extract<Field, { kind: 'map' }>): Entry[] {
  return field.entries.filter(({ merged, keyRange }) => !merged && isHere(around, keyRange));
}

function rangeOf({ end }: Manifest, { keyRange, value }: Entry): Range {
  return { start: keyRange.start, end: Math.max(keyRange.end, Math.min(value.end, end)) };
}

/** What an alias brought stands elsewhere. */
function isHere(around: Range, { start, end }: Range): boolean {
  return start >= around.start && end <= around.end;
}
