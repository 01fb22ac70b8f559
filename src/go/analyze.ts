import { type AnalysisMemory, createMemory } from './analysis-memory.ts';
import { type Beside, type Share, shareOf } from './modules/divided-folders.ts';
import type { Files } from './files.ts';
import { type GoFolder, readFolders, TREE_LIMITS, type TreeLimits } from './modules/folder-tree.ts';
import { linkCode } from './code/linked-code.ts';
import { linker } from './code/linker.ts';
import { type LocalModule, moduleOf, readModules } from './modules/modules.ts';
import { createLoader, isMainFolder } from './modules/packages.ts';
import { readProgram } from './program.ts';
import type { AnalysisError, GoModule, GoProject, Program } from './project.ts';
import { layOf, readRepository } from './modules/repository.ts';
import { settledFacts, settledModule, settledProgram } from './settled-facts.ts';
import { BY_SYNTAX, type ToolchainAnswer } from './settled.ts';
import { say } from '../words/message.ts';

export interface AnalyzeOptions {
  readonly signal?: AbortSignal;
  readonly limits?: TreeLimits;
  /** Of the analysis before, of the same folder: what did not change is not read again. */
  readonly memory?: AnalysisMemory;
  /** What a Go toolchain says of the modules beside the syntax; rejects only where it is called off. */
  readonly toolchain?: (modules: readonly GoModule[]) => Promise<ToolchainAnswer>;
  /** Starts another analysis that reads a share of the main packages in these folders; null where they are not worth it. */
  readonly beside?: (mains: readonly string[]) => Beside | null;
  /** That other one's: no programs but these are read. */
  readonly share?: Share;
}

/**
 * Everything that is known of the Go project in a folder. Broken files become entries of `errors`; a folder without Go gives
 * an empty project with an error that says so. Rejects with the signal's reason when it is aborted, and with nothing else.
 */
export async function analyze(files: Files, options: AnalyzeOptions = {}): Promise<GoProject> {
  const { signal, limits = TREE_LIMITS, memory = createMemory() } = options;
  const { folders, entries, cut } = await readFolders(files, signal, limits, memory.folders);
  const listing = memory.listing(entries);
  const { modules: found, errors: moduleErrors } = await readModules(files, folders);
  const modules = found.map((module) => memory.same(`module ${module.facts.dir}`, [textOf(module)], () => module));
  const declared = modules.filter(({ inferred }) => !inferred).map(({ facts }) => facts);
  // The toolchain works while files are read.
  const asked = options.toolchain?.(declared) ?? Promise.resolve(BY_SYNTAX);
  asked.catch(() => undefined);
  const mains = options.share ? options.share.folders : await mainFolders();
  const beside = options.beside?.(mains);
  if (beside) void asked.then(beside.tell, () => undefined);
  const lay = memory.same('lay', [listing], () => layOf(listing));
  const read = await readRepository(files, lay, signal);
  const told = [read.builds, read.configs, read.settings].flatMap((texts) => [texts.size, ...[...texts].flat()]);
  const repository = memory.same('repository', [lay, ...told], () => read);
  const loader = createLoader(files, folders, modules, memory, signal);
  const links = linker(loader, memory, signal);
  const byPath = new Map(folders.map((folder) => [folder.path, folder]));
  const programs: Program[] = [];
  const share = beside?.share ?? options.share;
  let count = 0;
  for (const folder of share ? shareOf(share) : mains) {
    count++;
    await readMain(folder);
  }
  const others = await beside?.found;
  // Nobody else will read what the other one has taken and could not finish.
  if (others === null) for (const folder of mains.slice(count)) await readMain(folder);
  if (others) programs.push(...others.programs);
  // What was remembered for this analysis alone goes as a whole.
  if (options.memory) memory.sweep();
  const toolchain = await asked;
  const ofFiles = [...(await loader.errors()), ...(others?.errors ?? [])].sort((a, b) => compare(a.file, b.file));
  const errors = distinct([...moduleErrors, ...ofFiles, ...emptyErrors(folders, modules)]);
  if (cut) errors.push({ file: '.', message: ['The folder is too large: only its first part was analysed'] });
  return {
    modules: declared.sort((a, b) => compare(a.dir, b.dir)),
    programs: programs.sort((a, b) => compare(a.moduleDir, b.moduleDir) || compare(a.package, b.package)),
    errors,
    toolchain: { version: toolchain.settled?.version ?? null, because: toolchain.because },
  };

  async function mainFolders(): Promise<string[]> {
    const found: string[] = [];
    for (const folder of folders) {
      signal?.throwIfAborted();
      if (moduleOf(modules, folder.path) && (await isMainFolder(files, folder, memory))) found.push(folder.path);
    }
    return found;
  }

  async function readMain(path: string): Promise<void> {
    signal?.throwIfAborted();
    const folder = byPath.get(path);
    const module = moduleOf(modules, path);
    if (!folder || !module) return;
    const linked = await links(folder, module);
    const { packages, byPath: local } = linked;
    const toolchain = await asked;
    const settledAround = settledModule(toolchain.settled, module.facts.dir);
    const own = settledProgram(settledAround, packages[0]?.importPath ?? '');
    const from = [repository, module, settledAround?.key, own?.key];
    const program = memory.program(folder.path, packages, from, () => {
      const index = memory.module(module.facts.dir);
      for (const pkg of packages) index.add(pkg);
      const resolver = { local, settled: settledFacts(settledAround, own) };
      memory.lookAt(resolver);
      return readProgram(
        linkCode(packages, resolver, index, memory.functions, memory.reach(folder.path)),
        module,
        repository,
        own,
      );
    });
    if (program) programs.push(program);
  }
}

function textOf({ facts, mod, vendored, reachable, inferred }: LocalModule): string {
  return JSON.stringify([facts, mod, [...(vendored ?? [])], [...reachable], inferred]);
}

function emptyErrors(folders: readonly GoFolder[], modules: readonly LocalModule[]): AnalysisError[] {
  if (folders.length === 0) return [{ file: '.', message: ['There is no Go here: neither a go.mod nor a .go file'] }];
  const [first] = folders;
  if (modules.some(({ inferred }) => inferred)) {
    return [{ file: first?.path ?? '.', message: ['There are Go files but no go.mod: `go mod init` makes one'] }];
  }
  return [];
}

/** What both analyses of a folder say, once. */
function distinct(errors: readonly AnalysisError[]): AnalysisError[] {
  return [...new Map(errors.map((error) => [`${error.file}: ${say(error.message)}`, error])).values()];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
