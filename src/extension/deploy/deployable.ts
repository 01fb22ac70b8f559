import * as vscode from 'vscode';
import { Problem } from '../../words/problem.ts';
import { exists, nearestFolderWith, workspaceFolder } from '../folders.ts';
import { kustomizationSetting } from '../settings.ts';
import type { Where } from '../where.ts';

/** What is deployed: a folder with a kustomization, or one file of manifests. */
export interface Deployable {
  /** Files are read relative to it. */
  readonly root: vscode.Uri;
  /** Path of the kustomization's folder relative to `root`, or of the file. */
  readonly path: string;
  readonly kind: 'kustomization' | 'file';
}

/** Folders of an environment to deploy to while developing, best first, relative to the project. */
const USUAL = ['deploy/overlays/dev', 'deploy/base', 'deploy', 'k8s', 'manifests', 'kustomize', '.'];

/** What to deploy for the place a command was called at. Undefined: the user picked none. */
export async function findDeployable({ uri, kind }: Where): Promise<Deployable | undefined> {
  const folder = await workspaceFolder(uri);
  if (!folder) return undefined;
  const root = folder.uri;
  const setting = kustomizationSetting(root);
  if (setting !== '') return kustomizationAt(root, setting);
  if (uri && (await exists(vscode.Uri.joinPath(uri, 'kustomization.yaml')))) return inFolder(root, uri);
  if (uri && /\/kustomization\.ya?ml$/.test(uri.path)) return inFolder(root, vscode.Uri.joinPath(uri, '..'));
  if (uri && (kind === 'workload' || kind === 'object')) return ofManifest(root, uri);
  const project = (uri && (await nearestFolderWith('go.mod', uri))) ?? root;
  for (const start of project.path === root.path ? [root] : [project, root]) {
    for (const path of USUAL) {
      const candidate = vscode.Uri.joinPath(start, path);
      if (await hasKustomization(candidate)) return inFolder(root, candidate);
    }
  }
  return pickAny(folder);
}

/** A manifest is deployed by the kustomization beside it; a base that has a `dev` overlay, by the overlay; else by itself. */
async function ofManifest(root: vscode.Uri, uri: vscode.Uri): Promise<Deployable> {
  const folder = vscode.Uri.joinPath(uri, '..');
  const overlay = vscode.Uri.joinPath(folder, '..', 'overlays', 'dev');
  if (folder.path.endsWith('/base') && (await hasKustomization(overlay))) return inFolder(root, overlay);
  if (await hasKustomization(folder)) return inFolder(root, folder);
  return { root, path: relative(root, uri), kind: 'file' };
}

async function kustomizationAt(root: vscode.Uri, path: string): Promise<Deployable> {
  const folder = vscode.Uri.joinPath(root, path);
  if (await hasKustomization(folder)) return inFolder(root, folder);
  throw new Problem({
    kind: 'not-found',
    what: ['There is no kustomization in `{0}`', path],
    why: ['The setting `{0}` names it', 'gantry.deploy.kustomization'],
  });
}

async function pickAny(folder: vscode.WorkspaceFolder): Promise<Deployable | undefined> {
  const pattern = new vscode.RelativePattern(folder, '**/kustomization.{yaml,yml}');
  const files = await vscode.workspace.findFiles(pattern, '**/{node_modules,vendor,.git}/**', 100);
  if (files.length === 0) {
    throw new Problem({
      kind: 'not-found',
      what: ['There is nothing to deploy in `{0}`', folder.name],
      why: ['No kustomization.yaml was found'],
      next: ['Run Containerize Go Project to make one'],
    });
  }
  const items = files.map((file) => ({
    label: vscode.workspace.asRelativePath(vscode.Uri.joinPath(file, '..')),
    file,
  }));
  const picked =
    items.length === 1 ? items[0] : await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Deploy what?') });
  return picked && inFolder(folder.uri, vscode.Uri.joinPath(picked.file, '..'));
}

async function hasKustomization(folder: vscode.Uri): Promise<boolean> {
  for (const name of ['kustomization.yaml', 'kustomization.yml']) {
    if (await exists(vscode.Uri.joinPath(folder, name))) return true;
  }
  return false;
}

function inFolder(root: vscode.Uri, folder: vscode.Uri): Deployable {
  return { root, path: relative(root, folder), kind: 'kustomization' };
}

function relative(root: vscode.Uri, uri: vscode.Uri): string {
  return uri.path === root.path ? '.' : uri.path.slice(root.path.length + 1);
}
