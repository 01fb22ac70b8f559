import { copyOf } from '../dockerfile/files/copies.ts';
import { effective } from '../dockerfile/stages/effective.ts';
import type { Instruction } from '../dockerfile/model.ts';
import { parseDockerfile } from '../dockerfile/parse.ts';
import { foldersBefore, resolvePath } from '../dockerfile/files/paths.ts';
import type { ProofPlaces } from './types.ts';
import type { TextFile } from './workload.ts';

/** Lines of a Dockerfile that are responsible for what its image is. */
export function imagePlaces({ path, text }: TextFile): Pick<ProofPlaces, 'finalStage' | 'user'> {
  const own = parseDockerfile(text).stages.at(-1)?.instructions ?? [];
  const lineOf = (offset: number) => ({ file: path, line: text.slice(0, offset).split('\n').length });
  const from = parseDockerfile(text).stages.at(-1);
  const user = effective(own, 'USER');
  return {
    ...(from && { finalStage: lineOf(from.start) }),
    ...(user && { user: lineOf(user.start) }),
  };
}

const INSTALLS = /\b(?:apk (?:-\S+ )*add|apt(?:-get)? (?:-\S+ )*install|(?:microdnf|dnf|yum) (?:-\S+ )*install)\b/;

/** What a Dockerfile puts into its image: the program, what else is copied or installed, and how many layers that makes. */
export function imageParts({ text }: TextFile): {
  readonly ownInstructions: number;
  readonly program: string | undefined;
  readonly copied: readonly string[];
  readonly installs: readonly number[];
} {
  const dockerfile = parseDockerfile(text);
  const own = dockerfile.stages.at(-1)?.instructions ?? [];
  const after = own.filter(({ keyword }) => keyword !== 'FROM');
  const folders = foldersBefore(dockerfile);
  const folderOf = (one: Instruction | undefined) => (one && folders.get(one)) ?? '/';
  const copied = [...new Set(after.flatMap((one) => copiedPaths(one, folderOf(one))))];
  const program = programAmong(copied, own, folderOf(own.at(-1)));
  const installs = after.flatMap(({ keyword, start, end }, index) =>
    keyword === 'RUN' && INSTALLS.test(text.slice(start, end)) ? [index] : [],
  );
  return { ownInstructions: after.length, program, copied: copied.filter((path) => path !== program), installs };
}

/** Where the image has what an instruction copies. What is copied into a folder may be a file, or all that a folder holds. */
function copiedPaths(instruction: Instruction, folder: string): string[] {
  const { destination, sources = [] } = copyOf(instruction) ?? {};
  const target = destination === undefined ? undefined : resolvePath(destination, folder);
  if (destination === undefined || target === undefined) return [];
  const inside = sources.map((source) => `${target === '/' ? '' : target}/${source.replace(/^.*\//, '')}`);
  if (sources.length > 1) return inside;
  if (/^\.\/?$/.test(destination) || target === '/') return inside;
  return destination.endsWith('/') ? [...inside, target] : [target];
}

/** The first word of what the image starts that was copied, as tini and others go before it. */
function programAmong(copied: readonly string[], own: readonly Instruction[], folder: string): string | undefined {
  const words = [effective(own, 'ENTRYPOINT'), effective(own, 'CMD')].flatMap((one) =>
    (one?.json ?? one?.words ?? []).map(({ value }) => value),
  );
  const found = words.map((word) =>
    word.includes('/') ? resolvePath(word, folder) : copied.find((path) => path.endsWith(`/${word}`)),
  );
  return found.find((path) => path !== undefined && copied.includes(path)) ?? found.find((path) => path !== undefined);
}
