import { IMAGE_RUNTIMES } from '../config/image-settings.ts';
import { EXTRAS } from '../containerize/workload/choose-extras.ts';
import type { Choices, Extra } from '../containerize/plan-types.ts';
import { UsageError } from './door.ts';

/** Options of `gantry containerize` (and of what repeats its plan) that make choices. */
export const CHOICE_OPTIONS = {
  program: { type: 'string' },
  commands: { type: 'string' },
  strategy: { type: 'string' },
  runtime: { type: 'string' },
  existing: { type: 'string' },
  tags: { type: 'string' },
  registry: { type: 'string' },
  port: { type: 'string' },
  health: { type: 'string' },
  layout: { type: 'string' },
  workload: { type: 'string' },
  replicas: { type: 'string' },
  schedule: { type: 'string' },
  volumes: { type: 'string' },
  with: { type: 'string', multiple: true },
  gateway: { type: 'string' },
  host: { type: 'string' },
  mirror: { type: 'string', multiple: true },
  digest: { type: 'string', multiple: true },
  'pin-digests': { type: 'boolean' },
  'go-image': { type: 'string' },
  'runtime-image': { type: 'string', multiple: true },
  'private-modules': { type: 'string' },
  'one-dockerfile': { type: 'boolean' },
  tests: { type: 'boolean' },
} as const;

type Values = {
  readonly [Name in Exclude<keyof typeof CHOICE_OPTIONS, Lists | Switches>]?: string | undefined;
} & {
  readonly [Name in Lists]?: readonly string[] | undefined;
} & { readonly [Name in Switches]?: boolean | undefined };
type Lists = 'with' | 'mirror' | 'digest' | 'runtime-image';
type Switches = 'tests' | 'one-dockerfile' | 'pin-digests';

/** The choices that options make; a wrong one is a UsageError. */
export function planChoices(values: Values): Choices {
  const { program, registry, port, health, replicas, schedule, gateway, host } = values;
  if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65535)) {
    throw new UsageError(['--port is a number from 1 to 65535']);
  }
  if (replicas !== undefined && !/^\d{1,3}$/.test(replicas)) throw new UsageError(['--replicas is a number']);
  if (schedule !== undefined && !/^(?:@\w+|\S+(?: +\S+){4})$/.test(schedule.trim())) {
    throw new UsageError(['--schedule has five fields, as cron writes them']);
  }
  const { tags } = values;
  if (tags !== undefined && !/^(?:none|[\w.]+(?:,[\w.]+)*)$/.test(tags)) {
    throw new UsageError(['--tags is a list of build tags, or none']);
  }
  const extras = values.with?.flatMap((list) => list.split(',').filter((name) => name !== ''));
  const unknown = extras?.find((name) => !(EXTRAS as readonly string[]).includes(name));
  if (unknown !== undefined) throw new UsageError(['{0} takes {1}', '--with', EXTRAS.join(', ')]);
  return defined({
    program,
    commands: values.commands?.split(',').map((words) => words.trim()),
    registry,
    gateway,
    host,
    schedule: schedule?.trim(),
    strategy: oneOf('strategy', values.strategy, ['single', 'multi', 'cached']),
    runtime: oneOf('runtime', values.runtime, ['scratch', 'distroless', 'distroless-base', 'alpine', 'debian']),
    dockerfile: oneOf('existing', values.existing, ['keep', 'repair', 'beside']),
    layout: oneOf('layout', values.layout, ['kustomize', 'plain', 'helm', 'none']),
    workload: oneOf('workload', values.workload, ['Deployment', 'StatefulSet', 'Job', 'CronJob', 'none']),
    volumes: oneOf('volumes', values.volumes, ['emptyDir', 'PersistentVolumeClaim']),
    port: port === undefined ? undefined : Number(port),
    replicas: replicas === undefined ? undefined : Number(replicas),
    healthPath: health === 'none' ? null : health,
    tags: tags === 'none' ? '' : tags,
    extras: extras as readonly Extra[] | undefined,
    images: imageChoices(values),
    privateModules: values['private-modules'],
    oneDockerfile: values['one-dockerfile'],
    tests: values.tests,
  });
}

function imageChoices(values: Values): Choices['images'] {
  const digests = pairs('digest', values.digest);
  if (Object.values(digests ?? {}).some((value) => !/^sha256:[0-9a-f]{64}$/.test(value))) {
    throw new UsageError(['--digest is IMAGE:TAG=sha256: and 64 digits']);
  }
  const runtimes = pairs('runtime-image', values['runtime-image']);
  const unknown = Object.keys(runtimes ?? {}).find((name) => !(IMAGE_RUNTIMES as readonly string[]).includes(name));
  if (unknown !== undefined) throw new UsageError(['{0} takes {1}', '--runtime-image', IMAGE_RUNTIMES.join(', ')]);
  const images = defined({
    mirrors: pairs('mirror', values.mirror),
    digests,
    pinDigests: values['pin-digests'],
    go: values['go-image'],
    runtimes,
  });
  return Object.keys(images).length > 0 ? images : undefined;
}

function pairs(option: string, written: readonly string[] | undefined): Readonly<Record<string, string>> | undefined {
  if (written === undefined) return undefined;
  return Object.fromEntries(
    written.map((pair) => {
      const [name = '', value = ''] = pair.split('=', 2);
      if (name === '' || value === '') throw new UsageError(['{0} is NAME=VALUE', `--${option}`]);
      return [name, value];
    }),
  );
}

/** One of `words`, in whatever case it was written. */
function oneOf<Word extends string>(option: string, written: string | undefined, words: readonly Word[]) {
  if (written === undefined) return undefined;
  const found = words.find((word) => word.toLowerCase() === written.toLowerCase());
  if (found === undefined) throw new UsageError(['{0} is one of {1}', `--${option}`, words.join(', ')]);
  return found;
}

type Defined<Type> = { [Key in keyof Type]: Exclude<Type[Key], undefined> };

function defined<Type extends object>(values: Type): Partial<Defined<Type>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<
    Defined<Type>
  >;
}
