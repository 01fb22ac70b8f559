import { at, items, textAt } from './fields.ts';
import type { ManifestSubject } from './subject.ts';

/** A volume of the pod is one that only one node, or one pod, can mount: of two pods beside each other one may never start. */
export function mountsOnce({ manifest, workspace, pod }: ManifestSubject): boolean {
  return items(at(pod?.spec, 'volumes')).some((volume) => {
    const name = textAt(volume, 'persistentVolumeClaim', 'claimName');
    const claim = name === undefined ? undefined : workspace.find('PersistentVolumeClaim', manifest.namespace, name);
    const modes = items(at(claim?.manifest.root, 'spec', 'accessModes'));
    return modes.length > 0 && modes.every((mode) => /^ReadWriteOnce(?:Pod)?$/.test(textAt(mode) ?? ''));
  });
}
