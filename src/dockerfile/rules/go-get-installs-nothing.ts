import type { Report } from '../../lint/rule.ts';
import { baseImage } from '../stages/final.ts';
import { officialName, parseImage } from '../stages/image.ts';
import { subcommand } from '../commands/go-commands.ts';
import type { RunCommand } from '../commands/run-commands.ts';
import type { Dockerfile } from '../model.ts';
import { instructionsOf, lineage } from '../stages/stages.ts';
import type { DockerfileRule } from '../subject.ts';

export const goGetInstallsNothing: DockerfileRule = {
  id: 'go-get-installs-nothing',
  title: 'Install the programs that a build runs with go install',
  severity: 'error',
  fails: 'build',
  aliases: [],
  why: 'Since Go 1.18 `go get` only changes go.mod: it builds and installs no program. A command that it was to bring is not there, and the build stops with “not found”. `go install module@version` brings it, whatever go.mod says.',
  exampleOf: 'dockerfile',
  about: ['go'],
  examples: [
    {
      bad: 'FROM golang:1.26\nWORKDIR /src\nCOPY . .\nRUN go get -u example.com/packer/v2/packr\nRUN «packr» build\nUSER 65532',
      good: 'FROM golang:1.26\nWORKDIR /src\nCOPY . .\nRUN go install example.com/packer/v2/packr@latest\nRUN packr build\nUSER 65532',
      fixed: true,
    },
    {
      bad: 'FROM golang:alpine\nRUN apk add --no-cache git && go get example.com/gen@v1.2.3 && «/go/bin/gen» ./...\nUSER 65532',
      good: 'FROM golang:1.17-alpine\nRUN go get example.com/gen && gen ./...\nRUN go get example.com/tool && go install example.com/tool && tool\nUSER 65532',
    },
  ],
  *check({ dockerfile, file }): Iterable<Report> {
    for (const get of dockerfile.commandsByName.get('go') ?? []) {
      if (subcommand(get.command) !== 'get' || !installsNothing(dockerfile, get)) continue;
      const packages = get.command.words
        .slice(2)
        .filter(({ value }) => /^[\w-]+(?:\.[\w-]+)+\/[\w./@-]*\w$/.test(value));
      for (const word of packages) {
        const use = firstUse(dockerfile, get, programOf(word.value));
        const [start] = use?.command.words ?? [];
        if (!start) continue;
        const isAlone = packages.length === 1 && word.text === word.value && get.run.json === null;
        const version = word.value.includes('@') ? '' : '@latest';
        const range = { start: get.command.words[0]?.start ?? word.start, end: get.command.end };
        yield {
          start: start.start,
          end: start.end,
          message: ['`go get` installs no program since Go 1.18, so `{0}` is not there', start.value],
          related: [{ file, start: word.start, end: word.end, message: ['is only downloaded here'] }],
          ...(isAlone && {
            fixes: [
              {
                title: ['Use `go install {0}`', word.value + version],
                safe: false,
                edits: [{ ...range, text: `go install ${word.value}${version}` }],
              },
            ],
          }),
        };
      }
    }
  },
};

/** By a golang image from 1.18 on, or one whose tag follows the newest, and where nothing turns modules off. */
function installsNothing(dockerfile: Dockerfile, { stage, command }: RunCommand): boolean {
  const base = stage ? baseImage(dockerfile, stage) : undefined;
  const image = base === undefined ? undefined : parseImage(base);
  if (!stage || !image || officialName(image) !== 'golang') return false;
  const [, minor] = /^1\.(\d+)/.exec(image.tag ?? '') ?? [];
  if (minor === undefined ? /\d/.test((image.tag ?? '').replace(/alpine[\d.]*/, '')) : Number(minor) < 18) return false;
  const isSet = (text: string) => /\bGO(?:111MODULE|FLAGS|TOOLCHAIN|BIN)\b/.test(text);
  return !command.assignments.some(({ value }) => isSet(value)) && !textsOf(dockerfile, stage).some(isSet);
}

function textsOf({ stages }: Dockerfile, stage: NonNullable<RunCommand['stage']>): string[] {
  return instructionsOf(stages, stage).map(({ source }) => source.text);
}

/** `example.com/packer/v2` is `packer`. */
function programOf(path: string): string {
  const names = path.replace(/@.*$/, '').split('/');
  const last = names.at(-1) ?? '';
  return /^v\d+$/.test(last) ? (names.at(-2) ?? '') : last;
}

/** Commands that bring no program but those that they name. */
const PLAIN =
  /^(?:go|apk|apt|apt-get|cd|mkdir|echo|printf|rm|export|set|env|git|chmod|chown|true|update-ca-certificates)$/;

/** The first command behind the download that is the program, where nothing on the way, or before, may bring it. */
function firstUse(dockerfile: Dockerfile, get: RunCommand, program: string): RunCommand | undefined {
  const { stage } = get;
  if (!stage || program === '' || program === 'go') return undefined;
  const around = lineage(dockerfile.stages, stage);
  const all = dockerfile.commands.filter((one) => one.stage !== null && around.includes(one.stage));
  const use = all.find(({ command, name }) => name === program && command.start > get.command.end);
  if (!use) return undefined;
  const before = all.filter(({ command }) => command.start < use.command.start);
  const isPlain = before.every((one) => PLAIN.test(one.name) && (one === get || !names(one, program)));
  const copies = instructionsOf(dockerfile.stages, stage).filter(
    ({ keyword, start }) => (keyword === 'COPY' || keyword === 'ADD') && start < use.command.start,
  );
  return isPlain && !copies.some(({ source }) => source.text.includes(program)) ? use : undefined;
}

function names({ command }: RunCommand, program: string): boolean {
  return command.words.some(({ value }) => value.includes(program));
}
