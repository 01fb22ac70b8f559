import { baseFacts } from '../../dockerfile/stages/base-images.ts';
import { baseImage } from '../../dockerfile/stages/final.ts';
import { workingFolder } from '../../dockerfile/stages/working-folder.ts';
import type { Write } from '../../go/project.ts';
import type { Field } from '../../kubernetes/model.ts';
import type { ContractContainer } from '../contract.ts';
import { mayDo } from '../images/run-directly.ts';
import { mountsAround, pathInContainer } from '../images/working-folder.ts';
import { writtenPath } from './written-paths.ts';

export interface ContainerWrite {
  readonly write: Write;
  /** From the root of the container; each once. */
  readonly path: string;
  /** What is mounted there, or nearest around it. */
  readonly mount: Field | undefined;
}

/** Where the program of a container writes, as far as source and settings say. */
export function containerWrites(container: ContractContainer): ContainerWrite[] {
  const { program } = container;
  const told = new Set<string>();
  return (program?.writes ?? []).flatMap((write) => {
    const written = program ? writtenPath(write, program, container.given) : undefined;
    if (!mayDo(write, container) || written === undefined || isAnywhere(write.path)) return [];
    const path = pathInContainer(written, container);
    if (path === undefined || told.has(path) || isElsewhere(path, container)) return [];
    told.add(path);
    return [{ write, path, mount: mountsAround(path, container).at(-1) }];
  });
}

/** Where home is, only whoever runs the container knows, and what is somewhere below the root may be on any volume. */
export function isAnywhere(path: string): boolean {
  return path.startsWith('~') || path === '/';
}

/** Folders that a volume would empty. */
export const SYSTEM = /^\/(?:bin|dev|etc|lib|lib64|proc|sbin|sys|usr)(?:\/|$)/;

/** A volume would hide what the image has there: that the program writes to such a folder is a question of its own. */
export function holdsWhatIsRead(path: string, { program, image, facts }: ContractContainer): boolean {
  if (SYSTEM.test(path)) return true;
  const home = image ? workingFolder(image.dockerfile) : undefined;
  const final = image?.dockerfile.stages.at(-1);
  if (path === home && image && final && baseFacts(baseImage(image.dockerfile, final)).go) return true;
  const reads =
    program?.runtimeFiles.flatMap(
      (read) => pathInContainer(read.path.replace(/[*?[{].*/s, ''), { facts, image }) ?? [],
    ) ?? [];
  return reads.some((read) => read === path || read.startsWith(`${path}/`));
}

/** TMPDIR moves temporary files. */
function isElsewhere(path: string, container: ContractContainer): boolean {
  return path === '/tmp' && container.env('TMPDIR') !== undefined && container.env('TMPDIR') !== '/tmp';
}
