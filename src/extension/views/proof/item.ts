import * as vscode from 'vscode';
import type { ProofPlace } from '../../../prove/types.ts';
import { plain, translate } from '../../translate.ts';
import { type Row, type RowState, worstState } from './checklist.ts';

/** A row of the checklist, or one of what stands below it: what was seen, and the line that is responsible. */
export type ProofNode =
  | { readonly type: 'workload'; readonly name: string; readonly rows: readonly Row[]; readonly run: number }
  | { readonly type: 'claim'; readonly row: Row; readonly run: number }
  | { readonly type: 'detail'; readonly row: Row }
  | { readonly type: 'place'; readonly row: Row; readonly place: ProofPlace };

/** The uri behind a place; undefined: there is no such file. */
export type UriOf = (place: ProofPlace) => vscode.Uri | undefined;

const LOOKS: Readonly<Record<RowState, { readonly icon: string; readonly color?: string }>> = {
  passed: { icon: 'pass-filled', color: 'testing.iconPassed' },
  failed: { icon: 'error', color: 'testing.iconFailed' },
  needs: { icon: 'question', color: 'list.warningForeground' },
  skipped: { icon: 'circle-slash', color: 'testing.iconSkipped' },
  running: { icon: 'loading~spin' },
  waiting: { icon: 'circle-large-outline', color: 'disabledForeground' },
  open: { icon: 'circle-large-outline', color: 'disabledForeground' },
};

export function childrenOf(node: ProofNode): readonly ProofNode[] {
  if (node.type === 'workload') return node.rows.map((row) => ({ type: 'claim', row, run: node.run }));
  if (node.type !== 'claim') return [];
  const { row } = node;
  return [
    ...(row.detail ? [{ type: 'detail', row } as const] : []),
    ...(row.place ? [{ type: 'place', row, place: row.place } as const] : []),
  ];
}

export function itemOf(node: ProofNode, uriOf: UriOf): vscode.TreeItem {
  switch (node.type) {
    case 'workload':
      return workloadItem(node);
    case 'claim':
      return claimItem(node, uriOf);
    case 'detail':
      return detailItem(node.row);
    case 'place':
      return placeItem(node.place, uriOf);
  }
}

function workloadItem({ name, rows, run }: Extract<ProofNode, { type: 'workload' }>): vscode.TreeItem {
  const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.Expanded);
  const state = worstState(rows);
  item.id = `${name}/${run}`;
  item.iconPath = iconOf(state);
  item.tooltip = `${name}: ${stateWord(state)}`;
  item.accessibilityInformation = { label: `${name}, ${stateWord(state)}`, role: 'treeitem' };
  return item;
}

function claimItem({ row, run }: Extract<ProofNode, { type: 'claim' }>, uriOf: UriOf): vscode.TreeItem {
  const { id, workload = '', state, place } = row;
  const title = translate(row.title);
  const detail = row.detail ? plain(row.detail) : '';
  const wrong = state === 'failed' || state === 'needs';
  const { None, Expanded, Collapsed } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(title, !row.detail ? None : wrong ? Expanded : Collapsed);
  // The workbench remembers by id what is opened: what turned wrong in this run is to be open.
  item.id = `${workload}/${id}/${state}/${run}`;
  // What is wrong stands below, whole.
  item.description = wrong ? '' : detail;
  item.iconPath = iconOf(state);
  item.tooltip = tooltip(row, title);
  item.accessibilityInformation = {
    label: [workload, title, stateWord(state), detail].filter((part) => part !== '').join(', '),
    role: 'treeitem',
  };
  item.contextValue = `claim.${state}`;
  return place ? opening(item, place, uriOf) : item;
}

function detailItem(row: Row): vscode.TreeItem {
  const detail = row.detail ? plain(row.detail) : '';
  const item = new vscode.TreeItem(detail);
  item.tooltip = detail;
  return item;
}

function placeItem(place: ProofPlace, uriOf: UriOf): vscode.TreeItem {
  const { file, line } = place;
  const slash = file.lastIndexOf('/');
  const item = new vscode.TreeItem(`${file.slice(slash + 1)}:${line}`);
  item.description = file.slice(0, Math.max(0, slash));
  item.iconPath = new vscode.ThemeIcon('go-to-file');
  item.tooltip = `${file}:${line}`;
  item.accessibilityInformation = { label: vscode.l10n.t('Responsible line: {0}, line {1}', file, line) };
  return opening(item, place, uriOf);
}

function opening(item: vscode.TreeItem, place: ProofPlace, uriOf: UriOf): vscode.TreeItem {
  const uri = uriOf(place);
  if (!uri) return item;
  const start = new vscode.Position(place.line - 1, 0);
  item.command = {
    title: vscode.l10n.t('Open the responsible line'),
    command: 'vscode.open',
    arguments: [uri, { preview: true, preserveFocus: true, selection: new vscode.Range(start, start) }],
  };
  return item;
}

function tooltip({ detail, place, state }: Row, title: string): string {
  const where = place ? `${place.file}:${place.line}` : '';
  return [`${title}: ${stateWord(state)}`, detail ? plain(detail) : '', where].filter((part) => part !== '').join('\n');
}

function iconOf(state: RowState): vscode.ThemeIcon {
  const { icon, color } = LOOKS[state];
  return new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color));
}

function stateWord(state: RowState): string {
  const words: Readonly<Record<RowState, string>> = {
    passed: vscode.l10n.t('holds'),
    failed: vscode.l10n.t('does not hold'),
    needs: vscode.l10n.t('something is missing to show it'),
    skipped: vscode.l10n.t('nothing to show'),
    running: vscode.l10n.t('being looked at'),
    waiting: vscode.l10n.t('comes later'),
    open: vscode.l10n.t('not looked at'),
  };
  return words[state];
}
