import { DEPENDENCIES } from '../go/libraries/dependencies.ts';
import type { EnvVariable, Program } from '../go/project.ts';
import type { ContractContainer } from './contract.ts';
import { isLoopback, type OutboundAddress, outboundAddress } from './outbound-address.ts';

export interface Dependency {
  readonly port: number;
  /** Null: in a Secret. */
  readonly host: string | null;
  /** Its address is in a Secret: the port is the usual one. */
  readonly isUsual: boolean;
  readonly variable: EnvVariable;
  readonly program: Program;
}

/** Ports that the variables of containers name with a server. */
export function namedPorts(containers: readonly ContractContainer[]): ReadonlySet<number> {
  const ports = containers.flatMap((container) =>
    (container.program?.env ?? []).flatMap((variable) => {
      const address = addressIn(variable, container);
      return address?.isWritten && address.port !== null ? [address.port] : [];
    }),
  );
  return new Set(ports);
}

/** What a variable, or else its default, says of another server. */
function addressIn(variable: EnvVariable, container: ContractContainer): OutboundAddress | null {
  const value = container.env(variable.name);
  const text = value === undefined && variable.certainty === 'default' ? variable.default : value;
  const address = typeof text === 'string' && !text.includes('$') ? outboundAddress(text) : null;
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
    const address = addressIn(variable, container);
    if (!address || address.port === null) continue;
    yield { port: address.port, host: address.host, isUsual: false, variable, program };
  }
}
