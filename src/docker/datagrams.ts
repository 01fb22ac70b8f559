import { createSocket } from 'node:dgram';
import { setTimeout as wait } from 'node:timers/promises';
import { cancelled } from './engine-problem.ts';

/** `unknown`: from here nobody can tell, because the container's network is not reached directly. */
export type DatagramAnswer = 'taken' | 'refused' | 'unknown';

/** A port that nobody binds: what it is like when one is closed. */
const CLOSED = 61_999;
const PATIENCE_MS = 400;

/**
 * Whether something in a container has bound a UDP port, asked until it has, for `seconds` at most. A datagram gets no answer,
 * but the kernel of the container says of a closed port that it is. Silence counts only where it says so of one that is
 * surely closed; the engine's proxy and virtual machines keep that to themselves.
 */
export async function waitForDatagrams(
  address: string,
  port: number,
  seconds: number,
  signal: AbortSignal | undefined,
  /** True = asking on is pointless (the container ended). */
  ended: () => Promise<boolean>,
): Promise<DatagramAnswer> {
  const deadline = performance.now() + seconds * 1000;
  for (;;) {
    const silent = !(await isRefused(address, port));
    if (silent) return (await isRefused(address, CLOSED)) ? 'taken' : 'unknown';
    if (performance.now() >= deadline || (await ended())) return 'refused';
    // The kernel answers about once a second.
    await wait(1000, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
    if (signal?.aborted === true) throw cancelled();
  }
}

/** Whether the other side says that nobody has bound the port. */
function isRefused(address: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
    let decided = false;
    const decide = (refused: boolean): void => {
      if (decided) return;
      decided = true;
      clearTimeout(timer);
      socket.close();
      resolve(refused);
    };
    const timer = setTimeout(decide, PATIENCE_MS, false);
    socket.on('error', (error: NodeJS.ErrnoException) => {
      decide(error.code === 'ECONNREFUSED');
    });
    socket.connect(port, address, () => {
      // Nothing in it: no program can make anything of it.
      if (!decided) socket.send(new Uint8Array());
    });
  });
}
