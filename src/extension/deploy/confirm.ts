import * as vscode from 'vscode';
import type { ObjectDiff } from '../../cluster/types.ts';
import type { Target } from '../cluster/target.ts';
import { isProtected } from '../protected.ts';
import { protectedContexts } from '../settings.ts';
import type { VirtualDocuments } from '../virtual-documents.ts';

/** Shows what an apply would change, object by object, before and after. */
export async function showDiff(
  documents: VirtualDocuments,
  target: Target,
  diffs: readonly ObjectDiff[],
): Promise<void> {
  const changed = diffs.filter(({ change }) => change !== 'none');
  const run = Date.now().toString(36);
  const resources = changed.map(({ kind, name, before, after }) => {
    const path = `${kind}/${name}.yaml`;
    const beforeUri = before === '' ? undefined : documents.put(path, before, `before-${run}`);
    const afterUri = documents.put(path, after, `after-${run}`);
    return [afterUri, beforeUri, afterUri];
  });
  const title = vscode.l10n.t('Changes in {0}', `${target.context}/${target.namespace}`);
  await vscode.commands.executeCommand('vscode.changes', title, resources);
}

/**
 * Asks once. The question stays above the editor, so that the changes can be read meanwhile; in a protected context
 * the context's name must be typed.
 */
export async function confirmApply(target: Target, diffs: readonly ObjectDiff[]): Promise<boolean> {
  const created = diffs.filter(({ change }) => change === 'create').length;
  const updated = diffs.filter(({ change }) => change === 'update').length;
  const title = vscode.l10n.t('Apply to {0}?', `${target.context}/${target.namespace}`);
  const counts = vscode.l10n.t('{0} to create, {1} to change', created, updated);
  if (isProtected(target.context, protectedContexts())) {
    const typed = await vscode.window.showInputBox({
      title,
      prompt: vscode.l10n.t('{0}. The context is protected: type its name, {1}', counts, target.context),
      ignoreFocusOut: true,
      validateInput: (text) => (text === target.context ? undefined : vscode.l10n.t('Type {0}', target.context)),
    });
    return typed === target.context;
  }
  const apply = { label: `$(rocket) ${vscode.l10n.t('Apply')}`, description: counts };
  const items = [apply, { label: `$(close) ${vscode.l10n.t('Cancel')}` }];
  return (await vscode.window.showQuickPick(items, { title, ignoreFocusOut: true })) === apply;
}
