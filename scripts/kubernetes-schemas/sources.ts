// Where the schemas come from. Everything is fetched by ordinary package clients into their caches, or ours.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

export const OLDEST = 28;
export const NEWEST = 37;

/** The PyPI package with the definitions of every Kubernetes version (Apache-2.0). */
const VALIDATE = '1.37.0';
/** The Go module whose generated OpenAPI code knows the values of text fields. */
const KUBERNETES = 'k8s.io/kubernetes@v1.37.0';

/** Go modules with CRDs (Apache-2.0), the newest that the proxy gives for the Go that the project needs. */
const CRD_MODULES: readonly (readonly [module: string, ...paths: string[]])[] = [
  ['istio.io/api@v1.32.0', 'kubernetes/customresourcedefinitions.gen.yaml'],
  ['sigs.k8s.io/gateway-api@v1.6.3', 'config/crd/standard', 'config/crd/experimental'],
  ['github.com/cert-manager/cert-manager@v1.21.2', 'deploy/crds'],
  ['github.com/kedacore/keda/v2@v2.21.0', 'config/crd/bases'],
  ['knative.dev/serving@v0.51.0', 'config/core/300-resources'],
  ['github.com/argoproj/argo-rollouts@v1.10.0', 'manifests/crds'],
  ['github.com/argoproj/argo-cd/v3@v3.5.4', 'manifests/crds'],
  ['github.com/prometheus-operator/prometheus-operator@v0.85.0', 'example/prometheus-operator-crd'],
];

/** A definition as kubernetes-validate has it: JSON Schema with `null` among the types. */
export interface Definition {
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Definition>>;
  readonly items?: Definition;
  readonly additionalProperties?: Definition | boolean;
  readonly required?: readonly string[];
  readonly 'x-kubernetes-group-version-kind'?: readonly { group: string; version: string; kind: string }[];
}

/** Definitions by name, by minor version. */
export function coreDefinitions(): Map<number, Readonly<Record<string, Definition>>> {
  const folder = unpackedWheel();
  const found = new Map<number, Readonly<Record<string, Definition>>>();
  for (let minor = OLDEST; minor <= NEWEST; minor++) {
    const file = path.join(folder, `v1.${String(minor)}.0-local`, '_definitions.json');
    found.set(minor, (JSON.parse(readFileSync(file, 'utf8')) as { $defs: Record<string, Definition> }).$defs);
  }
  return found;
}

function unpackedWheel(): string {
  const cache = path.join(process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'gantry');
  const target = path.join(cache, `kubernetes-validate-${VALIDATE}`);
  const schemas = path.join(target, 'kubernetes_validate', 'kubernetes-json-schema');
  if (existsSync(schemas)) return schemas;
  const making = `${target}.${String(process.pid)}`;
  mkdirSync(making, { recursive: true });
  const python = process.platform === 'win32' ? 'python' : 'python3';
  const args = ['-m', 'pip', 'install', '--quiet', '--no-deps', '--target', making, `kubernetes-validate==${VALIDATE}`];
  execFileSync(python, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  renameSync(making, target);
  return schemas;
}

/** Texts of the CRD files. */
export function crdTexts(): string[] {
  return CRD_MODULES.flatMap(([module, ...paths]) => {
    const folder = goModule(module);
    return paths.flatMap((one) => yamlFiles(path.join(folder, one)).map((file) => readFileSync(file, 'utf8')));
  });
}

function yamlFiles(where: string): string[] {
  if (where.endsWith('.yaml')) return [where];
  const names = readdirSync(where).filter((name) => name.endsWith('.yaml') && name !== 'kustomization.yaml');
  return names.sort().map((name) => path.join(where, name));
}

/** The Go code in which every property of the API is written down with the values it takes. */
export function openApiCode(): string {
  const file = path.join(goModule(KUBERNETES), 'pkg', 'generated', 'openapi', 'zz_generated.openapi.go');
  return readFileSync(file, 'utf8');
}

function goModule(module: string): string {
  // Away from any go.mod: there is no main module whose requirements could say something else.
  const args = ['mod', 'download', '-json', module];
  const answer = execFileSync('go', args, { encoding: 'utf8', cwd: path.parse(homedir()).root });
  return (JSON.parse(answer) as { Dir: string }).Dir;
}
