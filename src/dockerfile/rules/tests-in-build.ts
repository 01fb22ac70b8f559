import type { Report } from '../../lint/rule.ts';
import { subcommand } from '../commands/go-commands.ts';
import type { DockerfileRule } from '../subject.ts';

export const testsInBuild: DockerfileRule = {
  id: 'tests-in-build',
  title: 'Run the tests in a stage of the build',
  severity: 'hint',
  off: true,
  aliases: [],
  why: 'A stage that runs `go test` makes the image’s own toolchain and dependencies prove that they work, and `docker build --target test` is all that a pipeline needs. Many teams test elsewhere, so this is off unless you ask for it.',
  exampleOf: 'dockerfile',
  about: ['go'],
  examples: [
    {
      bad: 'FROM golang:1.26 AS build\nCOPY . .\nRUN «go build» -o /app .\nFROM scratch\nCOPY --from=build /app /app',
      good: 'FROM golang:1.26 AS build\nCOPY . .\nRUN go build -o /app .\nFROM build AS test\nRUN go test ./...\nFROM scratch\nCOPY --from=build /app /app',
    },
    {
      bad: 'FROM golang:1.26\nRUN «go install» ./cmd/app',
      good: 'FROM golang:1.26\nRUN make test && go install ./cmd/app',
    },
  ],
  *check({ dockerfile }): Iterable<Report> {
    // Of most files the many other commands need not be looked at.
    if (!dockerfile.commandsByName.has('go')) return;
    let built: Report | undefined;
    for (const { command, name } of dockerfile.commands) {
      if (/^(?:gotestsum|ginkgo)$/.test(name)) return;
      const { words } = command;
      if (words.some(({ value }) => /(?:^|[-_:/.])(?:tests?|check|ci)(?:$|[-_:/.])/.test(value))) return;
      const [first, second] = words;
      if (name !== 'go' || !first || !second || !['build', 'install'].includes(subcommand(command))) continue;
      // A tool by version is no program of this repository.
      if (words.some(({ value }) => /\w@\w/.test(value))) continue;
      built ??= {
        start: first.start,
        end: second.end,
        message: ['No stage runs the tests of what `go {0}` builds', second.value],
      };
    }
    if (built) yield built;
  },
};
