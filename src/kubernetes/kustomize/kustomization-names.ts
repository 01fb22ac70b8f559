import type { Located, Manifest } from '../model.ts';
import type { Workspace } from '../workspace.ts';

export const KUSTOMIZATION_NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'] as const;

/** Whether a path (with `/`) is that of a kustomization, which need not say its kind. */
export function isKustomizationFile(file: string): boolean {
  const name = file.slice(file.lastIndexOf('/') + 1);
  return (KUSTOMIZATION_NAMES as readonly string[]).includes(name);
}

/** Whether a path is that of a chart's own file, which has no kind. */
export function isChartFile(file: string): boolean {
  return file === 'Chart.yaml' || file.endsWith('/Chart.yaml');
}

/** A component patches what includes it, in the same words. */
export function isKustomization({ kind, apiVersion }: Pick<Manifest, 'kind' | 'apiVersion'>): boolean {
  // Flux has a kind of that name, too, which tells it what to apply.
  if (kind === 'Kustomization') return !apiVersion.startsWith('kustomize.toolkit.fluxcd.io/');
  return kind === 'Component' && apiVersion.startsWith('kustomize.config.k8s.io/');
}

/** Those of a workspace, its components among them. */
export function kustomizationsOf(workspace: Pick<Workspace, 'inNamespace'>): Located[] {
  return ['Kustomization', 'Component']
    .flatMap((kind) => workspace.inNamespace(kind, ''))
    .filter(({ manifest }) => isKustomization(manifest));
}
