import { readFile } from 'node:fs/promises';

/** A TCP port that a container has open, seen from inside. */
export interface OpenPort {
  readonly number: number;
  /** Nothing outside the container reaches it. */
  readonly isLoopback: boolean;
}

const LISTENING = '0A';
const LOOPBACK = /^(?:[\dA-F]{6}7F|0{24}01000000|0{16}FFFF0000[\dA-F]{6}7F)$/;

/**
 * The ports that a process of a container listens on, where the kernel of this machine runs it; undefined where another does:
 * then the number is another process's, and no control group of it has the container's name.
 */
export async function openPorts(processId: number, containerId: string): Promise<readonly OpenPort[] | undefined> {
  const folder = `/proc/${processId}`;
  const read = (file: string) => readFile(`${folder}/${file}`, 'utf8').catch(() => '');
  if (processId <= 0 || !(await read('cgroup')).includes(containerId)) return undefined;
  const tables = await Promise.all(['net/tcp', 'net/tcp6'].map(read));
  return listeningIn(tables.join('\n'));
}

/** Of tables as `/proc/net/tcp` and `/proc/net/tcp6` have them, in the order of the numbers. */
export function listeningIn(tables: string): OpenPort[] {
  const found = new Map<number, boolean>();
  for (const [, address = '', port = ''] of tables.matchAll(ROW)) {
    const number = Number.parseInt(port, 16);
    found.set(number, LOOPBACK.test(address) && found.get(number) !== false);
  }
  return [...found].map(([number, isLoopback]) => ({ number, isLoopback })).sort((a, b) => a.number - b.number);
}

const ROW = new RegExp(`^ *\\d+: ([\\dA-F]{8}|[\\dA-F]{32}):([\\dA-F]{4}) [\\dA-F]+:[\\dA-F]{4} ${LISTENING} `, 'gm');
