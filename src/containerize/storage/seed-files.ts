import type { Program, RuntimeFile } from '../../go/project.ts';
import { roleOf } from '../role.ts';
import { pathWritten } from './writable-folders.ts';

/** Where the container that fills a volume has it: the image's own files stay in sight. */
export const SEED_FOLDER = '/seed';

/** The program needs the file to be there, and writes it itself, too. */
export function isChanged({ path, isTried, certainty }: RuntimeFile, program: Program, workdir: string): boolean {
  const role = roleOf(program);
  if (isTried === true || certainty === 'unknown' || (role !== 'server' && role !== 'job')) return false;
  const at = pathWritten(path, workdir);
  return program.writes.some((write) => write.folder !== undefined && pathWritten(write.path, workdir) === at);
}
