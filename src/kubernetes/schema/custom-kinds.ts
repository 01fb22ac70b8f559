import { at, items, textAt, toPlain } from '../fields.ts';
import type { Located, Manifest } from '../model.ts';
import { fromOpenApi, type OpenApi } from './open-api.ts';
import type { KindSchema } from './schema.ts';

/** The kinds that CustomResourceDefinitions at hand define. */
export interface CustomKinds {
  readonly find: (apiVersion: string, kind: string) => KindSchema | undefined;
  readonly versions: (group: string, kind: string) => readonly string[];
  /** All of them, as `apiVersion/kind`. */
  readonly all: () => readonly string[];
}

type Versions = ReadonlyMap<string, () => KindSchema | undefined>;

/** `sources`: lists of CRDs, the mightiest first; each the same list as long as nothing in it changes. */
export function customKinds(sources: () => readonly (readonly Located[])[]): CustomKinds {
  /** By `group/kind`, made anew when a list is another one. */
  const indexes = new WeakMap<readonly Located[], ReadonlyMap<string, Versions>>();
  const compiled = new WeakMap<Manifest, Versions>();
  const indexOf = (list: readonly Located[]): ReadonlyMap<string, Versions> => {
    if (list.length === 0) return new Map();
    let index = indexes.get(list);
    if (!index) {
      index = new Map(
        list.flatMap(({ manifest }): [string, Versions][] => {
          const group = textAt(manifest.root, 'spec', 'group');
          const kind = textAt(manifest.root, 'spec', 'names', 'kind');
          if (group === undefined || kind === undefined || manifest.broken) return [];
          const versions = compiled.get(manifest) ?? versionsOf(manifest);
          compiled.set(manifest, versions);
          return [[`${group}/${kind}`, versions]];
        }),
      );
      indexes.set(list, index);
    }
    return index;
  };
  const of = (group: string, kind: string): Versions | undefined => {
    for (const list of sources()) {
      const found = list.length === 0 ? undefined : indexOf(list).get(`${group}/${kind}`);
      if (found) return found;
    }
    return undefined;
  };
  return {
    find(apiVersion, kind) {
      const slash = apiVersion.indexOf('/');
      return slash < 0 ? undefined : of(apiVersion.slice(0, slash), kind)?.get(apiVersion.slice(slash + 1))?.();
    },
    versions: (group, kind) => [...(of(group, kind)?.keys() ?? [])],
    all: () =>
      sources().flatMap((list) =>
        [...indexOf(list)].flatMap(([key, versions]) => {
          const [group = '', kind = ''] = key.split('/');
          return [...versions.keys()].map((version) => `${group}/${version}/${kind}`);
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
