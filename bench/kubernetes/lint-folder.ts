import path from 'node:path';
import { PRINT_PEAK, type ProcessRun, timed } from '../process.ts';

const cli = path.join(import.meta.dirname, '..', '..', 'dist', 'cli.cjs');

/** The built command line with all rules on a folder, from start to exit. */
export async function lintFolder(folder: string): Promise<ProcessRun> {
  return timed(process.execPath, [cli, 'lint', '--enable-all', '--format', 'json', folder], PRINT_PEAK);
}
