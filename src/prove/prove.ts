import type { Engine } from '../docker/connect.ts';
import { runContainer, type RunningContainer } from '../docker/containers.ts';
import { inspectImage } from '../docker/images.ts';
import { askHttp, waitForAnswer } from '../docker/listening.ts';
import { maskSecrets } from '../docker/masking.ts';
import type { ImageSummary, RunRequest } from '../docker/types.ts';
import type { Message } from '../words/message.ts';
import { contentJudge, failed, judgeHealth, judgeStop, judgeUser, passed, skipped } from './judge.ts';
import type { ProofId, ProofRequest, ProofStep, Verdict } from './types.ts';

const TITLES: Readonly<Record<ProofId, Message>> = {
  user: ['Runs as a numbered user other than root'],
  content: ['Holds no Go toolchain and no source'],
  start: ['Starts with a read-only root file system and no capabilities'],
  listen: ['Listens on its port'],
  health: ['Says that it is well'],
  stop: ['Ends on SIGTERM'],
};

/**
 * Runs an image under the restrictions that its manifests will set, and checks what it claims, one step after the other.
 * Every container is removed again, also when the loop is left early. Throws a Problem where the engine fails, not where a proof does.
 */
export async function* prove(engine: Engine, request: ProofRequest, signal?: AbortSignal): AsyncGenerator<ProofStep> {
  const image = await inspectImage(engine, request.image, signal);
  yield step('user', judgeUser(image.user));
  const container = await start(engine, request, image, signal);
  if ('failure' in container) {
    for (const id of ['content', 'start', 'listen', 'health', 'stop'] as const) {
      yield step(id, id === 'start' ? container.failure : skipped(['The container does not start']));
    }
    return;
  }
  try {
    yield step('content', await proveContent(container));
    yield* proveLife(container, request, signal);
  } finally {
    await container.remove();
  }
}

function step(id: ProofId, verdict: Verdict): ProofStep {
  return { id, title: TITLES[id], ...verdict };
}

async function start(
  engine: Engine,
  { image, port, writes, env, memoryBytes = 256 * 2 ** 20 }: ProofRequest,
  { workingDirectory = '/' }: ImageSummary,
  signal: AbortSignal | undefined,
): Promise<RunningContainer | { readonly failure: Verdict }> {
  const run: RunRequest = {
    image,
    env,
    ports: port === null ? {} : { [port]: 0 },
    readOnly: true,
    dropAllCapabilities: true,
    tmpfs: writes.map((path) => (path.startsWith('/') ? path : `${workingDirectory.replace(/\/$/, '')}/${path}`)),
    memoryBytes,
  };
  try {
    return await runContainer(engine, run, signal);
  } catch (error) {
    // The engine refuses to start what the image asks for: a program that is not there, or cannot be executed.
    const { details } = error as { details?: { kind?: string; what?: Message } };
    if (details?.what === undefined || (details.kind !== 'invalid-input' && details.kind !== 'not-found')) throw error;
    return { failure: failed(details.what) };
  }
}

async function proveContent(container: RunningContainer): Promise<Verdict> {
  const judge = contentJudge();
  for await (const { path, type } of container.files()) if (type === 'file') judge.see(path);
  return judge.verdict();
}

async function* proveLife(
  container: RunningContainer,
  request: ProofRequest,
  signal: AbortSignal | undefined,
): AsyncGenerator<ProofStep> {
  const { port, healthPath, startSeconds = 15, graceSeconds = 10 } = request;
  const hostPort = port === null ? undefined : Object.values(container.ports)[0];
  const ended = async (): Promise<boolean> => !(await container.state()).running;
  const answer =
    hostPort === undefined ? undefined : await waitForAnswer(hostPort, healthPath ?? '/', startSeconds, signal, ended);
  const { running, exitCode, outOfMemory } = await container.state();
  if (!running) {
    const detail = await endedEarly(container, request, exitCode, outOfMemory);
    yield step('start', exitCode === 0 && port === null ? passed(['It ran to its end']) : failed(detail));
    for (const id of ['listen', 'health', 'stop'] as const) yield step(id, skipped(['The program has ended']));
    return;
  }
  yield step('start', passed(['It runs']));
  yield step('listen', listens(port, answer !== undefined, startSeconds));
  yield step('health', await proveHealth(hostPort, healthPath, answer !== undefined));
  yield step('stop', judgeStop(await container.stop(graceSeconds), graceSeconds));
}

async function endedEarly(
  container: RunningContainer,
  { env, memoryBytes = 256 * 2 ** 20 }: ProofRequest,
  exitCode: number,
  outOfMemory: boolean,
): Promise<Message> {
  if (outOfMemory) return ['It was ended for using more than {0} MiB of memory', Math.round(memoryBytes / 2 ** 20)];
  const last = (await container.recentLogs()).at(-1)?.text ?? '';
  if (last === '') return ['It ended with exit code {0} and without a word', exitCode];
  return ['It ended with exit code {0}: {1}', exitCode, maskSecrets(env)(last)];
}

function listens(port: number | null, answered: boolean, seconds: number): Verdict {
  if (port === null) return skipped(['The program has no port']);
  if (answered) return passed(['Port {0} answers', port]);
  return failed(['Nothing answers on port {0} within {1} s: another port, or localhost only', port, seconds]);
}

async function proveHealth(hostPort: number | undefined, path: string | null, answered: boolean): Promise<Verdict> {
  if (path === null || hostPort === undefined) return skipped(['The program has no health route']);
  if (!answered) return skipped(['Nothing answers on its port']);
  return judgeHealth(path, (await askHttp(hostPort, path))?.status);
}
