import type { Listener } from '../../go/project.ts';
import { at, entries, entry, textAt, valueAt } from '../../kubernetes/fields.ts';
import type { Field } from '../../kubernetes/model.ts';
import type { ContractContainer } from '../contract.ts';
import type { ContainerFacts, Located, ProbeFacts } from '../containers/containers.ts';
import { namedPort, probePort } from '../ports/listening.ts';

/** A probe that asks a path of the program in HTTP. */
export interface AskedPath {
  readonly probe: ProbeFacts;
  /** At `httpGet` where the manifest says none. */
  readonly path: Located<string>;
  readonly port: number;
  /** Where the program listens on that port. */
  readonly listener: Listener;
}

/** Only of ports where the program is known to serve HTTP. */
export function askedPaths(container: ContractContainer): AskedPath[] {
  return container.facts.probes.flatMap((probe): AskedPath[] => {
    const { asks } = probe;
    const path = probe.path ?? unsaidPath(probe, container.facts);
    const port = probePort(probe, container);
    if (asks !== 'http' || path === null || port === null) return [];
    const listener = servingHttp(port, container);
    return listener ? [{ probe, path, port, listener }] : [];
  });
}

/** The API server fills `/` in where the field is absent; null: it is there, but no text, or somebody is still typing. */
function unsaidPath({ kind }: ProbeFacts, { container }: ContainerFacts): Located<string> | null {
  const http = entry(at(container.field, `${kind}Probe`), 'httpGet');
  const said = entries(http?.value);
  const isWhole = said.length > 0 && said.every(({ key, value }) => key !== 'path' && valueAt(value) !== null);
  return http && isWhole ? { value: '/', ...http.keyRange } : null;
}

/** What hooks of a container ask the program in HTTP. */
export function hookedPaths(container: ContractContainer): Field[] {
  return HOOKS.flatMap((hook) => {
    const asked = at(container.facts.container.field, 'lifecycle', hook, 'httpGet');
    const path = at(asked, 'path');
    const port = namedPort(valueAt(asked, 'port'), container);
    const listener = port === null || at(asked, 'host') ? undefined : servingHttp(port, container);
    return path && listener && /^\/[^${}<>]*$/.test(textAt(path) ?? '') ? [path] : [];
  });
}

const HOOKS = ['postStart', 'preStop'];

function servingHttp(port: number, { listeners }: ContractContainer): Listener | undefined {
  const listener = listeners.find((each) => each.port === port)?.listener;
  return listener?.protocol === 'http' || listener?.protocol === 'https' ? listener : undefined;
}
