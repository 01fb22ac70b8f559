import type { Report } from '../../lint/rule.ts';
import { commandRule } from '../commands/command-rule.ts';
import type { Instruction, Stage } from '../model.ts';
import { subcommand } from '../commands/go-commands.ts';

export const goGetInImage = commandRule(
  {
    id: 'go-get-in-image',
    title: 'Download modules with go mod download, install tools with go install',
    severity: 'info',
    aliases: [],
    why: '`go get` changes go.mod and go.sum of the image’s copy, so the image is built from other versions than the repository names. Since Go 1.17 it installs no programs either: that is `go install module@version`.',
    exampleOf: 'dockerfile',
    programs: ['go'],
    examples: [
      {
        bad: 'FROM golang:1.26\nCOPY . .\nRUN «go get ./...»\nRUN go build -o /app .',
        good: 'FROM golang:1.26\nCOPY . .\nRUN go mod download\nRUN go build -o /app .',
        fixed: true,
      },
      {
        bad: 'FROM golang:1.26\nRUN «go get -u example.com/tool»',
        good: 'FROM golang:1.26\nRUN go install example.com/tool@v1.2.3',
      },
    ],
  },
  function* ({ command, run, stage }): Iterable<Report> {
    if (subcommand(command) !== 'get') return;
    const operands = command.words.slice(1).filter(({ value }) => !value.startsWith('-') && value !== 'get');
    const own = operands.every(({ value }) => value.startsWith('.'));
    const first = command.words[0];
    if (!first) return;
    const written = command.words.map(({ value }) => value).join(' ');
    const range = { start: first.start, end: command.end };
    yield {
      ...range,
      message: hasSource(stage, run)
        ? ['`{0}` changes go.mod inside the image', written]
        : ['`{0}` has no go.mod here, and installs nothing since Go 1.17', written],
      ...(own && !run.json
        ? {
            fixes: [
              {
                title: ['Use `go mod download` (fails where go.mod lacks a module)'],
                safe: false,
                edits: [{ ...range, text: 'go mod download' }],
              },
            ],
          }
        : {}),
    };
  },
);

/** Whether there may be a go.mod: of a stage before, or copied. */
function hasSource(stage: Stage | null, run: Instruction): boolean {
  if (!stage || stage.base !== null) return true;
  return stage.instructions.some(
    ({ keyword, start }) => (keyword === 'COPY' || keyword === 'ADD') && start < run.start,
  );
}
