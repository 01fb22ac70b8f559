import { at, items, textAt } from './fields.ts';
import type { Located } from './model.ts';
import type { ManifestSubject } from './subject.ts';

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
