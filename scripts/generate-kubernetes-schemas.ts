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
  reached[name] = clean;
  for (const [, next = ''] of JSON.stringify(clean).matchAll(/"#\/definitions\/([^"]+)"/g))
    reach(next, definitions, reached);
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
