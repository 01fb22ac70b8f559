import { at, items, textAt } from '../../kubernetes/fields.ts';
import { sourcesOf } from '../../kubernetes/kustomize/sources.ts';
import { madeBy } from '../../kubernetes/references/made-objects.ts';
import type { Field, Located } from '../../kubernetes/model.ts';
import type { Workspace } from '../../kubernetes/workspace.ts';
import type { Range } from '../../lint/rule.ts';
import type { FilePlace, Repair } from '../fault.ts';
import { type ConfigEntry, configEntries } from '../variables/config-entries.ts';

/** What gives a ConfigMap or Secret its keys in what one kustomization builds: a generator, or an object of a file that it lists. */
export interface KeySource {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string;
  /** What has the keys: the object, or the kustomization that generates it. */
  readonly holder: Located;
  /** Where it has its name. */
  readonly place: FilePlace;
  /** Undefined for a generator: the kustomization decides. */
  readonly namespace: string | undefined;
  /** It adds to what is there already. */
  readonly merges: boolean;
  /** Undefined: nobody sees them here. Read when somebody asks: of most sources nobody does. */
  readonly keys: () => ReadonlyMap<string, SourceKey> | undefined;
}

export interface SourceKey extends FilePlace {
  readonly rename: (next: string) => readonly Repair[];
}

export function keySourcesOf(kustomization: Located, workspace: Workspace): KeySource[] {
  const { root } = kustomization.manifest;
  const generated = [
    ...items(at(root, 'configMapGenerator')).flatMap((one) => ofGenerator(one, 'ConfigMap', kustomization, workspace)),
    ...items(at(root, 'secretGenerator')).flatMap((one) => ofGenerator(one, 'Secret', kustomization, workspace)),
  ];
  const listed = sourcesOf(kustomization).resources.flatMap((path) => {
    const file = workspace.file(path);
    return file?.manifests.flatMap((manifest) => ofObject({ file, manifest }, workspace)) ?? [];
  });
  return [...generated, ...listed];
}

function ofGenerator(
  generator: Field,
  kind: 'ConfigMap' | 'Secret',
  kustomization: Located,
  workspace: Workspace,
): KeySource[] {
  const named = at(generator, 'name');
  const name = textAt(named);
  if (name === undefined) return [];
  const { start, end } = named ?? generator;
  return [
    {
      ...{ kind, name, holder: kustomization, place: { file: kustomization.file.file, start, end } },
      namespace: undefined,
      merges: at(generator, 'behavior') !== undefined,
      keys: () => keysOf(configEntries(kustomization, kind, name, workspace)),
    },
  ];
}

function ofObject(object: Located, workspace: Workspace): KeySource[] {
  const { kind, name, root } = object.manifest;
  const { file, text } = object.file;
  const namespace = textAt(root, 'metadata', 'namespace');
  if (kind === 'ConfigMap' || kind === 'Secret') {
    const { start, end } = at(root, 'metadata', 'name') ?? root;
    const keys = () => keysOf(configEntries(object, kind, name, workspace));
    return [{ kind, name, holder: object, place: { file, start, end }, namespace, merges: false, keys }];
  }
  return madeBy(object.manifest).flatMap((made): KeySource[] => {
    if (made.kind !== 'Secret') return [];
    const { start, end } = made.at;
    const keys = () =>
      made.keys && new Map([...made.keys].map(([key, at]) => [key, keyAt(file, text, key, at)] as const));
    return [
      { kind: made.kind, name: made.name, holder: object, place: { file, start, end }, namespace, merges: false, keys },
    ];
  });
}

function keysOf(entries: ReadonlyMap<string, ConfigEntry> | undefined): ReturnType<KeySource['keys']> {
  return entries && new Map([...entries].map(([key, entry]) => [key, keyAt(entry.file, entry.text, key, entry)]));
}

/** A place that begins with the key, in quotes or without. */
function keyAt(file: string, text: string, key: string, { start, end }: Range): SourceKey {
  const from = text.slice(start, end).indexOf(key);
  const place = { start: start + from, end: start + from + key.length };
  const rename = (next: string): Repair[] =>
    from < 0
      ? []
      : [{ title: ['Rename `{0}` to `{1}`', key, next], changes: [{ file, edits: [{ ...place, text: next }] }] }];
  return { file, start, end, rename };
}
