import { resolvePath } from '../../dockerfile/files/paths.ts';
import type { Files } from '../../go/files.ts';
import type { Program, RuntimeFile } from '../../go/project.ts';
import { mayHoldSecrets } from '../../go/modules/secret-files.ts';
import type { Message } from '../../words/message.ts';
import { decide } from '../decision.ts';
import { type DemandedFile, demandedFiles } from './demanded-files.ts';
import { exampleOf } from '../settings/example-files.ts';
import { isInside, joinPath, withoutGlob } from '../paths.ts';
import type { Decision } from '../plan-types.ts';
import type { PresentImage } from '../present/image.ts';
import { exists } from '../image/source-layout.ts';
import { isChanged } from './seed-files.ts';
import { type Link, type Mount, writableFolders } from './writable-folders.ts';

interface Copy {
  readonly from: string;
  readonly to: string;
  readonly folder: boolean;
  /** The stage that makes it; absent = the repository has it. */
  readonly stage?: string;
}

export interface Storage {
  /** Working directory of the program; null where relative paths do not matter. */
  readonly workdir: string | null;
  readonly copies: readonly Copy[];
  readonly mounts: readonly Mount[];
  /** In the image, to what lies in `mounts`. */
  readonly links: readonly Link[];
  /** What of the image mounts begin with, by their names: files and folders in the mount's place. */
  readonly seeded: ReadonlyMap<string, readonly string[]>;
  /** What a Secret must bring. */
  readonly demanded: readonly DemandedFile[];
  readonly decisions: readonly Decision[];
}

/** What the image that runs the program has where, beside what is copied for the program. */
export interface ImageFolders {
  /** What relative paths hang below. */
  readonly workdir: string;
  /** Then nothing is copied. */
  readonly holdsSource: boolean;
  /** It has `cp`, so a volume can begin with files of it. */
  readonly canSeed?: boolean;
  /** Absent where the image is as planned. */
  readonly present?: PresentImage;
}

/** Run-time files to copy and folders to make writable. */
export async function arrangeStorage(
  program: Program,
  files: Files,
  { workdir, holdsSource, canSeed = false, present }: ImageFolders,
  built: readonly { readonly name: string; readonly output: string }[] = [],
): Promise<Storage> {
  const copied = !holdsSource;
  const decisions: Decision[] = [];
  const copies = new Map<string, Copy>();
  const lacking: RuntimeFile[] = [];
  const changed: Changed[] = [];
  let relative = false;
  for (const file of program.runtimeFiles) {
    if (file.certainty === 'unknown') continue;
    const isAbsolute = file.path.startsWith('/');
    if (isAbsolute && (typeof file.source !== 'string' || mayHoldSecrets(file.path))) {
      lacking.push(file);
      decisions.push(
        decide(['run-time file'], file.path, ['An absolute path: mount it, or set the path to a file in the image'], {
          evidence: file,
        }),
      );
      continue;
    }
    relative ||= !isAbsolute;
    if (mayHoldSecrets(file.path)) {
      lacking.push(file);
      decisions.push(
        decide(['run-time file'], file.path, ['It may hold secrets, so it stays out of the image: mount it'], {
          evidence: file,
        }),
      );
      continue;
    }
    const made = built.find(({ output }) => isInside(file.source ?? file.path, output));
    if (made) {
      const to = placed(workdir, file.path);
      const from = joinPath('.', withoutGlob(file.source ?? file.path)) ?? file.path;
      // What a build writes is a folder, unless a name with an ending says otherwise.
      copies.set(to, { from, to, folder: !/\.\w+$/.test(to), stage: made.name });
      decisions.push(decide(['run-time file'], file.path, ['A build of the front end makes it'], { evidence: file }));
      continue;
    }
    if (isOwnData(file, program)) continue;
    const found = await findInSource(program, files, withoutGlob(file.path), file.source);
    if (!found || found.from === '.') {
      lacking.push(file);
      decisions.push(
        decide(['run-time file'], file.path, ['It is not in the repository, so it cannot be copied: mount it'], {
          evidence: file,
        }),
      );
      continue;
    }
    const to = placed(workdir, file.path);
    for (const part of await partsOf(files, { ...found, to })) copies.set(part.to, part);
    if (!found.folder && isChanged(file, program, workdir)) changed.push({ file, to });
    else decisions.push(decide(['run-time file'], file.path, ['The program reads it at run time'], { evidence: file }));
  }
  const seeds = canSeed ? changed.flatMap(({ to }) => (isInAnother(to, copies) ? [] : [to])) : [];
  const held = present?.holds ?? [...copies.keys()];
  const kept = held.filter((path) => !seeds.some((seed) => mayLieAt(path, seed, workdir)));
  const startsThere = !present || present.workdir === workdir;
  const writable = writableFolders(program, workdir, kept, holdsSource, present?.linked, startsThere);
  const seeded = new Map(
    seeds.flatMap((seed) => {
      const to = writable.links.find(({ at }) => at === seed)?.to ?? seed;
      const mount = writable.mounts.find(({ path }) => isInside(to, path));
      return mount && (!present || held.includes(to)) ? [[seed, { to, mount }] as const] : [];
    }),
  );
  for (const [seed, { to }] of seeded) {
    const copy = copies.get(seed);
    copies.delete(seed);
    if (copy) copies.set(to, { ...copy, to });
  }
  relative ||= writable.mounts.some(({ path }) => isInside(path, workdir));
  return {
    workdir: relative || !copied ? workdir : null,
    copies: [...copies.values()]
      .filter((one) => (copied || !isInside(one.to, workdir)) && !isInOther(one, copies))
      .sort(byTarget),
    mounts: writable.mounts,
    links: writable.links,
    seeded: seedsByMount([...seeded.values()]),
    demanded: await demandedFiles(lacking, workdir, writable.mounts, (path) =>
      exampleOf(files, program.moduleDir, path),
    ),
    decisions: [...decisions, ...changed.map((one) => changedDecision(one, seeded)), ...writable.decisions],
  };
}

/** BusyBox leaves a folder that is there as it is, so that what is in the mount is named. */
function seedsByMount(seeds: readonly { readonly to: string; readonly mount: Mount }[]) {
  const byMount = new Map<string, string[]>();
  for (const { to, mount } of seeds) {
    const [name = ''] = to.slice(mount.path.length + 1).split('/');
    byMount.set(mount.name, [...new Set([...(byMount.get(mount.name) ?? []), `${mount.path}/${name}`])].sort());
  }
  return byMount;
}

interface Changed {
  readonly file: RuntimeFile;
  readonly to: string;
}

function changedDecision({ file, to }: Changed, seeded: ReadonlyMap<string, unknown>): Decision {
  const because: Message = seeded.has(to)
    ? [
        'The program reads it and writes it again: an init container copies it from the image into the volume, where that has none',
      ]
    : [
        'The program reads it and writes it again, but it is part of the image: what is written is lost, unless a volume there begins with a copy of it',
      ];
  return decide(['run-time file'], file.path, because, { evidence: file });
}

/** Where an image has what is read at `seed`: there, or in the folder that a link leads to. */
function mayLieAt(path: string, seed: string, workdir: string): boolean {
  return path === seed || [`${workdir}/data`, `${workdir}/state`].some((folder) => path === `${folder}/${base(seed)}`);
}

function base(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function isInAnother(to: string, copies: ReadonlyMap<string, Copy>): boolean {
  const copy = copies.get(to);
  return copy !== undefined && isInOther(copy, copies);
}

/** Whether a program that is deployed reads files of the repository and writes them again: their volume begins with them. */
export async function changesItsFiles(program: Program, files: Files): Promise<boolean> {
  for (const file of program.runtimeFiles.filter((one) => isChanged(one, program, '/app'))) {
    const found = await findInSource(program, files, file.path, file.source);
    if (found && !found.folder) return true;
  }
  return false;
}

/** It keeps there what it is told, and makes the file where there is none: what the repository has of it is of whoever tried it. */
function isOwnData({ path, isTried }: RuntimeFile, { writes }: Program): boolean {
  return isTried === true && writes.some((write) => write.folder !== undefined && write.path === path);
}

/** Where the repository has what the program reads; null where it has not. */
export async function findInSource(program: Program, files: Files, path: string, source: string | null | undefined) {
  if (source === null) return null;
  if (source !== undefined) {
    const from = withoutGlob(source);
    const kind = await exists(files, from);
    return kind && { from, folder: kind === 'folder' };
  }
  for (const folder of new Set([program.moduleDir, '.'])) {
    const from = joinPath(folder, path);
    if (from === null) continue;
    const kind = await exists(files, from);
    if (kind) return { from, folder: kind === 'folder' };
  }
  return null;
}

const MOST_PARTS = 50;

/** Of a folder with Go code in it what is none: an image holds no source. */
async function partsOf(files: Files, copy: Copy): Promise<readonly Copy[]> {
  const entries = copy.folder ? await files.list(copy.from) : [];
  const others = entries.filter(({ name, folder }) => folder || !name.endsWith('.go'));
  if (others.length === entries.length || others.length === 0 || others.length > MOST_PARTS) return [copy];
  return others.map(({ name, folder }) => ({ from: `${copy.from}/${name}`, to: `${copy.to}/${name}`, folder }));
}

/** Where the program looks for a path. */
export function placed(workdir: string, path: string): string {
  const plain = withoutGlob(path);
  return resolvePath(plain, workdir) ?? `${workdir}/${plain}`;
}

/** Whether the copy of a folder brings it along, to the same place. */
function isInOther({ from, to, stage }: Copy, all: ReadonlyMap<string, Copy>): boolean {
  return [...all.values()].some(
    (other) =>
      other.folder &&
      other.to !== to &&
      other.stage === stage &&
      isInside(to, other.to) &&
      from === `${other.from}${to.slice(other.to.length)}`,
  );
}

function byTarget(a: { readonly to: string }, b: { readonly to: string }): number {
  return a.to < b.to ? -1 : a.to > b.to ? 1 : 0;
}
