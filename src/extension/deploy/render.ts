import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import type { KubeObject } from '../../cluster/types.ts';
import type { Read } from '../../kubernetes/kustomize/kustomize.ts';
import { Problem } from '../../words/problem.ts';
import { imageParts } from '../image/names.ts';
import type { Deployable } from './deployable.ts';

/** An image that was built just now: deploy `by` where a manifest says `image`. */
export interface FreshImage {
  readonly image: string;
  readonly by: string;
}

export interface RenderedObject {
  readonly object: KubeObject;
  /** The file that the object was read from. */
  readonly uri: vscode.Uri;
}

/** The objects that a kustomization or a file stands for, images replaced. */
export async function renderDeployable(
  { root, path, kind }: Deployable,
  overrides: readonly FreshImage[],
  signal: AbortSignal,
): Promise<readonly RenderedObject[]> {
  const read: Read = (file) => readText(vscode.Uri.joinPath(root, file));
  if (kind === 'file') return render(root, singleResource(path, read), '', overrides);
  const folder = path === '.' ? '' : path;
  const { renderKustomization } = await import('../../kubernetes/kustomize/kustomize.ts');
  const { unsupported } = await renderKustomization(read, folder);
  if (unsupported.length === 0) return render(root, read, folder, overrides);
  const text = await renderWithKubectl(vscode.Uri.joinPath(root, path), unsupported, signal);
  return render(
    root,
    singleResource('rendered.yaml', () => Promise.resolve(text)),
    '',
    overrides,
  );
}

async function render(
  root: vscode.Uri,
  read: Read,
  folder: string,
  overrides: readonly FreshImage[],
): Promise<readonly RenderedObject[]> {
  const { renderKustomization } = await import('../../kubernetes/kustomize/kustomize.ts');
  const images = Object.fromEntries(overrides.map(({ image, by }) => [imageParts(image).name, newImage(by)]));
  const { documents } = await renderKustomization(read, folder, { images });
  return documents.map(({ object, file }) => ({
    object: object as KubeObject,
    uri: vscode.Uri.joinPath(root, file),
  }));
}

/** A file by itself is rendered as a kustomization of one resource. */
function singleResource(path: string, read: Read): Read {
  const kustomization = `kind: Kustomization\nresources:\n  - ${JSON.stringify(path)}\n`;
  return (file) => (file === 'kustomization.yaml' ? Promise.resolve(kustomization) : read(file));
}

/** What Gantry does not render itself is left to the user's own kustomize. */
async function renderWithKubectl(
  folder: vscode.Uri,
  unsupported: readonly string[],
  signal: AbortSignal,
): Promise<string> {
  const commands = [
    ['kubectl', 'kustomize', folder.fsPath],
    ['kustomize', 'build', folder.fsPath],
  ] as const;
  const what = ['The kustomization in `{0}` could not be rendered', vscode.workspace.asRelativePath(folder)] as const;
  let cause: unknown;
  for (const [program, ...args] of commands) {
    try {
      return (await promisify(execFile)(program, args, { maxBuffer: 64e6, signal })).stdout;
    } catch (error) {
      if (signal.aborted) throw new Problem({ kind: 'cancelled', what: ['Cancelled'] });
      cause = error;
      const { code, stderr = '' } = error as { readonly code?: unknown; readonly stderr?: string };
      // It is there, and says itself what is wrong.
      if (code !== 'ENOENT') {
        const why = ['{0}: {1}', program, stderr.trim()] as const;
        throw new Problem({
          kind: 'invalid-input',
          what,
          why,
          next: ['Mend the kustomization and deploy again'],
          cause,
        });
      }
    }
  }
  throw new Problem({
    kind: 'invalid-input',
    what,
    why: ['It uses {0}, which needs kubectl or kustomize', unsupported.map((field) => `\`${field}\``).join(', ')],
    next: ['Install kubectl, or leave those fields out'],
    cause,
  });
}

async function readText(uri: vscode.Uri): Promise<string | null> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open) return open.getText();
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return null;
  }
}

function newImage(by: string) {
  const { name, tag, digest } = imageParts(by);
  return { newName: name, ...(tag !== undefined && { newTag: tag }), ...(digest !== undefined && { digest }) };
}
