import type { AnalysisMemory } from '../analysis-memory.ts';
import type { IndexedPackage } from './code-index.ts';
import type { GoFolder } from '../modules/folder-tree.ts';
import type { LocalModule } from '../modules/modules.ts';
import type { GoPackage, PackageLoader } from '../modules/packages.ts';
import { isSameList } from '../incremental/kept-answers.ts';
import { joinFolder } from '../paths.ts';

/** A main package first, and all that it imports from this folder. */
export interface Linked {
  readonly packages: readonly IndexedPackage[];
  readonly byPath: ReadonlyMap<string, IndexedPackage>;
}

export type Linker = (folder: GoFolder, module: LocalModule) => Promise<Linked>;

/** What is kept of links from one analysis to the next. */
export interface KnownLinks {
  /** By the folder of the main package. */
  readonly programs: Map<string, KnownLink>;
  /** Where the imports of a package lie. */
  readonly imports: WeakMap<LocalModule, WeakMap<GoPackage, readonly Imported[]>>;
}

interface KnownLink {
  readonly module: LocalModule;
  readonly visited: Visited;
  readonly linked: Linked;
}

/** What was asked for on the way, in that order: folders, and the packages in them. */
type Visited = Map<string, GoPackage | null>;

/** An import of this folder's: the path that names it, and where it lies. */
interface Imported {
  readonly path: string;
  readonly folder: string;
}

export function newLinks(): KnownLinks {
  return { programs: new Map(), imports: new WeakMap() };
}

/** `module`: the same object as in the analysis before where it says the same. */
export function linker(loader: PackageLoader, memory: AnalysisMemory, signal: AbortSignal | undefined): Linker {
  const { programs, imports } = memory.links;
  return async (folder, module) => {
    const known = programs.get(folder.path);
    const again = known?.module === module ? await linkAgain(known) : null;
    if (again) {
      programs.set(folder.path, again);
      return again.linked;
    }
    const visited: Visited = new Map();
    const linked = await link(folder.path, importsIn(module), visited);
    programs.set(folder.path, { module, visited, linked });
    return linked;
  };

  /** Loads what was loaded before; null where another package now imports something else, or is one more or less. */
  async function linkAgain(known: KnownLink): Promise<KnownLink | null> {
    const changed = new Map<string, GoPackage>();
    for (const [folder, before] of known.visited) {
      const ready = loader.load(folder);
      // Most are there: waiting for each would take longer than all else here.
      const pkg = ready instanceof Promise ? await ready : ready;
      if (pkg === before) continue;
      if (!pkg || !before || !importsTheSame(pkg, before)) return null;
      changed.set(folder, pkg);
    }
    if (changed.size === 0) return known;
    for (const [folder, pkg] of changed) known.visited.set(folder, pkg);
    const now = (pkg: IndexedPackage) => {
      const other = changed.get(pkg.folder);
      return other ? memory.index(other) : pkg;
    };
    const byPath = new Map(known.linked.byPath);
    for (const [path, pkg] of byPath) if (changed.has(pkg.folder)) byPath.set(path, now(pkg));
    return { ...known, linked: { packages: known.linked.packages.map(now), byPath } };
  }

  async function link(
    folder: string,
    importsOf: (pkg: GoPackage) => readonly Imported[],
    visited: Visited,
  ): Promise<Linked> {
    const found = new Map<string, GoPackage>();
    const main = await load(folder, visited);
    if (main?.name === 'main') found.set(main.importPath, main);
    for (const pkg of found.values()) {
      signal?.throwIfAborted();
      for (const { path, folder: at } of importsOf(pkg)) {
        const ready = load(at, visited);
        const other = ready instanceof Promise ? await ready : ready;
        if (other && other.name !== 'main' && !found.has(path)) found.set(path, other);
      }
    }
    const byPath = new Map<string, IndexedPackage>();
    for (const [path, pkg] of found) byPath.set(path, memory.index(pkg));
    return { packages: [...byPath.values()], byPath };
  }

  function load(folder: string, visited: Visited): GoPackage | null | Promise<GoPackage | null> {
    const known = visited.get(folder);
    if (known !== undefined) return known;
    const ready = loader.load(folder);
    const note = (pkg: GoPackage | null) => {
      visited.set(folder, pkg);
      return pkg;
    };
    return ready instanceof Promise ? ready.then(note) : note(ready);
  }

  function importsIn(module: LocalModule): (pkg: GoPackage) => readonly Imported[] {
    let known = imports.get(module);
    if (!known) imports.set(module, (known = new WeakMap<GoPackage, readonly Imported[]>()));
    const ofModule = known;
    return (pkg) => {
      let found = ofModule.get(pkg);
      if (!found) ofModule.set(pkg, (found = importedBy(pkg, module)));
      return found;
    };
  }
}

function importedBy({ imports }: GoPackage, module: LocalModule): Imported[] {
  return imports.flatMap((path) => {
    const folder = folderOf(path, module);
    return folder === null ? [] : [{ path, folder }];
  });
}

function importsTheSame(one: GoPackage, other: GoPackage): boolean {
  return one.name === other.name && one.importPath === other.importPath && isSameList(one.imports, other.imports);
}

/** Where an import path lies in this folder; the longest module path wins. */
function folderOf(path: string, { reachable }: LocalModule): string | null {
  let best: { module: string; dir: string } | null = null;
  for (const [module, dir] of reachable) {
    if (path !== module && !path.startsWith(`${module}/`)) continue;
    if (!best || module.length > best.module.length) best = { module, dir };
  }
  return best && joinFolder(best.dir, path.slice(best.module.length).replace(/^\//, ''));
}
