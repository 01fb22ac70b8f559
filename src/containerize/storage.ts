import type { Files } from '../go/files.ts';
import type { Program } from '../go/project.ts';
import { decide } from './decision.ts';
import { uniqueName } from './names.ts';
import { folderOf, isInside, joinPath } from './paths.ts';
import type { Decision } from './plan-types.ts';
import { exists } from './source-layout.ts';

export interface Storage {
  /** Working directory of the program; null where relative paths do not matter. */
  readonly workdir: string | null;
  readonly copies: readonly {
    readonly from: string;
    readonly to: string;
    readonly folder: boolean;
    /** The stage that makes it; absent = the repository has it. */
    readonly stage?: string;
  }[];
  /** Empty folders that the program may write to. */
  readonly mounts: readonly { readonly name: string; readonly path: string }[];
  readonly decisions: readonly Decision[];
}

/** Folders that an empty volume would break. */
const SYSTEM = ['/bin', '/dev', '/etc', '/lib', '/lib64', '/proc', '/sbin', '/sys', '/usr'];

const SECRET_FILE =
  /(?:^|\/)(?:\.env(?:\..*)?|id_(?:rsa|ed25519|ecdsa)|[^/]*\.(?:key|p12|pfx|pem)|[^/]*credentials[^/]*\.json)$/i;

/**
 * Run-time files to copy and folders to make writable. Relative paths hang below `workdir`;
 * `copied` = false where the image holds the whole source already.
 */
export async function arrangeStorage(
  program: Program,
  files: Files,
  workdir: string,
  copied: boolean,
  built: readonly { readonly name: string; readonly output: string }[] = [],
): Promise<Storage> {
  const decisions: Decision[] = [];
  const copies = new Map<string, Storage['copies'][number]>();
  let relative = false;
  for (const file of program.runtimeFiles) {
    if (file.certainty === 'unknown') continue;
    if (file.path.startsWith('/')) {
      decisions.push(
        decide(['run-time file'], file.path, ['An absolute path: mount it, or set the path to a file in the image'], {
          evidence: file,
        }),
      );
      continue;
    }
    relative = true;
    if (SECRET_FILE.test(file.path)) {
      decisions.push(
        decide(['run-time file'], file.path, ['It may hold secrets, so it stays out of the image: mount it'], {
          evidence: file,
        }),
      );
      continue;
    }
    const made = built.find(({ output }) => isInside(file.source ?? file.path, output));
    if (made) {
      const to = joinPath('.', withoutGlob(file.path)) ?? file.path;
      const from = joinPath('.', withoutGlob(file.source ?? file.path)) ?? file.path;
      // What a build writes is a folder, unless a name with an ending says otherwise.
      copies.set(to, { from, to: `${workdir}/${to}`, folder: !/\.\w+$/.test(to), stage: made.name });
      decisions.push(decide(['run-time file'], file.path, ['A build of the front end makes it'], { evidence: file }));
      continue;
    }
    const found = await findInSource(program, files, withoutGlob(file.path), file.source);
    if (!found || found.from === '.') {
      decisions.push(
        decide(['run-time file'], file.path, ['It is not in the repository, so it cannot be copied: mount it'], {
          evidence: file,
        }),
      );
      continue;
    }
    copies.set(found.to, { from: found.from, to: `${workdir}/${found.to}`, folder: found.folder });
    decisions.push(decide(['run-time file'], file.path, ['The program reads it at run time'], { evidence: file }));
  }
  const mounts = new Map<string, Storage['mounts'][number]>();
  const taken = new Set<string>();
  for (const write of program.writes) {
    const path = writeFolder(write.path, workdir);
    if (path === null || mounts.has(path)) continue;
    const hidden = [...copies.values()].find(({ to }) => isInside(to, path));
    if (SYSTEM.some((folder) => isInside(path, folder)) || path === '/' || hidden || (!copied && path === workdir)) {
      decisions.push(
        decide(
          ['writable folder'],
          path,
          ['An empty volume there would hide what the image holds: write somewhere else'],
          { evidence: write },
        ),
      );
      continue;
    }
    relative ||= !write.path.startsWith('/');
    const name = uniqueName(path, 50, taken);
    taken.add(name);
    mounts.set(path, { name, path });
    decisions.push(
      decide(['writable folder'], path, ['The program writes there; an emptyDir is lost with the Pod'], {
        evidence: write,
        alternatives: [{ label: 'PersistentVolumeClaim', set: { volumes: 'PersistentVolumeClaim' } }],
      }),
    );
  }
  return {
    workdir: relative || !copied ? workdir : null,
    copies: copied ? [...copies.values()].sort(byTarget) : [],
    mounts: [...mounts.values()].sort((a, b) => (a.path < b.path ? -1 : 1)),
    decisions,
  };
}

async function findInSource(program: Program, files: Files, path: string, source: string | undefined) {
  if (source !== undefined) {
    const from = withoutGlob(source);
    const to = joinPath('.', path);
    const kind = await exists(files, from);
    return kind && to !== null ? { from, to, folder: kind === 'folder' } : null;
  }
  for (const folder of new Set([program.moduleDir, '.'])) {
    const from = joinPath(folder, path);
    const to = joinPath('.', path);
    if (from === null || to === null) continue;
    const kind = await exists(files, from);
    if (kind) return { from, to, folder: kind === 'folder' };
  }
  return null;
}

/** `templates/*.html` is the folder `templates`. */
function withoutGlob(path: string): string {
  const glob = path.search(/[*?[{]/);
  return glob < 0 ? path : folderOf(path.slice(0, glob));
}

/** The folder to mount for a written path, absolute; null where nothing is needed. */
function writeFolder(written: string, workdir: string): string | null {
  // Kubernetes refuses a colon in a mount path.
  if (/^\/(?:dev|proc)\/|^$|[:\0]/.test(written)) return null;
  const path = withoutGlob(written);
  const absolute = joinPath(path.startsWith('/') ? '/' : workdir, path);
  if (absolute === null) return null;
  const folder = absolute === '.' ? '/' : `/${absolute}`;
  const last = folder.slice(folder.lastIndexOf('/') + 1);
  const isFile = path === written && !written.endsWith('/') && /[^.].*\.[A-Za-z0-9]{1,8}$/.test(last);
  return isFile ? folderOf(folder) : folder;
}

function byTarget(a: { readonly to: string }, b: { readonly to: string }): number {
  return a.to < b.to ? -1 : a.to > b.to ? 1 : 0;
}
