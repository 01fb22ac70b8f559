import { homedir } from 'node:os';
import { isAbsolute } from 'node:path';
import * as vscode from 'vscode';
import { IMAGE_KEYS, type ImageSettings } from '../config/image-settings.ts';

export interface BuildSettings {
  /** `HOST/PATH` without a slash at its end; empty: not known yet. */
  readonly registry: string;
  /** `git`, or the tag itself. */
  readonly tag: string;
  readonly args: Readonly<Record<string, string>>;
  /** Absolute paths by the id that a RUN mounts them by. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly network: 'default' | 'host' | 'none';
}

export function buildSettings(scope: vscode.Uri): BuildSettings {
  const settings = vscode.workspace.getConfiguration('gantry', scope);
  return {
    registry: settings.get('image.registry', '').trim().replace(/\/+$/, ''),
    tag: settings.get('image.tag', 'git').trim() || 'git',
    args: settings.get<Record<string, string>>('build.args', {}),
    secrets: absolute(settings.get<Record<string, string>>('build.secrets', {})),
    network: settings.get<BuildSettings['network']>('build.network', 'default'),
  };
}

/** `~` is the home folder; a path that is relative to nothing that is known is left out. */
function absolute(files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(files)
      .map(([id, file]) => [id, file.replace(/^~(?=[/\\])/, homedir())] as const)
      .filter(([, file]) => isAbsolute(file)),
  );
}

/** What the editor's settings say of base images; what they leave out, `.gantry.yaml` may say. */
export function imageSettings(scope: vscode.Uri): ImageSettings {
  const settings = vscode.workspace.getConfiguration('gantry.images', scope);
  const own = IMAGE_KEYS.map((key) => {
    // The default of the manifest is nobody's word.
    const { workspaceFolderValue, workspaceValue, globalValue } = settings.inspect<unknown>(key) ?? {};
    return [key, workspaceFolderValue ?? workspaceValue ?? globalValue] as const;
  });
  return Object.fromEntries(own.filter(([, value]) => value !== undefined && value !== ''));
}

export async function rememberRegistry(scope: vscode.Uri, registry: string): Promise<void> {
  await vscode.workspace
    .getConfiguration('gantry', scope)
    .update('image.registry', registry, vscode.ConfigurationTarget.Workspace);
}

/** Folder to deploy, relative to the workspace folder; empty: look for it. */
export function kustomizationSetting(scope: vscode.Uri): string {
  return vscode.workspace.getConfiguration('gantry', scope).get('deploy.kustomization', '').trim();
}

/** The report whose findings are not shown, relative to the workspace folder; empty: none. */
export function baselineSetting(scope: vscode.Uri): string {
  return vscode.workspace.getConfiguration('gantry', scope).get('lint.baseline', '').trim();
}

export async function rememberBaseline(scope: vscode.Uri, file: string): Promise<void> {
  const target = vscode.ConfigurationTarget.Workspace;
  await vscode.workspace.getConfiguration('gantry', scope).update('lint.baseline', file, target);
}

export function protectedContexts(): readonly string[] {
  return vscode.workspace.getConfiguration('gantry').get<string[]>('protectedContexts', []);
}

/** The kubeconfig file to use instead of what the environment says; empty: the environment decides. */
export function kubeconfigSetting(): string {
  return vscode.workspace.getConfiguration('gantry').get('kubeconfig', '').trim();
}

/** The Helm to run; a name is looked for on `PATH`. */
export function helmProgram(): string {
  return vscode.workspace.getConfiguration('gantry').get('helm.path', '').trim() || 'helm';
}
