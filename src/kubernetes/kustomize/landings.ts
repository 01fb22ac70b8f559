import { imageChanges, naming, type Sources, sourcesOf } from './sources.ts';
import type { ImageChange } from './kustomized-images.ts';
import { kustomizedLabels } from './kustomized-labels.ts';
import type { Located } from '../model.ts';
import { folderOf } from '../paths.ts';

export interface Affix {
  readonly prefix: string;
  readonly suffix: string;
}

export interface Kustomization extends Sources {
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

/** What all ways through kustomizations to a file make of its objects. */
export interface Landing {
  readonly places: Set<string | undefined>;
  readonly images: Map<string, readonly ImageChange[]>;
  readonly affixes: Map<string, Affix>;
  readonly ways: Map<string, readonly Kustomization[]>;
  selects: boolean;
}

/** Ways through kustomizations that are followed at most: each may be in many overlays, and those in others. */
const MOST_WAYS = 20_000;
const MOST_NESTED = 20;

export interface Landings {
  /** By file, those of kustomizations among them. */
  readonly of: ReadonlyMap<string, Landing>;
  /** Namespaces in which objects may appear that no file shows; undefined as an item: in any. */
  readonly open: ReadonlySet<string | undefined>;
}

/** By folder. */
export function kustomizationsIn(objects: readonly Located[]): Map<string, Kustomization> {
  return new Map(objects.map((object) => [folderOf(object.file.file), { object, ...sourcesOf(object) }]));
}

/** Follows every way from the kustomizations that no other includes. `hasFile`: whether the workspace knows a file. */
export function landingsOf(all: ReadonlyMap<string, Kustomization>, hasFile: (file: string) => boolean): Landings {
  const landings = new Map<string, Landing>();
  const open = new Set<string | undefined>();
  const included = new Set([...all.values()].flatMap(({ resources, components }) => [...resources, ...components]));
  let ways = 0;
  for (const [folder, one] of all) {
    if (!included.has(folder)) follow(one, OUTERMOST, 0);
  }
  // What only leads in circles is in no build, and nobody knows where it lands.
  for (const one of all.values()) if (!landings.has(one.object.file.file)) open.add(undefined);
  return { of: landings, open };

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
