import { at, entries, items, textAt } from '../fields.ts';
import type { Field, Located, Manifest } from '../model.ts';
import type { ImageChange } from './kustomized-images.ts';
import { folderOf, resolvePath } from '../paths.ts';

/** What a kustomization lists, by paths of the workspace. */
export interface Sources {
  /** Files and folders. */
  readonly resources: readonly string[];
  /** Folders. */
  readonly components: readonly string[];
  /** Files that are patches. */
  readonly patchFiles: readonly string[];
  readonly inlinePatches: readonly InlinePatch[];
  /** Patch files that change others than they say themselves. */
  readonly targetedPatches: readonly TargetedPatch[];
  /** Whether it brings objects that no file shows. */
  readonly isOpen: boolean;
}

export interface TargetedPatch {
  readonly path: string;
  readonly target: Field;
}

export interface InlinePatch {
  readonly text: string;
  /** Patterns of whom it changes; undefined: the patch itself says. */
  readonly target: Field | undefined;
}

/** Charts, plugins and what else makes or renames objects in ways that cannot be seen in the files. */
const OPEN = ['helmCharts', 'helmChartInflationGenerator', 'generators', 'transformers', 'replacements'];
const REMOTE = /:\/\/|^[\w.-]+\.\w+\/.+\/|\?ref=|^git@/;

export function sourcesOf({ file, manifest: { root } }: Located): Sources {
  const folder = folderOf(file.file);
  const paths = [...texts(root, 'resources'), ...texts(root, 'bases')];
  const components = texts(root, 'components');
  const local = (list: readonly string[]) =>
    list.filter((path) => !REMOTE.test(path)).map((path) => resolvePath(folder, path));
  const listed = [...items(at(root, 'patches')), ...items(at(root, 'patchesJson6902'))];
  const merges = texts(root, 'patchesStrategicMerge');
  const files = [...listed.flatMap((patch) => textAt(patch, 'path') ?? []), ...merges];
  return {
    resources: local(paths),
    components: local(components),
    patchFiles: files.filter((path) => !path.includes('\n')).map((path) => resolvePath(folder, path)),
    inlinePatches: [
      ...listed.flatMap((patch) => inline(textAt(patch, 'patch'), at(patch, 'target'))),
      ...merges.flatMap((text) => (text.includes('\n') ? inline(text, undefined) : [])),
    ],
    targetedPatches: listed.flatMap((patch) => {
      const path = textAt(patch, 'path');
      const target = at(patch, 'target');
      return path !== undefined && target ? [{ path: resolvePath(folder, path), target }] : [];
    }),
    isOpen:
      OPEN.some((key) => at(root, key) !== undefined) || [...paths, ...components].some((path) => REMOTE.test(path)),
  };
}

/** What a kustomization says of the names and namespaces of its objects. */
export function naming({ root }: Manifest): { namespace: string | undefined; prefix: string; suffix: string } {
  return {
    namespace: textAt(root, 'namespace'),
    prefix: textAt(root, 'namePrefix') ?? '',
    suffix: textAt(root, 'nameSuffix') ?? '',
  };
}

/** What a kustomization says of the images of its objects. */
export function imageChanges({ root }: Manifest): ImageChange[] {
  return items(at(root, 'images')).map((one) => ({
    name: textAt(one, 'name') ?? '',
    newName: textAt(one, 'newName') ?? '',
    newTag: textAt(one, 'newTag') ?? '',
    digest: textAt(one, 'digest') ?? '',
  }));
}

/** Whether the patch may change the object, as far as its text tells. */
export function mayPatch({ text, target }: InlinePatch, manifest: Manifest): boolean {
  if (target && entries(target).length > 0) return isTarget(target, manifest);
  return text.includes(manifest.name) && text.includes(manifest.kind);
}

export function isTarget(target: Field, { kind, name }: Manifest): boolean {
  return fits(textAt(target, 'kind'), kind) && fits(textAt(target, 'name'), name);
}

/** Patterns are regular expressions, which nobody runs here: those that are none are compared. */
function fits(pattern: string | undefined, value: string): boolean {
  return pattern === undefined || pattern === value || !/^[\w.-]+$/.test(pattern) || pattern.includes('.');
}

function inline(text: string | undefined, target: Field | undefined): InlinePatch[] {
  return text === undefined ? [] : [{ text, target }];
}

function texts(root: Field, key: string): string[] {
  return items(at(root, key)).flatMap((item) => textAt(item) ?? []);
}
