import { at, items } from '../fields.ts';
import { isKustomization } from '../kustomize/kustomization-names.ts';
import { envFilesOf, generatedBy } from '../kustomize/generators.ts';
import type { Kustomization } from '../kustomize/landings.ts';
import type { ManifestFile } from '../model.ts';
import { parseManifests } from '../parse.ts';
import type { Range } from '../../lint/rule.ts';
import { createWorkspace, type Workspace } from '../workspace.ts';
import { addsData, type Builds, collected, type MadeObject, type MadeObjects } from './collect.ts';
import { type Echo, type PatchChange, Unfollowed } from './merge.ts';
import type { NodePlace } from './node.ts';
import { type PrintedNodes, type PrintedWord, printNodes } from './print.ts';

/** What a kustomization that patches something makes, as a workspace of its own. */
export interface RenderedOverlay {
  readonly workspace: Workspace;
  /** Under the names of the files that their objects came from; offsets are those of what was rendered. */
  readonly manifests: readonly ManifestFile[];
  /** Where a range of one of them is written; undefined: where it is. */
  readonly placeOf: (file: string, range: Range) => NodePlace | undefined;
  /** The word of what was rendered that a range is in; undefined: the file is as it is written, or the range is more. */
  readonly wordAt: (file: string, range: Range) => PrintedWord | undefined;
  /** A file as it is written. */
  readonly written: (file: string) => ManifestFile | undefined;
  /** Whether one of its objects is not as it is written. */
  readonly isChanged: (file: string) => boolean;
  /** What patches take out of the objects of such a file, or write over. */
  readonly changesOf: (file: string) => readonly PatchChange[];
  /** The same of the one object that an offset is in. */
  readonly changesAt: (file: string, offset: number) => readonly PatchChange[];
  readonly changes: readonly PatchChange[];
  /** What patches and replacements say again. */
  readonly echoes: readonly Echo[];
  /** Whether another kustomization, which shares nothing with it, makes an object of that name: both may be applied. */
  readonly isMadeElsewhere: (name: string) => boolean;
}

/** A kustomization that no other includes, and the files that say what it changes. */
export interface FoundOverlay {
  /** Of the kustomization, as people call the overlay; `.` at the root. */
  readonly folder: string;
  /** The kustomization itself. */
  readonly file: string;
  readonly changing: ReadonlySet<string>;
  /** The files of the objects that it is made of. */
  readonly sources: ReadonlySet<string>;
  /** Undefined: it does what is not followed here. */
  readonly rendered: () => RenderedOverlay | undefined;
  /** The same as if there were no patches. */
  readonly unpatched: () => RenderedOverlay | undefined;
}

/** Of more, nobody waits for the findings. */
const MOST_OBJECTS = 300;
const MOST_OTHERS = 300;

/** Finds the overlays of a workspace. Which files change something is kept as long as the kustomizations stay, what they make as long as all manifests do. */
export function createOverlayFinder(): (workspace: Workspace) => readonly FoundOverlay[] {
  let known: { readonly all: Builds['all']; readonly tops: readonly TopBuild[] } | undefined;
  let latest: { readonly of: readonly unknown[]; readonly found: readonly FoundOverlay[] } | undefined;
  return (workspace) => {
    const all = workspace.kustomizations();
    if (known?.all !== all) known = { all, tops: topBuilds(all) };
    const of = [all, workspace.files(), workspace.target];
    if (!latest || of.some((one, index) => latest?.of[index] !== one)) {
      latest = { of, found: foundOverlays(known.tops, all, workspace) };
    }
    return latest.found;
  };
}

function foundOverlays(tops: readonly TopBuild[], all: Builds['all'], workspace: Workspace): FoundOverlay[] {
  let found: readonly ManifestFile[] | undefined;
  const beside = () => (found ??= [...workspace.files()].filter(({ file }) => isBeside(file, workspace)));
  return tops.flatMap(({ top, folder, changing, sources }) => {
    if (changing.size === 0) return [];
    let names: ReadonlySet<string> | undefined;
    const isOther = (one: TopBuild) => one.top !== top && ![...one.sources].some((source) => sources.has(source));
    const elsewhere = () => (names ??= namesMadeBy(tops.filter(isOther), workspace));
    const known = new Map<boolean, RenderedOverlay | undefined>();
    const made = (withPatches: boolean) => {
      if (!known.has(withPatches)) {
        known.set(withPatches, rendered(top, { all, workspace, withPatches }, { beside, elsewhere }));
      }
      return known.get(withPatches);
    };
    return {
      folder,
      file: top.object.file.file,
      changing,
      sources,
      rendered: () => made(true),
      unpatched: () => made(false),
    };
  });
}

/** What is around an overlay. */
interface Around {
  readonly beside: () => readonly ManifestFile[];
  readonly elsewhere: () => ReadonlySet<string>;
}

interface TopBuild extends Pick<FoundOverlay, 'folder' | 'changing' | 'sources'> {
  readonly top: Kustomization;
  readonly parts: readonly Kustomization[];
}

function namesMadeBy(tops: readonly TopBuild[], workspace: Workspace): ReadonlySet<string> {
  return new Set(
    tops.flatMap(({ parts, sources }) => [
      ...parts.flatMap(({ object }) => generatedBy(object).map(({ name }) => name)),
      ...[...sources].flatMap((file) => workspace.file(file)?.manifests.map(({ name }) => name) ?? []),
    ]),
  );
}

function topBuilds(all: Builds['all']): TopBuild[] {
  const included = new Set([...all.values()].flatMap(({ resources, components }) => [...resources, ...components]));
  return [...all].flatMap(([folder, top]) => {
    if (included.has(folder) || top.object.manifest.kind === 'Component') return [];
    const parts = partsOf(top, all);
    const changing = new Set(parts.flatMap((one) => changingFiles(one, all)));
    const sources = new Set(parts.flatMap(({ resources }) => resources));
    return [{ top, parts, folder: folder.replace(/\/$/, '') || '.', changing, sources }];
  });
}

/** A kustomization with all that it is made of. */
function partsOf(top: Kustomization, all: ReadonlyMap<string, Kustomization>): Kustomization[] {
  const found = new Set([top]);
  for (const one of found) {
    for (const path of [...one.resources, ...one.components]) {
      const inner = all.get(path);
      if (inner) found.add(inner);
    }
  }
  return [...found];
}

function changingFiles(one: Kustomization, all: ReadonlyMap<string, Kustomization>): readonly string[] {
  const { object } = one;
  const { root } = object.manifest;
  const adds = addsData(one, all);
  const generators = [...items(at(root, 'configMapGenerator')), ...items(at(root, 'secretGenerator'))];
  const taken = adds ? generators.flatMap((field) => envFilesOf(field, object).map(({ path }) => path)) : [];
  const isChanging = one.inlinePatches.length > 0 || adds || Boolean(at(root, 'replicas') ?? at(root, 'replacements'));
  return [...one.patchFiles, ...taken, ...(isChanging ? [object.file.file] : [])];
}

function rendered(top: Kustomization, builds: Builds, around: Around): RenderedOverlay | undefined {
  try {
    const made = collected(top, builds);
    const isWanted =
      made.objects.length <= MOST_OBJECTS && (!builds.withPatches || made.objects.some(({ written }) => !written));
    return isWanted ? overlayOf(made, builds.workspace, around) : undefined;
  } catch (error) {
    if (error instanceof Unfollowed) return undefined;
    throw error;
  }
}

function overlayOf(
  { objects, isOpen }: MadeObjects,
  around: Workspace,
  { beside, elsewhere }: Around,
): RenderedOverlay {
  const workspace = createWorkspace();
  const printed = new Map<string, PrintedNodes>();
  const manifests: ManifestFile[] = [];
  for (const file of new Set(objects.map((one) => one.file))) {
    const own = objects.filter((one) => one.file === file);
    const source = around.file(file);
    const isAsWritten = own.length === source?.manifests.length && own.every(({ written }) => written);
    const made = isAsWritten ? source : printedFile(file, own);
    manifests.push(made);
    workspace.set(file, made);
  }
  const others = beside().filter(({ file }) => !workspace.file(file));
  if (isOpen || others.length > MOST_OTHERS) workspace.set('', { ...parseManifests(''), helmTemplate: true });
  else for (const other of others) workspace.set(other.file, other);
  workspace.setTarget(around.target);
  workspace.setComplete(true);
  const changesOf = (some: readonly MadeObject[]) =>
    some.flatMap(({ changes }) => changes.filter((one) => one.kind !== 'echo'));
  return {
    workspace: { ...workspace, writtenIn: (file, range) => printed.get(file)?.placeOf(range)?.file ?? file },
    manifests,
    placeOf: (file, range) => printed.get(file)?.placeOf(range),
    wordAt: (file, range) => printed.get(file)?.wordAt(range),
    written: (file) => around.file(file),
    isChanged: (file) => printed.has(file),
    changesOf: (file) => changesOf(objects.filter((object) => object.file === file)),
    changesAt(file, offset) {
      const index = workspace.file(file)?.manifests.findIndex(({ start, end }) => start <= offset && offset <= end);
      return changesOf(objects.filter((object) => object.file === file).filter((_, at) => at === index));
    },
    changes: changesOf(objects),
    echoes: objects.flatMap(({ changes }) => changes.filter((one) => one.kind === 'echo')),
    isMadeElsewhere: (name) => elsewhere().has(name),
  };

  function printedFile(file: string, own: readonly MadeObject[]): ManifestFile {
    const one = printNodes(own.map(({ node }) => node()));
    printed.set(file, one);
    return { ...parseManifests(one.text), file };
  }
}

/** What no kustomization takes may be there, too. */
function isBeside(file: string, workspace: Workspace): boolean {
  const isPart = workspace.isPatch(file) || workspace.takenBy(file).size > 0;
  return !isPart && !workspace.file(file)?.manifests.some((one) => isKustomization(one));
}
