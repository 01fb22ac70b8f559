import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { pauseImage } from './container-image.ts';
import type { ControlPlane } from './control-plane.ts';
import { kubernetesProgram } from './kubernetes.ts';
import type { Machine } from './machine.ts';
import { startMachine } from './machine.ts';
import { relay } from './network.ts';
import { containerdConfiguration, kubeletConfiguration, podNetwork, registryMirror } from './node-configuration.ts';
import { ensureDebianPackages } from './packages.ts';
import { waitUntil } from './process.ts';
import type { Registry } from './registry.ts';
import { addresses } from './subnets.ts';
import { needsRoot } from './unavailable.ts';

/** A real kubelet with containerd, kube-proxy and a bridge for pods, in a machine of its own. */
export interface WorkerNode {
  readonly name: string;
  /** Where this machine reaches it, for NodePorts; ClusterIPs and pods answer to this machine, too. */
  readonly address: string;
  /** Lets pods pull `localhost:PORT/…` from another registry. */
  readonly trust: (registry: Registry) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Debian's names of what a node needs from this machine. */
export const NODE_PACKAGES = [
  'conntrack',
  'containerd',
  'containernetworking-plugins',
  'curl',
  'iproute2',
  'iptables',
  'runc',
];

const NAME = 'gantry-node';

/**
 * Adds a node to the cluster and waits until it is Ready. Its pods pull from the registries under the very name under
 * which this machine pushed (`localhost:PORT/…`); where a registry wants a password, pods need imagePullSecrets, as in life.
 */
export async function startNode(controlPlane: ControlPlane, ...registries: readonly Registry[]): Promise<WorkerNode> {
  needsRoot('a Kubernetes node');
  await ensureDebianPackages(NODE_PACKAGES);
  const network = addresses(controlPlane.slot);
  const machine = await startMachine(network);
  const closing = [(): Promise<void> => machine.stop()];
  const stop = async (): Promise<void> => {
    await removeFromCluster(controlPlane).catch(() => undefined);
    for (const close of closing.reverse()) await close();
  };
  const trust = async ({ host, port }: Registry): Promise<void> => {
    closing.push(await relay(network.host, port));
    const folder = `${machine.folder}/registries/${host}`;
    await mkdir(folder, { recursive: true });
    await writeFile(`${folder}/hosts.toml`, registryMirror(host, `${network.host}:${port}`));
  };
  try {
    const apiPort = Number(new URL(controlPlane.server).port);
    closing.push(await relay(network.host, apiPort));
    const server = `https://${network.host}:${apiPort}`;
    await mkdir(`${machine.folder}/registries`);
    for (const registry of registries) await trust(registry);
    await startContainerd(machine, controlPlane.slot);
    await startKubelet(machine, controlPlane, server, network.node);
    await startProxy(machine, controlPlane, server, network.pods);
    await waitUntil(() => isReady(controlPlane), 60);
  } catch (error) {
    await stop();
    throw error;
  }
  return { name: NAME, address: network.node, trust, stop };
}

async function startContainerd(machine: Machine, slot: number): Promise<void> {
  const { folder } = machine;
  await mkdir(`${folder}/cni`);
  await writeFile(`${folder}/cni/10-pods.conflist`, podNetwork(addresses(slot)));
  await writeFile(`${folder}/containerd.toml`, containerdConfiguration(folder));
  await machine.start({
    command: '/usr/bin/containerd',
    args: ['--config', `${folder}/containerd.toml`, '--log-level', 'warn'],
    log: `${folder}/containerd.log`,
    ready: () => Promise.resolve(existsSync(`${folder}/containerd.sock`)),
  });
  const image = await pauseImage();
  await machine.run('ctr', [
    '--address',
    `${folder}/containerd.sock`,
    '--namespace',
    'k8s.io',
    'images',
    'import',
    image,
  ]);
}

async function startKubelet(machine: Machine, cluster: ControlPlane, server: string, address: string): Promise<void> {
  const { folder, cgroup } = machine;
  const kubeconfig = await cluster.userKubeconfig(`system:node:${NAME}`, ['system:nodes'], server);
  await writeFile(`${folder}/kubelet.yaml`, kubeletConfiguration(folder, cgroup));
  await machine.start({
    command: await kubernetesProgram('kubelet'),
    args: [
      `--config=${folder}/kubelet.yaml`,
      `--kubeconfig=${kubeconfig}`,
      `--hostname-override=${NAME}`,
      `--node-ip=${address}`,
    ],
    log: `${folder}/kubelet.log`,
    ready: async () => (await machine.run('curl', ['-sf', 'http://127.0.0.1:10248/healthz'])) === 'ok',
  });
}

async function startProxy(machine: Machine, cluster: ControlPlane, server: string, pods: string): Promise<void> {
  await machine.start({
    command: await kubernetesProgram('kube-proxy'),
    args: [
      `--kubeconfig=${await cluster.userKubeconfig('system:kube-proxy', [], server)}`,
      `--hostname-override=${NAME}`,
      `--cluster-cidr=${pods}`,
      '--proxy-mode=iptables',
      // The kernel's table of connections is the whole machine's: leave it as it is.
      '--conntrack-max-per-core=0',
      '--conntrack-min=0',
      '--conntrack-tcp-timeout-established=0',
      '--conntrack-tcp-timeout-close-wait=0',
    ],
    log: `${machine.folder}/kube-proxy.log`,
    ready: async () => (await machine.run('curl', ['-s', '-o', '/dev/null', 'http://127.0.0.1:10256/livez'])) === '',
  });
}

async function isReady(controlPlane: ControlPlane): Promise<boolean> {
  const path = '{.status.conditions[?(@.type=="Ready")].status}';
  return (await controlPlane.kubectl(['get', 'node', NAME, '--output', `jsonpath=${path}`])) === 'True';
}

/** A cluster that goes on without the node must not wait for its pods to end. */
async function removeFromCluster(controlPlane: ControlPlane): Promise<void> {
  await controlPlane.kubectl(['delete', 'node', NAME, '--ignore-not-found', '--wait=false', '--request-timeout=5s']);
  const force = ['--force', '--grace-period=0', '--wait=false', '--request-timeout=5s'];
  await controlPlane.kubectl(['delete', 'pods', '--all', '--all-namespaces', ...force]);
}
