import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { answers, freePort, temporaryFolder } from './instance.ts';
import { ensureDebianPackages } from './packages.ts';
import { run, startService } from './process.ts';

/** A real registry on loopback. */
export interface Registry {
  /** `localhost:PORT`; engines treat it as plain HTTP. */
  readonly host: string;
  readonly port: number;
  readonly stop: () => Promise<void>;
}

/** Starts a registry; with `users` (name → password) it refuses everybody else, reading included. */
export async function startRegistry({ users }: { users?: Readonly<Record<string, string>> } = {}): Promise<Registry> {
  await ensureDebianPackages(['docker-registry', 'apache2-utils']);
  const folder = await temporaryFolder('registry');
  const port = await freePort();
  const passwords = path.join(folder.path, 'htpasswd');
  const lines = await Promise.all(
    Object.entries(users ?? {}).map(([name, password]) => run('htpasswd', ['-nbB', name, password])),
  );
  await writeFile(passwords, lines.map((line) => line.trim()).join('\n'));
  const auth = users ? `auth:\n  htpasswd:\n    realm: gantry-bed\n    path: ${passwords}\n` : '';
  const config = path.join(folder.path, 'config.yml');
  await writeFile(
    config,
    `version: 0.1\nlog: { level: warn }\nstorage:\n  filesystem: { rootdirectory: ${folder.path}/data }\n  delete: { enabled: true }\nhttp: { addr: "127.0.0.1:${port}" }\n${auth}`,
  );
  const service = await startService({
    name: 'registry',
    command: '/usr/bin/docker-registry',
    args: ['serve', config],
    logFile: path.join(folder.path, 'registry.log'),
    ready: () => answers(`http://127.0.0.1:${port}/v2/`),
  });
  return {
    host: `localhost:${port}`,
    port,
    async stop() {
      await service.stop();
      await folder.dispose();
    },
  };
}
