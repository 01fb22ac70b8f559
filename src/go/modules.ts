import type { Files } from './files.ts';
import type { GoFolder } from './folder-tree.ts';
import { type GoMod, parseGoMod, parseGoWork } from './go-mod.ts';
import { inFolder, joinFolder, relativeTo } from './paths.ts';
import type { AnalysisError, GoModule } from './project.ts';

/** A module and how imports reach other modules of the same folder. */
export interface LocalModule {
  readonly facts: GoModule;
  readonly mod: GoMod;
  /** Modules of which vendor/ holds packages; null where there is no vendor folder that the go command uses. */
  readonly vendored: ReadonlySet<string> | null;
  /** Folders of modules, by module path, that replace or go.work put in reach; itself included. */
  readonly reachable: ReadonlyMap<string, string>;
}

export interface Modules {
  readonly modules: readonly LocalModule[];
  readonly errors: readonly AnalysisError[];
}

export async function readModules(files: Files, folders: readonly GoFolder[]): Promise<Modules> {
  const errors: AnalysisError[] = [];
  const found: { dir: string; mod: GoMod; facts: GoModule; vendored: ReadonlySet<string> | null }[] = [];
  for (const folder of folders) {
    if (!folder.names.has('go.mod')) continue;
    const file = inFolder(folder.path, 'go.mod');
    const text = await files.read(file);
    if (text === null) {
      errors.push({ file, message: 'the file cannot be read' });
      continue;
    }
    const mod = parseGoMod(file, text);
    errors.push(...mod.errors);
    const vendorList = await files.read(inFolder(folder.path, 'vendor/modules.txt'));
    const facts = moduleFacts(folder, mod, vendorList !== null);
    found.push({ dir: folder.path, mod, facts, vendored: facts.vendor ? vendoredModules(vendorList ?? '') : null });
  }
  const work = await readWork(files, folders);
  const modules = found.map(({ dir, mod, facts, vendored }) => ({
    facts,
    mod,
    vendored,
    reachable: reachableModules(dir, mod, found, work),
  }));
  return { modules, errors };
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

function moduleFacts({ path, names }: GoFolder, mod: GoMod, vendored: boolean): GoModule {
  const minor = Number(/^1\.(\d+)/.exec(mod.go ?? '')?.[1] ?? 0);
  return {
    dir: path,
    module: mod.module,
    go: mod.go,
    toolchain: mod.toolchain,
    // Since 1.14 the go command uses vendor/ by itself where go.mod says at least that version.
    vendor: vendored && minor >= 14,
    requires: mod.requires,
    hasGoSum: names.has('go.sum'),
  };
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

/** Folders of the workspaces' modules, those of one go.work together. */
async function readWork(files: Files, folders: readonly GoFolder[]): Promise<ReadonlySet<string>[]> {
  const works: ReadonlySet<string>[] = [];
  for (const folder of folders) {
    if (!folder.names.has('go.work')) continue;
    const text = await files.read(inFolder(folder.path, 'go.work'));
    const used = parseGoWork(text ?? '').map((use) => joinFolder(folder.path, use));
    works.push(new Set(used.filter((dir) => dir !== null)));
  }
  return works;
}

function reachableModules(
  dir: string,
  mod: GoMod,
  all: readonly { readonly dir: string; readonly mod: GoMod }[],
  works: readonly ReadonlySet<string>[],
): Map<string, string> {
  const reachable = new Map<string, string>();
  for (const work of works.filter((members) => members.has(dir))) {
    for (const other of all) if (work.has(other.dir)) reachable.set(other.mod.module, other.dir);
  }
  for (const { path, by } of mod.replaces) {
    const target = /^\.{0,2}\//.test(by) || by === '.' || by === '..' ? joinFolder(dir, by) : null;
    if (target !== null && !by.startsWith('/')) reachable.set(path, target);
  }
  if (mod.module !== '') reachable.set(mod.module, dir);
  return reachable;
}

function depthOf(dir: string): number {
  return dir === '.' ? 0 : dir.split('/').length;
}
