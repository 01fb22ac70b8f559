import * as vscode from 'vscode';
import { type ImageSettings, joinImages } from '../../config/image-settings.ts';
import type { Choices, Plan } from '../../containerize/plan-types.ts';
import { withDigests } from '../../containerize/image/unpinned-bases.ts';
import { type ImagesParams, imagesRequest, type ImagesResult } from '../../server/protocol.ts';
import type { LanguageServer } from '../client.ts';
import { openEngine, storedCredentials } from '../engine.ts';
import { signalOf } from '../run.ts';
import { imageSettings } from '../settings.ts';
import { explainError } from '../translate.ts';

/** What `.gantry.yaml` says of base images, and over it the editor's settings. */
export async function imageChoices(server: LanguageServer, folder: vscode.Uri): Promise<ImageSettings> {
  const params: ImagesParams = { folder: folder.toString() };
  return joinImages([await server.request<ImagesResult>(imagesRequest, params), imageSettings(folder)]);
}

type PlanWith = (choices: Choices) => Promise<Plan>;

/** Plans whose base images are pinned where the settings want it: the engine asks their registries, each image once. */
export function pinning(plan: PlanWith): PlanWith {
  const known = new Map<string, string | undefined>();
  return async (choices) => {
    const first = await plan(choices);
    const pinned = await withDigests(choices, first, async (names) => {
      const fresh = names.filter((name) => !known.has(name));
      if (fresh.length > 0) await askDigests(fresh, known);
      const found: Record<string, string> = {};
      for (const name of names) {
        const digest = known.get(name);
        if (digest !== undefined) found[name] = digest;
      }
      return found;
    });
    return pinned ? plan(pinned) : first;
  };
}

async function askDigests(names: readonly string[], known: Map<string, string | undefined>): Promise<void> {
  const { imageDigests } = await import('../../docker/image-digests.ts');
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t('Asking for the digests of base images'),
    cancellable: true,
  };
  const { digests, failures } = await vscode.window.withProgress(options, async (_progress, token) => {
    const signal = signalOf(token);
    return imageDigests(await openEngine(), names, (registry) => storedCredentials(registry, signal), signal);
  });
  for (const name of names) known.set(name, digests[name]);
  for (const failure of failures) void vscode.window.showWarningMessage(explainError(failure));
}
