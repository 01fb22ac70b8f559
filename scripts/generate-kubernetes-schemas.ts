// Makes schemas/kubernetes.json from the API server's own OpenAPI description (a file of the Go module k8s.io/kubernetes).
// Needs the go command and its module proxy; `--check` compares and passes over what is not there.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const VERSION = 'v1.36.3';
const TARGET = path.join(import.meta.dirname, '..', 'schemas', 'kubernetes.json');

/** Kinds that people write; what they reach comes along. */
const KINDS = [
  ...[
    'Pod',
    'Service',
    'ConfigMap',
    'Secret',
    'Namespace',
    'ServiceAccount',
    'PersistentVolumeClaim',
    'PersistentVolume',
    'LimitRange',
    'ResourceQuota',
    'Endpoints',
    'ReplicationController',
  ],
  ...[
    'Deployment',
    'StatefulSet',
    'DaemonSet',
    'ReplicaSet',
    'Job',
    'CronJob',
    'HorizontalPodAutoscaler',
    'PodDisruptionBudget',
  ],
  ...[
    'Ingress',
    'IngressClass',
    'NetworkPolicy',
    'Role',
    'ClusterRole',
    'RoleBinding',
    'ClusterRoleBinding',
    'StorageClass',
    'PriorityClass',
    'EndpointSlice',
  ],
];

/** Values that the API takes, where the description does not list them in a way that can be read. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  'LabelSelectorRequirement.operator': ['In', 'NotIn', 'Exists', 'DoesNotExist'],
  'NodeSelectorRequirement.operator': ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'],
  'Toleration.operator': ['Equal', 'Exists'],
  'Toleration.effect': ['NoSchedule', 'PreferNoSchedule', 'NoExecute'],
  'SeccompProfile.type': ['RuntimeDefault', 'Localhost', 'Unconfined'],
  'HTTPGetAction.scheme': ['HTTP', 'HTTPS'],
  'CronJobSpec.concurrencyPolicy': ['Allow', 'Forbid', 'Replace'],
  'JobSpec.completionMode': ['NonIndexed', 'Indexed'],
  'StatefulSetSpec.podManagementPolicy': ['OrderedReady', 'Parallel'],
  'StatefulSetUpdateStrategy.type': ['RollingUpdate', 'OnDelete'],
  'HTTPIngressPath.pathType': ['Exact', 'Prefix', 'ImplementationSpecific'],
  'ServiceSpec.externalTrafficPolicy': ['Cluster', 'Local'],
  'ServiceSpec.internalTrafficPolicy': ['Cluster', 'Local'],
  'TopologySpreadConstraint.whenUnsatisfiable': ['DoNotSchedule', 'ScheduleAnyway'],
  'PodDisruptionBudgetSpec.unhealthyPodEvictionPolicy': ['IfHealthyBudget', 'AlwaysAllow'],
  'NetworkPolicyPort.protocol': ['TCP', 'UDP', 'SCTP'],
  'ServicePort.protocol': ['TCP', 'UDP', 'SCTP'],
};

interface Schema {
  [key: string]: unknown;
  $ref?: string;
  properties?: Record<string, Schema>;
  'x-kubernetes-group-version-kind'?: { group: string; version: string; kind: string }[];
}

const check = process.argv.includes('--check');
const swagger = readSwagger();
if (swagger) {
  const text = `${JSON.stringify(select(swagger))}\n`;
  if (!check) writeFileSync(TARGET, text);
  else if (readFileSync(TARGET, 'utf8') !== text) {
    console.error('schemas/kubernetes.json is not what scripts/generate-kubernetes-schemas.ts writes');
    process.exit(1);
  }
}

function readSwagger(): Record<string, Schema> | undefined {
  try {
    const module = JSON.parse(
      execFileSync('go', ['mod', 'download', '-json', `k8s.io/kubernetes@${VERSION}`], { encoding: 'utf8', cwd: '/' }),
    ) as { Dir: string };
    const file = path.join(module.Dir, 'api', 'openapi-spec', 'swagger.json');
    return (JSON.parse(readFileSync(file, 'utf8')) as { definitions: Record<string, Schema> }).definitions;
  } catch (error) {
    if (!check) throw error;
    console.log('skipped: schemas/kubernetes.json is not checked, since the go command or its proxy is not there');
    return undefined;
  }
}

/** The kinds by `apiVersion/kind`, newest version of each group, and the definitions they reach. */
function select(definitions: Record<string, Schema>): object {
  const kinds: Record<string, string> = {};
  const reached: Record<string, Schema> = {};
  for (const [name, schema] of Object.entries(definitions)) {
    for (const { group, version, kind } of schema['x-kubernetes-group-version-kind'] ?? []) {
      if (!KINDS.includes(kind) || !/^v\d+$/.test(version)) continue;
      kinds[`${group === '' ? '' : `${group}/`}${version}/${kind}`] = name;
      reach(name, definitions, reached);
    }
  }
  return {
    version: VERSION.slice(1),
    kinds,
    definitions: Object.fromEntries(Object.entries(reached).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

function reach(name: string, definitions: Record<string, Schema>, reached: Record<string, Schema>): void {
  const schema = definitions[name];
  if (!schema || reached[name]) return;
  const clean = tidy(schema);
  addValues(name.slice(name.lastIndexOf('.') + 1), clean);
  reached[name] = clean;
  for (const [, next = ''] of JSON.stringify(clean).matchAll(/"#\/definitions\/([^"]+)"/g))
    reach(next, definitions, reached);
}

/** The values of text fields, so that they can be completed. */
function addValues(kind: string, { properties = {} }: Schema): void {
  for (const [name, property] of Object.entries(properties)) {
    if (property['type'] !== 'string' || property['enum'] !== undefined) continue;
    const values =
      VALUES[`${kind}.${name}`] ?? valuesIn(typeof property['description'] === 'string' ? property['description'] : '');
    const areFields = values.every((value) =>
      Object.keys(properties).some((key) => key.toLowerCase() === value.toLowerCase()),
    );
    if (values.length > 1 && !areFields) property['enum'] = values;
  }
}

/** `One of Always, Never, IfNotPresent` in prose. */
function valuesIn(description: string): string[] {
  const separator = /, or |, and |, | or | and /;
  const [, list = ''] =
    /\b(?:one of|must be|can be|valid (?:values|options) are|supported values are|either)[: ]+((?:["'`]?[A-Z][A-Za-z]+["'`]?(?:, or |, and |, | or | and )?)+)/.exec(
      description.replace(/\b(?:One|Must|Can|Valid|Supported|Either)\b/g, (word) => word.toLowerCase()),
    ) ?? [];
  return list.split(separator).flatMap((value) => value.replaceAll(/["'`]/g, '') || []);
}

/** Without what only the API server needs; int-or-string as JSON Schema says it; required `apiVersion`s as constants are left to the caller. */
function tidy(schema: Schema): Schema {
  const result: Schema = {};
  for (const [key, value] of Object.entries(schema)) {
    if (key.startsWith('x-kubernetes') || key === 'format') continue;
    if (key === 'properties') {
      result.properties = Object.fromEntries(
        Object.entries(value as Record<string, Schema>).map(([name, inner]) => [name, tidy(inner)]),
      );
    } else if (key === 'items' || key === 'additionalProperties')
      result[key] = typeof value === 'object' ? tidy(value as Schema) : value;
    else result[key] = value;
  }
  if (schema['format'] === 'int-or-string') result['type'] = ['string', 'integer'];
  if (Object.keys(result.properties ?? {}).length > 0) result['additionalProperties'] = false;
  return result;
}
