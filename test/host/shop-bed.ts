import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureBaseImages } from '../bed/base-images.ts';
import { startControlPlane } from '../bed/control-plane.ts';
import { type Engine, startEngine } from '../bed/engine.ts';
import { startNode } from '../bed/node.ts';
import { type Registry, startRegistry } from '../bed/registry.ts';

/** A copy of the sample shop with an engine, a registry that wants a login, and a cluster with a node. */
export interface ShopBed {
  /** The copy's folder. */
  readonly shop: string;
  readonly engine: Engine;
  readonly registry: Registry;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly env: Readonly<Record<string, string>>;
  /** As the cluster's administrator. */
  readonly kubectl: Kubectl;
  readonly stop: () => Promise<void>;
}

const user = { name: 'ann', password: 'sesame' };

export async function startShopBed(): Promise<ShopBed> {
  const stops: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const end of stops.reverse()) await end();
  };
  try {
    const engine = await startEngine();
    stops.push(engine.stop);
    await ensureBaseImages(engine);
    const registry = await startRegistry({ users: { [user.name]: user.password } });
    stops.push(registry.stop);
    const cluster = await startControlPlane();
    stops.push(() => cluster.stop());
    const node = await startNode(cluster, registry);
    stops.push(() => node.stop());
    const folder = await mkdtemp(path.join(tmpdir(), 'gantry-shop-'));
    stops.push(() => rm(folder, { recursive: true, force: true }));
    const shop = path.join(folder, 'shop');
    await cp(path.join(import.meta.dirname, '../../samples/shop'), shop, { recursive: true });
    await allowPulls(cluster.kubectl.bind(cluster), registry);
    return {
      shop,
      engine,
      registry,
      settings: {
        'gantry.image.registry': `${registry.host}/team`,
        'gantry.build.args': { GOPROXY: goProxy() },
        'gantry.build.network': 'host',
      },
      env: {
        DOCKER_HOST: engine.dockerHost,
        DOCKER_CONFIG: await loggedIn(folder, registry),
        KUBECONFIG: cluster.kubeconfig,
      },
      kubectl: cluster.kubectl.bind(cluster),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A docker configuration as `docker login` leaves it. */
async function loggedIn(folder: string, registry: Registry): Promise<string> {
  const dockerConfig = path.join(folder, 'docker');
  await mkdir(dockerConfig);
  const auth = Buffer.from(`${user.name}:${user.password}`).toString('base64');
  await writeFile(path.join(dockerConfig, 'config.json'), JSON.stringify({ auths: { [registry.host]: { auth } } }));
  return dockerConfig;
}

type Kubectl = (args: readonly string[]) => Promise<string>;

/** The registry wants a password of the node, too: the workload's account has it, as an administrator would set it up. */
async function allowPulls(kubectl: Kubectl, registry: Registry): Promise<void> {
  const inShop = ['--namespace', 'shop'];
  await kubectl(['create', 'namespace', 'shop']);
  await kubectl([
    ...['create', 'secret', 'docker-registry', 'registry', `--docker-server=${registry.host}`],
    ...[`--docker-username=${user.name}`, `--docker-password=${user.password}`, ...inShop],
  ]);
  await kubectl(['create', 'serviceaccount', 'shop', ...inShop]);
  const patch = JSON.stringify({ imagePullSecrets: [{ name: 'registry' }] });
  await kubectl(['patch', 'serviceaccount', 'shop', '--patch', patch, ...inShop]);
}

/** Where this machine's Go finds modules: a build inside the engine must ask the same. */
function goProxy(): string {
  return execFileSync('go', ['env', 'GOPROXY'], { encoding: 'utf8' }).trim();
}
