import type { Listener } from '../../go/project.ts';
import type { ContractContainer } from '../contract.ts';
import type { ProbeFacts } from '../containers/containers.ts';
import type { EffectiveListener } from './effective-listener.ts';

export interface Listening extends EffectiveListener {
  readonly port: number;
}

/** The listeners with their ports; null where the port of one is not known, or there is none: then nothing can be said. */
export function allListening(listeners: readonly EffectiveListener[]): Listening[] | null {
  const asked = listeners.filter(({ isAside }) => !isAside);
  const known = asked.flatMap((each) => (each.port === null ? [] : [{ ...each, port: each.port }]));
  return known.length === asked.length && known.length > 0 ? known : null;
}

/** Whether two are opened at one place, as a program and one of its commands know it. */
export function isSameListener(a: Listener, b: Listener): boolean {
  return a.file === b.file && a.start === b.start && a.end === b.end;
}

/** A listener where it is once settings are applied; of several that one place opens, the one with the same port. */
export function asEffective(
  listener: Listener,
  listeners: readonly EffectiveListener[],
): EffectiveListener | undefined {
  const same = listeners.filter((one) => isSameListener(one.listener, listener));
  return same.find((one) => one.listener.port === listener.port) ?? same[0];
}

export function transportOf({ listener }: EffectiveListener): 'tcp' | 'udp' {
  return listener.protocol === 'udp' ? 'udp' : 'tcp';
}

/** The number of a probe's port, its name looked up in the container; null where it has none. */
export function probePort({ port }: ProbeFacts, container: ContractContainer): number | null {
  return port === null ? null : namedPort(port.value, container);
}

/** A port as a probe says it: a number, or the name of one of the container's. */
export function namedPort(port: unknown, { facts }: ContractContainer): number | null {
  if (typeof port === 'number') return port;
  return facts.ports.find(({ name }) => name !== null && name === port)?.number.value ?? null;
}

/** `8080` or `8080, 9090`. */
export function portList(listening: readonly Listening[]): string {
  return [...new Set(listening.map(({ port }) => port))].join(', ');
}
