import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { connect } from '../../src/docker/connect.ts';
import { listImages, inspectImage } from '../../src/docker/images.ts';
import { ensureBaseImages } from '../bed/base-images.ts';
import { startControlPlane } from '../bed/control-plane.ts';
import { startEngine } from '../bed/engine.ts';
import { startNode } from '../bed/node.ts';
import { startRegistry } from '../bed/registry.ts';
import { runSuite } from './run-suite.ts';

const user = { name: 'ann', password: 'sesame' };
const engine = await startEngine();
after(engine.stop);
await ensureBaseImages(engine);
const registry = await startRegistry({ users: { [user.name]: user.password } });
after(registry.stop);
const cluster = await startControlPlane();
after(cluster.stop);
const node = await startNode(cluster, registry);
after(node.stop);
const folder = await mkdtemp(path.join(tmpdir(), 'gantry-shop-'));
after(() => rm(folder, { recursive: true, force: true }));

test('the sample goes from source to a running Deployment, and to its second revision', async () => {
  const shop = path.join(folder, 'shop');
  await cp(path.join(import.meta.dirname, '../../samples/shop'), shop, { recursive: true });
  const dockerConfig = await loggedIn();
  await pullSecret();
  await runSuite('spine', {
    folder: shop,
    settings: {
      'gantry.image.registry': `${registry.host}/team`,
      'gantry.build.args': { GOPROXY: goProxy() },
      'gantry.build.network': 'host',
    },
    env: {
      DOCKER_HOST: engine.dockerHost,
      DOCKER_CONFIG: dockerConfig,
      KUBECONFIG: cluster.kubeconfig,
      HOME: homedir(),
    },
    timeoutSeconds: 400,
  });
  const docker = connect({ host: engine.dockerHost, source: 'DOCKER_HOST' });
  const images = await listImages(docker);
  const image = images.find(({ tags }) => tags.some((tag) => tag.startsWith(`${registry.host}/team/shop:`)));
  assert.ok(image);
  assert.match((await inspectImage(docker, image.id)).user, /^[1-9]\d*(?::\d+)?$/);
});

/** A docker configuration as `docker login` leaves it. */
async function loggedIn(): Promise<string> {
  const dockerConfig = path.join(folder, 'docker');
  await mkdir(dockerConfig);
  const auth = Buffer.from(`${user.name}:${user.password}`).toString('base64');
  await writeFile(path.join(dockerConfig, 'config.json'), JSON.stringify({ auths: { [registry.host]: { auth } } }));
  return dockerConfig;
}

/** The registry wants a password of the node, too: the workload's account has it, as an administrator would set it up. */
async function pullSecret(): Promise<void> {
  const inShop = ['--namespace', 'shop'];
  await cluster.kubectl(['create', 'namespace', 'shop']);
  await cluster.kubectl([
    ...['create', 'secret', 'docker-registry', 'registry', `--docker-server=${registry.host}`],
    ...[`--docker-username=${user.name}`, `--docker-password=${user.password}`, ...inShop],
  ]);
  await cluster.kubectl(['create', 'serviceaccount', 'shop', ...inShop]);
  const patch = JSON.stringify({ imagePullSecrets: [{ name: 'registry' }] });
  await cluster.kubectl(['patch', 'serviceaccount', 'shop', '--patch', patch, ...inShop]);
}

/** Where this machine's Go finds modules: a build inside the engine must ask the same. */
function goProxy(): string {
  return execFileSync('go', ['env', 'GOPROXY'], { encoding: 'utf8' }).trim();
}
