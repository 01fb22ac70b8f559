import { entryAt, type ListFolder } from '../../dockerfile/files/file-tree.ts';
import { misspeltPath } from '../../dockerfile/files/misspelt-path.ts';
import type { Contract } from '../contract.ts';
import type { Fault, Repair } from '../fault.ts';
import type { BuildPath, ImageBuild } from '../build-files/image-builds.ts';
import { imageBaseName, knownImages } from '../images/image-name.ts';
import type { ContractRule } from '../rule.ts';

const FILES = {
  'go.mod': 'module example.com/shop\n\ngo 1.26\n',
  'main.go': 'package main\n\nfunc main() {}\n',
  'build/Dockerfile': 'FROM golang:1.26\nCOPY . .\nRUN go build -o /shop .\nUSER 65532\nENTRYPOINT ["/shop"]\n',
};
const COMPOSE = (path: string) =>
  `services:\n  shop:\n    image: shop\n    build:\n      context: .\n      dockerfile: ${path}\n`;

export const buildPathExists: ContractRule = {
  id: 'build-path-exists',
  title: 'Build from folders and Dockerfiles that are there',
  severity: 'error',
  fails: 'build',
  aliases: [],
  why: 'A build whose context or Dockerfile is not there stops before it begins. Workflows, compose, skaffold and bake files name both by path, and nobody notices when one of them moves.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'compose.yaml',
      bad: COMPOSE('«docker/Dockerfile»'),
      good: COMPOSE('build/Dockerfile'),
      fixed: true,
      files: FILES,
    },
  ],
  about: 'build',
  *check(build, contract) {
    const { context, dockerfile, file } = build;
    const { list } = contract;
    if (!list || build.mayBeLeftOut) return;
    if (context && isMissing(context.path, list)) {
      const isSlip = !build.isPersonal || meantBy(build, context, 'context', contract) !== undefined;
      if (isSlip && isSaid(context, file, list)) yield absent(build, context, 'context', contract);
      return;
    }
    if (!dockerfile || !isMissing(dockerfile.path, list)) return;
    if (isSaid(dockerfile, file, list)) yield absent(build, dockerfile, 'Dockerfile', contract);
  },
};

/** What builds make: a step before may have made it. */
const MADE =
  /(?:^|\/)(?:dist|out|output|bin|target|release|releases|public|generated|vendor|tmp|\.[^/.][^/]*)(?:\/|$)/i;

function isMissing(path: string, list: ListFolder): boolean {
  return entryAt(list, path) === undefined;
}

/** Also not where it would be if the tool were called in the root of the workspace. */
function isSaid({ path, written }: BuildPath, file: string, list: ListFolder): boolean {
  if (MADE.test(path)) return false;
  if (written === null) return isInside(file, list);
  const fromRoot = written.replace(/^(?:\.\/)+/, '').replace(/\/$/, '');
  return fromRoot.startsWith('..') || isMissing(fromRoot, list);
}

/** A file that somebody copied somewhere else, such as an example, is about another folder. */
function isInside(file: string, list: ListFolder): boolean {
  return entryAt(list, file) !== undefined;
}

function absent(build: ImageBuild, path: BuildPath, what: 'context' | 'Dockerfile', contract: Contract): Fault {
  const { file, context } = build;
  const { start, end } = path;
  const base = what === 'Dockerfile' ? (context?.path ?? '') : '';
  const meant = meantBy(build, path, what, contract);
  const written = meant === undefined ? null : rewritten(path, meant, base);
  const repair: Repair | undefined =
    written === null
      ? undefined
      : { title: ['Use `{0}`', written], changes: [{ file, edits: [{ start, end, text: written }] }] };
  return {
    sides: [
      {
        file,
        start,
        end,
        message:
          path.written === null && build.dockerfile
            ? ['There is no `{0}`, which this builds from', path.path]
            : what === 'context'
              ? /\.[a-z]+$/.test(path.path)
                ? ['There is no file `{0}`', path.path]
                : ['There is no folder `{0}`', path.path]
              : ['There is no Dockerfile `{0}`', path.path],
      },
    ],
    ...(repair ? { repairs: [repair] } : {}),
  };
}

/** The one file of variables beside it. */
function onlyLike(path: string, list: ListFolder): string | undefined {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  if (!path.endsWith('.env') || path.startsWith('.', folder.length)) return undefined;
  const names = [...(list(folder.replace(/\/$/, ''))?.keys() ?? [])];
  const [only, other] = names.filter((name) => /^\w[\w-]*\.env$/.test(name));
  return only === undefined || other !== undefined || EXAMPLES.test(only) ? undefined : folder + only;
}

const EXAMPLES = /example|sample|template|default|dist/;

/** The path with a typing error mended, or the Dockerfile of the program that the image is called after, or the only one of that name. */
function meantBy(
  build: ImageBuild,
  { path }: BuildPath,
  what: 'context' | 'Dockerfile',
  { list, images }: Contract,
): string | undefined {
  const near = list && (misspeltPath(path, list) ?? (build.isPersonal ? onlyLike(path, list) : undefined));
  if (near !== undefined || what === 'context') return near;
  const called = new Set(knownImages(build.images).map(imageBaseName));
  const [own, other] = images.filter(({ program }) => program && called.has(program.name));
  if (own && !other) return own.file;
  const name = path.slice(path.lastIndexOf('/') + 1);
  const [only, second] = images.filter((image) => image.file.slice(image.file.lastIndexOf('/') + 1) === name);
  return only && !second ? only.file : undefined;
}

/** As it is written from the folder that it is relative to; null where it is not written, or cannot be. */
function rewritten({ path, written, start, end }: BuildPath, meant: string, base: string): string | null {
  if (written === null || end - start !== written.length) return null;
  // What stands before the path itself stays: `./` and the way up.
  if (written.endsWith(path)) return `${written.slice(0, written.length - path.length)}${meant}`;
  const inside = base === '' ? meant : meant.startsWith(`${base}/`) ? meant.slice(base.length + 1) : null;
  const below = base === '' ? path : path.slice(base.length + 1);
  return inside !== null && written.endsWith(below)
    ? `${written.slice(0, written.length - below.length)}${inside}`
    : null;
}
