import { effective } from '../../dockerfile/stages/effective.ts';
import { baseImage } from '../../dockerfile/stages/final.ts';
import type { Instruction } from '../../dockerfile/model.ts';
import { instructionsOf } from '../../dockerfile/stages/stages.ts';
import type { Contract, ContractImage } from '../contract.ts';
import { type Repair, sideIn } from '../fault.ts';
import { behindStarters } from '../images/started-line.ts';
import { type KeptSignal, keptSignal, waitsForEnd } from '../images/kept-signal.ts';
import type { ContractRule } from '../rule.ts';
import { gracefulFiles } from '../examples/shutdown-examples.ts';

const DOCKERFILE = (entry: string) =>
  `FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM debian:13-slim\nUSER 65532\nCOPY --from=build /shop /shop\n${entry}\n`;
const FILES = gracefulFiles(10);

export const entrypointKeepsSignal: ContractRule = {
  id: 'entrypoint-keeps-signal',
  title: 'Let SIGTERM reach a program that waits for it',
  severity: 'warning',
  aliases: [],
  why: 'The first process of a container gets SIGTERM. In the shell form of ENTRYPOINT or CMD, and in `sh -c`, that is a shell; the one of Debian and Ubuntu starts the program as its child and passes nothing on. What the program does at SIGTERM never happens: it is killed after the grace period.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'main.go',
      bad: (FILES['main.go'] ?? '').replace(
        'signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)',
        '«signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)»',
      ),
      good: 'package main\n\nfunc main() {}\n',
      files: { ...FILES, Dockerfile: DOCKERFILE('ENTRYPOINT /shop --verbose') },
    },
  ],
  about: 'image',
  *check(image, contract) {
    const { program, dockerfile, run, file } = image;
    const stage = dockerfile.stages.at(-1);
    if (!stage || !program || !waitsForEnd(program)) return;
    const { place } = program.shutdown;
    const line = run.entrypoint ?? run.command;
    if (!place || !line || isNeverUsed(image, contract)) return;
    const instructions = instructionsOf(dockerfile.stages, stage);
    // Which shell that is, the rules of the Dockerfile do not ask either.
    if (instructions.some(({ keyword }) => keyword === 'SHELL')) return;
    const words = line.map(({ value }) => value);
    const kept = keptSignal(words, baseImage(dockerfile, stage));
    const entry = effective(instructions, run.entrypoint ? 'ENTRYPOINT' : 'CMD');
    if (!kept || !entry) return;
    const { start, end } = entry;
    const inGo = sideIn(place, [
      '`{0}` waits for SIGTERM, but the shell that `{1}` starts it by does not pass it on',
      program.name,
      file,
    ]);
    // The Dockerfile's own rules say it there, but for a pipe.
    if (!kept.last) {
      const message = ['A shell gets SIGTERM here, and `{0}`, which waits for it, does not', program.name] as const;
      yield { sides: [{ file, start, end, message }, inGo] };
      return;
    }
    const repair = repaired(file, entry, kept);
    yield {
      sides: [inGo],
      related: [{ file, start, end, message: ['starts it by a shell'] }],
      ...(repair ? { repairs: [repair] } : {}),
    };
  },
};

/** Every container of it names a command of its own. */
function isNeverUsed(image: ContractImage, { containersOf }: Contract): boolean {
  const containers = image.program
    ? containersOf(image.program).filter((one) => one.image?.dockerfile === image.dockerfile)
    : [];
  return containers.length > 0 && containers.every(({ facts }) => facts.command !== null && facts.command.length > 0);
}

function repaired(file: string, { json, words, rest, end }: Instruction, { at }: KeptSignal): Repair | undefined {
  const [first] = words;
  if (json === null && first && !/[$`|&;<>()*?[\]{}~#!\n\\"'=]/.test(rest.text)) {
    const text = `[${words.map(({ value }) => JSON.stringify(value)).join(', ')}]`;
    return { title: ['Write it as a JSON array'], changes: [{ file, edits: [{ start: first.start, end, text }] }] };
  }
  const script = json ? behindStarters(json)[2] : undefined;
  if (json !== null && script?.text !== `"${script?.value ?? ''}"`) return undefined;
  const start = script ? script.start + 1 + at : rest.at(at);
  return {
    title: ['Start it with `exec`'],
    changes: [{ file, edits: [{ start, end: start, text: 'exec ' }] }],
  };
}
