import { letGo, newBodies, release } from './syntax/bodies.ts';
import { indexPackage, type IndexedPackage } from './code/code-index.ts';
import type { FolderTree, KnownFolders } from './modules/folder-tree.ts';
import { holderOf } from './file-use/file-paths.ts';
import { isSameList, keepLast, type KeptAnswers, newAnswers } from './incremental/kept-answers.ts';
import { type FunctionFacts, newFunctionFacts } from './code/program-memory.ts';
import { type KnownLinks, newLinks } from './code/linker.ts';
import { createModuleIndex, type ModuleIndex } from './code/module-index.ts';
import { createMoves } from './incremental/moved-programs.ts';
import { forgetBodies } from './code/names.ts';
import type { GoPackage, ReadPackage } from './modules/packages.ts';
import { parseGo } from './syntax/parser.ts';
import type { Program } from './project.ts';
import type { ReachMemory } from './incremental/reached-again.ts';
import { createSeenSurfaces, type SeenSurfaces } from './incremental/seen-surfaces.ts';
import type { SourceFile } from './syntax/source-file.ts';
import type { GoFunction } from './syntax/syntax.ts';

/**
 * What one analysis leaves for the next of the same folder: models by their texts, packages by their models, programs by
 * all that they were read from. An answer that is kept is the one that would be worked out again.
 */
export interface AnalysisMemory {
  readonly file: (path: string, text: string) => SourceFile;
  /** What the texts of a folder come to; `from`: its import path, names and texts, `at`: what stands for them, null where nothing does. */
  readonly package: (
    folder: string,
    from: readonly unknown[],
    at: readonly unknown[] | null,
    read: () => ReadPackage,
  ) => ReadPackage;
  readonly packageAt: (folder: string, at: readonly unknown[]) => ReadPackage | undefined;
  readonly folders: KnownFolders;
  readonly links: KnownLinks;
  readonly index: (pkg: GoPackage) => IndexedPackage;
  readonly lookAt: SeenSurfaces['lookAt'];
  readonly functions: FunctionFacts;
  /** What the program of a folder came to. */
  readonly reach: (folder: string) => ReachMemory;
  /** The index of the module in a folder. */
  readonly module: (dir: string) => ModuleIndex;
  /** What folders hold: the listing of the analysis before where it was the same. */
  readonly listing: (entries: FolderTree['entries']) => FolderTree['entries'];
  /** What was made of the very same before. `what`: its name; `from`: texts, and things that are kept here themselves. */
  readonly same: <Value>(what: string, from: readonly unknown[], make: () => Value) => Value;
  /** As `same`, where it was made already. */
  readonly known: (what: string, from: readonly unknown[]) => unknown;
  /** `packages`: those that it links, the same list as before where they are the same; `from`: all else that the facts are read from. */
  readonly program: (
    folder: string,
    packages: readonly IndexedPackage[],
    from: readonly unknown[],
    read: () => Program | null,
  ) => Program | null;
  /** Lets go of what the analysis that ends here did not ask for. */
  readonly sweep: () => void;
}

/** Programs of which it is kept what they come to. */
const MOST_REACHED = 4;

/** Files that nobody needs any more are looked for among all: not after every edit. */
const MOST_NEWS = 20;

export function createMemory(bodies = newBodies()): AnalysisMemory {
  const files = new Map<string, SourceFile>();
  const packages = newAnswers<ReadPackage>();
  const seenAt = new Map<string, readonly unknown[] | null>();
  const indexed = new WeakMap<GoPackage, IndexedPackage>();
  const programs = newAnswers<Program | null>();
  /** By folder. */
  const latest = new Map<string, IndexedPackage>();
  const moves = createMoves();
  const reached = new Map<string, ReachMemory>();
  const links = newLinks();
  const things = newAnswers<unknown>();
  const modules = new Map<string, ModuleIndex>();
  const { lookAt } = createSeenSurfaces();
  const functions = newFunctionFacts();
  let listing: FolderTree['entries'] = new Map();
  /** Packages that were read since files without one were let go of. */
  let news = 0;

  return {
    folders: new WeakMap(),
    links,
    listing: (entries) => (listing = isSameListing(entries, listing) ? listing : entries),
    same: <Value>(what: string, from: readonly unknown[], make: () => Value) =>
      (things as KeptAnswers<Value>).keep(what, from, make),
    known: things.known,
    file(path, text) {
      const before = files.get(path);
      const file = before?.lines.text === text ? before : parseGo(path, text, bodies);
      files.set(path, file);
      return file;
    },
    lookAt,
    functions,
    reach(folder) {
      const memory = reached.get(folder) ?? { last: null };
      keepLast(reached, folder, memory, MOST_REACHED);
      return memory;
    },
    module(dir) {
      let index = modules.get(dir);
      if (!index) modules.set(dir, (index = createModuleIndex()));
      return index;
    },
    package(folder, from, at, read) {
      seenAt.set(folder, at);
      return packages.keep(folder, from, () => {
        news++;
        return read();
      });
    },
    packageAt(folder, at) {
      const before = seenAt.get(folder);
      if (!before || !isSameList(before, at)) return undefined;
      packages.touch(folder);
      return packages.last(folder)?.value;
    },
    index(pkg) {
      let index = indexed.get(pkg);
      if (!index) {
        index = indexPackage(pkg, latest.get(pkg.folder));
        indexed.set(pkg, index);
        latest.set(pkg.folder, index);
      }
      return index;
    },
    program(folder, linked, from, read) {
      return programs.keep(folder, [linked, ...from], () => {
        const before = programs.last(folder);
        const was = before && isSameList(before.from.slice(1), from) ? before : null;
        const moved = was?.value && moves.since(was.value, was.from[0] as readonly IndexedPackage[], linked);
        if (moved) return moved;
        const program = read();
        forget(letGo(bodies));
        return program;
      });
    },
    sweep() {
      const gone = [packages, programs, things].map((kept) => kept.sweep());
      if (gone.includes(true) || news >= MOST_NEWS) sweepFiles();
      bodies.words.clear();
    },
  };

  /** Lets go of what was worked out from bodies that are let go of. */
  function forget(gone: readonly GoFunction[]) {
    for (const fn of gone) {
      functions.bindings.delete(fn);
      functions.returns.delete(fn);
    }
    // Only where they are of: other packages go on as they are.
    const folders = new Map<string, GoFunction[]>();
    for (const fn of gone) {
      const folder = holderOf(fn.body.file?.path ?? '');
      const known = folders.get(folder);
      if (known) known.push(fn);
      else folders.set(folder, [fn]);
    }
    for (const [folder, functions] of folders) {
      const index = latest.get(folder);
      if (index) forgetBodies(index.names, functions);
    }
  }

  function sweepFiles() {
    news = 0;
    const parsed = new Set<SourceFile>();
    const present = new Set<IndexedPackage>();
    for (const { parsed: all, pkg } of packages.values()) {
      for (const file of all) parsed.add(file);
      const index = pkg && indexed.get(pkg);
      if (index) present.add(index);
    }
    for (const [folder, index] of latest) if (!present.has(index)) latest.delete(folder);
    for (const [path, file] of files) if (!parsed.has(file)) files.delete(path);
    release(bodies, ({ path, text }) => files.get(path)?.lines.text !== text);
    for (const index of modules.values()) index.sweep(present);
    for (const folder of seenAt.keys()) if (!packages.last(folder)) seenAt.delete(folder);
    for (const folder of links.programs.keys()) if (!programs.last(folder)) links.programs.delete(folder);
  }
}

function isSameListing(one: FolderTree['entries'], other: FolderTree['entries']): boolean {
  if (one.size !== other.size) return false;
  for (const [path, entries] of one) {
    const others = other.get(path);
    if (!others || others.length !== entries.length) return false;
    if (others === entries) continue;
    for (const [index, { name, folder }] of entries.entries()) {
      const before = others[index];
      if (before?.name !== name || before.folder !== folder) return false;
    }
  }
  return true;
}
