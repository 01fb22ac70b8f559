import type { GoProject, Program } from '../../go/project.ts';
import { decide } from '../decision.ts';
import { folderOf } from '../paths.ts';
import type { Decision } from '../plan-types.ts';

/** Files of the program that are no Go: what they say is missing from the plan, and the image does not build. */
export function unreadFiles({ errors }: GoProject, { packageFiles }: Program): Decision[] {
  const linked = new Set(packageFiles.map(folderOf));
  return errors.flatMap(({ file, line }) => {
    if (line === undefined || !linked.has(folderOf(file))) return [];
    const because = ['Line {0} is no Go: what stands there may be missing here, and it does not build', line] as const;
    return [decide(['not understood'], file, because, { evidence: { file, line, start: 0, end: 0 } })];
  });
}

/** Programs that lie in one folder, each run by its file: nothing builds all of them at once. */
export function programsOfOneFolder({ main, otherMains = [] }: Program): Decision[] {
  return otherMains.map((other) => {
    const because = [
      '`{0}` has a `main`, too: the folder does not compile before each of them has a folder of its own',
      main.file,
    ] as const;
    return decide(['does not compile'], other.file, because, { evidence: other });
  });
}
