import { homedir } from 'node:os';
import type { Cluster } from '../../cluster/connect.ts';
import type { ClusterContext, WatchEvent } from '../../cluster/types.ts';
import { kubeconfigSetting } from '../settings.ts';
import type { OpenWatch } from '../views/cluster/watches.ts';

/** The clusters of the kubeconfig. Reading it connects to nothing; the Kubernetes client is loaded on first use. */
export interface Clusters {
  contexts(): Promise<readonly ClusterContext[]>;
  connect(context: string): Promise<Cluster>;
  /** Whether the user has connected to a context, since the kubeconfig was read. */
  isConnected(context: string): boolean;
  /** Called when a context is connected for the first time: because the user looks at it, or does something there. */
  onConnect(listener: (context: string, cluster: Cluster) => void): void;
  readonly watch: OpenWatch;
  /** Reads the kubeconfig anew next time. */
  forget(): void;
}

export function createClusters(): Clusters {
  let config: ReturnType<typeof readConfig> | undefined;
  let connections = new Map<string, Promise<Cluster>>();
  const listeners: ((context: string, cluster: Cluster) => void)[] = [];
  const load = () => {
    config ??= readConfig();
    config.catch(() => {
      // A file that is mended later is read again.
      config = undefined;
    });
    return config;
  };

  async function connect(context: string): Promise<Cluster> {
    const present = connections.get(context);
    if (present) return present;
    const connecting = (async () => {
      const [{ connect: open }, kubeconfig] = await Promise.all([import('../../cluster/connect.ts'), load()]);
      return open(kubeconfig, context);
    })();
    connections.set(context, connecting);
    connecting.then(
      (cluster) => {
        for (const listener of listeners) listener(context, cluster);
      },
      () => connections.delete(context),
    );
    return connecting;
  }

  return {
    async contexts() {
      const [{ contexts }, kubeconfig] = await Promise.all([import('../../cluster/kubeconfig.ts'), load()]);
      return contexts(kubeconfig);
    },
    connect,
    isConnected: (context) => connections.has(context),
    onConnect(listener) {
      listeners.push(listener);
    },
    async *watch({ context, namespace, kind }, signal): AsyncGenerator<WatchEvent> {
      const [{ watch }, cluster] = await Promise.all([import('../../cluster/watch.ts'), connect(context)]);
      yield* watch(cluster, kind, namespace === '' ? null : namespace, signal);
    },
    forget() {
      config = undefined;
      connections = new Map();
    },
  };
}

async function readConfig() {
  const { loadKubeconfig } = await import('../../cluster/kubeconfig.ts');
  const chosen = kubeconfigSetting();
  const env = chosen === '' ? process.env : { ...process.env, KUBECONFIG: chosen.replace(/^~(?=[\\/])/, homedir()) };
  return loadKubeconfig(env, homedir());
}
