import { baseImage } from '../../dockerfile/stages/final.ts';
import { at, items } from '../../kubernetes/fields.ts';
import type { ContractContainer } from '../contract.ts';
import { deploymentOf } from '../examples/example-files.ts';
import { type Repair, sideIn } from '../fault.ts';
import { keptSignal, waitsForEnd } from '../images/kept-signal.ts';
import type { ContractRule } from '../rule.ts';
import { gracefulFiles } from '../examples/shutdown-examples.ts';

const DOCKERFILE =
  'FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM debian:13-slim\nUSER 65532\nCOPY --from=build /shop /shop\nENTRYPOINT ["/shop"]\n';

export const commandKeepsSignal: ContractRule = {
  id: 'command-keeps-signal',
  title: 'Start a program that waits for SIGTERM in the shell’s place',
  severity: 'warning',
  aliases: [],
  why: 'The first process of a container gets SIGTERM. Where `command` starts a shell, that is the shell; the one of Debian and Ubuntu starts the program as its child and passes nothing on. What the program does at SIGTERM never happens: it is killed after the grace period. `exec` puts it in the shell’s place.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'deploy.yaml',
      bad: deploymentOf('command: ["sh", "-c", «"/shop --verbose"»]'),
      good: deploymentOf('command: ["sh", "-c", "exec /shop --verbose"]'),
      fixed: true,
      files: { ...gracefulFiles(10), Dockerfile: DOCKERFILE },
    },
  ],
  about: 'container',
  *check(container, { workspace }) {
    const { program, facts, image } = container;
    if (!program || !waitsForEnd(program) || !image) return;
    const { command, args } = facts;
    if (command === null || command.length === 0) return;
    const stage = image.dockerfile.stages.at(-1);
    const kept = stage && keptSignal([...command, ...(args ?? [])], baseImage(image.dockerfile, stage));
    const field = facts.container.field;
    const script = [...items(at(field, 'command')), ...items(at(field, 'args'))][2];
    if (!kept || !script || workspace.mayBePatched(facts.object, ['command', 'args'])) return;
    const { start, end } = script;
    const { place } = program.shutdown;
    const repair = kept.last
      ? withExec(container, { start, end }, kept.at, [...command, ...(args ?? [])][2] ?? '')
      : undefined;
    yield {
      sides: [
        {
          file: facts.file,
          start,
          end,
          message: ['A shell gets SIGTERM here, and `{0}`, which waits for it, does not', program.name],
        },
        ...(place
          ? [
              sideIn(place, [
                'SIGTERM does not come here: {0} `{1}` starts `{2}` by a shell',
                facts.workload.kind,
                facts.workload.name,
                program.name,
              ]),
            ]
          : []),
      ],
      ...(repair ? { repairs: [repair] } : {}),
    };
  },
};

function withExec(
  { facts }: ContractContainer,
  { start, end }: { readonly start: number; readonly end: number },
  index: number,
  script: string,
): Repair | undefined {
  const written = facts.object.file.text.slice(start, end);
  const from = written.indexOf(script);
  if (from < 0 || script === '') return undefined;
  const place = start + from + index;
  return {
    title: ['Start it with `exec`'],
    changes: [{ file: facts.file, edits: [{ start: place, end: place, text: 'exec ' }] }],
  };
}
