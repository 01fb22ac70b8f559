import { at, items, textAt, valueAt } from '../../kubernetes/fields.ts';
import type { Field, Located } from '../../kubernetes/model.ts';
import type { Contract, ContractContainer } from '../contract.ts';
import { deploymentOf, serverFiles, SERVICE } from '../examples/example-files.ts';
import type { Fault } from '../fault.ts';
import { getsContainers, OF_MESHES } from '../containers/injected.ts';
import { allListening, type Listening, portList, transportOf } from '../ports/listening.ts';
import { isTcp, limitsIngress, meansPort, podsUnder } from '../network/network-policies.ts';
import { type ContractRule, inSource } from '../rule.ts';
import { targetNumber } from '../ports/service-target.ts';

const policy = (port: string) =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: shop\nspec:\n  podSelector:\n    matchLabels:\n      app: shop\n  policyTypes:\n    - Ingress\n  ingress:\n    - ports:\n        - port: ${port}\n`;

export const ingressToListener: ContractRule = {
  id: 'ingress-to-listener',
  title: 'Allow traffic to the port that the program listens on',
  severity: 'warning',
  aliases: [],
  why: 'A NetworkPolicy counts the ports of the pod, not those of its Service: where it allows a port that nothing listens on, and none that a Service sends to, every connection hangs until it times out. The Go source says where the program listens. Policies that allow another port of the program on purpose are left alone, and so is a pod with a container that nobody knows.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'policy.yaml',
      bad: policy('«80»'),
      good: policy('8080'),
      fixed: true,
      files: {
        ...serverFiles(':8080'),
        'deploy.yaml': deploymentOf('ports:\n  - containerPort: 8080'),
        'service.yaml': SERVICE,
      },
    },
  ],
  about: 'object',
  *check(object, contract) {
    const pods = podsUnder(object, limitsIngress, contract);
    const containers = pods.flatMap((pod) => contract.containersIn(pod));
    const listening = containers.flatMap((one) => allListening(one.listeners) ?? []);
    if (containers.length === 0 || !containers.every(isKnown)) return;
    const cutOff = pods.flatMap((pod) => cutOffIn(pod, contract));
    if (cutOff.length === 0) return;
    for (const port of portsOf(object)) {
      // What a container lists and does not listen on is reported there.
      const isThere = (number: number) => includes(port, number, containers);
      if (listening.some((each) => isThere(each.port)) || listed(containers).some(isThere)) continue;
      yield unheard(object, port, cutOff, containers);
    }
  },
};

/** Its listeners are all known, it has the pod's own network, and nobody puts a container beside it. */
function isKnown({ listeners, facts }: ContractContainer): boolean {
  return allListening(listeners) !== null && valueAt(facts.pod.spec, 'hostNetwork') !== true && !getsContainers(facts);
}

function listed(containers: readonly ContractContainer[]): number[] {
  return containers.flatMap(({ facts }) => facts.ports.map(({ number }) => number.value));
}

function portsOf({ manifest: { root } }: Located): Field[] {
  return items(at(root, 'spec', 'ingress'))
    .flatMap((rule) => items(at(rule, 'ports')))
    .filter(isTcp);
}

/** Listeners that a Service sends to and that no policy of the pod allows anybody to reach. */
function cutOffIn(pod: Located, contract: Contract): Listening[] {
  const { workspace, services } = contract;
  const { objects, isAll } = workspace.selecting('NetworkPolicy', pod);
  const policies = objects.filter(limitsIngress);
  if (!isAll || policies.some((one) => workspace.mayBePatched(one, ['ingress', 'policyTypes', 'podSelector', 'ort'])))
    return [];
  // A rule without ports allows all; where nothing is allowed, somebody else does that.
  const rules = policies.flatMap(({ manifest }) => items(at(manifest.root, 'spec', 'ingress')));
  if (rules.some((rule) => items(at(rule, 'ports')).length === 0)) return [];
  const containers = contract.containersIn(pod);
  const ports = policies.flatMap(portsOf);
  // Their proxies take in what is meant for the program.
  if (ports.some((port) => OF_MESHES.some((number) => meansPort(port, number) === true))) return [];
  return containers.flatMap((container) => {
    const sent = services
      .filter((service) => service.containers.includes(container))
      .filter(({ facts }) => !workspace.mayBePatched(facts.object, ['ort:']))
      .flatMap(({ facts }) => facts.ports.map((port) => targetNumber(port, container)));
    return (allListening(container.listeners) ?? [])
      .filter((each) => transportOf(each) === 'tcp' && each.bind !== 'loopback' && sent.includes(each.port))
      .filter((each) => !ports.some((port) => includes(port, each.port, containers)));
  });
}

/** Whether an item of `ports` means the number, by a name that a container gives it, too. */
function includes(port: Field, number: number, containers: readonly ContractContainer[]): boolean {
  const name = valueAt(port, 'port');
  return (
    meansPort(port, number) ??
    containers.some(({ facts }) =>
      facts.ports.some((one) => one.name === name && one.number.value === number && one.transport === 'tcp'),
    )
  );
}

function unheard(
  { file: { file } }: Located,
  port: Field,
  cutOff: readonly Listening[],
  containers: readonly ContractContainer[],
): Fault {
  const written = textAt(port, 'port') ?? '';
  const { start, end } = at(port, 'port') ?? port;
  const [wanted] = cutOff;
  const names = [...new Set(containers.map(({ program }) => program?.name ?? ''))].join('`, `');
  const numbers = new Set(cutOff.map((each) => each.port));
  const canReplace = wanted && numbers.size === 1 && at(port, 'endPort') === undefined;
  return {
    sides: [
      {
        file,
        start,
        end,
        message: /^\d/.test(written)
          ? ['`{0}` does not listen on {1}, but on {2}, which no ingress rule allows', names, written, portList(cutOff)]
          : [
              'No port of `{0}` is called `{1}`, and no ingress rule allows {2}, where it listens',
              names,
              written,
              portList(cutOff),
            ],
      },
    ],
    related: cutOff.map((one) => inSource(one.listener, ['listens on {0} here', one.port])),
    repairs: canReplace
      ? [
          {
            title: ['Change {0} to {1}', written, wanted.port],
            changes: [{ file, edits: [{ start, end, text: String(wanted.port) }] }],
          },
        ]
      : [],
  };
}
