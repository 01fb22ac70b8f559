import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { cached } from '../../test/bed/cache.ts';

const run = promisify(execFile);

/** Public Go modules whose archives hold Dockerfiles; versions are pinned, so that every run reads the same files. */
const MODULES = [
  'k8s.io/kubernetes@v1.36.3',
  'istio.io/istio@v0.0.0-20260827124520-eed52ebb66ad',
  'github.com/docker/cli@v29.9.3+incompatible',
  'github.com/jaegertracing/jaeger@v1.76.0',
  'github.com/hashicorp/vault@v1.21.4',
  'github.com/grafana/loki/v3@v3.7.8',
  'github.com/cilium/cilium@v1.20.2',
  'github.com/dapr/dapr@v1.14.0',
  'github.com/apache/beam/sdks/v2@v2.77.0',
  'k8s.io/ingress-nginx@v0.0.0-20240708192948-52c50467d67d',
  'github.com/moby/moby@v28.5.2+incompatible',
  'github.com/moby/moby/v2@v2.0.0-beta.24',
  'github.com/nodejs/docker-node@v0.0.0-20260902075726-b6ff152e7276',
  'github.com/nginx/docker-nginx@v0.0.0-20260902192759-c5b3ce398e37',
  'github.com/nginxinc/docker-nginx@v0.0.0-20240416171208-29d5001c15e7',
  'github.com/minio/minio@v0.0.0-20260212201848-7aac2a2c5b7c',
  'github.com/aws/aws-sdk-go@v1.55.8',
  'vitess.io/vitess@v0.24.4',
  'github.com/cortexproject/cortex@v1.21.1',
];

/** A folder of some three hundred Dockerfiles of real projects, fetched once by the Go toolchain. Throws without it. */
export async function realDockerfiles(): Promise<string> {
  return cached('bench-dockerfiles-1', async (folder) => {
    const work = await mkdtemp(path.join(tmpdir(), 'gantry-modules-'));
    try {
      await writeFile(path.join(work, 'go.mod'), 'module gantry.example/bench\n');
      for (const [index, module] of MODULES.entries()) {
        const options = { cwd: work, env: { ...process.env, GOFLAGS: '-mod=mod' }, maxBuffer: 1 << 24 };
        const { stdout } = await run('go', ['mod', 'download', '-json', module], options);
        await copyDockerfiles((JSON.parse(stdout) as { Dir: string }).Dir, folder, index);
      }
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  });
}

async function copyDockerfiles(from: string, to: string, module: number): Promise<void> {
  const files = await readdir(from, { recursive: true, withFileTypes: true });
  let count = 0;
  for (const file of files) {
    if (!file.isFile() || !/^Dockerfile(?:\..+)?$|\.Dockerfile$/.test(file.name)) continue;
    const source = path.join(file.parentPath, file.name);
    if (!/^\s*FROM\s/im.test(await readFile(source, 'utf8'))) continue;
    const folder = path.join(to, `${module}-${count++}`);
    await mkdir(folder, { recursive: true });
    await cp(source, path.join(folder, 'Dockerfile'));
  }
}
