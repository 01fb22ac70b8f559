import type { Files } from '../files.ts';
import type { GoFolder } from './folder-tree.ts';
import { type GoMod, goOfWork, isFolder, parseGoMod, parseGoWork, type Replace, replacesOfWork } from './go-mod.ts';
import { inFolder, joinFolder, relativeTo } from '../paths.ts';
import type { AnalysisError, GoModule } from '../project.ts';
import { withoutModule } from './without-module.ts';

/** A module and how imports reach other modules of the same folder. */
export interface LocalModule {
  readonly facts: GoModule;
  readonly mod: GoMod;
  /** Modules of which vendor/ holds packages; null where there is no vendor folder that the go command uses. */
  readonly vendored: ReadonlySet<string> | null;
  /** Folders of modules, by module path, that replace or go.work put in reach; itself included. */
  readonly reachable: ReadonlyMap<string, string>;
  /** There is no go.mod: this only stands for one. */
  readonly inferred?: true;
}

export interface Modules {
  readonly modules: readonly LocalModule[];
  readonly errors: readonly AnalysisError[];
}

export async function readModules(files: Files, folders: readonly GoFolder[]): Promise<Modules> {
  const errors: AnalysisError[] = [];
  const works = await readWorks(files, folders);
  const found: { dir: string; mod: GoMod; facts: GoModule; vendored: ReadonlySet<string> | null }[] = [];
  for (const folder of folders) {
    if (!folder.names.has('go.mod')) continue;
    const file = inFolder(folder.path, 'go.mod');
    const text = await files.read(file);
    if (text === null) {
      errors.push({ file, message: ['the file cannot be read'] });
      continue;
    }
    const mod = parseGoMod(file, text);
    errors.push(...mod.errors);
    const vendorList = await readVendorList(files, folder.path);
    const facts = moduleFacts(folder, mod, vendorList, works);
    found.push({ dir: folder.path, mod, facts, vendored: facts.vendor ? vendoredModules(vendorList ?? '') : null });
  }
  const modules = found.map(({ dir, mod, facts, vendored }) => ({
    facts,
    mod,
    vendored,
    reachable: reachableModules(dir, mod, found, works),
  }));
  const isBare = found.length === 0 && errors.length === 0 && folders.some(({ goFiles }) => goFiles.length > 0);
  return { modules: isBare ? [await withoutModule(files, folders)] : modules, errors };
}

/** The module that a folder belongs to: the nearest go.mod above it. */
export function moduleOf(modules: readonly LocalModule[], folder: string): LocalModule | undefined {
  let nearest: LocalModule | undefined;
  for (const module of modules) {
    if (relativeTo(module.facts.dir, folder) === null) continue;
    if (!nearest || depthOf(module.facts.dir) > depthOf(nearest.facts.dir)) nearest = module;
  }
  return nearest;
}

function moduleFacts(
  { path, names }: GoFolder,
  mod: GoMod,
  vendorList: string | null,
  works: readonly Workspace[],
): GoModule {
  const work = works.find(({ members }) => members.has(path));
  return {
    dir: path,
    module: mod.module,
    go: mod.go,
    toolchain: mod.toolchain,
    places: mod.places,
    vendor: vendorList !== null && usesVendor(mod, vendorList, work),
    requires: mod.requires,
    hasGoSum: names.has('go.sum'),
    replaces: mod.replaces
      .filter(isFolder)
      .map(({ path: replaced, by }) => ({ path: replaced, dir: folderOf(path, by), written: by })),
    workspace: work?.dir ?? null,
    ...(work?.go ? { workspaceGo: work.go } : {}),
    tools: mod.tools,
    retracts: mod.retracts,
  };
}

/**
 * Since 1.14 the go command uses vendor/ by itself where go.mod says at least that version; for a workspace only what
 * `go work vendor` made, which says so in its first line.
 */
function usesVendor({ go }: GoMod, vendorList: string, work: Workspace | undefined): boolean {
  if (work) return vendorList.startsWith('## workspace');
  return Number(/^1\.(\d+)/.exec(go ?? '')?.[1] ?? 0) >= 14;
}

/** vendor/modules.txt; null also where its packages are not there: an archive of a module has the list alone. */
async function readVendorList(files: Files, dir: string): Promise<string | null> {
  const text = await files.read(inFolder(dir, 'vendor/modules.txt'));
  const listed = text?.split(/\r?\n/).find((line) => line !== '' && !line.startsWith('#'));
  if (text === null || listed === undefined) return text;
  const names = await files.list(inFolder(dir, `vendor/${listed}`));
  return names.length > 0 ? text : null;
}

/** Modules with packages in a vendor/modules.txt: `# path version` before the lines of their packages. */
function vendoredModules(text: string): ReadonlySet<string> {
  const modules = new Set<string>();
  let module = '';
  for (const line of text.split(/\r?\n/)) {
    if (line.startsWith('# ')) module = line.split(' ')[1] ?? '';
    else if (line !== '' && !line.startsWith('#')) modules.add(module);
  }
  return modules;
}

/** A go.work: the folders of its modules, and what it replaces for all of them. */
interface Workspace {
  readonly dir: string;
  readonly go: GoModule['workspaceGo'];
  readonly members: ReadonlySet<string>;
  readonly replaces: readonly Replace[];
}

async function readWorks(files: Files, folders: readonly GoFolder[]): Promise<Workspace[]> {
  const works: Workspace[] = [];
  for (const { path, names } of folders) {
    if (!names.has('go.work')) continue;
    const file = inFolder(path, 'go.work');
    const text = (await files.read(file)) ?? '';
    const used = parseGoWork(text).map((use) => folderOf(path, use));
    const members = new Set(used.filter((dir) => dir !== null));
    works.push({ dir: path, go: goOfWork(file, text), members, replaces: replacesOfWork(text) });
  }
  return works;
}

function reachableModules(
  dir: string,
  mod: GoMod,
  all: readonly { readonly dir: string; readonly mod: GoMod }[],
  works: readonly Workspace[],
): Map<string, string> {
  const reachable = new Map<string, string>();
  const replace = (from: string, replaces: readonly Replace[]) => {
    for (const one of replaces.filter(isFolder)) {
      const target = folderOf(from, one.by);
      if (target !== null) reachable.set(one.path, target);
    }
  };
  replace(dir, mod.replaces);
  for (const work of works.filter(({ members }) => members.has(dir))) {
    // What any module of a workspace replaces holds for all, and what go.work itself says goes before.
    for (const other of all) if (work.members.has(other.dir)) replace(other.dir, other.mod.replaces);
    replace(work.dir, work.replaces);
    for (const other of all) if (work.members.has(other.dir)) reachable.set(other.mod.module, other.dir);
  }
  if (mod.module !== '') reachable.set(mod.module, dir);
  return reachable;
}

/** A folder as written in go.mod or go.work; null where it is outside the analysed one. */
function folderOf(base: string, written: string): string | null {
  return written.startsWith('/') ? null : joinFolder(base, written);
}

function depthOf(dir: string): number {
  return dir === '.' ? 0 : dir.split('/').length;
}
