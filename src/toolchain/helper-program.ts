import { createHash } from 'node:crypto';
import { access, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { runProgram } from '../processes/run-program.ts';
import { Problem } from '../words/problem.ts';
import { buildEnvironment, type GoCommand } from './go-command.ts';

/** Where the helper's source lies and where what is built of it is kept, absolute. */
export interface HelperPlace {
  readonly sources: string;
  readonly built: string;
}

/** The first build may have to compile the standard library's parts, too. */
const BUILD = { milliseconds: 180_000, output: 1_000_000 };

/** Where the helper's source is: beside this file when the source itself runs, else beside the bundles in `distDir`. */
export function helperSources(distDir: string): string {
  const { filename, dirname } = import.meta;
  return path.join(filename.endsWith('.ts') ? dirname : distDir, 'helper');
}

/** The helper as a program, built once for each toolchain and each state of its source. Throws a Problem where it cannot be. */
export async function helperProgram(
  go: GoCommand,
  { sources, built }: HelperPlace,
  signal: AbortSignal,
): Promise<string> {
  const hash = createHash('sha256').update(go.version);
  for (const name of (await readdir(sources)).sort()) {
    if (/\.go$|^go\.mod$/.test(name)) hash.update(await readFile(path.join(sources, name)));
  }
  const ending = process.platform === 'win32' ? '.exe' : '';
  const program = path.join(built, `helper-${hash.digest('hex').slice(0, 32)}${ending}`);
  if (await exists(program)) return program;
  await mkdir(built, { recursive: true });
  const own = `${program}.${process.pid}${ending}`;
  const args = ['build', '-trimpath', '-o', own, '.'];
  const call = { program: go.program, args, cwd: sources, env: buildEnvironment(go), limits: BUILD };
  const { code, complaint } = await runProgram(call, signal);
  if (code !== 0) {
    await rm(own, { force: true });
    throw new Problem({
      kind: 'unexpected',
      what: ['`{0}` cannot build the helper that looks at types', go.program],
      why: ['{0}', complaint.trim()],
    });
  }
  // Who starts it meanwhile finds it whole or not at all.
  await rename(own, program);
  await removeOthers(built, path.basename(program));
  return program;
}

async function removeOthers(folder: string, kept: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name.startsWith('helper-') && name !== kept) await rm(path.join(folder, name), { force: true });
  }
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
