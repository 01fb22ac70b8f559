import type { Listener, Program } from '../../go/project.ts';
import type { Message } from '../../words/message.ts';
import { decide } from '../decision.ts';
import type { Decision, DecisionOption } from '../plan-types.ts';
import { roleOf } from '../role.ts';

const USUAL_PORT = 8080;

/** Settings of listeners that serve those who run the program, not those who use it. */
const ASIDE = /prof|debug|metric|prom|admin|health|monitor|telemetry|trac/i;

/** Settings that turn something on or off, or name a certificate that does, and hold no address. */
const SWITCH =
  /^(?:no[-_.]|no(?:api|auth|dns|grpc|http|listen|rpc|ssl|tls)|disable|enable|skip|without)|(?:^|[-_.])(?:ca|cert|certificate|crt|key|pem)(?:[-_.]?(?:dir|file|path))?$/i;

/** Whether settings say so of a listener: what is chosen for the program is not to be told to `--profile`. */
export function isForOperators({ configuredBy }: Listener): boolean {
  return configuredBy.length > 0 && configuredBy.every((setting) => ASIDE.test(setting));
}

/** The user types a number. */
export const OTHER_PORT: DecisionOption = { label: ['another port'], ask: 'port' };

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

/** What the repository has beside the source. */
interface Surroundings {
  /** The port that its own files name. */
  readonly hint: number | null;
  /** Manifests are written, which can set something. */
  readonly isWritten: boolean;
}

/**
 * The port of the main listener and what must be set for it: a chosen port, a bind to loopback and a port below 1024
 * are all answered by the setting that configures the listener, where it has one.
 */
export function configurePort(
  program: Program,
  listener: Listener | undefined,
  chosen: number | undefined,
  { hint, isWritten }: Surroundings,
): ConfiguredPort {
  const none: PortConfiguration = { env: new Map(), args: [] };
  if (!listener) return decided(chosen ?? 0, none, [decide(['port'], String(chosen), ['You chose it'])]);
  const source = listener.port;
  // A Lambda handler gets no manifests that could set anything; those of others stay as they are.
  const isSet = program.kind !== 'lambda';
  const isLeft = chosen === undefined && isLeftToSetting(program, listener);
  const usual = isLeft ? defaultPort(program, listener) : null;
  const wanted = isLeft
    ? (usual ?? hint ?? free(USUAL_PORT, program))
    : (chosen ?? (isSet && isWritten ? unprivileged(listener, program) : (source ?? 0)));
  const loopback = isSet && listener.bind === 'loopback';
  if (wanted === source && !loopback) {
    return decided(source, none, [
      decide(['port'], String(source), because(listener), {
        evidence: listener,
        ...(listener.configuredBy.length > 0 && { alternatives: [OTHER_PORT] }),
      }),
    ]);
  }
  const configuration = configure(program, listener, wanted);
  if (configuration) {
    const reason: Message = isLeft
      ? leftTo(setting(configuration), usual !== null, hint !== null)
      : chosen !== undefined && chosen !== source
        ? ['You chose it; {0} sets it', setting(configuration)]
        : loopback
          ? [
              'The default listens on loopback, where nothing outside the container reaches it; {0} overrides it',
              setting(configuration),
            ]
          : ['Ports below 1024 are for root; {0} moves it', setting(configuration)];
    return decided(wanted, configuration, [
      decide(['port'], String(wanted), reason, { evidence: listener, alternatives: [OTHER_PORT] }),
    ]);
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

/**
 * Whether the source leaves the port of a server to a setting, which the manifests can then make: nothing to ask. Of several
 * settings that may be addresses nobody knows which one holds the port.
 */
export function isLeftToSetting(program: Program, listener: Listener): boolean {
  if (listener.port !== null || roleOf(program) !== 'server') return false;
  const settings = settingsOf(program, listener);
  if (settings.some(({ name }) => ASIDE.test(name))) return false;
  const addresses = settings.filter(
    ({ form, hasDefault, name }) => form === 'address' && !hasDefault && name.length > 1,
  );
  return addresses.length <= 1 && configure(program, listener, USUAL_PORT) !== null;
}

function decided(number: number, configuration: PortConfiguration, decisions: readonly Decision[]): ConfiguredPort {
  return { number, configuration, decisions };
}

function because(listener: Listener): Message {
  const { configuredBy } = listener;
  const by = configuredBy.find((one) => /port/i.test(one)) ?? configuredBy[0];
  return by === undefined
    ? ['The program listens there']
    : ['The program listens there by default; {0} changes it', by.replace(':', ' ')];
}

function leftTo(configuration: string, isDefault: boolean, isHinted: boolean): Message {
  if (isDefault) return ['The source leaves it to a setting, and this is its default; {0} keeps it', configuration];
  return isHinted
    ? ['The source leaves it to a setting, and the repository’s own files name this port; {0} sets it', configuration]
    : ['The source leaves it to a setting; {0} makes it the usual one', configuration];
}

function setting({ env, args }: PortConfiguration): string {
  const given = args.map((one) => (one.startsWith('-') ? one : `argument ${one}`));
  return [...[...env.keys()].map((name) => `env ${name}`), ...given].join(', ');
}

/** 80 becomes 8080 where a setting can move it. */
function unprivileged({ port, configuredBy }: Listener, program: Program): number {
  if (port === null) return 0;
  return port > 0 && port < 1024 && configuredBy.length > 0 ? free(port + 8000, program) : port;
}

/** What a setting holds by default, where code that nobody follows makes an address of it: what the program is known for. */
function defaultPort(program: Program, listener: Listener): number | null {
  const port = settingsOf(program, listener).find((setting) => setting.port !== null)?.port ?? null;
  return port === null || program.listens.some((other) => other.port === port) ? null : port;
}

/** `wanted`, or the next number that no other listener of the program has. */
function free(wanted: number, { listens }: Program): number {
  let port = wanted;
  while (listens.some((other) => other.port === port)) port++;
  return port;
}

/** Every variable that has a default of its own is set, so that none of them contradicts another; then what is still missing. */
function configure(program: Program, listener: Listener, port: number): PortConfiguration | null {
  if (isArgument(program, listener)) {
    return { env: new Map(), args: [listener.bind === null ? `:${port}` : String(port)] };
  }
  const env = new Map<string, string>();
  const args: string[] = [];
  let needsPort = port !== listener.port;
  const all = settingsOf(program, listener);
  // Where the source leaves both open, and each has a setting, the default may be loopback; an empty one is not.
  const hosts = all.filter(({ form }) => form === 'host');
  const isOpen =
    listener.port === null &&
    listener.bind === null &&
    hosts.length > 0 &&
    !hosts.some(({ kind, name }) => kind === 'env' && isEmptyByDefault(program, name));
  let needsBind = listener.bind === 'loopback' || isOpen;
  const settings = all.filter(({ form }) => form === 'address' || (form === 'port' ? needsPort : needsBind));
  for (const { kind, name, form, hasDefault } of settings) {
    const helps = (needsPort && form !== 'host') || (needsBind && form !== 'port');
    if (!helps && !hasDefault) continue;
    const value = form === 'port' ? String(port) : form === 'host' ? '0.0.0.0' : `:${port}`;
    if (kind === 'env') env.set(name, value);
    else args.push(`--${name}=${value}`);
    if (form !== 'host') needsPort = false;
    if (form !== 'port') needsBind = false;
  }
  return needsPort || needsBind ? null : { env, args };
}

/** `shop :8080`: all that the source leaves open of where it listens is the word behind the program and its command. */
function isArgument({ command, requiredFlags = [] }: Program, { port, bind, configuredBy }: Listener): boolean {
  const next = `arg:${(command?.args.length ?? 0) + 1}`;
  const isOpen = port === null && bind !== 'loopback' && command?.afterFlags !== true;
  return isOpen && requiredFlags.length === 0 && configuredBy.length === 1 && configuredBy[0] === next;
}

/** Read, and told to do without. */
function isEmptyByDefault({ env }: Program, name: string): boolean {
  return env.some((one) => one.name === name && one.required === false && (one.default ?? '') === '');
}

interface Setting {
  readonly kind: 'env' | 'flag';
  readonly name: string;
  readonly form: 'port' | 'host' | 'address';
  readonly hasDefault: boolean;
  /** That it holds by default; null where it holds none, or one below 1024, which are for root. */
  readonly port: number | null;
  /** Its default shows which form it has; else it is by its name. */
  readonly isTold: boolean;
}

/** Variables with a default, other variables, flags: in this order. */
function settingsOf({ env }: Program, { configuredBy, defaults = {} }: Listener): Setting[] {
  const settings = configuredBy.flatMap((by): Setting[] => {
    const [kind, name] = split(by);
    if (SWITCH.test(name)) return [];
    if (kind === 'flag') {
      const written = defaults[by];
      return [{ kind, name, ...heldBy(name, written ?? null), hasDefault: false, isTold: written !== undefined }];
    }
    if (kind !== 'env') return [];
    const { default: written = null, behind } = env.find((variable) => variable.name === name) ?? {};
    if (behind !== undefined && configuredBy.includes(`env:${behind}`)) return [];
    const hasDefault = (written ?? '') !== '';
    return [{ kind, name, ...heldBy(name, written), hasDefault, isTold: hasDefault }];
  });
  const rank = ({ kind, hasDefault }: Setting) => (kind === 'flag' ? 2 : hasDefault ? 0 : 1);
  // `--address 127.0.0.1 --port 8080`: where another holds the port, an address is a host.
  const hasPort = settings.some(({ form }) => form === 'port');
  return settings
    .map((one) => (hasPort && one.form === 'address' && !one.isTold ? { ...one, form: 'host' as const } : one))
    .sort((a, b) => rank(a) - rank(b));
}

/**
 * What makes a further listener reachable that is on loopback by default, beside what is set already. Null where it stays
 * closed: no setting opens it, or one that is needed for another value, or it is the only one there, which is meant.
 */
export function openListener(
  program: Program,
  listener: Listener,
  main: Listener,
  given: PortConfiguration,
): PortConfiguration | null {
  if (listener.bind !== 'loopback' || listener.port === null || program.kind === 'lambda') return given;
  const isAsked = program.metrics?.port === listener.port || program.health.some(({ port }) => port === listener.port);
  const own = isAsked || main.bind === 'loopback' ? configure(program, listener, listener.port) : null;
  if (!own) return null;
  const nameOf = (arg: string): string => arg.slice(0, arg.indexOf('='));
  const differs = (arg: string): boolean => given.args.some((other) => nameOf(other) === nameOf(arg) && other !== arg);
  if (own.args.some(differs)) return null;
  for (const [name, value] of own.env) if ((given.env.get(name) ?? value) !== value) return null;
  return { env: new Map([...given.env, ...own.env]), args: [...new Set([...given.args, ...own.args])] };
}

/** Open on loopback whatever is set: nothing outside the container reaches it. */
export function isClosed(program: Program, listener: Listener): boolean {
  if (listener.bind !== 'loopback' || listener.port === null || program.kind === 'lambda') return false;
  return configure(program, listener, listener.port) === null;
}

function heldBy(name: string, written: string | null): Pick<Setting, 'form' | 'port'> {
  const [, digits] = /(?:^|:)(\d+)$/.exec(written ?? '') ?? [];
  const port = Number(digits ?? 0);
  return { form: formOf(name, written), port: port >= 1024 && port < 65_536 ? port : null };
}

/** Whether a setting holds a port, a host, or both: by its default, else by its name. */
function formOf(name: string, written: string | null): Setting['form'] {
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
