import { setField } from '../../kubernetes/edit.ts';
import { at, valueAt } from '../../kubernetes/fields.ts';
import { DEFAULT_GRACE_SECONDS, preStopSleep } from '../../kubernetes/pods/pre-stop.ts';
import type { Related } from '../../lint/rule.ts';
import type { Program } from '../../go/project.ts';
import type { ContractContainer } from '../contract.ts';
import { deploymentOf } from '../examples/example-files.ts';
import type { Repair } from '../fault.ts';
import { type ContractRule, inSource } from '../rule.ts';
import { configuredBy } from '../configuration/configuration-text.ts';
import { timeoutWith } from '../configuration/shutdown-timeout.ts';
import { givenBy, type RunSettings } from '../ports/effective-listener.ts';
import { settingsOf } from '../ports/listeners-of.ts';
import { readsNoConfiguration } from '../configuration/own-configuration.ts';
import { argumentsOf, runsWhatIsKnown } from '../images/run-directly.ts';
import { placesOf } from '../variables/variable-place.ts';
import { gracefulFiles } from '../examples/shutdown-examples.ts';

/** Between the program's own deadline and SIGKILL, so that it still says what it did. */
const MARGIN_SECONDS = 5;

const withGrace = (seconds: string) =>
  deploymentOf('ports: []').replace('    spec:\n', `    spec:\n      terminationGracePeriodSeconds: ${seconds}\n`);

export const gracePeriodFitsShutdown: ContractRule = {
  id: 'grace-period-fits-shutdown',
  title: 'Grant the time that the program takes to stop',
  severity: 'warning',
  aliases: [],
  why: '`terminationGracePeriodSeconds` (30 unless it is set) is all the time there is for the `preStop` hook and for what the program does at SIGTERM. Then it is killed, in the middle of the requests that it still wanted to answer.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'deploy.yaml',
      bad: withGrace('«10»'),
      good: withGrace('25'),
      fixed: true,
      files: gracefulFiles(20),
    },
  ],
  about: 'container',
  *check(container, { workspace }) {
    const { program, facts } = container;
    if (program?.shutdown.graceful !== true || program.shutdown.certainty !== 'known') return;
    const { place, byLibrary } = program.shutdown;
    // The most that a library waits is nothing that anybody has decided.
    if (byLibrary || !runsWhatIsKnown(container, program)) return;
    // Jobs end by themselves.
    if (/Job$/.test(facts.workload.kind)) return;
    const timeoutSeconds = timeoutOf(container, program);
    if (timeoutSeconds === null) return;
    const field = at(facts.pod.spec, 'terminationGracePeriodSeconds');
    const written = valueAt(field);
    if (written !== undefined && written !== null && typeof written !== 'number') return;
    const grace = written ?? DEFAULT_GRACE_SECONDS;
    const hook = at(facts.container.field, 'lifecycle', 'preStop');
    const sleep = preStopSleep(facts.container.field);
    const needed = (sleep?.seconds ?? 0) + timeoutSeconds;
    // A hook that sleeps that long by itself is said without the program; what another hook does takes nobody knows how long.
    if (needed <= grace || (sleep?.seconds ?? 0) >= grace) return;
    if (workspace.mayBePatched(facts.object, PATCHED)) return;
    const marked = typeof written === 'number' && field ? field : (sleep?.place ?? hook ?? facts.at);
    const repair = granted(container, Math.ceil(needed) + MARGIN_SECONDS);
    yield {
      sides: [
        {
          file: facts.file,
          start: marked.start,
          end: marked.end,
          message: sleep
            ? [
                'The hook takes {0} s and `{1}` up to {2} s to stop, but the pod is killed after {3} s',
                sleep.seconds,
                program.name,
                timeoutSeconds,
                grace,
              ]
            : [
                '`{0}` takes up to {1} s to stop, but the pod is killed after {2} s',
                program.name,
                timeoutSeconds,
                grace,
              ],
        },
      ],
      related: [
        ...(place ? [inSource(place, ['ends here, in up to {0} s', timeoutSeconds])] : []),
        ...timeoutPlaces(container, program),
      ],
      ...(repair ? { repairs: [repair] } : {}),
    };
  },
};

const PATCHED = ['terminationGracePeriodSeconds', 'preStop'];

function ownSettings(container: ContractContainer, program: Program) {
  const env = (name: string) => container.env(name);
  const { overlaidArguments } = container;
  const args = overlaidArguments === null ? null : argumentsOf(container);
  const readsOwnConfiguration = () => readsNoConfiguration({ program, args, env });
  return settingsOf(program, { env, args, otherArgs: overlaidArguments ?? [], readsOwnConfiguration });
}

/** With what the container sets; null: the files do not say. */
function timeoutOf(container: ContractContainer, program: Program): number | null {
  const { configuration } = container;
  const settings: RunSettings = {
    ...ownSettings(container, program),
    ...(configuration && { configured: () => configuredBy(configuration) }),
  };
  return timeoutWith(program, (by) => {
    const own = givenBy(by, settings);
    return own === null ? container.given(by) : own;
  });
}

/** Where the manifests say how long the program may take. */
function timeoutPlaces(container: ContractContainer, { shutdown }: Program): Related[] {
  return (shutdown.timeoutBy ?? []).flatMap((by) => {
    const set = by.startsWith('env:') ? container.environment.variables.get(by.slice('env:'.length)) : undefined;
    return set
      ? placesOf(set, container).map(({ file, value }) => ({
          file,
          ...value,
          message: ['`{0}` is set here', set.name],
        }))
      : [];
  });
}

function granted({ facts }: ContractContainer, seconds: number): Repair | undefined {
  const edit = setField(facts.object.file.text, facts.pod.spec, ['terminationGracePeriodSeconds'], seconds);
  return edit && { title: ['Grant {0} s', seconds], changes: [{ file: facts.file, edits: [edit] }] };
}
