import { textAt } from '../../kubernetes/fields.ts';
import { changesOf } from '../changes.ts';
import type { Contract, ContractContainer, ContractService } from '../contract.ts';
import type { ServicePortFacts } from '../containers/containers.ts';
import { deploymentOf, serverFiles } from '../examples/example-files.ts';
import type { Fault, Repair } from '../fault.ts';
import { getsContainers, OF_MESHES } from '../containers/injected.ts';
import { allListening, type Listening, portList, transportOf } from '../ports/listening.ts';
import { setTargetPort } from '../ports/port-edits.ts';
import { moveListener, settingsOf } from '../ports/port-repairs.ts';
import { type ContractRule, inSource } from '../rule.ts';
import { targetNumber } from '../ports/service-target.ts';

const SERVICE = (target: string) =>
  `apiVersion: v1\nkind: Service\nmetadata:\n  name: shop\nspec:\n  selector: { app: shop }\n  ports:\n    - port: 80\n      targetPort: ${target}\n`;

export const servicePortListened: ContractRule = {
  id: 'service-port-listened',
  title: 'Let the Service send to a port that the program listens on',
  severity: 'error',
  aliases: [],
  why: 'A Service may send to any number, whether the container lists it or not. Where nothing listens there, every connection is refused. The Go source says where the programs of the selected pods listen, after the variables that manifests and images set.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'service.yaml',
      bad: SERVICE('«8081»'),
      good: SERVICE('8080'),
      fixed: true,
      files: { ...serverFiles(':8080'), 'deploy.yaml': deploymentOf('ports:\n  - containerPort: 8080') },
    },
  ],
  about: 'service',
  *check(service, contract) {
    const { facts, containers } = service;
    const listening = listeningIn(containers);
    if (!listening || containers.some(({ facts: own }) => getsContainers(own))) return;
    if (contract.workspace.mayBePatched(facts.object, ['ort:'])) return;
    for (const port of facts.ports) {
      const { target, transport } = port;
      if (typeof target.value !== 'number' || transport === 'sctp') continue;
      const number = target.value;
      if (OF_MESHES.includes(number)) continue;
      const own = listening.filter((each) => transportOf(each) === transport);
      // What a container lists and does not listen on is reported there.
      if (own.some((each) => each.port === number) || isListed(number, containers)) continue;
      const unreached = unreachedOf(own, containers, contract);
      if (unreached.length > 0) yield unheard(service, port, number, unreached, contract);
    }
  },
};

/** Null: one of the pods' containers may listen anywhere. */
function listeningIn(containers: readonly ContractContainer[]): Listening[] | null {
  const all = containers.map(({ listeners }) => allListening(listeners));
  return all.length === 0 || all.includes(null) ? null : all.flatMap((own) => own ?? []);
}

function isListed(port: number, containers: readonly ContractContainer[]): boolean {
  return containers.some(({ facts }) => facts.ports.some(({ number }) => number.value === port));
}

/** A port more than the listeners we know may be one that a library opens; so one of them must be without any Service. */
function unreachedOf(
  listening: readonly Listening[],
  containers: readonly ContractContainer[],
  { services }: Contract,
): Listening[] {
  const reached = new Set(
    services
      // One without an address of its own forwards nothing.
      .filter((service) => !isHeadless(service) && service.containers.some((one) => containers.includes(one)))
      .flatMap(({ facts }) => facts.ports)
      .flatMap((port) => containers.flatMap((container) => targetNumber(port, container) ?? [])),
  );
  return listening.filter(({ port }) => !reached.has(port));
}

function isHeadless({ facts: { object } }: ContractService): boolean {
  return textAt(object.manifest.root, 'spec', 'clusterIP') === 'None';
}

function unheard(
  { facts, containers }: ContractService,
  port: ServicePortFacts,
  number: number,
  unreached: readonly Listening[],
  contract: Contract,
): Fault {
  const { start, end } = port.target;
  const ports = [...new Set(unreached.map((each) => each.port))];
  const [wanted] = unreached;
  const [container] = containers;
  const names = [...new Set(containers.map(({ program }) => program?.name ?? ''))].join('`, `');
  const changes = wanted && changesOf([setTargetPort(facts, port, wanted.port)]);
  const repairs: Repair[] = [];
  if (changes && ports.length === 1) {
    repairs.push({ title: ['Change {0} to {1}', number, wanted.port], changes });
    if (container && containers.length === 1) repairs.push(...moveListener(container, number, wanted, contract));
  }
  return {
    sides: [
      {
        file: facts.file,
        start,
        end,
        message: ['`{0}` does not listen on {1}, but on {2}', names, number, portList(unreached)],
      },
    ],
    related: unreached.flatMap((one) => [
      inSource(one.listener, ['listens on {0} here', one.port]),
      ...(container ? settingsOf(container, one) : []),
    ]),
    repairs,
  };
}
