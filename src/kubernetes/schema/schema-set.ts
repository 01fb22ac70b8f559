import type { PackedDescriptions, PackedSchemas } from './packed.ts';
import type { KindSchema } from './schema.ts';
import { holds, unpack, type Unpacked } from './unpack.ts';

/** The schemas that ship, for every Kubernetes version; what they are of is unpacked as it is asked for. */
export interface SchemaSet {
  readonly oldest: number;
  readonly newest: number;
  /** The schema of a kind in a version; one that is older or newer than all is taken for the nearest. */
  readonly find: (apiVersion: string, kind: string, minor: number) => KindSchema | undefined;
  /** The versions in which the API server serves a kind, first and last; undefined for kinds that it never served. */
  readonly served: (apiVersion: string, kind: string) => Served | undefined;
  /** API versions in which the API server serves a kind in a version, stable ones first. */
  readonly versionsOf: (kind: string, minor: number) => readonly string[];
  /** The kinds of an API version in a version; empty for API versions that the API server does not have. */
  readonly kindsOf: (apiVersion: string, minor: number) => readonly string[];
  /** All kinds in a version, custom ones, too, as `apiVersion/kind`. */
  readonly kinds: (minor: number) => readonly string[];
}

export interface Served {
  readonly from: number;
  readonly to: number;
}

export function createSchemaSet(packed: PackedSchemas, descriptions?: PackedDescriptions): SchemaSet {
  const { oldest, newest, core, custom } = packed;
  const unpacked = new Map<number, Unpacked>();
  const inVersion = (minor: number): Unpacked => {
    const made = unpacked.get(minor) ?? unpack(packed, minor, descriptions);
    unpacked.set(minor, made);
    return made;
  };
  const near = (minor: number): number => Math.min(Math.max(minor, oldest), newest);
  const isServed = (reference: string, minor: number): boolean => {
    const at = reference.lastIndexOf('@');
    return at < 0 || holds(reference.slice(at + 1), minor);
  };
  let keys: readonly { readonly apiVersion: string; readonly kind: string; readonly reference: string }[] | undefined;
  const allKeys = () =>
    (keys ??= Object.entries(core).map(([key, reference]) => {
      const slash = key.lastIndexOf('/');
      return { apiVersion: key.slice(0, slash), kind: key.slice(slash + 1), reference };
    }));
  return {
    oldest,
    newest,
    find(apiVersion, kind, minor) {
      const key = `${apiVersion}/${kind}`;
      const own = Object.hasOwn(core, key) ? core[key] : undefined;
      const reference = own ?? (Object.hasOwn(custom, key) ? custom[key] : undefined);
      if (reference === undefined) return undefined;
      const schema = inVersion(near(minor)).schema(reference);
      return schema && { schema, origin: own === undefined ? 'shipped' : 'core' };
    },
    served(apiVersion, kind) {
      const key = `${apiVersion}/${kind}`;
      const reference = Object.hasOwn(core, key) ? core[key] : undefined;
      if (reference === undefined) return undefined;
      const at = reference.lastIndexOf('@');
      const [from = '', to = ''] = at < 0 ? [] : reference.slice(at + 1).split('-');
      return { from: from === '' ? oldest : Number(from), to: to === '' ? newest : Number(to) };
    },
    versionsOf: (kind, minor) =>
      allKeys()
        .filter((one) => one.kind === kind && isServed(one.reference, near(minor)))
        .map((one) => one.apiVersion)
        .sort((a, b) => stability(b) - stability(a)),
    kindsOf: (apiVersion, minor) =>
      allKeys()
        .filter((one) => one.apiVersion === apiVersion && isServed(one.reference, near(minor)))
        .map((one) => one.kind),
    kinds: (minor) => [
      ...Object.keys(core).filter((key) => isServed(core[key] ?? '', near(minor))),
      ...Object.keys(custom),
    ],
  };
}

/** How far an API version is: 3 for `v1`, 2 for beta, 1 for alpha. */
function stability(apiVersion: string): number {
  if (apiVersion.includes('alpha')) return 1;
  return apiVersion.includes('beta') ? 2 : 3;
}
