import { at, items, textAt } from '../../kubernetes/fields.ts';
import type { Field } from '../../kubernetes/model.ts';
import { resolvePath } from '../../dockerfile/files/paths.ts';
import { workingFolder } from '../../dockerfile/stages/working-folder.ts';
import type { ContractContainer } from '../contract.ts';

/** The path itself, or of a pattern the folder that it lies in. */
export function folderOfPattern(path: string): string | undefined {
  const magic = path.search(/[*?[{]/);
  if (magic < 0) return path;
  const end = path.lastIndexOf('/', magic);
  return end > 0 ? path.slice(0, end) : undefined;
}

/** A path as a container's program opens it, from the root. */
export function pathInContainer(
  path: string,
  { facts, image }: Pick<ContractContainer, 'facts' | 'image'>,
): string | undefined {
  const isOwn = at(facts.container.field, 'workingDir') !== undefined;
  const folder = isOwn ? ownWorkingFolder(facts) : image ? workingFolder(image.dockerfile) : undefined;
  return resolvePath(path, folder);
}

/** What a container sets in place of its image's working folder; undefined: nothing, or nothing that is a path. */
export function ownWorkingFolder({ container }: ContractContainer['facts']): string | undefined {
  return textAt(at(container.field, 'workingDir'));
}

/** Whether the manifest mounts something at a path or at a folder around it. */
export function isMounted(path: string, container: ContractContainer): boolean {
  return mountsAround(path, container).length > 0;
}

/** What is mounted at a path or at a folder around it; the last is the nearest. */
export function mountsAround(path: string, { facts }: Pick<ContractContainer, 'facts'>): Field[] {
  return items(at(facts.container.field, 'volumeMounts'))
    .flatMap((mount) => {
      const folder = resolvePath(textAt(mount, 'mountPath') ?? '', '/');
      return folder === undefined || isWithin(path, folder) ? [{ mount, length: folder?.length ?? 0 }] : [];
    })
    .sort((a, b) => a.length - b.length)
    .map(({ mount }) => mount);
}

/** Whether the manifest mounts nothing but folders that are empty when its containers start. */
export function mountsNothing({ container, pod }: ContractContainer['facts']): boolean {
  const volumes = items(at(pod.spec, 'volumes'));
  return (
    !pod.containers.some(({ kind }) => kind === 'init') &&
    items(at(container.field, 'volumeMounts')).every((mount) => {
      const volume = volumes.find((one) => textAt(one, 'name') === textAt(mount, 'name'));
      return volume !== undefined && at(volume, 'emptyDir') !== undefined;
    })
  );
}

/** Whether a path is a folder, or lies in it. */
export function isWithin(path: string, folder: string): boolean {
  return folder === '/' || path === folder || path.startsWith(`${folder}/`);
}
