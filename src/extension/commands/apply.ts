import * as vscode from 'vscode';
import { Problem } from '../../words/problem.ts';
import { bring, type Brought, objectName } from '../deploy/bring.ts';
import { findDeployable } from '../deploy/deployable.ts';
import { chosenObjects } from '../deploy/chosen-objects.ts';
import { locateRejection } from '../deploy/rejection.ts';
import { renderDeployable } from '../deploy/render.ts';
import { runInTerminal } from '../run.ts';
import { optionsOf, type Where, whereOf } from '../where.ts';
import type { CommandContext } from './command.ts';

export interface ApplyOptions {
  /** Do not ask before applying. */
  readonly yes: boolean;
}

/**
 * `gantry.apply(where?, options?)`: one object of a manifest, or all of a file, as the build that it belongs to makes it:
 * diff, ask once, apply, follow the rollout. Builds and pushes nothing.
 */
export function applyCommand(context: CommandContext) {
  return async (argument?: unknown, given?: unknown): Promise<Brought | undefined> => {
    const where: Where = { kind: 'object', ...whereOf(argument) };
    const deployable = await findDeployable(where);
    if (!deployable) return undefined;
    const target = await context.target.current();
    const ask = optionsOf<ApplyOptions>(given).yes !== true;
    return runInTerminal(context.outputs, vscode.l10n.t('Gantry: Apply'), async (run) => {
      const rendered = await renderDeployable(deployable, [], run.output.signal);
      const chosen = chosenObjects(rendered, where);
      if (chosen.length === 0) throw nothing(where.name ?? deployable.path);
      for (const { uri } of chosen) context.findings.clear(uri);
      const objects = chosen.map(({ object }) => object);
      const what = objects.map(objectName).join(', ');
      try {
        return await bring(context, { run, target, objects, what }, ask);
      } catch (error) {
        throw error instanceof Problem ? await locateRejection(error, chosen, context.findings) : error;
      }
    });
  };
}

function nothing(name: string): Problem {
  return new Problem({ kind: 'not-found', what: ['The build has no `{0}`', name] });
}
