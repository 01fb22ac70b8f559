import { createIndex, type Index, namespaceKey } from './workspace-index.ts';
import { isKustomization } from './kustomization-names.ts';
import type { Located, ManifestFile } from './model.ts';
import type { PartResolution, Reference, Referrer, Resolution, Target } from './reference.ts';
import { referencesOf } from './references.ts';
import { type Candidates, resolve, resolvePart } from './resolve.ts';
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
  /** What a reference of the object `from` means. */
  readonly resolve: (reference: Reference, from: Located) => Resolution;
  /** The same for the key or port within it. */
  readonly resolvePart: (reference: Reference, from: Located) => PartResolution;
  /** All references to an object, by the file they are in. */
  readonly referencesTo: (target: Target) => readonly Referrer[];
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
  const candidates: Candidates = {
    meant({ target }) {
      const named = current().byName.get(`${target.kind}/${target.name}`) ?? [];
      const { namespace } = target;
      if (namespace === null) return named;
      return named.filter(({ manifest }) => namespaceKey(manifest.namespace) === namespaceKey(namespace));
    },
    mayComeFromElsewhere: () =>
      !complete ||
      current().hasTemplates ||
      current().files.some(({ manifests }) => manifests.some((one) => one.broken ?? isKustomization(one))),
  };
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
    resolve: (reference, from) => resolve(candidates, reference, from),
    resolvePart: (reference, from) => resolvePart(candidates, reference, from),
    referencesTo({ kind, name, namespace }) {
      const found: Referrer[] = [];
      for (const file of current().files) {
        for (const manifest of file.manifests) {
          for (const reference of referencesOf(manifest)) {
            const { target } = reference;
            if (target.kind !== kind || target.name !== name) continue;
            if (namespaceKey(target.namespace ?? '') === namespaceKey(namespace ?? ''))
              found.push({ object: { file, manifest }, reference });
          }
        }
      }
      return found;
    },
  };
}
