import { isInside } from '../containerize/paths.ts';
import { roleOf } from '../containerize/role.ts';
import { neededTools } from '../containerize/image/tools.ts';
import { HOME } from '../containerize/storage/writable-folders.ts';
import type { Place, Program } from '../go/project.ts';
import { harmlessValue } from './harmless.ts';
import { imageParts, imagePlaces } from './image-places.ts';
import { lostWrites } from './lost-writes.ts';
import type { MountedFile } from './mounted-files.ts';
import type { Life, ProofPlace, ProofRequest } from './types.ts';
import { findWorkload, type TextFile, type Workload } from './workload.ts';

export interface ProofInput {
  readonly image: string;
  readonly program: Program;
  /** Commands of it that have workloads beside the one that the image runs. */
  readonly commands?: readonly ProvedCommand[];
  readonly dockerfile: TextFile;
  /** The files of `deploy/`, or whatever deploys the program. */
  readonly manifests: readonly TextFile[];
  /** Examples of files that somebody must bring, where the program looks for those. */
  readonly examples?: readonly MountedFile[];
  /** Values of the user; they go before those of the manifests. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface ProvedCommand {
  /** The name of its workload. */
  readonly workload: string;
  readonly program: Program;
}

/** What is asked of a program that no manifest limits. */
const MEMORY = 256 * 2 ** 20;
const START_SECONDS = 30;
const GRACE_SECONDS = 25;

/** What can be proved of `image`: as its manifests run it, and as the facts say where these say nothing. */
export function proofRequest({ commands = [], ...input }: ProofInput): ProofRequest {
  const beside = commands.map(({ workload, program }) => requestOf({ ...input, program }, workload));
  return { ...requestOf(input), ...(beside.length > 0 && { beside }) };
}

/** `named`: the workload, where it is not that of the command that the image runs. */
function requestOf(
  { image, program, dockerfile, manifests, examples = [], env = {} }: ProofInput,
  named?: string,
): ProofRequest {
  const workload = findWorkload(manifests, image, named);
  const given = { ...workload?.env, ...env };
  const life = lifeOf(program, workload);
  const required = [
    ...(workload?.secrets ?? []),
    ...program.env.filter((one) => one.required === true && one.default === null).map(({ name }) => name),
  ];
  const madeUp = [...new Set(required.filter((name) => given[name] === undefined || given[name] === ''))].sort();
  const all = { ...Object.fromEntries(madeUp.map((name) => [name, harmlessValue(name)])), ...given };
  const mounted = workload?.files ?? [];
  const stoodIn = examples.filter(({ path }) => !mounted.some((file) => file.path === path));
  const writable = workload?.writable ?? writtenFolders(program, dockerfile);
  const lost = lostWrites(program, dockerfile, writable);
  const { memoryPlace, volumesPlace } = workload ?? {};
  const { place: shutdown } = program.shutdown;
  return {
    image,
    ...(named !== undefined && { workload: named }),
    life,
    ports: withPlaces(workload?.ports ?? [], program),
    ...((workload?.ports ?? []).length === 0 && portless(program)),
    ...socketOf(program),
    ...(neededTools(program)?.processes.some(({ command }) => command === 'go') && { startsGo: true as const }),
    probes: (workload?.probes ?? []).map((probe) => {
      const route = program.health.find(({ path }) => path === probe.path);
      return route ? { ...probe, place: placeOf(route) } : probe;
    }),
    args: (workload?.args ?? []).map((arg) => withVariables(arg, all)),
    env: all,
    madeUp: [...madeUp, ...stoodIn.map(({ path }) => path)],
    files: [...mounted, ...stoodIn],
    writable,
    ...(lost.length > 0 && { lost }),
    ...(workload && workload.fills.length > 0 && { fills: workload.fills }),
    ...(workload?.user !== undefined && { user: workload.user }),
    memoryBytes: workload?.memoryBytes ?? MEMORY,
    startSeconds: START_SECONDS,
    graceSeconds: workload?.graceSeconds ?? GRACE_SECONDS,
    places: {
      ...imagePlaces(dockerfile),
      main: placeOf(program.main),
      ...(shutdown && { shutdown: placeOf(shutdown) }),
      ...(memoryPlace && { memory: memoryPlace }),
      ...(volumesPlace && { volumes: volumesPlace }),
    },
  };
}

/** Where the source says that it writes; never over what the image holds, which an empty folder would hide. */
function writtenFolders({ writes }: Program, dockerfile: TextFile): readonly string[] {
  const { program, copied } = imageParts(dockerfile);
  const held = [...copied, ...(program === undefined ? [] : [program])];
  const folders = writes.map(({ path, folder = path }) => folder.replace(/^~(?=\/|$)/, HOME));
  return [...new Set(folders)].filter((folder) => !held.some((path) => isInside(path, folder)));
}

/** `$(NAME)` as Kubernetes fills it in: `$$` is a dollar, and a variable that is not there stays as written. */
function withVariables(argument: string, env: Readonly<Record<string, string>>): string {
  return argument.replace(/\$\$|\$\(([^()]+)\)/g, (written, name: string | undefined) =>
    name === undefined ? '$' : (env[name] ?? written),
  );
}

/** Why a program that listens has no port. */
function portless({ listens }: Program): Pick<ProofRequest, 'isPortOpen' | 'closed'> {
  const [first] = listens;
  if (!first) return {};
  return listens.every(({ port, bind }) => port !== null && bind === 'loopback')
    ? { closed: placeOf(first) }
    : { isPortOpen: true };
}

/** The first socket of another program that it dials, whatever its arguments are. */
function socketOf({ dials = [] }: Program): Pick<ProofRequest, 'socket'> {
  for (const dial of dials) {
    const [, path] = /^unix:(?:\/\/)?(\/.*)$/.exec(dial.address) ?? [];
    if (path !== undefined && !dial.configuredBy) return { socket: { path, place: placeOf(dial) } };
  }
  return {};
}

/** A Deployment stays whatever it runs; a Job of a command-line tool has no arguments to work with. */
function lifeOf(program: Program, workload: Workload | undefined): Life {
  const role = roleOf(program);
  if (workload && workload.kind !== 'Job' && workload.kind !== 'CronJob') return 'server';
  if (role === 'server' && !workload) return 'server';
  return role === 'job' || (workload !== undefined && workload.args.length > 0) ? 'job' : 'command';
}

/** The listener says more of a port than the manifest that repeats it. */
function withPlaces(ports: Workload['ports'], { listens }: Program): Workload['ports'] {
  return ports.map((port) => {
    const listener =
      listens.find((one) => one.port === port.number && (one.protocol === 'udp') === (port.transport === 'UDP')) ??
      (ports.length === 1 ? listens[0] : undefined);
    return listener ? { ...port, place: placeOf(listener) } : port;
  });
}

function placeOf({ file, line }: Place): ProofPlace {
  return { file, line };
}
