import { editIn, repairOf } from '../changes.ts';
import { renameKey, replaceValue } from '../../kubernetes/edit.ts';
import { at, entry, items, textAt } from '../../kubernetes/fields.ts';
import type { Field } from '../../kubernetes/model.ts';
import { rangeOf } from '../../lint/range.ts';
import type { FilePlace, Repair } from '../fault.ts';
import { preStopSleep } from '../../kubernetes/pods/pre-stop.ts';
import type { Message } from '../../words/message.ts';
import { lacksCommand, lacksProgram } from '../images/command-presence.ts';
import type { Contract, ContractContainer } from '../contract.ts';
import { deploymentOf, serverFiles } from '../examples/example-files.ts';
import { type PlacedWord, startsByItself } from '../images/own-start.ts';
import { scriptedStart, startWords } from '../images/run-directly.ts';
import type { ContractRule } from '../rule.ts';
import { isMounted } from '../images/working-folder.ts';

const DOCKERFILE =
  'FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM gcr.io/distroless/static-debian13\nCOPY --from=build /shop /shop\nUSER 65532\nENTRYPOINT ["/shop"]\n';
const probed = (handler: string) => deploymentOf(`livenessProbe:\n  ${handler}`);

export const commandInImage: ContractRule = {
  id: 'command-in-image',
  title: 'Run commands in a container that its image has',
  severity: 'error',
  aliases: [],
  why: 'A probe, a hook or `command` starts a program of the image. `scratch` and distroless have no shell, no `curl` and no `sleep`: the probe fails each time, the hook is skipped, the container does not start. Probes by HTTP, TCP or gRPC and the hook `sleep` need nothing of the image.',
  exampleOf: 'workspace',
  examples: [
    {
      file: 'deploy.yaml',
      bad: probed('exec:\n    command: [«wget», -q, "http://localhost:8080/healthz"]'),
      good: probed('httpGet:\n    path: /healthz\n    port: 8080'),
      files: { ...serverFiles(':8080'), Dockerfile: DOCKERFILE },
    },
  ],
  about: 'container',
  initToo: true,
  *check(container, contract) {
    const { workspace } = contract;
    const { image, facts } = container;
    if (!image || workspace.mayBePatched(facts.object, ['command', 'exec', 'volumeMounts', 'image'])) return;
    for (const { word, file, start, end, what } of startedIn(container)) {
      const lacks =
        lacksCommand(word, image) ??
        (word.startsWith('/') || isCalledAlone(word, what) ? lacksProgram(word, image, contract) : undefined);
      if (!lacks || isBrought(word, container)) continue;
      yield {
        sides: [{ file, start, end, message: said(what, word, lacks.base) }],
        related: [{ file: image.file, ...rangeOf(image.run.from), message: ['is what the container runs in'] }],
        repairs: what === 'hook' ? sleepBySelf(start, container, contract) : [],
      };
      // Behind a shell that is not there, nothing is started.
      if (what === 'command') return;
    }
  },
};

type What = 'probe' | 'hook' | 'command';

/** `shopctl check`: what starts the container by its name alone is asked elsewhere. */
function isCalledAlone(word: string, what: What): boolean {
  return what !== 'command' && !word.includes('/');
}

function said(what: What, word: string, base: string): Message {
  if (what === 'probe') return ['The probe starts `{0}`, which `{1}` does not have', word, base];
  if (what === 'hook') return ['The hook starts `{0}`, which `{1}` does not have', word, base];
  return ['The container starts `{0}`, which its image from `{1}` does not have', word, base];
}

interface Started extends FilePlace {
  readonly word: string;
  readonly what: What;
}

/** What a manifest starts in a container: by probes, by hooks, and as the container itself, behind what only starts it, too. */
function startedIn(container: ContractContainer): Started[] {
  const { facts } = container;
  const { field } = facts.container;
  const firstOf = (command: Field | undefined, what: What): Started[] => {
    const [first] = items(command);
    const word = textAt(first);
    return first && word !== undefined ? [{ word, file: facts.file, start: first.start, end: first.end, what }] : [];
  };
  const own = firstOf(at(field, 'command'), 'command');
  return [
    ...PROBES.flatMap((key) => firstOf(at(field, key, 'exec', 'command'), 'probe')),
    ...HOOKS.flatMap((key) => firstOf(at(field, 'lifecycle', key, 'exec', 'command'), 'hook')),
    ...own,
    ...startedBehind(container)
      .filter(({ file, start }) => file !== facts.file || start !== own[0]?.start)
      .map(({ value, file, start, end }) => ({ word: value, file, start, end, what: 'command' as const })),
  ];
}

/** The program behind what only starts it, where the manifest names it, or a script for this container alone. */
function startedBehind(container: ContractContainer): readonly PlacedWord[] {
  const { image, facts } = container;
  const scripted = scriptedStart(container);
  if (scripted?.words && image) {
    return [...scripted.starters, ...scripted.words.slice(0, 1)].filter((word) => !startsByItself(image, word));
  }
  return (startWords(container) ?? []).slice(0, 1).filter(({ file }) => file === facts.file);
}

const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'];
const HOOKS = ['preStop', 'postStart'];

/** The first minor version of Kubernetes that sleeps by itself unless somebody turns it off. */
const WITH_SLEEP = 30;

/** A hook that only sleeps needs nothing of the image. */
function sleepBySelf(start: number, { facts }: ContractContainer, { workspace }: Contract): Repair[] {
  const hook = at(facts.container.field, 'lifecycle', 'preStop');
  const exec = entry(hook, 'exec');
  const words = items(at(exec?.value, 'command'));
  const { seconds = 0 } = preStopSleep(facts.container.field) ?? {};
  const isAll = /^(?:\S+)?sleep \d+s?$/.test((textAt(words.at(-1)) ?? '').trim()) || words.length === 2;
  if (hook?.kind !== 'map' || !exec || words[0]?.start !== start || seconds === 0 || !isAll) return [];
  if (workspace.target < WITH_SLEEP) return [];
  const { file, text } = facts.object.file;
  const key = editIn(file, renameKey(text, hook, 'exec', 'sleep'));
  const value = editIn(file, replaceValue(text, exec.value, { seconds }, exec.keyRange.end));
  return repairOf(['Let Kubernetes sleep'], [key, value]);
}

/** By a volume. */
function isBrought(word: string, container: ContractContainer): boolean {
  const paths = word.includes('/') ? [word] : ['/bin', '/usr/bin', '/usr/local/bin'].map((bin) => `${bin}/${word}`);
  return !word.startsWith('/') && word.includes('/') ? true : paths.some((path) => isMounted(path, container));
}
