import { copyOf } from '../../dockerfile/files/copies.ts';
import { resolvePath } from '../../dockerfile/files/paths.ts';
import type { Dockerfile } from '../../dockerfile/model.ts';
import { inFolders } from '../../dockerfile/stages/working-folder.ts';
import { similarName } from '../../lint/similar-word.ts';
import { type SettingPlace, settingPlace } from '../containers/setting-place.ts';
import type { ContractContainer } from '../contract.ts';
import type { Repair } from '../fault.ts';
import { baseName } from './image-name.ts';
import { pathInContainer } from './working-folder.ts';

/** A setting that leads a program to a path where nothing is. */
export interface LedAway {
  readonly place: SettingPlace;
  /** The setting with the path where the image has it. */
  readonly repairs: readonly Repair[];
}

/** The one setting of those that name a path which leads a container's program to it; undefined: several do, or none. */
export function ledAwayTo(
  path: string,
  configuredBy: readonly string[] | undefined,
  container: ContractContainer,
  isThere: (path: string) => boolean,
): LedAway | undefined {
  const place = settingPlace(configuredBy ?? [], container);
  if (!place || pathInContainer(place.value, container) !== path) return undefined;
  const [next] = [place.fallback, similarCopied(path, container.image?.dockerfile)].filter((one) => {
    const there = one === undefined ? undefined : pathInContainer(one, container);
    return there !== undefined && there !== path && isThere(there);
  });
  return { place, repairs: next === undefined ? [] : place.setTo(next) };
}

/** Of what the last stage copies under a name of its own, the path that is written nearly the same. */
function similarCopied(path: string, dockerfile: Dockerfile | undefined): string | undefined {
  const final = dockerfile?.stages.at(-1);
  // `/data/a` and `/data/b` are two.
  if (!dockerfile || !final || baseName(path).length < 4) return undefined;
  const copied = inFolders(dockerfile, final).flatMap(({ instruction, folder }) => {
    const copy = copyOf(instruction);
    const [source, another] = copy?.sources ?? [];
    if (!copy || source === undefined || another !== undefined) return [];
    const isFolder = /(?:^|\/)\.?$/.test(copy.destination);
    return resolvePath(isFolder ? `${copy.destination}/${baseName(source)}` : copy.destination, folder) ?? [];
  });
  return similarName(path, copied);
}
