import { copyOf } from '../../dockerfile/files/copies.ts';
import { effective } from '../../dockerfile/stages/effective.ts';
import type { Dockerfile, Instruction } from '../../dockerfile/model.ts';
import { foldersBefore, resolvePath } from '../../dockerfile/files/paths.ts';
import { instructionsOf } from '../../dockerfile/stages/stages.ts';
import type { Files } from '../../go/files.ts';
import type { Place, Program, RuntimeFile } from '../../go/project.ts';
import { isInside, joinPath } from '../paths.ts';
import { exists } from '../image/source-layout.ts';
import { HOME } from '../storage/writable-folders.ts';

/** What the image of a Dockerfile that is there gives the program to run with. */
export interface PresentRun {
  /** The name of the file that it starts; null where that is a shell's matter. */
  readonly starts: string | null;
  /** Empty where that is nothing, or names files that are not known to come from the repository. */
  readonly args: readonly string[];
  /** What of the repository the arguments name, and where the image has it. */
  readonly files: readonly RuntimeFile[];
  /** Its VOLUMEs, where the program keeps its data. */
  readonly volumes: Program['writes'];
  /** Where it starts the program. */
  readonly workdir: string;
}

const NOTHING: PresentRun = { starts: null, args: [], files: [], volumes: [], workdir: '/' };
const SHELLS = /(?:^|\/)(?:sh|bash|ash|tini|dumb-init|su-exec|gosu|(?:docker-?)?entry-?point)$|\.sh$/;
/** What an image says to who runs it without arguments. */
const ASKS = /^(?:-h|-{0,2}help|-{0,2}version)$/;
/** A path as an argument or as the value of a flag. */
const PATH = /^(?:-{1,2}[\w.-]+=)?((?:\.{0,2}\/)[\w./-]+|[\w./-]+\.(?:ya?ml|toml|json|conf|cfg|ini|env))$/;

/**
 * Of ENTRYPOINT and CMD as JSON arrays; a script that starts the program may do anything with them. `mounts`: where the
 * workload that runs it has files that the image lacks. `context`: the folder that it is built in.
 */
export async function readPresentRun(
  dockerfile: Dockerfile,
  path: string,
  files: Files,
  mounts: readonly string[],
  context: string,
): Promise<PresentRun> {
  const own = finalInstructions(dockerfile);
  const entrypoint = effective(own, 'ENTRYPOINT');
  const command = effective(own, 'CMD');
  if ((entrypoint && !entrypoint.json) || (command && !command.json)) return NOTHING;
  const [program = '', ...args] = [...(entrypoint?.json ?? []), ...(command?.json ?? [])].map(({ value }) => value);
  if (SHELLS.test(program)) return { ...NOTHING, starts: startedBehind(args) };
  if (program.includes('$')) return NOTHING;
  const starts = program.replace(/^.*\//, '');
  if (args.some((arg) => arg.includes('$')) || ASKS.test(args.join(' '))) return { ...NOTHING, starts };
  const volumes = volumesOf(dockerfile, own, path);
  const named: RuntimeFile[] = [];
  for (const arg of args) {
    const file = PATH.exec(arg)?.[1];
    if (file === undefined || mounts.some((mount) => isInside(file, mount))) continue;
    const source = await sourceOf(dockerfile, own, file, path, { files, context });
    if (source) named.push(source);
    // A folder for its data needs nothing in it; a file there is expected.
    else if (/\.\w+$/.test(file) || !volumes.some((volume) => isInside(file, volume.path)))
      return { ...NOTHING, starts };
  }
  return { starts, args, files: named, volumes, workdir: workdirOf(dockerfile, own) };
}

/** What a script or an init is given to start: `["/entrypoint.sh", "/usr/bin/shop"]`; null where that is no path. */
function startedBehind(args: readonly string[]): string | null {
  const started = args.find((arg) => !arg.startsWith('-') && !SHELLS.test(arg));
  return started !== undefined && args[0] !== '-c' && /^\/[\w./-]+$/.test(started)
    ? started.replace(/^.*\//, '')
    : null;
}

/** Whether what a container is given as arguments is all that its program is called with. */
export function startsPlainly(dockerfile: Dockerfile): boolean {
  const entrypoint = effective(finalInstructions(dockerfile), 'ENTRYPOINT')?.json;
  return entrypoint?.length === 1 && !SHELLS.test(entrypoint[0]?.value ?? '');
}

function finalInstructions({ stages }: Dockerfile): readonly Instruction[] {
  const final = stages.at(-1);
  return final ? instructionsOf(stages, final) : [];
}

/** The file or folder of the repository that the image has at `file`; undefined where it comes from elsewhere. */
async function sourceOf(
  dockerfile: Dockerfile,
  own: readonly Instruction[],
  file: string,
  path: string,
  { files, context }: { readonly files: Files; readonly context: string },
): Promise<RuntimeFile | undefined> {
  const folders = foldersBefore(dockerfile);
  const wanted = resolvePath(file, workdirOf(dockerfile, own));
  if (wanted === undefined) return undefined;
  for (const instruction of own.toReversed()) {
    const copy = copyOf(instruction);
    const target = copy && resolvePath(copy.destination, folders.get(instruction) ?? '/');
    if (!copy || copy.from !== undefined || target === undefined) continue;
    for (const written of copy.sources) {
      const source = resolvePath(written, '/')?.slice(1);
      const kind = source ? await exists(files, joinPath(context, source) ?? source) : null;
      if (!source || !kind) continue;
      const isFolderTarget = /\/$|^\.$/.test(copy.destination) || copy.sources.length > 1;
      const at = kind === 'file' && isFolderTarget ? `${target}/${source.replace(/^.*\//, '')}` : target;
      if (!isInside(wanted, at)) continue;
      const found = joinPath(context, `${source}${wanted.slice(at.length)}`);
      if (found === null || !(await exists(files, found))) continue;
      return { ...placeOf(dockerfile, path, instruction), path: file, source: found, certainty: 'known' };
    }
  }
  return undefined;
}

function workdirOf(dockerfile: Dockerfile, own: readonly Instruction[]): string {
  const last = own.at(-1);
  return (last && foldersBefore(dockerfile).get(last)) ?? '/';
}

function volumesOf(dockerfile: Dockerfile, own: readonly Instruction[], path: string): Program['writes'] {
  return own
    .filter(({ keyword }) => keyword === 'VOLUME')
    .flatMap((instruction) =>
      (instruction.json ?? instruction.words).flatMap(({ value }) => {
        // Our images run as another user, whose home is elsewhere.
        const folder = resolvePath(value, undefined)?.replace(/^\/root(?=\/|$)/, HOME);
        if (folder === undefined || folder === '/') return [];
        return [{ ...placeOf(dockerfile, path, instruction), path: folder, certainty: 'known' as const }];
      }),
    );
}

function placeOf({ text }: Dockerfile, file: string, { start, end }: Instruction): Place {
  return { file, start, end, line: text.slice(0, start).split('\n').length };
}
