import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { build } from './build.ts';
import type { Engine } from './connect.ts';
import { removeImage } from './images.ts';

interface LaidFile {
  readonly path: string;
  readonly text: string;
}

/** An empty folder, for a new volume to be as. */
interface LaidFolder {
  readonly path: string;
  readonly owner: number;
}

/** An image of this machine with files laid over it, which whoever asked for it removes. */
export interface LaidImage {
  readonly image: string;
  readonly remove: () => Promise<void>;
}

/** A volume cannot bring a file to an engine elsewhere, and a container with a read-only root takes none: a layer can, to both. */
export async function layFiles(
  engine: Engine,
  image: string,
  files: readonly LaidFile[],
  folders: readonly LaidFolder[],
  signal?: AbortSignal,
): Promise<LaidImage> {
  const laid = `gantry-prove/with-files:${randomUUID()}`;
  const context = await mkdtemp(join(tmpdir(), 'gantry-files-'));
  try {
    await writeBelow(join(context, 'files'), files);
    await mkdir(join(context, 'files'), { recursive: true });
    await mkdir(join(context, 'empty'));
    const owned = folders.map(
      ({ path, owner }) => `COPY --chown=${owner}:${owner} ${JSON.stringify(['empty/', path])}\n`,
    );
    await writeFile(join(context, 'Dockerfile'), `FROM ${image}\nCOPY files/ /\n${owned.join('')}`);
    const events = build(engine, { contextDir: context, dockerfile: 'Dockerfile', tags: [laid] }, signal);
    while ((await events.next()).done !== true);
    return { image: laid, remove: () => removeImage(engine, laid) };
  } finally {
    await rm(context, { recursive: true, force: true });
  }
}

/** Manifests name the paths: `..` leads no further up than a container's root. */
export async function writeBelow(root: string, files: readonly LaidFile[]): Promise<void> {
  for (const { path, text } of files) {
    const file = join(root, posix.join('/', path));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}
