import type { LanguageServer } from '../client.ts';
import type { RunFindings } from '../findings.ts';
import { buildImage } from '../image/build-image.ts';
import { sameProgram } from '../image/names.ts';
import { pushImage } from '../image/push-image.ts';
import { type Recipe, recipeOf, recipesAround } from '../image/recipe.ts';
import { knownRegistry } from '../image/registry.ts';
import type { Run } from '../run.ts';
import type { Where } from '../where.ts';
import type { FreshImage } from './render.ts';

/**
 * Builds and pushes the images of a deployment whose Dockerfile is in the project, so that what runs is what is there now.
 * Images of others stay as written. Undefined: the user named no registry.
 */
export async function freshImages(
  run: Run,
  server: LanguageServer,
  findings: RunFindings,
  where: Where,
  written: readonly string[],
): Promise<readonly FreshImage[] | undefined> {
  const overrides: FreshImage[] = [];
  for (const found of await recipesAround(server, where)) {
    const image = sameProgram(written, found.reference);
    if (image === undefined) continue;
    const recipe = await withRegistry(server, found);
    if (!recipe) return undefined;
    await buildImage(run, recipe, findings);
    const { reference, digest } = await pushImage(run, recipe.reference);
    overrides.push({ image, by: `${reference}@${digest}` });
  }
  return overrides;
}

async function withRegistry(server: LanguageServer, recipe: Recipe): Promise<Recipe | undefined> {
  const registry = await knownRegistry(recipe);
  if (registry === undefined) return undefined;
  return registry === recipe.settings.registry ? recipe : recipeOf(server, recipe.dockerfile);
}
