export interface ImageOverride {
  readonly newName?: string;
  readonly newTag?: string;
  readonly digest?: string;
}

/** What a kustomization changes in all its objects. */
export interface Transformations {
  readonly namespace?: string;
  readonly labels?: readonly {
    readonly pairs: Readonly<Record<string, string>>;
    readonly selectors: boolean;
    readonly templates: boolean;
  }[];
  readonly annotations?: Readonly<Record<string, string>>;
  readonly images?: readonly (ImageOverride & { readonly name: string })[];
}

type Plain = Record<string, unknown>;

const WITHOUT_NAMESPACE = new Set([
  ...[
    'Namespace',
    'Node',
    'PersistentVolume',
    'StorageClass',
    'PriorityClass',
    'RuntimeClass',
    'IngressClass',
    'GatewayClass',
  ],
  ...[
    'ClusterRole',
    'ClusterRoleBinding',
    'CustomResourceDefinition',
    'APIService',
    'CSIDriver',
    'VolumeAttachment',
    'ClusterIssuer',
  ],
  ...[
    'ValidatingWebhookConfiguration',
    'MutatingWebhookConfiguration',
    'ValidatingAdmissionPolicy',
    'ValidatingAdmissionPolicyBinding',
  ],
]);

/** A new object with namespace, labels, annotations and images set as kustomize does. */
export function transform(
  object: Plain,
  { namespace, labels = [], annotations = {}, images = [] }: Transformations,
): Plain {
  const result = structuredClone(object);
  const metadata = ensure(result, 'metadata');
  if (namespace !== undefined && !WITHOUT_NAMESPACE.has(String(result['kind']))) metadata['namespace'] = namespace;
  if (namespace !== undefined) subjectsTo(result, namespace);
  if (Object.keys(annotations).length > 0) Object.assign(ensure(metadata, 'annotations'), annotations);
  for (const { pairs, selectors, templates } of labels) {
    Object.assign(ensure(metadata, 'labels'), pairs);
    if (templates)
      for (const template of templatesIn(result)) Object.assign(ensure(ensure(template, 'metadata'), 'labels'), pairs);
    if (selectors) labelSelectors(result, pairs);
  }
  if (images.length > 0) for (const container of containersIn(result)) setImage(container, images);
  return result;
}

function subjectsTo(object: Plain, namespace: string): void {
  if (!/^(?:Cluster)?RoleBinding$/.test(String(object['kind'])) || !Array.isArray(object['subjects'])) return;
  // As kustomize: only the default ServiceAccount, and those that name a namespace already, move along.
  for (const subject of object['subjects'].filter(isPlain)) {
    if (subject['kind'] === 'ServiceAccount' && (subject['name'] === 'default' || subject['namespace'] !== undefined))
      subject['namespace'] = namespace;
  }
}

function* templatesIn(object: Plain): Generator<Plain> {
  const spec = object['spec'];
  if (!isPlain(spec)) return;
  if (isPlain(spec['template'])) yield spec['template'];
  const job =
    isPlain(spec['jobTemplate']) && isPlain(spec['jobTemplate']['spec']) ? spec['jobTemplate']['spec'] : undefined;
  if (job && isPlain(job['template'])) yield job['template'];
}

function labelSelectors(object: Plain, pairs: Readonly<Record<string, string>>): void {
  const spec = object['spec'];
  if (!isPlain(spec)) return;
  if (object['kind'] === 'Service') {
    if (isPlain(spec['selector'])) Object.assign(spec['selector'], pairs);
  } else if (['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'].includes(String(object['kind']))) {
    Object.assign(ensure(ensure(spec, 'selector'), 'matchLabels'), pairs);
  } else if (object['kind'] === 'PodDisruptionBudget' && isPlain(spec['selector'])) {
    Object.assign(ensure(spec['selector'], 'matchLabels'), pairs);
  }
}

function* containersIn(object: Plain): Generator<Plain> {
  const specs =
    object['kind'] === 'Pod' && isPlain(object['spec'])
      ? [object['spec']]
      : [...templatesIn(object)].flatMap(({ spec }) => (isPlain(spec) ? [spec] : []));
  for (const spec of specs) {
    for (const key of ['containers', 'initContainers', 'ephemeralContainers']) {
      const list = spec[key];
      if (Array.isArray(list)) yield* list.filter(isPlain);
    }
  }
}

function setImage(container: Plain, images: readonly (ImageOverride & { name: string })[]): void {
  const image = container['image'];
  if (typeof image !== 'string') return;
  const [, name = '', tag, digest] = /^(.*?)(?::([^:/@]+))?(?:@(.+))?$/.exec(image) ?? [];
  const change = images.find((one) => one.name === name);
  if (!change) return;
  const newName = change.newName ?? name;
  if (change.digest !== undefined)
    container['image'] = `${newName}${change.newTag ? `:${change.newTag}` : ''}@${change.digest}`;
  else if (change.newTag !== undefined) container['image'] = `${newName}:${change.newTag}`;
  else container['image'] = `${newName}${tag ? `:${tag}` : ''}${digest ? `@${digest}` : ''}`;
}

function ensure(object: Plain, key: string): Plain {
  const present = object[key];
  if (isPlain(present)) return present;
  const made: Plain = {};
  object[key] = made;
  return made;
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
