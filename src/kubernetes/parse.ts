import type { Document } from 'yaml';
import type { Report } from '../lint/rule.ts';
import { createConverter } from './convert.ts';
import { items, textAt, textMap } from './fields.ts';
import { isChartFile, isKustomizationFile } from './kustomize/kustomization-names.ts';
import type { Field, Manifest, ManifestFile, MapField } from './model.ts';
import { syntaxFaults } from './syntax-faults.ts';
import type { PlainDocument } from './yaml/document.ts';
import { readDocuments } from './yaml/documents.ts';

/** In characters; what is larger is no file that somebody wrote, and would cost memory many times its size. */
const LARGEST = 20 * 1024 * 1024;

/** Reads any text; never throws. `file` is relative to the workspace, with `/`. */
export function parseManifests(text: string, file = ''): ManifestFile {
  const nothing = { file, text, syntax: [], comments: [], helmTemplate: false, manifests: [] };
  if (text.length > LARGEST) return { ...nothing, syntax: [tooLarge(text)] };
  const hasBraces = text.includes('{{');
  if (hasBraces && /(?:^|\/)templates\//.test(file)) return { ...nothing, helmTemplate: true };
  const read = readDocuments(text);
  if (read === undefined) return nothing;
  const syntax: Report[] = [];
  const manifests: Manifest[] = [];
  let templated = false;
  for (const document of read.documents) {
    const { root, faults, isTemplate } = 'root' in document ? plain(text, document) : converted(text, document);
    templated ||= isTemplate;
    syntax.push(...faults.reports);
    if (root) manifests.push(...manifestsIn(root, file).map((one) => (faults.broken ? { ...one, broken: true } : one)));
  }
  // Template actions between the lines break YAML; a file that breaks at them is no YAML yet.
  if (hasBraces && (templated || syntax.length > 0)) return { ...nothing, helmTemplate: true };
  return {
    ...nothing,
    syntax: manifests.length > 0 || mayBeManifest(text) ? syntax : [],
    comments: read.comments,
    manifests,
  };
}

/** The documents of any YAML, whatever they are; never throws. */
export function parseFields(text: string): readonly Field[] {
  const read = text.length > LARGEST ? undefined : readDocuments(text);
  return (read?.documents ?? []).flatMap((document) => {
    const { root } = 'root' in document ? plain(text, document) : converted(text, document);
    return root ? [root] : [];
  });
}

function tooLarge({ length }: string): Report {
  const megabytes = Math.round(length / 1024 / 1024);
  return {
    start: 0,
    end: 0,
    message: ['The file is not checked: {0} MB are too much for a manifest', megabytes],
    severity: 'warning',
    aliases: [],
  };
}

function plain(text: string, { root, faults }: PlainDocument) {
  return { root, faults: syntaxFaults(text, [], faults), isTemplate: false };
}

function converted(text: string, { contents, errors }: Document.Parsed) {
  const converter = createConverter(text);
  const root = contents ? converter.convert(contents) : undefined;
  return { root, faults: syntaxFaults(text, errors, converter.faults()), isTemplate: converter.sawTemplate() };
}

function mayBeManifest(text: string): boolean {
  return /^["{\s]*apiVersion["']?\s*:/m.test(text) && /^["{\s]*kind["']?\s*:/m.test(text);
}

const MOST_NESTED_LISTS = 3;

function manifestsIn(root: Field, file: string, depth = 0): Manifest[] {
  if (root.kind !== 'map') return [];
  const isKustomization = isKustomizationFile(file);
  const implied = isKustomization ? 'Kustomization' : isChartFile(file) ? 'Chart' : undefined;
  const kind = textAt(root, 'kind') ?? implied;
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
