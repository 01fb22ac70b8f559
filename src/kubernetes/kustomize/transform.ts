import { changedImage, type ImageChange } from './kustomized-images.ts';
import { type Plain, isPlain } from '../plain.ts';
import { ANNOTATIONS, type FieldPath, LABEL_SELECTORS, TEMPLATE_LABELS } from './fields.ts';

/** What a kustomization changes in all its objects. */
export interface Transformations {
  readonly namespace?: string;
  readonly labels?: readonly {
    readonly pairs: Readonly<Record<string, string>>;
    readonly selectors: boolean;
    readonly templates: boolean;
  }[];
  readonly annotations?: Readonly<Record<string, string>>;
  readonly images?: readonly ImageChange[];
}

const WITHOUT_NAMESPACE = new Set(
  `APIService CSIDriver CSINode CertificateSigningRequest ClusterRole ClusterRoleBinding CustomResourceDefinition
  FlowSchema IngressClass MutatingWebhookConfiguration Namespace Node PersistentVolume PriorityClass
  PriorityLevelConfiguration RuntimeClass StorageClass ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding
  ValidatingWebhookConfiguration VolumeAttachment`.split(/\s+/),
);

/** Whether objects of a kind stand in a namespace; of kinds that nobody knows here, it is what kustomize takes them for. */
export function isNamespaced(kind: string): boolean {
  return !WITHOUT_NAMESPACE.has(kind);
}

/** New objects with namespace, labels, annotations and images set as kustomize does. */
export function transformAll(objects: readonly Plain[], changes: Transformations): Plain[] {
  const accounts = new Set(objects.filter(({ kind }) => kind === 'ServiceAccount').map(accountName));
  return objects.map((object) => transform(object, changes, accounts));
}

function transform(
  object: Plain,
  { namespace, labels = [], annotations = {}, images = [] }: Transformations,
  accounts: ReadonlySet<string>,
): Plain {
  const result = structuredClone(object);
  if (namespace !== undefined) setNamespace(result, namespace, accounts);
  for (const { pairs, selectors, templates } of labels) {
    Object.assign(ensure(ensure(result, 'metadata'), 'labels'), pairs);
    if (templates) setAll(result, TEMPLATE_LABELS, pairs);
    if (selectors) setAll(result, LABEL_SELECTORS, pairs);
  }
  if (Object.keys(annotations).length > 0) {
    Object.assign(ensure(ensure(result, 'metadata'), 'annotations'), annotations);
    setAll(result, ANNOTATIONS, annotations);
  }
  if (images.length > 0) for (const container of containersIn(result)) setImage(container, images);
  return result;
}

function setNamespace(object: Plain, namespace: string, accounts: ReadonlySet<string>): void {
  const metadata = ensure(object, 'metadata');
  if (object['kind'] === 'Namespace') metadata['name'] = namespace;
  else if (isNamespaced(String(object['kind']))) metadata['namespace'] = namespace;
  if (!/^(?:Cluster)?RoleBinding$/.test(String(object['kind'])) || !Array.isArray(object['subjects'])) return;
  // The default account moves along, and those that are among the objects.
  for (const subject of object['subjects'].filter(isPlain)) {
    if (subject['kind'] !== 'ServiceAccount') continue;
    if (subject['name'] === 'default' || accounts.has(accountName({ metadata: subject })))
      subject['namespace'] = namespace;
  }
}

function accountName({ metadata }: Plain): string {
  const { name, namespace } = isPlain(metadata) ? metadata : {};
  return `${typeof namespace === 'string' && namespace !== '' ? namespace : 'default'}/${String(name)}`;
}

function setAll(object: Plain, fields: readonly FieldPath[], pairs: Readonly<Record<string, string>>): void {
  for (const { kinds, path, create } of fields) {
    if (kinds.includes(String(object['kind']))) setAt(object, path.split('/'), create, pairs);
  }
}

/** Lists on the way are entered item by item. */
function setAt(
  value: unknown,
  path: readonly string[],
  create: boolean,
  pairs: Readonly<Record<string, string>>,
): void {
  if (Array.isArray(value)) {
    for (const item of value) setAt(item, path, create, pairs);
    return;
  }
  if (!isPlain(value)) return;
  const [key, ...rest] = path;
  if (key === undefined) Object.assign(value, pairs);
  else if (value[key] !== undefined && value[key] !== null) setAt(value[key], rest, create, pairs);
  else if (create) setAt(ensure(value, key), rest, create, pairs);
}

/** As kustomize: whatever stands in a list of that name, in kinds it does not know, too. */
function* containersIn(value: unknown): Generator<Plain> {
  if (Array.isArray(value)) for (const item of value) yield* containersIn(item);
  if (!isPlain(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    if ((key === 'containers' || key === 'initContainers') && Array.isArray(inner)) yield* inner.filter(isPlain);
    else yield* containersIn(inner);
  }
}

function setImage(container: Plain, changes: readonly ImageChange[]): void {
  const image = container['image'];
  if (typeof image === 'string') container['image'] = changedImage(image, changes);
}

function ensure(object: Plain, key: string): Plain {
  const present = object[key];
  if (isPlain(present)) return present;
  const made: Plain = {};
  object[key] = made;
  return made;
}
