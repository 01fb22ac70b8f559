import { type Document, parseAllDocuments } from 'yaml';
import type { Report } from '../lint/rule.ts';
import { readComments } from './comments.ts';
import { createConverter } from './convert.ts';
import { items, textAt, textMap } from './fields.ts';
import { isKustomizationFile } from './kustomization-names.ts';
import type { Field, Manifest, ManifestFile, MapField } from './model.ts';

/** Reads any text; never throws. `file` is relative to the workspace, with `/`. */
export function parseManifests(text: string, file = ''): ManifestFile {
  const nothing = { file, text, syntax: [], comments: [], helmTemplate: false, manifests: [] };
  const hasBraces = text.includes('{{');
  if (hasBraces && /(?:^|\/)templates\//.test(file)) return { ...nothing, helmTemplate: true };
  const documents = readDocuments(text);
  if (documents === undefined) return nothing;
  const roots: Field[] = [];
  let templated = false;
  for (const document of documents) {
    const converter = createConverter(document, text);
    const root = document.contents ? converter.convert(document.contents) : undefined;
    templated ||= converter.sawTemplate();
    if (root) roots.push(root);
  }
  const errors = documents.flatMap((document) => syntaxReports(document, text));
  // Template actions between the lines break YAML; a file that breaks at them is no YAML yet.
  if (hasBraces && (templated || errors.length > 0)) return { ...nothing, helmTemplate: true };
  const manifests = roots.flatMap((root) => manifestsIn(root, file));
  return {
    ...nothing,
    syntax: manifests.length > 0 || mayBeManifest(text) ? errors : [],
    comments: readComments(text),
    manifests,
  };
}

function readDocuments(text: string): readonly Document.Parsed[] | undefined {
  try {
    const read = parseAllDocuments(text, { prettyErrors: false, merge: true, logLevel: 'silent', uniqueKeys: true });
    return 'empty' in read ? [] : read;
  } catch {
    // The library promises not to throw; should it do so, the file says nothing.
    return undefined;
  }
}

function mayBeManifest(text: string): boolean {
  return /^["{\s]*apiVersion["']?\s*:/m.test(text) && /^["{\s]*kind["']?\s*:/m.test(text);
}

const MOST_NESTED_LISTS = 3;

function manifestsIn(root: Field, file: string, depth = 0): Manifest[] {
  if (root.kind !== 'map') return [];
  const isKustomization = isKustomizationFile(file);
  const kind = textAt(root, 'kind') ?? (isKustomization ? 'Kustomization' : undefined);
  const apiVersion = textAt(root, 'apiVersion') ?? (isKustomization ? 'kustomize.config.k8s.io/v1beta1' : undefined);
  if (kind === undefined || apiVersion === undefined) return [];
  const list = root.entries.find(({ key }) => key === 'items')?.value;
  if (kind.endsWith('List') && list?.kind === 'list' && depth < MOST_NESTED_LISTS) {
    return items(list).flatMap((item) => manifestsIn(item, file, depth + 1));
  }
  return [manifest(root, apiVersion, kind)];
}

function manifest(root: MapField, apiVersion: string, kind: string): Manifest {
  const metadata = root.entries.find(({ key }) => key === 'metadata')?.value;
  return {
    start: root.start,
    end: root.end,
    apiVersion,
    kind,
    name: textAt(metadata, 'name') ?? '',
    namespace: textAt(metadata, 'namespace') ?? '',
    labels: textMap(metadata?.kind === 'map' ? metadata.entries.find(({ key }) => key === 'labels')?.value : undefined),
    root,
  };
}

function syntaxReports({ errors }: Document.Parsed, text: string): Report[] {
  return errors.map(({ message, pos, code }) => {
    const start = Math.min(pos[0], text.length);
    const end = Math.min(Math.max(pos[1], start), text.length);
    switch (code) {
      case 'TAB_AS_INDENT':
        return { start, end, message: ['YAML cannot be indented with tabs'], aliases: [] };
      case 'DUPLICATE_KEY':
        return {
          start,
          end,
          message: ['The key is there twice; the API server keeps one of them'],
          aliases: ['kubeconform:schema'],
        };
      default:
        return { start, end, message: ['YAML cannot be read: {0}', message], aliases: [] };
    }
  });
}
