import * as vscode from 'vscode';
import type { KubeObject } from '../../cluster/types.ts';
import { imageParts } from '../image/names.ts';
import type { Deployable } from './deployable.ts';

/** Deploy `by` where a manifest says `image`. */
export interface ImageOverride {
  readonly image: string;
  readonly by: string;
}

/** The objects that a kustomization or a file stands for, images replaced. */
export async function renderObjects(
  { root, path, kind }: Deployable,
  overrides: readonly ImageOverride[],
): Promise<readonly KubeObject[]> {
  const { renderKustomization } = await import('../../kubernetes/kustomize.ts');
  const read = async (file: string): Promise<string | null> => readText(vscode.Uri.joinPath(root, file));
  const images = overrides.map(({ image, by }) => kustomizeImage(image, by));
  if (kind === 'kustomization') return renderKustomization(read, path, { images });
  // A file by itself is rendered as a kustomization of one resource.
  const single = `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n  - ${JSON.stringify(path)}\n`;
  return renderKustomization((file) => (file === 'kustomization.yaml' ? Promise.resolve(single) : read(file)), '.', {
    images,
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

function kustomizeImage(image: string, by: string) {
  const { name, tag, digest } = imageParts(by);
  return {
    name: imageParts(image).name,
    newName: name,
    ...(tag !== undefined && { newTag: tag }),
    ...(digest !== undefined && { digest }),
  };
}
