import type { Message } from '../../words/message.ts';
import { goSeconds } from '../../go/values/durations.ts';
import { COMPOSE_FILES, composeOf } from '../compose/examples.ts';
import { timeoutWith } from '../configuration/shutdown-timeout.ts';
import type { Located } from '../containers/containers.ts';
import type { Composed } from '../contract.ts';
import { gracefulFiles } from '../examples/shutdown-examples.ts';
import type { Fault } from '../fault.ts';
import { isUnawaited, signalName } from '../images/stop-signals.ts';
import { runsProgram } from '../images/image-run.ts';
import { type ContractRule, inSource } from '../rule.ts';

/** What compose waits where the file does not say. */
const DEFAULT_SECONDS = 10;
/** Between the program's own deadline and SIGKILL, so that it still says what it did. */
const MARGIN_SECONDS = 5;

export const composeStop: ContractRule = {
  id: 'compose-stop',
  title: 'Stop a compose service by a signal that its program waits for, and in the time that it takes',
  severity: 'warning',
  aliases: [],
  why: 'Compose sends `stop_signal` (SIGTERM unless it is set) and kills the container after `stop_grace_period` (10 s unless it is set): a program that takes longer to stop, or waits for another signal, is ended in the middle of what it wanted to finish.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'compose.yaml',
      bad: composeOf('stop_grace_period: «5s»'),
      good: composeOf('stop_grace_period: 25s'),
      fixed: true,
      files: { ...COMPOSE_FILES, ...gracefulFiles(20) },
    },
  ],
  about: 'build',
  *check(build, contract) {
    const run = contract.composedOf(build);
    if (!run || !runsProgram(run.image.run)) return;
    const { stopGrace, stopSignal } = run.service;
    if (stopSignal) yield* otherSignal(build.file, stopSignal, run);
    yield* tooShort(build.file, stopGrace, run);
  },
};

function* otherSignal(file: string, { value, start, end }: Located<string>, { program }: Composed): Iterable<Fault> {
  const signal = signalName(value);
  if (!signal || !isUnawaited(signal, program)) return;
  const { signals, place } = program.shutdown;
  const meant = signals.includes('SIGTERM') ? 'SIGTERM' : (signals[0] ?? 'SIGTERM');
  const message: Message = ['`{0}` does not wait for {1}, but for {2}', program.name, signal, signals.join(', ')];
  yield {
    sides: [{ file, start, end, message }],
    ...(place ? { related: [inSource(place, ['waits for {0} here', signals.join(', ')])] } : {}),
    repairs: [{ title: ['Stop it by {0}', meant], changes: [{ file, edits: [{ start, end, text: meant }] }] }],
  };
}

/** By the default it is advice: such a file is for a machine of somebody who waits less. */
function* tooShort(file: string, written: Located<string> | null, run: Composed): Iterable<Fault> {
  const { program, service } = run;
  const { graceful, certainty, byLibrary, place } = program.shutdown;
  if (graceful !== true || certainty !== 'known' || byLibrary || (!written && service.isOpen)) return;
  const needed = timeoutWith(program, run.given);
  const grace = written ? goSeconds(written.value) : DEFAULT_SECONDS;
  if (needed === null || grace === null || needed <= grace) return;
  const { start, end } = written ?? service;
  const text = `${Math.ceil(needed) + MARGIN_SECONDS}s`;
  yield {
    sides: [
      {
        ...{ file, start, end },
        message: [
          '`{0}` takes up to {1} s to stop, but its container is killed after {2} s',
          program.name,
          needed,
          grace,
        ],
      },
    ],
    ...(written ? {} : { severity: 'info' as const }),
    ...(place ? { related: [inSource(place, ['ends here, in up to {0} s', needed])] } : {}),
    ...(written
      ? { repairs: [{ title: ['Grant {0}', text], changes: [{ file, edits: [{ start, end, text }] }] }] }
      : {}),
  };
}
