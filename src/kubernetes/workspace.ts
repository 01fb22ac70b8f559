import { at, items, textAt } from './fields.ts';
import type { Manifest, ManifestFile } from './model.ts';

/** All objects of a workspace, by what rules look for. Owned and fed by the door's project. */
export interface Workspace {
  readonly set: (file: string, parsed: ManifestFile) => void;
  readonly remove: (file: string) => void;
  /** True: every file of the workspace is known, so what is absent is really absent. */
  readonly complete: boolean;
  readonly setComplete: (complete: boolean) => void;
  readonly files: () => Iterable<ManifestFile>;
  /** Objects of a kind in a namespace; '' and `default` are the same. */
  readonly inNamespace: (kind: string, namespace: string) => readonly Located[];
  readonly find: (kind: string, namespace: string, name: string) => Located | undefined;
  /** All objects of a namespace. */
  readonly namespaceObjects: (namespace: string) => readonly Located[];
  /** Whether a kustomization uses the file as a patch: then its objects are parts of others. */
  readonly isPatch: (file: string) => boolean;
  /** Whether any file is a Helm template: objects may come from there that nobody sees here. */
  readonly hasTemplates: () => boolean;
}

export interface Located {
  readonly file: ManifestFile;
  readonly manifest: Manifest;
}

export function createWorkspace(): Workspace {
  const files = new Map<string, ManifestFile>();
  let complete = false;
  /** Made anew after a change, on first question. */
  let index: Index | undefined;
  const current = () => (index ??= createIndex(files.values()));
  return {
    set(file, parsed) {
      files.set(file, parsed);
      index = undefined;
    },
    remove(file) {
      if (files.delete(file)) index = undefined;
    },
    get complete() {
      return complete;
    },
    setComplete(next) {
      complete = next;
    },
    files: () => files.values(),
    inNamespace: (kind, namespace) => current().byKind.get(`${kind}/${place(namespace)}`) ?? [],
    find: (kind, namespace, name) =>
      current()
        .byKind.get(`${kind}/${place(namespace)}`)
        ?.find(({ manifest }) => manifest.name === name),
    namespaceObjects: (namespace) => current().byNamespace.get(place(namespace)) ?? [],
    isPatch: (file) => current().patches.has(file),
    hasTemplates: () => current().hasTemplates,
  };
}

interface Index {
  readonly byKind: Map<string, Located[]>;
  readonly byNamespace: Map<string, Located[]>;
  readonly patches: Set<string>;
  readonly hasTemplates: boolean;
}

function createIndex(files: Iterable<ManifestFile>): Index {
  const index = {
    byKind: new Map<string, Located[]>(),
    byNamespace: new Map<string, Located[]>(),
    patches: new Set<string>(),
    hasTemplates: false,
  };
  const add = (map: Map<string, Located[]>, key: string, located: Located) => {
    const list = map.get(key);
    if (list) list.push(located);
    else map.set(key, [located]);
  };
  for (const file of files) {
    index.hasTemplates ||= file.helmTemplate;
    for (const manifest of file.manifests) {
      const located = { file, manifest };
      add(index.byKind, `${manifest.kind}/${place(manifest.namespace)}`, located);
      add(index.byNamespace, place(manifest.namespace), located);
      if (manifest.kind === 'Kustomization') for (const patch of patchFiles(located)) index.patches.add(patch);
    }
  }
  return index;
}

function place(namespace: string): string {
  return namespace === '' ? 'default' : namespace;
}

function patchFiles({ file, manifest }: Located): string[] {
  const folder = file.file.includes('/') ? file.file.slice(0, file.file.lastIndexOf('/')) : '';
  const { root } = manifest;
  const paths = [
    ...items(at(root, 'patches')).map((patch) => textAt(patch, 'path')),
    ...items(at(root, 'patchesJson6902')).map((patch) => textAt(patch, 'path')),
    ...items(at(root, 'patchesStrategicMerge')).map((patch) => textAt(patch)),
  ];
  return paths.flatMap((path) => (path === undefined || path.includes('\n') ? [] : [resolvePath(folder, path)]));
}

/** A path relative to a folder, `..` resolved. */
export function resolvePath(folder: string, path: string): string {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
