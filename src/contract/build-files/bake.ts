import { folderOf } from '../../kubernetes/paths.ts';
import type { BuildPath, GivenArgument, ImageBuild, NamedPlace } from './image-builds.ts';
import { knownImages } from '../images/image-name.ts';
import { bakeTargets, type BakeTarget, groupLists, groupNames } from './bake-targets.ts';
import { pathFrom, platformsOf } from './build-path.ts';

/** The targets of a docker-bake.hcl, each with what it inherits; of HCL only `name = "text"` and lists of texts are read. */
export function bakeBuilds(file: string, text: string): ImageBuild[] {
  const targets = bakeTargets(text);
  const byName = new Map(targets.map((target) => [target.name, target]));
  const bases = basesIn(text, targets);
  const lacked = absentNames(text, targets);
  return targets.map((target, index) => ({
    ...targetBuild(file, lineage(target, byName), bases.has(target.name)),
    baked: { name: target.name, absent: [...lacked(target), ...(index === 0 ? lacked() : [])] },
  }));
}

/** What a target builds on and is not there; without one, what groups build and is not there. */
function absentNames(text: string, targets: readonly BakeTarget[]): (target?: BakeTarget) => readonly NamedPlace[] {
  // A matrix gives its targets names of their own.
  if (targets.some((target) => target.has('matrix'))) return () => [];
  const known = new Set(targets.map(({ name }) => name));
  const groups = new Set(groupNames(text));
  const isName = (name: string) => /^[\w-]+$/.test(name);
  return (target) => {
    if (!target) {
      const built = groupLists(text).flatMap(({ isPlain, places }) => (isPlain ? places : []));
      return built.filter(({ name }) => isName(name) && !known.has(name) && !groups.has(name));
    }
    const inherited = target.list('inherits');
    const bases = inherited?.isPlain ? inherited.places : [];
    return [...bases, ...target.contexts].filter(({ name }) => isName(name) && !known.has(name));
  };
}

/** A target and all that it inherits from, nearest first. */
interface Lineage {
  readonly target: BakeTarget;
  readonly line: readonly BakeTarget[];
  /** Whether the file says all of it. */
  readonly isWhole: boolean;
}

function lineage(target: BakeTarget, byName: ReadonlyMap<string, BakeTarget>): Lineage {
  const line = new Set<BakeTarget>();
  let isWhole = true;
  const add = (one: BakeTarget) => {
    if (line.has(one)) return;
    line.add(one);
    const inherited = one.list('inherits');
    if (one.has('matrix') || (one.has('inherits') && inherited?.isPlain !== true)) isWhole = false;
    // The last that is named goes before the others.
    for (const name of inherited?.texts.toReversed() ?? []) {
      const base = byName.get(name);
      if (base) add(base);
      else isWhole = false;
    }
  };
  add(target);
  return { target, line: [...line], isWhole };
}

function targetBuild(file: string, { target, line, isWhole }: Lineage, isBase: boolean): ImageBuild {
  const folder = folderOf(file);
  const saying = (key: string) => line.find((one) => one.has(key));
  const of = (key: string, from: string): BuildPath | null => {
    const said = saying(key)?.text(key);
    const path = said ? pathFrom(from, said.name) : null;
    return said && path !== null ? { path, written: said.name, start: said.start, end: said.end } : null;
  };
  const isAlone = isWhole && !isBase;
  const context =
    saying('context') || !isAlone ? of('context', folder) : { path: folder, written: null, ...target.title };
  const isPlain = isAlone && !saying('dockerfile') && !saying('dockerfile-inline');
  const stage = saying('target')?.text('target');
  const given = argumentNames(line);
  return {
    file,
    ...(stage && { target: stage }),
    ...(isAlone && platforms(saying('platforms'))),
    images: knownImages(saying('tags')?.list('tags')?.texts ?? []),
    context,
    dockerfile: context && (isPlain ? besideContext(context) : of('dockerfile', context.path)),
    goPackage: null,
    args: new Map(given.flatMap(({ name, value }) => (value ? [[name, value.name]] : []))),
    argNames: given,
  };
}

function besideContext(context: BuildPath): BuildPath {
  return { ...context, path: context.path === '' ? 'Dockerfile' : `${context.path}/Dockerfile`, written: null };
}

/** Where a variable decides, nobody knows. */
function platforms(target: BakeTarget | undefined): Pick<ImageBuild, 'platforms'> {
  const list = target?.list('platforms');
  return list ? platformsOf(list.isPlain ? list.texts.join(',') : undefined, list) : {};
}

function argumentNames(line: readonly BakeTarget[]): readonly GivenArgument[] {
  const known = new Map<string, GivenArgument>();
  for (const place of line.flatMap((one) => one.argumentNames))
    if (!known.has(place.name)) known.set(place.name, place);
  return [...known.values()];
}

/** Targets that others build on, and that no group builds by themselves. */
function basesIn(text: string, targets: readonly BakeTarget[]): ReadonlySet<string> {
  const built = new Set(groupLists(text).flatMap(({ texts }) => texts));
  return new Set(targets.flatMap((one) => one.list('inherits')?.texts ?? []).filter((name) => !built.has(name)));
}
