import { DEPENDENCIES } from '../../go/libraries/dependencies.ts';
import type { Dial, EnvVariable, Place, Program } from '../../go/project.ts';
import { type AddressTaker, configuredPlaces, flagTaker, variableTaker } from './address-takers.ts';
import type { Contract, ContractContainer, ContractService } from '../contract.ts';
import { flagPlaces } from '../flags/flag-places.ts';
import { isLoopback } from '../../go/loopback.ts';
import { addressIn, isOwnName, type OutboundAddress } from './outbound-address.ts';
import { runsWhatIsKnown } from '../images/run-directly.ts';
import { serviceNamed } from './service-named.ts';
import { targetNumber } from '../ports/service-target.ts';

export interface Dependency {
  readonly port: number;
  /** Null: in a Secret. */
  readonly host: string | null;
  /** Its address is in a Secret: the port is the usual one. */
  readonly isUsual: boolean;
  /** What says it; absent: the source itself does, at `call`. */
  readonly taker?: AddressTaker;
  readonly call?: Place;
  readonly program: Program;
}

/** Ports that the variables of containers name with a server. */
export function namedPorts(containers: readonly ContractContainer[]): ReadonlySet<number> {
  const ports = containers.flatMap((container) =>
    (container.program?.env ?? []).flatMap((variable) => {
      const address = serverNamed(variable, container);
      return address?.isWritten && address.port !== null ? [address.port] : [];
    }),
  );
  return new Set(ports);
}

/** What a variable, or else its default, says of another server. */
function serverNamed(variable: EnvVariable, container: ContractContainer): OutboundAddress | null {
  const value = container.env(variable.name);
  return writtenServer(value === undefined && variable.certainty === 'default' ? variable.default : value);
}

function writtenServer(text: string | null | undefined): OutboundAddress | null {
  const address = addressIn(text);
  return address && !isLoopback(address.host) && /[:=]/.test(text ?? '') ? address : null;
}

/** What tells a program where another server is. */
interface Told {
  readonly taker: AddressTaker;
  readonly isSecret: boolean;
  readonly address: OutboundAddress | null;
  /** By more than a default of the source. */
  readonly isSet: boolean;
}

/** By variables, by flags that arguments give, and by the configuration file. */
function* told(container: ContractContainer): Generator<Told> {
  const { program, environment } = container;
  for (const variable of program?.env ?? []) {
    const isSecret = environment.variables.get(variable.name)?.from === 'secret';
    const isSet = container.env(variable.name) !== undefined;
    yield { taker: variableTaker(variable), isSecret, address: serverNamed(variable, container), isSet };
  }
  for (const { flag, text } of flagPlaces(container)) {
    yield { taker: flagTaker(flag), isSecret: false, address: writtenServer(text), isSet: true };
  }
  // What several commands take from one file is not for this one alone.
  for (const { taker, text } of program?.hasCommands ? [] : configuredPlaces(container)) {
    yield { taker, isSecret: false, address: writtenServer(text), isSet: true };
  }
}

/** Whether all that a program asks for is what this container does: each of several commands that serve asks for other things. */
function doesAll(container: ContractContainer): boolean {
  const { program } = container;
  return (
    program?.hasCommands !== true || (program.command?.certainty === 'known' && runsWhatIsKnown(container, program))
  );
}

/** Databases and queues whose library the program links and whose address is set. */
function dependencyTold(
  { taker, isSecret, address }: Told,
  program: Program,
  linked: typeof DEPENDENCIES,
): Dependency | undefined {
  const name = taker.name.toUpperCase();
  const kind = linked.find(({ words }) => words.test(name));
  if (!kind || !IS_ADDRESS.test(name)) return undefined;
  if (isSecret) return { port: kind.port, host: null, isUsual: true, taker, program };
  return address?.port ? { port: address.port, host: address.host, isUsual: false, taker, program } : undefined;
}

const IS_ADDRESS =
  /(?:^|_)(?:URL|URI|DSN|HOST|HOSTS|ADDR|ADDRS|ADDRESS|ADDRESSES|BROKERS?|SERVERS?|ENDPOINTS?|STRING)$/;

/** With other programs of the workspace, and what is asked over HTTPS outside of the cluster. */
export function* serversOf(container: ContractContainer, contract: Contract): Generator<Dependency> {
  const { program } = container;
  if (!program) return;
  const linked = DEPENDENCIES.filter(({ library }) => program.libraries.some((path) => library.test(path)));
  const isProxied = ['HTTPS_PROXY', 'https_proxy'].some((name) => container.env(name) !== undefined);
  for (const one of told(container)) {
    const found = dependencyTold(one, program, linked) ?? otherServer(one, program, isProxied, container, contract);
    if (found) yield found;
  }
  if (!doesAll(container)) return;
  yield* serversDialed(container, program, linked, contract);
  if (!isProxied) yield* serverCalled(container, contract);
}

function otherServer(
  { taker, isSecret, address, isSet }: Told,
  program: Program,
  isProxied: boolean,
  container: ContractContainer,
  contract: Contract,
): Dependency | undefined {
  if (!address || isSecret) return undefined;
  const { host, scheme } = address;
  const service = serviceNamed(host, container, contract);
  // Its own name is what others call it by.
  if (service?.containers.includes(container)) return undefined;
  const isOutside = isSet && scheme === 'https' && !isProxied && isPublic(host) && !isOwnName(taker.name);
  const port = service ? portBehind(service, address.port) : isOutside ? address.port : null;
  return port === null ? undefined : { port, host, isUsual: false, taker, program };
}

/** `smtp.SendMail("smtp.example.com:587", …)` in the source. */
function* serversDialed(
  container: ContractContainer,
  program: Program,
  linked: typeof DEPENDENCIES,
  contract: Contract,
): Generator<Dependency> {
  for (const dial of program.dials ?? []) {
    const address = addressIn(dial.address);
    if (!address || dial.configuredBy || isLoopback(address.host) || dial.client === HTTP) continue;
    const service = serviceNamed(address.host, container, contract);
    const port = service ? portBehind(service, address.port) : portDialed(dial, address, linked);
    if (port !== null) yield { port, host: address.host, isUsual: false, call: dial, program };
  }
}

/** Requests may go by a proxy: `serverCalled` tells of them. */
const HTTP = 'net/http';

/** A database or a queue has the same port behind a Service whose name is not known here; of other servers that is open. */
function portDialed({ client }: Dial, { host, port }: OutboundAddress, linked: typeof DEPENDENCIES): number | null {
  if (isPublic(host)) return port;
  const kind = linked.find(({ library }) => library.test(client));
  return kind ? (port ?? kind.port) : null;
}

/** `http.Get("https://api.example.com/…")` in the source. */
function* serverCalled({ program }: ContractContainer, contract: Contract): Generator<Dependency> {
  const call = program?.calls?.outboundTls;
  const host = program && hostCalled(program, contract);
  if (program && call && host !== undefined) yield { port: HTTPS, host, isUsual: false, call, program };
}

/** The server of the internet that a program's first call in HTTPS names in the source; undefined: it names none. */
export function hostCalled({ calls }: Program, { sourceOf }: Contract): string | undefined {
  const call = calls?.outboundTls;
  const text = call && sourceOf(call.file)?.slice(call.start, call.end);
  const [, host] = /"https:\/\/([\w.-]+)[/"]/.exec(text ?? '') ?? [];
  return host !== undefined && isPublic(host) ? host : undefined;
}

const HTTPS = 443;

/** What a policy counts: the port of the pods, where all have the same. */
function portBehind({ facts, containers }: ContractService, port: number | null): number | null {
  const asked = facts.ports.find((one) => one.port.value === port);
  const numbers = asked ? containers.flatMap((container) => targetNumber(asked, container) ?? []) : [];
  const [first = null, second] = new Set(numbers);
  return second === undefined ? first : null;
}

/** A name of the internet, no short one or one that only a cluster knows. */
function isPublic(host: string): boolean {
  return /\.[a-z]{2,}$/i.test(host) && !/\.(?:svc|local|internal|lan|home|corp|test|localhost)$/i.test(host);
}
