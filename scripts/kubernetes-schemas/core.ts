import { entryOf, type Ranged, ranged } from './ranges.ts';
import { isEnforced } from './not-enforced.ts';
import type { Packer } from './pack.ts';
import { type Definition, NEWEST, OLDEST } from './sources.ts';
import { shortName } from './values.ts';

type Versions = ReadonlyMap<number, Readonly<Record<string, Definition>>>;

/** Definitions that are no structures: what the API server's Go types read. */
const LEAVES: Readonly<Record<string, string>> = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': 'q',
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': 'x',
  'io.k8s.apimachinery.pkg.apis.meta.v1.Time': 't',
  'io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime': 't',
};

export interface Core {
  /** By `apiVersion/kind`. */
  readonly kinds: Record<string, string>;
  /** Descriptions by place of the type: of the type itself under '', of its properties. */
  readonly descriptions: Record<number, Record<string, string>>;
  readonly metadata: string;
}

/** The kinds of the API server itself. Of the versions' definitions, which mostly agree, one type is made. */
export function packCore(versions: Versions, values: ReadonlyMap<string, readonly string[]>, packer: Packer): Core {
  const places = new Map<string, number>();
  const kinds = new Map<string, Ranged[]>();
  const descriptions: Core['descriptions'] = {};
  const placeOf = (name: string): number => {
    const known = places.get(name);
    if (known !== undefined) return known;
    const place = packer.reserve();
    places.set(name, place);
    packer.fill(place, merged(name, place));
    return place;
  };

  for (const [minor, definitions] of versions) {
    for (const [name, definition] of Object.entries(definitions)) {
      const [own, ...more] = definition['x-kubernetes-group-version-kind'] ?? [];
      // What belongs to many groups (DeleteOptions, WatchEvent) is nobody's manifest; lists are read item by item.
      if (!own || more.length > 0 || own.kind.endsWith('List')) continue;
      const key = `${own.group === '' ? '' : `${own.group}/`}${own.version}/${own.kind}`;
      ranged(kinds, key, `#${String(placeOf(name))}`, minor);
    }
  }
  return {
    kinds: Object.fromEntries([...kinds].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, all]) => [key, one(all)])),
    descriptions,
    metadata: `#${String(placeOf('io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta'))}`,
  };

  function merged(name: string, place: number) {
    const properties = new Map<string, Ranged[]>();
    const required = new Map<string, Ranged[]>();
    const told: Record<string, string> = {};
    for (const [minor, definitions] of versions) {
      const definition = definitions[name];
      if (!definition) continue;
      if (definition.description) told[''] = definition.description;
      for (const [property, schema] of Object.entries(definition.properties ?? {})) {
        ranged(properties, property, reference(schema, `${shortName(name)}.${property}`), minor);
        if (schema.description) told[property] = schema.description;
      }
      for (const property of definition.required ?? [])
        if (isEnforced(`${shortName(name)}.${property}`)) ranged(required, property, property, minor);
    }
    descriptions[place] = told;
    const needed = [...required.values()].map((all) => one(sinceEver(all)));
    return {
      p: Object.fromEntries([...properties].map(([property, all]) => [property, entryOf(all)])),
      ...(needed.length > 0 ? { r: needed } : {}),
    };
  }

  function reference(schema: Definition, path: string): string {
    if (schema.$ref !== undefined) {
      const name = schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1);
      const leaf = LEAVES[name];
      if (leaf !== undefined) return leaf;
      const target = [...versions.values()].findLast((definitions) => definitions[name])?.[name];
      return target?.properties ? `#${String(placeOf(name))}` : 'a';
    }
    const [type] = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? []);
    if (type === 'array') return `[${schema.items ? reference(schema.items, path) : 'a'}`;
    if (type === 'object')
      return typeof schema.additionalProperties === 'object' ? `{${reference(schema.additionalProperties, path)}` : 'a';
    if (type === 'integer') return schema.format === 'int64' ? 'l' : 'i';
    if (type === 'number') return 'n';
    if (type === 'boolean') return 'b';
    if (type !== 'string') return 'a';
    if (schema.format === 'byte') return 'y';
    if (schema.format === 'date-time') return 't';
    const list = values.get(path);
    return list ? packer.values(list) : 's';
  }
}

/** What the newest version insists on, all did: only the description was late to say so. */
function sinceEver(all: readonly Ranged[]): readonly Ranged[] {
  const last = all.at(-1);
  return last?.to === NEWEST ? [{ ...last, from: OLDEST }] : all;
}

function one(all: readonly Ranged[]): string {
  const entry = entryOf(all);
  return typeof entry === 'string' ? entry : (entry.at(-1) ?? '');
}
