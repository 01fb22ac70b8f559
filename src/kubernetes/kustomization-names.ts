export const KUSTOMIZATION_NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'] as const;

/** Whether a path (with `/`) is that of a kustomization, which need not say its kind. */
export function isKustomizationFile(file: string): boolean {
  const name = file.slice(file.lastIndexOf('/') + 1);
  return (KUSTOMIZATION_NAMES as readonly string[]).includes(name);
}
