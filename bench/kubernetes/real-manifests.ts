import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { cached } from '../../test/bed/cache.ts';

const run = promisify(execFile);

/** Folders of public Go modules that hold manifests; versions are pinned, so that every run reads the same files. */
const SOURCES: readonly (readonly [module: string, folders: readonly string[]])[] = [
  ['k8s.io/kubernetes@v1.36.3', ['cluster', 'test/e2e/testing-manifests', 'test/e2e_node', 'hack/testdata']],
  ['istio.io/istio@v0.0.0-20260827124520-eed52ebb66ad', ['samples']],
  ['github.com/argoproj/argo-cd/v3@v3.5.4', ['manifests', 'examples', 'hack']],
  ['k8s.io/ingress-nginx@v0.0.0-20240708192948-52c50467d67d', ['deploy', 'docs/examples']],
  ['github.com/fluxcd/flux2/v2@v2.9.5', ['manifests']],
  ['github.com/cilium/cilium@v1.20.2', ['examples']],
  ['github.com/prometheus-operator/prometheus-operator@v0.85.0', ['example']],
];
/** The largest definitions of custom resources would outweigh all else. */
const LONGEST = 60_000;
/** Of one module. */
const MOST_DOCUMENTS = 130;

/** A folder of some 650 objects of real projects, one file each as they have them, fetched once by the Go toolchain. Throws without it. */
export async function realManifests(): Promise<string> {
  return cached('bench-manifests-1', async (folder) => {
    const work = await mkdtemp(path.join(tmpdir(), 'gantry-modules-'));
    try {
      await writeFile(path.join(work, 'go.mod'), 'module gantry.example/bench\n');
      for (const [index, [module, folders]] of SOURCES.entries()) {
        const options = { cwd: work, env: { ...process.env, GOFLAGS: '-mod=mod' }, maxBuffer: 1 << 24 };
        const { stdout } = await run('go', ['mod', 'download', '-json', module], options);
        const { Dir } = JSON.parse(stdout) as { Dir: string };
        let left = MOST_DOCUMENTS;
        for (const name of folders) {
          left -= await copyManifests(
            path.join(Dir, name),
            path.join(folder, `${index}-${name.replaceAll('/', '-')}`),
            left,
          );
        }
      }
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  });
}

/** How many documents were copied. */
async function copyManifests(from: string, to: string, most: number): Promise<number> {
  const files = await readdir(from, { recursive: true, withFileTypes: true });
  const sources = files
    .filter((file) => file.isFile() && /\.ya?ml$/.test(file.name) && !/kustom|values/.test(file.name))
    .map((file) => path.join(file.parentPath, file.name))
    .sort();
  await mkdir(to, { recursive: true });
  let documents = 0;
  for (const source of sources) {
    const count = documentsIn(await readFile(source, 'utf8'));
    if (count === 0 || documents + count > most) continue;
    documents += count;
    await cp(source, path.join(to, path.relative(from, source).replaceAll(path.sep, '-')));
  }
  return documents;
}

/** 0 for what is no manifest, or only a template of one. */
function documentsIn(text: string): number {
  if (text.length > LONGEST || text.includes('{{') || text.includes('__')) return 0;
  const documents = text.split(/^---.*$/m).filter((document) => /^[^#\s]/m.test(document));
  const areObjects = documents.every((document) => /^apiVersion: *\S/m.test(document) && /^kind: *\S/m.test(document));
  return areObjects ? documents.length : 0;
}
