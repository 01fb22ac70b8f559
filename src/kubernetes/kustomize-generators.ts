import type { Range } from '../lint/rule.ts';
import { at, items, textAt } from './fields.ts';
import type { Field, Located } from './model.ts';

/** A ConfigMap or Secret that a kustomization makes; its name gets a hash, and so does every reference to it. */
export interface Generated {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string;
  /** As the generator says; undefined: where the kustomization puts things. */
  readonly namespace: string | undefined;
  /** The kustomization. */
  readonly object: Located;
  readonly at: Range;
  /** Undefined: some come from files that nobody reads here. */
  readonly keys: ReadonlyMap<string, Range> | undefined;
}

const GENERATORS = [
  ['configMapGenerator', 'ConfigMap'],
  ['secretGenerator', 'Secret'],
] as const;

export function generatedBy(object: Located): Generated[] {
  return GENERATORS.flatMap(([key, kind]) =>
    items(at(object.manifest.root, key)).flatMap((item): Generated[] => {
      const field = at(item, 'name');
      const name = textAt(field);
      if (!field || !name) return [];
      const place = { start: field.start, end: field.end };
      return [{ kind, name, namespace: textAt(item, 'namespace'), object, at: place, keys: keysOf(item) }];
    }),
  );
}

function keysOf(generator: Field): ReadonlyMap<string, Range> | undefined {
  if (at(generator, 'envs') ?? at(generator, 'env')) return undefined;
  const keys = new Map<string, Range>();
  for (const item of items(at(generator, 'literals'))) {
    const [key = ''] = (textAt(item) ?? '').split('=');
    keys.set(key.trim(), { start: item.start, end: item.end });
  }
  for (const item of items(at(generator, 'files'))) {
    const text = textAt(item) ?? '';
    const key = text.includes('=') ? text.slice(0, text.indexOf('=')) : text.slice(text.lastIndexOf('/') + 1);
    keys.set(key.trim(), { start: item.start, end: item.end });
  }
  return keys;
}
