import { everyContainerOf } from '../containers/every-container.ts';
import { baseImage } from '../../dockerfile/stages/final.ts';
import { lineage } from '../../dockerfile/stages/stages.ts';
import type { Dockerfile, Stage } from '../../dockerfile/model.ts';
import { copyFromBuilder } from '../builds/copy-from-builder.ts';
import type { Message } from '../../words/message.ts';
import type { Contract } from '../contract.ts';
import type { Repair } from '../fault.ts';
import { copiesRoot } from '../images/image-content.ts';
import { type ProgramRun, programsRun, startedBy } from '../images/programs-run.ts';
import { type ContractRule, inSource } from '../rule.ts';

const IMAGE = (copy: string) =>
  `FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM «scratch»\n${copy}COPY --from=build /shop /shop\nUSER 65532\nENTRYPOINT ["/shop"]\n`;

export const userLookupInImage: ContractRule = {
  id: 'user-lookup-in-image',
  title: 'Put /etc/passwd into the image of a program that looks up users',
  severity: 'info',
  aliases: [],
  why: '`os/user` reads /etc/passwd and /etc/group. `scratch` has neither: `user.Current` and `user.Lookup` return an error, which many programs end with. Distroless images have both.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'Dockerfile',
      bad: IMAGE(''),
      good: IMAGE('COPY --from=build /etc/passwd /etc/group /etc/\n').replace(/[«»]/g, ''),
      fixed: true,
      files: {
        'go.mod': 'module example.com/shop\n\ngo 1.26\n',
        'main.go': 'package main\n\nimport "os/user"\n\nfunc main() {\n\t_, _ = user.Current()\n}\n',
      },
    },
  ],
  about: 'image',
  *check(image, contract) {
    const { file, dockerfile } = image;
    const stage = dockerfile.stages.at(-1);
    if (!stage?.image || baseImage(dockerfile, stage) !== 'scratch') return;
    if (bringsUsers(dockerfile, stage) || copiesRoot(dockerfile, stage)) return;
    const { start, end } = stage.image;
    // What one program lacks, another one of the image lacks by the same cause.
    const run = programsRun(image, contract).find(
      (one) => one.program.calls?.userLookups && !isToldOtherwise(one, contract),
    );
    const place = run?.program.calls?.userLookups;
    if (!run || !place) return;
    const message: Message = ['`{0}` looks up users, and `scratch` has no /etc/passwd', run.program.name];
    yield {
      sides: [{ file, start, end, message }],
      related: [inSource(place, ['looks up a user here']), ...startedBy(run, image, contract)],
      repairs: copyUsers(file, dockerfile, stage),
    };
  },
};

/** A mounted file is as good, and so are the variables that stand in for it. */
function isToldOtherwise({ program, containers }: ProgramRun, contract: Contract): boolean {
  return [...everyContainerOf(program, contract), ...containers].some(
    (container) => /\/etc(?:\/passwd)?\b/.test(container.facts.object.file.text) || container.env('USER') !== undefined,
  );
}

/** By a file, or by the variables that stand in for it. */
function bringsUsers({ stages }: Dockerfile, stage: Stage): boolean {
  return lineage(stages, stage).some(({ instructions }) =>
    instructions.some(
      ({ keyword, source, pairs }) =>
        /\/etc(?:\/(?:passwd|group))?(?:["\s/]|$)|passwd/.test(source.text) ||
        (keyword === 'ENV' && pairs.some(({ key }) => key.value === 'USER' || key.value === 'HOME')),
    ),
  );
}

function copyUsers(file: string, dockerfile: Dockerfile, stage: Stage): Repair[] {
  return copyFromBuilder(
    file,
    dockerfile,
    stage,
    (builder) => [`COPY --from=${builder} /etc/passwd /etc/group /etc/`],
    (builder) => ['Copy /etc/passwd from `{0}`', builder],
  );
}
