import { locate, tidy, withoutGlob } from './file-paths.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { inFolder, joinFolder, relativeTo } from '../paths.ts';
import type { AbsentEmbed } from '../made-first.ts';
import type { FrontEnd } from '../made-first.ts';
import type { Place } from '../project.ts';
import type { Repository } from '../modules/repository.ts';
import { placeOf } from '../syntax/source-file.ts';
import { toldOutputs } from './told-outputs.ts';

/** A folder that the program embeds or serves, in the analysed folder. */
export interface ServedFolder {
  readonly path: string;
  readonly place: Place;
}

const LOCKS: readonly (readonly [string, FrontEnd['manager']])[] = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
  ['package-lock.json', 'npm'],
];
const SCRIPTS = ['build', 'build:prod', 'build:production', 'generate', 'export', 'dist'];

const CALLS = /\b(?:npm|npx|pnpm|yarn|bun|corepack)\b/;

/** Folders that a build of another language must make before this program is built, or before it runs. */
export function findFrontEnds(
  code: LinkedCode,
  served: readonly ServedFolder[],
  repository: Repository,
): readonly FrontEnd[] {
  const found = new Map<string, FrontEnd>();
  const add = ({ path, place }: ServedFolder, more: Partial<FrontEnd>) => {
    const frontEnd = frontEndOf(path, place, repository);
    if (frontEnd && !found.has(frontEnd.output)) found.set(frontEnd.output, { ...frontEnd, ...more });
  };
  const calledIn = callers(repository);
  for (const folder of embeddedFolders(code)) add(folder, { embedded: true, calledIn });
  for (const folder of served) add(folder, { calledIn });
  return [...found.values()].sort((a, b) => (a.output < b.output ? -1 : 1));
}

/** What the program embeds of which the repository has nothing, and which no front end in sight makes. */
export function absentEmbeds(
  code: LinkedCode,
  frontEnds: readonly FrontEnd[],
  repository: Repository,
): readonly AbsentEmbed[] {
  const found = new Map<string, AbsentEmbed>();
  for (const { path, place } of embeddedFolders(code)) {
    const plain = withoutGlob(path);
    if (found.has(path) || repository.kindOf(plain) !== null || locate(path, ['.'], repository) !== null) continue;
    if (!frontEnds.some(({ output }) => relativeTo(output, plain) !== null)) found.set(path, { ...place, path });
  }
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The build that makes a folder which the repository does not hold; null where it holds it, or nothing says what makes it. */
export function frontEndOf(path: string, place: Place, repository: Repository): FrontEnd | null {
  const output = withoutGlob(path);
  if (output === '.' || isThere(output, repository)) return null;
  for (let folder = holder(output); ; folder = holder(folder)) {
    const script = scriptOf(repository.builds.get(inFolder(folder, 'package.json')));
    if (script !== null)
      return { ...place, folder, output: topOf(output, folder), manager: managerOf(folder, repository), script };
    if (folder === '.') break;
  }
  // What makes it elsewhere says so in its settings; which of several does, nobody knows.
  const [told, other] = toldOutputs(repository).filter((one) => relativeTo(one.output, output) !== null);
  const script = told && scriptOf(repository.builds.get(inFolder(told.folder, 'package.json')));
  if (!told || !script || (other && other.folder !== told.folder)) return null;
  return { ...place, ...told, manager: managerOf(told.folder, repository), script };
}

/** Files other than package.json and Dockerfiles that call a package manager of JavaScript. */
function callers({ builds }: Repository): string[] {
  return [...builds]
    .filter(
      ([path, text]) =>
        !/(?:package|angular)\.json$|\.gitignore$|(?:Docker|Container)file|\.config\.[cm]?[jt]s$/.test(path) &&
        CALLS.test(text),
    )
    .map(([path]) => path)
    .sort();
}

function* embeddedFolders({ packages }: LinkedCode): Generator<ServedFolder> {
  for (const { folder, files } of packages) {
    for (const file of files) {
      for (const embed of file.embeds) {
        const path = joinFolder(folder, embed.pattern.replace(/^all:/, ''));
        if (path !== null) yield { path, place: placeOf(file, embed) };
      }
    }
  }
}

/** Whether the repository holds the folder with something in it, and git does not pass over it. */
function isThere(path: string, repository: Repository): boolean {
  const kind = repository.kindOf(path);
  if (kind === null) return locate(path, ['.'], repository) !== null;
  if (isIgnored(path, repository)) return false;
  return kind === 'file' || repository.entries(path).some(({ name }) => !/^\.|^README/i.test(name));
}

/** Whether a .gitignore above names the folder, or one that holds it; of patterns the plain ones are understood. */
function isIgnored(path: string, { builds }: Repository): boolean {
  for (let folder = holder(path); ; folder = holder(folder)) {
    const inner = relativeTo(folder, path);
    const rules = builds.get(inFolder(folder, '.gitignore'))?.split(/\r?\n/) ?? [];
    for (const rule of inner === null ? [] : rules) {
      const wanted = rule.trim().replace(/\/\*{0,2}$/, '');
      if (wanted === '' || wanted.startsWith('#') || wanted.startsWith('!') || wanted.includes('*')) continue;
      const isAnchored = wanted.slice(0, -1).includes('/');
      const plain = tidy(wanted.replace(/^\//, ''));
      if (
        isAnchored
          ? inner === plain || inner?.startsWith(`${plain}/`) === true
          : inner?.split('/').includes(plain) === true
      ) {
        return true;
      }
    }
    if (folder === '.') return false;
  }
}

/** The first folder below that of package.json of a path like `dist/assets/js`. */
function topOf(output: string, folder: string): string {
  const inner = relativeTo(folder, output) ?? output;
  const [first = inner] = inner.split('/');
  return /^(?:dist|build|out|public|\.output|www|static)$/.test(first) ? inFolder(folder, first) : output;
}

/** The script that builds, of the text of a package.json. */
function scriptOf(text: string | undefined): string | null {
  if (text === undefined) return null;
  try {
    const parsed = JSON.parse(text) as { readonly scripts?: Readonly<Record<string, unknown>> } | null;
    const scripts = parsed?.scripts;
    return typeof scripts === 'object' ? (SCRIPTS.find((name) => typeof scripts[name] === 'string') ?? null) : null;
  } catch {
    return null;
  }
}

/** By the lock file beside package.json or above it: workspaces have one for all. */
function managerOf(start: string, repository: Repository): FrontEnd['manager'] {
  for (let folder = start; ; folder = holder(folder)) {
    const lock = LOCKS.find(([name]) => repository.kindOf(inFolder(folder, name)) === 'file');
    if (lock) return lock[1];
    if (folder === '.') return 'npm';
  }
}

function holder(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '.' : path.slice(0, slash);
}
