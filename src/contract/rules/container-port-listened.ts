import type { Contract, ContractContainer } from '../contract.ts';
import { deploymentOf, serverFiles } from '../examples/example-files.ts';
import type { Fault, FilePlace } from '../fault.ts';
import { allListening, type Listening, portList, transportOf } from '../ports/listening.ts';
import { mismatch } from '../ports/port-mismatch.ts';
import { portRepairs, settingsOf } from '../ports/port-repairs.ts';
import { type ContractRule, inSource } from '../rule.ts';

export const containerPortListened: ContractRule = {
  id: 'container-port-listened',
  title: 'Declare the port that the program listens on',
  severity: 'warning',
  aliases: [],
  insteadOf: ['probe-port'],
  why: 'A Service, a probe or a proxy that is sent to a port where nothing listens gets a refused connection. The Go source says where the program listens, after the variables that the manifest and the image set.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'deploy.yaml',
      bad: deploymentOf('ports:\n  - containerPort: «8081»'),
      good: deploymentOf('ports:\n  - containerPort: 8080'),
      fixed: true,
      files: serverFiles(':8080'),
    },
  ],
  about: 'container',
  *check(container, contract) {
    const { program, facts } = container;
    if (!program) return;
    const isPatched = contract.workspace.mayBePatched(facts.object, ['containerPort']);
    const listening = allListening(container.listeners);
    if (!listening) return;
    if (!isPatched) yield* containerPorts(container, program.name, listening, contract);
    if (!contract.workspace.mayBePatched(facts.object, ['Probe', 'containerPort'])) {
      yield* probePorts(container, program.name, listening, contract);
    }
  },
};

function* containerPorts(
  container: ContractContainer,
  program: string,
  listening: readonly Listening[],
  contract: Contract,
): Iterable<Fault> {
  const { facts } = container;
  for (const { number, transport } of facts.ports) {
    if (transport === 'sctp') continue;
    const declared = facts.ports.filter((port) => port.transport === transport).map((port) => port.number.value);
    const own = listening.filter((each) => transportOf(each) === transport);
    const at = { file: facts.file, ...number };
    yield* mismatch(
      at,
      number.value,
      program,
      declared,
      own,
      (wanted) => portRepairs(container, number.value, wanted, contract),
      (wanted) => settingsOf(container, wanted),
    );
  }
}

function* probePorts(
  container: ContractContainer,
  program: string,
  all: readonly Listening[],
  contract: Contract,
): Iterable<Fault> {
  const { facts } = container;
  const listening = all.filter((each) => transportOf(each) === 'tcp');
  if (listening.length === 0) return;
  for (const { port, asks } of facts.probes) {
    if (port === null || typeof port.value !== 'number') continue;
    const number = port.value;
    if (listening.some((each) => each.port === number) || facts.ports.some((each) => each.number.value === number))
      continue;
    const { start, end } = port;
    const [wanted, another] = listening.filter(({ listener }) => (listener.protocol === 'grpc') === (asks === 'grpc'));
    yield {
      ...asked({ file: facts.file, start, end }, number, program, listening),
      ...(wanted && !another ? { repairs: portRepairs(container, number, wanted, contract) } : {}),
    };
  }
}

function asked(at: FilePlace, port: number, program: string, listening: readonly Listening[]): Fault {
  const message = ['The probe asks port {0}, but `{1}` listens on {2}', port, program, portList(listening)] as const;
  return {
    sides: [{ ...at, message }],
    related: listening.map(({ listener, port: actual }) => inSource(listener, ['listens on {0} here', actual])),
  };
}
