import { parseAllDocuments } from 'yaml';
import type { Packer } from './pack.ts';

/** A schema as CRDs have it (OpenAPI v3, structural). */
interface Structural {
  readonly type?: string;
  readonly format?: string;
  readonly properties?: Readonly<Record<string, Structural>>;
  readonly items?: Structural;
  readonly additionalProperties?: Structural | boolean;
  readonly required?: readonly string[];
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly nullable?: boolean;
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-embedded-resource'?: boolean;
}

interface Crd {
  readonly kind?: string;
  readonly spec?: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly {
      readonly name: string;
      readonly schema?: { readonly openAPIV3Schema?: Structural };
    }[];
  };
}

/** The kinds of CRDs by `apiVersion/kind`; where several files define one (channels of Gateway API), the last counts. */
export function packCustom(texts: readonly string[], metadata: string, packer: Packer): Record<string, string> {
  const kinds: Record<string, string> = {};
  for (const text of texts) {
    // Templates of installers stand between the lines of some.
    for (const document of parseAllDocuments(text.replaceAll(/^\s*\{\{.*\}\}\s*$/gm, ''))) {
      const crd = (document as { toJS: () => unknown }).toJS() as Crd | null;
      if (crd?.kind !== 'CustomResourceDefinition' || !crd.spec) continue;
      const { group, names, versions } = crd.spec;
      for (const { name, schema } of versions) {
        const root = schema?.openAPIV3Schema;
        if (!root) continue;
        const own = { ...root.properties, apiVersion: { type: 'string' }, kind: { type: 'string' } };
        kinds[`${group}/${name}/${names.kind}`] = reference({ ...root, properties: own }, metadata, packer);
      }
    }
  }
  return kinds;
}

/** `metadata`: what `metadata` is at the root. The state that controllers write is nobody's manifest: anything will do. */
function reference(schema: Structural, metadata: string | undefined, packer: Packer): string {
  const open = schema['x-kubernetes-preserve-unknown-fields'] === true;
  if (schema['x-kubernetes-int-or-string']) return 'x';
  if (schema.type === 'array') return `[${schema.items ? reference(schema.items, undefined, packer) : 'a'}`;
  if (schema.type === 'integer') return schema.format === 'int64' ? 'l' : 'i';
  if (schema.type === 'number') return 'n';
  if (schema.type === 'boolean') return 'b';
  if (schema.type === 'string') {
    const texts = schema.enum?.filter((value) => typeof value === 'string') ?? [];
    return texts.length > 0 && texts.length === schema.enum?.length ? packer.values(texts) : 's';
  }
  if (schema.type !== 'object' || schema['x-kubernetes-embedded-resource']) return 'a';
  if (typeof schema.additionalProperties === 'object')
    return `{${reference(schema.additionalProperties, undefined, packer)}`;
  if (!schema.properties && (open || schema.additionalProperties === true || metadata === undefined)) {
    return open || schema.additionalProperties === true ? 'a' : packer.add({ p: {} });
  }
  const properties = Object.entries(schema.properties ?? {}).map(([name, inner]) => {
    if (metadata !== undefined && name === 'metadata') return [name, metadata];
    if (metadata !== undefined && name === 'status') return [name, 'a'];
    return [name, reference(inner, undefined, packer)];
  });
  const required = (schema.required ?? []).filter(
    (name) => schema.properties?.[name]?.default === undefined && (metadata === undefined || name !== 'status'),
  );
  return packer.add({
    p: Object.fromEntries(metadata === undefined ? properties : [['metadata', metadata], ...properties]) as Record<
      string,
      string
    >,
    ...(required.length > 0 ? { r: required } : {}),
    ...(open ? { o: 1 as const } : {}),
  });
}
