import { writeFileSync } from 'node:fs';
import type { Server, Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import { run } from './process.ts';

/** A port of 127.0.0.1 that nothing listens on. */
export async function freePort(): Promise<number> {
  const [port = 0] = await freePorts(1);
  return port;
}

/** Several of them, all different. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const ports = await Promise.all(servers.map((server) => listen(server, '127.0.0.1', 0)));
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

/**
 * Passes connections to `host`:`port` on to the same port of 127.0.0.1, so that what listens only on loopback can be
 * reached from a network namespace of the bed. Ends with the returned function.
 */
export async function relay(host: string, port: number): Promise<() => Promise<void>> {
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(from);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        open.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
  });
  await listen(server, host, port);
  server.unref();
  return async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of open) socket.destroy();
    await closed;
  };
}

/** Makes the bridge `name` with this address, for example 10.199.0.1/24. */
export async function makeBridge(name: string, address: string): Promise<void> {
  await run('ip', ['link', 'add', 'name', name, 'type', 'bridge']);
  await run('ip', ['address', 'add', address, 'dev', name]);
  await run('ip', ['link', 'set', name, 'up']);
}

/** Removes a bridge or another interface if it is there. */
export async function removeInterface(name: string): Promise<void> {
  await run('ip', ['link', 'delete', name]).catch(() => undefined);
}

/** Removes the firewall rules that name the interface, or the subnet behind it, as an engine leaves them when it ends. */
export async function removeFirewallRules(...names: readonly string[]): Promise<void> {
  for (const table of ['filter', 'nat', 'raw']) {
    const rules = await run('iptables-save', ['-t', table]).catch(() => '');
    for (const rule of rules.split('\n')) {
      const words = rule.split(' ');
      if (words[0] !== '-A' || !words.some((word) => names.includes(word))) continue;
      await run('iptables', ['-w', '-t', table, '-D', ...words.slice(1)]).catch(() => undefined);
    }
  }
}

/** Lets the kernel pass packets between the bridges and the outside. An engine that did it would also close FORWARD. */
export function allowForwarding(): void {
  writeFileSync('/proc/sys/net/ipv4/ip_forward', '1');
}

async function listen(server: Server, host: string, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the system gave no port');
  return address.port;
}
