import * as vscode from 'vscode';
import type { Target, TargetStore } from './cluster/target.ts';
import { isProtected } from './protected.ts';
import { protectedContexts } from './settings.ts';

/** Shows context and namespace; red where the context is protected. A click chooses another. */
export function createStatusBar(target: TargetStore): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('gantry.target', vscode.StatusBarAlignment.Left, 5);
  item.name = vscode.l10n.t('Gantry: Cluster');
  item.command = 'gantry.useNamespace';
  show(item, target.chosen());
  return vscode.Disposable.from(
    item,
    target.onDidChange((chosen) => {
      show(item, chosen);
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('gantry.protectedContexts')) show(item, target.chosen());
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => {
      show(item, target.chosen());
    }),
  );
}

function show(item: vscode.StatusBarItem, target: Target | undefined): void {
  if (!vscode.workspace.isTrusted) {
    item.hide();
    return;
  }
  const guarded = target !== undefined && isProtected(target.context, protectedContexts());
  item.text = target ? `$(${guarded ? 'shield' : 'server-environment'}) ${target.context}/${target.namespace}` : '';
  item.tooltip = guarded
    ? vscode.l10n.t('Protected context: its name is asked before anything is changed')
    : vscode.l10n.t('Context and namespace that Gantry deploys to');
  item.backgroundColor = guarded ? new vscode.ThemeColor('statusBarItem.errorBackground') : undefined;
  if (target) item.show();
  else item.hide();
}
