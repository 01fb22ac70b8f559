import * as vscode from 'vscode';
import { isProtected } from '../protected.ts';
import { protectedContexts } from '../settings.ts';
import type { CommandContext } from './command.ts';

/** `gantry.useContext(context?)`: chooses the context for this workspace; the kubeconfig stays as it is. */
export function useContextCommand({ clusters, target }: CommandContext) {
  return async (argument?: unknown): Promise<void> => {
    const contexts = await clusters.contexts();
    const given = contextOf(argument);
    const name = given ?? (await pick(contexts.map((context) => ({ name: context.name, server: context.server }))));
    const context = contexts.find((candidate) => candidate.name === name);
    if (context) await target.use({ context: context.name, namespace: context.namespace });
  };
}

async function pick(contexts: readonly { name: string; server: string }[]): Promise<string | undefined> {
  const patterns = protectedContexts();
  const items = contexts.map(({ name, server }) => ({
    label: isProtected(name, patterns) ? `$(shield) ${name}` : name,
    description: server,
    name,
  }));
  const title = vscode.l10n.t('Deploy to which context?');
  return (await vscode.window.showQuickPick(items, { title, matchOnDescription: true }))?.name;
}

/** The name itself, or a tree item of the Cluster view. */
function contextOf(argument: unknown): string | undefined {
  if (typeof argument === 'string') return argument;
  if (typeof argument !== 'object' || argument === null || !('context' in argument)) return undefined;
  return typeof argument.context === 'string' ? argument.context : undefined;
}
