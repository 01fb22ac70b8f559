import { setField } from '../../kubernetes/edit.ts';
import { at, isMap, textAt } from '../../kubernetes/fields.ts';
import type { Located } from '../../kubernetes/model.ts';
import type { Range } from '../../lint/rule.ts';
import { editIn, repairOf } from '../changes.ts';
import type { Contract } from '../contract.ts';
import { deploymentOf, serverFiles, SERVICE } from '../examples/example-files.ts';
import type { Fault, Repair } from '../fault.ts';
import { mayServeGrpc } from '../routes/known-routes.ts';
import { type ContractRule, inSource } from '../rule.ts';
import { routedPaths } from '../routes/routed-paths.ts';
import { type SpokenBehind, spokenAt } from '../ports/spoken-behind.ts';

const INGRESS = (protocol: string) =>
  `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: shop\n  annotations:\n    nginx.ingress.kubernetes.io/backend-protocol: ${protocol}\nspec:\n  ingressClassName: nginx\n  rules:\n    - http:\n        paths:\n          - path: /\n            pathType: Prefix\n            backend:\n              service:\n                name: shop\n                port:\n                  number: 80\n`;

export const routeProtocol: ContractRule = {
  id: 'route-protocol',
  title: 'Route in the protocol that the backend speaks',
  severity: 'warning',
  aliases: [],
  why: 'ingress-nginx speaks HTTP to its backends unless `nginx.ingress.kubernetes.io/backend-protocol` says otherwise, and a GRPCRoute sends gRPC; gRPC itself is asked for `/package.Service/Method`, and for no path that an HTTPRoute or a VirtualService has for a website. A program that speaks another protocol answers none of it: clients get 502.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'ingress.yaml',
      bad: INGRESS('«GRPC»'),
      good: INGRESS('HTTP'),
      fixed: true,
      files: {
        ...serverFiles(':8080'),
        'service.yaml': SERVICE,
        'deploy.yaml': deploymentOf('ports:\n  - containerPort: 8080'),
      },
    },
  ],
  about: 'object',
  *check(object, contract) {
    const { kind } = object.manifest;
    if (kind === 'HTTPRoute' || kind === 'VirtualService') yield* pathsToGrpc(object, contract);
    if (kind !== 'Ingress' && kind !== 'GRPCRoute') return;
    const sent = kind === 'Ingress' ? sentByIngress(object) : { protocol: 'grpc' as const, at: undefined };
    if (!sent || contract.workspace.mayBePatched(object, ['backend'])) return;
    const backends = backendsOf(object, contract);
    const said = new Set<number>();
    for (const { spoken, place } of backends) {
      const at = sent.at ?? place;
      if (!spoken || said.has(at.start) || !differ(sent.protocol, spoken)) continue;
      said.add(at.start);
      const same = backends.every((one) => one.spoken?.protocol === spoken.protocol);
      yield fault(object, at, spoken, kind === 'Ingress' && same ? annotate(object, spoken) : []);
    }
  },
};

/** Whatever a gateway makes of the protocol: gRPC answers at `/package.Service/Method` alone. */
function* pathsToGrpc(object: Located, contract: Contract): Iterable<Fault> {
  if (contract.workspace.mayBePatched(object, ['backendRefs', 'rules', 'http'])) return;
  const said = new Set<number>();
  for (const { path, backends } of routedPaths(object)) {
    if (!/^\/[a-z][\w-]*(?:\/|$)/.test(path)) continue;
    for (const { spoken, name: place } of backendsOf(object, contract)) {
      const isHere = backends.start <= place.start && place.start < backends.end;
      if (spoken?.protocol !== 'grpc' || !isHere || said.has(place.start)) continue;
      said.add(place.start);
      yield fault(object, place, spoken, []);
    }
  }
}

type Protocol = SpokenBehind['protocol'];

const ANNOTATION = 'nginx.ingress.kubernetes.io/backend-protocol';

/** What ingress-nginx sends; undefined of other controllers, which may go by other words. */
function sentByIngress({ manifest }: Located): { protocol: Protocol; at: Range | undefined } | undefined {
  const annotations = at(manifest.root, 'metadata', 'annotations');
  const said = at(annotations, ANNOTATION);
  if (!said) {
    const name =
      textAt(manifest.root, 'spec', 'ingressClassName') ?? textAt(annotations, 'kubernetes.io/ingress.class');
    return name === 'nginx' ? { protocol: 'http', at: undefined } : undefined;
  }
  const protocol = textAt(said)?.toLowerCase();
  return protocol === 'http' || protocol === 'https' || protocol === 'grpc' ? { protocol, at: said } : undefined;
}

function differ(sent: Protocol, { protocol, program }: SpokenBehind): boolean {
  if (sent === protocol) return false;
  // One server may speak both, unless there is another for it.
  const hasOwn = program.listens.some((listener) => listener.protocol === 'grpc');
  return sent !== 'grpc' || hasOwn || !program.libraries.some(mayServeGrpc);
}

interface Backend {
  readonly name: Range;
  /** Its port, where one is written. */
  readonly place: Range;
  readonly spoken: SpokenBehind | null;
}

function backendsOf(object: Located, contract: Contract): Backend[] {
  const references = contract.workspace.referencesOf(object.manifest, undefined);
  return references
    .filter(({ via, target }) => (via === 'backend' || via === 'host') && target.kind === 'Service')
    .map((reference) => ({
      name: reference,
      place: reference.part ?? reference,
      spoken: spokenAt(reference, object, contract),
    }));
}

function fault({ file, manifest }: Located, { start, end }: Range, spoken: SpokenBehind, repairs: Repair[]): Fault {
  const { program, protocol, number, listener } = spoken;
  return {
    sides: [
      {
        file: file.file,
        start,
        end,
        message: [
          '`{0}` speaks {1} on {2}, and the {3} sends something else',
          program.name,
          NAMES[protocol],
          number,
          manifest.kind,
        ],
      },
    ],
    related: [inSource(listener, ['listens on {0} here', number])],
    repairs,
  };
}

function annotate({ file, manifest }: Located, { protocol }: SpokenBehind): Repair[] {
  const metadata = at(manifest.root, 'metadata');
  const edit = isMap(metadata)
    ? setField(file.text, metadata, ['annotations', ANNOTATION], protocol.toUpperCase())
    : undefined;
  return repairOf(['Send {0}', NAMES[protocol]], [editIn(file.file, edit)]);
}

const NAMES = { http: 'HTTP', https: 'HTTPS', grpc: 'gRPC' } as const;
