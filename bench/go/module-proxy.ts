import { execFile } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';

export interface ModuleProxy {
  /** What GOPROXY must be: what this machine has downloaded comes from it, the rest from where the machine gets it. */
  readonly goproxy: string;
  readonly stop: () => void;
}

/** Serves this machine's module cache on loopback by the module proxy's protocol, whose files the cache holds as they are. */
export async function startModuleProxy(): Promise<ModuleProxy> {
  const { stdout } = await promisify(execFile)('go', ['env', 'GOMODCACHE', 'GOPROXY']);
  const [cache = '', proxies = ''] = stdout.trim().split('\n');
  const root = path.join(cache, 'cache/download');
  const server = createServer((request, response) => {
    const file = path.join(root, path.posix.normalize(decodeURIComponent(request.url ?? '/')));
    void stat(file).then(
      (found) => {
        if (found.isFile()) createReadStream(file).pipe(response);
        else response.writeHead(404).end();
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { goproxy: `http://127.0.0.1:${port},${proxies}`, stop: () => void server.close() };
}
