import type { Listener } from '../go/project.ts';
import { valueAt } from '../kubernetes/fields.ts';
import type { ContractContainer } from './contract.ts';
import type { Located, ProbeFacts } from './containers.ts';
import { namedPort, probePort } from './listening.ts';
import type { WrittenPath } from './patched-paths.ts';

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
    const listener = servingHttp(port, container);
    return listener ? [{ probe, path, port, listener }] : [];
  });
}

/** The same of what overlays let probes ask; on the port of the manifest, where the overlay says none. */
export function askedInPatches(
  container: ContractContainer,
): { readonly path: WrittenPath; readonly listener: Listener }[] {
  return container.patchedPaths.flatMap((path) => {
    const own = container.facts.probes.find(({ kind, asks }) => kind === path.probe && asks === 'http');
    const port = path.port ? namedPort(valueAt(path.port), container) : own ? probePort(own, container) : null;
    const listener = port === null ? undefined : servingHttp(port, container);
    return listener ? [{ path, listener }] : [];
  });
}

function servingHttp(port: number, { listeners }: ContractContainer): Listener | undefined {
  const listener = listeners.find((each) => each.port === port)?.listener;
  return listener?.protocol === 'http' || listener?.protocol === 'https' ? listener : undefined;
}
