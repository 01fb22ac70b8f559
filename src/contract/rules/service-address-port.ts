import { at } from '../../kubernetes/fields.ts';
import { settingsOf } from '../container-environment.ts';
import { deploymentOf, SERVICE } from '../example-files.ts';
import type { Repair } from '../fault.ts';
import { type OutboundAddress, outboundAddress } from '../outbound-address.ts';
import { type ContractRule, inSource } from '../rule.ts';
import { serviceNamed } from '../service-named.ts';
import { placesOf, type VariablePlace } from '../variable-place.ts';

const FILES = {
  'go.mod': 'module example.com/shop\n\ngo 1.26\n',
  'main.go': 'package main\n\nimport "os"\n\nfunc main() {\n\tprintln(os.Getenv("CART_ADDR"))\n}\n',
  'service.yaml': SERVICE.replaceAll('shop', 'cart'),
};
const asking = (address: string) => deploymentOf(`env:\n  - name: CART_ADDR\n    value: ${address}`);

export const serviceAddressPort: ContractRule = {
  id: 'service-address-port',
  title: 'Reach a Service at a port that it has',
  severity: 'error',
  aliases: [],
  why: 'A Service answers at the ports that it lists, whatever its pods listen on: connections to any other port of its name hang until they time out. Nothing is said of headless Services, whose name leads to the pods themselves.',
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
        for (const place of placesOf(set, container)) {
          const { file, value, text } = place;
          const address = text === null || text.includes('$') ? null : outboundAddress(text);
          const service = address?.isWritten ? serviceNamed(address.host, container, contract) : undefined;
          const ports = service?.facts.ports.map(({ port }) => port.value) ?? [];
          if (!service || !address || address.port === null || ports.length === 0 || ports.includes(address.port))
            continue;
          const { object, file: serviceFile } = service.facts;
          const listed = at(object.manifest.root, 'spec', 'ports') ?? object.manifest;
          yield {
            sides: [
              {
                ...{ file, ...value },
                message: ['Service `{0}` has no port {1}, but {2}', service.facts.name, address.port, ports.join(', ')],
              },
            ],
            related: [
              { file: serviceFile, start: listed.start, end: listed.end, message: ['lists its ports here'] },
              inSource(variable, ['reads `{0}` here', variable.name]),
            ],
            repairs: toOnlyPort(place, address, ports),
          };
        }
      }
    }
  },
};

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
