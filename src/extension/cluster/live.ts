import type * as vscode from 'vscode';
import type { LanguageServer } from '../client.ts';
import { signalOf } from '../run.ts';
import type { Clusters } from './clusters.ts';
import type { TargetStore } from './target.ts';

/**
 * Answers the server when somebody looks at the contract or a variable: what the cluster of the chosen context has of it. It is
 * asked only while the user is connected to it; of Secrets no value leaves this process.
 */
export function answerLive(
  clusters: Clusters,
  target: TargetStore,
  server: LanguageServer,
  log: vscode.LogOutputChannel,
): void {
  server.answerLive(async ({ targets }, token) => {
    const chosen = target.chosen();
    if (!chosen || !clusters.isConnected(chosen.context)) return null;
    const { context, namespace } = chosen;
    try {
      const [{ readLive }, cluster] = await Promise.all([
        import('../../cluster/live/read.ts'),
        clusters.connect(context),
      ]);
      return { context, live: await readLive(cluster, targets, { namespace, signal: signalOf(token) }) };
    } catch (error) {
      log.info(error instanceof Error ? error.message : String(error));
      return { context, live: null };
    }
  });
}
