import { at, items, textAt } from '../../fields.ts';
import type { Field, Located } from '../../model.ts';
import type { PodSpecView } from '../../pods/workloads.ts';
import type { Note } from './mention.ts';
import { idOf } from './object-mentions.ts';

const DEFAULT_CONTAINER = 'kubectl.kubernetes.io/default-container';

/** Volumes and containers, and where the pod names them. */
export function podMentions({ manifest }: Located, { spec, metadata, containers }: PodSpecView, note: Note): void {
  const id = idOf(manifest);
  const volume = (role: 'definition' | 'use', field: Field | undefined) => {
    note('volume', role, `volume ${id} ${textAt(field) ?? ''}`, field);
  };
  const container = (role: 'definition' | 'use', field: Field | undefined) => {
    note('container', role, `container ${id} ${textAt(field) ?? ''}`, field);
  };
  for (const one of items(at(spec, 'volumes'))) volume('definition', at(one, 'name'));
  for (const claim of items(at(manifest.root, 'spec', 'volumeClaimTemplates')))
    volume('definition', at(claim, 'metadata', 'name'));
  container('use', at(metadata, 'annotations', DEFAULT_CONTAINER));
  for (const { field } of containers) {
    container('definition', at(field, 'name'));
    for (const list of ['volumeMounts', 'volumeDevices'])
      for (const mount of items(at(field, list))) volume('use', at(mount, 'name'));
    for (const variable of items(at(field, 'env')))
      container('use', at(variable, 'valueFrom', 'resourceFieldRef', 'containerName'));
  }
}
