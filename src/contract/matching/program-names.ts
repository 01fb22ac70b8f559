import { binaryOf, programName } from '../../go/program-name.ts';
import type { GoProject, Program } from '../../go/project.ts';
import { namingParts } from '../images/foreign-image.ts';
import { baseName, comparableName } from '../images/image-name.ts';

/** The programs of a project by what other files call them. */
export interface ProgramNames {
  /** The same text exactly where the same programs, in their order, lie where they did and have the same names. */
  readonly layout: string;
  /** In a folder of the workspace (`''` is its root); `*` stands for any name, `...` at the end for all below. */
  readonly ofFolder: (folder: string) => readonly Program[];
  /** By the import path of their package, with the same patterns. */
  readonly ofImportPath: (path: string) => readonly Program[];
  /** By the name of the binary, however it is written. */
  readonly named: (name: string) => readonly Program[];
  /** By one with a part of its module’s path before it: `shop-worker`. */
  readonly prefixed: (name: string) => readonly Program[];
  /** Those of modules with this last part of their path, or of the folder they lie in. */
  readonly ofModuleNamed: (name: string) => readonly Program[];
}

export function createProgramNames({ programs, modules }: GoProject): ProgramNames {
  const byFolder = new Map<string, Program[]>();
  const byName = new Map<string, Program[]>();
  const byPrefixed = new Map<string, Program[]>();
  const byModule = new Map<string, Program[]>();
  const names = new Map<Program, ReadonlySet<string>>();
  const importPaths = new Map<string, Program[]>();
  const note = (map: Map<string, Program[]>, key: string, program: Program) => {
    const known = map.get(key);
    if (known) known.push(program);
    else map.set(key, [program]);
  };
  const moduleOf = new Map(modules.map((module) => [module.dir, module]));
  for (const program of programs) {
    const path = moduleOf.get(program.moduleDir)?.module;
    note(byFolder, folderOf(program), program);
    const own = namesOf(program, { programs, modules });
    names.set(program, own);
    for (const name of own) note(byName, name, program);
    for (const name of withPrefixes(own, path)) note(byPrefixed, name, program);
    if (path !== undefined) {
      note(importPaths, program.package === '.' ? path : `${path}/${program.package.slice(2)}`, program);
      note(byModule, comparableName(baseName(path.replace(/\/v\d+$/, ''))), program);
    }
  }
  return {
    layout: JSON.stringify([
      programs.map((program) => [
        program.moduleDir,
        program.package,
        program.name,
        program.binary,
        program.main.file,
        ...(names.get(program) ?? []),
      ]),
      modules.map(({ dir, module }) => [dir, module]),
    ]),
    ofFolder: (folder) => matching(byFolder, folder),
    ofImportPath: (path) => matching(importPaths, path),
    named: (name) => found(byName, name),
    prefixed: (name) => found(byPrefixed, name),
    ofModuleNamed: (name) => found(byModule, name),
  };
}

/** The names of its binary and of the program, and what images of it are called where these say nothing. */
function namesOf(program: Program, project: Pick<GoProject, 'programs' | 'modules'>): ReadonlySet<string> {
  return new Set([program.name, binaryOf(program), programName(program, project)].map(comparableName));
}

/** What images and binaries of a project are called that must not be mistaken for those of another. */
function withPrefixes(names: ReadonlySet<string>, module: string | undefined): ReadonlySet<string> {
  const prefixes = namingParts(module ?? '');
  return new Set([...names].flatMap((name) => prefixes.map((prefix) => comparableName(`${prefix}-${name}`))));
}

const MOST_STARS = 4;

/** The folder of its main package, relative to the workspace. */
export function folderOf({ moduleDir, package: path }: Program): string {
  const below = path === '.' ? '' : path.replace(/^\.\//, '');
  if (moduleDir === '.') return below;
  return below === '' ? moduleDir : `${moduleDir}/${below}`;
}

function found(map: ReadonlyMap<string, readonly Program[]>, name: string): readonly Program[] {
  const wanted = comparableName(name);
  return wanted === '' ? [] : (map.get(wanted) ?? []);
}

function matching(map: ReadonlyMap<string, readonly Program[]>, path: string): readonly Program[] {
  const below = /^(?:(.*)\/)?\.\.\.$/s.exec(path);
  const folder = below ? (below[1] ?? '') : path;
  const parts = folder.split(/\*+/);
  if (parts.length === 1 && !below) return map.get(path) ?? [];
  // More than a few would take for ever to try, and tell nothing.
  if (parts.length > MOST_STARS) return [];
  const pattern = parts.map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('[^]*');
  const end = !below ? '' : folder === '' ? '[^]*' : '(?:/[^]*)?';
  const wanted = new RegExp(`^${pattern}${end}$`);
  return [...map].flatMap(([key, programs]) => (wanted.test(key) ? programs : []));
}
