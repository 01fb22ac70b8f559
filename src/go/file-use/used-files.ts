import { goesToDisk } from './afero.ts';
import {
  copesWithout,
  endsWithout,
  goesOnWithout,
  isReadFromDisk,
  mustBeBrought,
  runsAmongItsFiles,
} from './absent-files.ts';
import type { Use } from '../code/code-index.ts';
import { type CommandsAt, isKept } from '../flags/command-reach.ts';
import { conventionalFiles } from './conventional-files.ts';
import { isEmbedded } from '../facts/embeds.ts';
import { callsOf, fieldsOf, opensToWrite, pathsOf, type UsedPath } from './file-calls.ts';
import { decidedPath, holderOf, isOfEveryProject, isOfProjects, locate, tidy } from './file-paths.ts';
import { runsByDefault } from '../conditions/runs-by-default.ts';
import { READ_FIELDS, READS, type ReadCall } from './file-reads.ts';
import type { FoundRoute } from '../routes/routes.ts';
import { frontEndOf, type ServedFolder } from './front-ends.ts';
import { requestedFiles } from './requested-files.ts';
import { findWrites } from './written-folders.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import type { LocalModule } from '../modules/modules.ts';
import { inFolder, joinFolder } from '../paths.ts';
import type { Place, Program } from '../project.ts';
import { scriptsOf } from '../facts/processes.ts';
import type { Repository } from '../modules/repository.ts';
import { contextAt } from '../values/solver.ts';
import { placeOf } from '../syntax/source-file.ts';
import type { Call } from '../syntax/syntax.ts';
import { calleeName, typeOf } from '../code/types.ts';
import { viperReader } from '../environment/viper-file.ts';

type UsedFile = Program['runtimeFiles'][number];

export interface UsedFiles {
  readonly reads: readonly UsedFile[];
  /** Folders that it reads and that a build must make first. */
  readonly made: readonly ServedFolder[];
  readonly writes: Program['writes'];
  readonly home: Place | null;
  readonly named: NonNullable<Program['namedPlaces']>;
}

/**
 * Files that the program opens by paths in its source. What it reads counts where the repository has it, or where somebody
 * must bring it: files of the system, of the user or of the program's own making are none that an image could be given.
 */
export function findUsedFiles(
  code: LinkedCode,
  kind: Program['kind'],
  module: LocalModule,
  repository: Repository,
  embeds: readonly string[],
  { commandsAt, routes }: { readonly commandsAt: CommandsAt; readonly routes: readonly FoundRoute[] },
): UsedFiles {
  const [main] = code.packages;
  const bases = [...new Set([module.facts.dir, '.', main?.folder ?? '.'])];
  const reads = new Map<string, UsedFile>();
  const made: ServedFolder[] = [];
  const { folders, turnedOn, home, named } = findWrites(code, commandsAt);
  const writes = inOrder(folders);
  const unasked = writes.filter(({ path }) => !turnedOn.has(path));
  const readBack = new Set<Program['writes'][number]>();
  for (const used of [...readPaths(code, repository, bases), ...requestedFiles(code, routes)]) {
    const { text, changeable, configuredBy, isOpen, expression, site, call } = used;
    const decided = decidedPath(text);
    if (decided) for (const write of writes) if (isReadBack(write, decided.path)) readBack.add(write);
    const commands = commandsAt(placeOf(site.file, call?.expression ?? expression));
    const known = decided && reads.get(decided.path);
    if (!decided || (known && isKept(known, commands))) continue;
    if (isOpen && (!runsAmongItsFiles(kind) || isByChance(used, decided.path, code))) continue;
    // A command finds those of its user.
    if (!runsAmongItsFiles(kind) && /^(?:\.git\w*|go\.(?:mod|sum|work))$/.test(decided.path)) continue;
    const { path, whole } = decided;
    const place = placeOf(site.file, expression);
    const isOurs = !/^[/~]/.test(path);
    const located = isOurs ? locate(path, bases, repository) : null;
    const output = located ?? (isOurs ? madeBy(path, bases, place, repository) : null);
    if (output !== null && isEmbedded(output, embeds) && !isReadFromDisk(used, code)) continue;
    if (located !== null && holdsNothing(located, repository) && writes.some((one) => isInside(one, path))) continue;
    const hasNamesake =
      path.startsWith('/') && locate(path.slice(path.lastIndexOf('/') + 1), bases, repository) !== null;
    if (output === null && !(whole && mustBeBrought(path, used, kind, unasked, code, hasNamesake))) continue;
    if (located === null && output !== null) made.push({ path: output, place });
    const certainty = changeable || isOpen ? 'default' : 'known';
    const isMade = writes.some((write) => write.folder !== undefined && tidy(write.path) === path);
    const isTried = call && (used.isPassed || goesOnWithout(call, code) || (isMade && copesWithout(call, code)));
    const beside = used.isBeside;
    reads.set(path, {
      ...place,
      path,
      certainty,
      ...(output !== path && { source: output }),
      ...(output === null && call && endsWithout(call, code) && { isDemanded: true as const }),
      ...(isTried && { isTried: true as const }),
      ...(beside && { beside }),
      ...(configuredBy && !isOpen && { configuredBy }),
      ...(commands && { commands }),
    });
  }
  for (const path of foldersOfTools(code)) for (const write of writes) if (isReadBack(write, path)) readBack.add(write);
  const marked = writes.map((write) => (readBack.has(write) ? { ...write, isRead: true as const } : write));
  return { reads: inOrder(reads.values()), made, writes: marked, home, named };
}

/** Whether the repository may have such a name whatever folder the program looks into: what lies beside it unless a setting says so is none. */
function isByChance({ isInUnset, call }: UsedPath, path: string, code: LinkedCode): boolean {
  return isInUnset && call && runsByDefault(code, call) ? isOfEveryProject(path) : isOfProjects(path);
}

/** `cmd.Dir = pages`: what a tool works on, it reads. */
function* foldersOfTools(code: LinkedCode): Generator<string> {
  for (const { target, expression, byAddress, site } of code.fieldAssignments('Dir')) {
    if (byAddress || typeOf(code, target.operand, site) !== 'os/exec.Cmd') continue;
    for (const { text } of pathsOf(expression, contextAt(code, site))) {
      const decided = decidedPath(text);
      if (decided) yield decided.path;
    }
  }
}

/** The file itself, what lies in the folder, or the folder around it; where the program runs lies all kinds of things. */
function isReadBack(write: Program['writes'][number], path: string): boolean {
  const written = tidy(write.path);
  if (written === path || (path !== '.' && isInside(write, path))) return true;
  return write.folder === undefined && path.startsWith(`${written}/`);
}

/** `uploads/.gitkeep`: the folder is there to be written to. */
function holdsNothing(folder: string, { kindOf, entries }: Repository): boolean {
  if (kindOf(folder) !== 'folder') return false;
  const inside = entries(folder);
  return inside.length > 0 && inside.every(({ name }) => /^\.(?:git)?(?:keep|ignore)$/.test(name));
}

function isInside(write: Program['writes'][number], folder: string): boolean {
  return `${tidy(write.folder ?? write.path)}/`.startsWith(`${tidy(folder)}/`);
}

/** Where a build of another language puts what the repository does not hold. */
function madeBy(path: string, bases: readonly string[], place: Place, repository: Repository): string | null {
  for (const base of bases) {
    const output = joinFolder(base, path);
    if (output === null || !/(?:^|\/)(?:dist|build|out|www)(?:\/|$)/.test(output)) continue;
    if (frontEndOf(output, place, repository)) return output;
  }
  return null;
}

function* readPaths(code: LinkedCode, repository: Repository, bases: readonly string[]): Generator<UsedPath> {
  for (const { name, call: expression, site, guard } of callsOf(code, READS)) {
    const call = { expression, site, guard };
    const read = READS.get(name);
    if (read && goesToDisk(name, code))
      for (const path of argumentsOf(code, name, read, call, repository, bases)) {
        yield {
          ...path,
          ...(read.passes && { isPassed: true as const }),
          call: (name.endsWith('.SetConfigFile') && viperReader(code, call)) || call,
        };
      }
  }
  for (const call of code.calls('OpenFile')) {
    const { expression, site } = call;
    const [path, flags] = expression.args;
    if (!path || !flags || calleeName(code, expression.callee, site) !== 'os.OpenFile') continue;
    if (opensToWrite(flags, contextAt(code, site)) !== false) continue;
    for (const one of pathsOf(path, contextAt(code, site))) yield { ...one, call };
  }
  for (const [type, fields] of READ_FIELDS) {
    for (const { value, site, guard } of fieldsOf(code, type, fields)) {
      const call = { expression: value, site, guard };
      // `render.Options{Directory: "nowhere"}`: many a library takes what is there.
      for (const one of pathsOf(value, contextAt(code, site))) yield { ...one, call, isOptional: true };
    }
  }
  yield* scriptsOf(code);
  yield* conventionalFiles(code, repository, bases);
}

/** Calls that serve what lies in a folder. */
const SERVES = /^net\/http\.Dir$|\.Static$|\.LocalFile$/;

function* argumentsOf(
  code: LinkedCode,
  name: string,
  read: ReadCall,
  { expression: call, site }: Use<Call>,
  repository: Repository,
  bases: readonly string[],
): Generator<UsedPath> {
  const { at, more, count = 1, as } = read;
  if (as === 'migrations' && migrationsAreEmbedded(code)) return;
  const { args } = call;
  if (args.length === 0 && name.includes('godotenv')) {
    yield { text: '.env', changeable: false, expression: call, site };
  }
  for (const argument of args.slice(at, more ? undefined : at + count)) {
    for (const path of pathsOf(argument, contextAt(code, site))) {
      if (as === 'url') {
        if (path.text.startsWith('file://')) yield { ...path, text: path.text.slice('file://'.length) };
      } else if (as === 'source-folder') {
        if (!isGenerated(site, repository)) yield { ...path, text: inFolder(site.pkg.folder, tidy(path.text)) };
      } else if (SERVES.test(name) && tidy(path.text) === '.') {
        for (const text of sitesFiles(bases, repository)) yield { ...path, text };
      } else yield path;
    }
  }
}

/** What browsers load, and what nothing but the build of a site reads. */
const LOADED = /\.(?:html?|css|m?js|svg|ico|png|jpe?g|gif|webp|woff2?|webmanifest)$/i;
const FOR_BUILDS = /^\.|\.(?:config|test|spec)\.\w+$|^gulpfile/i;
const FOLDERS_OF_SITES = /^(?:assets|css|fonts|images?|img|js|static)$/i;

/** Of all that lies where it runs, a file server needs the page that it begins with, and what such a page loads. */
function sitesFiles(bases: readonly string[], repository: Repository): readonly string[] {
  const page = locate('index.html', bases, repository);
  if (page === null) return [];
  return repository
    .entries(holderOf(page))
    .filter(({ name, folder }) => (folder ? FOLDERS_OF_SITES : LOADED).test(name) && !FOR_BUILDS.test(name))
    .map(({ name }) => name);
}

/** `goose.SetBaseFS(embedded)`: the folder is then one of the embedded files. */
function migrationsAreEmbedded(code: LinkedCode): boolean {
  return code
    .calls('SetBaseFS')
    .some(({ expression: { args } }) => !(args[0]?.kind === 'name' && args[0].name === 'nil'));
}

/** What packr and rice have put into Go files is in the binary. */
function isGenerated({ pkg }: Use['site'], { entries }: Repository): boolean {
  return entries(pkg.folder).some(({ name }) => /^(?:rice-box\.go|.*-?packr\.go|packr)$|\.rice-box\.go$/.test(name));
}

function inOrder<Used extends { readonly file: string; readonly start: number }>(found: Iterable<Used>): Used[] {
  return [...found].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.start - b.start));
}
