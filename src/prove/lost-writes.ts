import { isInside } from '../containerize/paths.ts';
import { isChanged } from '../containerize/storage/seed-files.ts';
import { placed } from '../containerize/storage/storage.ts';
import { parseDockerfile } from '../dockerfile/parse.ts';
import { workingFolder } from '../dockerfile/stages/working-folder.ts';
import type { Program } from '../go/project.ts';
import { imageParts } from './image-places.ts';
import type { TextFile } from './workload.ts';

/** Files of the image that the program's source writes again, though no volume is there: a proof may end before it does. */
export function lostWrites(program: Program, dockerfile: TextFile, writable: readonly string[]): readonly string[] {
  const workdir = workingFolder(parseDockerfile(dockerfile.text)) ?? '/';
  const { copied } = imageParts(dockerfile);
  const changed = program.runtimeFiles.filter((file) => isChanged(file, program, workdir));
  const places = [...new Set(changed.map(({ path }) => placed(workdir, path)))];
  return places.filter((path) => copied.includes(path) && !writable.some((folder) => isInside(path, folder)));
}
