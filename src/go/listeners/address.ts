import { isLoopback } from '../loopback.ts';
import type { Certainty, Listener } from '../project.ts';
import { decidingAmong, hasHole, type Setting, UNSET_TEXT } from '../values/setting.ts';

export type Address = Pick<Listener, 'port' | 'bind' | 'configuredBy' | 'movedBy' | 'isAside' | 'certainty'>;

const NAMED_PORTS: Readonly<Record<string, number>> = { http: 80, https: 443 };

/** Port and bind address of `host:port` as Go's net package reads it; what is open stays null. */
export function readAddress({ text, by }: Setting): Address {
  const configuredBy = by.filter((setting) => !hasHole(setting));
  const [, host, portText] = /^(.*):([^:\]]*)$/s.exec(ofMultiaddress(text) ?? withoutNetwork(text)) ?? [];
  const port = portText === undefined ? null : readPort(portText);
  const bind = host === undefined ? null : readHost(host);
  const movedBy = decidingAmong(by);
  // Any free port, unless something that is seen gives another.
  const isAside = portText === '0' && movedBy.length === 0 && configuredBy.length === by.length;
  return {
    ...{ port, bind, configuredBy, certainty: certaintyOf(port, by) },
    ...(movedBy.length > 0 && { movedBy }),
    ...(isAside && { isAside }),
  };
}

/** `udp` of `udp://:5000`, as libraries of event loops take addresses; null without one. */
export function networkNamed({ text }: Setting): 'tcp' | 'udp' | null {
  const network = WITH_NETWORK.exec(text)?.[1] ?? MULTIADDRESS.exec(text)?.[2];
  return network === 'tcp' || network === 'udp' ? network : null;
}

function withoutNetwork(text: string): string {
  return WITH_NETWORK.test(text) ? text.replace(WITH_NETWORK, '').replace(/\?.*$/s, '') : text;
}

/** `/ip4/0.0.0.0/tcp/4001` of libp2p, as others write it. */
function ofMultiaddress(text: string): string | null {
  const [, host = '', , port] = MULTIADDRESS.exec(text) ?? [];
  return port === undefined ? null : `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Whether a text is such an address, with a port. */
export function isMultiaddress(text: string): boolean {
  return MULTIADDRESS.test(text);
}

const MULTIADDRESS = /^\/(?:ip[46]|dns[46]?)\/([^/]+)\/(tcp|udp)\/(\d+)(?:\/|$)/;
const WITH_NETWORK = /^(tcp|udp)[46]?(?:-net)?:\/\//;

/** A port that is given as a number, as fasthttp's and fiber's helpers take it. */
function readPort(text: string): number | null {
  const named = NAMED_PORTS[text];
  if (named !== undefined) return named;
  // Port 0 is any free port: the source does not decide it.
  const value = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return value > 0 && value < 65_536 ? value : null;
}

export function certaintyOf(port: number | null, configuredBy: readonly string[]): Certainty {
  if (port === null) return 'unknown';
  return configuredBy.length > 0 ? 'default' : 'known';
}

function readHost(host: string): Listener['bind'] {
  // An unset variable is an empty host: all addresses.
  if (['', '0.0.0.0', '[::]', '*', '::', UNSET_TEXT].includes(host)) return 'all';
  return isLoopback(host) ? 'loopback' : null;
}
