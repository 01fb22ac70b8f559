import type { Program, Write } from '../../go/project.ts';
import type { Message } from '../../words/message.ts';
import { decide } from '../decision.ts';
import { uniqueName } from '../names.ts';
import { engineOf } from './file-stores.ts';
import { isInside, joinPath, withoutGlob } from '../paths.ts';
import type { Decision, DecisionOption } from '../plan-types.ts';
import { roleOf } from '../role.ts';

/** An empty folder that the program may write to. */
export interface Mount {
  readonly name: string;
  readonly path: string;
}

/** A link in the image that leads what is written at `at`, among files of the image, to a folder where it may be. */
export interface Link {
  readonly at: string;
  readonly to: string;
}

/** The home of the user that our images run as. */
export const HOME = '/home/nonroot';

/** Folders that an empty volume would break. */
const SYSTEM = ['/bin', '/dev', '/etc', '/lib', '/lib64', '/proc', '/sbin', '/sys', '/usr'];

/**
 * The volumes for what a program writes; `kept` are the paths of what the image holds, which none may hide, and `linked` what
 * its links lead to where they are there already; `startsThere`: relative paths do begin in `workdir`. Folders of one tree have one volume: what is renamed from one to the other
 * stays on one file system, and what lies between can be made.
 */
export function writableFolders(
  program: Pick<Program, 'writes' | 'home' | 'kind' | 'role' | 'libraries'>,
  workdir: string,
  kept: readonly string[],
  holdsSource: boolean,
  linked?: ReadonlySet<string>,
  startsThere = true,
): { readonly mounts: readonly Mount[]; readonly links: readonly Link[]; readonly decisions: readonly Decision[] } {
  const { writes, home } = program;
  const role = roleOf(program);
  const hides = (path: string): boolean =>
    SYSTEM.some((folder) => isInside(path, folder)) ||
    path === '/' ||
    kept.some((file) => isInside(file, path)) ||
    (holdsSource && path === workdir);
  const wanted = new Map<string, Write>();
  for (const write of writes) {
    const path = pathWritten(write.folder ?? write.path, workdir);
    if (path !== null && !wanted.has(path)) wanted.set(path, write);
  }
  const decisions: Decision[] = [];
  const asksHome =
    home && (role === 'server' || role === 'job') && ![...wanted.keys()].some((path) => isInside(path, HOME));
  const free = [...wanted.keys()].filter((path) => !hides(path));
  const mounts = new Map<string, Mount>();
  const taken = new Set<string>();
  const links = new Map<string, Link>();
  for (const [path, write] of wanted) {
    const possible = hides(path) && !holdsSource ? linksFor(path, writes, workdir, kept) : [];
    const beside = possible.every(({ to }) => linked?.has(to) !== false) ? possible : [];
    for (const link of beside) links.set(link.at, link);
    if (beside.length > 0) {
      const folder = folderOf(beside);
      mounts.set(folder, mounts.get(folder) ?? { name: uniqueName(folder, 50, taken), path: folder });
      decisions.push(behindLinks(folder, beside, write));
      continue;
    }
    if (hides(path)) {
      decisions.push(wouldHide(path, write, linked !== undefined));
      continue;
    }
    const folder = treeOf(path, workdir, free, hides);
    if (mounts.has(folder)) continue;
    const name = uniqueName(folder, 50, taken);
    taken.add(name);
    mounts.set(folder, { name, path: folder });
    decisions.push(
      decide(['writable folder'], folder, ['The program writes there; an emptyDir is lost with the Pod'], {
        evidence: write,
        alternatives: [PERSISTENT],
      }),
    );
  }
  const engine = startsThere && role === 'server' ? engineOf(program) : null;
  // A path that only settings say is mostly a relative one.
  if (engine !== null && !asksHome && [...mounts.keys()].every((path) => isInside(path, '/tmp')) && !hides(workdir)) {
    mounts.set(workdir, { name: uniqueName(workdir, 50, taken), path: workdir });
    decisions.push(
      decide(
        ['writable folder'],
        workdir,
        ['The source leaves open where the files of {0} are: a relative path begins here', engine],
        { alternatives: [PERSISTENT] },
      ),
    );
  }
  if (asksHome) {
    mounts.set(HOME, { name: uniqueName(HOME, 50, taken), path: HOME });
    decisions.push(
      decide(
        ['writable folder'],
        HOME,
        ['The program asks for the home of its user, and the source leaves open what it writes there'],
        { evidence: home },
      ),
    );
  }
  return {
    mounts: [...mounts.values()].sort((a, b) => (a.path < b.path ? -1 : 1)),
    links: [...links.values()].sort((a, b) => (a.at < b.at ? -1 : 1)),
    decisions,
  };
}

function behindLinks(folder: string, links: readonly Link[], evidence: Write): Decision {
  return decide(
    ['writable folder'],
    folder,
    [
      'The program writes {0} among files of the image: a link leads it there; an emptyDir is lost with the Pod',
      links.map(({ at }) => `\`${at}\``).join(', '),
    ],
    { evidence, alternatives: [PERSISTENT] },
  );
}

function wouldHide(path: string, evidence: Write, isPresent: boolean): Decision {
  const because: Message = isPresent
    ? [
        'An empty volume there would hide what the image of the present Dockerfile holds: write somewhere else, or let the planned one replace it',
      ]
    : ['An empty volume there would hide what the image holds: write somewhere else'];
  return decide(['writable folder'], path, because, { evidence });
}

const PERSISTENT: DecisionOption = { label: 'PersistentVolumeClaim', set: { volumes: 'PersistentVolumeClaim' } };

/**
 * For files by name in a folder of the image that no volume may hide, or in one that the working folder lies in; none where one
 * is not known, or the image has it.
 */
function linksFor(folder: string, writes: readonly Write[], workdir: string, kept: readonly string[]): readonly Link[] {
  const place = [`${workdir}/data`, `${workdir}/state`].find((one) => !kept.some((file) => isInside(file, one)));
  if (place === undefined || !(isInside(folder, workdir) || isInside(workdir, folder))) return [];
  const found = writes.filter((write) => pathWritten(write.folder ?? write.path, workdir) === folder);
  const files = found.map((write) => (write.folder === undefined ? null : pathWritten(write.path, workdir)));
  const names = new Set(files.map((file) => file?.slice(file.lastIndexOf('/') + 1)));
  const isClear = files.every((file) => file !== null && /^[\w./-]+$/.test(file) && !kept.includes(file));
  if (!isClear || names.size < new Set(files).size) return [];
  return [...new Set(files)].flatMap((at) =>
    at === null ? [] : [{ at, to: `${place}${at.slice(at.lastIndexOf('/'))}` }],
  );
}

function folderOf([first]: readonly Link[]): string {
  return first?.to.slice(0, first.to.lastIndexOf('/')) ?? '';
}

/** Where a written path lies in the container; null where it needs no volume. */
export function pathWritten(written: string, workdir: string): string | null {
  // Kubernetes refuses a colon in a mount path.
  if (/^\/(?:dev|proc)\/|^$|[:\0]/.test(written)) return null;
  const path = withoutGlob(written).replace(/^~(?=\/|$)/, HOME);
  const absolute = joinPath(path.startsWith('/') ? '/' : workdir, path);
  return absolute === null ? null : absolute === '.' ? '/' : `/${absolute}`;
}

/** The folder that stands for all of its tree: another that is written, too, or the one that several lie in. */
function treeOf(path: string, workdir: string, written: readonly string[], hides: (path: string) => boolean): string {
  if (isInside(path, HOME)) return HOME;
  const around = written.filter((other) => isInside(path, other)).sort((a, b) => a.length - b.length);
  const outer = around[0] ?? path;
  if (outer === workdir || !isInside(outer, workdir)) return outer;
  const top = `${workdir}/${outer.slice(workdir.length + 1).split('/')[0] ?? ''}`;
  return !hides(top) && written.some((other) => !isInside(other, outer) && isInside(other, top)) ? top : outer;
}
