import { type EnvFile, readEnvFile } from './env-file.ts';
import { isKustomization } from './kustomize/kustomization-names.ts';
import { type Builds, createBuilds } from './kustomize/builds.ts';
import { createLabelIndex, type LabelIndex } from './selectors/label-index.ts';
import { createLocatedMap, type LocatedMap } from './located-map.ts';
import { type Made, madeBy } from './references/made-objects.ts';
import type { Located, Manifest, ManifestFile } from './model.ts';
import { isCustom, bringsObjects } from './references/origins.ts';
import { createReferenceIndex, type ReferenceIndex } from './references/reference-index.ts';
import { createSelectorIndex, type SelectorIndex } from './selectors/selector-index.ts';
import { podLabels } from './pods/workloads.ts';

/** The objects of all files. A change of one file costs what that file holds. */
export interface Index {
  readonly set: (file: ManifestFile) => void;
  /** False: nobody knew it. */
  readonly remove: (file: string) => boolean;
  readonly files: ReadonlyMap<string, ManifestFile>;
  /** Files of variables that kustomizations may take. */
  readonly envFiles: ReadonlyMap<string, EnvFile>;
  readonly setEnvFile: (file: string, text: string) => void;
  /** By path, so that answers do not depend on the order in which files came. */
  readonly sortedFiles: () => readonly ManifestFile[];
  /** By `Kind/namespace`. */
  readonly byKind: LocatedMap;
  readonly byNamespace: LocatedMap;
  /** By `Kind/name`, in whatever namespace. */
  readonly byName: LocatedMap;
  /** How many objects there are of a kind. */
  readonly count: (kind: string) => number;
  /** Objects that make others, by `Kind/name` of those. */
  readonly makers: LocatedMap;
  /** Objects of kinds that nobody knows here, by namespace. */
  readonly custom: LocatedMap;
  /** Objects that bring whatever they like from elsewhere, as a HelmRelease does. */
  readonly bringers: ReadonlySet<Located>;
  /** Files of which parts may be lost. */
  readonly broken: ReadonlyMap<string, ManifestFile>;
  readonly hasTemplates: () => boolean;
  readonly builds: () => Builds;
  /** Made on first question: few rules ask. */
  readonly pods: () => LabelIndex;
  /** Services by their own labels. */
  readonly services: () => LabelIndex;
  readonly selectors: () => SelectorIndex;
  readonly references: () => ReferenceIndex;
}

/** Follows the objects that come and go. */
export interface Follower {
  readonly add: (object: Located) => void;
  readonly remove: (object: Located) => void;
}

export function createIndex(): Index {
  const files = new Map<string, ManifestFile>();
  const envFiles = new Map<string, EnvFile>();
  const located = new Map<string, readonly Located[]>();
  const byKind = createLocatedMap();
  const byNamespace = createLocatedMap();
  const byName = createLocatedMap();
  const makers = createLocatedMap();
  const custom = createLocatedMap();
  const counts = new Map<string, number>();
  const bringers = new Set<Located>();
  const broken = new Map<string, ManifestFile>();
  const kustomizations = new Map<string, Located>();
  let templates = 0;
  let sorted: readonly ManifestFile[] | undefined;
  let builds: Builds | undefined;
  let pods: (LabelIndex & Follower) | undefined;
  let services: (LabelIndex & Follower) | undefined;
  let selectors: (SelectorIndex & Follower) | undefined;
  let references: (ReferenceIndex & Follower) | undefined;

  return {
    files,
    envFiles,
    setEnvFile(file, text) {
      envFiles.set(file, readEnvFile(text, file));
      builds = undefined;
    },
    byKind,
    byNamespace,
    byName,
    makers,
    custom,
    bringers,
    broken,
    set(file) {
      const isNew = !files.has(file.file);
      if (!isNew) forget(file.file);
      // What kustomizations list may be there now.
      if (isNew) builds = undefined;
      files.set(file.file, file);
      sorted = undefined;
      if (file.helmTemplate) templates++;
      if (isBroken(file)) broken.set(file.file, file);
      const objects = file.manifests.map((manifest) => ({ file, manifest }));
      located.set(file.file, objects);
      for (const object of objects) add(object);
    },
    remove(file) {
      const isEnvFile = envFiles.delete(file);
      if (isEnvFile) builds = undefined;
      if (!files.has(file)) return isEnvFile;
      forget(file);
      files.delete(file);
      builds = undefined;
      sorted = undefined;
      return true;
    },
    sortedFiles: () => (sorted ??= [...files.values()].sort((a, b) => (a.file < b.file ? -1 : 1))),
    count: (kind) => counts.get(kind) ?? 0,
    hasTemplates: () => templates > 0,
    builds: () =>
      (builds ??= createBuilds(
        [...kustomizations.values()].sort(byFile),
        (file) => files.has(file),
        (path) => envFiles.get(path),
      )),
    pods: () => (pods ??= filled(createLabelIndex(podLabels))),
    services: () =>
      (services ??= filled(createLabelIndex(({ kind, labels }) => (kind === 'Service' ? labels : undefined)))),
    selectors: () => (selectors ??= filled(createSelectorIndex())),
    references: () => (references ??= filled(createReferenceIndex())),
  };

  function add(object: Located): void {
    const { manifest, file } = object;
    const namespace = namespaceKey(manifest.namespace);
    byKind.add(`${manifest.kind}/${namespace}`, object);
    byNamespace.add(namespace, object);
    byName.add(`${manifest.kind}/${manifest.name}`, object);
    counts.set(manifest.kind, (counts.get(manifest.kind) ?? 0) + 1);
    for (const one of madeBy(manifest)) makers.add(madeKey(one), object);
    if (isCustom(manifest)) custom.add(namespace, object);
    if (bringsObjects(manifest)) bringers.add(object);
    if (isKustomization(manifest)) {
      kustomizations.set(file.file, object);
      builds = undefined;
    }
    for (const follower of followers()) follower.add(object);
  }

  function forget(file: string): void {
    if (files.get(file)?.helmTemplate) templates--;
    broken.delete(file);
    for (const object of located.get(file) ?? []) drop(object);
    located.delete(file);
  }

  function drop(object: Located): void {
    const { manifest, file } = object;
    const namespace = namespaceKey(manifest.namespace);
    byKind.remove(`${manifest.kind}/${namespace}`, object);
    byNamespace.remove(namespace, object);
    byName.remove(`${manifest.kind}/${manifest.name}`, object);
    counts.set(manifest.kind, (counts.get(manifest.kind) ?? 1) - 1);
    for (const one of madeBy(manifest)) makers.remove(madeKey(one), object);
    custom.remove(namespace, object);
    bringers.delete(object);
    if (kustomizations.get(file.file) === object) {
      kustomizations.delete(file.file);
      builds = undefined;
    }
    for (const follower of followers()) follower.remove(object);
  }

  function followers(): Follower[] {
    return [pods, services, selectors, references].filter((one) => one !== undefined);
  }

  function filled<T extends Follower>(follower: T): T {
    for (const objects of located.values()) for (const object of objects) follower.add(object);
    return follower;
  }
}

/** An object without namespace lands in `default`, as far as anyone can tell from the files. */
export function namespaceKey(namespace: string): string {
  return namespace === '' ? 'default' : namespace;
}

function madeKey({ kind, name }: Made): string {
  return `${kind}/${name}`;
}

function byFile(a: Located, b: Located): number {
  return a.file.file < b.file.file ? -1 : 1;
}

function isBroken({ manifests, syntax }: ManifestFile): boolean {
  return manifests.some((one: Manifest) => one.broken === true) || (manifests.length === 0 && syntax.length > 0);
}
