// `npm run prove:real [-- MODULE@VERSION[=PROGRAM]…]`, with a folder in place of a module as well: writes what Gantry generates
// into fresh copies of real repositories, builds and proves them on the test bed's engine, one after the other. Needs a Go
// toolchain, and `npm run build` before. A repository whose files have findings, or are not the same when they are planned
// again, fails as well.
// What an earlier run downloaded and compiled is used again: the engine keeps its cache mounts, and modules come from this machine's cache.
import { execFile, spawn } from 'node:child_process';
import { chmod, cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { ensureBaseImages, ensureNodeImage } from '../../test/bed/base-images.ts';
import { dockerApi } from '../../test/bed/docker-api.ts';
import { type Engine, startEngine } from '../../test/bed/engine.ts';
import type { ProofJson } from '../../src/prove/proof-json.ts';
import { startModuleProxy } from './module-proxy.ts';
import { moduleSource } from './module-source.ts';
import { REAL_REPOSITORIES, type RealRepository } from './real-repositories.ts';
import { writeFiles } from './written-files.ts';

const GANTRY = path.join(import.meta.dirname, '../../dist/cli.cjs');
/** What the go command says of a module that it cannot have. */
const UNSERVED = /reading \S+\/@v\/\S+: (?:403|404|410) /;
const run = promisify(execFile);

interface Outcome {
  readonly state: ProofJson['outcome'] | 'absent';
  readonly words: string;
}

const wanted = process.argv.slice(2).map(readName);
const engine = await startEngine();
const proxy = await startModuleProxy();
try {
  await ensureBaseImages(engine);
  await ensureNodeImage(engine);
  if (engine.own) await nameOlderReleases(engine);
  const repositories = wanted.length > 0 ? wanted : REAL_REPOSITORIES;
  const counts: Record<Outcome['state'], number> = { passed: 0, needs: 0, failed: 0, absent: 0 };
  for (const repository of repositories) {
    const started = performance.now();
    const { state, words } = await outcome(repository, engine.dockerHost);
    counts[state]++;
    const seconds = Math.round((performance.now() - started) / 1000);
    console.log(`${repository.module.padEnd(42)} ${state.padEnd(6)} ${`${seconds} s`.padStart(6)} ${words}`);
  }
  const { passed, needs, failed, absent } = counts;
  console.log(`${passed} of ${passed + failed} pass; ${needs} need what no image has, ${absent} are absent`);
} finally {
  proxy.stop();
  await engine.stop();
}

function readName(text: string): RealRepository {
  const [, module = text, version = 'latest', program] = /^([^@=]+)(?:@([^=]+))?(?:=(.+))?$/.exec(text) ?? [];
  return { module, version, ...(program !== undefined && { program }) };
}

/** No module path begins with a dot or a slash. */
function isFolder(name: string): boolean {
  return /^[./]/.test(name);
}

/** The bed has one Go, which builds older code as well: it stands in for the releases that modules name. */
async function nameOlderReleases({ dockerHost }: Engine): Promise<void> {
  const [, minor = '0'] = /go1\.(\d+)/.exec((await run('go', ['env', 'GOVERSION'])).stdout) ?? [];
  for (let older = Number(minor) - 1; older > Number(minor) - 4; older--) {
    await dockerApi(dockerHost, `/images/golang:1.${minor}/tag?repo=golang&tag=1.${older}`, { method: 'POST' });
  }
}

async function outcome({ module, version, program }: RealRepository, dockerHost: string): Promise<Outcome> {
  const folder = await mkdtemp(path.join(tmpdir(), 'gantry-real-'));
  try {
    const source = isFolder(module) ? module : await moduleSource(`${module}@${version}`, true);
    if (source === null) return { state: 'absent', words: 'no module proxy serves it' };
    await cp(source, folder, { recursive: true });
    await makeWritable(folder);
    await run('git', ['init', '--quiet'], { cwd: folder });
    const chosen = program === undefined ? [] : ['--program', program];
    const complaints = await writeFiles(folder, chosen, (args) => gantry(args, dockerHost));
    const options = ['--network', 'host', '--build-arg', `GOPROXY=${proxy.goproxy}`, '--format', 'json'];
    const proved = await gantry(['prove', folder, ...chosen, ...options], dockerHost);
    if (proved.output === '') return { state: 'failed', words: lastLines(proved.errors) };
    if (UNSERVED.test(proved.errors)) return { state: 'absent', words: 'no module proxy serves what it requires' };
    const { state, words } = summary(JSON.parse(proved.output) as ProofJson, proved.errors);
    if (complaints.length === 0) return { state, words };
    return { state: 'failed', words: `${complaints.join('; ')}; proof ${state}: ${words}` };
  } catch (error) {
    return { state: 'failed', words: (error as Error).message.split('\n')[0] ?? '' };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function summary({ outcome: state, steps, size }: ProofJson, errors: string): Outcome {
  const told = steps.filter((step) => step.state === 'failed' || step.state === 'needs');
  const why = told.map(({ id, detail }) => `${id}: ${detail.replace(/\s+/g, ' ').slice(0, 300)}`);
  const seen = steps.filter(({ id }) => id === 'listen' || id === 'health').map(({ detail }) => detail);
  const build = told.some(({ id }) => id === 'build') ? [lastLines(errors)] : [];
  const megabytes = size ? [`${(size.above / 1e6).toFixed(1)} MB`] : [];
  return { state, words: [...megabytes, ...(why.length > 0 ? why : seen), ...build].join('; ') };
}

function lastLines(text: string): string {
  return text.trim().split('\n').slice(-4).join(' | ').slice(-600);
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
): Promise<{ readonly output: string; readonly errors: string }> {
  const child = spawn(process.execPath, [GANTRY, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DOCKER_HOST: dockerHost },
  });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve());
  });
  return { output, errors };
}
