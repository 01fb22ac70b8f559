import { type EnvFileAt, filesGeneratedFrom, type Generated, generatedBy } from './kustomize-generators.ts';
import {
  imageChanges,
  type InlinePatch,
  isTarget,
  mayPatch,
  naming,
  type Sources,
  sourcesOf,
} from './kustomize-sources.ts';
import type { ImageChange } from './kustomized-images.ts';
import { type KustomizedLabels, kustomizedLabels } from './kustomized-labels.ts';
import type { Located, Manifest } from './model.ts';
import { folderOf } from './paths.ts';

/** What the kustomizations of a workspace make of its files. */
export interface Builds {
  /** Files that are patches. */
  readonly patches: ReadonlySet<string>;
  /** Labels that pods get. */
  readonly labels: KustomizedLabels;
  /** In which namespaces the objects of a file land, by build; undefined as an item: in their own. No list: it is in no build. */
  readonly placesOf: (file: string) => readonly (string | undefined)[] | undefined;
  /** Whether any build does not leave objects in their own. */
  readonly setsNamespaces: boolean;
  /** What names get around them, by build, for files where some do. */
  readonly affixesOf: (file: string) => readonly Affix[];
  /** What becomes of images of a file, by build; none where no build changes any. */
  readonly imagesOf: (file: string) => readonly (readonly ImageChange[])[];
  /** Whether a build puts labels into selectors of a file, and makes those that are not there. */
  readonly getsSelectors: (file: string) => boolean;
  /** All that any file gets. */
  readonly affixes: readonly Affix[];
  /** By `Kind/name`. */
  readonly generated: ReadonlyMap<string, readonly Generated[]>;
  /** Namespaces in which objects may appear that no file shows; undefined as an item: in any. */
  readonly open: ReadonlySet<string | undefined>;
  /** The kustomizations through which each build gets a file. */
  readonly waysOf: (file: string) => readonly (readonly Sources[])[];
  /** The files of all kustomizations that take a file, directly or by others, with their components; none: no build has it. */
  readonly takenBy: (file: string) => ReadonlySet<string>;
  /** Patches written in kustomizations that may change the object. */
  readonly inlinePatchesOf: (manifest: Manifest) => readonly string[];
  readonly inlinePatches: readonly InlinePatch[];
  /** Files of patches whose target is given by pattern, and may be the object. */
  readonly targetedPatchesOf: (manifest: Manifest) => readonly string[];
  /** The kustomizations that generate objects from a file. */
  readonly generatingFrom: (file: string) => readonly Located[];
}

export interface Affix {
  readonly prefix: string;
  readonly suffix: string;
}

interface Kustomization extends Sources {
  readonly object: Located;
}

interface Way extends Affix {
  /** Set by an outer kustomization, which has the last word. */
  readonly namespace: string | undefined;
  /** The inner ones first. */
  readonly images: readonly ImageChange[];
  /** It puts labels into selectors. */
  readonly selects: boolean;
  readonly through: readonly Kustomization[];
}

/** Before any kustomization. */
const OUTERMOST: Way = { namespace: undefined, prefix: '', suffix: '', images: [], selects: false, through: [] };

/** What all ways to a file make of its objects. */
interface Landing {
  readonly places: Set<string | undefined>;
  readonly images: Map<string, readonly ImageChange[]>;
  readonly affixes: Map<string, Affix>;
  readonly ways: Map<string, readonly Kustomization[]>;
  selects: boolean;
}

/** Ways through kustomizations that are followed at most: each may be in many overlays, and those in others. */
const MOST_WAYS = 20_000;
const MOST_NESTED = 20;

/** `hasFile`: whether the workspace knows a file. */
export function createBuilds(
  kustomizations: readonly Located[],
  hasFile: (file: string) => boolean,
  envFileAt: EnvFileAt = () => undefined,
): Builds {
  const all = new Map<string, Kustomization>();
  for (const object of kustomizations) all.set(folderOf(object.file.file), { object, ...sourcesOf(object) });
  const landings = new Map<string, Landing>();
  const open = new Set<string | undefined>();
  const included = new Set([...all.values()].flatMap(({ resources, components }) => [...resources, ...components]));
  let ways = 0;
  for (const [folder, one] of all) {
    if (!included.has(folder)) follow(one, OUTERMOST, 0);
  }
  // What only leads in circles is in no build, and nobody knows where it lands.
  for (const one of all.values()) if (!landings.has(one.object.file.file)) open.add(undefined);
  const generated = new Map<string, Generated[]>();
  for (const one of kustomizations.flatMap((object) => generatedBy(object, envFileAt))) {
    const key = `${one.kind}/${one.name}`;
    generated.set(key, [...(generated.get(key) ?? []), one]);
  }
  const generators = new Map<string, Located[]>();
  for (const object of kustomizations) {
    for (const file of new Set(filesGeneratedFrom(object))) {
      generators.set(file, [...(generators.get(file) ?? []), object]);
    }
  }
  const inlinePatches = [...all.values()].flatMap((one) => one.inlinePatches);
  const targeted = [...all.values()].flatMap((one) => one.targetedPatches);
  const takers = new Map<string, ReadonlySet<string>>();
  const affixes = new Map([...landings.values()].flatMap((landing) => [...landing.affixes]));
  return {
    patches: new Set([...all.values()].flatMap(({ patchFiles }) => patchFiles)),
    labels: kustomizedLabels(kustomizations.map(({ manifest }) => manifest)),
    placesOf(file) {
      const places = landings.get(file)?.places;
      return places && [...places];
    },
    setsNamespaces: [...landings.values()].some(({ places }) => [...places].some((place) => place !== undefined)),
    affixesOf: (file) => [...(landings.get(file)?.affixes.values() ?? [])],
    imagesOf: (file) => [...(landings.get(file)?.images.values() ?? [])],
    getsSelectors: (file) => landings.get(file)?.selects ?? false,
    affixes: [...affixes.values()],
    generated,
    open,
    inlinePatches,
    waysOf: (file) => [...(landings.get(file)?.ways.values() ?? [])],
    takenBy(file) {
      // Rules ask it of every file, for each patch again.
      const known = takers.get(file) ?? filesOf(landings.get(file));
      takers.set(file, known);
      return known;
    },
    generatingFrom: (file) => generators.get(file) ?? [],
    targetedPatchesOf: (manifest) =>
      targeted.filter(({ target }) => isTarget(target, manifest)).map(({ path }) => path),
    inlinePatchesOf: (manifest) => inlinePatches.filter((patch) => mayPatch(patch, manifest)).map(({ text }) => text),
  };

  function follow(kustomization: Kustomization, outer: Way, depth: number): void {
    const { object, resources, components, isOpen } = kustomization;
    if (depth > MOST_NESTED || ++ways > MOST_WAYS) {
      open.add(undefined);
      return;
    }
    // Components change what includes them, the last one last.
    const included = withTheirs(components);
    const brought = included.map((one) => one.object.manifest);
    const own = [object.manifest, ...brought];
    const names = [object.manifest, ...brought.toReversed()].map(naming);
    const way: Way = {
      namespace: outer.namespace ?? names.find(({ namespace }) => namespace !== undefined)?.namespace,
      prefix: outer.prefix + names.map(({ prefix }) => prefix).join(''),
      suffix:
        names
          .map(({ suffix }) => suffix)
          .reverse()
          .join('') + outer.suffix,
      images: own.flatMap(imageChanges).concat(outer.images),
      through: [...outer.through, kustomization, ...included],
      selects: outer.selects || kustomizedLabels(own).selected.size > 0,
    };
    if (isOpen) open.add(way.namespace);
    land(object.file.file, way);
    for (const path of [...resources, ...components]) {
      const inner = all.get(path);
      if (inner) follow(inner, way, depth + 1);
      else if (hasFile(path)) land(path, way);
      else open.add(way.namespace);
    }
  }

  /** Components, each behind those that it includes itself. */
  function withTheirs(folders: readonly string[], depth = 0): Kustomization[] {
    if (depth > MOST_NESTED) return [];
    return folders.flatMap((folder) => {
      const one = all.get(folder);
      return one ? [...withTheirs(one.components, depth + 1), one] : [];
    });
  }

  function land(file: string, { namespace, prefix, suffix, images, selects, through }: Way): void {
    const none = { places: new Set<undefined>(), affixes: new Map(), images: new Map(), ways: new Map() };
    const landing: Landing = landings.get(file) ?? { ...none, selects };
    landings.set(file, landing);
    landing.ways.set(through.map(({ object }) => object.file.file).join(' '), through);
    landing.places.add(namespace);
    landing.selects ||= selects;
    if (images.length > 0) landing.images.set(JSON.stringify(images), images);
    if (prefix !== '' || suffix !== '') landing.affixes.set(`${prefix} ${suffix}`, { prefix, suffix });
  }
}

/** The kustomizations of all ways to a file. */
function filesOf(landing: Landing | undefined): ReadonlySet<string> {
  return new Set([...(landing?.ways.values() ?? [])].flatMap((way) => way.map(({ object }) => object.file.file)));
}
