import * as vscode from 'vscode';
import { askSecret, createSecretIn, type SecretData } from '../cluster/new-secret.ts';
import { secretFromFile } from '../cluster/secret-file.ts';
import { signalOf } from '../run.ts';
import { optionsOf } from '../where.ts';
import type { CommandContext } from './command.ts';

export interface NewSecret {
  readonly context: string;
  readonly namespace: string;
  readonly name: string;
  /** Keys whose values are asked for. */
  readonly keys: readonly string[];
  /** Values by key, instead of asking. */
  readonly data: SecretData;
}

/** `gantry.createSecret(secret?)`: asks for the values and creates the Secret; nothing of them is stored or logged. */
export function createSecretCommand({ clusters, target }: CommandContext) {
  return async (argument?: unknown): Promise<void> => {
    const given = optionsOf<NewSecret>(argument);
    const { context, namespace } =
      given.context !== undefined && given.namespace !== undefined
        ? { context: given.context, namespace: given.namespace }
        : await target.current();
    const name = given.name ?? (await askName());
    if (!name) return;
    const fromFile = given.data ?? (await secretFromFile(given.keys ?? []));
    const data = fromFile === 'ask' ? await askSecret(name, given.keys ?? []) : fromFile;
    if (!data) return;
    const place = { context, namespace, name };
    const options = {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Creating Secret {0}', name),
      cancellable: true,
    };
    await vscode.window.withProgress(options, async (_progress, token) => {
      await createSecretIn(await clusters.connect(context), place, data, signalOf(token));
    });
    void vscode.window.showInformationMessage(vscode.l10n.t('Created Secret {0} in {1}.', name, namespace));
  };
}

function askName(): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Create Secret'),
    prompt: vscode.l10n.t('Name of the Secret'),
    ignoreFocusOut: true,
    validateInput: (text) =>
      /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/.test(text)
        ? undefined
        : vscode.l10n.t('A name has lower-case letters, digits, - and .'),
  });
}
