import * as vscode from 'vscode';
import type { Connection } from './collection.ts';
import { type ObjectStatus, objectStatus } from '../../../cluster/status.ts';
import { translate } from '../../translate.ts';
import { groups, shownKind } from './kinds.ts';
import type { TreeModel } from './tree-model.ts';
import type { TreeNode } from './tree-node.ts';

/** Icon and colour of a state; an object that is simply there keeps its kind's icon. */
const STATES: Readonly<Record<ObjectStatus['state'], { readonly icon: string; readonly color: string }>> = {
  ok: { icon: 'pass-filled', color: 'testing.iconPassed' },
  progressing: { icon: 'sync', color: 'charts.yellow' },
  warning: { icon: 'warning', color: 'charts.orange' },
  error: { icon: 'error', color: 'testing.iconFailed' },
  unknown: { icon: 'question', color: 'disabledForeground' },
};

export interface ItemSurroundings {
  readonly model: TreeModel;
  readonly target: { readonly context: string; readonly namespace: string } | undefined;
  readonly isProtected: (context: string) => boolean;
}

/** What the tree shows for a node. */
export function itemOf(node: TreeNode, surroundings: ItemSurroundings): vscode.TreeItem {
  const item = new vscode.TreeItem(labelOf(node), vscode.TreeItemCollapsibleState.Collapsed);
  item.id = node.id;
  item.contextValue = node.type === 'object' ? node.reference.kind.toLowerCase() : node.type;
  switch (node.type) {
    case 'context':
      return contextItem(item, node, surroundings);
    case 'namespace': {
      const { target } = surroundings;
      item.iconPath = new vscode.ThemeIcon('symbol-namespace');
      if (target?.context === node.context && target.namespace === node.namespace) {
        item.description = vscode.l10n.t('current');
      }
      return item;
    }
    case 'group':
      item.collapsibleState = vscode.TreeItemCollapsibleState.Expanded;
      item.iconPath = new vscode.ThemeIcon(groups.find(({ group }) => group === node.group)?.icon ?? 'list-tree');
      return item;
    case 'folder':
      return folderItem(item, node, surroundings);
    case 'object':
      return objectItem(item, node, surroundings);
    case 'message':
      item.collapsibleState = vscode.TreeItemCollapsibleState.None;
      item.iconPath = new vscode.ThemeIcon(node.icon);
      item.tooltip = node.text;
      return item;
  }
}

export function labelOf(node: TreeNode): string {
  switch (node.type) {
    case 'context':
      return node.context;
    case 'namespace':
      return node.namespace;
    case 'group':
      return {
        workloads: vscode.l10n.t('Workloads'),
        network: vscode.l10n.t('Network'),
        configuration: vscode.l10n.t('Configuration'),
      }[node.group];
    case 'folder':
      return node.kind === 'Node' ? vscode.l10n.t('Nodes') : (shownKind(node.kind)?.label ?? node.kind);
    case 'object':
      return node.reference.name;
    case 'message':
      return node.text;
  }
}

type Of<Type extends TreeNode['type']> = Extract<TreeNode, { type: Type }>;

function contextItem(item: vscode.TreeItem, node: Of<'context'>, surroundings: ItemSurroundings): vscode.TreeItem {
  const { model, target, isProtected } = surroundings;
  const connection = model.collection(node)?.connection;
  const guarded = isProtected(node.context);
  const current = target?.context === node.context;
  item.iconPath = new vscode.ThemeIcon(
    guarded ? 'shield' : connection?.state === 'live' ? 'vm-active' : connection ? 'vm-connect' : 'vm-outline',
    guarded ? new vscode.ThemeColor('charts.red') : undefined,
  );
  item.description = connectionText(connection) ?? (current ? vscode.l10n.t('current') : '');
  item.tooltip = connectionReason(connection) ?? node.context;
  return item;
}

function folderItem(item: vscode.TreeItem, node: Of<'folder'>, { model }: ItemSurroundings): vscode.TreeItem {
  const collection = model.collection(node);
  item.iconPath = new vscode.ThemeIcon(shownKind(node.kind)?.icon ?? 'symbol-class');
  item.description = connectionText(collection?.connection) ?? (collection ? String(collection.objects.size) : '');
  item.tooltip = connectionReason(collection?.connection);
  return item;
}

function objectItem(item: vscode.TreeItem, node: Of<'object'>, { model }: ItemSurroundings): vscode.TreeItem {
  const { kind, name, namespace } = node.reference;
  const shown = shownKind(kind);
  const object = model.object(node);
  item.collapsibleState = shown?.hasPods
    ? vscode.TreeItemCollapsibleState.Collapsed
    : vscode.TreeItemCollapsibleState.None;
  item.iconPath = new vscode.ThemeIcon(shown?.icon ?? 'symbol-object');
  if (!object) return item;
  const { state, text: message, reason } = objectStatus(object);
  const text = translate(message);
  item.description = text;
  if (shown?.stateful)
    item.iconPath = new vscode.ThemeIcon(STATES[state].icon, new vscode.ThemeColor(STATES[state].color));
  const created = object.metadata.creationTimestamp;
  item.tooltip = [
    `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`,
    text,
    reason ?? '',
    ...(created === undefined
      ? []
      : [vscode.l10n.t('created {0}', new Date(created).toLocaleString(vscode.env.language))]),
  ]
    .filter((line) => line !== '')
    .join('\n');
  return item;
}

function connectionText(connection: Connection | undefined): string | undefined {
  switch (connection?.state) {
    case 'connecting':
      return vscode.l10n.t('connecting…');
    case 'reconnecting':
      return vscode.l10n.t('reconnecting…');
    case 'failed':
      return vscode.l10n.t('no answer');
    default:
      return undefined;
  }
}

function connectionReason(connection: Connection | undefined): string | undefined {
  return connection?.state === 'reconnecting' || connection?.state === 'failed' ? connection.reason : undefined;
}
