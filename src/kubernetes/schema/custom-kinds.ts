import { at, items, textAt, toPlain } from '../fields.ts';
import type { Located, Manifest } from '../model.ts';
import { fromOpenApi, type OpenApi } from './open-api.ts';
import type { KindSchema } from './schema.ts';

/** The kinds that CustomResourceDefinitions at hand define. */
export interface CustomKinds {
  /** The schema of a kind by each that defines it: a standard and an experimental one, or an older copy. */
  readonly find: (apiVersion: string, kind: string) => readonly KindSchema[];
  readonly versions: (group: string, kind: string) => readonly string[];
  /** All of them, as `apiVersion/kind`. */
  readonly all: () => readonly string[];
}

type Versions = ReadonlyMap<string, () => KindSchema | undefined>;

/** `sources`: lists of CRDs, the mightiest first; each the same list as long as nothing in it changes. */
export function customKinds(sources: () => readonly (readonly Located[])[]): CustomKinds {
  /** By `group/kind`, made anew when a list is another one. */
  const indexes = new WeakMap<readonly Located[], ReadonlyMap<string, readonly Versions[]>>();
  const compiled = new WeakMap<Manifest, Versions>();
  const indexOf = (list: readonly Located[]): ReadonlyMap<string, readonly Versions[]> => {
    if (list.length === 0) return new Map();
    let index = indexes.get(list);
    if (!index) {
      const made = new Map<string, readonly Versions[]>();
      for (const { manifest } of list) {
        const group = textAt(manifest.root, 'spec', 'group');
        const kind = textAt(manifest.root, 'spec', 'names', 'kind');
        if (group === undefined || kind === undefined || manifest.broken) continue;
        const versions = compiled.get(manifest) ?? versionsOf(manifest);
        compiled.set(manifest, versions);
        // The last one comes first: it has the word where only one can have it.
        made.set(`${group}/${kind}`, [versions, ...(made.get(`${group}/${kind}`) ?? [])]);
      }
      index = made;
      indexes.set(list, index);
    }
    return index;
  };
  const of = (group: string, kind: string): readonly Versions[] => {
    for (const list of sources()) {
      const found = list.length === 0 ? undefined : indexOf(list).get(`${group}/${kind}`);
      if (found) return found;
    }
    return [];
  };
  return {
    find(apiVersion, kind) {
      const slash = apiVersion.indexOf('/');
      if (slash < 0) return [];
      const version = apiVersion.slice(slash + 1);
      return of(apiVersion.slice(0, slash), kind).flatMap((versions) => versions.get(version)?.() ?? []);
    },
    versions: (group, kind) => [...new Set(of(group, kind).flatMap((versions) => [...versions.keys()]))],
    all: () =>
      sources().flatMap((list) =>
        [...indexOf(list)].flatMap(([key, definitions]) => {
          const [group = '', kind = ''] = key.split('/');
          const names = new Set(definitions.flatMap((versions) => [...versions.keys()]));
          return [...names].map((version) => `${group}/${version}/${kind}`);
        }),
      ),
  };
}

/** The schemas of a CRD by version, of `v1` or of the `v1beta1` that was before it; read when they are asked for. */
function versionsOf({ root }: Manifest): Versions {
  const spec = at(root, 'spec');
  const versions = new Map<string, () => KindSchema | undefined>();
  const whole = at(spec, 'validation', 'openAPIV3Schema');
  const keepsAll = at(spec, 'preserveUnknownFields');
  const open = keepsAll?.kind === 'scalar' && keepsAll.value === true;
  const legacy = textAt(spec, 'version');
  const named = items(at(spec, 'versions')).map(
    (one) => [textAt(one, 'name'), at(one, 'schema', 'openAPIV3Schema')] as const,
  );
  if (named.length === 0 && legacy !== undefined) named.push([legacy, undefined]);
  for (const [name, own] of named) {
    if (name === undefined) continue;
    let made: KindSchema | undefined;
    const schema = own ?? whole;
    versions.set(name, () => {
      if (!schema || open) return undefined;
      return (made ??= { schema: fromOpenApi(toPlain(schema) as OpenApi, true), origin: 'crd' });
    });
  }
  return versions;
}
