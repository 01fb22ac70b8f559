import { type Document, parseAllDocuments, parseDocument } from 'yaml';
import type { Files } from '../../go/files.ts';
import { isKustomizationFile } from '../../kubernetes/kustomize/kustomization-names.ts';

/** An object of a manifest that the repository has. */
export interface PresentObject {
  readonly file: string;
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | null;
  /** The whole of it, as JSON. */
  readonly json: Readonly<Record<string, unknown>>;
}

export interface PresentManifests {
  readonly objects: readonly PresentObject[];
  /** Folders with a kustomization, the outermost first. */
  readonly kustomizations: readonly string[];
  /** Folders with a Helm chart. */
  readonly charts: readonly string[];
  /** Names that kustomizations give images in place of their own. */
  readonly renamed: ReadonlyMap<string, readonly string[]>;
}

/** Folders in which repositories keep what they deploy. */
const FOLDERS =
  /^\.?(?:deploy|deployments?|deployment|k8s|kube|kubernetes|manifests?|config|helm|charts?|kustomize|infra|infrastructure|ops|gitops|argocd|install|dist-manifests)$/i;
const HIDDEN = /^(?:\.|node_modules$|vendor$|testdata$)/;
/** Folders whose manifests deploy nothing. */
const NOT_USED = /^(?:\..*|node_modules|vendor|testdata|tests?|e2e|examples?|samples?|fixtures?|docs?)$/i;
/** What a cluster has for every program: wherever the repository uses it, others may. */
const SHARED: ReadonlySet<string> = new Set([
  'ExternalSecret',
  'SecretStore',
  'ClusterSecretStore',
  'SealedSecret',
  'Gateway',
]);
const MOST_FOLDERS = 200;
const MOST_FILES = 300;

/**
 * What the repository deploys already, found where such things are kept; what is for every program, in other folders, too.
 * A tree too large is read in part.
 */
export async function readPresentManifests(files: Files): Promise<PresentManifests> {
  const found = {
    objects: [] as PresentObject[],
    kustomizations: [] as string[],
    charts: [] as string[],
    renamed: new Map<string, string[]>(),
  };
  const root = await files.list('');
  let read = 0;
  const objectsAt = async (path: string) =>
    read++ < MOST_FILES ? objectsIn(path, (await files.read(path)) ?? '') : [];
  for (const { name, folder } of root) {
    if (!folder && isManifest(name)) found.objects.push(...(await objectsAt(name)));
  }
  const folders = root.filter(({ folder }) => folder).map(({ name }) => name);
  for await (const { folder, names } of below(files, folders.filter(isKept), HIDDEN)) {
    if (names.includes('Chart.yaml')) {
      found.charts.push(folder);
      continue;
    }
    const kustomization = names.find(isKustomizationFile);
    if (kustomization !== undefined) {
      found.kustomizations.push(folder);
      for (const [name, newName] of renamedIn((await files.read(`${folder}/${kustomization}`)) ?? '')) {
        found.renamed.set(name, [...(found.renamed.get(name) ?? []), newName]);
      }
    }
    for (const name of names.filter(isManifest)) found.objects.push(...(await objectsAt(`${folder}/${name}`)));
  }
  const others = folders.filter((name) => !isKept(name) && !NOT_USED.test(name));
  for await (const { folder, names } of below(files, others, NOT_USED)) {
    for (const name of names.filter(isManifest)) {
      found.objects.push(...(await objectsAt(`${folder}/${name}`)).filter(({ kind }) => SHARED.has(kind)));
    }
  }
  return found;
}

function isKept(name: string): boolean {
  return FOLDERS.test(name);
}

/** Folders and the names of the files in them, the outermost first; charts have templates below them, which are not looked into. */
async function* below(files: Files, folders: readonly string[], skipped: RegExp) {
  const queue = [...folders];
  for (let looked = 0; looked < MOST_FOLDERS; looked++) {
    const folder = queue.shift();
    if (folder === undefined) return;
    const entries = await files.list(folder);
    const names = entries.filter((entry) => !entry.folder).map(({ name }) => name);
    if (!names.includes('Chart.yaml')) {
      queue.push(
        ...entries.filter((one) => one.folder && !skipped.test(one.name)).map(({ name }) => `${folder}/${name}`),
      );
    }
    yield { folder, names };
  }
}

function isManifest(name: string): boolean {
  return (
    /\.ya?ml$/.test(name) &&
    !/^(?:kustomization|Chart|values.*|docker-compose.*|compose.*|skaffold|\..*)\.ya?ml$/.test(name)
  );
}

/** What a kustomization calls images, by what its resources call them. */
function renamedIn(text: string): (readonly [name: string, newName: string])[] {
  const document = parseDocument(text, { logLevel: 'silent' });
  if (document.errors.length > 0) return [];
  return list(toJson(document)['images']).flatMap((image) => {
    const { name, newName } = object(image);
    return typeof name === 'string' && typeof newName === 'string' ? [[name, newName] as const] : [];
  });
}

function objectsIn(file: string, text: string): PresentObject[] {
  // Of templates nobody knows what they become.
  if (!/^kind:/m.test(text) || text.includes('{{')) return [];
  return parseAllDocuments(text, { logLevel: 'silent' }).flatMap((document) => {
    if (document.errors.length > 0) return [];
    const json = toJson(document);
    const { apiVersion, kind, metadata } = json;
    const { name, namespace } = object(metadata);
    if (typeof apiVersion !== 'string' || typeof kind !== 'string' || typeof name !== 'string') return [];
    return [{ file, apiVersion, kind, name, namespace: typeof namespace === 'string' ? namespace : null, json }];
  });
}

function toJson(document: Document.Parsed): Readonly<Record<string, unknown>> {
  try {
    return object(document.toJS({ maxAliasCount: 100 }));
  } catch {
    // Aliases that multiply without end.
    return {};
  }
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

/** The value at keys, an empty object where there is none. */
export function object(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}
