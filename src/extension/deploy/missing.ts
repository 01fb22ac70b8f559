import * as vscode from 'vscode';
import type { Cluster } from '../../cluster/connect.ts';
import type { KubeObject, MissingReference } from '../../cluster/types.ts';
import { Problem } from '../../words/problem.ts';
import type { Target } from '../cluster/target.ts';
import { askSecret, createSecretIn } from '../cluster/new-secret.ts';
import { withAction } from '../action.ts';

export interface MissingQuestion {
  readonly cluster: Cluster;
  readonly target: Target;
  readonly objects: readonly KubeObject[];
  readonly signal: AbortSignal;
  /** False: what is missing is an error, not a question. */
  readonly ask: boolean;
}

/**
 * Names every Secret and ConfigMap that the objects refer to and that is nowhere, and offers to create the Secrets.
 * False: the user cancelled.
 */
export async function settleMissing(question: MissingQuestion): Promise<boolean> {
  const { cluster, target, objects, signal, ask } = question;
  const { missingReferences } = await import('../../cluster/references.ts');
  for (const missing of await missingReferences(cluster, objects, { namespace: target.namespace, signal })) {
    if (!ask) throw missingProblem(target, missing);
    if (!(await settle(cluster, target, missing, signal))) return false;
  }
  return true;
}

async function settle(
  cluster: Cluster,
  target: Target,
  missing: MissingReference,
  signal: AbortSignal,
): Promise<boolean> {
  const create = vscode.l10n.t('Create Secret…');
  const anyway = vscode.l10n.t('Deploy Anyway');
  const { kind, name, namespace, keys, referencedBy } = missing;
  const message = vscode.l10n.t('{0} needs the {1} {2}, which {3} does not have.', referencedBy, kind, name, namespace);
  const detail = keys.length === 0 ? '' : vscode.l10n.t('Keys: {0}', keys.join(', '));
  const buttons = kind === 'Secret' ? [create, anyway] : [anyway];
  const answer = await vscode.window.showWarningMessage(message, { modal: true, detail }, ...buttons);
  if (answer === anyway) return true;
  if (answer !== create) return false;
  const data = await askSecret(name, keys);
  if (!data) return false;
  await createSecretIn(cluster, { context: target.context, namespace, name }, data, signal);
  return true;
}

function missingProblem(target: Target, { kind, name, namespace, keys, referencedBy }: MissingReference): Problem {
  const problem = new Problem({
    kind: 'not-found',
    what: ['`{0}` needs the {1} `{2}`, which `{3}` does not have', referencedBy, kind, name, namespace],
    next: ['Create it first, then deploy again'],
  });
  if (kind !== 'Secret') return problem;
  return withAction(problem, {
    title: vscode.l10n.t('Create Secret…'),
    command: 'gantry.createSecret',
    arguments: [{ context: target.context, namespace, name, keys }],
  });
}
