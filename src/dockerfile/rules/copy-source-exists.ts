import type { Fix } from '../../lint/fix.ts';
import { rangeOf } from '../../lint/range.ts';
import type { Report } from '../../lint/rule.ts';
import { entryAt, foldersAbove, joinNames, type ListFolder } from '../files/file-tree.ts';
import { type LocalSource, localSources } from '../files/local-sources.ts';
import type { Instruction } from '../model.ts';
import { misspeltPath } from '../files/misspelt-path.ts';
import type { DockerfileRule } from '../subject.ts';
import type { Word } from '../../shell/source-text.ts';

/** Files that people keep in their repository, and no build makes. */
const KEPT =
  /^(?:go\.(?:mod|sum|work)|package(?:-lock)?\.json|yarn\.lock|pnpm-(?:lock|workspace)\.yaml|requirements\.txt|pyproject\.toml|poetry\.lock|uv\.lock|Pipfile(?:\.lock)?|setup\.(?:py|cfg)|Cargo\.(?:toml|lock)|Gemfile(?:\.lock)?|composer\.(?:json|lock)|pom\.xml|build\.gradle(?:\.kts)?|settings\.gradle(?:\.kts)?|mix\.(?:exs|lock))$/;

export const copySourceExists: DockerfileRule = {
  id: 'copy-source-exists',
  title: 'Copy files that are there',
  severity: 'warning',
  aliases: [],
  why: 'A COPY of a file that is not in the build context stops the build: a go.sum that a module without dependencies does not have, a name with a typing error. Nothing is said of files that something may make before the build, nor where several folders may be the context and one of them has the file.',
  exampleOf: 'dockerfile',
  about: ['COPY', 'ADD'],
  examples: [
    {
      bad: 'FROM golang:1.26 AS build\nWORKDIR /src\nCOPY go.mod «go.sum» ./\nCOPY . .\n',
      good: 'FROM golang:1.26 AS build\nWORKDIR /src\nCOPY go.mod ./\nCOPY . .\n',
      fixed: true,
      files: { 'go.mod': 'module example.com/shop\n', 'main.go': '' },
    },
    {
      bad: 'FROM nginx:1.29\nCOPY «conf/ngnix.conf» /etc/nginx/nginx.conf\n',
      good: 'FROM nginx:1.29\nCOPY conf/nginx.conf /etc/nginx/nginx.conf\n',
      fixed: true,
      files: { 'conf/nginx.conf': '' },
    },
  ],
  *check({ dockerfile, file, list }): Iterable<Report> {
    if (!list) return;
    const contexts = foldersAbove(file);
    const copies = dockerfile.instructions.flatMap((instruction) => {
      const sources = localSources(instruction);
      return sources.length > 0 ? [{ instruction, sources }] : [];
    });
    const all = copies.flatMap(({ sources }) => sources);
    const homes = contexts.filter((context) => all.some(({ path }) => path !== '' && isThere(list, context, path)));
    for (const { instruction, sources } of copies) {
      for (const { word, path } of sources) {
        if (path === '' || contexts.some((context) => isThere(list, context, path))) continue;
        const name = path.slice(path.lastIndexOf('/') + 1);
        const meant = misspelt(list, contexts, path, all);
        // A context is one where something that the Dockerfile copies lies.
        const kept = KEPT.test(name) && homes.some((home) => isFolder(list, joinNames(home, folderOf(path))));
        if (!kept && meant === undefined) continue;
        const fix = meant === undefined ? leaveOut(instruction, word, dockerfile.text) : correct(word, path, meant);
        yield {
          ...rangeOf(word),
          severity: kept ? 'error' : 'warning',
          message:
            meant === undefined
              ? ['There is no `{0}` in the build context', path]
              : ['There is no `{0}` in the build context, but `{1}`', path, meant],
          ...(fix ? { fixes: [fix] } : {}),
        };
      }
    }
  },
};

function isThere(list: ListFolder, context: string, path: string): boolean {
  return entryAt(list, joinNames(context, path)) !== undefined;
}

function isFolder(list: ListFolder, path: string): boolean {
  return entryAt(list, path) === 'folder';
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** A path that is there and was most likely meant; none that the Dockerfile names itself. */
function misspelt(
  list: ListFolder,
  contexts: readonly string[],
  path: string,
  all: readonly LocalSource[],
): string | undefined {
  for (const context of contexts) {
    const meant = misspeltPath(path, (folder) => list(joinNames(context, folder)));
    if (meant !== undefined && !all.some((source) => source.path === meant)) return meant;
  }
  return undefined;
}

function correct(word: Word, path: string, meant: string): Fix | undefined {
  const at = word.text.indexOf(path);
  if (at < 0 || word.end - word.start !== word.text.length) return undefined;
  const start = word.start + at;
  return {
    title: ['Write `{0}`', meant],
    safe: false,
    edits: [{ start, end: start + path.length, text: meant }],
  };
}

/** Of several sources the one that is not there; with one only, the whole instruction would go. */
function leaveOut({ json, words }: Instruction, word: Word, text: string): Fix | undefined {
  const index = words.indexOf(word);
  const before = words[index - 1];
  const next = words[index + 1];
  if (json || words.length < 3 || !next) return undefined;
  const [start, end] = before ? [before.end, word.end] : [word.start, next.start];
  // A line end between them belongs to the instruction's shape.
  if (/[\n\\`]/.test(text.slice(start, end))) return undefined;
  return { title: ['Leave `{0}` out', word.value], safe: false, edits: [{ start, end, text: '' }] };
}
