import { binaryName } from './code/binary-name.ts';
import type { GoProject, Program } from './project.ts';

/** The names of a program by the import path of its main package. */
export function namesOf(importPath: string): Pick<Program, 'name' | 'binary'> {
  // A module whose go.mod names none.
  const binary = binaryName(importPath) || 'main';
  const home = SAYS_NOTHING.test(binary)
    ? importPath.split('/').findLast((word) => !SAYS_NOTHING.test(word))
    : undefined;
  return home === undefined || home === binary ? { name: binary } : { name: home, binary };
}

export function binaryOf({ name, binary = name }: Pick<Program, 'name' | 'binary'>): string {
  return binary;
}

/** Whether a program or its binary is called so. */
export function isCalled(program: Pick<Program, 'name' | 'binary'>, name: string): boolean {
  return program.name === name || program.binary === name;
}

type Named = Pick<GoProject, 'modules' | 'programs'>;

/** Folders of a main package that say nothing of the program, or nothing that an image may be called. */
const SAYS_NOTHING = /^(?:cmd|main|src|v\d+|[^a-z0-9]*)$/i;

/** Those that say what a program is, but not whose. */
const SAYS_KIND = /^(?:server|api|app|service|svc|daemon|web|backend|cli)$/i;

/** Folders that only hold those of programs. */
const HOLDS = /^(?:services|apps|internal|pkg)$/i;

/**
 * The program's name; where that is `server` and its like, the name of what it lies in: a folder above it, or the module,
 * where no other program may be meant by that name.
 */
export function programName(program: Program, { modules, programs }: Named): string {
  const { name, moduleDir } = program;
  const module = modules.find(({ dir }) => dir === moduleDir)?.module.split('/') ?? [];
  const folders = program.package.split('/');
  if (!SAYS_KIND.test(name) || program.package === '.') return name;
  const isHome = (word: string) => !SAYS_NOTHING.test(word) && !SAYS_KIND.test(word) && !HOLDS.test(word);
  const home = folders.slice(0, folders.findLastIndex(isHome) + 1);
  if (programs.some((other) => other !== program && isRival(other, program, home.join('/')))) return name;
  return home.at(-1) ?? module.findLast((word) => !SAYS_NOTHING.test(word)) ?? name;
}

/** The same project, its programs called so that people know them. */
export function withProgramNames(project: GoProject): GoProject {
  return { ...project, programs: project.programs.map((one) => withName(one, programName(one, project))) };
}

function withName(program: Program, name: string): Program {
  const { commands } = program;
  return { ...program, name, ...(commands && { commands: commands.map((one) => ({ ...one, name })) }) };
}

/** Whether people may mean `other` by the name of the folder that both lie in: a server goes before all that is none. */
function isRival(other: Program, program: Program, home: string): boolean {
  if (other.moduleDir !== program.moduleDir || !isBelow(other.package, home)) return false;
  if (other.kind === 'server') return true;
  return program.kind !== 'server' && !['example', 'test', 'tool'].includes(other.kind);
}

function isBelow(folder: string, home: string): boolean {
  return home === '' || folder === home || folder.startsWith(`${home}/`);
}
