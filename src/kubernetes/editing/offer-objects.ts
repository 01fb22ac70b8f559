import { at, items, textAt } from '../fields.ts';
import { isKustomization } from '../kustomize/kustomization-names.ts';
import type { Located } from '../model.ts';
import { partsOf } from '../references/parts.ts';
import type { Workspace } from '../workspace.ts';
import { type Caret, isCaret } from './caret.ts';
import type { Offer, OfferSource, Surroundings } from './offer.ts';
import { beside } from './siblings.ts';

/** Names of objects, by where they are named: the kind is that of the objects, or what says it beside the name. */
const NAMES: readonly (readonly [
  route: RegExp,
  kind: string | ((caret: Caret) => string | undefined),
  isGlobal?: true,
])[] = [
  [/(?:configMapKeyRef|configMapRef)\/name$|(?:volumes|sources)\/#\/configMap\/name$/, 'ConfigMap'],
  [/(?:secretKeyRef|secretRef|nodePublishSecretRef)\/name$|sources\/#\/secret\/name$/, 'Secret'],
  [/(?:imagePullSecrets|certificateRefs)\/#\/name$|secretName$|^secrets\/#\/name$/, 'Secret'],
  [/(?:^|\/)serviceAccount(?:Name)?$/, 'ServiceAccount'],
  [/persistentVolumeClaim\/claimName$/, 'PersistentVolumeClaim'],
  [
    /(?:[bB]ackend|clientConfig)\/service\/name$|[bB]ackend\/serviceName$|^spec\/serviceName$|destination\/host$|^spec\/host$/,
    'Service',
  ],
  [/backendRefs?\/(?:#\/)?name$/, (caret) => beside(caret, 'kind') ?? 'Service'],
  [/parentRefs\/#\/name$/, (caret) => beside(caret, 'kind') ?? 'Gateway'],
  [/(?:scaleTargetRef|targetRef)\/name$/, (caret) => beside(caret, 'kind') ?? 'Deployment'],
  [/^roleRef\/name$/, (caret) => beside(caret, 'kind') ?? 'Role', true],
  [
    /^subjects\/#\/name$/,
    (caret) => ((beside(caret, 'kind') ?? 'ServiceAccount') === 'ServiceAccount' ? 'ServiceAccount' : undefined),
  ],
  [/issuerRef\/name$/, (caret) => beside(caret, 'kind') ?? 'Issuer', true],
  [/(?:^|\/)storageClassName$/, 'StorageClass', true],
  [/(?:^|\/)priorityClassName$/, 'PriorityClass', true],
  [/(?:^|\/)runtimeClassName$/, 'RuntimeClass', true],
  [/(?:^|\/)ingressClassName$/, 'IngressClass', true],
  [/(?:^|\/)gatewayClassName$/, 'GatewayClass', true],
  [/(?:^|\/)volumeName$/, 'PersistentVolume', true],
];

/** What every cluster has. */
const BUILT_IN: Readonly<Record<string, readonly string[]>> = {
  ServiceAccount: ['default'],
  PriorityClass: ['system-cluster-critical', 'system-node-critical'],
  ClusterRole: ['view', 'edit', 'admin', 'cluster-admin'],
};
const WITHOUT_NAMESPACE = ['ClusterRole', 'ClusterIssuer'];

/** Keys of a ConfigMap or Secret, and ports of a Service: where the object is named from there. */
const PARTS: readonly (readonly [route: RegExp, kind: string, name: (caret: Caret) => string | undefined])[] = [
  [/configMapKeyRef\/key$/, 'ConfigMap', (caret) => beside(caret, 'name')],
  [/secretKeyRef\/key$/, 'Secret', (caret) => beside(caret, 'name')],
  [/configMap\/items\/#\/key$/, 'ConfigMap', (caret) => beside(caret, 'name', 2)],
  [/volumes\/#\/secret\/items\/#\/key$/, 'Secret', (caret) => beside(caret, 'secretName', 2)],
  [/sources\/#\/secret\/items\/#\/key$/, 'Secret', (caret) => beside(caret, 'name', 2)],
];

export const objectOffers: readonly OfferSource[] = [
  ...NAMES.map(([route, kind, isGlobal]): OfferSource => ({
    route,
    place: 'value',
    offers(caret, surroundings) {
      const wanted = typeof kind === 'string' ? kind : kind(caret);
      if (wanted === undefined) return [];
      const namespace = beside(caret, 'namespace') ?? caret.manifest.namespace;
      const isEverywhere = isGlobal === true && (typeof kind === 'string' || WITHOUT_NAMESPACE.includes(wanted));
      return named(wanted, isEverywhere ? null : namespace, caret, surroundings);
    },
  })),
  ...PARTS.map(([route, kind, name]): OfferSource => ({
    route,
    place: 'value',
    offers: (caret, { workspace }) => keysOf(workspace, kind, caret.manifest.namespace, name(caret)),
  })),
  {
    route: /^metadata\/namespace$|^subjects\/#\/namespace$|Refs?\/(?:#\/)?namespace$|service\/namespace$/,
    place: 'value',
    offers: (_, { workspace }) => namespaces(workspace),
  },
];

function* named(kind: string, namespace: string | null, caret: Caret, { workspace }: Surroundings): Generator<Offer> {
  const all = objectsOf(workspace, kind, namespace);
  // Objects without a namespace may well land in the one that is meant.
  for (const { manifest, file } of all) {
    // Nothing names itself.
    if (manifest.kind === caret.manifest.kind && manifest.name === caret.manifest.name) continue;
    yield { text: manifest.name, kind: 'reference', detail: file.file, isText: true };
  }
  for (const { name, file } of generated(workspace, kind))
    yield { text: name, kind: 'reference', detail: file, isText: true };
  for (const text of BUILT_IN[kind] ?? []) yield { text, kind: 'value', isText: true };
}

/** Objects of a kind in a namespace; where there are none, of all namespaces, as kustomizations may bring them together. */
export function objectsOf(workspace: Workspace, kind: string, namespace: string | null): readonly Located[] {
  const here = namespace === null ? [] : workspace.inNamespace(kind, namespace);
  const found = here.length > 0 ? here : everywhere(workspace, kind);
  return found.filter(({ manifest }) => manifest.name !== '' && !isCaret(manifest.name));
}

function everywhere(workspace: Workspace, kind: string): Located[] {
  const found: Located[] = [];
  for (const file of workspace.files()) {
    for (const manifest of file.manifests) if (manifest.kind === kind) found.push({ file, manifest });
  }
  return found;
}

interface Generated {
  readonly name: string;
  readonly file: string;
  readonly keys: readonly string[];
}

/** What the generators of kustomizations make. */
export function generated(workspace: Workspace, kind: string): Generated[] {
  const field = { ConfigMap: 'configMapGenerator', Secret: 'secretGenerator' }[kind];
  if (field === undefined) return [];
  const found: Generated[] = [];
  for (const { file, manifests } of workspace.files()) {
    for (const manifest of manifests) {
      if (!isKustomization(manifest)) continue;
      for (const one of items(at(manifest.root, field))) {
        const name = textAt(one, 'name');
        if (name !== undefined) found.push({ name, file, keys: generatedKeys(one) });
      }
    }
  }
  return found;
}

function generatedKeys(generator: Parameters<typeof at>[0]): string[] {
  const literals = items(at(generator, 'literals')).flatMap((one) => textAt(one)?.split('=', 1) ?? []);
  const files = items(at(generator, 'files')).flatMap((one) => {
    const [key = '', path] = (textAt(one) ?? '').split('=', 2);
    return path === undefined ? key.slice(key.lastIndexOf('/') + 1) : key;
  });
  return [...literals, ...files].filter((key) => key !== '');
}

function* keysOf(workspace: Workspace, kind: string, namespace: string, name: string | undefined): Generator<Offer> {
  if (name === undefined) return;
  for (const { manifest, file } of objectsOf(workspace, kind, namespace)) {
    if (manifest.name !== name) continue;
    for (const key of partsOf(manifest, 'key')?.keys() ?? []) {
      if (!isCaret(key)) yield { text: key, kind: 'reference', detail: file.file, isText: true };
    }
  }
  for (const { name: made, keys, file } of generated(workspace, kind)) {
    if (made === name) for (const text of keys) yield { text, kind: 'reference', detail: file, isText: true };
  }
}

export function namespaces(workspace: Workspace): Offer[] {
  const found = new Map<string, string>();
  for (const { file, manifests } of workspace.files()) {
    for (const { kind, name, namespace, root } of manifests) {
      if (kind === 'Namespace' && !isCaret(name)) found.set(name, file);
      for (const one of [namespace, kind === 'Kustomization' ? (textAt(root, 'namespace') ?? '') : '']) {
        if (one !== '' && !found.has(one) && !isCaret(one)) found.set(one, file);
      }
    }
  }
  if (!found.has('default')) found.set('default', '');
  return [...found].map(([text, detail]) => ({ text, kind: 'reference', detail, isText: true }));
}
