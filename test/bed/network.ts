import { createServer } from 'node:net';
import { writeFileSync } from 'node:fs';
import { run } from './process.ts';

/** A port of 127.0.0.1 that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('the system gave no port');
  return address.port;
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
