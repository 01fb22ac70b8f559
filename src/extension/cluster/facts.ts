import * as vscode from 'vscode';
import type { Cluster } from '../../cluster/connect.ts';
import type { LanguageServer } from '../client.ts';
import type { Clusters } from './clusters.ts';
import type { TargetStore } from './target.ts';

/**
 * Lets manifests be held against the cluster of the chosen context: its version, and the kinds that it defines. It is asked
 * once the user has connected to it, and never before; where it does not answer, nothing is known of it.
 */
export function shareClusterFacts(
  clusters: Clusters,
  target: TargetStore,
  server: LanguageServer,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  let asking = new AbortController();
  const ask = async (cluster: Cluster, { signal }: AbortController) => {
    try {
      const { clusterFacts } = await import('../../cluster/facts.ts');
      const facts = await clusterFacts(cluster, signal);
      if (!signal.aborted) server.tellCluster(facts);
    } catch (error) {
      if (!signal.aborted) log.info(error instanceof Error ? error.message : String(error));
    }
  };
  const askAnew = (cluster: Cluster) => {
    asking.abort();
    asking = new AbortController();
    void ask(cluster, asking);
  };
  clusters.onConnect((context, cluster) => {
    if (context === target.chosen()?.context) askAnew(cluster);
  });
  let last = target.chosen()?.context;
  const changed = target.onDidChange(({ context }) => {
    if (context === last) return;
    last = context;
    asking.abort();
    server.tellCluster(null);
    // One that is not connected yet is asked when it is.
    if (clusters.isConnected(context)) void clusters.connect(context).then(askAnew, () => undefined);
  });
  return vscode.Disposable.from(changed, {
    dispose: () => {
      asking.abort();
    },
  });
}
