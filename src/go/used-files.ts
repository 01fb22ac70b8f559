import type { Site } from './code-index.ts';
import { conventionalFiles } from './conventional-files.ts';
import { callsOf, fieldsOf, opensToWrite, pathsOf, type UsedPath } from './file-calls.ts';
import { decidedPath, locate, tidy } from './file-paths.ts';
import { READ_FIELDS, READS, type ReadCall } from './file-reads.ts';
import { frontEndOf, type ServedFolder } from './front-ends.ts';
import { findWrites } from './written-folders.ts';
import type { LinkedCode } from './linked-code.ts';
import type { LocalModule } from './modules.ts';
import { inFolder, joinFolder } from './paths.ts';
import type { Place, Program } from './project.ts';
import type { Repository } from './repository.ts';
import { contextAt } from './solver.ts';
import { placeOf } from './source-file.ts';
import type { Call } from './syntax.ts';
import { calleeName } from './types.ts';

type UsedFile = Program['runtimeFiles'][number];

interface UsedFiles {
  readonly reads: readonly UsedFile[];
  /** Folders that it reads and that a build must make first. */
  readonly made: readonly ServedFolder[];
  readonly writes: Program['writes'];
  readonly home: Place | null;
}

/**
 * Files that the program opens by paths in its source. What it reads counts where the repository has it: files of the
 * system, of the user or of the program's own making are none that an image could be given.
 */
export function findUsedFiles(code: LinkedCode, module: LocalModule, repository: Repository): UsedFiles {
  const [main] = code.packages;
  const bases = [...new Set([module.facts.dir, '.', main?.folder ?? '.'])];
  const reads = new Map<string, UsedFile>();
  const made: ServedFolder[] = [];
  for (const { text, changeable, expression, site } of readPaths(code, repository, bases)) {
    const decided = decidedPath(text);
    if (!decided) continue;
    if (reads.has(decided.path) || /^[/~]/.test(decided.path)) continue;
    const place = placeOf(site.file, expression);
    const located = locate(decided.path, bases, repository);
    const output = located ?? madeBy(decided.path, bases, place, repository);
    if (output === null) continue;
    const source = located ?? output;
    if (located === null) made.push({ path: output, place });
    const certainty = changeable ? 'default' : 'known';
    const file = { ...place, path: decided.path, certainty } as const;
    reads.set(decided.path, source === decided.path ? file : { ...file, source });
  }
  const { folders, home } = findWrites(code);
  return { reads: inOrder(reads.values()), made, writes: inOrder(folders), home };
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
  for (const { name, call, site } of callsOf(code, READS)) {
    const read = READS.get(name);
    if (read) yield* argumentsOf(code, name, read, call, site, repository);
  }
  for (const { expression, site } of code.calls('OpenFile')) {
    const [path, flags] = expression.args;
    if (!path || !flags || calleeName(code, expression.callee, site) !== 'os.OpenFile') continue;
    if (opensToWrite(flags, contextAt(code, site)) === false) yield* pathsOf(path, contextAt(code, site));
  }
  for (const [type, fields] of READ_FIELDS) {
    for (const { value, site } of fieldsOf(code, type, fields)) yield* pathsOf(value, contextAt(code, site));
  }
  yield* conventionalFiles(code, repository, bases);
}

function* argumentsOf(
  code: LinkedCode,
  name: string,
  read: ReadCall,
  call: Call,
  site: Site,
  repository: Repository,
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
      } else yield path;
    }
  }
}

/** `goose.SetBaseFS(embedded)`: the folder is then one of the embedded files. */
function migrationsAreEmbedded(code: LinkedCode): boolean {
  return code
    .calls('SetBaseFS')
    .some(({ expression: { args } }) => !(args[0]?.kind === 'name' && args[0].name === 'nil'));
}

/** What packr and rice have put into Go files is in the binary. */
function isGenerated({ pkg }: Site, { entries }: Repository): boolean {
  return entries(pkg.folder).some(({ name }) => /^(?:rice-box\.go|.*-?packr\.go|packr)$|\.rice-box\.go$/.test(name));
}

function inOrder<Used extends { readonly file: string; readonly start: number }>(found: Iterable<Used>): Used[] {
  return [...found].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.start - b.start));
}
