import { spawnSync } from 'node:child_process';

const { status } = spawnSync('go', ['version'], { stdio: 'ignore' });

/** Why tests with a real toolchain cannot run here; false where they can. */
export const withoutGo: string | false = status === 0 ? false : 'there is no go command on PATH';
