import * as vscode from 'vscode';
import type { Cluster } from '../../cluster/connect.ts';

/** Values of a Secret by key. They are held in memory until the API server has them, and never written or logged. */
export type SecretData = Readonly<Record<string, string>>;

export interface SecretPlace {
  readonly context: string;
  readonly namespace: string;
  readonly name: string;
}

/** Asks a value for every key; where no key is known, keys, too. Undefined: the user stopped. */
export async function askSecret(name: string, keys: readonly string[]): Promise<SecretData | undefined> {
  const title = vscode.l10n.t('Secret {0}', name);
  const data: Record<string, string> = {};
  for (const key of keys) {
    const value = await askValue(title, key);
    if (value === undefined) return undefined;
    data[key] = value;
  }
  while (keys.length === 0) {
    const prompt =
      Object.keys(data).length === 0
        ? vscode.l10n.t('Name of the first key')
        : vscode.l10n.t('Name of the next key; leave it empty to finish');
    const key = await vscode.window.showInputBox({ title, prompt, ignoreFocusOut: true, validateInput: checkKey });
    if (key === undefined) return undefined;
    if (key === '') break;
    const value = await askValue(title, key);
    if (value === undefined) return undefined;
    data[key] = value;
  }
  return Object.keys(data).length === 0 ? undefined : data;
}

function askValue(title: string, key: string): Thenable<string | undefined> {
  const prompt = vscode.l10n.t('Value of {0}', key);
  return vscode.window.showInputBox({ title, prompt, password: true, ignoreFocusOut: true });
}

/** https://kubernetes.io/docs/concepts/configuration/secret/: what a key may be. */
function checkKey(key: string): string | undefined {
  return /^[-._a-zA-Z0-9]*$/.test(key) ? undefined : vscode.l10n.t('A key has letters, digits, -, _ and . only');
}

export async function createSecretIn(
  cluster: Cluster,
  { namespace, name }: SecretPlace,
  data: SecretData,
  signal: AbortSignal,
): Promise<void> {
  const { createSecret } = await import('../../cluster/objects.ts');
  await createSecret(cluster, namespace, name, data, signal);
}
