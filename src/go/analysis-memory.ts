import { letGo, newBodies, release } from './bodies.ts';
import { indexPackage, type IndexedPackage } from './code-index.ts';
import type { FolderTree, KnownFolders } from './folder-tree.ts';
import { type FunctionFacts, type ImportResolver, newFunctionFacts } from './linked-code.ts';
import { type KnownLinks, newLinks } from './linker.ts';
import { createModuleIndex, type ModuleIndex } from './module-index.ts';
import { type MovedFile, type MovedFiles, movedPackage, movedProgram } from './moved.ts';
import { forgetBodies, lookAt } from './names.ts';
import type { GoPackage, ReadPackage } from './packages.ts';
import { parseGo } from './parser.ts';
import type { Program } from './project.ts';
import type { ReachMemory } from './reached-again.ts';
import type { SourceFile } from './source-file.ts';
import type { GoFunction } from './syntax.ts';

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
  /** Lets go of what the names of packages meant if something that they see is not as it was. */
  readonly lookAt: ({ local, settled }: ImportResolver) => void;
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

interface Kept<Value> {
  readonly from: readonly unknown[];
  readonly value: Value;
  round: number;
}

/** Programs of which it is kept what they come to. */
const MOST_REACHED = 4;

/** Files that nobody needs any more are looked for among all: not after every edit. */
const MOST_NEWS = 20;

export function createMemory(bodies = newBodies()): AnalysisMemory {
  const files = new Map<string, Kept<SourceFile>>();
  const packages = new Map<string, Kept<ReadPackage>>();
  const seenAt = new Map<string, readonly unknown[] | null>();
  const indexed = new WeakMap<GoPackage, IndexedPackage>();
  const programs = new Map<string, Kept<Program | null>>();
  /** By folder. */
  const latest = new Map<string, IndexedPackage>();
  const moves = new WeakMap<IndexedPackage, { readonly before: IndexedPackage; readonly files: MovedFiles | null }>();
  const reached = new Map<string, ReachMemory>();
  const links = newLinks();
  const things = new Map<string, Kept<unknown>>();
  const modules = new Map<string, ModuleIndex>();
  const ids = new Map<string, number>();
  /** What a package saw of its imports, and the number for all that it sees. */
  const seenLast = new WeakMap<IndexedPackage, { readonly parts: readonly number[]; readonly id: number }>();
  const functions = newFunctionFacts();
  let listing: FolderTree['entries'] = new Map();
  let round = 0;
  /** Packages that were read since files without one were let go of. */
  let news = 0;

  return {
    folders: new WeakMap(),
    links,
    listing: (entries) => (listing = isSameListing(entries, listing) ? listing : entries),
    same: <Value>(what: string, from: readonly unknown[], make: () => Value) =>
      keep(things as Map<string, Kept<Value>>, what, from, make),
    known: (what, from) => known(things, what, from)?.value,
    file: (path, text) => keep(files, path, [text], () => parseGo(path, text, bodies)),
    functions,
    reach(folder) {
      const memory = reached.get(folder) ?? { last: null };
      // The one asked for last stands at the end.
      reached.delete(folder);
      reached.set(folder, memory);
      const [oldest] = reached.keys();
      if (reached.size > MOST_REACHED && oldest !== undefined) reached.delete(oldest);
      return memory;
    },
    module(dir) {
      let index = modules.get(dir);
      if (!index) modules.set(dir, (index = createModuleIndex()));
      return index;
    },
    lookAt({ local, settled }) {
      const seen = new Map<IndexedPackage, number>();
      const called = idOf(settled.key);
      for (const pkg of local.values()) lookAt(pkg.names, seenBy(pkg, local, seen, called));
    },
    package(folder, from, at, read) {
      seenAt.set(folder, at);
      return keep(packages, folder, from, () => {
        news++;
        return read();
      });
    },
    packageAt(folder, at) {
      const kept = packages.get(folder);
      const before = seenAt.get(folder);
      if (!kept || !before || !isSame(before, at)) return undefined;
      kept.round = round;
      return kept.value;
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
    program(folder, packages, from, read) {
      const before = programs.get(folder);
      const was = before && isSame(before.from.slice(1), from) ? before : null;
      return keep(programs, folder, [packages, ...from], () => {
        const moved = was?.value && sinceMoved(was.value, was.from[0] as readonly IndexedPackage[], packages);
        if (moved) return moved;
        const program = read();
        forget(letGo(bodies));
        return program;
      });
    },
    sweep() {
      for (const kept of [packages, programs, things]) {
        for (const [key, { round: used }] of kept) {
          if (used === round) continue;
          kept.delete(key);
          news = MOST_NEWS;
        }
      }
      if (news >= MOST_NEWS) sweepFiles();
      bodies.words.clear();
      round++;
    },
  };

  /** The facts of a program in whose packages code only moved; null where more happened. */
  function sinceMoved(
    program: Program,
    before: readonly IndexedPackage[],
    now: readonly IndexedPackage[],
  ): Program | null {
    if (before.length !== now.length) return null;
    const files = new Map<string, MovedFile>();
    for (const [index, pkg] of now.entries()) {
      const old = before[index];
      if (old === pkg) continue;
      const known = moves.get(pkg);
      const moved = known && known.before === old ? known.files : old ? movedPackage(old, pkg) : null;
      if (old) moves.set(pkg, { before: old, files: moved });
      if (!moved) return null;
      for (const [path, file] of moved) files.set(path, file);
    }
    return movedProgram(program, files);
  }

  /** Lets go of what was worked out from bodies that are let go of. */
  function forget(gone: readonly GoFunction[]) {
    for (const fn of gone) {
      functions.bindings.delete(fn);
      functions.returns.delete(fn);
    }
    // Only where they are of: other packages go on as they are.
    const folders = new Map<string, GoFunction[]>();
    for (const fn of gone) {
      const path = fn.body.file?.path ?? '';
      const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.';
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
    for (const { value } of packages.values()) {
      for (const file of value.parsed) parsed.add(file);
      const index = value.pkg && indexed.get(value.pkg);
      if (index) present.add(index);
    }
    for (const [folder, index] of latest) if (!present.has(index)) latest.delete(folder);
    for (const [path, { value }] of files) if (!parsed.has(value)) files.delete(path);
    release(bodies, ({ path, text }) => files.get(path)?.value.lines.text !== text);
    for (const index of modules.values()) index.sweep(present);
    for (const folder of links.programs.keys()) if (!programs.has(folder)) links.programs.delete(folder);
  }

  /** A number for the surfaces of a package and of all that it imports from this folder. */
  function seenBy(
    pkg: IndexedPackage,
    local: ReadonlyMap<string, IndexedPackage>,
    known: Map<IndexedPackage, number>,
    called: number,
  ): number {
    const before = known.get(pkg);
    if (before !== undefined) return before;
    // Imports in a circle do not build; they end here.
    known.set(pkg, 0);
    const parts = [called];
    for (const path of pkg.imports) {
      const other = local.get(path);
      parts.push(other ? seenBy(other, local, known, called) : -1);
    }
    const last = seenLast.get(pkg);
    const isSameAgain = last !== undefined && isSame(last.parts, parts);
    const id = isSameAgain ? last.id : idOf(`${idOf(pkg.surface)} ${parts.join(',')}`);
    if (!isSameAgain) seenLast.set(pkg, { parts, id });
    known.set(pkg, id);
    return id;
  }

  function idOf(text: string): number {
    const id = ids.get(text) ?? ids.size;
    ids.set(text, id);
    return id;
  }

  function known<Value>(
    kept: ReadonlyMap<string, Kept<Value>>,
    key: string,
    from: readonly unknown[],
  ): Kept<Value> | undefined {
    const before = kept.get(key);
    if (!before || !isSame(before.from, from)) return undefined;
    before.round = round;
    return before;
  }

  function keep<Value>(
    kept: Map<string, Kept<Value>>,
    key: string,
    from: readonly unknown[],
    make: () => Value,
  ): Value {
    const before = known(kept, key, from);
    if (before) return before.value;
    const value = make();
    kept.set(key, { from, value, round });
    return value;
  }
}

/** By index: lists are long, and nearly all of them are the same. */
function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  if (one.length !== other.length) return false;
  for (let index = 0; index < one.length; index++) if (one[index] !== other[index]) return false;
  return true;
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
