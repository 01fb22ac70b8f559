import type { GoProject, Place, Program } from '../../go/project.ts';
import type { Message } from '../../words/message.ts';
import { decide } from '../decision.ts';
import { folderOf, joinPath } from '../paths.ts';
import type { Decision } from '../plan-types.ts';

/** Files of the program that are no Go, and what go refuses of its go.mod: the plan may lack what they say, and the image does not build. */
export function unreadFiles({ errors }: GoProject, { packageFiles, moduleDir }: Program): Decision[] {
  const linked = new Set(packageFiles.map(folderOf));
  const modules = new Set(['go.mod', 'go.work'].map((name) => joinPath(moduleDir, name)));
  return errors.flatMap(({ file, line, message }) => {
    if (modules.has(file)) return [decide(['not understood'], file, message, { evidence: lineOf(file, message) })];
    if (line === undefined || !linked.has(folderOf(file))) return [];
    const because = ['Line {0} is no Go: what stands there may be missing here, and it does not build', line] as const;
    return [decide(['not understood'], file, because, { evidence: { file, line, start: 0, end: 0 } })];
  });
}

/** The line that a message about a file of modules begins with; absent: it is about the file as a whole. */
function lineOf(file: string, [, line]: Message): Place | undefined {
  return typeof line === 'number' ? { file, line, start: 0, end: 0 } : undefined;
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
