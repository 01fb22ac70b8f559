import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The files of a build that a project may have, or that would be written for it. */
export interface BuildFiles {
  readonly dockerfile: { readonly path: string; readonly text: string; readonly exists: boolean };
  readonly ignoreFile: { readonly text: string };
}

/** The Dockerfile's absolute path; one that is not in the project (`folder`) lives in a folder of its own for as long as `use` takes. */
export async function withDockerfile<Result>(
  { dockerfile, ignoreFile }: BuildFiles,
  folder: string,
  use: (path: string) => Promise<Result>,
): Promise<Result> {
  if (dockerfile.exists) return use(path.join(folder, dockerfile.path));
  const own = await mkdtemp(path.join(tmpdir(), 'gantry-prove-'));
  try {
    await writeFile(path.join(own, 'Dockerfile'), dockerfile.text);
    await writeFile(path.join(own, 'Dockerfile.dockerignore'), ignoreFile.text);
    return await use(path.join(own, 'Dockerfile'));
  } finally {
    await rm(own, { recursive: true, force: true });
  }
}
