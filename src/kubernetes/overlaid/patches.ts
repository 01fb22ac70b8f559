import { at, items, textAt } from '../fields.ts';
import { patternOf } from '../kustomize/patch.ts';
import type { Field, Located, ManifestFile } from '../model.ts';
import { parseFields } from '../parse.ts';
import { folderOf, resolvePath } from '../paths.ts';
import type { Workspace } from '../workspace.ts';
import { blockOffsets } from '../yaml/block-offsets.ts';
import { Unfollowed } from './merge.ts';
import { child, type Node, nodeOf, type PlaceOf, textOf } from './node.ts';

/** A patch that a kustomization applies, read whole. */
export interface AppliedPatch {
  /** Objects to merge, or lists of operations. */
  readonly documents: readonly Node[];
  /** Whom it changes; undefined: each document says so itself. */
  readonly target: Field | undefined;
}

/** In the order of kustomize. */
export function patchesIn({ file, manifest: { root } }: Located, workspace: Workspace): AppliedPatch[] {
  const folder = folderOf(file.file);
  const merges = items(at(root, 'patchesStrategicMerge')).map((one) => {
    const text = textAt(one) ?? '';
    return { documents: text.includes('\n') ? inline(one, file) : ofFile(text), target: undefined };
  });
  const listed = [...items(at(root, 'patches')), ...items(at(root, 'patchesJson6902'))].map((one) => {
    const written = at(one, 'patch');
    return {
      documents: written ? inline(written, file) : ofFile(textAt(one, 'path') ?? ''),
      target: at(one, 'target'),
    };
  });
  return [...merges, ...listed];

  function ofFile(path: string): Node[] {
    const found = workspace.file(resolvePath(folder, path));
    if (!found) throw new Unfollowed();
    const { file: name, text } = found;
    return parseFields(text).map((field) => nodeOf(field, ({ start, end }) => ({ file: name, start, end })));
  }
}

/** What stands in a text that is quoted or folded stands somewhere in it. */
function inline(written: Field, { file, text }: ManifestFile): Node[] {
  const inner = textAt(written) ?? '';
  const outer = blockOffsets(text, written, inner);
  const placeOf: PlaceOf = outer
    ? ({ start, end }) => ({ file, start: outer(start), end: outer(end) })
    : () => ({ file, start: written.start, end: written.end });
  return parseFields(inner).map((field) => nodeOf(field, placeOf));
}

/** What a patch is compared with. */
export interface Identity {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly node: () => Node;
}

/** Throws {@link Unfollowed} where only a run of kustomize tells. */
export function isMeantBy(target: Field, one: Identity): boolean {
  const [version = '', group = ''] = one.apiVersion.split('/').reverse();
  const { kind, name } = one;
  const isNamed = Object.entries({ group, version, kind, name }).every(([key, value]) => {
    const wanted = textAt(target, key) ?? '';
    if (wanted === '') return true;
    const pattern = patternOf(wanted);
    if (!pattern) throw new Unfollowed();
    return pattern.test(value);
  });
  return (
    isNamed &&
    SELECTORS.every(([key, field]) =>
      (textAt(target, key) ?? '').split(',').every((term) => isSelectedBy(term.trim(), field, one)),
    )
  );
}

const SELECTORS = [
  ['labelSelector', 'labels'],
  ['annotationSelector', 'annotations'],
] as const;

/** What an object does not have at all, a kustomization may give it. */
function isSelectedBy(term: string, field: string, { node }: Identity): boolean {
  if (term === '') return true;
  const [, key, value] = /^([\w./-]+)\s*==?\s*([\w.-]+)$/.exec(term) ?? [];
  if (key === undefined) throw new Unfollowed();
  const has = textOf(child(child(child(node(), 'metadata'), field), key));
  if (has === undefined) throw new Unfollowed();
  return has === value;
}
