import { DEPENDENCIES } from '../go/dependencies.ts';
import type { EnvVariable, Program } from '../go/project.ts';
import type { ContractContainer } from './contract.ts';
import { isLoopback, outboundAddress } from './outbound-address.ts';

export interface Dependency {
  readonly port: number;
  /** Null: in a Secret. */
  readonly host: string | null;
  /** Its address is in a Secret: the port is the usual one. */
  readonly isUsual: boolean;
  readonly variable: EnvVariable;
  readonly program: Program;
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
    const value = container.env(variable.name);
    const text = value === undefined && variable.certainty === 'default' ? variable.default : value;
    const address = typeof text === 'string' && !text.includes('$') ? outboundAddress(text) : null;
    if (!address || address.port === null || isLoopback(address) || !/[:=]/.test(text ?? '')) continue;
    yield { port: address.port, host: address.host, isUsual: false, variable, program };
  }
}
