import type { Listener, Place, Program } from '../../go/project.ts';
import type { Message } from '../../words/message.ts';
import { decide } from '../decision.ts';
import {
  configurePort,
  isClosed,
  isForOperators,
  isLeftToSetting,
  openListener,
  OTHER_PORT,
  type PortConfiguration,
} from '../settings/port-configuration.ts';
import { isExporter } from './exporter.ts';
import { uniqueName } from '../names.ts';
import type { Choices, Decision, Question } from '../plan-types.ts';
import { roleOf } from '../role.ts';

export interface ContainerPort {
  readonly name: string;
  readonly number: number;
  readonly transport: 'TCP' | 'UDP';
  readonly scheme: 'http' | 'https' | 'grpc' | 'tcp' | 'udp';
  /** Serves nothing but metrics, so the Service leaves it out. */
  readonly metricsOnly: boolean;
  /** The port of the source, before a choice or a setting moved it. */
  readonly sourceNumber: number | null;
  readonly place?: Place;
}

export interface Ports {
  /** The main port first; empty for a program that does not listen. */
  readonly ports: readonly ContainerPort[];
  /** Settings that the manifests must pass so that the program listens as planned. */
  readonly configuration: PortConfiguration;
  readonly questions: readonly Question[];
  readonly decisions: readonly Decision[];
}

const RANK = { http: 0, https: 1, grpc: 2, tcp: 3, udp: 4 } as const;

export const NO_PORTS: Ports = { ports: [], configuration: { env: new Map(), args: [] }, questions: [], decisions: [] };

/**
 * Where the program listens, or the question where the source does not decide. `hint`: what the repository's own files name,
 * where the source leaves it to a setting.
 */
export function choosePorts(
  program: Program,
  { port: chosen, workload, layout }: Choices,
  hint: number | null = null,
): Ports {
  if (chosen === null) return withoutPort(['You said that it does not listen']);
  const role = roleOf(program);
  if ((role === 'cli' || role === 'tool') && chosen === undefined && (workload ?? 'none') === 'none') {
    const [first] = program.listens;
    return first
      ? withoutPort(['People and scripts run it for something else than what it listens for'], first)
      : withoutPort(NOT_FOUND, program.main);
  }
  const all = distinct(reachable(program)).sort(
    (a, b) => Number(isAside(a, program)) - Number(isAside(b, program)) || rank(a) - rank(b),
  );
  const unreachable = chosen === undefined ? all.filter((listener) => isClosed(program, listener)) : [];
  const known = all.filter((listener) => !unreachable.includes(listener));
  const left = plainOf(
    program.listens.filter(
      (listener) => isLeftToSetting(program, listener) && !(known.length > 0 && isSecuredTwin(listener)),
    ),
  );
  const serves = known.some((listener) => !isMetricsOnly(listener, program));
  // A chosen port is for a listener that clients use.
  const open = program.listens.filter((one) => one.port === null && (chosen === undefined || !isForOperators(one)));
  // Where settings decide on several listeners, the first of the source is no better than the others.
  const [main] = !serves && left.length === 1 ? left : known.length > 0 ? known : open;
  if (!main && chosen === undefined) {
    if (unreachable.length === 0) return withoutPort(NOT_FOUND, program.main);
    return { ...NO_PORTS, decisions: unreachable.map(onLoopbackOnly) };
  }
  if (chosen === undefined && (main?.port ?? null) === null && left.length !== 1) {
    if (role !== 'server') return NO_PORTS;
    return { ...NO_PORTS, questions: [portQuestion()] };
  }
  const { configuration, number, decisions } = configurePort(program, main, chosen, {
    hint,
    isWritten: layout !== 'none',
  });
  const others = known.filter((other) => other !== main);
  const { ports, settings, closed } = openPorts(program, main ?? null, others, number, configuration);
  const unknown = program.listens.filter((listener) => listener.port === null && known.length > 0 && listener !== main);
  return {
    ports,
    configuration: settings,
    questions: [],
    decisions: [
      ...decisions,
      ...ports
        .slice(1)
        .map((port) =>
          decide(['port'], String(port.number), ['The program listens there, too'], { evidence: port.place }),
        ),
      ...[...unreachable, ...closed].map((listener) =>
        decide(
          ['port'],
          'left out',
          ['Port {0} is open on loopback only, where nothing outside the container reaches it', listener.port ?? 0],
          { evidence: listener },
        ),
      ),
      ...unknown.map((listener) => decide(['port'], ['left out'], openPort(listener), { evidence: listener })),
    ],
  };
}

function openPort({ configuredBy: [by] }: Listener): Message {
  return by === undefined
    ? ['The source does not decide this listener’s port']
    : ['The source leaves this listener’s port to {0}', by.replace(':', ' ')];
}

function withoutPort(because: Message, evidence?: Place): Ports {
  return { ...NO_PORTS, decisions: [decide(['port'], ['none'], because, { evidence, alternatives: [OTHER_PORT] })] };
}

const NOT_FOUND: Message = ['No listener was found in the program'];

interface OpenPorts {
  readonly ports: readonly ContainerPort[];
  readonly settings: PortConfiguration;
  /** Those that no setting opens to the outside. */
  readonly closed: readonly Listener[];
}

/** The port of the main listener, or of none that is known, on `number`; and those of the others, with what opens them. */
function openPorts(
  program: Program,
  main: Listener | null,
  others: readonly Listener[],
  number: number,
  configuration: PortConfiguration,
): OpenPorts {
  let settings = configuration;
  const closed: Listener[] = [];
  const taken = new Set<string>();
  const ports: ContainerPort[] = [];
  for (const listener of main ? [main, ...others] : [null]) {
    const isMain = ports.length === 0;
    const scheme = schemeOf(listener);
    const metricsOnly = !isMain && listener !== null && isMetricsOnly(listener, program);
    const own = isMain || (main && listener && movesWith(listener, main)) ? number : (listener?.port ?? 0);
    // A choice may have put the main port where another listener is.
    if (ports.some((port) => port.number === own && (port.transport === 'UDP') === (scheme === 'udp'))) continue;
    const opened = isMain || !listener || !main ? settings : openListener(program, listener, main, settings);
    if (opened === null && listener) {
      closed.push(listener);
      continue;
    }
    settings = opened ?? settings;
    const forMetrics = metricsOnly || (isMain && isExporter(program));
    const name = uniqueName(forMetrics ? 'metrics' : isMain ? scheme : `${scheme}-${own}`, 15, taken);
    taken.add(name);
    ports.push({
      name,
      number: own,
      transport: scheme === 'udp' ? 'UDP' : 'TCP',
      scheme,
      metricsOnly,
      sourceNumber: listener?.port ?? null,
      ...(listener && { place: listener }),
    });
  }
  return { ports, settings, closed };
}

/** One setting says for both where they listen, as for DNS over UDP and TCP. */
function movesWith(listener: Listener, main: Listener): boolean {
  return listener.port === main.port && listener.configuredBy.some((setting) => main.configuredBy.includes(setting));
}

/** All that it has: no Service and no probe would come through. */
function onLoopbackOnly(listener: Listener): Decision {
  const port = listener.port ?? 0;
  const key = listener.configuredBy.find((by) => by.startsWith('config:'))?.slice('config:'.length);
  return decide(
    ['port'],
    'none',
    key === undefined
      ? [
          'Port {0} is open on loopback only and no setting changes it, so nothing outside the container reaches it: listen on all addresses in the source',
          port,
        ]
      : [
          'Port {0} is open on loopback only, so nothing outside the container reaches it: name all addresses in the configuration file that the program reads (`{1}`)',
          port,
          key,
        ],
    { evidence: listener, alternatives: [OTHER_PORT] },
  );
}

function portQuestion(): Question {
  return {
    id: 'port',
    ask: ['Which port does the program listen on? Its source does not decide it'],
    proposal: null,
    options: [],
  };
}

/** A setting turns it on, beside what listens anyway, where there is a certificate: `--tls-listen-address`. */
function isSecuredTwin({ protocol, configuredBy }: Listener): boolean {
  return protocol === 'https' || configuredBy.some((setting) => /tls|ssl|https|secure/i.test(setting));
}

/** One without a certificate goes before another that asks for one, as servers of go-swagger have both. */
function plainOf(listeners: readonly Listener[]): readonly Listener[] {
  const plain = listeners.filter(({ protocol }) => protocol !== 'https');
  return plain.length === 1 ? plain : listeners;
}

/**
 * Known ports; none where nothing outside reaches any, whatever is set, and the source leaves another open: that one is for
 * clients.
 */
function reachable({ listens }: Program): readonly Listener[] {
  const known = listens.filter(({ port }) => port !== null);
  const isClosed = known.every(({ bind, configuredBy }) => bind === 'loopback' && configuredBy.length === 0);
  return isClosed && listens.some((listener) => listener.port === null && !isForOperators(listener)) ? [] : known;
}

/** For those who run the program, not for its clients: never the main port beside another. */
function isAside(listener: Listener, program: Program): boolean {
  const { port, configuredBy } = listener;
  if (isMetricsOnly(listener, program) || isForOperators(listener)) return true;
  if (program.health.some((route) => route.port === port)) return false;
  return program.profiles[0]?.port === port || configuredBy.some((setting) => /pprof|profil|debug/i.test(setting));
}

function isMetricsOnly({ port }: Listener, { metrics, listens, health }: Program): boolean {
  if (metrics?.port !== port) return false;
  return listens.some((other) => other.port !== port) && !health.some((route) => route.port === port);
}

function distinct(listeners: readonly Listener[]): Listener[] {
  const seen = new Set<string>();
  return listeners.filter((listener) => {
    const key = `${String(listener.port)}/${listener.protocol === 'udp' ? 'udp' : 'tcp'}`;
    return !seen.has(key) && seen.add(key);
  });
}

function schemeOf(listener: Listener | null): ContainerPort['scheme'] {
  return listener?.protocol ?? 'tcp';
}

function rank(listener: Listener): number {
  return RANK[schemeOf(listener)];
}
