import { appendItem } from '../../kubernetes/edit.ts';
import { at, entry, valueAt } from '../../kubernetes/fields.ts';
import type { Located, Manifest } from '../../kubernetes/model.ts';
import type { Range } from '../../lint/rule.ts';
import { asksWithToken, isMade } from '../access/asked-by.ts';
import { editIn, repairOf } from '../changes.ts';
import type { Contract, ContractContainer } from '../contract.ts';
import { runsWhatIsKnown } from '../images/run-directly.ts';
import { type Dependency, namedPorts, serversOf } from '../network/dependencies-of.ts';
import { databaseFiles } from '../examples/example-files.ts';
import type { Fault } from '../fault.ts';
import { allowedFor, API_SERVER, limitsEgress, podsUnder } from '../network/network-policies.ts';
import { type ContractRule, inSource } from '../rule.ts';
import type { Message } from '../../words/message.ts';

const policy = (egress: string) =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: shop\nspec:\n  podSelector:\n    matchLabels:\n      app: shop\n  policyTypes:\n    - Egress\n  ${egress}:\n    - ports:\n        - protocol: UDP\n          port: 53\n`;

export const egressToDependency: ContractRule = {
  id: 'egress-to-dependency',
  title: 'Let pods reach the servers that their program connects to',
  severity: 'warning',
  aliases: [],
  why: 'Once a NetworkPolicy for egress selects a pod, it reaches nothing but what a policy allows: connections to all other ports hang until they time out. The source and its variables say which databases, queues and Services the program connects to, what it asks over HTTPS, and whether it asks the API server of Kubernetes. Where some policies cannot be seen, nothing is said.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'policy.yaml',
      bad: policy('«egress»'),
      good: `${policy('egress')}    - ports:\n        - protocol: TCP\n          port: 5432\n`,
      fixed: true,
      files: databaseFiles(),
    },
  ],
  about: 'object',
  *check(object, contract) {
    const said = new Set<number>();
    let saidApiServer = false;
    for (const pod of podsUnder(object, limitsEgress, contract)) {
      const allowed = allowedFor(pod, object, contract);
      if (!allowed) continue;
      const known = new Set([...namedPorts(contract.containersIn(pod)), ...portsOfPrograms(contract)]);
      for (const container of contract.containersIn(pod)) {
        for (const dependency of serversOf(container, contract)) {
          const { port, isUsual } = dependency;
          if (said.has(port) || (isUsual ? allowed.unusual(port, known) : allowed.port(port))) continue;
          said.add(port);
          yield fault(object, dependency);
        }
      }
      const asking = contract.containersIn(pod).find(asksApiServer);
      if (asking && !saidApiServer && !allowed.apiServer(known)) {
        saidApiServer = true;
        yield* apiServerFault(object, asking);
      }
    }
  },
};

/** What programs of the workspace declare is for them, and for no database. */
function portsOfPrograms({ containers }: Contract): number[] {
  return containers.flatMap(({ program, facts }) => (program ? facts.ports.map(({ number }) => number.value) : []));
}

function fault({ manifest, file }: Located, dependency: Dependency): Fault {
  const { port, taker, call } = dependency;
  const { start, end } = egressOf(manifest);
  const edit = appendItem(file.text, manifest.root, ['spec', 'egress'], { ports: [{ protocol: 'TCP', port }] });
  return {
    sides: [{ file: file.file, start, end, message: messageOf(dependency) }],
    related: [...(taker ? [taker.taking] : []), ...(call ? [inSource(call, ['connects to it here'])] : [])],
    repairs: edit ? [{ title: ['Allow TCP to port {0}', port], changes: [{ file: file.file, edits: [edit] }] }] : [],
  };
}

function egressOf(manifest: Manifest): Range {
  const spec = at(manifest.root, 'spec');
  return (
    entry(spec, 'egress')?.keyRange ?? at(spec, 'policyTypes') ?? at(manifest.root, 'metadata', 'name') ?? manifest
  );
}

/** What its source surely does, with the token of its pod, in the pod's own network. */
function asksApiServer(container: ContractContainer): boolean {
  const { program, facts } = container;
  const { inCluster = null, calls = [] } = program?.kubernetes ?? {};
  if (!program || !inCluster || valueAt(facts.pod.spec, 'hostNetwork') === true) return false;
  return (
    calls.some((call) => isMade(call, container)) && asksWithToken(container) && runsWhatIsKnown(container, program)
  );
}

function* apiServerFault({ manifest, file }: Located, { program }: ContractContainer): Iterable<Fault> {
  const place = program?.kubernetes?.inCluster;
  if (!program || !place) return;
  const ports = API_SERVER.map((port) => ({ protocol: 'TCP', port }));
  const edit = appendItem(file.text, manifest.root, ['spec', 'egress'], { ports });
  const { start, end } = egressOf(manifest);
  yield {
    sides: [
      {
        ...{ file: file.file, start, end },
        message: ['`{0}` asks the API server of Kubernetes, and no egress rule allows port 443 or 6443', program.name],
      },
    ],
    related: [inSource(place, ['asks it with the token of its pod'])],
    repairs: repairOf(['Allow TCP to the API server'], [editIn(file.file, edit)]),
  };
}

function messageOf({ port, host, isUsual, taker, program: { name } }: Dependency): Message {
  if (!taker) return ['`{0}` connects to `{1}`, port {2}, and no egress rule allows it', name, host ?? '', port];
  return isUsual
    ? ['`{0}` connects to what `{1}` says, usually port {2}, and no egress rule allows it', name, taker.shown, port]
    : ['`{0}` connects to what `{1}` says, port {2}, and no egress rule allows it', name, taker.shown, port];
}
