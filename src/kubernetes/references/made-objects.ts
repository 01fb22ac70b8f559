import { rangeOf } from '../../lint/range.ts';
import type { Range } from '../../lint/rule.ts';
import { at, entries, items, textAt } from '../fields.ts';
import type { Field, Manifest } from '../model.ts';

/** An object that another one makes in the cluster. */
export interface Made {
  readonly kind: string;
  readonly name: string;
  /** Where its name stands. */
  readonly at: Range;
  /** In whatever namespace. */
  readonly everywhere?: true;
  /** All keys that it gets; absent: nobody can say. */
  readonly keys?: ReadonlyMap<string, Range>;
}

/** What controllers make of an object, under names that it says. */
export function madeBy(manifest: Manifest): readonly Made[] {
  const make = MAKERS.get(manifest.kind);
  return make ? make(manifest.root, manifest) : NOTHING;
}

const NOTHING: readonly Made[] = [];

const MAKERS = new Map<string, (root: Field, manifest: Manifest) => readonly Made[]>([
  [
    'ExternalSecret',
    (root) => withKeys(named('Secret', at(root, 'spec', 'target', 'name') ?? ownName(root)), fetchedKeys(root)),
  ],
  ['ClusterExternalSecret', (root) => everywhere('Secret', root, ['spec', 'externalSecretName'])],
  ['PushSecret', () => NOTHING],
  [
    'SealedSecret',
    (root) =>
      withKeys(named('Secret', at(root, 'spec', 'template', 'metadata', 'name') ?? ownName(root)), sealedKeys(root)),
  ],
  [
    'SopsSecret',
    (root) => items(at(root, 'spec', 'secretTemplates')).flatMap((one) => named('Secret', at(one, 'name'))),
  ],
  ['Certificate', (root) => named('Secret', at(root, 'spec', 'secretName'))],
  ['VaultStaticSecret', (root) => named('Secret', at(root, 'spec', 'destination', 'name'))],
  ['VaultDynamicSecret', (root) => named('Secret', at(root, 'spec', 'destination', 'name'))],
  ['VaultPKISecret', (root) => named('Secret', at(root, 'spec', 'destination', 'name'))],
  ['VaultSecret', (root) => named('Secret', ownName(root))],
  ['OnePasswordItem', (root) => named('Secret', ownName(root))],
  ['AzureKeyVaultSecret', (root) => named('Secret', at(root, 'spec', 'output', 'secret', 'name'))],
  ['InfisicalSecret', (root) => named('Secret', at(root, 'spec', 'managedSecretReference', 'secretName'))],
  ['DopplerSecret', (root) => named('Secret', at(root, 'spec', 'managedSecret', 'name'))],
  ['BitwardenSecret', (root) => named('Secret', at(root, 'spec', 'secretName'))],
  [
    'SecretProviderClass',
    (root) => items(at(root, 'spec', 'secretObjects')).flatMap((one) => named('Secret', at(one, 'secretName'))),
  ],
  ['ClusterSecret', (root) => everywhere('Secret', root, ['metadata', 'name'])],
  [
    'Bundle',
    (root) => [
      ...everywhere('ConfigMap', root, ['metadata', 'name']),
      ...everywhere('Secret', root, ['metadata', 'name']),
    ],
  ],
  ['Ingress', certificatesOf],
  ['Gateway', certificatesOf],
  ['StatefulSet', claimsOf],
  [
    'Service',
    (root, { apiVersion }) =>
      apiVersion.startsWith('serving.knative.dev/') ? named('Service', ownName(root)) : NOTHING,
  ],
]);

/** cert-manager makes the Secrets of an Ingress or Gateway that asks for it. */
function certificatesOf(root: Field): readonly Made[] {
  const annotations = entries(at(root, 'metadata', 'annotations'));
  if (!annotations.some(({ key }) => key.startsWith('cert-manager.io/') || key === 'kubernetes.io/tls-acme'))
    return NOTHING;
  const ofListeners = items(at(root, 'spec', 'listeners')).flatMap((one) =>
    items(at(one, 'tls', 'certificateRefs')).flatMap((certificate) => named('Secret', at(certificate, 'name'))),
  );
  return [...items(at(root, 'spec', 'tls')).flatMap((tls) => named('Secret', at(tls, 'secretName'))), ...ofListeners];
}

/** The claims of a StatefulSet's pods, without the pod's number. */
function claimsOf(root: Field, { name }: Manifest): readonly Made[] {
  return items(at(root, 'spec', 'volumeClaimTemplates')).flatMap((template) => {
    const field = at(template, 'metadata', 'name');
    const claim = textAt(field);
    return field && claim !== undefined
      ? [{ kind: 'PersistentVolumeClaim', name: `${claim}-${name}-`, at: { start: field.start, end: field.end } }]
      : [];
  });
}

/** What it is told to fetch, one key after the other; undefined where a template or a whole secret of elsewhere brings others. */
function fetchedKeys(root: Field): ReadonlyMap<string, Range> | undefined {
  const spec = at(root, 'spec');
  const listed = items(at(spec, 'data'));
  const bringsOthers = at(spec, 'dataFrom') !== undefined || at(spec, 'target', 'template') !== undefined;
  if (listed.length === 0 || bringsOthers || textAt(spec, 'target', 'creationPolicy') === 'Merge') return undefined;
  const keys = listed.flatMap((one) => at(one, 'secretKey') ?? []);
  return new Map(keys.map((field) => [textAt(field) ?? '', rangeOf(field)]));
}

function sealedKeys(root: Field): ReadonlyMap<string, Range> | undefined {
  const spec = at(root, 'spec');
  const sealed = [...entries(at(spec, 'encryptedData')), ...entries(at(spec, 'template', 'data'))];
  return sealed.length > 0 ? new Map(sealed.map(({ key, keyRange }) => [key, keyRange])) : undefined;
}

function withKeys(made: readonly Made[], keys: ReadonlyMap<string, Range> | undefined): readonly Made[] {
  return keys ? made.map((one) => ({ ...one, keys })) : made;
}

function ownName(root: Field): Field | undefined {
  return at(root, 'metadata', 'name');
}

function named(kind: string, field: Field | undefined): readonly Made[] {
  const name = textAt(field);
  return field && name ? [{ kind, name, at: { start: field.start, end: field.end } }] : NOTHING;
}

function everywhere(kind: string, root: Field, path: readonly string[]): readonly Made[] {
  return named(kind, at(root, ...path) ?? ownName(root)).map((one) => ({ ...one, everywhere: true }));
}
