import type { GoProject, Program } from './project.ts';

/** Folders of a main package that say nothing of the program, or nothing that an image may be called. */
const SAYS_NOTHING = /^(?:cmd|main|src|v\d+|[^a-z0-9]*)$/i;

/** The program's name; where that is `cmd` or `main`, the name of what it lies in: a folder above it, or the module. */
export function programName(program: Program, { modules }: Pick<GoProject, 'modules'>): string {
  const { name, moduleDir } = program;
  if (!SAYS_NOTHING.test(name)) return name;
  const module = modules.find(({ dir }) => dir === moduleDir)?.module ?? '';
  const path = [...module.split('/'), ...program.package.split('/')];
  return path.findLast((word) => !SAYS_NOTHING.test(word)) ?? name;
}

/** The same project, its programs called so that people know them. */
export function withProgramNames(project: GoProject): GoProject {
  return { ...project, programs: project.programs.map((one) => ({ ...one, name: programName(one, project) })) };
}
