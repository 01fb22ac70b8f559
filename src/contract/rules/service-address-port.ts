import type { EnvVariable } from '../../go/project.ts';
import { at } from '../../kubernetes/fields.ts';
import type { Message } from '../../words/message.ts';
import type { Contract, ContractContainer } from '../contract.ts';
import { settingsOf } from '../container-environment.ts';
import { deploymentOf, SERVICE } from '../example-files.ts';
import type { Fault, Repair, Side } from '../fault.ts';
import { type OutboundAddress, outboundAddress } from '../outbound-address.ts';
import { type ContractRule, inSource } from '../rule.ts';
import { serviceMisspelt, serviceNamed } from '../service-named.ts';
import { placesOf, type VariablePlace } from '../variable-place.ts';

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
      for (const set of settingsOf(environment, variable.name)) {
        if (set.from === 'secret') continue;
        for (const place of placesOf(set, container)) yield* faultsAt(place, variable, container, contract);
      }
    }
  },
};

function* faultsAt(
  place: VariablePlace,
  variable: EnvVariable,
  container: ContractContainer,
  contract: Contract,
): Iterable<Fault> {
  const { file, value, text } = place;
  const address = text === null || text.includes('$') ? null : outboundAddress(text);
  if (!address || address.port === null) return;
  const { host, port, scheme } = address;
  const reading = inSource(variable, ['reads `{0}` here', variable.name]);
  const side = (message: Message): Side => ({ file, ...value, message });
  const misspelt = serviceMisspelt(address, `${variable.name} ${scheme ?? ''}`, container, contract);
  if (misspelt) {
    const { name, object, file: serviceFile } = misspelt.facts;
    const { start, end } = at(object.manifest.root, 'metadata', 'name') ?? object.manifest;
    yield {
      sides: [side(['No Service is called `{0}`, but `{1}`', host, name])],
      related: [{ file: serviceFile, start, end, message: ['is called so here'] }, reading],
      repairs: toHost(place, address, name),
      severity: 'warning',
    };
    return;
  }
  const service = address.isWritten ? serviceNamed(host, container, contract) : undefined;
  const ports = service?.facts.ports.map((one) => one.port.value) ?? [];
  if (!service || ports.length === 0 || ports.includes(port)) return;
  const { object, file: serviceFile, name } = service.facts;
  const { start, end } = at(object.manifest.root, 'spec', 'ports') ?? object.manifest;
  yield {
    sides: [side(['Service `{0}` has no port {1}, but {2}', name, port, ports.join(', ')])],
    related: [{ file: serviceFile, start, end, message: ['lists its ports here'] }, reading],
    repairs: toOnlyPort(place, address, ports),
  };
}

function toHost({ file, text, rewrite }: VariablePlace, { host, start }: OutboundAddress, name: string): Repair[] {
  const edit = rewrite(`${text?.slice(0, start) ?? ''}${name}${text?.slice(start + host.length) ?? ''}`);
  return edit ? [{ title: ['Change to `{0}`', name], changes: [{ file, edits: [edit] }] }] : [];
}

/** The port of a Service that has but one. */
function toOnlyPort(
  { file, text, rewrite }: VariablePlace,
  { host, port }: OutboundAddress,
  [only, another]: readonly (number | null)[],
): Repair[] {
  if (text === null || port === null || another !== undefined) return [];
  const edit = rewrite(text.replace(`${host}:${port}`, `${host}:${only ?? ''}`));
  return edit ? [{ title: ['Change {0} to {1}', port, only ?? ''], changes: [{ file, edits: [edit] }] }] : [];
}
