import { at, items, textAt } from '../fields.ts';
import type { ManifestFile } from '../model.ts';

/** Images that the files say are built or set: artifacts of skaffold, and `images` of kustomizations. */
export function builtImages(files: Iterable<ManifestFile>): { readonly name: string; readonly from: string }[] {
  const found: { name: string; from: string }[] = [];
  for (const { file, manifests } of files) {
    for (const { kind, apiVersion, root } of manifests) {
      if (kind === 'Config' && apiVersion.startsWith('skaffold/')) {
        for (const artifact of items(at(root, 'build', 'artifacts'))) add(textAt(artifact, 'image'), file);
      }
      if (kind !== 'Kustomization') continue;
      for (const image of items(at(root, 'images'))) {
        const tag = textAt(image, 'newTag');
        const name = textAt(image, 'newName') ?? textAt(image, 'name');
        if (tag !== undefined) add(name && `${name}:${tag}`, file);
      }
    }
  }
  return found;

  function add(name: string | undefined, from: string): void {
    if (name !== undefined && name !== '') found.push({ name, from });
  }
}
