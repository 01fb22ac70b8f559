import type { Engine } from '../docker/connect.ts';
import { runContainer, type RunningContainer } from '../docker/containers.ts';
import { waitUntil } from '../docker/listening.ts';
import type { ImageSummary, RunRequest, RunVolume } from '../docker/types.ts';
import { createVolume, removeVolume } from '../docker/volumes.ts';
import type { Message } from '../words/message.ts';
import type { Fill, ProofRequest, Verdict } from './types.ts';
import { failed } from './verdict.ts';

/** Whose a volume is where nobody is known to run it by a number. */
const ROOT = 0;

/** Fills the volumes of a container and starts it, under the restrictions of its manifests. */
export async function startProved(
  engine: Engine,
  request: ProofRequest,
  image: ImageSummary,
  signal: AbortSignal | undefined,
): Promise<RunningContainer | { readonly failure: Verdict }> {
  const volumes: RunVolume[] = [];
  const removeVolumes = async (): Promise<void> => {
    for (const { name } of volumes) await removeVolume(engine, name).catch(() => undefined);
  };
  try {
    for (const fill of request.fills ?? []) {
      const volume = { name: await createVolume(engine, signal), path: fill.folder };
      volumes.push(volume);
      const failure = await fillVolume(engine, request, fill, volume.name, image, signal);
      if (failure) {
        await removeVolumes();
        return { failure };
      }
    }
    const started = await start(engine, runOf(request, image, volumes), request, signal);
    if ('failure' in started) await removeVolumes();
    return 'failure' in started ? started : { ...started, remove: () => started.remove().finally(removeVolumes) };
  } catch (error) {
    await removeVolumes();
    throw error;
  }
}

/** Runs what fills a new volume to its end; undefined: it did. */
async function fillVolume(
  engine: Engine,
  request: ProofRequest,
  { command, at }: Fill,
  name: string,
  image: ImageSummary,
  signal: AbortSignal | undefined,
): Promise<Verdict | undefined> {
  const { user } = request;
  const run: RunRequest = {
    image: request.image,
    entrypoint: command,
    args: [],
    readOnly: true,
    dropAllCapabilities: true,
    ...(user !== undefined && { user }),
    volumes: [{ name, path: at, owner: numberOf(request, image) ?? ROOT }],
  };
  const container = await start(engine, run, request, signal);
  if ('failure' in container) return container.failure;
  try {
    await waitUntil(async () => !(await container.state()).running, request.startSeconds, signal);
    const { running, exitCode } = await container.state();
    if (!running && exitCode === 0) return undefined;
    const last = (await container.recentLogs()).at(-1)?.text ?? '';
    return failed(['`{0}`, which fills a volume, ended with exit code {1}: {2}', command.join(' '), exitCode, last]);
  } finally {
    await container.remove();
  }
}

function runOf(request: ProofRequest, image: ImageSummary, volumes: readonly RunVolume[]): RunRequest {
  const { life, ports, writable, env, user, memoryBytes, files } = request;
  const { workingDirectory = '/' } = image;
  const args = life === 'command' ? ['--help'] : request.args;
  const owner = numberOf(request, image);
  const folders = writable.map((path) =>
    path.startsWith('/') ? path : `${workingDirectory.replace(/\/$/, '')}/${path}`,
  );
  return {
    image: request.image,
    env,
    ...(args.length > 0 && { args }),
    ports: Object.fromEntries(ports.map(({ number, transport }) => [`${number}/${transport.toLowerCase()}`, 0])),
    readOnly: true,
    dropAllCapabilities: true,
    tmpfs: folders.filter((path) => volumes.every((volume) => volume.path !== path)),
    ...(user !== undefined && { user }),
    ...(owner !== undefined && { tmpfsUser: owner }),
    memoryBytes,
    ...(files && { files }),
    ...(volumes.length > 0 && { volumes }),
  };
}

/** The number of the user that it runs as, where it has one. */
function numberOf({ user }: ProofRequest, { user: ownUser }: ImageSummary): number | undefined {
  const numeric = /^\d+/.exec(user ?? ownUser)?.[0];
  return numeric === undefined ? undefined : Number(numeric);
}

async function start(
  engine: Engine,
  run: RunRequest,
  { places }: ProofRequest,
  signal: AbortSignal | undefined,
): Promise<RunningContainer | { readonly failure: Verdict }> {
  try {
    return await runContainer(engine, run, signal);
  } catch (error) {
    // The engine refuses to start what the image asks for: a program that is not there, or cannot be executed.
    const { details } = error as { details?: { kind?: string; what?: Message } };
    if (details?.what === undefined || (details.kind !== 'invalid-input' && details.kind !== 'not-found')) throw error;
    return { failure: failed(details.what, places.finalStage) };
  }
}
