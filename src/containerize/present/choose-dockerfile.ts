import { builtPrograms } from '../../contract/builds/built-programs.ts';
import { createProgramNames } from '../../contract/matching/program-names.ts';
import type { FileEntry, Files } from '../../go/files.ts';
import type { GoProject, Program } from '../../go/project.ts';
import { decide } from '../decision.ts';
import { dockerfilesOf, isKeptAside } from './dockerfiles.ts';
import { objectName } from '../names.ts';
import type { Decision } from '../plan-types.ts';
import { type PresentDockerfile, readPresentDockerfile } from './dockerfile.ts';
import type { PresentRun } from './run.ts';
import { roleOf } from '../role.ts';
import { exists } from '../image/source-layout.ts';

export interface DockerfileChoice {
  readonly path: string;
  /** The one that the repository has; null where there is none. */
  readonly present: PresentDockerfile | null;
  /** What is said of the one that is there, whether it is this program's or not. */
  readonly decision: Decision | null;
  /** What the present one runs the program with, where it is this program that it runs; null where it is not. */
  readonly run: PresentRun | null;
  /** The port that its image exposes first, for this program. */
  readonly port: number | null;
}

/** The one that builds the program; a new one beside that of another program, or where the project keeps those of its programs. */
export async function chooseDockerfile(
  files: Files,
  root: readonly FileEntry[],
  project: GoProject,
  program: Program,
  mounts: readonly string[] = [],
): Promise<DockerfileChoice> {
  const name = objectName(program.name);
  const names = root.filter(({ folder }) => !folder).map((entry) => entry.name);
  const habit = await placeByHabit(files, root, names, name);
  const builds = buildersOf(project);
  const go = project.modules.find(({ dir }) => dir === program.moduleDir)?.go ?? '';
  for (const path of new Set([habit, `Dockerfile.${name}`, `${name}.Dockerfile`])) {
    const present = await readPresentDockerfile(files, path, go, mounts);
    if (present && builds(present, program) === true) return choiceOf(path, present, present);
  }
  const present = names.includes('Dockerfile') ? await readPresentDockerfile(files, 'Dockerfile', go, mounts) : null;
  if (!present) return keptAside();
  const others = project.programs.filter((other) => other !== program);
  const { text } = present.dockerfile;
  const mayBeOwn =
    builds(present, program) ?? (saysFolder(text, program) || !others.some((other) => saysFolder(text, other)));
  if (present.builds) return mayBeOwn ? choiceOf('Dockerfile', present, present) : besideAnothers(habit, present);
  return choiceOf(habit, present, mayBeOwn && runsOwn(present, program, others) ? present : null);

  /** One of a folder for them: the plain one of several, as those of other names are for another system or for tests. */
  async function keptAside(): Promise<DockerfileChoice> {
    const own: PresentDockerfile[] = [];
    for (const path of (await dockerfilesOf(files, root)).filter(isKeptAside)) {
      const found = await readPresentDockerfile(files, path, go, mounts);
      if (found && builds(found, program) === true) own.push(found);
    }
    const plain = own.filter(({ path }) => path.endsWith('/Dockerfile'));
    const [only, other] = plain.length > 0 ? plain : own;
    return only && !other ? choiceOf(only.path, only, only) : choiceOf(habit, null, null);
  }
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
  return { path, present, decision, run: own?.run ?? null, port: own?.ports[0] ?? null };
}

function besideAnothers(path: string, { path: others }: PresentDockerfile): DockerfileChoice {
  const because = ['`{0}` builds another program: it stays, and one for this program comes beside it', others] as const;
  const evidence = { file: others, start: 0, end: 0, line: 1 };
  return { ...choiceOf(path, null, null), decision: decide(['Dockerfile'], path, because, { evidence }) };
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

/** Answers whether what a Dockerfile builds in its final image is a program; null where its go builds do not say it. */
function buildersOf(project: GoProject): (present: PresentDockerfile, program: Program) => boolean | null {
  const names = createProgramNames(project);
  return ({ dockerfile }, program) => {
    const { binaries, choices, chosenByCall } = builtPrograms(dockerfile, [''], names);
    const made = chosenByCall || binaries.size === 0 ? choices : [...binaries.values()];
    return made.length === 0 ? null : made.includes(program);
  };
}

/** Whether a Dockerfile says the folder of a program that has one of its own. */
function saysFolder(text: string, program: Program): boolean {
  const folder = program.package.replace(/^\.\//, '');
  return (
    folder !== '.' &&
    new RegExp(`(?:^|[\\s/"'])${folder.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?=[\\s/"']|$)`).test(text)
  );
}
