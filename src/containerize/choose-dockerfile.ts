import type { FileEntry, Files } from '../go/files.ts';
import type { Program } from '../go/project.ts';
import { objectName } from './names.ts';
import { type PresentDockerfile, readPresentDockerfile } from './present-dockerfile.ts';
import type { PresentRun } from './present-run.ts';
import { exists } from './source-layout.ts';

export interface DockerfileChoice {
  readonly path: string;
  /** The one that the repository has; null where there is none. */
  readonly present: PresentDockerfile | null;
  /** What the present one runs the program with, where it is this program that it runs; null where it is not. */
  readonly run: PresentRun | null;
  /** The port that its image exposes first, for this program. */
  readonly port: number | null;
}

/** `Dockerfile`; beside it where that one builds nothing, or another program; or where the project keeps those of its programs. */
export async function chooseDockerfile(
  files: Files,
  root: readonly FileEntry[],
  programs: readonly Program[],
  program: Program,
): Promise<DockerfileChoice> {
  const name = objectName(program.name);
  const names = root.filter(({ folder }) => !folder).map((entry) => entry.name);
  if (names.includes('Dockerfile')) {
    const present = await readPresentDockerfile(files, 'Dockerfile');
    const text = (await files.read('Dockerfile')) ?? '';
    const isAnothers =
      programs.some((other) => other !== program && saysFolder(text, other)) && !saysFolder(text, program);
    // Of one that copies what was built elsewhere nobody knows which program that is, unless there is one only.
    const isAlone = programs.filter(({ kind }) => kind === program.kind).length === 1;
    const own = present && !isAnothers && (present.builds || isAlone) ? present : null;
    const path = present && (!present.builds || isAnothers) ? `Dockerfile.${name}` : 'Dockerfile';
    return { path, present, run: own?.run ?? null, port: own?.ports[0] ?? null };
  }
  if (names.some((file) => /^Dockerfile\.(?!dockerignore$)\w/.test(file)))
    return { path: `Dockerfile.${name}`, present: null, run: null, port: null };
  if (root.some((entry) => entry.folder && entry.name === 'build')) {
    for (const entry of await files.list('build')) {
      if (!entry.folder || !(await exists(files, `build/${entry.name}/Dockerfile`))) continue;
      return { path: `build/${name}/Dockerfile`, present: null, run: null, port: null };
    }
  }
  return { path: 'Dockerfile', present: null, run: null, port: null };
}

/** Whether a Dockerfile says the folder of a program that has one of its own. */
function saysFolder(text: string, program: Program): boolean {
  const folder = program.package.replace(/^\.\//, '');
  return (
    folder !== '.' &&
    new RegExp(`(?:^|[\\s/"'])${folder.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?=[\\s/"']|$)`).test(text)
  );
}
