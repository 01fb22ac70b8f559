import type { Report } from '../../lint/rule.ts';
import { envOfStages } from '../variables/env-of-stages.ts';
import { subcommand } from '../commands/go-commands.ts';
import type { RunCommand } from '../commands/run-commands.ts';
import type { DockerfileRule } from '../subject.ts';

export const goBuildFlags: DockerfileRule = {
  id: 'go-build-flags',
  title: 'Build Go programs with -trimpath and without debug information',
  severity: 'hint',
  aliases: [],
  why: '`-trimpath` leaves the build machine’s folders out of the binary, so that the same source gives the same bytes; `-ldflags="-s -w"` leaves out symbol tables and debug information, a quarter to a third of its size. Panics keep their stack traces; a debugger needs the unstripped binary.',
  exampleOf: 'dockerfile',
  about: ['go'],
  examples: [
    {
      bad: 'FROM golang:1.26\nRUN «go build» -o /app .',
      good: 'FROM golang:1.26\nRUN go build -trimpath -ldflags="-s -w" -o /app .',
      fixed: true,
    },
    {
      bad: 'FROM golang:1.26\nRUN «go build» -ldflags="-s -w" -o /app .',
      good: 'FROM golang:1.26\nRUN go build -trimpath -ldflags="-s -w" -o /app .',
      fixed: true,
    },
    {
      bad: 'FROM golang:1.26\nRUN «go build» -trimpath -ldflags "-X main.version=1" -o /app .',
      good: 'FROM golang:1.26\nRUN go build -trimpath -ldflags "$FLAGS" -o /app .\nRUN go build -gcflags="all=-N -l" -o /debug .',
    },
  ],
  *check({ dockerfile }): Iterable<Report> {
    const builds = dockerfile.commandsByName.get('go') ?? [];
    if (builds.length === 0) return;
    const env = envOfStages(dockerfile);
    for (const at of builds) if (!at.stage || !env.get(at.stage)?.has('GOFLAGS')) yield* missingFlags(at);
  },
};

function* missingFlags({ command, run }: RunCommand): Iterable<Report> {
  if (subcommand(command) !== 'build') return;
  const texts = command.words.map(({ value }) => value);
  // Built for a debugger or the race detector on purpose.
  if (texts.some((text) => /^--?(?:gcflags|race|cover|asan|msan|buildmode)(?:=|$)/.test(text))) return;
  if (command.assignments.some(({ value }) => value.startsWith('GOFLAGS='))) return;
  const linker = texts.find((text, index) => /^--?ldflags=/.test(text) || /^--?ldflags$/.test(texts[index - 1] ?? ''));
  const missing: string[] = [];
  if (!texts.some((text) => /^--?trimpath(?:=true)?$/.test(text))) missing.push('-trimpath');
  if (linker === undefined) missing.push('-ldflags="-s -w"');
  else if (!/\$|(?:^|[\s"'=])-s(?:[\s"']|$)/.test(linker)) missing.push('-s -w');
  const [first, second] = command.words;
  if (missing.length === 0 || !first || !second) return;
  const insert = missing.filter((flag) => flag.startsWith('-t') || flag.startsWith('-l'));
  const complete = insert.length === missing.length && !run.json && second.value === 'build';
  yield {
    start: first.start,
    end: second.end,
    message: ['`go build` without `{0}`', missing.join(' ')],
    ...(complete
      ? {
          fixes: [
            {
              title: ['Add `{0}`', insert.join(' ')],
              safe: false,
              edits: [{ start: second.end, end: second.end, text: ` ${insert.join(' ')}` }],
            },
          ],
        }
      : {}),
  };
}
