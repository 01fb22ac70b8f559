import { at, items, textAt, textMap } from '../kubernetes/fields.ts';
import type { Field } from '../kubernetes/model.ts';

/** A file that a volume puts into a container, at its absolute path. */
export interface MountedFile {
  readonly path: string;
  readonly text: string;
}

/** The files that a container gets from ConfigMaps that are known. */
export function mountedFiles(
  pod: Field,
  container: Field,
  configMap: (name: string | undefined) => Field | undefined,
): MountedFile[] {
  return items(at(container, 'volumeMounts')).flatMap((mount): MountedFile[] => {
    const volume = items(at(pod, 'volumes')).find((one) => textAt(one, 'name') === textAt(mount, 'name'));
    const data = at(configMap(textAt(volume, 'configMap', 'name')), 'data');
    const place = textAt(mount, 'mountPath')?.replace(/\/$/, '');
    if (!data || place === undefined) return [];
    const texts = textMap(data);
    const named = items(at(volume, 'configMap', 'items'));
    const inVolume =
      named.length > 0
        ? named.map((item) => ({ path: textAt(item, 'path') ?? '', text: texts.get(textAt(item, 'key') ?? '') }))
        : [...texts].map(([path, text]) => ({ path, text }));
    const subPath = textAt(mount, 'subPath');
    return inVolume.flatMap(({ path, text }) => {
      if (text === undefined || (subPath !== undefined && subPath !== path)) return [];
      return [{ path: subPath === undefined ? `${place}/${path}` : place, text }];
    });
  });
}
