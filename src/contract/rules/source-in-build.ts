import { lineLeavingOut } from '../../dockerfile/files/ignore-file.ts';
import { withoutLine } from '../../dockerfile/ignore-rules/line-edits.ts';
import { entryAt, joinNames } from '../../dockerfile/files/file-tree.ts';
import type { Instruction } from '../../dockerfile/model.ts';
import type { Message } from '../../words/message.ts';
import { contextFolder, pathInContext, stageContext } from '../builds/build-context.ts';
import type { ContractImage } from '../contract.ts';
import { embeddedFiles } from '../builds/embedded-files.ts';
import type { Fault } from '../fault.ts';
import { type ContextFilter, contextFilter } from '../builds/ignored-context.ts';
import { demandedSums } from '../builds/module-sums.ts';
import { hasOwnTags, sourceBuildsOf } from '../builds/program-builds.ts';
import { moduleOf } from '../matching/module-of.ts';
import type { ContractRule } from '../rule.ts';
import { sourceFilesOf } from '../source-files.ts';

const IMAGE = (copy: string) =>
  `FROM golang:1.26 AS build\nWORKDIR /src\n${copy}\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM scratch\nCOPY --from=build /shop /shop\nENTRYPOINT ["/shop"]\n`;

export const sourceInBuild: ContractRule = {
  id: 'source-in-build',
  title: 'Bring all that a program is built from into its build stage',
  severity: 'error',
  fails: 'build',
  aliases: [],
  why: '`go build` needs every package that the program links, every file that it embeds, and go.sum where it links other modules. What no COPY brings, or what .dockerignore keeps out of the context, is not there: the build stops with “no required module provides package”, “missing go.sum entry” or “pattern … no matching files found”, or the files are missing in the binary. Said only where the whole way of the source into the stage can be seen.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'Dockerfile',
      bad: IMAGE('«COPY go.mod main.go ./»'),
      good: IMAGE('COPY . .'),
      files: {
        'go.mod': 'module example.com/shop\n\ngo 1.26\n',
        'main.go':
          'package main\n\nimport (\n\t_ "embed"\n\t"net/http"\n)\n\n//go:embed page.html\nvar page string\n\nfunc main() {\n\t_ = http.ListenAndServe(":8080", nil)\n\tprintln(page)\n}\n',
        'page.html': '<h1>Shop</h1>\n',
      },
    },
  ],
  about: 'image',
  *check(image, contract) {
    const { file, dockerfile, program } = image;
    const { list, go } = contract;
    const folder = contextFolder(file, contract);
    if (!program || !list || folder === undefined) return;
    const inContext = (path: string) => pathInContext(path, folder);
    for (const { stage, ...build } of sourceBuildsOf(image, go)) {
      const there = hasOwnTags(build) ? undefined : stageContext(dockerfile, stage, build.instruction);
      if (!there) continue;
      const found = contextFilter(file, contract);
      // That of another folder is not read.
      const filter = [`${file}.dockerignore`, joinNames(folder, '.dockerignore')].includes(found?.file ?? '')
        ? found
        : undefined;
      const sources = [...sourceFilesOf(program, go), ...program.packageFiles].filter(
        (path) => entryAt(list, path) === 'file',
      );
      const embedded = program.embeds.map((pattern) => embeddedFiles(pattern, list));
      const isBrought = (path: string) => there.brings(inContext(path) ?? path);
      const isLeftOut = (path: string) => filter?.leavesOut(inContext(path) ?? path) === true;
      const module = moduleOf(go.modules, program);
      const sums = module && demandedSums(program, module, build, dockerfile, stage, list);
      const unbrought =
        sources.find((path) => !isBrought(path)) ??
        embedded.find(([path]) => path !== undefined && !isBrought(path))?.[0] ??
        (sums !== undefined && !isBrought(sums) ? sums : undefined);
      if (unbrought !== undefined) yield missing(image, there.copy ?? build.instruction, unbrought);
      const ignored =
        sources.find(isLeftOut) ??
        embedded.find((paths) => paths.length > 0 && paths.every(isLeftOut))?.[0] ??
        embedded.flat().find((path) => PAGES.test(path) && !ASIDE.test(path) && isLeftOut(path));
      if (ignored !== undefined && filter && isBrought(ignored)) {
        yield leftOut(image, filter, ignored, inContext(ignored) ?? ignored, build.instruction);
      }
      return;
    }
  },
};

/** Files that a program shows or runs; what lies beside them for people may well be left out. */
const PAGES = /\.(?:html?|tmpl|gohtml|gotmpl|tpl|sql|css|js|json|ya?ml|toml|svg)$/;
const ASIDE =
  /test|example|sample|spec|fixture|stories|compose|skaffold|node_modules|(?:^|\/)(?:package(?:-lock)?|tsconfig)\b|\.config\./i;

function missing({ file, program }: ContractImage, { start, end }: Instruction, path: string): Fault {
  const message: Message = ['`{0}` is built from `{1}`, which no COPY brings here', program?.name ?? '', path];
  return {
    sides: [{ file, start, end, message }],
    related: [{ file: path, start: 0, end: 0, message: ['is needed'] }],
  };
}

function leftOut(
  { file, program }: ContractImage,
  filter: ContextFilter,
  path: string,
  inContext: string,
  { start, end }: Instruction,
): Fault {
  const line = lineLeavingOut(filter.text, inContext);
  const name = program?.name ?? '';
  return {
    sides: [
      line
        ? {
            ...{ file: filter.file, start: line.start, end: line.end },
            message: ['`{0}` is built from `{1}`, which this leaves out', name, path],
          }
        : { file, start, end, message: ['`{0}` is built from `{1}`, which `{2}` leaves out', name, path, filter.file] },
    ],
    ...(line ? { related: [{ file, start, end, message: ['is built here'] }] } : {}),
    ...(line
      ? {
          repairs: [
            { title: ['Remove this line'], changes: [{ file: filter.file, edits: [withoutLine(filter.text, line)] }] },
          ],
        }
      : {}),
  };
}
