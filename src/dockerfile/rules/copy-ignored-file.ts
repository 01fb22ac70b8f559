import { rangeOf } from '../../lint/range.ts';
import type { Report } from '../../lint/rule.ts';
import { expand } from '../variables/expand.ts';
import { foldersAbove, type ListFolder } from '../files/file-tree.ts';
import { type IgnoreFile, isIgnored, parseIgnoreFile } from '../files/ignore-file.ts';
import type { Instruction } from '../model.ts';
import { isUrl } from '../files/remote-source.ts';
import { joinPath } from '../files/join-path.ts';
import type { DockerfileRule } from '../subject.ts';
import { everyScoped } from '../variables/scoped-stages.ts';
import type { Scope } from '../variables/variables.ts';
import type { Word } from '../../shell/source-text.ts';

export const copyIgnoredFile: DockerfileRule = {
  id: 'copy-ignored-file',
  title: 'Copy no files that .dockerignore leaves out',
  severity: 'error',
  aliases: ['buildkit:CopyIgnoredFile'],
  why: 'What .dockerignore names is not sent to the build, so the COPY finds nothing and the build fails. Nothing is said where an exception (`!`) may take back in something of what is copied.',
  exampleOf: 'dockerfile',
  about: ['COPY', 'ADD'],
  examples: [
    {
      bad: 'FROM alpine:3.23\nCOPY «tmp/report.txt» /report.txt\nCOPY a.txt «./docs/» /x/\nUSER 65532',
      good: 'FROM alpine:3.23\nCOPY out/report.txt /report.txt\nCOPY . /x/\nUSER 65532',
      files: { '.dockerignore': 'tmp\ndocs/\n*.log\n' },
    },
    {
      bad: 'FROM alpine:3.23\nADD «app.log» /\nCOPY [«"/x.log"», "/"]\nUSER 65532',
      good: 'FROM golang:1.26 AS build\nFROM alpine:3.23\nCOPY --from=build app.log /\nADD https://example.com/app.log /\nUSER 65532',
      files: { '.dockerignore': '*.log' },
    },
    {
      bad: 'FROM alpine:3.23\nCOPY «data/rates.csv» /rates.csv\nCOPY cmd /x/\nUSER 65532',
      good: 'FROM alpine:3.23\nCOPY cmd /x/\nCOPY docs /docs/\nUSER 65532',
      files: { '.dockerignore': '*\n!cmd\n!docs/*.md\n' },
    },
  ],
  *check({ dockerfile, ignoreFile, file, list }): Iterable<Report> {
    if (ignoreFile === null) return;
    const ignored = parseIgnoreFile(ignoreFile);
    if (ignored.patterns.length === 0) return;
    const exceptions = ignored.patterns
      .filter(({ exception }) => exception)
      .map(({ text }) => text.replace(/^!?\/?/, ''));
    for (const { instruction, scope } of everyScoped(
      dockerfile,
      ({ keyword }) => keyword === 'COPY' || keyword === 'ADD',
    )) {
      for (const word of localSources(instruction)) {
        const source = sourceOf(instruction, word, scope, dockerfile.escape);
        if (source === undefined || isUrl(source) || !leavesOut(ignored, source)) continue;
        if (exceptions.some((one) => mayTakeBack(one, source)) || (list && isBeside(file, source, list))) continue;
        yield {
          ...rangeOf(word),
          // BuildKit does not look at paths from the root of the context, nor at files with exceptions.
          aliases: source.startsWith('/') || exceptions.length > 0 ? [] : ['buildkit:CopyIgnoredFile'],
          message: ['.dockerignore leaves `{0}` out, so there is nothing to copy', source],
        };
      }
    }
  },
};

function localSources({ json, words, flags, heredocs }: Instruction): readonly Word[] {
  if (flags.some(({ name }) => name === 'from')) return [];
  return (json ?? words).slice(0, -1).filter((word) => !heredocs.some(({ start }) => start === word.start));
}

function sourceOf({ json }: Instruction, word: Word, scope: Scope, escape: string): string | undefined {
  return expand(json ? word.value : word.text, scope, escape);
}

/** Whether an exception may be about the path, or about something below it. */
function mayTakeBack(exception: string, source: string): boolean {
  const path = joinPath('/', source).slice(1);
  const plain = exception.replace(/\/+$/, '');
  const [before = ''] = plain.split(/[*?[\\]/, 1);
  if (/[*?[\\]/.test(plain)) return path.startsWith(before) || before.startsWith(path);
  return path === '' || plain === path || plain.startsWith(`${path}/`);
}

/** Whether the source lies beside a Dockerfile that has no .dockerignore there: then the one further up may be of another context. */
function isBeside(file: string, source: string, list: ListFolder): boolean {
  const [folder = ''] = foldersAbove(file);
  const [first = ''] = joinPath('/', source).slice(1).split('/');
  const names = folder === '' ? undefined : list(folder);
  if (!names?.has(first)) return false;
  return !names.has('.dockerignore') && !names.has(`${file.slice(folder.length + 1)}.dockerignore`);
}

function leavesOut(ignored: IgnoreFile, source: string): boolean {
  const path = joinPath('/', source).slice(1);
  // The whole context is left out only by a pattern for everything.
  if (path === '') return ignored.patterns.some(({ text }) => ['*', '**', '**/*'].includes(text));
  return isIgnored(ignored, path);
}
