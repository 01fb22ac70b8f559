import type { Report } from '../../lint/rule.ts';
import { copyOf } from '../files/copies.ts';
import { effectiveStart } from '../stages/effective.ts';
import { expand } from '../variables/expand.ts';
import { baseImage } from '../stages/final.ts';
import type { Dockerfile, Stage } from '../model.ts';
import type { DockerfileRule } from '../subject.ts';
import { instructionsOf } from '../stages/stages.ts';
import { scopedInstructions } from '../variables/variables.ts';

export const entrypointInImage: DockerfileRule = {
  id: 'entrypoint-in-image',
  title: 'Start a program that the image holds',
  severity: 'error',
  aliases: [],
  why: 'In `scratch` there is only what COPY and ADD bring. A program that none of them writes cannot be started: “exec: no such file or directory”. A name without a slash is looked up in PATH, and a relative path in WORKDIR.',
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: 'FROM golang:1.26 AS build\nRUN CGO_ENABLED=0 go build -o /out/shop .\nFROM scratch\nCOPY --from=build /out/shop /shop\nENTRYPOINT [«"/app"»]',
      good: 'FROM golang:1.26 AS build\nRUN CGO_ENABLED=0 go build -o /out/shop .\nFROM scratch\nCOPY --from=build /out/shop /shop\nENTRYPOINT ["/shop"]',
    },
    {
      bad: 'FROM scratch\nWORKDIR /srv\nCOPY shop ./shop\nCMD [«"./app"»]',
      good: 'FROM scratch\nWORKDIR /srv\nCOPY shop ./\nCMD ["./shop"]',
    },
    {
      bad: 'FROM scratch\nCOPY shop /usr/bin/shop\nENTRYPOINT [«"/bin/sh"», "-c", "shop"]',
      good: 'FROM scratch\nCOPY --from=build /out/ /\nENTRYPOINT ["/shop"]\nFROM scratch\nADD rootfs.tar /\nCMD ["/bin/sh"]\nFROM scratch\nCOPY shop /usr/bin/\nENTRYPOINT ["shop"]',
    },
  ],
  *check({ dockerfile }): Iterable<Report> {
    const last = dockerfile.stages.at(-1);
    if (!last || baseImage(dockerfile, last) !== 'scratch') return;
    const own = instructionsOf(dockerfile.stages, last);
    const program = effectiveStart(own)?.json?.[0];
    if (!program || program.value === '' || /[$\\]/.test(program.value)) return;
    const held = contentOf(dockerfile, last);
    if (!held) return;
    const wanted = program.value.includes('/')
      ? [resolve(held.workdir, program.value)]
      : ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'].map(
          (folder) => `${folder}/${program.value}`,
        );
    if (wanted.some((path) => held.files.has(path) || held.folders.some((folder) => path.startsWith(folder)))) return;
    yield { start: program.start, end: program.end, message: ['Nothing copies `{0}` into the image', program.value] };
  },
};

interface Content {
  readonly files: ReadonlySet<string>;
  /** With a slash at the end: what is in them is not known. */
  readonly folders: readonly string[];
  readonly workdir: string;
}

/** What the instructions of a stage on `scratch` write; undefined where the file does not decide it. */
function contentOf(dockerfile: Dockerfile, stage: Stage): Content | undefined {
  const files = new Set<string>();
  const folders: string[] = [];
  let workdir = '/';
  for (const { instruction, scope } of scopedInstructions(dockerfile, stage)) {
    if (!instruction) break;
    if (instruction.keyword === 'RUN' || instruction.keyword === 'ONBUILD') return undefined;
    if (instruction.keyword === 'ENV' && instruction.pairs.some(({ key }) => key.value === 'PATH')) return undefined;
    if (instruction.keyword === 'WORKDIR') {
      const path = expand(instruction.words[0]?.text ?? '', scope, dockerfile.escape);
      if (path === undefined) return undefined;
      workdir = resolve(workdir, path);
    }
    const copy = copyOf(instruction);
    if (!copy) continue;
    if (instruction.keyword === 'ADD' || instruction.flags.some(({ name }) => name === 'parents')) return undefined;
    const destination = expand(copy.destination, scope, dockerfile.escape);
    const sources = copy.sources.map((source) => expand(source, scope, dockerfile.escape));
    if (destination === undefined || sources.some((source) => source === undefined || /[*?[\]]/.test(source)))
      return undefined;
    const target = resolve(workdir, destination);
    const intoFolder = destination.endsWith('/') || /(?:^|\/)\.\.?$/.test(destination) || sources.length > 1;
    for (const source of sources as string[]) {
      if (source.startsWith('<<')) continue;
      const name = source.replace(/\/+$/, '').split('/').at(-1) ?? '';
      // Without a slash at the end a file gets the destination's name, and a folder's content lands below it.
      if (intoFolder || target === '/') files.add(resolve(target, name));
      else files.add(target);
      if (source.endsWith('/') || name === '' || name === '.' || name === '..' || !looksLikeFile(name))
        folders.push(target === '/' ? '/' : `${target}/`);
    }
    for (const { name } of instruction.heredocs) files.add(intoFolder ? resolve(target, name) : target);
  }
  return { files, folders, workdir };
}

/** A name may be a folder's as well; one with an ending hardly. Decided for the program itself by its destination. */
function looksLikeFile(name: string): boolean {
  return /\.\w{1,5}$/.test(name);
}

function resolve(folder: string, path: string): string {
  const parts: string[] = [];
  for (const name of (path.startsWith('/') ? path : `${folder}/${path}`).split('/')) {
    if (name === '..') parts.pop();
    else if (name !== '' && name !== '.') parts.push(name);
  }
  return `/${parts.join('/')}`;
}
