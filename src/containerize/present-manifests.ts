import { type Document, parseAllDocuments } from 'yaml';
import type { Files } from '../go/files.ts';
import { joinPath } from './paths.ts';

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
}

/** Folders in which repositories keep what they deploy. */
const FOLDERS =
  /^\.?(?:deploy|deployments?|deployment|k8s|kube|kubernetes|manifests?|config|helm|charts?|kustomize|infra|infrastructure|ops|gitops|argocd|install|dist-manifests)$/i;
const MOST_FOLDERS = 200;
const MOST_FILES = 300;

/** What the repository deploys already, found where such things are kept. A tree too large is read in part. */
export async function readPresentManifests(files: Files): Promise<PresentManifests> {
  const objects: PresentObject[] = [];
  const kustomizations: string[] = [];
  const charts: string[] = [];
  const root = await files.list('');
  const queue = root.filter(({ name, folder }) => folder && FOLDERS.test(name)).map(({ name }) => name);
  let read = 0;
  const readFile = async (path: string) => {
    if (read++ >= MOST_FILES) return;
    objects.push(...objectsIn(path, (await files.read(path)) ?? ''));
  };
  for (const { name, folder } of root) if (!folder && isManifest(name)) await readFile(name);
  for (let looked = 0; looked < MOST_FOLDERS; looked++) {
    const folder = queue.shift();
    if (folder === undefined) break;
    const entries = await files.list(folder);
    const names = new Set(entries.filter((entry) => !entry.folder).map(({ name }) => name));
    if (names.has('Chart.yaml')) {
      charts.push(folder);
      continue;
    }
    if (['kustomization.yaml', 'kustomization.yml', 'Kustomization'].some((name) => names.has(name))) {
      kustomizations.push(folder);
    }
    for (const entry of entries) {
      const path = joinPath(folder, entry.name) ?? entry.name;
      if (entry.folder && !/^(?:\.|node_modules$|vendor$|testdata$)/.test(entry.name)) queue.push(path);
      else if (!entry.folder && isManifest(entry.name)) await readFile(path);
    }
  }
  return { objects, kustomizations, charts };
}

function isManifest(name: string): boolean {
  return (
    /\.ya?ml$/.test(name) &&
    !/^(?:kustomization|Chart|values.*|docker-compose.*|compose.*|skaffold|\..*)\.ya?ml$/.test(name)
  );
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

/** The value at keys, an empty object where there is none. */
export function object(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}
