import { isGo, subcommand } from '../../dockerfile/commands/go-commands.ts';
import type { Program } from '../../go/project.ts';
import { holdsOfBuild } from '../../go/facts/version-variables.ts';
import type { Command } from '../../shell/commands.ts';
import { programName } from '../../shell/commands.ts';
import type { Word } from '../../shell/source-text.ts';
import type { Range } from '../../lint/rule.ts';
import { buildsOf } from '../builds/program-builds.ts';
import { moduleOf } from '../matching/module-of.ts';
import { type ContractRule, inSource } from '../rule.ts';

const IMAGE = (variable: string) =>
  `FROM golang:1.26 AS build\nARG VERSION=dev\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 go build -ldflags="-s -w -X ${variable}=$VERSION" -o /shop .\nFROM scratch\nCOPY --from=build /shop /shop\nENTRYPOINT ["/shop"]\n`;

export const ldflagsNameVariable: ContractRule = {
  id: 'ldflags-name-variable',
  title: 'Set by -ldflags a variable that the program has',
  severity: 'warning',
  aliases: [],
  why: 'The linker passes over `-X` with a variable that is not there, and says nothing: the program keeps its default, and every release calls itself “dev”. Case counts; the package of a program is called `main`, whatever its import path; of other packages the whole import path is needed.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'Dockerfile',
      bad: IMAGE('«main.Version»'),
      good: IMAGE('main.version'),
      fixed: true,
      files: {
        'go.mod': 'module example.com/shop\n\ngo 1.26\n',
        'main.go': 'package main\n\nvar version = "dev"\n\nfunc main() { println(version) }\n',
      },
    },
  ],
  about: 'image',
  *check(image, { go }) {
    const { file, program } = image;
    const module = moduleOf(go.modules, program);
    if (!program || !module) return;
    for (const { build } of buildsOf(image, go)) {
      const targets = targetsOf(build.command);
      for (const { name, start, end } of targets) {
        if (!isOwn(name, module.module) || program.versionVariables.some((one) => one.name === name)) continue;
        const meant = meantBy(name, program, new Set(targets.map((one) => one.name)));
        if (!meant) continue;
        yield {
          sides: [
            {
              ...{ file, start, end },
              message: ['`{0}` has no variable `{1}`, but `{2}`', program.name, name, meant.name],
            },
          ],
          related: [inSource(meant, ['keeps what it is set to here'])],
          repairs: [
            {
              title: ['Change to `{0}`', meant.name],
              changes: [{ file, edits: [{ start, end, text: meant.name }] }],
            },
          ],
        };
      }
    }
  },
};

interface Target extends Range {
  /** `main.version`, `example.com/shop/build.Commit` */
  readonly name: string;
}

const SETS = /(?:^|[\s"'=])-X[= ]+["']?([\w./~-]+\.[A-Za-z_]\w*)=/dg;

/** The variables that the linker is told to set, where each is written. */
function targetsOf(command: Command): Target[] {
  if (!isGo(programName(command)) || !/^(?:build|install)\b/.test(subcommand(command))) return [];
  return command.words.flatMap((word, index) => {
    const isFlags = /^--?ldflags(?:=|$)/.test(word.value) || /^--?ldflags$/.test(command.words[index - 1]?.value ?? '');
    return isFlags ? targetsIn(word) : [];
  });
}

function targetsIn(word: Word): Target[] {
  // Where it stands otherwise than it reads, its parts have no places.
  if (word.end - word.start !== word.text.length) return [];
  return [...word.text.matchAll(SETS)].flatMap(({ 1: name, indices }) => {
    const [start, end] = indices?.[1] ?? [];
    if (name === undefined || start === undefined || end === undefined) return [];
    return [{ name, start: word.start + start, end: word.start + end }];
  });
}

/** Of what other modules hold nothing is known here. */
function isOwn(name: string, module: string): boolean {
  const path = packageOf(name);
  return path === 'main' || path === module || path.startsWith(`${module}/`);
}

/** The one variable for the same thing, a version or a commit, that nothing sets. */
function meantBy(name: string, { versionVariables }: Program, set: ReadonlySet<string>) {
  const holds = holdsOfBuild(name.slice(packageOf(name).length + 1));
  const [only, another] = versionVariables.filter((one) => one.holds === holds && !set.has(one.name));
  return another ? undefined : only;
}

function packageOf(name: string): string {
  return name.slice(0, name.lastIndexOf('.'));
}
