import * as vscode from 'vscode';
import { Problem } from '../../words/problem.ts';
import { offer } from '../action.ts';
import { buildImage } from '../image/build-image.ts';
import { hasImage } from '../image/has-image.ts';
import { pushImage, type PushedImage } from '../image/push-image.ts';
import { knownRegistry } from '../image/registry.ts';
import { findRecipe, recipeOf } from '../image/recipe.ts';
import { runInTerminal } from '../run.ts';
import { whereOf } from '../where.ts';
import type { CommandContext } from './command.ts';

/** `gantry.push(where?)`: pushes the image of a Dockerfile, after building it where the engine has none of this name. */
export function pushCommand({ server, outputs, findings }: CommandContext) {
  return async (argument?: unknown): Promise<PushedImage | undefined> => {
    const where = whereOf(argument);
    const found = await findRecipe(server, where);
    if (!found) return undefined;
    const registry = await knownRegistry(found);
    if (registry === undefined) return undefined;
    const recipe = registry === found.settings.registry ? found : await recipeOf(server, found.dockerfile);
    if (recipe.settings.registry === '') {
      throw new Problem({ kind: 'invalid-input', what: ['No registry to push to is set'] });
    }
    const pushed = await runInTerminal(outputs, vscode.l10n.t('Gantry: Push'), async (run) => {
      if (!(await hasImage(recipe.reference, run.output.signal))) await buildImage(run, recipe, findings);
      return pushImage(run, recipe.reference);
    });
    offer(vscode.l10n.t('Pushed {0}.', pushed.reference), {
      title: vscode.l10n.t('Deploy'),
      command: 'gantry.deploy',
      arguments: [argument ?? recipe.dockerfile, { image: `${pushed.reference}@${pushed.digest}` }],
    });
    return pushed;
  };
}
