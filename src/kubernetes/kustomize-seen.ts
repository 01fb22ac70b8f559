import { KUSTOMIZATION_NAMES } from './kustomization-names.ts';
import { sourcesOf } from './kustomize-sources.ts';
import type { Workspace } from './workspace.ts';

/** Whether charts, plugins or what lies elsewhere bring objects that nobody sees here. */
export function bringsOthers(workspace: Workspace): boolean {
  return workspace.inNamespace('Kustomization', '').some((one) => {
    const { isOpen, resources, components } = sourcesOf(one);
    return isOpen || [...resources, ...components].some((path) => !isSeen(path, workspace));
  });
}

function isSeen(path: string, workspace: Workspace): boolean {
  return [path, ...KUSTOMIZATION_NAMES.map((name) => `${path}/${name}`)].some((one) => workspace.file(one));
}
