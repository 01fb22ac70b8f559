import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import path from 'node:path';
import { cacheFolder, withLock } from './cache.ts';
import { temporaryFolder } from './instance.ts';
import { ensureDebianPackages } from './packages.ts';
import { run, type Service, startService } from './process.ts';
import { Unavailable } from './unavailable.ts';

/** A real Docker Engine of the bed's own. */
export interface Engine {
  /** `unix:///…/docker.sock`. */
  readonly dockerHost: string;
  readonly socket: string;
  readonly stop: () => Promise<void>;
}

/** Debian's daemon; another docker client may stand earlier on the PATH. */
const DOCKERD = '/usr/sbin/dockerd';
const BRIDGE = 'gantrydocker0';

/**
 * Starts dockerd with a socket, bridge and state of its own. Images stay in the cache between runs; only one engine uses
 * that state at a time: a second start waits for the first to stop.
 */
export async function startEngine(): Promise<Engine> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    throw new Unavailable('a Docker Engine of our own needs root on Linux');
  await ensureDebianPackages(['docker.io', 'iptables', 'iproute2']);
  const dataRoot = path.join(cacheFolder(), 'engine');
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  const engine = await new Promise<Engine>((resolve, reject) => {
    withLock(path.join(cacheFolder(), 'engine.lock'), async () => {
      const started = await start(dataRoot).catch((error: unknown) => {
        reject(error instanceof Error ? error : new Error(String(error)));
        return undefined;
      });
      if (!started) return;
      resolve({
        ...started,
        async stop() {
          await started.stop();
          release();
        },
      });
      await released;
    }).catch(reject);
  });
  return engine;
}

async function start(dataRoot: string): Promise<Engine> {
  await mkdir(dataRoot, { recursive: true });
  const folder = await temporaryFolder('engine');
  const socket = path.join(folder.path, 'docker.sock');
  await writeFile(path.join(folder.path, 'daemon.json'), '{}');
  await ensureBridge();
  await rm(path.join(dataRoot, 'containerd', 'containerd.sock'), { force: true });
  // dockerd's containerd outlives a killed dockerd and would hold the state.
  await killStrayContainerd(path.join(dataRoot, 'exec'));
  const service: Service = await startService({
    name: 'dockerd',
    command: DOCKERD,
    args: [
      ...[
        '--host',
        `unix://${socket}`,
        '--data-root',
        path.join(dataRoot, 'data'),
        '--exec-root',
        path.join(dataRoot, 'exec'),
      ],
      ...['--pidfile', path.join(folder.path, 'docker.pid'), '--bridge', BRIDGE, '--storage-driver', 'overlay2'],
      ...['--config-file', path.join(folder.path, 'daemon.json'), '--log-level', 'warn', '--shutdown-timeout', '5'],
    ],
    logFile: path.join(dataRoot, 'dockerd.log'),
    ready: () => ping(socket),
  });
  return {
    dockerHost: `unix://${socket}`,
    socket,
    async stop() {
      await removeContainers(`unix://${socket}`);
      await service.stop('SIGTERM', 20);
      await folder.dispose();
    },
  };
}

/** dockerd makes its default bridge itself, but not one of another name; 10.213.0.0/24 is rarely anybody's. */
async function ensureBridge(): Promise<void> {
  if (!existsSync(`/sys/class/net/${BRIDGE}`)) {
    await run('ip', ['link', 'add', BRIDGE, 'type', 'bridge']);
    await run('ip', ['addr', 'add', '10.213.0.1/24', 'dev', BRIDGE]);
  }
  await run('ip', ['link', 'set', BRIDGE, 'up']);
}

async function killStrayContainerd(execRoot: string): Promise<void> {
  for (const pid of await readdir('/proc')) {
    if (!/^\d+$/.test(pid)) continue;
    const command = await run('cat', [`/proc/${pid}/cmdline`]).catch(() => '');
    if (command.includes(execRoot) && command.includes('containerd')) process.kill(Number(pid), 'SIGKILL');
  }
}

async function removeContainers(dockerHost: string): Promise<void> {
  const env = { ...process.env, DOCKER_HOST: dockerHost };
  const ids = (await run('docker', ['ps', '--all', '--quiet'], { env }).catch(() => '')).split('\n').filter(Boolean);
  if (ids.length > 0) await run('docker', ['rm', '--force', '--volumes', ...ids], { env }).catch(() => '');
}

function ping(socketPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = request({ socketPath, path: '/_ping', timeout: 2000 }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    asked.on('error', () => resolve(false));
    asked.on('timeout', () => asked.destroy());
    asked.end();
  });
}
