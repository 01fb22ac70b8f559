import * as vscode from 'vscode';
import { readDotenv } from '../../containerize/settings/dotenv.ts';
import { isIgnoredByGit } from '../../disk/ignored-by-git.ts';
import type { SecretData } from './new-secret.ts';

/**
 * Values of `keys` (all, where none is named) from a .env file of the workspace that git ignores, if the user wants it so.
 * `ask`: the values are to be asked for; undefined: the user stopped.
 */
export async function secretFromFile(keys: readonly string[]): Promise<SecretData | 'ask' | undefined> {
  const found = await vscode.workspace.findFiles('**/{.env,.env.local,.env.development}', '**/node_modules/**', 10);
  const files = await Promise.all(
    found
      .filter(({ scheme }) => scheme === 'file')
      .map(async (uri) => ((await isIgnoredByGit(uri.fsPath)) === true ? await valuesIn(uri, keys) : undefined)),
  );
  const items = files
    .filter((file) => file !== undefined)
    .map(({ uri, data }) => ({
      label: `$(file) ${vscode.workspace.asRelativePath(uri)}`,
      description: Object.keys(data).join(', '),
      data: data,
    }));
  if (items.length === 0) return 'ask';
  const typed = { label: `$(edit) ${vscode.l10n.t('Type the values')}`, description: '', data: 'ask' as const };
  const title = vscode.l10n.t('Where do the values come from?');
  return (await vscode.window.showQuickPick([...items, typed], { title, ignoreFocusOut: true }))?.data;
}

/** The file with its values, where it has one for every key. */
async function valuesIn(uri: vscode.Uri, keys: readonly string[]) {
  const all = readDotenv(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)));
  const wanted = keys.length > 0 ? keys : [...all.keys()];
  if (wanted.length === 0 || wanted.some((key) => (all.get(key) ?? '') === '')) return undefined;
  return { uri, data: Object.fromEntries(wanted.map((key) => [key, all.get(key) ?? ''])) };
}
