import { at, items, textAt, textMap, valueAt } from '../fields.ts';
import { ANNOTATIONS, type FieldPath, LABEL_SELECTORS, TEMPLATE_LABELS } from '../kustomize/fields.ts';
import { changedImage } from '../kustomize/kustomized-images.ts';
import { imageChanges, naming } from '../kustomize/sources.ts';
import { isNamespaced } from '../kustomize/transform.ts';
import type { Field, Located } from '../model.ts';
import type { Identity } from './patches.ts';
import { child, type MapNode, type Node, type NodePlace, scalarsIn, textOf, withChild } from './node.ts';

/** An object on its way. */
export interface Changing extends Identity {
  /** A patch or a generator has changed it, or made it. */
  readonly isNew: boolean;
  /** What stands in the file that it is written in, as long as it is written. */
  readonly text: string;
  readonly namespace: string;
}

/** What a field of a kustomization sets in an object; undefined: it stays. */
export type Transformation = (object: Changing) => Node | undefined;

/**
 * What a kustomization does to all of its objects, in the order of kustomize. What does the same to whoever asks and
 * whoever is asked is left out, so that objects stay as they are written; names stay as they are without affixes.
 */
export function transformations(kustomization: Located, objects: () => readonly Changing[]): readonly Transformation[] {
  return [...namespacing(kustomization, objects), ...labelling(kustomization, objects), ...tagging(kustomization)];
}

/** Under which name an image is known here, its manifests say. */
function tagging(kustomization: Located): Transformation[] {
  const { root } = kustomization.manifest;
  const changes = imageChanges(kustomization.manifest).map((one) => ({ ...one, newName: '' }));
  if (changes.length === 0) return [];
  const place = placeIn(kustomization, at(root, 'images') ?? root);
  return [
    ({ isNew, node }) => (isNew ? withImages(node(), (image) => changedImage(image, changes), place) : undefined),
  ];
}

/** How many pods there are, which is a matter of its own; undefined: it says nothing of that. */
export function scaling(kustomization: Located): Transformation | undefined {
  const all = items(at(kustomization.manifest.root, 'replicas'));
  if (all.length === 0) return undefined;
  return ({ kind, name, node }) => {
    const count = SCALED.test(kind) ? all.find((one) => textAt(one, 'name') === name) : undefined;
    const value = valueAt(count, 'count');
    const field = at(count, 'count');
    if (!field || typeof value !== 'number') return undefined;
    const object = node();
    const spec = child(object, 'spec');
    if (spec?.kind !== 'map' || textOf(child(spec, 'replicas')) === String(value)) return undefined;
    const place = placeIn(kustomization, field);
    return withChild(object, 'spec', withChild(spec, 'replicas', { kind: 'scalar', value, place }, place), place);
  };
}

const SCALED = /^(?:Deployment|StatefulSet|ReplicaSet|ReplicationController)$/;

/** Where no object says its own, all of them move together. */
function namespacing(kustomization: Located, objects: () => readonly Changing[]): Transformation[] {
  const { namespace } = naming(kustomization.manifest);
  if (namespace === undefined || objects().every((one) => one.namespace === '')) return [];
  const place = placeIn(kustomization, at(kustomization.manifest.root, 'namespace') ?? kustomization.manifest.root);
  return [
    (object) => {
      if (object.namespace === namespace || object.kind === 'Namespace' || !isNamespaced(object.kind)) return undefined;
      const node = object.node();
      const metadata = child(node, 'metadata') ?? { kind: 'map', entries: [], place };
      const set: Node = { kind: 'scalar', value: namespace, place };
      return withChild(node, 'metadata', withChild(metadata, 'namespace', set, place), place);
    },
  ];
}

/** Those that selectors or labels of objects speak of, too. */
function labelling(kustomization: Located, objects: () => readonly Changing[]): Transformation[] {
  return labelSets(kustomization).flatMap(({ pairs, paths }) => {
    const spoken = [...pairs].filter(([key]) => objects().some((one) => speaksOf(one, key)));
    if (spoken.length === 0) return [];
    return [
      (object: Changing) => {
        const own = paths.filter(({ kinds }) => kinds.length === 0 || kinds.includes(object.kind));
        const before = object.node();
        const after = spoken
          .flatMap(([key, { value, place }]) => own.map((path) => ({ ...path, label: { key, value, place } })))
          .reduce((node, { path, create, label }) => labelled(node, path.split('/'), create, label), before);
        return after === before ? undefined : after;
      },
    ];
  });
}

interface Label {
  readonly key: string;
  readonly value: string;
  readonly place: NodePlace;
}

interface LabelSet {
  readonly pairs: ReadonlyMap<string, Omit<Label, 'key'>>;
  readonly paths: readonly FieldPath[];
}

const OWN: FieldPath = { kinds: [], path: 'metadata/labels', create: true };

function labelSets(kustomization: Located): LabelSet[] {
  const { root } = kustomization.manifest;
  const pairsAt = (field: Field | undefined) =>
    new Map([...textMap(field)].map(([key, value]) => [key, { value, place: placeIn(kustomization, field ?? root) }]));
  const sets = items(at(root, 'labels')).map((one) => {
    const selectors = textAt(one, 'includeSelectors') === 'true';
    const templates = selectors || textAt(one, 'includeTemplates') === 'true';
    const paths = [OWN, ...(templates ? TEMPLATE_LABELS : []), ...(selectors ? LABEL_SELECTORS : [])];
    return { pairs: pairsAt(at(one, 'pairs')), paths };
  });
  const annotations = { pairs: pairsAt(at(root, 'commonAnnotations')), paths: ANNOTATIONS };
  const common = { pairs: pairsAt(at(root, 'commonLabels')), paths: [OWN, ...TEMPLATE_LABELS, ...LABEL_SELECTORS] };
  return [...sets, common, annotations];
}

function speaksOf({ isNew, text, node }: Changing, key: string): boolean {
  return isNew ? keysIn(node()).has(key) : text.includes(key);
}

function keysIn(node: Node, found = new Set<string>()): ReadonlySet<string> {
  if (node.kind === 'list') for (const item of node.items) keysIn(item, found);
  if (node.kind === 'map') {
    for (const { key, value } of node.entries) {
      found.add(key);
      keysIn(value, found);
    }
  }
  return found;
}

/** Lists on the way are entered item by item. */
function labelled(node: Node, [step, ...rest]: readonly string[], create: boolean, label: Label): Node {
  if (node.kind === 'list') {
    const items = node.items.map((item) => labelled(item, [step ?? '', ...rest], create, label));
    return items.every((item, index) => item === node.items[index]) ? node : { ...node, items };
  }
  if (node.kind !== 'map') return node;
  const { key, value, place } = label;
  if (step === undefined) {
    const isSame = textOf(child(node, key)) === value;
    return isSame ? node : withChild(node, key, { kind: 'scalar', value, place }, place);
  }
  const known = child(node, step);
  if (!known && !create) return node;
  const inner = known?.kind === 'scalar' ? undefined : known;
  return withChild(node, step, labelled(inner ?? emptyAt(place), rest, create, label), place);
}

function emptyAt(place: NodePlace): MapNode {
  return { kind: 'map', entries: [], place };
}

/** As kustomize: whatever stands in a list of that name, in kinds it does not know, too. */
function withImages(node: Node, changed: (image: string) => string, place: NodePlace): Node {
  if (node.kind === 'scalar') return node;
  if (node.kind === 'list') return { ...node, items: node.items.map((item) => withImages(item, changed, place)) };
  const entries = node.entries.map((one) => ({
    ...one,
    value:
      one.value.kind === 'list' && (one.key === 'containers' || one.key === 'initContainers')
        ? { ...one.value, items: one.value.items.map((item) => withImage(item, changed, place)) }
        : withImages(one.value, changed, place),
  }));
  return { ...node, entries };
}

function withImage(container: Node, changed: (image: string) => string, place: NodePlace): Node {
  const image = textOf(child(container, 'image'));
  const made = image === undefined ? undefined : changed(image);
  if (made === undefined || made === image) return container;
  return withChild(container, 'image', { kind: 'scalar', value: made, place }, place);
}

/** Whether a patch names an object as it is called in the end, where names are what its objects have at first. */
export function namesWhatComesOut(
  documents: readonly Node[],
  kustomization: Located,
  names: ReadonlySet<string>,
): boolean {
  const { prefix, suffix } = naming(kustomization.manifest);
  if (prefix === '' && suffix === '') return false;
  return documents.flatMap(scalarsIn).some((scalar) => {
    const text = textOf(scalar) ?? '';
    const isWhole = text.startsWith(prefix) && text.endsWith(suffix);
    return isWhole && names.has(text.slice(prefix.length, text.length - suffix.length));
  });
}

function placeIn({ file }: Located, { start, end }: Field): NodePlace {
  return { file: file.file, start, end };
}
