type Plain = Record<string, unknown>;

/** The key by which lists of objects are merged, by the list's field (the API's patchMergeKey). */
const MERGE_KEYS: Readonly<Record<string, string>> = {
  containers: 'name',
  initContainers: 'name',
  ephemeralContainers: 'name',
  env: 'name',
  volumes: 'name',
  volumeMounts: 'mountPath',
  imagePullSecrets: 'name',
  hostAliases: 'ip',
  topologySpreadConstraints: 'topologyKey',
};
/** Lists whose merge key depends on more than the field's name, or that are simply replaced. */
const REPLACED = new Set([
  'args',
  'command',
  'tolerations',
  'envFrom',
  'rules',
  'accessModes',
  'values',
  'drop',
  'add',
  'matchExpressions',
  'items',
  'subjects',
  'tls',
  'hosts',
  'metrics',
  'paths',
]);

/** A strategic merge patch of a built-in kind; what cannot be merged for sure is named in `unsupported`. */
export function mergePatch(object: unknown, patch: unknown, unsupported: string[], field = ''): unknown {
  if (Array.isArray(patch)) return mergeLists(object, patch, field, unsupported);
  if (!isPlain(patch)) return patch;
  if ('$patch' in patch || Object.keys(patch).some((key) => key.startsWith('$')))
    unsupported.push('patches: directives ($patch)');
  const result: Plain = isPlain(object) ? { ...object } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) Reflect.deleteProperty(result, key);
    else result[key] = mergePatch(result[key], value, unsupported, key);
  }
  return result;
}

function mergeLists(object: unknown, patch: readonly unknown[], field: string, unsupported: string[]): unknown {
  if (!Array.isArray(object) || REPLACED.has(field) || !patch.some(isPlain)) return patch;
  const key = field === 'ports' ? portKey(object, patch) : MERGE_KEYS[field];
  if (key === undefined) {
    unsupported.push(`patches: the list \`${field}\``);
    return patch;
  }
  const result: unknown[] = [...(object as unknown[])];
  const added: unknown[] = [];
  for (const item of patch) {
    const index = result.findIndex((one) => isPlain(one) && isPlain(item) && one[key] === item[key]);
    if (index >= 0) result[index] = mergePatch(result[index], item, unsupported, '');
    else added.push(item);
  }
  // kubectl and kustomize put new items first.
  return [...added, ...result];
}

/** Ports of containers merge by containerPort, those of Services by port. */
function portKey(object: readonly unknown[], patch: readonly unknown[]): string | undefined {
  const all = [...object, ...patch].filter(isPlain);
  if (all.every((item) => 'containerPort' in item)) return 'containerPort';
  return all.every((item) => 'port' in item) ? 'port' : undefined;
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
