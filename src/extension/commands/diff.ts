import * as vscode from 'vscode';
import { compareWithCluster, objectName } from '../deploy/bring.ts';
import { chosenObjects } from '../deploy/chosen-objects.ts';
import { showDiff } from '../deploy/confirm.ts';
import { findDeployable } from '../deploy/deployable.ts';
import { renderDeployable } from '../deploy/render.ts';
import { offer } from '../action.ts';
import { runInTerminal } from '../run.ts';
import { whereOf } from '../where.ts';
import type { CommandContext } from './command.ts';

/** `gantry.diff(where?)`: what an apply would change in the cluster; `Kind/name` by what would become of each. Changes nothing. */
export function diffCommand(context: CommandContext) {
  return async (argument?: unknown): Promise<Readonly<Record<string, string>> | undefined> => {
    const where = whereOf(argument);
    const deployable = await findDeployable(where);
    if (!deployable) return undefined;
    const target = await context.target.current();
    return runInTerminal(context.outputs, vscode.l10n.t('Gantry: Diff'), async (run) => {
      const rendered = await renderDeployable(deployable, [], run.output.signal);
      const objects = chosenObjects(rendered, where).map(({ object }) => object);
      const what = where.name === undefined ? deployable.path : objects.map(objectName).join(', ');
      const { diffs } = await compareWithCluster(context, { run, target, objects, what });
      if (diffs.some(({ change }) => change !== 'none')) await showDiff(context.documents, target, diffs);
      else offer(vscode.l10n.t('Nothing to change in {0}', `${target.context}/${target.namespace}`));
      return Object.fromEntries(diffs.map(({ kind, name, change }) => [`${kind}/${name}`, change]));
    });
  };
}
