import { at, items, textAt } from '../fields.ts';
import type { Located } from '../model.ts';
import type { ManifestSubject } from '../subject.ts';
import type { Workspace } from '../workspace.ts';

/** A volume of the pod is one that only one node, or one pod, can mount: of two pods beside each other one may never start. */
export function mountsOnce(subject: ManifestSubject): boolean {
  return claimsMountedOnce(subject).length > 0;
}

/** The claims of the pod, of those that are seen, that only one node, or one pod, can mount. */
export function claimsMountedOnce({ manifest, workspace, pod }: ManifestSubject): Located[] {
  return items(at(pod?.spec, 'volumes')).flatMap((volume) => {
    const name = textAt(volume, 'persistentVolumeClaim', 'claimName');
    const claim = name === undefined ? undefined : workspace.find('PersistentVolumeClaim', manifest.namespace, name);
    const modes = items(at(claim?.manifest.root, 'spec', 'accessModes'));
    const isOnce = modes.length > 0 && modes.every((mode) => /^ReadWriteOnce(?:Pod)?$/.test(textAt(mode) ?? ''));
    return claim && isOnce ? [claim] : [];
  });
}

const NOT_ATTACHED = ['hostPath', 'local', 'nfs', 'cephfs', 'azureFile', 'glusterfs'];
const CLASS_NOT_ATTACHED = /local|host-?path|no-provisioner|nfs|efs|file|cephfs/i;

/**
 * The volume of a claim is none that is attached to one node: one of the network, a folder of each node, or one of a node that
 * the scheduler brings all of its pods to. As far as the claim, its class and the volumes that it may get tell.
 */
export function isNeverAttached({ manifest: { root } }: Located, workspace: Workspace): boolean {
  const volumeName = textAt(root, 'spec', 'volumeName');
  const className = textAt(root, 'spec', 'storageClassName') ?? '';
  const isMeant = ({ manifest }: Located) =>
    volumeName === undefined
      ? (textAt(manifest.root, 'spec', 'storageClassName') ?? '') === className
      : manifest.name === volumeName;
  const ofClass = workspace.find('StorageClass', '', className)?.manifest.root;
  return (
    CLASS_NOT_ATTACHED.test(className) ||
    CLASS_NOT_ATTACHED.test(textAt(ofClass, 'provisioner') ?? '') ||
    workspace
      .inNamespace('PersistentVolume', '')
      .filter(isMeant)
      .some((volume) => NOT_ATTACHED.some((source) => at(volume.manifest.root, 'spec', source) !== undefined))
  );
}
