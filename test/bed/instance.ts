import { createServer } from 'node:net';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A short-lived folder of one started part; removed by `dispose`. */
export async function temporaryFolder(name: string): Promise<{ path: string; dispose: () => Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), `gantry-${name}-`));
  await mkdir(folder, { recursive: true });
  return { path: folder, dispose: () => rm(folder, { recursive: true, force: true }) };
}

/** A TCP port on loopback that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** Whether an HTTP(S) address answers at all, with any status. */
export async function answers(url: string): Promise<boolean> {
  const response = await fetch(url, { signal: AbortSignal.timeout(2000) });
  await response.arrayBuffer();
  return true;
}
