import type { Files } from '../../go/files.ts';
import type { Program } from '../../go/project.ts';
import type { Message } from '../../words/message.ts';
import { wordsOf } from './choose-commands.ts';
import { decide } from '../decision.ts';
import { exampleVariables } from '../settings/example-variables.ts';
import type { ManifestInput } from '../manifests/manifest-input.ts';
import { nameSettings } from '../settings/named-settings.ts';
import { besideName } from '../names.ts';
import type { Choices, Decision, Extra } from '../plan-types.ts';
import { choosePorts } from './ports.ts';
import { openByFile } from '../settings/settings-file.ts';
import { placed, type Storage } from '../storage/storage.ts';
import { planWorkload, type WorkloadFacts } from './workload-plan.ts';

/** What the workloads of one image share. */
export interface BesideFacts {
  readonly files: Files;
  readonly choices: Choices;
  /** Of the command that the image runs. */
  readonly main: ManifestInput;
  /** What the workload of each command is called after, by how it is typed. */
  readonly names: ReadonlyMap<string, string>;
  readonly shared: Pick<WorkloadFacts, 'module' | 'knownGateway' | 'secretStore' | 'sealedSecret'>;
  /** The Dockerfile that says itself what its containers run, so that no other command does; null: it does not. */
  readonly fixedBy: string | null;
  readonly workdir: string;
  readonly storageOf: (program: Program) => Promise<Storage>;
}

export interface PlannedBeside {
  readonly inputs: readonly ManifestInput[];
  readonly programs: readonly Program[];
  readonly decisions: readonly Decision[];
}

/** What makes sense for each workload; from outside only one is reached. */
const EXTRAS: readonly Extra[] = ['pdb', 'networkpolicy', 'servicemonitor', 'scrape', 'role'];

/** What is so for all workloads of the image, and said once. */
const SHARED = new Set([
  ...['layout', 'image', 'resources', 'service account', 'extras', 'extra', 'egress'],
  ...['memory of Go', 'processors of Go'],
]);

/** The workloads of the commands beside the one that the image runs; one that cannot be had is left out, and said. */
export async function planBeside(programs: readonly Program[], facts: BesideFacts): Promise<PlannedBeside> {
  const planned: { input: ManifestInput; program: Program }[] = [];
  const decisions: Decision[] = [];
  for (const program of programs) {
    const others = [facts.main, ...planned.map(({ input }) => input)];
    const one = await planOne(program, others, facts);
    decisions.push(...one.decisions.filter(isOwn).map((decision) => ofCommand(decision, wordsOf(program))));
    if (one.input) planned.push({ input: one.input, program });
  }
  return {
    inputs: planned.map(({ input }) => input),
    programs: planned.map(({ program }) => program),
    decisions,
  };
}

async function planOne(
  found: Program,
  others: readonly ManifestInput[],
  { files, choices, main, names, shared, fixedBy, workdir, storageOf }: BesideFacts,
): Promise<{ readonly input?: ManifestInput; readonly decisions: readonly Decision[] }> {
  if (fixedBy !== null) {
    return leftOut(found, [
      '`{0}` starts the program with words of its own: its containers run no other command',
      fixedBy,
    ]);
  }
  const { registry, volumes, extras } = choices;
  const named = await nameSettings(found, files);
  const { program, file, decisions } = await openByFile(named.program, files);
  const ports = choosePorts(program, {});
  if (ports.questions.length > 0) {
    return leftOut(found, ['The source leaves open on which port it listens: choose it alone to say which']);
  }
  const storage = await storageOf(program);
  const command = names.get(wordsOf(program)) ?? '';
  const { input, decisions: own } = planWorkload({
    ...shared,
    ...{ program, ports, storage },
    examples: await exampleVariables(files, program),
    settings: file && { ...file, path: placed(workdir, file.path) },
    choices: {
      ...(registry !== undefined && { registry }),
      ...(volumes !== undefined && { volumes }),
      ...(extras && { extras: extras.filter((extra) => EXTRAS.includes(extra)) }),
    },
    imageArgs: program.command?.args ?? [],
    beside: { name: besideName(program.name, command), command, secret: main.secret.name },
  });
  for (const other of others) {
    const common = dataPaths(other).find((path) => dataPaths(input).includes(path));
    if (common === undefined) continue;
    return leftOut(found, ['It keeps data in `{0}`, as `{1}` does: two Pods would not share it', common, other.name]);
  }
  return { input, decisions: [...named.decisions, ...decisions, ...ports.decisions, ...own] };
}

function dataPaths({ storage, data }: ManifestInput): string[] {
  return storage.mounts.filter(({ name }) => data.has(name)).map(({ path }) => path);
}

function leftOut(program: Program, because: Message) {
  return { decisions: [decide(['workload'], ['left out'], because, { evidence: program.command ?? program.main })] };
}

/** What its alternatives set would be of the command that the image runs. */
function ofCommand({ options: _options, ...decision }: Decision, command: string): Decision {
  return { ...decision, alternatives: [], command };
}

/** Whether it is about that workload alone; one Secret has the keys of all. */
function isOwn({ what, evidence }: Decision): boolean {
  return !SHARED.has(what) && !(what === 'secret' && !evidence);
}
