import { at, items } from '../fields.ts';
import { isBuiltIn } from '../kustomize/patch.ts';
import type { Kustomization } from '../kustomize/landings.ts';
import type { Manifest, ManifestFile } from '../model.ts';
import type { Workspace } from '../workspace.ts';
import { type GeneratedNode, generatedNodes, objectOf } from './generated.ts';
import { type Echo, merged, type NoteChange, type PatchChange, Unfollowed, wordsOf } from './merge.ts';
import { child, type Node, type NodeEntry, nodeOf, textOf } from './node.ts';
import { operated } from './operations.ts';
import { type AppliedPatch, isMeantBy, patchesIn } from './patches.ts';
import { replacementsIn } from './replaced.ts';
import { type Changing, namesWhatComesOut, scaling, type Transformation, transformations } from './transformed.ts';

/** An object as a kustomization makes it. */
export interface MadeObject extends Changing {
  /** Where it came from. */
  readonly file: string;
  /** As it is written there; absent: it is generated, or a patch changed it. */
  readonly written?: Manifest;
  /** What patches take out of it, write over or say again. */
  readonly changes: readonly (PatchChange | Echo)[];
}

export interface MadeObjects {
  readonly objects: readonly MadeObject[];
  /** There are others that nobody sees here. */
  readonly isOpen: boolean;
}

/** What is collected from. */
export interface Builds {
  /** By folder. */
  readonly all: ReadonlyMap<string, Kustomization>;
  readonly workspace: Workspace;
  /** False: as if there were no patches, and no data that is generated for others. */
  readonly withPatches: boolean;
}

const MOST_NESTED = 20;

/** All that a kustomization makes. Throws {@link Unfollowed} where it does what is not followed here. */
export function collected(top: Kustomization, { all, workspace, withPatches }: Builds): MadeObjects {
  let isOpen = false;
  return { objects: made(top, [], 0), isOpen };

  /** A component changes what includes it. */
  function made(one: Kustomization, before: readonly MadeObject[], depth: number): readonly MadeObject[] {
    if (depth > MOST_NESTED) return before;
    if (isChangedUnseen(one, all)) throw new Unfollowed();
    if (one.isOpen) isOpen = true;
    let objects: readonly MadeObject[] = [...before, ...one.resources.flatMap((path) => resource(path, depth))];
    for (const path of one.components) {
      const component = all.get(path);
      if (component) objects = made(component, objects, depth + 1);
    }
    const generated = withPatches || !addsData(one, all) ? generatedNodes(one.object, workspace) : [];
    if (!generated) isOpen = true;
    for (const next of generated ?? []) objects = withGenerated(objects, next);
    if (withPatches) objects = withPatchesOf(one, objects);
    for (const change of transformations(one.object, () => objects)) objects = transformed(objects, change);
    return withPatches ? withReplacements(one, scaled(one, objects)) : objects;
  }

  function withPatchesOf({ object }: Kustomization, before: readonly MadeObject[]): readonly MadeObject[] {
    const patches = patchesIn(object, workspace);
    const names = new Set(before.map(({ name }) => name));
    const documents = patches.flatMap((patch) => patch.documents);
    if (namesWhatComesOut(documents, object, names)) throw new Unfollowed();
    return patches.reduce<readonly MadeObject[]>((objects, patch) => patched(objects, patch, isOpen), before);
  }

  function resource(path: string, depth: number): readonly MadeObject[] {
    const folder = all.get(path);
    if (folder) return made(folder, [], depth + 1);
    const file = workspace.file(path);
    if (!file || file.helmTemplate) isOpen = true;
    return file ? objectsIn(file) : [];
  }
}

/** Whether it makes ConfigMaps or Secrets for what another kustomization brings. */
export function addsData(
  { object: { manifest }, resources }: Kustomization,
  all: ReadonlyMap<string, Kustomization>,
): boolean {
  const generators = at(manifest.root, 'configMapGenerator') ?? at(manifest.root, 'secretGenerator');
  return generators !== undefined && resources.some((path) => all.has(path));
}

/** Whether what patches set may not be the last word: components from elsewhere and plugins change it, too. */
function isChangedUnseen({ object, components }: Kustomization, all: Builds['all']): boolean {
  const { root } = object.manifest;
  const seen = components.filter((path) => all.has(path));
  return seen.length < items(at(root, 'components')).length || at(root, 'transformers') !== undefined;
}

function objectsIn({ file, text, manifests }: ManifestFile): MadeObject[] {
  return manifests.map((written) => {
    const { apiVersion, kind, name, namespace } = written;
    const node = () => nodeOf(written.root, ({ start, end }) => ({ file, start, end }));
    return { file, apiVersion, kind, name, namespace, written, isNew: false, text, node, changes: [] };
  });
}

function withGenerated(objects: readonly MadeObject[], next: GeneratedNode): MadeObject[] {
  const { kind, name, changes, place } = next;
  const known = objects.find((one) => one.kind === kind && one.name === name);
  const node = () => objectOf(next);
  if (!known || changes === undefined) {
    const made = { apiVersion: 'v1', kind, name, namespace: '', isNew: true, text: '', node, changes: [] };
    return [...objects, { file: place.file, ...made }];
  }
  const noted = [...known.changes];
  const note: NoteChange = (change) => void noted.push(change);
  if (changes === 'merge') {
    const data = merged(known.node(), node(), note, false);
    return objects.map((one) => (one === known && data ? withNode(one, data, noted) : one));
  }
  for (const { key, value } of dataIn(known.node())) {
    if (!next.data.some((one) => one.key === key)) {
      note({ place: next.changesPlace, kind: 'removal', words: wordsOf(key, value) });
    }
  }
  return objects.map((one) => (one === known ? withNode(one, node(), noted) : one));
}

function dataIn(object: Node): readonly NodeEntry[] {
  return ['data', 'stringData', 'binaryData'].flatMap((key) => {
    const data = child(object, key);
    return data?.kind === 'map' ? data.entries : [];
  });
}

function transformed(objects: readonly MadeObject[], change: Transformation): MadeObject[] {
  return objects.map((one) => {
    const node = change(one);
    return node ? withNode(one, node, one.changes) : one;
  });
}

/** How many there are of something is said by nobody but the kustomization. */
function scaled({ object }: Kustomization, objects: readonly MadeObject[]): MadeObject[] {
  const change = scaling(object);
  return change ? transformed(objects, change) : [...objects];
}

function withReplacements({ object }: Kustomization, before: readonly MadeObject[]): readonly MadeObject[] {
  return replacementsIn(object).reduce(
    (objects, found) =>
      found(objects).reduce(
        (all, { isTarget, applied }) =>
          all.map((one) => {
            if (!isTarget(one)) return one;
            const changes = [...one.changes];
            const node = applied(one.node(), (change) => void changes.push(change));
            return withNode(one, node, changes);
          }),
        objects,
      ),
    before,
  );
}

/** A patch of what is not there fails the build; `isOpen`: it may be for what nobody sees here. */
function patched(objects: readonly MadeObject[], { documents, target }: AppliedPatch, isOpen: boolean): MadeObject[] {
  return documents.reduce<MadeObject[]>(
    (before, document) => {
      const meant = new Set(before.filter((one) => isChanged(one, document, target)));
      if (meant.size === 0 && !target && !isOpen) throw new Unfollowed();
      return before.flatMap((one) => (meant.has(one) ? changed(one, document, target !== undefined) : [one]));
    },
    [...objects],
  );
}

function isChanged(one: MadeObject, document: Node, target: AppliedPatch['target']): boolean {
  if (target) return isMeantBy(target, one);
  return (
    textOf(child(document, 'kind')) === one.kind && textOf(child(child(document, 'metadata'), 'name')) === one.name
  );
}

function changed(one: MadeObject, document: Node, hasTarget: boolean): MadeObject[] {
  const changes = [...one.changes];
  const note: NoteChange = (change) => void changes.push(change);
  const patch = hasTarget ? withoutIdentity(document) : withoutNamespace(document);
  const node =
    document.kind === 'list'
      ? operated(one.node(), document, note)
      : merged(one.node(), patch, note, !isBuiltIn({ apiVersion: one.apiVersion }));
  return node ? [withNode(one, node, changes)] : [];
}

function withNode({ written: _written, ...one }: MadeObject, node: Node, changes: MadeObject['changes']): MadeObject {
  const namespace = textOf(child(child(node, 'metadata'), 'namespace')) ?? '';
  return { ...one, namespace, isNew: true, node: () => node, changes };
}

/** It says which object is meant, as its name does. */
function withoutNamespace(document: Node): Node {
  const metadata = child(document, 'metadata');
  if (document.kind !== 'map' || metadata?.kind !== 'map') return document;
  const value = { ...metadata, entries: metadata.entries.filter(({ key }) => key !== 'namespace') };
  return { ...document, entries: document.entries.map((one) => (one.key === 'metadata' ? { ...one, value } : one)) };
}

/** With a target, the patch's own kind and name say nothing. */
function withoutIdentity(document: Node): Node {
  if (document.kind !== 'map') return document;
  return { ...document, entries: document.entries.filter(({ key }) => !/^(?:apiVersion|kind|metadata)$/.test(key)) };
}
