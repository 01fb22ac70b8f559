import type { Listener, Program } from '../go/project.ts';
import type { Message } from '../words/message.ts';
import { decide } from './decision.ts';
import type { Decision } from './plan-types.ts';

/** Settings that make the program listen where the manifests say. */
export interface PortConfiguration {
  readonly env: ReadonlyMap<string, string>;
  readonly args: readonly string[];
}

export interface ConfiguredPort {
  readonly number: number;
  readonly configuration: PortConfiguration;
  readonly decisions: readonly Decision[];
}

/**
 * The port of the main listener and what must be set for it: a chosen port, a bind to loopback and a port below 1024
 * are all answered by the setting that configures the listener, where it has one.
 */
export function configurePort(
  program: Program,
  listener: Listener | undefined,
  chosen: number | undefined,
): ConfiguredPort {
  const none: PortConfiguration = { env: new Map(), args: [] };
  if (!listener) return decided(chosen ?? 0, none, [decide(['port'], String(chosen), ['You chose it'])]);
  const source = listener.port;
  const wanted = chosen ?? unprivileged(listener);
  const loopback = listener.bind === 'loopback';
  if (wanted === source && !loopback) {
    return decided(source, none, [
      decide(['port'], String(source), because(listener), { evidence: listener, alternatives: [] }),
    ]);
  }
  const configuration = configure(program, listener, wanted);
  if (configuration) {
    const reason: Message =
      chosen !== undefined && chosen !== source
        ? ['You chose it; {0} sets it', setting(configuration)]
        : loopback
          ? [
              'The default listens on loopback, where nothing outside the container reaches it; {0} overrides it',
              setting(configuration),
            ]
          : ['Ports below 1024 are for root; {0} moves it', setting(configuration)];
    return decided(wanted, configuration, [decide(['port'], String(wanted), reason, { evidence: listener })]);
  }
  if (source === null)
    return decided(wanted, none, [decide(['port'], String(wanted), ['You chose it'], { evidence: listener })]);
  const decisions = [
    decide(['port'], String(source), ['The source says so and no setting changes it'], { evidence: listener }),
  ];
  if (loopback) {
    decisions.push(
      decide(
        ['bind address'],
        'loopback',
        ['Nothing outside the container reaches it and no setting changes it: listen on all addresses in the source'],
        { evidence: listener },
      ),
    );
  }
  return decided(source, none, decisions);
}

function decided(number: number, configuration: PortConfiguration, decisions: readonly Decision[]): ConfiguredPort {
  return { number, configuration, decisions };
}

function because(listener: Listener): Message {
  const [by] = listener.configuredBy;
  return by === undefined
    ? ['The program listens there']
    : ['The program listens there by default; {0} changes it', by.replace(':', ' ')];
}

function setting({ env, args }: PortConfiguration): string {
  return [...[...env.keys()].map((name) => `env ${name}`), ...args].join(', ');
}

/** 80 becomes 8080 where a setting can move it. */
function unprivileged({ port, configuredBy }: Listener): number {
  if (port === null) return 0;
  return port > 0 && port < 1024 && configuredBy.length > 0 ? port + 8000 : port;
}

function configure(
  program: Program,
  { port: source, bind, configuredBy }: Listener,
  port: number,
): PortConfiguration | null {
  const env = new Map<string, string>();
  const args: string[] = [];
  let portSet = port === source;
  let bindSet = bind !== 'loopback';
  for (const [kind = '', name = ''] of configuredBy.map((by) => split(by))) {
    if (kind !== 'env' && kind !== 'flag') continue;
    if (portSet && bindSet) break;
    const written = kind === 'env' ? (program.env.find((variable) => variable.name === name)?.default ?? null) : null;
    const form = formOf(name, written);
    if (form === 'host' && bindSet) continue;
    if (form === 'port' && portSet) continue;
    const value = form === 'port' ? String(port) : form === 'host' ? '0.0.0.0' : `:${port}`;
    if (form !== 'host') portSet = true;
    if (form !== 'port') bindSet = true;
    if (kind === 'env') env.set(name, value);
    else args.push(`--${name}=${value}`);
  }
  return portSet && bindSet ? { env, args } : null;
}

/** Whether a setting holds a port, a host, or both: by its default, else by its name. */
function formOf(name: string, written: string | null): 'port' | 'host' | 'address' {
  if (written !== null && written !== '') {
    if (/^\d+$/.test(written)) return 'port';
    return /:\d+$/.test(written) ? 'address' : 'host';
  }
  if (/port$/i.test(name)) return 'port';
  return /host|ip$|bind$/i.test(name) ? 'host' : 'address';
}

function split(by: string): [string, string] {
  const colon = by.indexOf(':');
  return [by.slice(0, colon), by.slice(colon + 1)];
}
