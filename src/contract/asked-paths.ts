import type { Listener } from '../go/project.ts';
import type { ContractContainer } from './contract.ts';
import type { Located, ProbeFacts } from './containers.ts';
import { probePort } from './listening.ts';

/** A probe that asks a path of the program in HTTP. */
export interface AskedPath {
  readonly probe: ProbeFacts;
  readonly path: Located<string>;
  readonly port: number;
  /** Where the program listens on that port. */
  readonly listener: Listener;
}

/** Only of ports where the program is known to serve HTTP. */
export function askedPaths(container: ContractContainer): AskedPath[] {
  return container.facts.probes.flatMap((probe): AskedPath[] => {
    const { path, asks } = probe;
    const port = probePort(probe, container);
    if (asks !== 'http' || path === null || port === null) return [];
    const listener = container.listeners.find((each) => each.port === port)?.listener;
    return listener?.protocol === 'http' || listener?.protocol === 'https' ? [{ probe, path, port, listener }] : [];
  });
}
