import { parseAllDocuments, stringify } from 'yaml';
import { KUSTOMIZATION_NAMES } from './kustomization-names.ts';
import { applyPatch, type Item, metadataOf, namespaceOf } from './patch.ts';
import { transformAll, type Transformations } from './transform.ts';
import type { ImageOverride } from './kustomized-images.ts';
import { isPlain, type Plain, strings } from '../plain.ts';
import { resolvePath } from '../paths.ts';

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
  const rendered = await renderFolder(read, dir, unsupported, new Set());
  const images = Object.entries(overrides.images ?? {}).map(([name, change]) => ({ name, ...change }));
  const { namespace } = overrides;
  const items = change(rendered, { images, ...(namespace ? { namespace } : {}) }, unsupported);
  const documents = items.map(({ file, object }) => ({
    file,
    object,
    text: stringify(object, { lineWidth: 0, aliasDuplicateObjects: false }),
  }));
  return { documents, unsupported: [...new Set(unsupported)] };
}

/** The kustomization file of a folder, or null. */
async function findKustomization(read: Read, dir: string): Promise<{ file: string; text: string } | null> {
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
  const resources: Item[] = [];
  for (const path of [...strings(kustomization['resources']), ...strings(kustomization['bases'])]) {
    resources.push(...(await renderResource(read, dir, path, unsupported, inside)));
  }
  const patched = await applyPatches(read, dir, kustomization, resources, unsupported);
  sayDuplicates(patched, unsupported);
  return change(patched, transformationsOf(kustomization, unsupported), unsupported);
}

function change(items: readonly Item[], changes: Transformations, unsupported: string[]): Item[] {
  if (changes.namespace !== undefined && items.some(({ object }) => namesServices(object)))
    unsupported.push('namespace: references of webhooks');
  const objects = transformAll(
    items.map(({ object }) => object),
    changes,
  );
  return items.map(({ file, namespaces, labelled }, index) => {
    const object = objects[index] ?? {};
    return {
      file,
      object,
      namespaces: [...namespaces, namespaceOf(metadataOf(object)['namespace'])],
      labelled: relabelled(labelled, changes.labels ?? [], unsupported),
    };
  });
}

/** Where a label was first made in several places at once, kustomize changes it in all of them later, whatever is asked. */
function relabelled(
  before: ReadonlyMap<string, number>,
  labels: NonNullable<Transformations['labels']>,
  unsupported: string[],
): ReadonlyMap<string, number> {
  const after = new Map(before);
  for (const { pairs, selectors, templates } of labels) {
    const places = 1 + Number(templates) + Number(selectors);
    for (const key of Object.keys(pairs)) {
      const most = after.get(key) ?? 0;
      if (places < most) unsupported.push(`labels: ${key} is set again in fewer places`);
      after.set(key, Math.max(most, places));
    }
  }
  return after;
}

/** Kinds that name a Service with its namespace deep inside. */
function namesServices({ kind }: Plain): boolean {
  return /WebhookConfiguration$|^APIService$|^CustomResourceDefinition$/.test(String(kind));
}

function sayDuplicates(items: readonly Item[], unsupported: string[]): void {
  const seen = new Set<string>();
  for (const { object } of items) {
    const { name, namespace } = metadataOf(object);
    const id = `${String(object['kind'])} ${String(name)}`;
    const key = `${String(object['apiVersion'])} ${id} ${namespaceOf(namespace)}`;
    if (seen.has(key)) unsupported.push(`resources: ${id} is there twice`);
    seen.add(key);
  }
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
  if (text !== null) return objectsIn(text, target, unsupported).map((object) => itemOf(target, object));
  return renderFolder(read, target, unsupported, above);
}

function itemOf(file: string, object: Plain): Item {
  return { file, object, namespaces: [namespaceOf(metadataOf(object)['namespace'])], labelled: new Map() };
}

function objectsIn(text: string, file: string, unsupported: string[]): Plain[] {
  return readDocuments(text, file, unsupported)
    .filter(isPlain)
    .flatMap((object) => {
      const list = object['items'];
      return String(object['kind']).endsWith('List') && Array.isArray(list) ? list.filter(isPlain) : [object];
    });
}

function readDocuments(text: string, file: string, unsupported: string[]): unknown[] {
  const documents = parseAllDocuments(text, { merge: true, prettyErrors: false, logLevel: 'silent' });
  if ('empty' in documents) return [];
  return documents.flatMap((document) => {
    try {
      const [error] = document.errors;
      if (error) throw error;
      return [document.toJS({ maxAliasCount: 100 }) as unknown];
    } catch (error) {
      unsupported.push(`${file}: ${error instanceof Error ? error.message : 'broken YAML'}`);
      return [];
    }
  });
}

function transformationsOf(kustomization: Plain, unsupported: string[]): Transformations {
  const labels = (Array.isArray(kustomization['labels']) ? kustomization['labels'] : []).filter(isPlain).map((one) => {
    if (one['fields'] !== undefined) unsupported.push('labels.fields');
    sayNoTexts('labels', one['pairs'], unsupported);
    return {
      pairs: texts(one['pairs']),
      selectors: one['includeSelectors'] === true,
      templates: one['includeTemplates'] === true || one['includeSelectors'] === true,
    };
  });
  for (const key of ['commonLabels', 'commonAnnotations']) sayNoTexts(key, kustomization[key], unsupported);
  const common = texts(kustomization['commonLabels']);
  if (Object.keys(common).length > 0) labels.push({ pairs: common, selectors: true, templates: true });
  const images = (Array.isArray(kustomization['images']) ? kustomization['images'] : [])
    .filter(isPlain)
    .map((image) => {
      if (image['tagSuffix'] !== undefined) unsupported.push('images.tagSuffix');
      sayNoTexts('images', image, unsupported);
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
  items: readonly Item[],
  unsupported: string[],
): Promise<readonly Item[]> {
  let result = items;
  const listed = Array.isArray(kustomization['patches']) ? kustomization['patches'].filter(isPlain) : [];
  for (const { patch: inline, path, target, options } of listed) {
    if (options !== undefined) unsupported.push('patches.options');
    const file = typeof path === 'string' ? resolvePath(dir, path) : '';
    const text = typeof inline === 'string' ? inline : await read(file);
    if (text === null) unsupported.push(`patches: ${file} is not there`);
    else result = patchWith(result, text, file, isPlain(target) ? target : undefined, unsupported);
  }
  for (const path of strings(kustomization['patchesStrategicMerge'])) {
    const text = path.includes('\n') ? path : await read(resolvePath(dir, path));
    if (text === null) unsupported.push(`patchesStrategicMerge: ${path} is not there`);
    else result = patchWith(result, text, path, undefined, unsupported);
  }
  return result;
}

function patchWith(
  items: readonly Item[],
  text: string,
  file: string,
  target: Plain | undefined,
  unsupported: string[],
): readonly Item[] {
  const patches = readDocuments(text, file, unsupported);
  if (patches.some(Array.isArray)) {
    unsupported.push('patches: JSON patch');
    return items;
  }
  return applyPatch(items, patches.filter(isPlain), target, unsupported);
}

/** kustomize refuses them, or writes them in its own way. */
function sayNoTexts(where: string, values: unknown, unsupported: string[]): void {
  if (isPlain(values) && Object.values(values).some((value) => typeof value !== 'string'))
    unsupported.push(`${where}: values that are no text`);
}

function texts(value: unknown): Record<string, string> {
  return isPlain(value) ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, String(item)])) : {};
}
