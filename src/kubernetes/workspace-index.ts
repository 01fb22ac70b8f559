import { at, items, textAt } from './fields.ts';
import { isKustomization } from './kustomization-names.ts';
import { type KustomizedLabels, kustomizedLabels } from './kustomized-labels.ts';
import type { Located, Manifest, ManifestFile } from './model.ts';
import { createPodIndex, type PodIndex } from './pod-index.ts';

/** The objects of all files at one moment. */
export interface Index {
  /** By path, so that answers do not depend on the order in which files came. */
  readonly files: readonly ManifestFile[];
  /** By `Kind/namespace`. */
  readonly byKind: ReadonlyMap<string, readonly Located[]>;
  readonly byNamespace: ReadonlyMap<string, readonly Located[]>;
  /** By `Kind/name`, in whatever namespace. */
  readonly byName: ReadonlyMap<string, readonly Located[]>;
  /** Files that kustomizations use as patches. */
  readonly patches: ReadonlySet<string>;
  readonly hasTemplates: boolean;
  /** Labels that kustomizations give to pods. */
  readonly labels: () => KustomizedLabels;
  /** Made on first question: few rules ask. */
  readonly pods: () => PodIndex;
}

export function createIndex(files: readonly ManifestFile[]): Index {
  const byKind = new Map<string, Located[]>();
  const byNamespace = new Map<string, Located[]>();
  const byName = new Map<string, Located[]>();
  const patches = new Set<string>();
  const kustomizations: Manifest[] = [];
  let hasTemplates = false;
  for (const file of files) {
    hasTemplates ||= file.helmTemplate;
    for (const manifest of file.manifests) {
      const located = { file, manifest };
      add(byKind, `${manifest.kind}/${namespaceKey(manifest.namespace)}`, located);
      add(byNamespace, namespaceKey(manifest.namespace), located);
      add(byName, `${manifest.kind}/${manifest.name}`, located);
      if (!isKustomization(manifest)) continue;
      kustomizations.push(manifest);
      for (const patch of patchFiles(located)) patches.add(patch);
    }
  }
  let pods: PodIndex | undefined;
  let labels: KustomizedLabels | undefined;
  return {
    files,
    byKind,
    byNamespace,
    byName,
    patches,
    hasTemplates,
    labels: () => (labels ??= kustomizedLabels(kustomizations)),
    pods: () => (pods ??= createPodIndex(byNamespace, patches, hasTemplates)),
  };
}

/** An object without namespace lands in `default`, as far as anyone can tell from the files. */
export function namespaceKey(namespace: string): string {
  return namespace === '' ? 'default' : namespace;
}

function add(map: Map<string, Located[]>, key: string, located: Located): void {
  const list = map.get(key);
  if (list) list.push(located);
  else map.set(key, [located]);
}

function patchFiles({ file, manifest: { root } }: Located): string[] {
  const folder = file.file.includes('/') ? file.file.slice(0, file.file.lastIndexOf('/')) : '';
  const paths = [
    ...items(at(root, 'patches')).map((patch) => textAt(patch, 'path')),
    ...items(at(root, 'patchesJson6902')).map((patch) => textAt(patch, 'path')),
    ...items(at(root, 'patchesStrategicMerge')).map((patch) => textAt(patch)),
  ];
  return paths.flatMap((path) => (path === undefined || path.includes('\n') ? [] : [resolvePath(folder, path)]));
}

/** A path relative to a folder, `..` resolved; one that leads out of the workspace begins with `..`. */
export function resolvePath(folder: string, path: string): string {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of path.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
