import * as vscode from 'vscode';
import { cyan } from '../ansi.ts';
import { inCluster, referenceOf } from '../cluster/reference.ts';
import type { CommandContext } from './command.ts';

/** `gantry.logs(object?)`: follows the logs of a workload's pods until Ctrl+C; new pods join. */
export function logsCommand(context: CommandContext) {
  return async (argument?: unknown): Promise<void> => {
    const reference = await referenceOf(argument, 'Deployment', context);
    if (!reference) return;
    const { kind, name } = reference;
    const [{ logs }, cluster] = await Promise.all([
      import('../../cluster/logs.ts'),
      context.clusters.connect(reference.context),
    ]);
    const output = context.outputs.open(vscode.l10n.t('Logs: {0}', `${kind}/${name}`));
    try {
      const request = { of: inCluster(reference), follow: true, tailLines: 200 };
      for await (const line of logs(cluster, request, output.signal)) output.line(`${cyan(line.pod)} ${line.text}`);
    } finally {
      output.end();
    }
  };
}
