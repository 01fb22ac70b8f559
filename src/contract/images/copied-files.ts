import { baseFacts } from '../../dockerfile/stages/base-images.ts';
import { copyOf } from '../../dockerfile/files/copies.ts';
import { entryAt, foldersAbove, joinNames, type ListFolder } from '../../dockerfile/files/file-tree.ts';
import { baseImage } from '../../dockerfile/stages/final.ts';
import { goBuilds } from '../../dockerfile/commands/go-builds.ts';
import type { Dockerfile, Instruction, Stage } from '../../dockerfile/model.ts';
import { resolvePath } from '../../dockerfile/files/paths.ts';
import { stageNamed } from '../../dockerfile/stages/stages.ts';
import type { Command } from '../../shell/commands.ts';
import type { ContextFilter } from '../builds/ignored-context.ts';
import type { ContractImage } from '../contract.ts';
import { holdsOnlyBinaries } from './built-folder.ts';
import { baseName } from './image-name.ts';
import { inFolders } from '../../dockerfile/stages/working-folder.ts';

/** What an image says of a path: `absent` only where everything that it is made of is seen. */
export type Presence =
  | { readonly is: 'absent' }
  | { readonly is: 'present' | 'unknown' }
  /** It would be there, but the .dockerignore leaves it out. */
  | { readonly is: 'ignored'; readonly copy: Instruction; readonly source: string };

/** Whether a path of the final image is there: from its base, copied from the context or a stage, or made by a command. */
export function presenceOf(
  path: string,
  { file, dockerfile, built }: Pick<ContractImage, 'file' | 'dockerfile' | 'built'>,
  list: ListFolder,
  filter: ContextFilter | undefined,
): Presence {
  const final = dockerfile.stages.at(-1);
  const { plain, go } = baseFacts(final && baseImage(dockerfile, final));
  if (!final || (!plain && !go)) return { is: 'unknown' };
  if (built.binaries.has(path)) return { is: 'present' };
  let presence: Presence = { is: 'absent' };
  for (const { instruction, folder } of inFolders(dockerfile, final)) {
    const { keyword, rest } = instruction;
    if (keyword === 'RUN' && mayMake(rest.text, path)) return { is: 'unknown' };
    if (keyword === 'VOLUME' || keyword === 'ONBUILD') continue;
    const one = copied(instruction, folder, path, { file, dockerfile, list, filter, final });
    if (one?.is === 'present' || one?.is === 'unknown') return one;
    presence = one ?? presence;
  }
  return presence;
}

interface Around {
  readonly file: string;
  readonly dockerfile: Dockerfile;
  readonly list: ListFolder;
  readonly filter: ContextFilter | undefined;
  readonly final: Stage;
}

function copied(
  instruction: Instruction,
  folder: string | undefined,
  path: string,
  around: Around,
): Presence | undefined {
  const copy = copyOf(instruction);
  if (!copy) return undefined;
  const destination = resolvePath(copy.destination, folder);
  if (destination === undefined || instruction.heredocs.length > 0) return { is: 'unknown' };
  const below = destination === '/' ? '/' : `${destination}/`;
  const isInside = path.startsWith(below);
  // A file, or a folder around the path that lies at the destination itself.
  if (!isInside && path !== destination) return destination.startsWith(`${path}/`) ? { is: 'present' } : undefined;
  for (const source of copy.sources) {
    const one = fromSource(source, path.slice(below.length), path === destination, copy.from, instruction, around);
    if (one) return one;
  }
  return undefined;
}

/** `inner`: the path below the destination, empty where it is the destination. */
function fromSource(
  source: string,
  inner: string,
  isWhole: boolean,
  from: string | undefined,
  instruction: Instruction,
  { file, dockerfile, list, filter, final }: Around,
): Presence | undefined {
  if (from !== undefined) {
    const stage = stageNamed(dockerfile.stages, from, dockerfile.stages.indexOf(final));
    if (!stage) return { is: 'unknown' };
    const there = isWhole ? source : joinNames(source, inner);
    const before = copiedInto(stage, there, { file, dockerfile, list, filter, final: stage });
    if (before) return before.is === 'ignored' ? { ...before, copy: instruction } : before;
    if (!isBuilt(source, stage, file, dockerfile, list) && !holdsOnlyBinaries(source, stage, dockerfile))
      return { is: 'unknown' };
    return isWhole || source.endsWith(`/${inner}`) ? { is: 'present' } : undefined;
  }
  if (/[$*?[\]\\]|:\/\//.test(source) || instruction.keyword === 'ADD') return { is: 'unknown' };
  const plain = resolvePath(source, '/')?.slice(1) ?? '';
  for (const context of foldersAbove(file)) {
    const entry = entryAt(list, joinNames(context, plain));
    if (entry === 'unseen') return { is: 'unknown' };
    const name = plain.slice(plain.lastIndexOf('/') + 1);
    const at = entry === 'folder' ? joinNames(plain, inner) : isWhole || inner === name ? plain : undefined;
    if (entry === undefined || at === undefined) continue;
    const there = entryAt(list, joinNames(context, at));
    if (there === 'unseen') return { is: 'unknown' };
    if (there === undefined) continue;
    return filter?.leavesOut(at) === true ? { is: 'ignored', copy: instruction, source: at } : { is: 'present' };
  }
  return undefined;
}

/** A path of the context that a stage has, whatever its commands do besides, or that it lacks for the .dockerignore alone. */
function copiedInto(stage: Stage, path: string, around: Around): Presence | undefined {
  const all = inFolders(around.dockerfile, stage);
  const found = all.flatMap(({ instruction, folder }) => copied(instruction, folder, path, around) ?? []);
  const isMade = () =>
    all.some(({ instruction: { keyword, rest, heredocs } }) => {
      return keyword === 'RUN' && (heredocs.length > 0 || !isGoAlone(rest.text) || rest.text.includes(baseName(path)));
    });
  const present = found.find(({ is }) => is === 'present');
  return present ?? (found.every(({ is }) => is === 'ignored') && !isMade() ? found[0] : undefined);
}

/** Calls of go that write no file beside the binary, and what leaves the source as it is. */
function isGoAlone(script: string): boolean {
  return (
    !/\bgo (?:generate|run|tool)\b/.test(script) &&
    !mayMake(script.replace(/\bgo (?:build|mod|test|vet|install)\b/g, ''), '/')
  );
}

/** Whether a path of a stage is what a go build there writes, and no folder that was copied there. */
function isBuilt(path: string, stage: Stage, file: string, dockerfile: Dockerfile, list: ListFolder): boolean {
  return goBuilds(dockerfile, stage).some(({ command, outputs }) => {
    const [output, another] = outputs ?? [];
    if (output === undefined || another !== undefined) return false;
    if (output.endsWith('/')) return isInFolder(path, output, command);
    if (!output.startsWith('…/')) return output === path;
    // Relative to a folder that nobody looked for.
    const end = resolvePath(output.slice(2), '/') ?? '/';
    if (end === '/' || output.endsWith('/') || !`/${path}`.endsWith(end)) return false;
    return foldersAbove(file).every((context) => entryAt(list, joinNames(context, end.slice(1))) !== 'folder');
  });
}

/** `-o bin/ ./cmd/a ./cmd/b`: each has the name of its package. */
function isInFolder(path: string, output: string, { words }: Command): boolean {
  const name = baseName(path);
  const isNamed = words.some(({ value }) => /^\.\/[\w./-]+$/.test(value) && baseName(value) === name);
  return (
    isNamed && (output.startsWith('…/') ? path.endsWith(`${output.slice(1)}${name}`) : path === `${output}${name}`)
  );
}

/** Whether a script may make a path: it names it or something of it, or it brings files whose names nobody sees. */
export function mayMake(script: string, path: string): boolean {
  const names = path.split('/').filter((name) => name.length > 1);
  const last = names.at(-1) ?? '';
  return (
    /\b(?:curl|wget|git|tar|unzip|cp|mv|ln|rsync|make|npm|yarn|go|install)\b/.test(
      withoutFolders(withoutPackages(script)),
    ) ||
    (last !== '' && script.includes(last))
  );
}

/** `install -d` makes folders, as `mkdir` does. */
function withoutFolders(script: string): string {
  return script.replace(/\binstall\b(?=[^&;|]*\s-d\b)[^&;|]*/g, '');
}

/** A script without the packages that it installs: their names are no commands. */
export function withoutPackages(script: string): string {
  return script.replace(/\b(?:apk|apt|apt-get|dnf|yum|microdnf)\b[^&;|]*\b(?:add|install)\b[^&;|]*/g, '');
}
