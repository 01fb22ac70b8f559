import { at, items, textAt } from '../../kubernetes/fields.ts';
import { kustomizationsOf } from '../../kubernetes/kustomize/kustomization-names.ts';
import type { Workspace } from '../../kubernetes/workspace.ts';

/** The names that kustomizations of the workspace give an image (without tag) instead of its own. */
export function renamedImages(workspace: Workspace): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const { manifest } of kustomizationsOf(workspace)) {
    for (const item of items(at(manifest.root, 'images'))) {
      const [name, newName] = [textAt(item, 'name'), textAt(item, 'newName')];
      if (name === undefined || newName === undefined || name === newName) continue;
      const known = names.get(name) ?? [];
      if (!known.includes(newName)) names.set(name, [...known, newName]);
    }
  }
  return names;
}
