import { DEPENDENCIES } from '../go/libraries/dependencies.ts';
import type { EnvVariable, Place, Program } from '../go/project.ts';
import type { Contract, ContractContainer, ContractService } from './contract.ts';
import { addressIn, isLoopback, type OutboundAddress } from './outbound-address.ts';
import { serviceNamed } from './service-named.ts';
import { targetNumber } from './service-target.ts';

export interface Dependency {
  readonly port: number;
  /** Null: in a Secret. */
  readonly host: string | null;
  /** Its address is in a Secret: the port is the usual one. */
  readonly isUsual: boolean;
  /** What says it; absent: the source itself does, at `call`. */
  readonly variable?: EnvVariable;
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
  const text = value === undefined && variable.certainty === 'default' ? variable.default : value;
  const address = addressIn(text);
  return address && !isLoopback(address) && /[:=]/.test(text ?? '') ? address : null;
}

/** Databases and queues whose library the program links and whose address a variable holds. */
export function* dependenciesOf(container: ContractContainer): Generator<Dependency> {
  const { program } = container;
  if (!program) return;
  const linked = DEPENDENCIES.filter(({ library }) => program.libraries.some((path) => library.test(path)));
  for (const variable of program.env) {
    const name = variable.name.toUpperCase();
    const kind = linked.find(({ words }) => words.test(name));
    if (
      !kind ||
      !/(?:^|_)(?:URL|URI|DSN|HOST|HOSTS|ADDR|ADDRS|ADDRESS|ADDRESSES|BROKERS?|SERVERS?|ENDPOINTS?|STRING)$/.test(name)
    )
      continue;
    if (container.environment.variables.get(variable.name)?.from === 'secret') {
      yield { port: kind.port, host: null, isUsual: true, variable, program };
      continue;
    }
    const address = serverNamed(variable, container);
    if (!address || address.port === null) continue;
    yield { port: address.port, host: address.host, isUsual: false, variable, program };
  }
}

/** With other programs of the workspace, and what is asked over HTTPS outside of the cluster. */
export function* serversOf(container: ContractContainer, contract: Contract): Generator<Dependency> {
  const dependencies = [...dependenciesOf(container)];
  yield* dependencies;
  const known = new Set(dependencies.map(({ variable }) => variable));
  const isProxied = ['HTTPS_PROXY', 'https_proxy'].some((name) => container.env(name) !== undefined);
  yield* serversInVariables(container, contract, known, isProxied);
  if (!isProxied) yield* serverCalled(container, contract);
}

function* serversInVariables(
  container: ContractContainer,
  contract: Contract,
  known: ReadonlySet<EnvVariable | undefined>,
  isProxied: boolean,
): Generator<Dependency> {
  const { program } = container;
  if (!program) return;
  for (const variable of program.env) {
    const address = known.has(variable) ? null : serverNamed(variable, container);
    if (!address) continue;
    const { host, scheme, isWritten } = address;
    const service = serviceNamed(host, container, contract);
    const isSet = container.env(variable.name) !== undefined;
    const isOutside = isSet && scheme === 'https' && !isWritten && !isProxied && isPublic(host);
    const port = service ? portBehind(service, address.port) : isOutside ? address.port : null;
    if (port !== null) yield { port, host, isUsual: false, variable, program };
  }
}

/** `http.Get("https://api.example.com/…")` in the source. */
function* serverCalled({ program }: ContractContainer, { sourceOf }: Contract): Generator<Dependency> {
  const call = program?.calls?.outboundTls;
  if (!program || !call) return;
  const [, host] = /"https:\/\/([\w.-]+)[/"]/.exec(sourceOf(call.file)?.slice(call.start, call.end) ?? '') ?? [];
  if (host !== undefined && isPublic(host)) yield { port: HTTPS, host, isUsual: false, call, program };
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
