import { finalStage } from '../../dockerfile/stages/final.ts';
import type { EnvVariable, Program } from '../../go/project.ts';
import type { Message } from '../../words/message.ts';
import type { ContainerVariable } from '../variables/container-environment.ts';
import {
  type AddressPlace,
  type AddressTaker,
  configuredPlaces,
  flagTaker,
  takenAt,
  variableTaker,
} from '../network/address-takers.ts';
import type { Contract, ContractContainer } from '../contract.ts';
import { deploymentOf } from '../examples/example-files.ts';
import type { Fault, FilePlace, Repair } from '../fault.ts';
import { flagPlaces } from '../flags/flag-places.ts';
import { loopbackDials } from '../network/loopback-dials.ts';
import { mayBeHeard } from '../ports/loopback-listeners.ts';
import { hostByDefault, isServer, serviceOf } from '../network/other-servers.ts';
import { isLoopback } from '../../go/loopback.ts';
import { addressIn, isOwnName, type OutboundAddress, shownAddress } from '../network/outbound-address.ts';
import { type ContractRule, inSource } from '../rule.ts';
import { isRunDirectly } from '../images/run-directly.ts';
import { settingVariable } from '../variables/set-variable.ts';
import { placesOf, type VariablePlace } from '../variables/variable-place.ts';

const FILES = {
  'go.mod': 'module example.com/shop\n\ngo 1.26\n',
  'main.go':
    'package main\n\nimport (\n\t"cmp"\n\t"os"\n)\n\nfunc main() {\n\tprintln(cmp.Or(os.Getenv("DATABASE_URL"), "postgres://localhost:5432/shop"))\n}\n',
  'db.yaml':
    'apiVersion: v1\nkind: Service\nmetadata:\n  name: db\nspec:\n  type: ExternalName\n  externalName: db.example.com\n  ports:\n    - port: 5432\n',
};

export const dependencyOnLoopback: ContractRule = {
  id: 'dependency-on-loopback',
  title: 'Point a program at its database, not at its own pod',
  severity: 'warning',
  aliases: [],
  why: '`localhost` in a container is its own pod: what listens on the developer’s machine does not listen there, and every connection is refused. Defaults in the source are made for that machine; in the cluster a variable or a flag must say where the server is. What the source dials whatever is set counts, too, where no condition leads to it. Where another container of the pod may listen there, nothing is said.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'deploy.yaml',
      bad: deploymentOf('env:\n  - name: DATABASE_URL\n    value: «postgres://127.0.0.1:5432/shop»'),
      good: deploymentOf('env:\n  - name: DATABASE_URL\n    value: postgres://db:5432/shop'),
      fixed: true,
      files: FILES,
    },
    {
      file: 'deploy.yaml',
      bad: deploymentOf('env: []').replace('- name: shop', '- name: «shop»'),
      good: deploymentOf('env: [{ name: DATABASE_URL, value: postgres://db:5432/shop }]'),
      files: FILES,
    },
  ],
  about: 'container',
  initToo: true,
  *check(container, contract) {
    const { program, environment } = container;
    if (!program || !isRunDirectly(container)) return;
    for (const variable of program.env) {
      const { name } = variable;
      if (isOwnAddress(name, container)) continue;
      const set = environment.variables.get(name);
      if (set) {
        for (const place of plainPlaces(set, container)) {
          yield* atPlace(place, variableTaker(variable), container, contract);
        }
        for (const { file, field, address: named = null } of set.sources) {
          const address = unreached(name, named, container, contract);
          const { start, end } = field;
          if (address) yield fault({ file, start, end }, pointing(name, address), variable, []);
        }
      } else if (!environment.mayBeSet(name)) yield* otherwise(container, variable, contract);
    }
    for (const { path, taker, ...place } of configuredPlaces(container)) {
      if (isOwnAddress(taker.name, container) || isListenedAt(path, container)) continue;
      yield* atPlace(place, taker, container, contract);
    }
    for (const place of flagPlaces(container)) {
      const taker = flagTaker(place.flag);
      if (!isOwnAddress(taker.name, container)) yield* atPlace(place, taker, container, contract);
    }
    yield* loopbackDials(container, program, contract);
  },
};

/** The address that a manifest gives a variable or a flag. */
function* atPlace(
  place: AddressPlace,
  taker: AddressTaker,
  container: ContractContainer,
  contract: Contract,
): Iterable<Fault> {
  const { file, value, text, rewrite } = place;
  const { name, shown } = taker;
  const address = unreached(name, addressIn(text), container, contract);
  if (text === null || !address) return;
  const repairs = serversFor(name, text, address, contract).flatMap(({ shown: server, next }): Repair[] => {
    const edit = rewrite(next);
    return edit ? [{ title: ['Point `{0}` at `{1}`', shown, server], changes: [{ file, edits: [edit] }] }] : [];
  });
  yield { sides: [{ file, ...value, message: pointing(shown, address) }], related: takenAt(place, taker), repairs };
}

function isListenedAt(path: string, { program }: ContractContainer): boolean {
  const wanted = `config:${path}`.toLowerCase();
  return program?.listens.some(({ configuredBy }) => configuredBy.some((by) => by.toLowerCase() === wanted)) === true;
}

function plainPlaces(set: ContainerVariable, container: ContractContainer): VariablePlace[] {
  return set.from === 'secret' ? [] : placesOf(set, container);
}

/** What the image sets, or else the source has for a default. */
function* otherwise(container: ContractContainer, variable: EnvVariable, contract: Contract): Iterable<Fault> {
  const { name, default: fallback, certainty } = variable;
  const { image, facts, program } = container;
  const inImage = image ? finalStage(image.dockerfile)?.env.get(name) : undefined;
  if (image && inImage) {
    const address = unreached(name, addressIn(inImage.value ?? null), container, contract);
    if (address) yield fault({ file: image.file, ...inImage.range }, pointing(name, address), variable, []);
    return;
  }
  if (container.env(name) !== undefined || certainty !== 'default' || !program || hasAlternatives(name, program))
    return;
  const address = unreached(name, addressIn(fallback), container, contract);
  if (!address || fallback === null) return;
  const message: Message = [
    'Nothing sets `{0}`, and its default points at `{1}` in this pod',
    name,
    shownAddress(address),
  ];
  const repairs = serversFor(name, fallback, address, contract).flatMap(({ next }) =>
    settingVariable(container, variable, contract, next),
  );
  yield fault({ file: facts.file, ...facts.at }, message, variable, repairs);
}

function pointing(name: string, address: OutboundAddress): Message {
  return ['`{0}` points at `{1}`, and nothing in this pod listens there', name, shownAddress(address)];
}

function fault(
  { file, start, end }: FilePlace,
  message: Message,
  variable: EnvVariable,
  repairs: readonly Repair[],
): Fault {
  return {
    sides: [{ file, start, end, message }],
    related: [inSource(variable, ['reads `{0}` here', variable.name])],
    repairs,
  };
}

/** Where the program itself listens, what others call it by, and agents that are put into pods as they start. */
function isOwnAddress(name: string, { program, facts }: ContractContainer): boolean {
  if (program?.listens.some(({ configuredBy }) => configuredBy.includes(`env:${name}`))) return true;
  const [own = ''] = [serviceOf(name)];
  return isOwnName(name) || BESIDE.test(name) || own === program?.name || own === facts.workload.name;
}

const BESIDE =
  /(?:^|_)(?:LISTEN|LISTENER|BIND|OTEL|OTLP|JAEGER|ZIPKIN|TEMPO|STATSD|DOGSTATSD|DATADOG|DD|VAULT|DAPR|ENVOY|ISTIO|LINKERD|PROXY|AGENT|SIDECAR|EMULATOR|DEBUG|PPROF|METRICS|TEST)(?:_|$)/i;

/** A loopback address of another server, where nothing in the pod is or may be it. */
function unreached(
  name: string,
  address: OutboundAddress | null,
  container: ContractContainer,
  contract: Contract,
): OutboundAddress | null {
  if (!address || !isLoopback(address.host)) return null;
  const isKnown = isServer(name, address, contract) || isWebServer(name, address, container);
  if (!isKnown && !isServiceByDefault(name, container, contract)) return null;
  return mayBeHeard(address.port, container, contract) ? null : address;
}

function isServiceByDefault(name: string, { program }: ContractContainer, { workspace }: Contract): boolean {
  const host = program ? hostByDefault(name, program) : undefined;
  return host !== undefined && workspace.named('Service', host).length > 0;
}

/** `PAYMENT_URL=http://localhost:9000/charges`: an address with a port of its own, and a name that is not about people's browsers. */
function isWebServer(
  name: string,
  { scheme, port, isWritten }: OutboundAddress,
  { program }: ContractContainer,
): boolean {
  if (!/^(?:https?|grpcs?)$/i.test(scheme ?? '') || port === null || !isWritten || OF_BROWSERS.test(name)) return false;
  return (
    program !== null &&
    program.outboundTls === true &&
    /_(?:URL|URI|ADDR|ADDRESS|ENDPOINT|HOST|SERVER|TARGET|UPSTREAM|BACKEND)$/i.test(name)
  );
}

const OF_BROWSERS =
  /(?:^|_)(?:APP|API|WEB|WEBSITE|UI|FRONT_?END|CLIENT|BROWSER|DASHBOARD|CONSOLE|HOME|HOMEPAGE|SELF|SERVER|OWN|PORTAL|ADMIN|LOGIN|LOGOUT|SUCCESS|CANCEL|RETURN|RESET|INVITE|CDN|ASSETS?|STATIC|IMAGES?|LINK|SHORT|SHARE|OAUTH2?|OIDC|AUTH|SSO|WEBHOOK|SWAGGER|DOCS?|HEALTH\w*)(?:_|$)/i;

/** `DB_DRIVER` and its like decide whether the rest of `DB_` is used at all. */
function hasAlternatives(name: string, { env }: Program): boolean {
  const [first] = name.split('_');
  return env.some(
    (other) =>
      other.name !== name &&
      /(?:^|_)(?:DRIVER|TYPE|ENABLED?|DISABLED?|USE|BACKEND|ADAPTER|DIALECT|ENGINE|PROVIDER|KIND|STORE|MODE)(?:_|$)/i.test(
        other.name,
      ) &&
      (other.name.split('_').includes(first ?? '') || /^(?:STORAGE|STORE|CACHE|DB|DATABASE|USE)_/i.test(other.name)),
  );
}

interface Server {
  /** The text with the address of the server. */
  readonly next: string;
  readonly shown: string;
}

/** The one Service here that is called so, or has the port. */
function serversFor(name: string, text: string, address: OutboundAddress, { services }: Contract): Server[] {
  const wanted = serviceOf(name);
  const called = services.filter(({ facts }) => facts.name === wanted);
  const listening = services.filter(({ facts }) => facts.ports.some(({ port }) => port.value === address.port));
  const found = called.length > 0 ? called : listening;
  const [service] = found;
  if (!service || new Set(found.map(({ facts }) => facts.name)).size > 1) return [];
  const { name: host, ports } = service.facts;
  const port = ports.some((one) => one.port.value === address.port) ? address.port : ports[0]?.port.value;
  const { start, host: before, port: old } = address;
  const behind = text.slice(start + before.length);
  const hasPort = old !== null && behind.startsWith(`:${old}`);
  const rest = hasPort && port !== undefined && port !== null ? `:${port}${behind.slice(`:${old}`.length)}` : behind;
  return [{ next: text.slice(0, start) + host + rest, shown: hasPort ? `${host}:${port}` : host }];
}
