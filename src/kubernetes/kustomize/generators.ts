import type { Range } from '../../lint/rule.ts';
import { at, items, textAt } from '../fields.ts';
import type { EnvFile } from '../env-file.ts';
import type { Field, Located } from '../model.ts';
import { folderOf, resolvePath } from '../paths.ts';

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
  /** It adds to one that is made elsewhere, or replaces it. */
  readonly isChange: boolean;
}

const GENERATORS = [
  ['configMapGenerator', 'ConfigMap'],
  ['secretGenerator', 'Secret'],
] as const;

/** What lies at a path, where that is a file of variables; undefined: nobody reads it here. */
export type EnvFileAt = (path: string) => EnvFile | undefined;

/** `envFileAt`: without it, nobody knows the keys that come from such files. */
export function generatedBy(object: Located, envFileAt: EnvFileAt = () => undefined): Generated[] {
  return GENERATORS.flatMap(([key, kind]) =>
    items(at(object.manifest.root, key)).flatMap((item): Generated[] => {
      const field = at(item, 'name');
      const name = textAt(field);
      if (!field || !name) return [];
      const place = { start: field.start, end: field.end };
      const namespace = textAt(item, 'namespace');
      const keys = keysOf(item, object, envFileAt);
      const isChange = /^(?:merge|replace)$/.test(textAt(item, 'behavior') ?? '');
      return [{ kind, name, namespace, object, at: place, keys, isChange }];
    }),
  );
}

/** The files that a generator takes variables from, by their paths in the workspace. */
export function envFilesOf(generator: Field, { file }: Located): { readonly path: string; readonly field: Field }[] {
  const single = at(generator, 'env');
  return [...items(at(generator, 'envs')), ...(single ? [single] : [])].flatMap((field) => {
    const path = textAt(field);
    return path === undefined ? [] : [{ path: resolvePath(folderOf(file.file), path), field }];
  });
}

/** A file that a generator takes whole, and the key that it gets. */
export function generatorFile(item: Field, { file }: Located): { readonly key: string; readonly path: string } {
  const text = textAt(item) ?? '';
  const equals = text.indexOf('=');
  const path = text.slice(equals + 1);
  const key = equals > 0 ? text.slice(0, equals).trim() : path.slice(path.lastIndexOf('/') + 1);
  return { key, path: resolvePath(folderOf(file.file), path) };
}

/** All files that the generators of a kustomization take, or take variables from. */
export function filesGeneratedFrom(object: Located): string[] {
  return GENERATORS.flatMap(([key]) =>
    items(at(object.manifest.root, key)).flatMap((generator) => [
      ...envFilesOf(generator, object).map(({ path }) => path),
      ...items(at(generator, 'files')).map((item) => generatorFile(item, object).path),
    ]),
  );
}

function keysOf(generator: Field, object: Located, envFileAt: EnvFileAt): ReadonlyMap<string, Range> | undefined {
  const keys = new Map<string, Range>();
  for (const { path, field } of envFilesOf(generator, object)) {
    const found = envFileAt(path);
    if (!found) return undefined;
    for (const { key } of found.entries) keys.set(key, { start: field.start, end: field.end });
  }
  for (const item of items(at(generator, 'literals'))) {
    const [key = ''] = (textAt(item) ?? '').split('=');
    keys.set(key.trim(), { start: item.start, end: item.end });
  }
  for (const item of items(at(generator, 'files'))) {
    keys.set(generatorFile(item, object).key, { start: item.start, end: item.end });
  }
  return keys;
}
