import * as vscode from 'vscode';
import { offer } from '../action.ts';
import { buildImage, type BuiltImage } from '../image/build-image.ts';
import { findRecipe } from '../image/recipe.ts';
import { runInTerminal } from '../run.ts';
import { size } from '../../words/sizes.ts';
import { whereOf } from '../where.ts';
import type { CommandContext } from './command.ts';

/** `gantry.build(where?)`: builds the image of a Dockerfile and says how large it is. */
export function buildCommand({ server, outputs, findings }: CommandContext) {
  return async (argument?: unknown): Promise<BuiltImage | undefined> => {
    const recipe = await findRecipe(server, whereOf(argument));
    if (!recipe) return undefined;
    const image = await runInTerminal(outputs, vscode.l10n.t('Gantry: Build'), (run) =>
      buildImage(run, recipe, findings),
    );
    offer(vscode.l10n.t('Built {0} ({1}).', image.reference, size(image.bytes)), {
      title: vscode.l10n.t('Push'),
      command: 'gantry.push',
      arguments: [recipe.dockerfile],
    });
    return image;
  };
}
