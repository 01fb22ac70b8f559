import { everyContainerOf } from '../containers/every-container.ts';
import { baseFacts } from '../../dockerfile/stages/base-images.ts';
import { baseImage } from '../../dockerfile/stages/final.ts';
import type { Dockerfile } from '../../dockerfile/model.ts';
import { effective } from '../../dockerfile/stages/effective.ts';
import { instructionsOf } from '../../dockerfile/stages/stages.ts';
import { at } from '../../kubernetes/fields.ts';
import type { ContractContainer } from '../contract.ts';
import type { ContractRule } from '../rule.ts';
import { sideIn } from '../fault.ts';
import { waitForTerm } from '../go-edits/wait-for-term.ts';
import { runsProgram } from '../images/image-run.ts';
import { isUnawaited, signalName } from '../images/stop-signals.ts';
import { gracefulFiles } from '../examples/shutdown-examples.ts';

const IMAGE = (line: string) =>
  `FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM scratch\nCOPY --from=build /shop /shop\n${line}ENTRYPOINT ["/shop"]\n`;

export const stopSignalHandled: ContractRule = {
  id: 'stop-signal-handled',
  title: 'Stop the program by a signal that it waits for',
  severity: 'warning',
  aliases: [],
  why: 'STOPSIGNAL is what the container gets when it is to stop, in place of SIGTERM. A program that does not wait for that signal is ended by it at once, and what it does at SIGTERM never happens.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'Dockerfile',
      bad: IMAGE('STOPSIGNAL «SIGQUIT»\n'),
      good: IMAGE('STOPSIGNAL SIGTERM\n'),
      fixed: true,
      files: gracefulFiles(10),
    },
  ],
  about: 'image',
  *check({ file, dockerfile, run, program }, contract) {
    const last = dockerfile.stages.at(-1);
    if (!last || !program || !/^(?:server|job)$/.test(program.kind)) return;
    const instructions = instructionsOf(dockerfile.stages, last);
    const word = effective(instructions, 'STOPSIGNAL')?.words[0];
    const { signals, place } = program.shutdown;
    const byHand = signals.includes('SIGINT') && !signals.includes('SIGTERM');
    if (!word && place && byHand && isPlain(dockerfile)) {
      // Of a program with commands another one may wait for it: people stop what they started by hand.
      if (program.hasCommands || everyContainerOf(program, contract).some(isStoppedOtherwise)) return;
      const waits = waitForTerm(contract.sourceOf(place.file), place);
      yield {
        sides: [
          sideIn(place, [
            'A container is stopped by SIGTERM, and `{0}` waits for {1} only',
            program.name,
            signals.join(', '),
          ]),
        ],
        related: [{ file, start: last.from.start, end: last.from.end, message: ['is the image that it runs in'] }],
        repairs: waits ? [{ title: ['Wait for SIGTERM, too'], changes: [{ file: place.file, edits: waits }] }] : [],
      };
    }
    const signal = word && signalName(word.value);
    // A script gets the signal, and may pass on another.
    if (!word || !signal || !isUnawaited(signal, program) || !runsProgram(run)) return;
    const meant = signals.includes('SIGTERM') ? 'SIGTERM' : (signals[0] ?? 'SIGTERM');
    const { start, end } = word;
    yield {
      sides: [
        {
          file,
          start,
          end,
          message: ['`{0}` does not wait for {1}, but for {2}', program.name, signal, signals.join(', ')],
        },
        ...(place ? [sideIn(place, ['The image is stopped by {0}, which is not among the signals here', signal])] : []),
      ],
      repairs: [{ title: ['Stop it by {0}', meant], changes: [{ file, edits: [{ start, end, text: meant }] }] }],
    };
  },
};

/** By a signal of the pod's own, or by what a hook does. */
function isStoppedOtherwise({ facts: { container } }: ContractContainer): boolean {
  const lifecycle = at(container.field, 'lifecycle');
  return at(lifecycle, 'stopSignal') !== undefined || ['exec', 'httpGet'].some((key) => at(lifecycle, 'preStop', key));
}

/** No image from elsewhere sets another signal, and no script passes one on. */
function isPlain(dockerfile: Dockerfile): boolean {
  const final = dockerfile.stages.at(-1);
  return (
    final !== undefined &&
    baseFacts(baseImage(dockerfile, final)).plain &&
    !/tini|dumb-init|\.sh\b/.test(dockerfile.text)
  );
}
