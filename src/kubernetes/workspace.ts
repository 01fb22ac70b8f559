import { mayBePatched, patchTextsOf } from './references/elsewhere.ts';
import type { EnvFile } from './env-file.ts';
import type { Range } from '../lint/rule.ts';
import type { Located, Manifest, ManifestFile } from './model.ts';
import type { Kustomization } from './kustomize/landings.ts';
import { changedImage } from './kustomize/kustomized-images.ts';
import { createFacts } from './object-facts.ts';
import { createPlaces, meet } from './places.ts';
import type { PartResolution, Reference, Referrer, Resolution, Target } from './references/reference.ts';
import { referencesOf } from './references/references.ts';
import { createResolver } from './references/resolve.ts';
import { createSelection, type PodsAnswer, type SelectingAnswer } from './selectors/selection.ts';
import type { LabelSelector } from './selectors/label-selector.ts';
import type { Selecting } from './selectors/selector-index.ts';
import { createSchemas, type Schemas } from './schema/schemas.ts';
import { NEWEST_MINOR } from './version.ts';
import type { PodSpecView } from './pods/workloads.ts';
import { createIndex, namespaceKey } from './workspace-index.ts';

export type { Located } from './model.ts';

/** All objects of a workspace, by what rules look for. Owned and fed by the door's project. */
export interface Workspace {
  readonly set: (file: string, parsed: ManifestFile) => void;
  readonly remove: (file: string) => void;
  /** A file of variables that kustomizations may take. */
  readonly setEnvFile: (file: string, text: string) => void;
  readonly envFile: (file: string) => EnvFile | undefined;
  /** By folder; the same map as long as no kustomization and no list of files changes. */
  readonly kustomizations: () => ReadonlyMap<string, Kustomization>;
  /** The kustomizations that generate objects from a file. */
  readonly generatingFrom: (file: string) => readonly Located[];
  /** The files of all kustomizations that take a file, directly or by others; none: no build has it. */
  readonly takenBy: (file: string) => ReadonlySet<string>;
  /** True: every file of the workspace is known, so what is absent is really absent. */
  readonly complete: boolean;
  readonly setComplete: (complete: boolean) => void;
  /** The minor number of the Kubernetes that the objects are for. */
  readonly target: number;
  readonly setTarget: (minor: number) => void;
  /** What its objects are held against. */
  readonly schemas: Schemas;
  readonly files: () => Iterable<ManifestFile>;
  readonly file: (file: string) => ManifestFile | undefined;
  /** Objects of a kind in a namespace; '' and `default` are the same. */
  readonly inNamespace: (kind: string, namespace: string) => readonly Located[];
  readonly find: (kind: string, namespace: string, name: string) => Located | undefined;
  /** All objects of a kind and name, in whatever namespace. */
  readonly named: (kind: string, name: string) => readonly Located[];
  /** How many objects there are of a kind. */
  readonly count: (kind: string) => number;
  /** All objects of a namespace. */
  readonly namespaceObjects: (namespace: string) => readonly Located[];
  /** The objects whose pods a selector of the object `from` selects; `unknown`: pods may come from where nobody sees here. */
  readonly podsOf: (selector: LabelSelector, from: Located) => PodsAnswer;
  /** The objects whose pods a Service selects that has no selector but what kustomizations give it; none: nobody knows which. */
  readonly givenPodsOf: (service: Located) => readonly Located[];
  /** The objects of a kind that select the pods of `from`. */
  readonly selecting: (kind: Selecting, from: Located) => SelectingAnswer;
  /** The objects of a kind whose selector asks for this label, in a namespace. */
  readonly asking: (kind: Selecting, key: string, value: string, namespace: string) => readonly Located[];
  /** Whether objects may appear in a namespace that no file shows; `hints`: what stands in them. */
  readonly mayHold: (namespace: string, hints: readonly string[]) => boolean;
  /** Whether a kustomization uses the file as a patch: then its objects are parts of others. */
  readonly isPatch: (file: string) => boolean;
  /** Whether a kustomization gives pods this label: then what a file says of it is not the last word. */
  readonly relabels: (key: string) => boolean;
  /** Whether a kustomization puts labels into the selectors of a file, and makes those that are not there. */
  readonly getsSelectors: (file: string) => boolean;
  /** Whether all builds of a file's objects put them into a namespace, accounts that bindings name without one, too. */
  readonly getsNamespace: (file: string) => boolean;
  /** Whether any file is a Helm template: objects may come from there that nobody sees here. */
  readonly hasTemplates: () => boolean;
  /** The Services that a selector by labels means, in these namespaces or in any. */
  readonly servicesWith: (selector: LabelSelector, from: Located, namespaces: readonly string[] | 'any') => PodsAnswer;
  /** Every place where an object names another. */
  readonly referencesOf: (manifest: Manifest, pod: PodSpecView | undefined) => readonly Reference[];
  /** What a reference of the object `from` means. */
  readonly resolve: (reference: Reference, from: Located) => Resolution;
  /** The same for the key or port within it. */
  readonly resolvePart: (reference: Reference, from: Located) => PartResolution;
  /** All references to an object, by the file they are in. */
  readonly referencesTo: (target: Target) => readonly Referrer[];
  /** All objects that a reference may mean, or that make what it means: several where overlays differ. */
  readonly meantBy: (reference: Reference, from: Located) => readonly Located[];
  /** What is here is a whole by itself, whatever others put over it: a chart with its own values. */
  readonly isByDefault?: true;
  /** Of what an overlay makes: the file in which a range of it is written. */
  readonly writtenIn?: (file: string, range: Range) => string;
  /** Whether patches of kustomizations may change the object wherever it is built, with `beside` if that is given, and one of the words stands in them. */
  readonly mayBePatched: (object: Located, words: readonly string[], beside?: Located) => boolean;
  /** The texts of the patches that may change the object; null for one that nobody sees here. */
  readonly patchTextsOf: (object: Located) => readonly (string | null)[];
  /** The namespaces that an object lands in, one for each build; undefined as an item: nobody knows which. */
  readonly placesOf: (object: Located) => readonly (string | undefined)[];
  /** The names that the object, or what it generates, may get: with what builds put around them. */
  readonly namesOf: (object: Located, name?: string) => readonly string[];
  /** The images that builds make of one that a file names, where they change it. */
  readonly imagesFrom: (file: string, image: string) => readonly string[];
  /** What `compute` says of an object, computed once: many rules ask the same of it. */
  readonly factOf: <Fact>(compute: (manifest: Manifest) => Fact, manifest: Manifest) => Fact;
  /** What `compute` says of all objects, computed once until one of them changes. */
  once<Fact>(compute: (workspace: Workspace) => Fact): Fact;
  /** The references of other objects that mean this one, wherever kustomizations put both. */
  readonly referrers: (object: Located) => readonly Referrer[];
}

export function createWorkspace(): Workspace {
  const index = createIndex();
  let complete = false;
  let target = NEWEST_MINOR;
  /** Several rules ask of one object, one after the other. */
  let latest: { readonly manifest: Manifest; readonly references: readonly Reference[] } | undefined;
  const places = createPlaces(index);
  const isComplete = () => complete;
  const resolver = createResolver(index, places, isComplete);
  const selection = createSelection(index, places, isComplete);
  const definitions = `CustomResourceDefinition/${namespaceKey('')}`;
  const facts = new Map<(workspace: Workspace) => unknown, unknown>();
  return {
    schemas: createSchemas(() => index.byKind.get(definitions)),
    set(file, parsed) {
      facts.clear();
      index.set(parsed.file === file ? parsed : { ...parsed, file });
    },
    remove(file) {
      if (index.remove(file)) facts.clear();
    },
    setEnvFile(file, text) {
      facts.clear();
      index.setEnvFile(file, text);
    },
    envFile: (file) => index.envFiles.get(file),
    kustomizations: () => index.builds().kustomizations,
    generatingFrom: (file) => index.builds().generatingFrom(file),
    takenBy: (file) => index.builds().takenBy(file),
    get complete() {
      return complete;
    },
    setComplete(next) {
      facts.clear();
      complete = next;
    },
    get target() {
      return target;
    },
    setTarget(minor) {
      facts.clear();
      target = minor;
    },
    files: () => index.sortedFiles(),
    file: (file) => index.files.get(file),
    inNamespace: (kind, namespace) => index.byKind.get(`${kind}/${namespaceKey(namespace)}`),
    find: (kind, namespace, name) =>
      index.byName
        .get(`${kind}/${name}`)
        .find(({ manifest }) => namespaceKey(manifest.namespace) === namespaceKey(namespace)),
    named: (kind, name) => index.byName.get(`${kind}/${name}`),
    count: index.count,
    servicesWith: selection.services,
    referencesOf(manifest, pod) {
      if (latest?.manifest !== manifest) latest = { manifest, references: referencesOf(manifest, pod) };
      return latest.references;
    },
    namespaceObjects: (namespace) => index.byNamespace.get(namespaceKey(namespace)),
    podsOf: selection.pods,
    givenPodsOf: selection.given,
    selecting: selection.selecting,
    asking: selection.asking,
    mayHold: (namespace, hints) => selection.mayHold(namespaceKey(namespace), hints),
    isPatch: (file) => index.builds().patches.has(file),
    relabels: (key) => index.builds().labels.keys.has(key),
    getsNamespace: (file) =>
      index
        .builds()
        .placesOf(file)
        ?.every((place) => place !== undefined) ?? false,
    hasTemplates: () => index.hasTemplates(),
    ...resolver,
    mayBePatched: (object, words, beside) => mayBePatched(index, object, words, beside),
    patchTextsOf: (object) => patchTextsOf(index, object),
    factOf: createFacts(),
    once<Fact>(compute: (workspace: Workspace) => Fact): Fact {
      let fact = facts.get(compute) as Fact | undefined;
      if (fact === undefined && !facts.has(compute)) {
        fact = compute(this);
        facts.set(compute, fact);
      }
      return fact as Fact;
    },
    placesOf: places.of,
    namesOf: ({ file, manifest }, name = manifest.name) => [
      ...new Set([
        name,
        ...index
          .builds()
          .affixesOf(file.file)
          .map(({ prefix, suffix }) => prefix + name + suffix),
      ]),
    ],
    getsSelectors: (file) => index.builds().getsSelectors(file),
    imagesFrom: (file, image) =>
      index
        .builds()
        .imagesOf(file)
        .map((changes) => changedImage(image, changes))
        .filter((made) => made !== image),
    referencesTo({ kind, name, namespace }) {
      const isMeant = ({ target: { namespace: other } }: Reference) =>
        namespace === null || other === null || namespaceKey(other) === namespaceKey(namespace);
      return index
        .references()
        .to(`${kind}/${name}`)
        .filter(({ reference }) => isMeant(reference));
    },
    referrers(object) {
      const { kind, name } = object.manifest;
      const where = places.of(object);
      return index
        .references()
        .to(`${kind}/${name}`)
        .filter(
          ({ object: other, reference: { target: meant } }) =>
            meant.namespace === null || meet(where, places.named(other, meant.namespace)),
        );
    },
  };
}
