import type { Range } from '../../lint/rule.ts';
import { mayBeElsewhere } from './elsewhere.ts';
import { at } from '../fields.ts';
import { madeBy } from './made-objects.ts';
import type { Located } from '../model.ts';
import { partId, partsOf } from './parts.ts';
import { meet, type Place, type Places } from '../places.ts';
import type { PartResolution, Reference, Resolution, Target } from './reference.ts';
import { type Index, namespaceKey } from '../workspace-index.ts';

/** What a reference may mean: the object, or one that makes it in the cluster. */
interface Meant {
  readonly object: Located;
  readonly at: Range;
  /** Keys or ports; undefined: nobody can say. */
  readonly parts: ReadonlyMap<string, Range> | undefined;
}

/** What references of the workspace mean. */
export interface Resolver {
  readonly resolve: (reference: Reference, from: Located) => Resolution;
  readonly resolvePart: (reference: Reference, from: Located) => PartResolution;
  /** All objects that a reference may mean, or that make what it means: several where overlays differ. */
  readonly meantBy: (reference: Reference, from: Located) => readonly Located[];
}

export function createResolver(index: Index, places: Places, isComplete: () => boolean): Resolver {
  return {
    meantBy: (reference, from) => meant(index, places, reference, from).map(({ object }) => object),
    resolve(reference, from) {
      const [first] = meant(index, places, reference, from);
      if (first) return { state: 'found', object: first.object, at: first.at };
      const isMissing = isComplete() && !mayBeElsewhere(index, places, reference, from);
      return { state: isMissing ? 'missing' : 'unknown' };
    },
    resolvePart(reference, from) {
      const { part } = reference;
      const all = part ? meant(index, places, reference, from) : [];
      const [first] = all;
      if (!part || !first) return { state: 'unknown' };
      const id = partId(part);
      for (const { object, parts } of all) {
        const place = parts?.get(id);
        if (place) return { state: 'found', object, at: place };
      }
      if (!isComplete() || all.some(({ parts }) => parts === undefined)) return { state: 'unknown' };
      if (/[${}<>]/.test(id) || mayBePatchedIn(index, first.object, id)) return { state: 'unknown' };
      return { state: 'missing', object: first.object, names: all.flatMap(({ parts }) => [...(parts?.keys() ?? [])]) };
    },
  };
}

/** Objects themselves first, then kustomizations and others that make them, then patches of them. */
function meant(index: Index, places: Places, { target, part }: Reference, from: Located): readonly Meant[] {
  const { kind, name, namespace } = target;
  const builds = index.builds();
  let where: readonly Place[] | undefined;
  const inBuilds = ({ file }: Located) =>
    builds.placesOf(file.file) !== undefined && builds.placesOf(from.file.file) !== undefined;
  const isNear = (object: Located): boolean => {
    if (namespace === null) return true;
    // As it is written, where builds do not decide.
    const isWritten = namespaceKey(object.manifest.namespace) === namespaceKey(namespace);
    if (isWritten && (namespaceKey(from.manifest.namespace) !== namespaceKey(namespace) || !inBuilds(object)))
      return true;
    where ??= places.named(from, namespace);
    return meet(where, places.of(object));
  };
  const found: Meant[] = [];
  const patches: Meant[] = [];
  const note = (object: Located) => {
    if (!isNear(object)) return;
    const parts = part && partsOf(object.manifest, part.kind);
    const list = builds.patches.has(object.file.file) ? patches : found;
    list.push({ object, at: nameOf(object), parts: object.manifest.broken ? undefined : parts });
  };
  for (const object of index.byName.get(`${kind}/${name}`)) note(object);
  for (const affix of builds.affixes) {
    const plain = within(name, affix.prefix, affix.suffix);
    if (plain === undefined) continue;
    for (const object of index.byName.get(`${kind}/${plain}`)) {
      const own = builds.affixesOf(object.file.file);
      if (own.some(({ prefix, suffix }) => prefix === affix.prefix && suffix === affix.suffix)) note(object);
    }
  }
  for (const { object, at: range, keys } of builds.generated.get(`${kind}/${name}`) ?? []) {
    found.push({ object, at: range, parts: keys });
  }
  for (const object of makersOf(index, target)) {
    for (const one of madeBy(object.manifest)) {
      if (one.kind !== kind || !isMadeName(one.name, name)) continue;
      if (one.everywhere ?? isNear(object)) found.push({ object, at: one.at, parts: one.keys });
    }
  }
  return [...found, ...patches];
}

function makersOf(index: Index, { kind, name }: Target): readonly Located[] {
  const makers = index.makers.get(`${kind}/${name}`);
  // The claims of a StatefulSet end in the pod's number.
  return kind === 'PersistentVolumeClaim'
    ? [...makers, ...index.makers.get(`${kind}/${name.replace(/\d+$/, '')}`)]
    : makers;
}

function isMadeName(made: string, name: string): boolean {
  return made === name || (made.endsWith('-') && name.replace(/\d+$/, '') === made);
}

function within(name: string, prefix: string, suffix: string): string | undefined {
  if (!name.startsWith(prefix) || !name.endsWith(suffix)) return undefined;
  const plain = name.slice(prefix.length, name.length - suffix.length);
  return plain.length > 0 && plain.length === name.length - prefix.length - suffix.length ? plain : undefined;
}

/** A patch written in a kustomization may add a key or port. */
function mayBePatchedIn(index: Index, { manifest }: Located, id: string): boolean {
  const builds = index.builds();
  if (builds.inlinePatches.length > 0 && builds.inlinePatchesOf(manifest).some((text) => text.includes(id)))
    return true;
  return builds.targetedPatchesOf(manifest).some((path) => index.files.get(path)?.text.includes(id) ?? true);
}

function nameOf({ manifest }: Located): Range {
  const field = at(manifest.root, 'metadata', 'name');
  return field ? { start: field.start, end: field.end } : { start: manifest.start, end: manifest.start };
}
