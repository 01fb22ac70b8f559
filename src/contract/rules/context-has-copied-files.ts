import { entryAt, foldersAbove, joinNames, type ListFolder } from '../../dockerfile/files/file-tree.ts';
import { type LocalSource, localSources } from '../../dockerfile/files/local-sources.ts';
import type { Dockerfile } from '../../dockerfile/model.ts';
import type { Fault, Repair } from '../fault.ts';
import type { BuildPath } from '../build-files/image-builds.ts';
import { baseName } from '../images/image-name.ts';
import type { ContractRule } from '../rule.ts';

const COMPOSE = (context: string, dockerfile: string) =>
  `services:\n  shop:\n    image: shop\n    build:\n      context: ${context}\n      dockerfile: ${dockerfile}\n`;

export const contextHasCopiedFiles: ContractRule = {
  id: 'context-has-copied-files',
  title: 'Build a Dockerfile in the folder that its COPY instructions are about',
  severity: 'error',
  fails: 'build',
  aliases: [],
  why: 'COPY takes paths from the build context, not from the folder of the Dockerfile. A context that does not have what is copied stops the build with “not found”. Said only where another folder around the Dockerfile has all of it.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'compose.yaml',
      bad: COMPOSE('«./cmd»', '../Dockerfile'),
      good: COMPOSE('.', 'Dockerfile'),
      files: {
        'go.mod': 'module example.com/shop\n\ngo 1.26\n',
        'cmd/main.go': 'package main\n\nfunc main() {}\n',
        Dockerfile:
          'FROM golang:1.26\nWORKDIR /src\nCOPY go.mod ./\nCOPY cmd cmd\nRUN go build -o /shop ./cmd\nUSER 65532\nENTRYPOINT ["/shop"]\n',
      },
    },
  ],
  about: 'build',
  *check(build, contract) {
    const { context } = build;
    const { list } = contract;
    const image = contract.imageOf(build);
    if (!list || !context || !image || entryAt(list, context.path) !== 'folder') return;
    const sources = image.dockerfile.instructions.flatMap(localSources).filter(({ path }) => path !== '');
    const absent = sources.filter(({ path }) => entryAt(list, joinNames(context.path, path)) === undefined);
    if (absent.length === 0) return;
    const home = foldersAbove(image.file).find((folder) => hasAll(list, folder, sources));
    if (home === undefined || home === context.path) return;
    // A folder may have the name of a binary that is put into the context before; what is compiled is none.
    const isSure = (source: LocalSource) =>
      entryAt(list, joinNames(home, source.path)) === 'file' || isCompiled(image.dockerfile, source);
    const sure = absent.find(isSure);
    if (sure) yield fault(build.file, context, sure, image.file, home);
  },
};

/** Whether the stage that copies a word, under the name that it has, builds Go afterwards. */
function isCompiled({ stages }: Dockerfile, { path, word: { start } }: LocalSource): boolean {
  const stage = stages.find(({ instructions }) => instructions.some((one) => one.start <= start && start < one.end));
  const copy = stage?.instructions.find((one) => one.start <= start && start < one.end);
  const target = copy?.words.at(-1)?.value.replace(/\/+$/, '') ?? '';
  if (!stage || baseName(target) !== baseName(path)) return false;
  return stage.instructions.some(
    (one) => one.keyword === 'RUN' && one.start > start && /\bgo (?:build|install)\b/.test(one.source.text),
  );
}

function hasAll(list: ListFolder, folder: string, sources: readonly LocalSource[]): boolean {
  return sources.every(({ path }) => entryAt(list, joinNames(folder, path)) !== undefined);
}

function fault(file: string, context: BuildPath, { word, path }: LocalSource, dockerfile: string, home: string): Fault {
  const { start, end, written } = context;
  const folder = context.path === '' ? '.' : context.path;
  // Relative to the workspace, as the old one is.
  const isFromRoot = written !== null && written.replace(/^(?:\.\/)+/, '').replace(/\/$/, '') === context.path;
  const repair: Repair = {
    title: ['Build in `{0}`', home === '' ? '.' : home],
    changes: [{ file, edits: [{ start, end, text: home === '' ? '.' : home }] }],
  };
  return {
    sides: [
      { file, start, end, message: ['The context `{0}` has no `{1}`, which `{2}` copies', folder, path, dockerfile] },
    ],
    related: [{ file: dockerfile, start: word.start, end: word.end, message: ['is copied here'] }],
    ...(isFromRoot && end - start === written.length ? { repairs: [repair] } : {}),
  };
}
