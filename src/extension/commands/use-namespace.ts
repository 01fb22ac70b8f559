import * as vscode from 'vscode';
import { namespaces } from '../views/cluster/kinds.ts';
import type { CommandContext } from './command.ts';

/** `gantry.useNamespace({ context?, namespace? }?)`: chooses the namespace for this workspace, with its context. */
export function useNamespaceCommand({ clusters, target }: CommandContext) {
  return async (argument?: unknown): Promise<void> => {
    const given = read(argument);
    const current = given.context === undefined ? await target.current() : undefined;
    const context = given.context ?? current?.context ?? '';
    const namespace = given.namespace ?? (await pick(context));
    if (namespace !== undefined && namespace !== '') await target.use({ context, namespace });
    else if (namespace === '') await vscode.commands.executeCommand('gantry.useContext');
  };

  /** A namespace; empty: another context is wanted. */
  async function pick(context: string): Promise<string | undefined> {
    const other = { label: `$(plug) ${vscode.l10n.t('Another context…')}`, namespace: '' };
    const items = namesOf(context).then((names) => [
      ...names.map((namespace) => ({ label: namespace, namespace })),
      other,
    ]);
    return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Namespace of {0}', context) }))?.namespace;
  }

  async function namesOf(context: string): Promise<string[]> {
    const { list } = await import('../../cluster/objects.ts');
    const objects = await list(await clusters.connect(context), namespaces, null);
    return objects.map(({ metadata }) => metadata.name).sort();
  }
}

function read(argument: unknown): { context?: string; namespace?: string } {
  if (typeof argument === 'string') return { namespace: argument };
  if (typeof argument !== 'object' || argument === null) return {};
  const { context, namespace } = argument as { context?: unknown; namespace?: unknown };
  return {
    ...(typeof context === 'string' && { context }),
    ...(typeof namespace === 'string' && { namespace }),
  };
}
