import type { Range, Report } from '../../lint/rule.ts';
import type { ContractContainer, ContractImage } from '../contract.ts';
import { deploymentOf, serverFiles } from '../example-files.ts';
import { allListening, type Listening, portList, transportOf } from '../listening.ts';
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
  *check({ contract, file }) {
    for (const container of contract.containers) {
      if (container.facts.file !== file) continue;
      yield* containerPorts(container);
      yield* probePorts(container);
    }
    for (const image of contract.images) if (image.file === file) yield* exposed(image, contract.containers);
  },
};

function* containerPorts({ facts, program, listeners }: ContractContainer): Iterable<Report> {
  const listening = allListening(listeners);
  if (!program || !listening) return;
  for (const { number, transport } of facts.ports) {
    if (transport === 'sctp') continue;
    const declared = facts.ports.filter((port) => port.transport === transport).map((port) => port.number.value);
    yield* mismatch(
      number,
      number.value,
      program.name,
      declared,
      listening.filter((each) => transportOf(each) === transport),
    );
  }
}

function* exposed(
  { run, program, listeners }: ContractImage,
  containers: readonly ContractContainer[],
): Iterable<Report> {
  const listening = allListening(listeners);
  if (!program || !listening) return;
  // A manifest may move the port with a variable: then both are right.
  const others = containers
    .filter((container) => container.program === program)
    .map((container) => allListening(container.listeners));
  if (others.includes(null)) return;
  const anywhere = new Set(others.flatMap((each) => each?.map(({ port }) => port) ?? []));
  for (const { port, protocol, start, end } of run.exposes) {
    if (anywhere.has(port)) continue;
    const declared = run.exposes.filter((each) => each.protocol === protocol).map((each) => each.port);
    yield* mismatch(
      { start, end },
      port,
      program.name,
      declared,
      listening.filter((each) => transportOf(each) === protocol),
    );
  }
}

/**
 * A declared port without listener, while a listener is not declared: one of the two is wrong. A declared port more than
 * the listeners we know may be one that a library opens, and is left alone.
 */
function* mismatch(
  at: Range,
  port: number,
  program: string,
  declared: readonly number[],
  listening: readonly Listening[],
): Iterable<Report> {
  if (listening.some((each) => each.port === port)) return;
  const missing = listening.filter((each) => !declared.includes(each.port));
  const [wanted] = missing;
  if (!wanted) return;
  yield {
    start: at.start,
    end: at.end,
    message: ['`{0}` does not listen on {1}, but on {2}', program, port, portList(listening)],
    related: missing.map(({ listener, port: actual }) => inSource(listener, ['listens on {0} here', actual])),
    ...(missing.length === 1 && {
      fixes: [
        {
          title: ['Change {0} to {1}', port, wanted.port],
          safe: false,
          edits: [{ start: at.start, end: at.end, text: String(wanted.port) }],
        },
      ],
    }),
  };
}

function* probePorts({ facts, program, listeners }: ContractContainer): Iterable<Report> {
  const listening = allListening(listeners)?.filter((each) => transportOf(each) === 'tcp') ?? [];
  if (!program || listening.length === 0) return;
  for (const { port } of facts.probes) {
    if (port === null || typeof port.value !== 'number') continue;
    const number = port.value;
    if (listening.some((each) => each.port === number) || facts.ports.some((each) => each.number.value === number))
      continue;
    yield {
      start: port.start,
      end: port.end,
      message: ['The probe asks port {0}, but `{1}` listens on {2}', number, program.name, portList(listening)],
      related: listening.map(({ listener, port: actual }) => inSource(listener, ['listens on {0} here', actual])),
    };
  }
}
