import { copyOf } from '../../dockerfile/files/copies.ts';
import type { Dockerfile } from '../../dockerfile/model.ts';
import type { Files } from '../../go/files.ts';
import { exists } from '../image/source-layout.ts';
import { joinPath } from '../paths.ts';

/** A source that says where it is: no pattern, no variable, and not the whole context. */
const PLAIN = /^[\w./-]*\w[\w./-]*$/;

/** Which of the folders a Dockerfile is built in: the first of those that hold most of what it copies. */
export async function buildFolder(
  dockerfile: Dockerfile,
  folders: readonly [string, ...string[]],
  files: Files,
): Promise<string> {
  const copies = dockerfile.stages.flatMap(({ instructions }) => instructions.map(copyOf));
  const sources = copies
    .flatMap((copy) => (copy && copy.from === undefined ? copy.sources : []))
    .filter((source) => PLAIN.test(source));
  const held = await Promise.all(
    folders.map(async (folder) => {
      const paths = sources.map((source) => joinPath(folder, source)).filter((path) => path !== null);
      const found = await Promise.all(paths.map((path) => exists(files, path)));
      return { folder, count: found.filter((one) => one !== null).length };
    }),
  );
  const most = Math.max(...held.map(({ count }) => count));
  return held.find(({ count }) => count === most)?.folder ?? folders[0];
}
