import * as vscode from 'vscode';
import { rememberRegistry } from '../settings.ts';
import type { Recipe } from './recipe.ts';

/** Where a recipe's image is pushed; asked once and remembered in the workspace's settings. Undefined: the user said nothing. */
export async function knownRegistry({ dockerfile, settings }: Recipe): Promise<string | undefined> {
  if (settings.registry !== '') return settings.registry;
  const registry = await vscode.window.showInputBox({
    title: vscode.l10n.t('Where should images be pushed?'),
    prompt: vscode.l10n.t('Host and path of a registry, for example ghcr.io/acme'),
    ignoreFocusOut: true,
    validateInput: (text) =>
      /^[\w.-]+(?::\d+)?(?:\/[a-z0-9._/-]+)?$/.test(text.trim())
        ? undefined
        : vscode.l10n.t('Write it like ghcr.io/acme or localhost:5000'),
  });
  if (registry === undefined || registry.trim() === '') return undefined;
  await rememberRegistry(dockerfile, registry.trim());
  return registry.trim();
}
