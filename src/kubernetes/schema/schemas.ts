import type { Located, Manifest, ManifestFile } from '../model.ts';
import { customKinds } from './custom-kinds.ts';
import type { KindSchema } from './schema.ts';
import type { SchemaSet } from './schema-set.ts';
import type { Fault } from './place.ts';
import { validate } from './validate.ts';

/** The schemas that a workspace's objects are held against: those that ship, of its CRDs, and of its cluster's. */
export interface Schemas {
  /** How to get the schemas that ship, asked when the first object is met; without them only CRDs count. */
  readonly provide: (load: () => SchemaSet) => void;
  readonly shipped: () => SchemaSet | undefined;
  /** CRDs of the cluster that the workspace is for. */
  readonly setCluster: (files: readonly ManifestFile[]) => void;
  /** The schema of a kind in a Kubernetes version; undefined for kinds that nobody defines. */
  readonly find: (apiVersion: string, kind: string, minor: number) => KindSchema | undefined;
  /** Names of the versions that CRDs at hand define of a kind; empty where there is no CRD. */
  readonly customVersions: (group: string, kind: string) => readonly string[];
  /** Kinds of all CRDs at hand, as `apiVersion/kind`. */
  readonly customKinds: () => readonly string[];
  /** What the API server's reading finds wrong in an object; remembered, since several rules ask. */
  readonly faults: (manifest: Manifest, file: ManifestFile, minor: number) => readonly Fault[];
}

const NOTHING: readonly Fault[] = [];

/** `crds`: the CustomResourceDefinitions of the workspace, the same list as long as nothing changes. */
export function createSchemas(crds: () => readonly Located[]): Schemas {
  let load: (() => SchemaSet) | undefined;
  let shipped: SchemaSet | undefined;
  let cluster: readonly Located[] = [];
  const custom = customKinds(() => [crds(), cluster]);
  const known = new WeakMap<Manifest, { readonly schema: KindSchema['schema']; readonly faults: readonly Fault[] }>();
  const set = () => (shipped ??= load?.());
  const find = (apiVersion: string, kind: string, minor: number) => {
    const own = set()?.find(apiVersion, kind, minor);
    return own?.origin === 'core' ? own : (custom.find(apiVersion, kind)[0] ?? own);
  };
  return {
    provide(next) {
      load = next;
      shipped = undefined;
    },
    shipped: set,
    setCluster(files) {
      cluster = files.flatMap((file) => file.manifests.map((manifest) => ({ file, manifest })));
    },
    find,
    customVersions: custom.versions,
    customKinds: custom.all,
    faults(manifest, file, minor) {
      const found = find(manifest.apiVersion, manifest.kind, minor);
      if (!found) return NOTHING;
      const before = known.get(manifest);
      if (before?.schema === found.schema) return before.faults;
      const held = (schema: KindSchema) => validate(manifest, schema, file.text, kindPlace(manifest));
      const first = held(found);
      const others = first.length > 0 ? custom.find(manifest.apiVersion, manifest.kind).slice(1) : [];
      // Which of several definitions is meant, nobody knows: one that takes the object is enough.
      const faults = found.origin === 'crd' && others.some((one) => held(one).length === 0) ? NOTHING : first;
      known.set(manifest, { schema: found.schema, faults: faults.length > 0 ? faults : NOTHING });
      return faults;
    },
  };
}

/** Where a finding about the whole object stands: at its kind. */
export function kindPlace({ root, start }: Manifest): { start: number; end: number } {
  const kind = root.entries.find(({ key, merged }) => key === 'kind' && !merged)?.value;
  return kind && kind.end > kind.start ? { start: kind.start, end: kind.end } : { start, end: start };
}
