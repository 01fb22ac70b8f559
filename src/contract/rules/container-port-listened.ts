import type { ContractContainer } from '../contract.ts';
import { deploymentOf, serverFiles } from '../example-files.ts';
import type { Fault } from '../fault.ts';
import { allListening, portList, transportOf } from '../listening.ts';
import { mismatch } from '../port-mismatch.ts';
import { type ContractRule, inSource } from '../rule.ts';

export const containerPortListened: ContractRule = {
  id: 'container-port-listened',
  title: 'Declare the port that the program listens on',
  severity: 'warning',
  aliases: [],
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
  *check(container) {
    yield* containerPorts(container);
    yield* probePorts(container);
  },
};

function* containerPorts({ facts, program, listeners }: ContractContainer): Iterable<Fault> {
  const listening = allListening(listeners);
  if (!program || !listening) return;
  for (const { number, transport } of facts.ports) {
    if (transport === 'sctp') continue;
    const declared = facts.ports.filter((port) => port.transport === transport).map((port) => port.number.value);
    const own = listening.filter((each) => transportOf(each) === transport);
    yield* mismatch({ file: facts.file, ...number }, number.value, program.name, declared, own);
  }
}

function* probePorts({ facts, program, listeners }: ContractContainer): Iterable<Fault> {
  const listening = allListening(listeners)?.filter((each) => transportOf(each) === 'tcp') ?? [];
  if (!program || listening.length === 0) return;
  for (const { port } of facts.probes) {
    if (port === null || typeof port.value !== 'number') continue;
    const number = port.value;
    if (listening.some((each) => each.port === number) || facts.ports.some((each) => each.number.value === number))
      continue;
    const { start, end } = port;
    yield {
      sides: [
        {
          file: facts.file,
          start,
          end,
          message: ['The probe asks port {0}, but `{1}` listens on {2}', number, program.name, portList(listening)],
        },
      ],
      related: listening.map(({ listener, port: actual }) => inSource(listener, ['listens on {0} here', actual])),
    };
  }
}
