// `npm run prove:real [-- MODULE@VERSION[=PROGRAM]…]`: writes what Gantry generates into fresh copies of real repositories, builds
// and proves them on the test bed's engine, one after the other. Needs a Go toolchain, and `npm run build` before.
import { execFile, spawn } from 'node:child_process';
import { chmod, cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { ensureBaseImages } from '../../test/bed/base-images.ts';
import { startEngine } from '../../test/bed/engine.ts';
import type { ProofJson } from '../../src/prove/proof-json.ts';
import { moduleSource } from './module-source.ts';
import { REAL_REPOSITORIES, type RealRepository } from './real-repositories.ts';

const GANTRY = path.join(import.meta.dirname, '../../dist/cli.cjs');
const run = promisify(execFile);

const wanted = process.argv.slice(2).map(readName);
const engine = await startEngine();
try {
  await ensureBaseImages(engine);
  let held = 0;
  const repositories = wanted.length > 0 ? wanted : REAL_REPOSITORIES;
  for (const repository of repositories) {
    const line = await outcome(repository, engine.dockerHost);
    if (!line.startsWith('failed')) held++;
    console.log(`${repository.module.padEnd(46)} ${line}`);
  }
  console.log(`${held} of ${repositories.length} hold`);
} finally {
  await engine.stop();
}

function readName(text: string): RealRepository {
  const [, module = text, version = 'latest', program] = /^([^@=]+)(?:@([^=]+))?(?:=(.+))?$/.exec(text) ?? [];
  return { module, version, ...(program !== undefined && { program }) };
}

/** What is seen of one repository, in a line. */
async function outcome({ module, version, program }: RealRepository, dockerHost: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'gantry-real-'));
  try {
    const source = await moduleSource(`${module}@${version}`, true);
    if (source === null) return 'absent: no module proxy serves it';
    await cp(source, folder, { recursive: true });
    await makeWritable(folder);
    await run('git', ['init', '--quiet'], { cwd: folder });
    const chosen = program === undefined ? [] : ['--program', program];
    const written = await gantry(['containerize', folder, ...chosen, '--write', '--force'], dockerHost);
    if (written.status !== 0) return `failed: containerize: ${written.errors.trim().split('\n').at(-1) ?? ''}`;
    const proxy = (await run('go', ['env', 'GOPROXY'])).stdout.trim();
    const options = ['--network', 'host', '--build-arg', `GOPROXY=${proxy}`, '--format', 'json'];
    const proved = await gantry(['prove', folder, ...chosen, ...options], dockerHost);
    if (proved.output === '') return `failed: ${proved.errors.trim().split('\n').at(-1) ?? ''}`;
    return summary(JSON.parse(proved.output) as ProofJson);
  } catch (error) {
    return `failed: ${(error as Error).message.split('\n')[0] ?? ''}`;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function summary({ outcome, steps, size }: ProofJson): string {
  const told = steps.filter(({ state }) => state === 'failed' || state === 'needs');
  const why = told.map(({ id, detail }) => `${id}: ${detail.replace(/\s+/g, ' ').slice(0, 200)}`).join('; ');
  const megabytes = size ? ` ${(size.above / 1e6).toFixed(1)} MB` : '';
  return `${outcome}${megabytes}${why === '' ? '' : ` ${why}`}`;
}

/** The module cache is read-only. */
async function makeWritable(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    await chmod(path.join(entry.parentPath, entry.name), entry.isDirectory() ? 0o755 : 0o644);
  }
}

async function gantry(
  args: readonly string[],
  dockerHost: string,
): Promise<{ readonly status: number | null; readonly output: string; readonly errors: string }> {
  const child = spawn(process.execPath, [GANTRY, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DOCKER_HOST: dockerHost },
  });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return { status, output, errors };
}
