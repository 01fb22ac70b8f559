import path from 'node:path';
import { PRINT_PEAK, type ProcessRun, timed } from '../process.ts';

const cli = path.join(import.meta.dirname, '..', '..', 'dist', 'cli.cjs');

/** The built command line on a folder, from start to exit: with the rules that are on by default, or with all. */
export async function lintFolder(folder: string, rules: 'default' | 'all'): Promise<ProcessRun> {
  const all = rules === 'all' ? ['--enable-all'] : [];
  return timed(process.execPath, [cli, 'lint', ...all, '--format', 'json', folder], PRINT_PEAK);
}
