import * as vscode from 'vscode';
import type { KubeObject, ObjectDiff } from '../../cluster/types.ts';
import type { Cluster } from '../../cluster/connect.ts';
import { bold, dim } from '../ansi.ts';
import type { Target } from '../cluster/target.ts';
import type { CommandContext } from '../commands/command.ts';
import type { Run } from '../run.ts';
import { confirmApply, showDiff } from './confirm.ts';
import { settleMissing } from './missing.ts';
import { followRollouts } from './rollouts.ts';

export interface Bringing {
  readonly run: Run;
  readonly target: Target;
  readonly objects: readonly KubeObject[];
  /** What is compared, in the user's words: a path, or `Kind/name`. */
  readonly what: string;
}

export interface Brought extends Target {
  /** `Kind/name` of everything that was applied. */
  readonly applied: readonly string[];
  /** Revision by `Kind/name` of every workload that was rolled out. */
  readonly revisions: Readonly<Record<string, string | null>>;
}

interface Compared {
  readonly cluster: Cluster;
  readonly diffs: readonly ObjectDiff[];
}

/** Compares the objects with the cluster and says what differs; nothing is changed. */
export async function compareWithCluster(
  { clusters }: CommandContext,
  { run, target, objects, what }: Bringing,
): Promise<Compared> {
  const { output } = run;
  const place = `${target.context}/${target.namespace}`;
  output.line(bold(vscode.l10n.t('Comparing {0} with {1}', what, place)));
  run.step(vscode.l10n.t('Comparing with {0}', place));
  const cluster = await clusters.connect(target.context);
  const { diff } = await import('../../cluster/apply.ts');
  const diffs = await diff(cluster, objects, { namespace: target.namespace, signal: output.signal });
  for (const { change, kind, name } of diffs) output.line(dim(`${change.padEnd(6)} ${kind}/${name}`));
  if (diffs.every(({ change }) => change === 'none')) output.line(vscode.l10n.t('Nothing to change in {0}', place));
  return { cluster, diffs };
}

/** Compares, asks unless `ask` is false, applies and follows. Undefined: the user said no. */
export async function bring(context: CommandContext, bringing: Bringing, ask: boolean): Promise<Brought | undefined> {
  const { run, target, objects } = bringing;
  const { output } = run;
  const { signal } = output;
  const place = `${target.context}/${target.namespace}`;
  const connected = await context.clusters.connect(target.context);
  if (!(await settleMissing({ cluster: connected, target, objects, signal, ask }))) return undefined;
  const { cluster, diffs } = await compareWithCluster(context, bringing);
  if (diffs.some(({ change }) => change !== 'none')) {
    await showDiff(context.documents, target, diffs);
    run.step(vscode.l10n.t('Waiting for your word'));
    if (ask && !(await confirmApply(target, diffs))) return undefined;
    run.step(vscode.l10n.t('Applying to {0}', place));
    const { apply } = await import('../../cluster/apply.ts');
    for await (const { object, result } of apply(cluster, objects, { namespace: target.namespace, signal })) {
      output.line(dim(`${result.padEnd(10)} ${objectName(object)}`));
    }
    output.line(bold(vscode.l10n.t('Applied {0} objects to {1}', objects.length, place)));
  }
  try {
    const revisions = await followRollouts(run, cluster, target.namespace, objects);
    return { ...target, applied: objects.map(objectName), revisions };
  } finally {
    // Whatever came of it, the cluster is not as it was.
    context.contractView.clusterChanged();
  }
}

export function objectName({ kind, metadata }: KubeObject): string {
  return `${kind}/${metadata.name}`;
}
