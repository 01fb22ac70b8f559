import * as vscode from 'vscode';
import { programArguments } from '../../containerize/image/shared-dockerfile.ts';
import { objectName } from '../../containerize/names.ts';
import { type AnalyzeParams, type AnalyzeResult, analyzeRequest } from '../../server/protocol.ts';
import { Problem } from '../../words/problem.ts';
import type { LanguageServer } from '../client.ts';
import { nearestFolderWith, relativePath, workspaceFolder } from '../folders.ts';
import { type BuildSettings, buildSettings } from '../settings.ts';
import type { Where } from '../where.ts';
import { currentTag } from './git-tag.ts';
import { imageParts, imageReference, onlyProgram, programOfDockerfile } from './names.ts';

/** Everything that a build needs to know. */
export interface Recipe {
  readonly dockerfile: vscode.Uri;
  readonly context: vscode.Uri;
  /** Name of the image without registry and tag. */
  readonly program: string;
  readonly reference: string;
  readonly settings: BuildSettings;
}

const DOCKERFILES = '**/{Dockerfile,Dockerfile.*,*.Dockerfile,*.dockerfile,Containerfile,Containerfile.*}';

/** What to build for the place a command was called at. Undefined: the user picked none of several. */
export async function findRecipe(server: LanguageServer, where: Where): Promise<Recipe | undefined> {
  const dockerfile = await findDockerfile(where);
  if (!dockerfile) return undefined;
  const recipe = await recipeOf(server, dockerfile);
  return where.kind === 'go-main' && where.uri ? recipeOfProgram(recipe, where.uri) : recipe;
}

/** Where programs share a Dockerfile, the recipe of the one whose `func main` is in this file. */
async function recipeOfProgram(recipe: Recipe, main: vscode.Uri): Promise<Recipe> {
  const { dockerfile, context, reference, settings } = recipe;
  const text = (await vscode.workspace.openTextDocument(dockerfile)).getText();
  const folder = relativePath(context, vscode.Uri.joinPath(main, '..'));
  const args = programArguments(text, { package: folder === '' ? '.' : `./${folder}` });
  if (Object.keys(args).length === 0) return recipe;
  const program = objectName(folder === '' ? recipe.program : folder.slice(folder.lastIndexOf('/') + 1));
  const { name, tag = '' } = imageParts(reference);
  return {
    ...recipe,
    program,
    reference: `${name.slice(0, name.lastIndexOf('/') + 1)}${program}:${tag}`,
    settings: { ...settings, args: { ...args, ...settings.args } },
  };
}

/** Recipes of all Dockerfiles that belong to a place: the Dockerfile itself, or those of the Go module around it. */
export async function recipesAround(server: LanguageServer, { uri }: Where): Promise<readonly Recipe[]> {
  const dockerfiles = uri && isDockerfile(uri) ? [uri] : await dockerfilesAround(uri);
  return Promise.all(dockerfiles.map((dockerfile) => recipeOf(server, dockerfile)));
}

export async function recipeOf(server: LanguageServer, dockerfile: vscode.Uri): Promise<Recipe> {
  const context = (await nearestFolderWith('go.mod', dockerfile)) ?? vscode.Uri.joinPath(dockerfile, '..');
  const settings = buildSettings(dockerfile);
  const program = await programName(server, dockerfile, context);
  const tag = settings.tag === 'git' ? await currentTag(context.fsPath) : settings.tag;
  return { dockerfile, context, program, reference: imageReference(settings.registry, program, tag), settings };
}

export function isDockerfile(uri: vscode.Uri): boolean {
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  return /^(?:Dockerfile|Containerfile)(?:\..+)?$|\.[Dd]ockerfile$/.test(name) && !name.endsWith('ignore');
}

/** The Dockerfile itself, else the one of the Go module around the place, else the workspace folder's. */
export async function findDockerfile({ uri, kind }: Where): Promise<vscode.Uri | undefined> {
  if (uri && isDockerfile(uri)) return uri;
  const all = await dockerfilesAround(uri);
  const named = kind === 'go-main' && uri ? all.filter((file) => isOfMain(file, uri)) : [];
  const candidates = named.length > 0 ? named : all;
  const [only, second] = candidates;
  if (only && !second) return only;
  if (!only) {
    throw new Problem({
      kind: 'not-found',
      what: ['There is no Dockerfile in this folder'],
      next: ['Run Containerize Go Project to make one'],
    });
  }
  const items = candidates.map((file) => ({ label: vscode.workspace.asRelativePath(file), file }));
  const title = vscode.l10n.t('Which image?');
  return (await vscode.window.showQuickPick(items, { title }))?.file;
}

async function dockerfilesAround(uri: vscode.Uri | undefined): Promise<vscode.Uri[]> {
  const folder = await workspaceFolder(uri);
  if (!folder) return [];
  const module = (uri && (await nearestFolderWith('go.mod', uri))) ?? folder.uri;
  const found = await dockerfilesIn(module);
  return found.length > 0 ? found : dockerfilesIn(folder.uri);
}

async function dockerfilesIn(folder: vscode.Uri): Promise<vscode.Uri[]> {
  const pattern = new vscode.RelativePattern(folder, DOCKERFILES);
  const files = await vscode.workspace.findFiles(pattern, '**/{node_modules,vendor,testdata,.git}/**', 100);
  return files.filter(isDockerfile).sort((a, b) => a.path.length - b.path.length || (a.path < b.path ? -1 : 1));
}

/** `Dockerfile.api` belongs to the `func main` in `cmd/api`. */
function isOfMain(dockerfile: vscode.Uri, main: vscode.Uri): boolean {
  const folder = vscode.Uri.joinPath(main, '..').path;
  return programOfDockerfile(dockerfile.path.slice(1)) === folder.slice(folder.lastIndexOf('/') + 1);
}

async function programName(server: LanguageServer, dockerfile: vscode.Uri, context: vscode.Uri): Promise<string> {
  const named = programOfDockerfile(relativePath(context, dockerfile));
  if (named !== undefined) return objectName(named);
  const params: AnalyzeParams = { folder: context.toString() };
  const project = await server.request<AnalyzeResult | null>(analyzeRequest, params);
  const folder = context.path.slice(context.path.lastIndexOf('/') + 1);
  return objectName((project && onlyProgram(project)) ?? folder);
}
