import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { promisify } from 'node:util';

/**
 * Folder of a module's source (`path@version`) in the module cache; null where it is not there. Only with `fetch` does the go command ask
 * its proxy for it.
 */
export async function moduleSource(module: string, fetch: boolean): Promise<string | null> {
  const env = { ...process.env, GOTOOLCHAIN: 'local', GOWORK: 'off', GOFLAGS: '-mod=mod' };
  try {
    const { stdout } = await promisify(execFile)('go', ['mod', 'download', '-json', module], {
      // Outside every module, so that nobody's go.mod counts.
      cwd: tmpdir(),
      env: fetch ? env : { ...env, GOPROXY: 'off' },
      maxBuffer: 1 << 24,
    });
    return (JSON.parse(stdout) as { Dir?: string }).Dir ?? null;
  } catch (error) {
    return unpacked((error as { stdout?: string }).stdout ?? '');
  }
}

/** The folder of a module that the go command here is too old to build; its source is what we read all the same. */
function unpacked(answer: string): string | null {
  const zip = /"Zip": "(.+)"/.exec(answer)?.[1];
  const folder = zip?.replace('/cache/download/', '/').replace(/\/@v\/(.+)\.zip$/, '@$1');
  return folder !== undefined && existsSync(folder) ? folder : null;
}
