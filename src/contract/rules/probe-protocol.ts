import type { Listener, Program } from '../../go/project.ts';
import { repairOf } from '../changes.ts';
import type { Contract, ContractContainer } from '../contract.ts';
import type { ContainerFacts, ProbeFacts } from '../containers/containers.ts';
import { deploymentOf } from '../examples/example-files.ts';
import type { EditIn } from '../changes.ts';
import { type Fault, type Repair, sideIn } from '../fault.ts';
import { unknownService } from '../routes/grpc-services.ts';
import { isGrpcHealth, isQuiet, mayServeGrpc } from '../routes/known-routes.ts';
import { probePort } from '../ports/listening.ts';
import { askOtherwise, askPlainly, portWord, setInProbe } from '../routes/probe-edits.ts';
import { protocolOf } from '../ports/protocols.ts';
import type { ContractRule } from '../rule.ts';
import { grpcHealthAt, servedAt } from '../ports/served-at.ts';
import { sourceFilesOf } from '../source-files.ts';
import type { Message } from '../../words/message.ts';

const TLS_SERVER = {
  'go.mod': 'module example.com/shop\n\ngo 1.26\n',
  'main.go':
    'package main\n\nimport "net/http"\n\nfunc main() {\n\thttp.HandleFunc("/healthz", func(w http.ResponseWriter, r *http.Request) {})\n\t_ = http.ListenAndServeTLS(":8443", "tls.crt", "tls.key", nil)\n}\n',
};

export const probeProtocol: ContractRule = {
  id: 'probe-protocol',
  title: 'Probe in the protocol that the port speaks',
  severity: 'error',
  aliases: [],
  why: 'A server of gRPC closes the connection of a plain HTTP request, one of HTTPS answers it with 400, and one of HTTP understands neither TLS nor gRPC. A probe in another protocol fails each time, so the pod is never ready or is restarted again and again. A `grpc` probe also needs the service `grpc.health.v1.Health`, which the program has to register.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'deploy.yaml',
      bad: deploymentOf('livenessProbe:\n  httpGet:\n    path: /healthz\n    port: «8443»'),
      good: deploymentOf('livenessProbe:\n  httpGet:\n    path: /healthz\n    port: 8443\n    scheme: HTTPS'),
      fixed: true,
      files: TLS_SERVER,
    },
  ],
  about: 'container',
  *check(container, contract) {
    const { program, facts, listeners } = container;
    if (!program || contract.workspace.mayBePatched(facts.object, ['Probe'])) return;
    for (const probe of facts.probes) {
      const port = probePort(probe, container);
      const spoken = port === null ? null : protocolOf(port, listeners);
      if (port === null || !spoken) continue;
      const asked = { probe, port, listener: spoken.listener, container, program };
      if (probe.service && hasGrpcHealth(asked)) yield* unknownService(probe, probe.service, container, contract);
      if (probe.asks === 'http') yield* httpProbe(asked, spoken.protocol, contract);
      if (probe.asks === 'grpc') yield* grpcProbe(asked, spoken.protocol);
    }
  },
};

interface Asked {
  readonly probe: ProbeFacts;
  readonly port: number;
  readonly listener: Listener;
  readonly container: ContractContainer;
  readonly program: Program;
}

function* httpProbe(asked: Asked, spoken: Listener['protocol'], contract: Contract): Iterable<Fault> {
  const { probe, port, program, container } = asked;
  const { facts } = container;
  // One server may speak both.
  const plain = program.health.filter((route) => !isGrpcHealth(route));
  const isBoth = plain.some((route) => [null, port].includes(servedAt(route.port, container)));
  if (spoken === 'grpc' && !isBoth) {
    const other = httpHealth(asked);
    const grpc = hasGrpcHealth(asked) ? askOtherwise(facts, probe, 'grpc', { port }) : undefined;
    yield fault(
      asked,
      ['`{0}` speaks gRPC on {1}, and the probe asks in HTTP', program.name, port],
      [
        ...(other ? repairOf(['Probe port `{0}`', portWord(facts, other.port)], other.edits) : []),
        ...(grpc ? repairOf(['Probe with gRPC'], grpc) : []),
      ],
    );
  }
  if (spoken === 'https' && probe.scheme === 'HTTP') {
    yield fault(
      asked,
      ['`{0}` speaks HTTPS on {1}, and the probe asks in HTTP', program.name, port],
      repairOf(['Probe with HTTPS'], [setInProbe(facts, probe, 'scheme', 'HTTPS')]),
    );
  }
  if (spoken === 'http' && probe.scheme === 'HTTPS' && !mayWrap(program, contract)) {
    yield fault(
      asked,
      ['`{0}` speaks HTTP on {1}, and the probe asks in HTTPS', program.name, port],
      repairOf(['Probe with HTTP'], [askPlainly(facts, probe)]),
    );
  }
}

/** Whether it may put TLS around a socket that is a plain one elsewhere: `if secure { socket = tls.NewListener(socket, config) }`. */
function mayWrap(program: Program, { go, sourceOf }: Contract): boolean {
  return sourceFilesOf(program, go).some((file) => /\btls\.NewListener\b/.test(sourceOf(file) ?? ''));
}

/** Parts of gRPC and what stands beside it, which register no health service by themselves. */
const BESIDE = /^(?:google\.golang\.org\/grpc|github\.com\/grpc-ecosystem\/grpc-gateway|go\.opentelemetry\.io)(?:\/|$)/;

function registersNoHealth(library: string): boolean {
  return isQuiet(library) || BESIDE.test(library);
}

function* grpcProbe(asked: Asked, spoken: Listener['protocol']): Iterable<Fault> {
  const { probe, port, program, container } = asked;
  const { facts } = container;
  const registered = program.health.filter(isGrpcHealth);
  const places = registered.map((route) => grpcHealthAt(route, container));
  const asksForTls = registered.some((route, index) => route.secured && places[index] === port);
  const isOneServer = program.listens.filter(({ protocol }) => protocol === 'grpc').length === 1;
  if (spoken === 'grpc' && asksForTls && isOneServer) {
    yield fault(
      asked,
      ['`{0}` speaks gRPC in TLS on {1}, and gRPC probes have none', program.name, port],
      repairOf(['Probe with TCP'], askOtherwise(facts, probe, 'tcp', { port })),
    );
    return;
  }
  // It may serve gRPC and HTTP on one port, or with a library that registers health checks.
  if (places.includes(null) || places.includes(port)) return;
  const [place] = places;
  if (spoken === 'grpc') {
    if (registered.length > 0 || !program.libraries.every(registersNoHealth)) return;
    yield fault(
      asked,
      ['`{0}` registers no `grpc.health.v1.Health`, which the probe asks', program.name],
      repairOf(['Probe with TCP'], askOtherwise(facts, probe, 'tcp', { port })),
    );
    return;
  }
  if (program.libraries.some(mayServeGrpc) && typeof place !== 'number') return;
  const http = httpHealth(asked);
  yield fault(
    asked,
    ['`{0}` speaks HTTP on {1}, and the probe asks in gRPC', program.name, port],
    [
      ...(typeof place === 'number'
        ? repairOf(['Probe port `{0}`', place], [setInProbe(facts, probe, 'port', place)])
        : []),
      ...(http
        ? repairOf(
            ['Probe `{0}`', http.path],
            askOtherwise(facts, probe, 'http', { path: http.path, port: portWord(facts, http.port) }),
          )
        : []),
    ],
  );
}

function fault({ probe, listener, container: { facts } }: Asked, message: Message, repairs: Repair[]): Fault {
  const { start, end } = (probe.scheme === 'HTTPS' ? probe.schemeAt : null) ?? probe.port ?? probe.at;
  return {
    sides: [
      { file: facts.file, start, end, message },
      sideIn(listener, ['The {0} probe of `{1}` asks in another protocol', probe.kind, facts.workload.name]),
    ],
    repairs,
  };
}

interface Elsewhere {
  readonly port: number;
  readonly path: string;
  readonly edits: readonly (EditIn | undefined)[];
}

/** A health route that a plain listener serves, and the edits that lead an HTTP probe to it. */
function httpHealth({ probe, container, program }: Asked): Elsewhere | undefined {
  const { facts } = container;
  const plain = program.health.filter((route) => !isGrpcHealth(route));
  const route = plain.find(({ path }) => path === probe.path?.value) ?? plain[0];
  const port = route ? servedAt(route.port, container) : null;
  if (!route || port === null || protocolOf(port, container.listeners)?.protocol !== 'http') return undefined;
  return { port, path: route.path, edits: leadTo(facts, probe, route.path, port) };
}

function leadTo(facts: ContainerFacts, probe: ProbeFacts, path: string, port: number) {
  const toPort = setInProbe(facts, probe, 'port', portWord(facts, port));
  return probe.path?.value === path ? [toPort] : [setInProbe(facts, probe, 'path', path), toPort];
}

function hasGrpcHealth({ program, container, port }: Asked): boolean {
  return program.health.some((route) => isGrpcHealth(route) && grpcHealthAt(route, container) === port);
}
