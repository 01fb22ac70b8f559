import { createHash } from 'node:crypto';
import path from 'node:path';
import type { GoModule } from '../go/project.ts';
import type { Settled, SettledModule, SettledProgram } from '../go/settled.ts';
import { Problem } from '../words/problem.ts';
import { askHelper } from './ask-helper.ts';
import { settledCgo } from './cgo.ts';
import type { GoCommand, GoView } from './go-command.ts';
import type { HelperAnswer } from './helper-answer.ts';
import type { HelperPlace } from './helper-program.ts';
import { helperQuestion, type ListedModule } from './helper-question.ts';
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
  helper: HelperPlace | null,
  signal: AbortSignal,
): Promise<Settlement> {
  const settled: Record<string, SettledModule> = {};
  const problems = new Map<string, Problem>();
  for (const module of modules) {
    try {
      const listed = await listModule(go, path.join(root, module.dir), module, helper !== null, signal);
      const question = helper && helperQuestion(root, listed);
      settled[module.dir] = settledModule(listed, null);
      if (helper && question)
        settled[module.dir] = settledModule(listed, await askHelper(go, helper, question, signal));
    } catch (error) {
      if (!(error instanceof Problem) || error.details.kind === 'cancelled') throw error;
      problems.set(module.dir, error);
    }
  }
  return { settled: { version: go.version, modules: settled }, problems };
}

/** `whole`: every package as it is without C, too, and not only those that have some. */
async function listModule(
  go: GoCommand,
  folder: string,
  { vendor, workspace }: GoModule,
  whole: boolean,
  signal: AbortSignal,
): Promise<ListedModule> {
  const view: Omit<GoView, 'cgo'> = { vendor, workspace: workspace !== null };
  const all = (cgo: boolean) => listPackages(go, folder, { ...view, cgo }, null, signal);
  const [withC, allWithoutC] = await Promise.all([all(true), whole ? all(false) : null]);
  const haveC = [...withC.values()].filter(({ standard, cgoFiles }) => !standard && cgoFiles.length > 0);
  const paths = haveC.map((pkg) => pkg.path);
  const withoutC =
    allWithoutC ??
    (paths.length > 0 ? await listPackages(go, folder, { ...view, cgo: false }, paths, signal) : new Map());
  const mains = [...withC.values()].filter(({ dependency, name }) => !dependency && name === 'main');
  return { withC, withoutC, programs: mains.map((main) => ({ main, ...importClosure(main, withC) })) };
}

function settledModule({ withC, withoutC, programs }: ListedModule, answer: HelperAnswer | null): SettledModule {
  const settled = programs.map(({ main, linked, missing }): readonly [string, SettledProgram] => {
    const { reached, calls } = answer?.programs.get(main.path) ?? { reached: null, calls: {} };
    const facts = { missing, cgo: settledCgo(linked, withoutC), reached, calls };
    return [main.path, { key: keyOf(facts), ...facts }];
  });
  const facts = { names: importedNames(withC), types: answer?.types ?? null };
  return { key: keyOf(facts), ...facts, programs: Object.fromEntries(settled) };
}

function keyOf(facts: object): string {
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex');
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
