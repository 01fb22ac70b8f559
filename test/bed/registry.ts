import { rm, writeFile } from 'node:fs/promises';
import type { Claim, Place } from './claim.ts';
import { claim } from './claim.ts';
import { killStartedIn } from './leftovers.ts';
import { freePort } from './network.ts';
import { ensureDebianPackages } from './packages.ts';
import { run, startProcess } from './process.ts';

/** A real registry on loopback. */
export interface Registry {
  /** `localhost:PORT`; engines treat it as plain HTTP. */
  readonly host: string;
  readonly port: number;
  readonly stop: () => Promise<void>;
}

/** Debian's names of what a registry needs. */
export const REGISTRY_PACKAGES = ['docker-registry', 'apache2-utils'];

/** Starts a registry; with `users` (name → password) it refuses everybody else, reading included. */
export async function startRegistry({ users }: { users?: Readonly<Record<string, string>> } = {}): Promise<Registry> {
  await ensureDebianPackages(REGISTRY_PACKAGES);
  const place = await claim('registry', sweep);
  const { folder } = place;
  const port = await freePort();
  try {
    await writeFile(`${folder}/config.yml`, await configuration(place, port, users));
    const registry = await startProcess({
      command: '/usr/bin/docker-registry',
      args: ['serve', `${folder}/config.yml`],
      log: `${folder}/registry.log`,
      ready: async () => [200, 401].includes((await fetch(`http://127.0.0.1:${port}/v2/`)).status),
    });
    const stop = async (): Promise<void> => {
      await registry.stop();
      await place.release();
    };
    return { host: `localhost:${port}`, port, stop };
  } catch (error) {
    await place.release();
    throw error;
  }
}

async function configuration(
  { folder, data }: Claim,
  port: number,
  users: Readonly<Record<string, string>> | undefined,
): Promise<string> {
  const lines = [
    'version: 0.1',
    'log: { level: warn }',
    `storage: { filesystem: { rootdirectory: "${data}" }, delete: { enabled: true } }`,
    `http: { addr: "127.0.0.1:${port}" }`,
  ];
  if (users) {
    // Passwords go in by standard input: arguments can be read by every user of the machine.
    const entries = Object.entries(users).map(([name, password]) =>
      run('htpasswd', ['-niB', name], { input: password }),
    );
    const passwords = (await Promise.all(entries)).map((entry) => entry.trim());
    await writeFile(`${folder}/htpasswd`, passwords.join('\n'), { mode: 0o600 });
    lines.push(`auth: { htpasswd: { realm: gantry-bed, path: "${folder}/htpasswd" } }`);
  }
  return lines.join('\n');
}

async function sweep({ folder, data }: Place): Promise<void> {
  await killStartedIn(folder);
  await rm(data, { recursive: true, force: true });
}
