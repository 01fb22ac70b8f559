import { copyOf } from '../../dockerfile/files/copies.ts';
import type { Instruction, Stage } from '../../dockerfile/model.ts';
import { insertLineBefore } from '../../dockerfile/syntax/new-line.ts';
import type { RunCommand } from '../../dockerfile/commands/run-commands.ts';
import { lineage } from '../../dockerfile/stages/stages.ts';
import { contextFolder, pathInContext, stageContext } from '../builds/build-context.ts';
import type { ContractImage } from '../contract.ts';
import type { Repair } from '../fault.ts';
import { goModOf, moduleOf } from '../matching/module-of.ts';
import { buildsOf } from '../builds/program-builds.ts';
import type { ContractRule } from '../rule.ts';

const IMAGE = (copy: string, run: string) =>
  `FROM golang:1.26 AS build\nWORKDIR /src\nCOPY go.mod go.sum ./\n${copy}${run}\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM scratch\nCOPY --from=build /shop /shop\nENTRYPOINT ["/shop"]\n`;

export const replacedModuleInBuild: ContractRule = {
  id: 'replaced-module-in-build',
  title: 'Copy the modules that go.mod replaces by folders before it is read',
  severity: 'error',
  fails: 'build',
  aliases: [],
  why: 'Where `replace` names a folder, `go mod download` reads the go.mod in it. A Dockerfile that copies go.mod and go.sum first and the source later stops there: “reading ../log/go.mod: no such file or directory”.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'Dockerfile',
      bad: IMAGE('', '«RUN go mod download»'),
      good: IMAGE('COPY log log\n', 'RUN go mod download'),
      fixed: true,
      files: {
        'go.mod':
          'module example.com/shop\n\ngo 1.26\n\nrequire example.com/log v0.0.0\n\nreplace example.com/log => ./log\n',
        'go.sum': '',
        'log/go.mod': 'module example.com/log\n\ngo 1.26\n',
        'log/log.go': 'package log\n\nfunc Say() {}\n',
        'main.go': 'package main\n\nimport "example.com/log"\n\nfunc main() { log.Say() }\n',
      },
    },
  ],
  about: 'image',
  *check(image, contract) {
    const { file, dockerfile, program } = image;
    const module = moduleOf(contract.go.modules, program);
    const folder = contextFolder(file, contract);
    if (!program || !module || module.vendor || folder === undefined) return;
    const [made] = buildsOf(image, contract.go);
    const first = made && firstReading(image, made.stage);
    const there = first && stageContext(dockerfile, made.stage, first.run);
    if (!first || !there) return;
    const isThere = (path: string) => there.brings(pathInContext(path, folder) ?? path);
    const absent = module.replaces.find(({ dir }) => dir !== null && !isThere(`${dir}/go.mod`));
    if (!absent || absent.dir === null || !isThere(goModOf(module))) return;
    const { start, end } = first.run;
    yield {
      sides: [
        {
          ...{ file, start, end },
          message: [
            '`{0}` replaces `{1}` by `{2}`, which no COPY has brought here',
            goModOf(module),
            absent.path,
            absent.written,
          ],
        },
      ],
      repairs: copied(image, first, module.dir === '.' && folder === '' ? absent.dir : null),
    };
  },
};

/** The first command of a stage that reads go.mod. */
function firstReading({ dockerfile }: ContractImage, stage: Stage): RunCommand | undefined {
  const stages = lineage(dockerfile.stages, stage);
  return (dockerfile.commandsByName.get('go') ?? []).find(({ command, stage: of }) => {
    const [, verb, what] = command.words.map(({ value }) => value);
    return of && stages.includes(of) && verb === 'mod' && /^(?:download|verify|tidy|graph)$/.test(what ?? '');
  });
}

/** Beside a go.mod that is copied to the working directory. */
function copied({ file, dockerfile }: ContractImage, { run }: RunCommand, folder: string | null): readonly Repair[] {
  const isBeside = dockerfile.instructions.some((one) => one.start < run.start && bringsToWorkdir(one));
  if (folder === null || !isBeside) return [];
  const line = `COPY ${folder} ${folder}`;
  return [{ title: ['Add `{0}`', line], changes: [{ file, edits: [insertLineBefore(dockerfile.text, run, line)] }] }];
}

function bringsToWorkdir(instruction: Instruction): boolean {
  const copy = copyOf(instruction);
  return (
    copy?.from === undefined && /^\.\/?$/.test(copy?.destination ?? '') && copy?.sources.includes('go.mod') === true
  );
}
