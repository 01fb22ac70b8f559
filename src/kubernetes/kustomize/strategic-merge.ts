import { isPlain, type Plain } from '../plain.ts';

/** The key by which lists of objects are merged, by the list's field (the API's patchMergeKey). */
const MERGE_KEYS: Readonly<Record<string, string>> = {
  containers: 'name',
  initContainers: 'name',
  ephemeralContainers: 'name',
  env: 'name',
  volumes: 'name',
  volumeMounts: 'mountPath',
  volumeDevices: 'devicePath',
  imagePullSecrets: 'name',
  hostAliases: 'ip',
  resourceClaims: 'name',
  schedulingGates: 'name',
  webhooks: 'name',
  matchConditions: 'name',
};
/** Lists whose merge key depends on more than the field's name, or that are simply replaced. */
export const REPLACED: ReadonlySet<string> = new Set([
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
  'ingress',
  'egress',
  'from',
  'to',
  'httpHeaders',
  'sources',
  'sysctls',
  'options',
  'policies',
  'volumeClaimTemplates',
  'nodeSelectorTerms',
  'matchFields',
  'requiredDuringSchedulingIgnoredDuringExecution',
  'preferredDuringSchedulingIgnoredDuringExecution',
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
  if (!Array.isArray(object) || REPLACED.has(field) || !patch.some(isPlain)) {
    return patch.map((item) => mergePatch(undefined, item, unsupported));
  }
  const present: readonly unknown[] = object;
  const keys = mergeKeys(field, [...present, ...patch]);
  if (keys === undefined) {
    unsupported.push(`patches: the list \`${field}\``);
    return patch;
  }
  const same = (one: unknown, other: unknown) =>
    isPlain(one) && isPlain(other) && keys.every((key) => one[key] === other[key]);
  // As kustomize: the patch's items first, in its order, then what it does not name.
  const merged = patch.map((item) =>
    mergePatch(
      present.find((one) => same(one, item)),
      item,
      unsupported,
    ),
  );
  return [...merged, ...present.filter((one) => !patch.some((item) => same(one, item)))];
}

/** Undefined: the items do not all have the keys that they are merged by, or nobody knows these. */
export function mergeKeys(field: string, all: readonly unknown[]): readonly string[] | undefined {
  const items = all.filter(isPlain);
  const everyHas = (key: string) => items.every((item) => item[key] !== undefined);
  const someHas = (key: string) => items.some((item) => item[key] !== undefined);
  if (field === 'topologySpreadConstraints') {
    return everyHas('topologyKey') && everyHas('whenUnsatisfiable') ? ['topologyKey', 'whenUnsatisfiable'] : undefined;
  }
  if (field === 'ports') {
    // Ports of containers merge by containerPort, those of Services by port, each with its protocol.
    const key = ['containerPort', 'port'].find(everyHas);
    if (key === undefined || (someHas('protocol') && !everyHas('protocol'))) return undefined;
    return someHas('protocol') ? [key, 'protocol'] : [key];
  }
  const key = MERGE_KEYS[field];
  return key !== undefined && everyHas(key) ? [key] : undefined;
}
