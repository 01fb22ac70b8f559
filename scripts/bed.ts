// Starts parts of the test bed for use by hand: npm run bed -- engine | registry | cluster | node | workbench | all
// `npm run bed -- prepare` only downloads and builds everything into the cache.
import { ensureBaseImages } from '../test/bed/base-images.ts';
import { cacheFolder } from '../test/bed/cache.ts';
import { ensureWorkbench } from '../test/bed/code-server.ts';
import { pauseImage } from '../test/bed/container-image.ts';
import { startControlPlane } from '../test/bed/control-plane.ts';
import { startEngine } from '../test/bed/engine.ts';
import { prepareKubernetes } from '../test/bed/kubernetes.ts';
import { NODE_PACKAGES, startNode } from '../test/bed/node.ts';
import { ensureDebianPackages } from '../test/bed/packages.ts';
import type { Registry } from '../test/bed/registry.ts';
import { REGISTRY_PACKAGES, startRegistry } from '../test/bed/registry.ts';
import { Unavailable } from '../test/bed/unavailable.ts';
import { startWorkbench } from '../test/bed/workbench.ts';

const PARTS = ['engine', 'registry', 'cluster', 'node', 'workbench'] as const;
type Part = (typeof PARTS)[number];

/** How to end what has been started, the last first. */
const stops: (() => Promise<void>)[] = [];
const words = process.argv.slice(2);
try {
  if (words.length === 1 && words[0] === 'prepare') await prepare();
  else await serve(wantedParts());
} catch (error) {
  if (!(error instanceof Unavailable)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

function wantedParts(): readonly Part[] {
  const wanted = words.includes('all') ? PARTS : PARTS.filter((part) => words.includes(part));
  const unknown = words.filter((word) => word !== 'all' && !PARTS.some((part) => part === word));
  if (wanted.length === 0 || unknown.length > 0) {
    console.error(`Say which parts to start: ${PARTS.join(', ')}, all; or prepare`);
    process.exit(2);
  }
  return wanted;
}

/** Runs the parts until Ctrl+C or TERM and prints what to set to use them. */
async function serve(parts: readonly Part[]): Promise<void> {
  const asked = new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  // Unlike a promise, a timer keeps Node running.
  const awake = setInterval(() => undefined, 60_000);
  try {
    await start(parts);
    console.log('\n# Running until Ctrl+C.');
    await asked;
  } finally {
    clearInterval(awake);
    for (const stop of stops.reverse()) await stop();
  }
}

async function start(parts: readonly Part[]): Promise<void> {
  const wants = (part: Part): boolean => parts.includes(part);
  const registries: Registry[] = [];
  if (wants('engine')) {
    const engine = await timed('engine', () => startEngine());
    stops.push(engine.stop);
    await timed('base images', () => ensureBaseImages(engine));
    console.log(`export DOCKER_HOST=${engine.dockerHost}`);
  }
  if (wants('registry')) {
    const open = await timed('registry', () => startRegistry());
    const closed = await startRegistry({ users: { gantry: 'gantry' } });
    stops.push(open.stop, closed.stop);
    registries.push(open, closed);
    console.log(`export REGISTRY=${open.host}`);
    console.log(`export PRIVATE_REGISTRY=${closed.host}  # user gantry, password gantry`);
  }
  if (wants('cluster') || wants('node')) {
    const cluster = await timed('cluster', startControlPlane);
    stops.push(cluster.stop);
    if (wants('node')) {
      const node = await timed('node', () => startNode(cluster, ...registries));
      stops.push(node.stop);
    }
    console.log(`export KUBECONFIG=${cluster.kubeconfig}`);
  }
  if (wants('workbench')) {
    const workbench = await timed('workbench', () => startWorkbench());
    stops.push(workbench.stop);
    console.log(`export GANTRY_WORKBENCH=${workbench.url}`);
  }
}

/** Everything that a test run would otherwise download or build first. */
async function prepare(): Promise<void> {
  console.log(`# Into ${cacheFolder()}`);
  await timed('packages', () => ensureDebianPackages([...NODE_PACKAGES, ...REGISTRY_PACKAGES]));
  // Compilers keep the processors busy, the other two mostly wait for the network and the disk.
  await Promise.all([
    timed('base images', prepareImages),
    timed('workbench', ensureWorkbench),
    timed('kubernetes', prepareKubernetes),
  ]);
  await timed('pause image', pauseImage);
}

async function prepareImages(): Promise<void> {
  const engine = await startEngine();
  try {
    await ensureBaseImages(engine);
  } finally {
    await engine.stop();
  }
}

async function timed<T>(name: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const result = await work();
  console.log(`# ${name}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return result;
}
