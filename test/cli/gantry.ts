import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface Result {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export const cli = path.join(import.meta.dirname, '..', '..', 'dist', 'cli.cjs');

/** Root reads every file, whatever its mode; without these capabilities it is refused as anybody is. */
const AS_ANYBODY = process.getuid?.() === 0 ? ['setpriv', '--bounding-set=-dac_override,-dac_read_search', '--'] : [];

/** Runs the built command line as a process of its own; `asAnybody`: modes of files count, for root, too. */
export function gantry(
  args: readonly string[],
  options: { cwd?: string; input?: string; asAnybody?: boolean; env?: Readonly<Record<string, string>> } = {},
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const [program = '', ...words] = [...(options.asAnybody ? AS_ANYBODY : []), process.execPath, cli, ...args];
    const child = spawn(program, words, {
      cwd: options.cwd ?? process.cwd(),
      env: { ...process.env, NO_COLOR: '1', LC_ALL: 'C', ...options.env },
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, stdout, stderr }));
    child.stdin.end(options.input ?? '');
  });
}

/** A folder with files, removed by `dispose`. */
export async function folder(files: Readonly<Record<string, string | Uint8Array>>) {
  const root = await mkdtemp(path.join(tmpdir(), 'gantry-cli-'));
  for (const [file, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(root, file)), { recursive: true });
    await writeFile(path.join(root, file), content);
  }
  return { root, dispose: () => rm(root, { recursive: true, force: true }) };
}
