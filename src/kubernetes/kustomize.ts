import { parseAllDocuments, stringify } from 'yaml';
import { transform, type ImageOverride, type Transformations } from './kustomize-transform.ts';
import { KUSTOMIZATION_NAMES } from './kustomization-names.ts';
import { mergePatch } from './strategic-merge.ts';
import { resolvePath } from './workspace-index.ts';

/** What a kustomization makes, as far as Gantry renders it itself. */
export interface RenderedKustomization {
  readonly documents: readonly RenderedDocument[];
  /** Fields that were met and not rendered: not empty means that a real kustomize must do it. */
  readonly unsupported: readonly string[];
}

export interface RenderedDocument {
  /** The file that the object was read from, as `read` was given it. */
  readonly file: string;
  readonly text: string;
  readonly object: Readonly<Record<string, unknown>>;
}

export interface Overrides {
  /** By image name without tag, as in `images` of a kustomization. */
  readonly images?: Readonly<Record<string, ImageOverride>>;
  readonly namespace?: string;
}

/** Reads a file by its path with `/`; null where there is none. */
export type Read = (path: string) => Promise<string | null>;

type Plain = Record<string, unknown>;
interface Item {
  readonly file: string;
  object: Plain;
}

const RENDERED = new Set([
  'apiVersion',
  'kind',
  'metadata',
  'resources',
  'bases',
  'namespace',
  'labels',
  'commonLabels',
  'commonAnnotations',
  'images',
  'patches',
  'patchesStrategicMerge',
  'sortOptions',
]);
const MOST_NESTED = 20;

/** Renders the kustomization in a folder; everything it cannot do exactly is named in `unsupported`. */
export async function renderKustomization(
  read: Read,
  dir: string,
  overrides: Overrides = {},
): Promise<RenderedKustomization> {
  const unsupported: string[] = [];
  const items = await renderFolder(read, dir, unsupported, new Set());
  const images = Object.entries(overrides.images ?? {}).map(([name, change]) => ({ name, ...change }));
  for (const item of items)
    item.object = transform(item.object, {
      images,
      ...(overrides.namespace ? { namespace: overrides.namespace } : {}),
    });
  const documents = items.map(({ file, object }) => ({
    file,
    object,
    text: stringify(object, { lineWidth: 0, aliasDuplicateObjects: false }),
  }));
  return { documents, unsupported: [...new Set(unsupported)] };
}

/** The kustomization file of a folder, or null. */
export async function findKustomization(read: Read, dir: string): Promise<{ file: string; text: string } | null> {
  for (const name of KUSTOMIZATION_NAMES) {
    const file = dir === '' ? name : `${dir}/${name}`;
    const text = await read(file);
    if (text !== null) return { file, text };
  }
  return null;
}

async function renderFolder(
  read: Read,
  dir: string,
  unsupported: string[],
  above: ReadonlySet<string>,
): Promise<Item[]> {
  const found = await findKustomization(read, dir);
  if (!found) {
    unsupported.push(`resources: ${dir} has no kustomization`);
    return [];
  }
  if (above.has(found.file) || above.size > MOST_NESTED) {
    unsupported.push(`resources: ${found.file} leads back to itself`);
    return [];
  }
  const [kustomization] = objectsIn(found.text, found.file, unsupported);
  if (!kustomization) return [];
  for (const key of Object.keys(kustomization)) if (!RENDERED.has(key)) unsupported.push(key);
  const inside = new Set([...above, found.file]);
  const items: Item[] = [];
  for (const path of [...strings(kustomization['resources']), ...strings(kustomization['bases'])]) {
    items.push(...(await renderResource(read, dir, path, unsupported, inside)));
  }
  await applyPatches(read, dir, kustomization, items, unsupported);
  const changes = transformationsOf(kustomization, unsupported);
  return items.map(({ file, object }) => ({ file, object: transform(object, changes) }));
}

async function renderResource(
  read: Read,
  dir: string,
  path: string,
  unsupported: string[],
  above: ReadonlySet<string>,
): Promise<Item[]> {
  if (/:\/\/|\?ref=|^git@/.test(path)) {
    unsupported.push(`resources: ${path} is remote`);
    return [];
  }
  const target = resolvePath(dir, path);
  const text = /\.(?:ya?ml|json)$/.test(target) ? await read(target) : null;
  if (text !== null) return objectsIn(text, target, unsupported).map((object) => ({ file: target, object }));
  return renderFolder(read, target, unsupported, above);
}

function objectsIn(text: string, file: string, unsupported: string[]): Plain[] {
  const documents = parseAllDocuments(text, { merge: true, prettyErrors: false, logLevel: 'silent' });
  if ('empty' in documents) return [];
  return documents.flatMap((document) => {
    if (document.errors.length > 0) {
      unsupported.push(`${file}: ${document.errors[0]?.message ?? 'broken YAML'}`);
      return [];
    }
    const object = document.toJS({ maxAliasCount: 100 }) as unknown;
    if (!isPlain(object)) return [];
    const list = object['items'];
    return object['kind'] === 'List' && Array.isArray(list) ? list.filter(isPlain) : [object];
  });
}

function transformationsOf(kustomization: Plain, unsupported: string[]): Transformations {
  const labels = (Array.isArray(kustomization['labels']) ? kustomization['labels'] : []).filter(isPlain).map((one) => {
    if (one['fields'] !== undefined) unsupported.push('labels.fields');
    return {
      pairs: texts(one['pairs']),
      selectors: one['includeSelectors'] === true,
      templates: one['includeTemplates'] === true || one['includeSelectors'] === true,
    };
  });
  const common = texts(kustomization['commonLabels']);
  if (Object.keys(common).length > 0) labels.push({ pairs: common, selectors: true, templates: true });
  const images = (Array.isArray(kustomization['images']) ? kustomization['images'] : [])
    .filter(isPlain)
    .map((image) => {
      if (image['tagSuffix'] !== undefined) unsupported.push('images.tagSuffix');
      return { ...texts(image), name: String(image['name']) };
    });
  const namespace = kustomization['namespace'];
  return {
    ...(typeof namespace === 'string' ? { namespace } : {}),
    labels,
    annotations: texts(kustomization['commonAnnotations']),
    images,
  };
}

async function applyPatches(
  read: Read,
  dir: string,
  kustomization: Plain,
  items: Item[],
  unsupported: string[],
): Promise<void> {
  const patches = Array.isArray(kustomization['patches']) ? kustomization['patches'].filter(isPlain) : [];
  for (const one of patches) {
    const inline = one['patch'];
    const path = one['path'];
    const file = typeof path === 'string' ? resolvePath(dir, path) : '';
    const text = typeof inline === 'string' ? inline : await read(file);
    if (text === null) unsupported.push(`patches: ${file} is not there`);
    else applyPatch(text, file, isPlain(one['target']) ? one['target'] : undefined, items, unsupported);
  }
  for (const path of strings(kustomization['patchesStrategicMerge'])) {
    const text = path.includes('\n') ? path : await read(resolvePath(dir, path));
    if (text === null) unsupported.push(`patchesStrategicMerge: ${path} is not there`);
    else applyPatch(text, path, undefined, items, unsupported);
  }
}

function applyPatch(text: string, file: string, target: Plain | undefined, items: Item[], unsupported: string[]): void {
  if (/^\s*(?:- |\[)/.test(text.replace(/^(?:\s*#.*\n|---\n)*/, ''))) {
    unsupported.push('patches: JSON patch');
    return;
  }
  if (target && Object.keys(target).some((key) => !['kind', 'name', 'group', 'version', 'namespace'].includes(key))) {
    unsupported.push('patches.target selectors');
    return;
  }
  for (const patch of objectsIn(text, file, unsupported)) {
    const metadata = isPlain(patch['metadata']) ? patch['metadata'] : {};
    const wanted = target ?? { kind: patch['kind'], name: metadata['name'] };
    const matching = items.filter(({ object }) => {
      const name = isPlain(object['metadata']) ? object['metadata']['name'] : undefined;
      const nameMatches =
        typeof wanted['name'] === 'string' ? new RegExp(`^(?:${wanted['name']})$`).test(String(name)) : true;
      return (wanted['kind'] === undefined || object['kind'] === wanted['kind']) && nameMatches;
    });
    if (matching.length === 0) unsupported.push(`patches: nothing is called ${String(wanted['name'])}`);
    for (const item of matching) {
      const merged = mergePatch(item.object, target ? withoutIdentity(patch) : patch, unsupported);
      item.object = merged as Plain;
    }
  }
}

/** With a target, the patch's own kind and name say nothing. */
function withoutIdentity(patch: Plain): Plain {
  const { apiVersion: _apiVersion, kind: _kind, ...rest } = patch;
  if (!isPlain(rest['metadata'])) return rest;
  const { name: _name, ...metadata } = rest['metadata'];
  return { ...rest, metadata };
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function texts(value: unknown): Record<string, string> {
  return isPlain(value) ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, String(item)])) : {};
}
