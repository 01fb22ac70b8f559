import { at, items, textAt } from '../fields.ts';
import type { Field, MapField } from '../model.ts';
import { given } from '../pod-security/check.ts';
import type { ContainerView, PodSpecView } from './workloads.ts';

/** A volume that is a file or folder of the node. */
export interface HostVolume {
  readonly volume: MapField;
  readonly index: number;
  readonly name: string;
  readonly hostPath: Field;
  /** As written; '' where there is none. */
  readonly path: string;
  /** Where a finding about it stands. */
  readonly place: Field;
}

const NONE: readonly HostVolume[] = [];

export function hostVolumes({ spec }: PodSpecView): readonly HostVolume[] {
  let found: HostVolume[] | undefined;
  for (const [index, volume] of items(at(spec, 'volumes')).entries()) {
    const hostPath = given(at(volume, 'hostPath'));
    if (!hostPath || volume.kind !== 'map') continue;
    const path = at(hostPath, 'path');
    const place = path && path.end > path.start ? path : hostPath;
    const written = textAt(path) ?? '';
    (found ??= []).push({ volume, index, name: textAt(volume, 'name') ?? '', hostPath, path: written, place });
  }
  return found ?? NONE;
}

/** The mounts of a volume, with the container and the place in its list. */
export function mountsOf(
  { containers }: PodSpecView,
  name: string,
): readonly { readonly container: ContainerView; readonly mount: Field; readonly index: number }[] {
  return containers.flatMap((container) =>
    items(at(container.field, 'volumeMounts')).flatMap((mount, index) =>
      textAt(mount, 'name') === name ? [{ container, mount, index }] : [],
    ),
  );
}
