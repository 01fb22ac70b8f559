import { createIndex, type Index, namespaceKey } from './workspace-index.ts';
import type { Located, ManifestFile } from './model.ts';
import { NEWEST_MINOR } from './version.ts';

export type { Located } from './model.ts';

/** All objects of a workspace, by what rules look for. Owned and fed by the door's project. */
export interface Workspace {
  readonly set: (file: string, parsed: ManifestFile) => void;
  readonly remove: (file: string) => void;
  /** True: every file of the workspace is known, so what is absent is really absent. */
  readonly complete: boolean;
  readonly setComplete: (complete: boolean) => void;
  /** The minor number of the Kubernetes that the objects are for. */
  readonly target: number;
  readonly setTarget: (minor: number) => void;
  readonly files: () => Iterable<ManifestFile>;
  /** Objects of a kind in a namespace; '' and `default` are the same. */
  readonly inNamespace: (kind: string, namespace: string) => readonly Located[];
  readonly find: (kind: string, namespace: string, name: string) => Located | undefined;
  /** All objects of a namespace. */
  readonly namespaceObjects: (namespace: string) => readonly Located[];
  /** Whether pods of the namespace have all these labels; `unknown`: they may come from where nobody sees here. */
  readonly podsWith: (namespace: string, labels: ReadonlyMap<string, string>) => boolean | 'unknown';
  /** Whether a kustomization uses the file as a patch: then its objects are parts of others. */
  readonly isPatch: (file: string) => boolean;
  /** Whether a kustomization gives pods this label: then what a file says of it is not the last word. */
  readonly relabels: (key: string) => boolean;
  /** Whether any file is a Helm template: objects may come from there that nobody sees here. */
  readonly hasTemplates: () => boolean;
}

export function createWorkspace(): Workspace {
  const files = new Map<string, ManifestFile>();
  let complete = false;
  let target = NEWEST_MINOR;
  /** Made anew after a change, on first question. */
  let index: Index | undefined;
  const current = () =>
    (index ??= createIndex([...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, file]) => file)));
  const ofKind = (kind: string, namespace: string) => current().byKind.get(`${kind}/${namespaceKey(namespace)}`) ?? [];
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
    get target() {
      return target;
    },
    setTarget(minor) {
      target = minor;
    },
    files: () => current().files,
    inNamespace: ofKind,
    find: (kind, namespace, name) => ofKind(kind, namespace).find(({ manifest }) => manifest.name === name),
    namespaceObjects: (namespace) => current().byNamespace.get(namespaceKey(namespace)) ?? [],
    podsWith: (namespace, labels) => current().pods().havePods(namespaceKey(namespace), labels),
    isPatch: (file) => current().patches.has(file),
    relabels: (key) => current().labels().keys.has(key),
    hasTemplates: () => current().hasTemplates,
  };
}
