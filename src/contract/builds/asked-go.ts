import type { GoModule, Place } from '../../go/project.ts';
import type { Contract, ContractImage } from '../contract.ts';
import { goModOf } from '../matching/module-of.ts';
import { contextFolder, stageContext } from './build-context.ts';
import { goVersion, isOlder } from './go-version.ts';
import type { Build } from './golang-image.ts';
import { contextFilter } from './ignored-context.ts';

/** A `go` line that counts where a module is built, in the file that has it. */
export interface Ask {
  readonly file: string;
  readonly version: string;
  readonly place: Place | null;
}

/** Of the module, of those that its go.mod replaces by folders, and of the go.work that its build finds. */
export function asksOf(module: GoModule, image: ContractImage, builds: readonly Build[], contract: Contract): Ask[] {
  const required = new Set(module.requires.map(({ path }) => path));
  const replaced = module.replaces.filter(({ path }) => !module.vendor && required.has(path)).map(({ dir }) => dir);
  const linked = contract.go.modules.filter((one) => one !== module && replaced.includes(one.dir));
  const asks = [module, ...linked].flatMap(askOf);
  const { workspaceGo } = module;
  if (!workspaceGo || !builds.some((build) => findsFile(workspaceGo.place.file, build, image, contract))) return asks;
  // The go command reads the go.mod of every module that go.work uses.
  const used = contract.go.modules.filter(
    (one) => one.workspace === module.workspace && !asks.some(({ file }) => file === goModOf(one)),
  );
  return [...asks, { file: workspaceGo.place.file, ...workspaceGo }, ...used.flatMap(askOf)];
}

function askOf(module: GoModule): Ask[] {
  const { go, places } = module;
  return go === null ? [] : [{ file: goModOf(module), version: go, place: places?.go ?? null }];
}

/** Whether a go.work is certain to be there, and to count, when a stage builds. */
function findsFile(
  path: string,
  { stage, run }: Build,
  { file, dockerfile }: ContractImage,
  contract: Contract,
): boolean {
  const folder = contextFolder(file, contract);
  if (folder === undefined || !(folder === '' || path.startsWith(`${folder}/`)) || /GOWORK/.test(dockerfile.text))
    return false;
  const inContext = folder === '' ? path : path.slice(folder.length + 1);
  const isBrought = stageContext(dockerfile, stage, run)?.brings(inContext) === true;
  return isBrought && contextFilter(file, contract)?.leavesOut(inContext) !== true;
}

/** What asks for the newest Go; the first of those that ask for the same. */
export function newest(asks: readonly Ask[]): Ask | undefined {
  return asks.reduce<Ask | undefined>((best, ask) => {
    const [present, wanted] = [goVersion(best?.version ?? ''), goVersion(ask.version)];
    return wanted && (!present || isOlder({ ...present, patch: present.patch ?? 0 }, wanted)) ? ask : best;
  }, undefined);
}
