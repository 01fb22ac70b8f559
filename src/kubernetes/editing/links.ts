import type { Range } from '../../lint/rule.ts';
import { at, items, textAt } from '../fields.ts';
import { isKustomization } from '../kustomize/kustomization-names.ts';
import type { Field, Manifest, ManifestFile } from '../model.ts';
import { podSpec } from '../pods/workloads.ts';
import { resolvePath } from '../paths.ts';
import { writtenRange } from './written.ts';

/** A word that leads somewhere: to an image's page, a file or folder of the workspace, or a page outside. */
export type ManifestLink = Range & ({ readonly image: string } | { readonly path: string } | { readonly url: string });

/** Where kustomizations name files and folders; lists are entered. */
const PATHS: readonly (readonly string[])[] = [
  ['resources'],
  ['bases'],
  ['components'],
  ['crds'],
  ['configurations'],
  ['generators'],
  ['transformers'],
  ['validators'],
  ['patchesStrategicMerge'],
  ['patches', 'path'],
  ['patchesJson6902', 'path'],
  ['replacements', 'path'],
  ['openapi', 'path'],
  ['configMapGenerator', 'files'],
  ['configMapGenerator', 'envs'],
  ['configMapGenerator', 'env'],
  ['secretGenerator', 'files'],
  ['secretGenerator', 'envs'],
  ['secretGenerator', 'env'],
  ['helmCharts', 'valuesFile'],
];

/** Paths of the workspace are given relative to it. */
export function linksOf({ file, manifests, text }: ManifestFile): ManifestLink[] {
  return manifests.flatMap((manifest) =>
    isKustomization(manifest) ? kustomizationLinks(file, manifest, text) : imageLinks(manifest, text),
  );
}

/** The texts in a kustomization that name files or folders; those over several lines are patches themselves. */
function pathFields({ root }: Pick<Manifest, 'root'>): Field[] {
  return PATHS.flatMap((path) => fieldsAt(root, path)).filter((field) => {
    const text = textAt(field);
    return text !== undefined && text !== '' && !text.includes('\n');
  });
}

function fieldsAt(field: Field | undefined, path: readonly string[]): Field[] {
  if (!field) return [];
  if (field.kind === 'list') return items(field).flatMap((item) => fieldsAt(item, path));
  const [key, ...rest] = path;
  return key === undefined ? [field] : fieldsAt(at(field, key), rest);
}

function kustomizationLinks(file: string, manifest: Manifest, text: string): ManifestLink[] {
  const folder = file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '';
  return pathFields(manifest).flatMap((field): ManifestLink[] => {
    const written = textAt(field) ?? '';
    const range = writtenRange(text, field);
    if (!range) return [];
    const page = remotePage(written);
    if (page !== undefined) return [{ ...range, url: page }];
    if (/:\/\/|^git@/.test(written)) return [];
    // `key=file` of a generator: the file is what is behind.
    const equals = written.indexOf('=') + 1;
    return [{ start: range.start + equals, end: range.end, path: resolvePath(folder, written.slice(equals)) }];
  });
}

/** The page of a remote base on GitHub: `https://github.com/o/r//path?ref=v1` or `github.com/o/r/path`. */
function remotePage(written: string): string | undefined {
  const found = /^(?:https:\/\/)?github\.com\/([\w.-]+\/[\w.-]+?)(?:\.git)?(?:\/\/?([^?]*))?(?:\?(.*))?$/.exec(written);
  if (!found) return undefined;
  const [, repository = '', path = '', query = ''] = found;
  const ref = new URLSearchParams(query).get('ref') ?? new URLSearchParams(query).get('version') ?? 'HEAD';
  return `https://github.com/${repository}/tree/${ref}${path === '' ? '' : `/${path}`}`;
}

function imageLinks(manifest: Manifest, text: string): ManifestLink[] {
  return (podSpec(manifest)?.containers ?? []).flatMap(({ field }): ManifestLink[] => {
    const image = at(field, 'image');
    const range = image && writtenRange(text, image);
    return range ? [{ ...range, image: textAt(image) ?? '' }] : [];
  });
}
