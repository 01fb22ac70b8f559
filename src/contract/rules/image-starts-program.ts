import { baseFacts } from '../../dockerfile/stages/base-images.ts';
import { finalStage } from '../../dockerfile/stages/final.ts';
import { insertLineAfter } from '../../dockerfile/syntax/new-line.ts';
import type { Message } from '../../words/message.ts';
import type { ContractContainer, ContractImage } from '../contract.ts';
import { copiedProgram } from '../images/copied-program.ts';
import { deploymentOf, serverFiles } from '../examples/example-files.ts';
import type { Repair } from '../fault.ts';
import { toolBase } from '../images/missing-tools.ts';
import type { ContractRule } from '../rule.ts';

const IMAGE = (end: string) =>
  `FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\n«FROM scratch»\nCOPY --from=build /shop /shop\nUSER 65532\n${end}`;

export const imageStartsProgram: ContractRule = {
  id: 'image-starts-program',
  title: 'Say what an image starts',
  severity: 'error',
  fails: 'start',
  aliases: [],
  why: 'A container without a `command` runs the ENTRYPOINT and CMD of its image. Where the Dockerfile has neither, `scratch` and distroless leave nothing to run (“no command specified”), and other base images start their shell, which ends at once: the program in the image is never run.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'Dockerfile',
      bad: IMAGE(''),
      good: IMAGE('ENTRYPOINT ["/shop"]\n').replace(/[«»]/g, ''),
      fixed: true,
      files: { ...serverFiles(':8080'), 'deploy.yaml': deploymentOf('ports: [{ containerPort: 8080 }]') },
    },
  ],
  about: 'container',
  initToo: true,
  *check(container, { workspace }) {
    const { facts, image } = container;
    if (!image || facts.command !== null || facts.hasArgs) return;
    const message = startedInstead(image);
    if (!message || workspace.mayBePatched(facts.object, ['command', 'args', 'image'])) return;
    const { start, end } = image.run.from;
    yield {
      sides: [{ file: image.file, start, end, message }, ...namedBy(container, image)],
      repairs: startsCopied(image),
    };
  },
};

/** What an image does that says nothing of a program; undefined: it says something, or its base may. */
function startedInstead({ dockerfile }: ContractImage): Message | undefined {
  const final = finalStage(dockerfile);
  if (final?.entrypointRange !== null) return undefined;
  const base = final.baseImage;
  if (base === undefined || !baseFacts(base).plain) return undefined;
  return toolBase(base) === 'none'
    ? ['There is no ENTRYPOINT and no CMD: a container of this image has nothing to run']
    : ['There is no ENTRYPOINT and no CMD: a container of this image runs the shell of `{0}`', base];
}

function namedBy({ facts: { image, file, workload } }: ContractContainer, { file: dockerfile }: ContractImage) {
  if (!image) return [];
  const message: Message = ['`{0}` says nothing of what `{1}` runs', dockerfile, workload.name];
  return [{ file, start: image.start, end: image.end, message }];
}

function startsCopied({ file, dockerfile }: ContractImage): Repair[] {
  const program = copiedProgram(dockerfile);
  const last = dockerfile.stages.at(-1)?.instructions.at(-1);
  if (program === undefined || !last) return [];
  const edits = [insertLineAfter(dockerfile.text, last, `ENTRYPOINT [${JSON.stringify(program)}]`)];
  return [{ title: ['Start `{0}`', program], changes: [{ file, edits }] }];
}
