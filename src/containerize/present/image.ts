import { workingFolder } from '../../dockerfile/stages/working-folder.ts';
import { copyOf } from '../../dockerfile/files/copies.ts';
import { baseImage, finalStage } from '../../dockerfile/stages/final.ts';
import { officialName, parseImage } from '../../dockerfile/stages/image.ts';
import type { Dockerfile } from '../../dockerfile/model.ts';
import { foldersBefore, resolvePath } from '../../dockerfile/files/paths.ts';
import { lineage } from '../../dockerfile/stages/stages.ts';

/** The image of a Dockerfile that stays, as far as volumes must fit it. */
export interface PresentImage {
  /** Where it starts the program; null where only its base decides that. */
  readonly workdir: string | null;
  /** Absolute paths that it copies to, and the program. */
  readonly holds: readonly string[];
  /** What the links that it makes lead to. */
  readonly linked: ReadonlySet<string>;
  /** It is known to have `cp`. */
  readonly canCopy: boolean;
}

/** Official images with the usual tools of a shell. */
const WITH_TOOLS: ReadonlySet<string> = new Set(['alpine', 'busybox', 'debian', 'golang', 'ubuntu']);

export function readPresentImage(dockerfile: Dockerfile): PresentImage {
  const workdir = workingFolder(dockerfile);
  const folders = foldersBefore(dockerfile);
  const final = finalStage(dockerfile);
  const own = final ? lineage(dockerfile.stages, final.stage).flatMap(({ instructions }) => instructions) : [];
  const copied = own.map((one) => {
    const copy = copyOf(one);
    return copy && resolvePath(copy.destination, folders.get(one) ?? workdir);
  });
  const base = parseImage((final && baseImage(dockerfile, final.stage)) ?? '');
  const started = final?.entrypoint?.[0]?.value ?? '';
  const holds = [...copied, started.includes('/') ? resolvePath(started, workdir) : undefined];
  return {
    workdir: workdir ?? null,
    holds: holds.filter((path) => path !== undefined),
    canCopy: base !== undefined && WITH_TOOLS.has(officialName(base) ?? ''),
    linked: new Set(Array.from(dockerfile.text.matchAll(/\bln -s (\S+)/g), ([, to = '']) => to)),
  };
}
