import { everyContainerOf } from '../containers/every-container.ts';
import { baseImage } from '../../dockerfile/stages/final.ts';
import { lineage } from '../../dockerfile/stages/stages.ts';
import type { Dockerfile, Stage } from '../../dockerfile/model.ts';
import { copyFromBuilder } from '../builds/copy-from-builder.ts';
import type { Message } from '../../words/message.ts';
import type { Contract, ContractImage } from '../contract.ts';
import type { Fault, Repair } from '../fault.ts';
import { lineEndOf } from '../../dockerfile/syntax/new-line.ts';
import type { Range } from '../../lint/rule.ts';
import { copiesRoot } from '../images/image-content.ts';
import { isHarmless, type ToolBase, toolBase } from '../images/missing-tools.ts';
import { type ProgramRun, programsRun, startedBy } from '../images/programs-run.ts';
import { type ContractRule, inSource } from '../rule.ts';

const IMAGE = (copy: string) =>
  `FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM «scratch»\n${copy}COPY --from=build /shop /shop\nUSER 65532\nENTRYPOINT ["/shop"]\n`;

export const userLookupInImage: ContractRule = {
  id: 'user-lookup-in-image',
  title: 'Put /etc/passwd into the image of a program that looks up users',
  severity: 'info',
  aliases: [],
  why: '`os/user` reads /etc/passwd and /etc/group. `scratch` has neither: `user.Current` and `user.Lookup` return an error, which many programs end with. Distroless images have both, and as the others only the users of their distribution: one that the program looks up by its name must be added.',
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
    if (!stage?.image || copiesRoot(dockerfile, stage)) return;
    const { start, end } = stage.image;
    const base = baseImage(dockerfile, stage);
    if (base !== 'scratch') {
      yield* unknownUsers(image, stage, stage.image, contract);
      return;
    }
    if (bringsUsers(dockerfile, stage)) return;
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

/** Users that the base image does not have, and nothing above it adds. */
function* unknownUsers(image: ContractImage, stage: Stage, { start, end }: Range, contract: Contract): Iterable<Fault> {
  const { file, dockerfile } = image;
  const base = baseImage(dockerfile, stage);
  const known = usersOfBase(base);
  if (base === undefined || known === undefined) return;
  for (const run of programsRun(image, contract)) {
    if (isToldOtherwise(run, contract)) continue;
    for (const user of run.program.calls?.users ?? []) {
      const { name } = user;
      if (known.test(name) || mayAdd(name, dockerfile, stage)) continue;
      yield {
        sides: [
          {
            ...{ file, start, end },
            message: ['`{0}` looks up the user `{1}`, which `{2}` does not have', run.program.name, name, base],
          },
        ],
        severity: 'warning',
        related: [inSource(user, ['looks up a user here']), ...startedBy(run, image, contract)],
        repairs: addUser(file, dockerfile, stage, name),
      };
    }
  }
}

/** Undefined: of another image nobody knows. */
function usersOfBase(base: string | undefined): RegExp | undefined {
  const has = toolBase(base);
  return has === null ? undefined : USERS[has];
}

const USERS: Readonly<Record<ToolBase, RegExp>> = {
  none: /^(?:root|nobody|nonroot)$/,
  alpine: /^(?:root|bin|daemon|lp|sync|shutdown|halt|mail|news|uucp|cron|ftp|sshd|games|ntp|guest|nobody)$/,
  debian:
    /^(?:root|daemon|bin|sys|sync|games|man|lp|mail|news|uucp|proxy|www-data|backup|list|irc|_apt|nobody|ubuntu)$/,
};

/** By its name, by packages or scripts that nobody knows, or with a file of users. */
function mayAdd(name: string, dockerfile: Dockerfile, stage: Stage): boolean {
  const mentioned = new RegExp(`(?:^|[^\\w-])${name}(?![\\w-])`);
  return lineage(dockerfile.stages, stage).some(({ instructions }) =>
    instructions.some((instruction) => {
      const { keyword, source, heredocs } = instruction;
      if (keyword === 'ADD') return true;
      if (keyword === 'COPY') return /\s\/(?:etc\/?\S*)?$/.test(source.text.trimEnd());
      if (keyword !== 'RUN') return false;
      return heredocs.length > 0 || mentioned.test(source.text) || !isHarmless(dockerfile, instruction);
    }),
  );
}

function addUser(file: string, dockerfile: Dockerfile, { from, image }: Stage, name: string): Repair[] {
  const has = toolBase(image?.text);
  const command = has === 'alpine' ? `adduser -D -H ${name}` : has === 'debian' ? `useradd -M ${name}` : undefined;
  if (command === undefined) return [];
  const edit = { start: from.end, end: from.end, text: `${lineEndOf(dockerfile.text)}RUN ${command}` };
  return [{ title: ['Add the user `{0}`', name], changes: [{ file, edits: [edit] }] }];
}

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
