import type { EnvVariable } from '../../go/project.ts';
import { at } from '../../kubernetes/fields.ts';
import type { Related } from '../../lint/rule.ts';
import type { Message } from '../../words/message.ts';
import {
  type AddressPlace,
  type AddressTaker,
  configuredPlaces,
  flagTaker,
  takenAt,
  variableTaker,
} from '../network/address-takers.ts';
import type { Contract, ContractContainer } from '../contract.ts';
import { deploymentOf, SERVICE } from '../examples/example-files.ts';
import { type Fault, type Repair, type Side, sideIn } from '../fault.ts';
import { flagPlaces } from '../flags/flag-places.ts';
import { hostByDefault } from '../network/other-servers.ts';
import { addressIn, type OutboundAddress, outboundAddress } from '../network/outbound-address.ts';
import { CONFIGURATION } from '../configuration/own-configuration.ts';
import { isRunDirectly } from '../images/run-directly.ts';
import type { ContractRule } from '../rule.ts';
import { serviceMisspelt, serviceNamed } from '../network/service-named.ts';
import { placesOf } from '../variables/variable-place.ts';

const FILES = {
  'go.mod': 'module example.com/shop\n\ngo 1.26\n',
  'main.go': 'package main\n\nimport "os"\n\nfunc main() {\n\tprintln(os.Getenv("CART_ADDR"))\n}\n',
  'service.yaml': SERVICE.replaceAll('shop', 'cart'),
};
const asking = (address: string) => deploymentOf(`env:\n  - name: CART_ADDR\n    value: ${address}`);

export const serviceAddressPort: ContractRule = {
  id: 'service-address-port',
  title: 'Reach a Service by its name, at a port that it has',
  severity: 'error',
  aliases: [],
  why: 'A Service answers at the ports that it lists, whatever its pods listen on: connections to any other port of its name hang until they time out. A name that no Service has, one slip away from one that has the port, is not found at all. Nothing is said of headless Services, whose name leads to the pods themselves.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'deploy.yaml',
      bad: asking('«cart:9000»'),
      good: asking('cart:80'),
      fixed: true,
      files: FILES,
    },
  ],
  about: 'container',
  *check(container, contract) {
    const { program, environment } = container;
    for (const variable of program?.env ?? []) {
      const set = environment.variables.get(variable.name);
      if (!set) yield* ofDefault(variable, container, contract);
      for (const place of set && set.from !== 'secret' ? placesOf(set, container) : [])
        yield* faultsAt(place, variableTaker(variable), container, contract);
    }
    for (const place of isRunDirectly(container) ? flagPlaces(container) : []) {
      yield* faultsAt(place, flagTaker(place.flag), container, contract);
    }
    for (const place of configuredPlaces(container)) yield* faultsAt(place, place.taker, container, contract);
  },
};

function* faultsAt(
  place: AddressPlace,
  taker: AddressTaker,
  container: ContractContainer,
  contract: Contract,
): Iterable<Fault> {
  const { file, value, text } = place;
  const address = addressIn(text);
  if (!address || address.port === null) return;
  const { host, scheme } = address;
  const side = (message: Message): Side => ({ file, ...value, message });
  const called = container.program ? hostByDefault(taker.name, container.program) : undefined;
  const misspelt = serviceMisspelt(address, `${taker.name} ${scheme ?? ''}`, called, container, contract);
  if (misspelt) {
    const { name, object, file: serviceFile } = misspelt.facts;
    const { start, end } = at(object.manifest.root, 'metadata', 'name') ?? object.manifest;
    yield {
      sides: [side(['No Service is called `{0}`, but `{1}`', host, name])],
      related: [{ file: serviceFile, start, end, message: ['is called so here'] }, ...takenAt(place, taker)],
      repairs: toHost(place, address, name),
      severity: 'warning',
    };
    return;
  }
  const missing = missingPort(address, taker, container, contract);
  if (!missing) return;
  yield {
    sides: [side(missing.message)],
    related: [missing.listed, ...takenAt(place, taker)],
    repairs: toOnlyPort(place, address, missing.ports),
  };
}

/** What the source has for a default, where nothing says anything else. */
function* ofDefault(variable: EnvVariable, container: ContractContainer, contract: Contract): Iterable<Fault> {
  const { name, default: text, certainty } = variable;
  const { program, environment, facts } = container;
  if (text === null || certainty !== 'default' || !program || !isRunDirectly(container)) return;
  if (container.env(name) !== undefined || environment.mayBeSet(name)) return;
  // A configuration file may say it, too.
  if (program.configurationBy || program.runtimeFiles.some(({ path }) => CONFIGURATION.test(path))) return;
  const address = outboundAddress(text);
  const missing = address?.isWritten ? missingPort(address, variable, container, contract) : undefined;
  if (!address || !missing) return;
  const message: Message = ['Nothing sets `{0}`, and its default leads to a port that the Service does not have', name];
  yield {
    sides: [{ file: facts.file, ...facts.at, message }, sideIn(variable, missing.message)],
    related: [missing.listed],
  };
}

interface MissingPort {
  readonly message: Message;
  readonly listed: Related;
  readonly ports: readonly (number | null)[];
}

/** The port of an address that the Service which it names does not have. */
function missingPort(
  address: OutboundAddress,
  taker: Pick<AddressTaker, 'name'>,
  container: ContractContainer,
  contract: Contract,
): MissingPort | undefined {
  const { host, port, isWritten } = address;
  if (!isWritten && !isWhole(address, taker, container)) return undefined;
  const service = serviceNamed(host, container, contract);
  const ports = service?.facts.ports.map((one) => one.port.value) ?? [];
  if (!service || port === null || ports.length === 0 || ports.includes(port)) return undefined;
  const { object, file, name } = service.facts;
  const { start, end } = at(object.manifest.root, 'spec', 'ports') ?? object.manifest;
  return {
    message: ['Service `{0}` has no port {1}, but {2}', name, port, ports.join(', ')],
    listed: { file, start, end, message: ['lists its ports here'] },
    ports,
  };
}

/** `CART_URL=http://cart` means port 80, unless `CART_PORT` says another. */
function isWhole(
  { scheme }: OutboundAddress,
  { name }: Pick<AddressTaker, 'name'>,
  { program }: ContractContainer,
): boolean {
  const [, stem] = /^(.+)_(?:URL|URI|ENDPOINT)$/i.exec(name) ?? [];
  const isPort = (other: string) => stem !== undefined && other.startsWith(stem) && /PORT$/i.test(other);
  return /^https?$/i.test(scheme ?? '') && stem !== undefined && program?.env.some((one) => isPort(one.name)) !== true;
}

function toHost({ file, text, rewrite }: AddressPlace, { host, start }: OutboundAddress, name: string): Repair[] {
  const edit = rewrite(`${text?.slice(0, start) ?? ''}${name}${text?.slice(start + host.length) ?? ''}`);
  return edit ? [{ title: ['Change to `{0}`', name], changes: [{ file, edits: [edit] }] }] : [];
}

/** The port of a Service that has but one. */
function toOnlyPort(
  { file, text, rewrite }: AddressPlace,
  { host, port, start, isWritten, scheme }: OutboundAddress,
  [only, another]: readonly (number | null)[],
): Repair[] {
  if (text === null || port === null || another !== undefined) return [];
  // What listens there need not speak TLS.
  if (!isWritten && scheme === 'https') return [];
  const end = start + host.length;
  const behind = isWritten ? text.slice(end).replace(`:${port}`, '') : text.slice(end);
  const edit = rewrite(`${text.slice(0, end)}:${only ?? ''}${behind}`);
  return edit ? [{ title: ['Change {0} to {1}', port, only ?? ''], changes: [{ file, edits: [edit] }] }] : [];
}
