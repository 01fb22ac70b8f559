import * as vscode from 'vscode';
import type { Cluster } from '../../cluster/connect.ts';
import type { KubeObject, RolloutEvent } from '../../cluster/types.ts';
import { bold, dim, green, yellow } from '../ansi.ts';
import { inCluster } from '../cluster/reference.ts';
import type { Run } from '../run.ts';

const ROLLED_OUT = ['Deployment', 'StatefulSet', 'DaemonSet'];

/** Follows every applied workload to the end; the revision of each by `Kind/name`. Throws a Problem with the cause where one fails. */
export async function followRollouts(
  run: Run,
  cluster: Cluster,
  namespace: string,
  objects: readonly KubeObject[],
): Promise<Readonly<Record<string, string | null>>> {
  const { rollout } = await import('../../cluster/rollout.ts');
  const revisions: Record<string, string | null> = {};
  for (const { kind, metadata } of objects) {
    if (!ROLLED_OUT.includes(kind)) continue;
    const name = `${kind}/${metadata.name}`;
    run.output.line(bold(vscode.l10n.t('Rolling out {0}', name)));
    const workload = inCluster({
      context: cluster.context,
      kind,
      name: metadata.name,
      namespace: metadata.namespace ?? namespace,
    });
    for await (const event of rollout(cluster, workload, run.output.signal)) {
      run.output.line(rolloutLine(event));
      if (event.kind === 'progress') run.step(`${name} ${event.available}/${event.desired}`);
      if (event.kind === 'done') revisions[name] = event.revision;
    }
  }
  return revisions;
}

function rolloutLine(event: RolloutEvent): string {
  switch (event.kind) {
    case 'progress': {
      const { updated, ready, available, desired } = event;
      return dim(vscode.l10n.t('{0} updated, {1} ready, {2} available of {3}', updated, ready, available, desired));
    }
    case 'trouble':
      return yellow(`${event.object}: ${event.reason}: ${event.message}`);
    case 'done':
      return green(
        event.revision === null
          ? vscode.l10n.t('Rolled out')
          : vscode.l10n.t('Rolled out revision {0}', event.revision),
      );
  }
}
