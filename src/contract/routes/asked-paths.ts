import type { Listener } from '../../go/project.ts';
import { at, entries, entry, items, textAt, valueAt } from '../../kubernetes/fields.ts';
import type { Field } from '../../kubernetes/model.ts';
import type { ContractContainer } from '../contract.ts';
import { getsContainers } from '../containers/injected.ts';
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

/** A path of the program that the command of a probe asks: `curl -f http://localhost:8080/healthz`. */
export interface CommandedPath {
  readonly kind: ProbeFacts['kind'];
  /** Where the word says it. */
  readonly path: Located<string>;
  readonly port: Located<number>;
}

/** Addresses of the container itself, a word of its own or in a script. */
const OWN_ADDRESS =
  /(?:^|(http):\/\/)(?:localhost|127\.0\.0\.1|\[::1\]|0\.0\.0\.0):(\d{1,5})(\/[^\s"'`|;&<>$)?#]*)(?=$|[\s"'`|;&<>)?#])/;

/** Of a pod whose containers share no loopback with others that may be asked. */
export function commandedPaths({ facts }: ContractContainer): CommandedPath[] {
  const { pod, container, object } = facts;
  const alone = pod.containers.filter(({ kind }) => kind !== 'init' && kind !== 'ephemeral').length === 1;
  if (!alone || valueAt(pod.spec, 'hostNetwork') === true || getsContainers(facts)) return [];
  return KINDS.flatMap((kind) =>
    items(at(container.field, `${kind}Probe`, 'exec', 'command')).flatMap((word): CommandedPath[] => {
      const text = object.file.text.slice(word.start, word.end);
      const [whole, scheme, number = '', path = ''] = OWN_ADDRESS.exec(textAt(word) ?? '') ?? [];
      const at = whole === undefined ? -1 : text.indexOf(whole);
      // A word that is no address alone may be one in another language than HTTP.
      if (whole === undefined || at < 0 || (scheme === undefined && whole !== textAt(word))) return [];
      const end = word.start + at + whole.length;
      const start = end - path.length;
      const port = { value: Number(number), start: start - number.length, end: start };
      return [{ kind, path: { value: path, start, end }, port }];
    }),
  );
}

const KINDS = ['startup', 'liveness', 'readiness'] as const;

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

/** Where the program is known to serve HTTP on a port. */
export function servingHttp(port: number, { listeners }: ContractContainer): Listener | undefined {
  const listener = listeners.find((each) => each.port === port)?.listener;
  return listener?.protocol === 'http' || listener?.protocol === 'https' ? listener : undefined;
}
