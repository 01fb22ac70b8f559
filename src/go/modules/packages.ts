import type { AnalysisMemory } from '../analysis-memory.ts';
import { errorIn, hasUnread } from '../syntax/bodies.ts';
import { isBuilt, isTestFile, packageClause, tagsNamed } from './build-constraint.ts';
import type { Files } from '../files.ts';
import type { GoFolder } from './folder-tree.ts';
import { moduleOf, type LocalModule } from './modules.ts';
import { inFolder, relativeTo } from '../paths.ts';
import type { AnalysisError } from '../project.ts';
import { lineOf, type SourceFile } from '../syntax/source-file.ts';

/** The files of one folder that a build for linux/amd64 without cgo takes. */
export interface GoPackage {
  readonly importPath: string;
  readonly folder: string;
  readonly name: string;
  readonly files: readonly SourceFile[];
  /** Import paths as written, once each. */
  readonly imports: readonly string[];
  /** A file that imports "C" and without which, as far as its constraints say, the package does not build. */
  readonly needsC: SourceFile | null;
  /** A file that is only taken where cgo is on, and that the package builds without. */
  readonly usesC: SourceFile | null;
  /** Build tags that constraints of its files name, also of those that are left out; sorted. */
  readonly tags: readonly string[];
}

/** Loads packages once each. */
export interface PackageLoader {
  /** At once where it was loaded before. */
  load(folder: string): GoPackage | null | Promise<GoPackage | null>;
  /** Unreadable and broken files of all that was loaded. Reads the bodies that nobody has asked for. */
  errors(): Promise<readonly AnalysisError[]>;
}

/** What a folder's texts come to. */
export interface ReadPackage {
  readonly pkg: GoPackage | null;
  /** Files that are no text. */
  readonly errors: readonly AnalysisError[];
  /** Files that are no Go; null until somebody asks. */
  broken: readonly AnalysisError[] | null;
  /** Files that were parsed. */
  readonly parsed: readonly SourceFile[];
  /** Characters of them. */
  readonly size: number;
  /** Characters of all texts. */
  readonly length: number;
}

/** Characters of Go that one analysis parses at most: some two million lines. */
const MOST_TEXT = 80_000_000;
const READ_AHEAD = 8;

export function createLoader(
  files: Files,
  folders: readonly GoFolder[],
  modules: readonly LocalModule[],
  memory: AnalysisMemory,
  signal: AbortSignal | undefined,
): PackageLoader {
  const byPath = new Map(folders.map((folder) => [folder.path, folder]));
  const loaded = new Map<string, GoPackage | null | Promise<GoPackage | null>>();
  const reads: ReadPackage[] = [];
  const tooMany: AnalysisError[] = [];
  let budget = MOST_TEXT;

  return {
    async errors() {
      const found = [...tooMany];
      for (const read of reads) {
        signal?.throwIfAborted();
        if (!read.broken) {
          // To read them takes its time: whoever waits for his turn gets it while the disk is asked.
          if (read.parsed.some(hasUnread)) await files.list('');
          read.broken = brokenOf(read);
        }
        found.push(...read.errors, ...read.broken);
      }
      return found;
    },
    load(path) {
      const known = loaded.get(path);
      if (known !== undefined) return known;
      const folder = byPath.get(path);
      const result = folder ? loadFolder(folder) : null;
      loaded.set(path, result);
      return result;
    },
  };

  function loadFolder(folder: GoFolder): GoPackage | null | Promise<GoPackage | null> {
    const importPath = importPathOf(folder.path, moduleOf(modules, folder.path));
    const at = [importPath, folder, files.revision?.(folder.path === '.' ? '' : folder.path) ?? {}];
    const known = memory.packageAt(folder.path, at);
    if (known && known.length <= budget) return taken(known);
    return readFolder(folder, importPath, at).then((read) => {
      const pkg = taken(read);
      loaded.set(folder.path, pkg);
      return pkg;
    });
  }

  function taken(read: ReadPackage): GoPackage | null {
    reads.push(read);
    budget -= read.size;
    return read.pkg;
  }

  async function readFolder(folder: GoFolder, importPath: string, at: readonly unknown[]): Promise<ReadPackage> {
    const names = folder.goFiles.filter((name) => !isTestFile(name)).sort();
    const texts = await readTexts(folder, names);
    // What is not whole is looked at again.
    const whole = texts.length === names.length ? at : null;
    return memory.package(folder.path, [importPath, ...names, ...texts], whole, () => {
      return readPackage(folder.path, importPath, names, texts, memory);
    });
  }

  /** The texts of files; empty for those that are one too many, null for what is no text. */
  async function readTexts(folder: GoFolder, names: readonly string[]): Promise<(string | null)[]> {
    const reads: Promise<string | null>[] = [];
    const texts: (string | null)[] = [];
    let size = 0;
    for (const [index, name] of names.entries()) {
      signal?.throwIfAborted();
      if (size > budget) {
        const file = inFolder(folder.path, name);
        tooMany.push({ file, message: ['the project is too large: this file and those after it were not analysed'] });
        break;
      }
      // The disk works ahead, but no large folder lies in memory as a whole.
      for (const next of names.slice(reads.length, index + READ_AHEAD)) {
        reads.push(files.read(inFolder(folder.path, next)));
      }
      const text = (await reads[index]) ?? null;
      size += text?.length ?? 0;
      texts.push(text);
    }
    return texts;
  }
}

function readPackage(
  folder: string,
  importPath: string,
  names: readonly string[],
  texts: readonly (string | null)[],
  memory: AnalysisMemory,
): ReadPackage {
  const errors: AnalysisError[] = [];
  const all: SourceFile[] = [];
  const built: SourceFile[] = [];
  const withC: SourceFile[] = [];
  const onlyWithC: SourceFile[] = [];
  const tags = new Set<string>();
  let hasPureAlternative = false;
  let size = 0;
  let length = 0;
  for (const [index, text] of texts.entries()) {
    const name = names[index] ?? '';
    const file = inFolder(folder, name);
    if (text === null) {
      errors.push({ file, message: ['the file cannot be read as text, or it is larger than 5 MB'] });
      continue;
    }
    length += text.length;
    for (const tag of tagsNamed(text)) tags.add(tag);
    const takenPure = isBuilt(name, text, { cgo: false });
    const takenWithC = isBuilt(name, text, { cgo: true });
    if (!takenPure && !takenWithC) continue;
    if (takenPure && !takenWithC) hasPureAlternative = true;
    size += text.length;
    const parsed = memory.file(file, text);
    all.push(parsed);
    if (parsed.imports.some(({ path }) => path === 'C')) withC.push(parsed);
    else if (takenPure) built.push(parsed);
    else onlyWithC.push(parsed);
  }
  // A package of nothing but `//go:build cgo` does not build without.
  if (built.length === 0) withC.push(...onlyWithC.splice(0));
  const name = commonName([...built, ...withC]);
  const ofPackage = (file: SourceFile) => file.packageName === name;
  // Files with C are part of the program, too, unless there is a pure alternative.
  const taken = [...built, ...(hasPureAlternative ? [] : withC)].filter(ofPackage);
  const pkg: GoPackage | null =
    name === null
      ? null
      : {
          importPath,
          folder,
          name,
          files: taken,
          imports: [...new Set(taken.flatMap(({ imports }) => imports.map(({ path: of }) => of)))],
          needsC: hasPureAlternative ? null : (withC.find(ofPackage) ?? null),
          usesC: [...onlyWithC, ...(hasPureAlternative ? withC : [])].find(ofPackage) ?? null,
          tags: [...tags].sort(),
        };
  return { pkg, errors, broken: null, parsed: all, size, length };
}

function brokenOf({ parsed }: ReadPackage): AnalysisError[] {
  return parsed.flatMap((file): AnalysisError[] => {
    const at = errorIn(file);
    if (at === null) return [];
    const line = lineOf(file, at);
    return [{ file: file.path, message: ['line {0}: this is no Go', line], line }];
  });
}

/** Whether a folder holds a main package; reads as few files as decide it, and none where they are as they were. */
export function isMainFolder(files: Files, folder: GoFolder, memory: AnalysisMemory): boolean | Promise<boolean> {
  const at = [folder, files.revision?.(folder.path === '.' ? '' : folder.path) ?? {}];
  const what = `main ${folder.path}`;
  const known = memory.known(what, at);
  if (known !== undefined) return known === true;
  return holdsMain(files, folder).then((isMain) => memory.same(what, at, () => isMain));
}

/** Of files that are no text nobody knows: whoever reads the folder says so. */
async function holdsMain(files: Files, folder: GoFolder): Promise<boolean> {
  let isUnread = false;
  for (const name of folder.goFiles) {
    if (isTestFile(name)) continue;
    const text = await files.read(inFolder(folder.path, name));
    isUnread ||= text === null;
    if (text === null || !isBuilt(name, text, { cgo: true })) continue;
    const clause = packageClause(text);
    if (clause !== null) return clause === 'main';
  }
  return isUnread;
}

/** `example.com/shop/internal/web`; for a folder outside every module its path. */
function importPathOf(folder: string, module: LocalModule | undefined): string {
  if (!module) return folder;
  const relative = relativeTo(module.facts.dir, folder) ?? folder;
  return relative === '.' ? module.facts.module : `${module.facts.module}/${relative}`;
}

/** The name that most files give their package. */
function commonName(sources: readonly SourceFile[]): string | null {
  const counts = new Map<string, number>();
  for (const { packageName } of sources) {
    if (packageName !== '') counts.set(packageName, (counts.get(packageName) ?? 0) + 1);
  }
  const [first] = [...counts].sort((a, b) => b[1] - a[1]);
  return first?.[0] ?? null;
}
