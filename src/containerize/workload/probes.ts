import type { HealthRoute } from '../../go/answers.ts';
import type { Program } from '../../go/project.ts';
import type { Message } from '../../words/message.ts';
import { decide } from '../decision.ts';
import type { Choices, Decision, DecisionOption } from '../plan-types.ts';
import type { ContainerPort } from './ports.ts';
import { planStartup } from './startup.ts';

export type ProbeHandler =
  | { readonly httpGet: { readonly path: string; readonly port: string; readonly scheme?: 'HTTPS' } }
  | { readonly tcpSocket: { readonly port: string } }
  | { readonly grpc: { readonly port: number; readonly service?: string } };

export interface Probes {
  readonly liveness: ProbeHandler | null;
  readonly readiness: ProbeHandler | null;
  /** How long a start may take before liveness counts; null where it is quick. */
  readonly startupSeconds: number | null;
  readonly decisions: readonly Decision[];
}

function withoutProbes({ listens, openCommands }: Program, ports: readonly ContainerPort[]): Message {
  if (ports.length > 0) return ['kubelet cannot probe UDP'];
  if (openCommands) return ['Its ports hang on the command that is chosen'];
  if (listens.some(({ bind }) => bind === 'loopback')) return ['Kubelet does not reach a port on loopback'];
  return listens.length > 0
    ? ['No port of it is known, so there is nothing to ask']
    : ['The program does not listen, so there is nothing to ask'];
}

/** What kubelet asks the program: its own routes by purpose, else gRPC health, else whether the port accepts. */
export function chooseProbes(program: Program, ports: readonly ContainerPort[], { healthPath }: Choices): Probes {
  const main = ports.find(({ transport }) => transport === 'TCP');
  if (!main) {
    const because = withoutProbes(program, ports);
    return {
      liveness: null,
      readiness: null,
      startupSeconds: null,
      decisions: [decide(['probes'], ['none'], because)],
    };
  }
  const startup = planStartup(program);
  if (healthPath !== undefined && healthPath !== null) {
    // A port of gRPC answers no path.
    const web = [main, ...ports].find(({ transport, scheme }) => transport === 'TCP' && scheme !== 'grpc');
    const path = healthPath.startsWith('/') ? healthPath : `/${healthPath}`;
    const handler = web ? httpProbe(path, web) : socketProbe(main);
    const because: Message = web
      ? ['You chose it']
      : ['No health route is known, so the probe asks whether the port accepts'];
    return {
      liveness: handler,
      readiness: handler,
      startupSeconds: startup.seconds,
      decisions: [
        decide(['probes'], describe(handler), because, { alternatives: [NO_ROUTE, OTHER_ROUTE] }),
        ...startup.decisions,
      ],
    };
  }
  const routes = (healthPath === null ? [] : program.health).flatMap((route): Asked[] => {
    // What nobody serves would have the program restarted again and again.
    const port = route.isOff === true ? null : portOf(route, ports, program);
    return port ? [{ route, port }] : [];
  });
  const pick = (...purposes: readonly HealthRoute['purpose'][]) =>
    purposes.map((purpose) => routes.find(({ route }) => route.purpose === purpose)).find((one) => one !== undefined);
  // A readiness route may check dependencies: asked as liveness, it would restart a healthy program when a database is away.
  const live = pick('liveness', 'health');
  const ready = pick('readiness', 'health', 'liveness');
  const liveness = live ? probeOf(live) : socketProbe(main);
  const readiness = ready ? probeOf(ready) : socketProbe(main);
  return {
    liveness,
    readiness,
    startupSeconds: startup.seconds,
    decisions: [
      explain('liveness', liveness, live?.route, program, ready?.route),
      explain('readiness', readiness, ready?.route, program, ready?.route),
      ...startup.decisions,
    ],
  };
}

/** A route, and the port on which kubelet asks it. */
interface Asked {
  readonly route: HealthRoute;
  readonly port: ContainerPort;
}

const NO_ROUTE: DecisionOption = { label: 'TCP', set: { healthPath: null } };
const OTHER_ROUTE: DecisionOption = { label: ['another route'], ask: 'healthPath' };

function routeOption(path: string): DecisionOption {
  return { label: `GET ${path}`, set: { healthPath: path } };
}

/** `GET /healthz on http`, as decisions name a probe. */
export function describe(handler: ProbeHandler): Message {
  if ('httpGet' in handler) return ['GET {0} on {1}', handler.httpGet.path, handler.httpGet.port];
  if ('grpc' in handler) return ['gRPC health on {0}', handler.grpc.port];
  return ['TCP on {0}', handler.tcpSocket.port];
}

function explain(
  kind: 'liveness' | 'readiness',
  handler: ProbeHandler,
  route: HealthRoute | undefined,
  program: Program,
  ready: HealthRoute | undefined,
): Decision {
  const what: Message = kind === 'liveness' ? ['liveness probe'] : ['readiness probe'];
  const chosen = describe(handler);
  if (!route && ready) {
    return decide(
      what,
      chosen,
      [
        '`{0}` may check dependencies, and a restart does not bring those back: liveness only asks whether the port accepts',
        ready.path,
      ],
      { evidence: ready, alternatives: [routeOption(ready.path), OTHER_ROUTE] },
    );
  }
  if (!route) {
    return decide(what, chosen, ['No health route is known, so the probe asks whether the port accepts'], {
      alternatives: [...program.health.map(({ path }) => routeOption(path)), OTHER_ROUTE],
    });
  }
  const because: Message =
    route.purpose === kind
      ? ['The program serves it for this purpose']
      : route.purpose === 'health'
        ? ['The program’s health route; no route is only for this purpose']
        : ['No readiness route is known; the liveness route is the next best'];
  return decide(what, chosen, because, { evidence: route, alternatives: [NO_ROUTE, OTHER_ROUTE] });
}

function probeOf({ route, port }: Asked): ProbeHandler {
  if (route.protocol !== 'grpc') return httpProbe(route.path, port);
  return { grpc: { port: port.number, ...(route.path !== '' && { service: route.path }) } };
}

/**
 * The port on which kubelet can ask a route; null where the source does not decide it. A gRPC probe speaks no TLS, and on a
 * port of HTTP only a server of HTTP/2 without TLS understands it.
 */
function portOf(
  { port, protocol, secured }: HealthRoute,
  ports: readonly ContainerPort[],
  { listens }: Program,
): ContainerPort | null {
  if (secured) return null;
  const fitting = ports.filter(
    ({ transport, scheme }) => transport === 'TCP' && (scheme === 'grpc') === (protocol === 'grpc'),
  );
  if (port !== null) return fitting.find(({ sourceNumber }) => sourceNumber === port) ?? null;
  const [only, other] = fitting.filter(({ metricsOnly }) => !metricsOnly);
  // One of several may be chosen as the main port without that it is the one with the route.
  const open = listens.filter((one) => one.port === null && (one.protocol === 'grpc') === (protocol === 'grpc'));
  if (!only || other) return null;
  if (only.scheme === 'tcp' && OTHER_PROTOCOLS.has(only.sourceNumber ?? only.number)) return null;
  // HTTP is not on the port of another protocol, where one of HTTP is open.
  if (only.scheme === 'tcp' && open.some((one) => one.protocol === 'http' || one.protocol === 'https')) return null;
  return only.sourceNumber !== null || open.length <= 1 ? only : null;
}

/** Of SSH, mail, names, directories, chat and stores: nobody speaks HTTP there. */
const OTHER_PROTOCOLS = new Set([22, 25, 53, 110, 143, 389, 465, 587, 636, 993, 995, 1883, 3306, 5432, 6379, 6667]);

function httpProbe(path: string, { name, scheme }: ContainerPort): ProbeHandler {
  return { httpGet: { path, port: name, ...(scheme === 'https' && { scheme: 'HTTPS' as const }) } };
}

function socketProbe({ name }: ContainerPort): ProbeHandler {
  return { tcpSocket: { port: name } };
}
