import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { cached } from './cache.ts';
import { run } from './process.ts';
import { Unavailable } from './unavailable.ts';

const modules = path.join(import.meta.dirname, 'go');

const programs = {
  etcd: 'etcd',
  'kube-apiserver': 'kubernetes',
  'kube-controller-manager': 'kubernetes',
  'kube-scheduler': 'kubernetes',
  kubectl: 'kubernetes',
  kubelet: 'kubernetes',
  'kube-proxy': 'kubernetes',
  kubeadm: 'kubernetes',
} as const;

export type KubernetesProgram = keyof typeof programs;

/** The path of one of Kubernetes' own programs, built from source on first use (minutes) and kept in the cache. */
export async function kubernetesProgram(name: KubernetesProgram): Promise<string> {
  const folder = path.join(modules, programs[name]);
  const version = name === 'etcd' ? await required(folder, 'go.etcd.io/etcd/server/v3') : await kubernetesVersion();
  const built = await cached(`kubernetes/${name}-${version}-${process.platform}-${process.arch}`, async (into) => {
    const source = name === 'etcd' ? 'go.etcd.io/etcd/server/v3' : `k8s.io/kubernetes/cmd/${name}`;
    const flags = name === 'etcd' ? '-s -w' : `-s -w ${stamps(version)}`;
    const args = ['build', '-trimpath', `-ldflags=${flags}`, '-o', path.join(into, name), source];
    await run('go', args, { cwd: folder, env: { CGO_ENABLED: '0', GOFLAGS: '', GOWORK: 'off' } }).catch(orNoGo);
  });
  return path.join(built, name);
}

/** Builds every program that the bed uses. */
export async function prepareKubernetes(): Promise<void> {
  // One after the other: a build takes all cores by itself, and several at once take gigabytes.
  for (const name of Object.keys(programs) as KubernetesProgram[]) await kubernetesProgram(name);
}

/** For example v1.36.3: the one place that says it is go.mod. */
export async function kubernetesVersion(): Promise<string> {
  return required(path.join(modules, 'kubernetes'), 'k8s.io/kubernetes');
}

async function required(folder: string, module: string): Promise<string> {
  const text = await readFile(path.join(folder, 'go.mod'), 'utf8');
  const line = text.split('\n').find((one) => one.includes(`${module} v`) && !one.includes('=>'));
  const version = /\sv\S+/.exec(line ?? '')?.[0].trim();
  if (version === undefined) throw new Error(`${folder}/go.mod does not require ${module}`);
  return version;
}

/** Without them the API server says it is v0.0.0-master, and clients refuse the version skew. */
function stamps(version: string): string {
  const [major = '', minor = ''] = version.slice(1).split('.');
  const values = { gitVersion: version, gitMajor: major, gitMinor: minor };
  return Object.entries(values)
    .map(([name, value]) => `-X k8s.io/component-base/version.${name}=${value}`)
    .join(' ');
}

function orNoGo(error: unknown): never {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT')
    throw new Unavailable('Kubernetes is built with Go: install it');
  throw error;
}
