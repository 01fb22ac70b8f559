import { isKustomization } from '../kustomize/kustomization-names.ts';
import type { Range } from '../../lint/rule.ts';
import type { ManifestFile } from '../model.ts';

/** Where code lenses of an object, or of a whole kustomization, stand. */
export interface ObjectAnchor extends Range {
  /** `Deployment/shop`; of a kustomization its kind alone. */
  readonly name: string;
  readonly namespace: string;
  readonly kind: string;
}

/** The line with the kind of every object that can be applied. */
export function objectAnchors({ manifests }: ManifestFile): ObjectAnchor[] {
  return manifests.flatMap((manifest) => {
    const { kind, name, namespace, root } = manifest;
    const entry = root.entries.find(({ key }) => key === 'kind');
    if (isKustomization(manifest) || isNoObject(manifest.apiVersion) || name === '' || !entry) return [];
    return [{ start: entry.keyRange.start, end: entry.value.end, name: `${kind}/${name}`, namespace, kind }];
  });
}

/** The first line of a kustomization. A component is no build of its own. */
export function kustomizationAnchor({ manifests }: ManifestFile): Range | undefined {
  const found = manifests.find((one) => isKustomization(one) && one.kind === 'Kustomization');
  return found?.apiVersion.startsWith('kustomize.config.k8s.io/')
    ? (found.root.entries[0]?.keyRange ?? found)
    : undefined;
}

/** Files that look like objects, and are read by tools: nothing that a cluster takes. */
function isNoObject(apiVersion: string): boolean {
  return /^(?:kind\.x-k8s\.io|skaffold|kubeadm\.k8s\.io|kubelet\.config\.k8s\.io|kubeproxy\.config\.k8s\.io|ctlptl\.dev|k3d\.io)\//.test(
    apiVersion,
  );
}
