import { KUSTOMIZATION_NAMES } from './kustomization-names.ts';
import type { Workspace } from '../workspace.ts';

/** Whether charts, plugins or what lies elsewhere bring objects that nobody sees here. */
export function bringsOthers(workspace: Workspace): boolean {
  return [...workspace.kustomizations().values()].some(
    ({ object, isOpen, resources, components }) =>
      object.manifest.kind === 'Kustomization' &&
      (isOpen || [...resources, ...components].some((path) => !isSeen(path, workspace))),
  );
}

function isSeen(path: string, workspace: Workspace): boolean {
  return [path, ...KUSTOMIZATION_NAMES.map((name) => `${path}/${name}`)].some((one) => workspace.file(one));
}
