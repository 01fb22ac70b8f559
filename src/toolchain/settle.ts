import path from 'node:path';
import type { GoModule } from '../go/project.ts';
import type { Settled, SettledModule, SettledProgram } from '../go/settled.ts';
import { Problem } from '../words/problem.ts';
import { settledCgo } from './cgo.ts';
import type { GoCommand, GoView } from './go-command.ts';
import { importClosure } from './import-closure.ts';
import { type ListedPackage, listPackages } from './list-packages.ts';

/** What the toolchain settles, and why not more. */
export interface Settlement {
  readonly settled: Settled;
  /** Why a module could not be read by it, by the module's folder. */
  readonly problems: ReadonlyMap<string, Problem>;
}

/**
 * Asks the user's toolchain of the modules in `root` (absolute). It fetches nothing and runs nothing of the project; what
 * it cannot load is left open. Throws a Problem only where it is called off.
 */
export async function settle(
  go: GoCommand,
  root: string,
  modules: readonly GoModule[],
  signal: AbortSignal,
): Promise<Settlement> {
  const settled: Record<string, SettledModule> = {};
  const problems = new Map<string, Problem>();
  for (const module of modules) {
    try {
      settled[module.dir] = await settleModule(go, path.join(root, module.dir), module, signal);
    } catch (error) {
      if (!(error instanceof Problem) || error.details.kind === 'cancelled') throw error;
      problems.set(module.dir, error);
    }
  }
  return { settled: { version: go.version, modules: settled }, problems };
}

async function settleModule(
  go: GoCommand,
  folder: string,
  { vendor, workspace }: GoModule,
  signal: AbortSignal,
): Promise<SettledModule> {
  const view: Omit<GoView, 'cgo'> = { vendor, workspace: workspace !== null };
  const [withC, withoutC] = await Promise.all([
    listPackages(go, folder, { ...view, cgo: true }, signal),
    listPackages(go, folder, { ...view, cgo: false }, signal),
  ]);
  const programs: Record<string, SettledProgram> = {};
  for (const main of withC.values()) {
    if (main.dependency || main.name !== 'main') continue;
    const { linked, missing } = importClosure(main, withC);
    programs[main.path] = { missing, cgo: settledCgo(linked, withoutC) };
  }
  return { names: importedNames(withC), programs };
}

/** The names of what the module's own packages import. */
function importedNames(packages: ReadonlyMap<string, ListedPackage>): Record<string, string> {
  const names: Record<string, string> = {};
  for (const { dependency, imports } of packages.values()) {
    if (dependency) continue;
    for (const imported of imports) {
      const pkg = packages.get(imported);
      if (pkg && !pkg.standard && pkg.name !== '') names[imported] = pkg.name;
    }
  }
  return names;
}
