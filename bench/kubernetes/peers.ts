import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { cached } from '../../test/bed/cache.ts';

const run = promisify(execFile);

export const KUBE_SCORE_VERSION = '1.20.0';
export const KUBECONFORM_VERSION = '0.8.0';
const KUBERNETES_VERSION = 'v1.36.3';

/** The peer's own binary, built once by the Go toolchain. Throws where it cannot be had. */
export async function kubeScore(): Promise<string> {
  return install('kube-score', `github.com/zegl/kube-score/cmd/kube-score@v${KUBE_SCORE_VERSION}`);
}

export async function kubeconform(): Promise<string> {
  return install('kubeconform', `github.com/yannh/kubeconform/cmd/kubeconform@v${KUBECONFORM_VERSION}`);
}

async function install(name: string, program: string): Promise<string> {
  const folder = await cached(`${name}-${program.split('@v')[1] ?? ''}`, async (target) => {
    await run('go', ['install', program], { env: { ...process.env, GOBIN: target, GOFLAGS: '-mod=mod' } });
  });
  return path.join(folder, name);
}

interface Definition {
  readonly 'x-kubernetes-group-version-kind'?: readonly { group: string; version: string; kind: string }[];
}

/** Where kubeconform finds the schemas of all built-in kinds on disk: one file a kind, made from the API server's description. */
export async function schemaLocation(): Promise<string> {
  const folder = await cached(`bench-kubeconform-schemas-${KUBERNETES_VERSION}-1`, async (target) => {
    const { stdout } = await run('go', ['mod', 'download', '-json', `k8s.io/kubernetes@${KUBERNETES_VERSION}`], {
      env: { ...process.env, GOFLAGS: '-mod=mod' },
    });
    const { Dir } = JSON.parse(stdout) as { Dir: string };
    const swagger = path.join(Dir, 'api', 'openapi-spec', 'swagger.json');
    const { definitions } = JSON.parse(await readFile(swagger, 'utf8')) as { definitions: Record<string, Definition> };
    await mkdir(target, { recursive: true });
    for (const [name, definition] of Object.entries(definitions)) {
      const kinds = definition['x-kubernetes-group-version-kind'] ?? [];
      if (kinds.length !== 1) continue;
      const schema = JSON.stringify({ $ref: `#/definitions/${name}`, definitions: reachable(definitions, name) });
      for (const { group, version, kind } of kinds) {
        const first = group.split('.')[0] ?? '';
        const suffix = first === '' ? version : `${first}-${version}`;
        await writeFile(path.join(target, `${kind.toLowerCase()}-${suffix}.json`), schema);
      }
    }
  });
  return path.join(folder, '{{ .ResourceKind }}{{ .KindSuffix }}.json');
}

/** A definition with all that it leads to; what may be a text or a number is said as JSON Schema says it. */
function reachable(all: Readonly<Record<string, unknown>>, name: string): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  const wanted = [name];
  for (let next = wanted.pop(); next !== undefined; next = wanted.pop()) {
    if (next in found) continue;
    const text = JSON.stringify(all[next]);
    found[next] = JSON.parse(text, (_, value: unknown) =>
      isIntOrString(value) ? { oneOf: [{ type: 'string' }, { type: 'integer' }] } : value,
    );
    for (const [, target = ''] of text.matchAll(/"\$ref":"#\/definitions\/([^"]+)"/g)) wanted.push(target);
  }
  return found;
}

function isIntOrString(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'format' in value && value.format === 'int-or-string';
}
