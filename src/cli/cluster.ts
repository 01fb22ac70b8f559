import { homedir } from 'node:os';
import type { Kubeconfig } from '../cluster/kubeconfig.ts';
import type { ClusterContext } from '../cluster/types.ts';
import { type Door, UsageError } from './door.ts';

/** What @kubernetes/client-node speaks HTTP with (undici 8) does not even load in an older Node. */
const OLDEST = [22, 19] as const;

/** The kubeconfig, and its context of this name, or the current one. Throws a UsageError where there is none. */
export async function chosenContext(
  name: string | undefined,
  door: Door,
): Promise<{ readonly kubeconfig: Kubeconfig; readonly context: ClusterContext }> {
  checkNode(process.versions.node);
  const { loadKubeconfig, contexts } = await import('../cluster/kubeconfig.ts');
  const kubeconfig = await loadKubeconfig(door.env, homedir());
  const context = contexts(kubeconfig).find((one) => (name === undefined ? one.current : one.name === name));
  if (!context)
    throw new UsageError(
      name === undefined
        ? ['there is no context chosen in the kubeconfig']
        : ['there is no context {0} in the kubeconfig', name],
    );
  return { kubeconfig, context };
}

/** Throws a UsageError where a Node of this version (`22.19.0`) cannot talk to clusters. */
export function checkNode(version: string): void {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  throw new UsageError([
    'what asks a cluster needs Node {0} or newer; this is {1}. All else works with it',
    OLDEST.join('.'),
    version,
  ]);
}
