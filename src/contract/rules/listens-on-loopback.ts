import { textAt } from '../../kubernetes/fields.ts';
import type { Range } from '../../lint/rule.ts';
import type { Contract, ContractContainer } from '../contract.ts';
import { deploymentOf, serverFiles } from '../examples/example-files.ts';
import { probePort } from '../ports/listening.ts';
import { loopbackAt, onLoopback } from '../ports/on-loopback.ts';
import type { ContractRule } from '../rule.ts';
import { scrapedPorts } from '../metrics/scraping.ts';
import { targetNumber } from '../ports/service-target.ts';

export const listensOnLoopback: ContractRule = {
  id: 'listens-on-loopback',
  title: 'Listen on all addresses in a container',
  severity: 'error',
  aliases: [],
  why: 'A container has a loopback of its own. What listens on 127.0.0.1 is reached by nothing outside of it: no Service, no probe, no published port.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'deploy.yaml',
      bad: deploymentOf('ports:\n  - containerPort: «8080»'),
      good: deploymentOf('# the program listens on 127.0.0.1:8080 for its sidecar only'),
      files: serverFiles('127.0.0.1:8080'),
    },
  ],
  about: 'container',
  *check(container, contract) {
    const { facts, program, listeners } = container;
    // On the node’s own network others reach its loopback.
    if (!program || textAt(facts.pod.spec, 'hostNetwork') === 'true') return;
    if (!listeners.some(({ bind }) => bind === 'loopback')) return;
    const said = new Set<number>();
    for (const { port, at } of declared(container, contract)) {
      const local = said.has(port) ? undefined : loopbackAt(port, listeners);
      if (!local) continue;
      said.add(port);
      yield onLoopback({ file: facts.file, ...at }, local, program, contract, container);
    }
  },
};

interface Declared {
  readonly port: number;
  readonly at: Range;
}

/** Ports that the manifest says are asked from outside. */
function declared(container: ContractContainer, contract: Contract): Declared[] {
  const { facts } = container;
  const listed = facts.ports.map(({ number }): Declared => ({ port: number.value, at: number }));
  const probed = facts.probes.flatMap((probe): Declared[] => {
    const port = probePort(probe, container);
    return port === null || probe.port === null ? [] : [{ port, at: probe.port }];
  });
  const others = facts.pod.containers.filter(({ kind }) => kind === 'container' || kind === 'sidecar');
  // Of a program that is reached elsewhere, what it lists may be for `kubectl port-forward`, which comes by loopback; of a
  // pod with others, for one of those, such as a proxy.
  const local = new Set(container.listeners.flatMap(({ port, bind }) => (bind === 'loopback' ? [port] : [])));
  const isForOthers =
    others.length > 1 ||
    container.listeners.some(({ bind }) => bind !== 'loopback') ||
    listed.some(({ port }) => !local.has(port));
  if (!isForOthers) return [...listed, ...probed];
  const served = contract.services
    .filter((service) => service.containers.includes(container))
    .flatMap((service) => service.facts.ports.map((port) => targetNumber(port, container)));
  const asked = new Set([...served, ...scrapedPorts(container, contract)]);
  return [...listed.filter(({ port }) => asked.has(port)), ...probed];
}
