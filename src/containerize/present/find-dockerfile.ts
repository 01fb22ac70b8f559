import { builtPrograms } from '../../contract/builds/built-programs.ts';
import { createProgramNames } from '../../contract/matching/program-names.ts';
import { parseDockerfile } from '../../dockerfile/parse.ts';
import type { FileEntry, Files } from '../../go/files.ts';
import type { GoProject, Program } from '../../go/project.ts';
import { decide } from '../decision.ts';
import { buildFolder } from './build-folder.ts';
import { dockerfilesIn, dockerfilesOf, isKeptAside } from './dockerfiles.ts';
import { objectName } from '../names.ts';
import type { Decision } from '../plan-types.ts';
import { type PresentDockerfile, readPresentDockerfile } from './dockerfile.ts';
import type { PresentRun } from './run.ts';
import { roleOf } from '../role.ts';
import { exists } from '../image/source-layout.ts';

export interface DockerfileChoice {
  readonly path: string;
  /** The folder that it is built in, `.` for the root. */
  readonly context: string;
  /** The one that the repository has; null where there is none. */
  readonly present: PresentDockerfile | null;
  /** The path of the one that says how the program is run; absent: there is none. */
  readonly source?: string;
  /** What is said of the one that is there, whether it is this program's or not. */
  readonly decision: Decision | null;
  /** The text of the present one, as it stays or with what mends it; absent: one that is written anew is proposed. */
  readonly text?: string;
  /** What does not work of the present one, the first reason first. */
  readonly reasons?: readonly Decision[];
  /** What the present one runs the program with, where it is this program that it runs; null where it is not. */
  readonly run: PresentRun | null;
  /** The port that its image exposes first, for this program. */
  readonly port: number | null;
}

export interface DockerfileSurroundings {
  /** Names in the root. */
  readonly root: readonly FileEntry[];
  /** Paths that the workload of the program brings. */
  readonly mounts?: readonly string[] | undefined;
  /** What is there makes room. */
  readonly replace?: boolean | undefined;
}

/** The one that builds the program; a new one beside that of another program, or where the project keeps those of its programs. */
export async function findDockerfile(
  files: Files,
  project: GoProject,
  program: Program,
  { root, mounts = [], replace = false }: DockerfileSurroundings,
): Promise<DockerfileChoice> {
  const name = objectName(program.name);
  const names = root.filter(({ folder }) => !folder).map((entry) => entry.name);
  const habit = await placeByHabit(files, root, names, name);
  const beside = [habit, ...placesBeside(name).slice(1)];
  const builds = buildersOf(project);
  const go = project.modules.find(({ dir }) => dir === program.moduleDir)?.go ?? '';
  for (const path of new Set([habit, `Dockerfile.${name}`, `${name}.Dockerfile`])) {
    const present = await readPresentDockerfile(files, path, go, mounts);
    if (present && builds(present, program) === true) return choiceOf(path, present, present);
  }
  const present = names.includes('Dockerfile') ? await readPresentDockerfile(files, 'Dockerfile', go, mounts) : null;
  const isBuilt = present && builds(present, program);
  const inModule = replace || isBuilt === true ? null : await inModuleFolder();
  if (inModule) return inModule;
  if (!present) return keptAside();
  const others = project.programs.filter((other) => other !== program);
  const { text } = present.dockerfile;
  const says = (one: Program): boolean => one.name === present.run.starts || saysFolder(text, one);
  const mayBeOwn = isBuilt ?? (says(program) || !others.some(says));
  if (present.builds && mayBeOwn) return choiceOf('Dockerfile', present, present);
  const place = await firstFree(files, beside);
  if (present.builds) return besideAnothers(place, present);
  return choiceOf(place, present, mayBeOwn && runsOwn(present, program, others) ? present : null);

  /** One that is made where the module is: a build context of its own, mostly. */
  async function inModuleFolder(): Promise<DockerfileChoice | null> {
    const { moduleDir } = program;
    if (moduleDir === '.') return null;
    const own: DockerfileChoice[] = [];
    for (const path of await dockerfilesIn(files, moduleDir)) {
      const context = await buildFolder(parseDockerfile((await files.read(path)) ?? ''), [moduleDir, '.'], files);
      const found = await readPresentDockerfile(files, path, go, mounts, context);
      if (found && builds(found, program, context) === true) own.push({ ...choiceOf(path, found, found), context });
    }
    return plainOf(own);
  }

  /** One of a folder for them. */
  async function keptAside(): Promise<DockerfileChoice> {
    const own: DockerfileChoice[] = [];
    for (const path of (await dockerfilesOf(files, root)).filter(isKeptAside)) {
      const found = await readPresentDockerfile(files, path, go, mounts);
      if (found && builds(found, program) === true) own.push(choiceOf(path, found, found));
    }
    return plainOf(own) ?? choiceOf(habit, null, null);
  }
}

/** The plain one of several, as those of other names are for another system or for tests. */
function plainOf(choices: readonly DockerfileChoice[]): DockerfileChoice | null {
  const plain = choices.filter(({ path }) => path.endsWith('/Dockerfile'));
  const [only, other] = plain.length > 0 ? plain : choices;
  return only && !other ? only : null;
}

/**
 * Whether one that copies what was built elsewhere runs the program: by the name of what it starts, or where there is no other
 * of the kind, nor a server beside an example.
 */
function runsOwn({ run }: PresentDockerfile, program: Program, others: readonly Program[]): boolean {
  const isStarted = ({ name }: Program): boolean => name === run.starts;
  if (isStarted(program)) return true;
  return !others.some((other) => isStarted(other) || other.kind === program.kind || other.kind === roleOf(program));
}

/** `own`: the present one, where it is this program that it runs. */
function choiceOf(path: string, present: PresentDockerfile | null, own: PresentDockerfile | null): DockerfileChoice {
  const decision = present?.decision ?? null;
  return {
    ...{ path, context: '.', present, decision, run: own?.run ?? null, port: own?.ports[0] ?? null },
    ...(present && { source: present.path }),
  };
}

function besideAnothers(path: string, { path: others }: PresentDockerfile): DockerfileChoice {
  const because = ['`{0}` builds another program: it stays, and one for this program comes beside it', others] as const;
  const evidence = { file: others, start: 0, end: 0, line: 1 };
  return { ...choiceOf(path, null, null), decision: decide(['Dockerfile'], path, because, { evidence }) };
}

/** The usual place, unless a Dockerfile is there that does not build the program. */
async function firstFree(files: Files, [usual = 'Dockerfile', ...others]: readonly string[]): Promise<string> {
  if (!(await copiesIt(files, usual))) return usual;
  for (const place of others) if ((await exists(files, place)) === null) return place;
  return usual;
}

/** Whether a Dockerfile copies what was built outside of it, rather than to be one that was written here before. */
async function copiesIt(files: Files, path: string): Promise<boolean> {
  const present = await readPresentDockerfile(files, path, '', []);
  return present !== null && !present.builds;
}

/** Where one would be put beside a Dockerfile that is there. */
export function placesBeside(name: string): readonly string[] {
  return [`Dockerfile.${name}`, `${name}.Dockerfile`, `build/${name}/Dockerfile`];
}

/** Where a Dockerfile of a program of that name would be put. */
async function placeByHabit(
  files: Files,
  root: readonly FileEntry[],
  names: readonly string[],
  name: string,
): Promise<string> {
  if (names.some((file) => /^Dockerfile(?:$|\.(?!dockerignore$)\w)/.test(file))) return `Dockerfile.${name}`;
  if (!root.some((entry) => entry.folder && entry.name === 'build')) return 'Dockerfile';
  for (const entry of await files.list('build')) {
    if (entry.folder && (await exists(files, `build/${entry.name}/Dockerfile`))) return `build/${name}/Dockerfile`;
  }
  return 'Dockerfile';
}

type Builds = (present: PresentDockerfile, program: Program, context?: string) => boolean | null;

/** Answers whether what a Dockerfile builds in its final image is a program; null where its go builds do not say it. */
function buildersOf(project: GoProject): Builds {
  const names = createProgramNames(project);
  return ({ dockerfile }, program, context = '.') => {
    const { binaries, choices, chosenByCall } = builtPrograms(dockerfile, [context === '.' ? '' : context], names);
    const made = chosenByCall || binaries.size === 0 ? choices : [...binaries.values()];
    return made.length === 0 ? null : made.includes(program);
  };
}

/** Whether a Dockerfile says the folder of a program that has one of its own; `/usr/local/bin` says nothing of `bin`. */
function saysFolder(text: string, program: Program): boolean {
  const folder = program.package.replace(/^\.\//, '');
  if (folder === '.') return false;
  return text.split(/[\s"'=,[\]]+/).some((word) => {
    const path = word.replace(/^\.\//, '').replace(/\/$/, '');
    return path === folder || (path.endsWith(`/${folder}`) && (folder.includes('/') || !path.startsWith('/')));
  });
}
