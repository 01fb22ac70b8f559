import { type EnvFileAt, filesGeneratedFrom, type Generated, generatedBy } from './generators.ts';
import { type Affix, type Kustomization, kustomizationsIn, type Landing, landingsOf } from './landings.ts';
import { type InlinePatch, isTarget, mayPatch } from './sources.ts';
import type { ImageChange } from './kustomized-images.ts';
import { type KustomizedLabels, kustomizedLabels } from './kustomized-labels.ts';
import type { Located, Manifest } from '../model.ts';

/** What the kustomizations of a workspace make of its files. */
export interface Builds {
  /** By folder. */
  readonly kustomizations: ReadonlyMap<string, Kustomization>;
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
  readonly waysOf: (file: string) => readonly (readonly Kustomization[])[];
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

/** `hasFile`: whether the workspace knows a file. */
export function createBuilds(
  kustomizations: readonly Located[],
  hasFile: (file: string) => boolean,
  envFileAt: EnvFileAt = () => undefined,
): Builds {
  const all = kustomizationsIn(kustomizations);
  const { of: landings, open } = landingsOf(all, hasFile);
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
    kustomizations: all,
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
}

/** The kustomizations of all ways to a file. */
function filesOf(landing: Landing | undefined): ReadonlySet<string> {
  return new Set([...(landing?.ways.values() ?? [])].flatMap((way) => way.map(({ object }) => object.file.file)));
}
