import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isBaseImage } from './base-image-names.ts';
import { removeCgroup } from './cgroups.ts';
import type { Claim, Place } from './claim.ts';
import { claim } from './claim.ts';
import { dockerApi } from './docker-api.ts';
import { killStartedIn, unmountUnder } from './leftovers.ts';
import { allowForwarding, makeBridge, removeFirewallRules, removeInterface } from './network.ts';
import { ensureDebianPackages } from './packages.ts';
import type { RunningProcess } from './process.ts';
import { startProcess } from './process.ts';
import { needsRoot } from './unavailable.ts';

export interface Engine {
  /** What DOCKER_HOST must be: unix:///… or tcp://… */
  readonly dockerHost: string;
  /** False when this is an engine that ran already: it belongs to the user, and stop() leaves it alone. */
  readonly own: boolean;
  readonly stop: () => Promise<void>;
}

export interface EngineOptions {
  /** Start an engine of the bed's own even where one runs already. */
  readonly own?: boolean;
}

/**
 * A Docker engine: the one that DOCKER_HOST or the default socket names if it answers, else one of the bed's own with
 * its own socket, bridge and data. Containers, networks and images of a former run are gone; base images and the build
 * cache stay, which is why a second start is fast.
 */
export async function startEngine(options: EngineOptions = {}): Promise<Engine> {
  const present = options.own ? undefined : await runningEngine();
  if (present) return { dockerHost: present, own: false, stop: () => Promise.resolve() };
  needsRoot("a Docker engine of the tests' own");
  await ensureDebianPackages(['docker.io', 'iptables', 'iproute2']);
  const place = await claim('engine', sweep);
  try {
    return await launch(place).catch(async () => {
      // What a killed engine left may be broken beyond its own repair: begin again with nothing.
      await sweep(place);
      await rm(place.data, { recursive: true, force: true });
      return launch(place);
    });
  } catch (error) {
    await place.release();
    throw error;
  }
}

/** DOCKER_HOST of an engine that answers on this machine. */
async function runningEngine(): Promise<string | undefined> {
  for (const dockerHost of [process.env.DOCKER_HOST, 'unix:///var/run/docker.sock']) {
    if (!dockerHost || dockerHost.startsWith('ssh:')) continue;
    try {
      await dockerApi(dockerHost, '/_ping', { signal: AbortSignal.timeout(5000) });
      return dockerHost;
    } catch {
      // Nobody there: try the next.
    }
  }
  return undefined;
}

/** The engine bounds its build cache only where it is told to: without it every build that a test made stays for good. */
const buildCacheBound = { enabled: true, defaultKeepStorage: '12GB' };

async function launch(place: Claim): Promise<Engine> {
  const { slot, folder, data } = place;
  const dockerHost = `unix://${folder}/docker.sock`;
  allowForwarding();
  await makeBridge(bridge(slot), `10.199.${slot}.1/24`);
  const containerd = await startContainerd(place);
  let dockerd: RunningProcess;
  try {
    // A file of its own: the machine's /etc/docker/daemon.json is for the machine's engine.
    await writeFile(path.join(folder, 'daemon.json'), JSON.stringify({ builder: { gc: buildCacheBound } }));
    dockerd = await startProcess({
      command: program('dockerd'),
      args: [
        `--config-file=${folder}/daemon.json`,
        `--host=${dockerHost}`,
        `--containerd=${folder}/containerd.sock`,
        `--data-root=${data}/docker`,
        `--exec-root=${folder}/exec`,
        `--pidfile=${folder}/dockerd.pid`,
        `--bridge=${bridge(slot)}`,
        `--default-address-pool=base=10.196.${slot}.0/24,size=28`,
        `--cgroup-parent=/${cgroup(slot)}`,
        '--exec-opt=native.cgroupdriver=cgroupfs',
        '--log-level=warn',
      ],
      env: environment,
      log: `${folder}/dockerd.log`,
      ready: async () => (await dockerApi(dockerHost, '/_ping')) === 'OK',
    });
  } catch (error) {
    await containerd.stop();
    throw error;
  }
  await removeRemains(dockerHost);
  const stop = async (): Promise<void> => {
    await removeRemains(dockerHost).catch(() => undefined);
    await dockerd.stop();
    await containerd.stop();
    await place.release();
  };
  return { dockerHost, own: true, stop };
}

/** dockerd would start one by itself, but would take the machine's own where that runs. */
async function startContainerd({ folder, data }: Claim): Promise<RunningProcess> {
  const config = [
    'version = 2',
    `root = "${data}/containerd"`,
    `state = "${folder}/containerd"`,
    'disabled_plugins = ["io.containerd.grpc.v1.cri"]',
    '[grpc]',
    `address = "${folder}/containerd.sock"`,
  ];
  await writeFile(`${folder}/containerd.toml`, config.join('\n'));
  return startProcess({
    command: program('containerd'),
    args: ['--config', `${folder}/containerd.toml`, '--log-level', 'warn'],
    env: environment,
    log: `${folder}/containerd.log`,
    ready: () => Promise.resolve(existsSync(`${folder}/containerd.sock`)),
  });
}

/** Containers, networks, volumes and the images that tests made; base images stay. */
async function removeRemains(dockerHost: string): Promise<void> {
  const containers = JSON.parse(await dockerApi(dockerHost, '/containers/json?all=1')) as { Id: string }[];
  for (const { Id } of containers) {
    await dockerApi(dockerHost, `/containers/${Id}?force=1&v=1`, { method: 'DELETE' }).catch(() => undefined);
  }
  await dockerApi(dockerHost, '/networks/prune', { method: 'POST' });
  await dockerApi(dockerHost, '/volumes/prune', { method: 'POST' });
  const images = JSON.parse(await dockerApi(dockerHost, '/images/json')) as { Id: string; RepoTags: string[] | null }[];
  // By their names: a test's own may be another one of a base image.
  const made = images.flatMap(({ Id, RepoTags }) => {
    return RepoTags && RepoTags.length > 0 ? RepoTags.filter((name) => !isBaseImage(name)) : [Id];
  });
  for (const name of made) {
    await dockerApi(dockerHost, `/images/${name}?force=1`, { method: 'DELETE' }).catch(() => undefined);
  }
}

async function sweep({ slot, folder, data }: Place): Promise<void> {
  await killStartedIn(folder);
  await removeCgroup(cgroup(slot));
  await unmountUnder(folder);
  await unmountUnder(data);
  await removeFirewallRules(bridge(slot), `10.199.${slot}.0/24`);
  await removeInterface(bridge(slot));
}

/** An engine in /usr/local may be another's: the one from the package, by its path, with the package's runc. */
function program(name: string): string {
  const folders = ['/usr/sbin', '/usr/bin'];
  return folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file)) ?? name;
}

const environment = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', DOCKER_HOST: '' };

function bridge(slot: number): string {
  return `gantry-d${slot}`;
}

function cgroup(slot: number): string {
  return `gantry-engine-${slot}`;
}
