import type { RunningContainer } from '../docker/containers.ts';
import { askGrpcHealth } from '../docker/grpc-health.ts';
import { askHttp, waitUntil } from '../docker/listening.ts';
import { maskSecrets } from '../docker/masking.ts';
import { failedWrites, unopenedDatabase } from './failed-writes.ts';
import { isWell, judgeHealth, judgeStop } from './judge.ts';
import { explainEnd, lacking, logLines, waitingForNetwork } from './last-words.ts';
import { proveListening } from './listen.ts';
import type { ProofOptions } from './prove.ts';
import { proofStep } from './titles.ts';
import type { ProofId, ProofRequest, ProofStep, ProvedProbe, Verdict } from './types.ts';
import { failed, needs, passed, skipped } from './verdict.ts';

/** What is seen of a container from its start to its end. */
export async function* proveLife(
  container: RunningContainer,
  request: ProofRequest,
  options: ProofOptions,
  signal: AbortSignal | undefined,
): AsyncGenerator<ProofStep> {
  if (request.life === 'server') yield* proveServer(container, request, options, signal);
  else yield* proveEnd(container, request, options, signal);
}

/** A job or a command: it is done when it ends. */
async function* proveEnd(
  container: RunningContainer,
  request: ProofRequest,
  options: ProofOptions,
  signal: AbortSignal | undefined,
): AsyncGenerator<ProofStep> {
  const ended = await waitUntil(async () => !(await container.state()).running, request.startSeconds, signal);
  if (!ended) {
    yield proofStep('start', passed(['It is still at work after {0} s', request.startSeconds]));
    for (const id of ['listen', 'health'] satisfies ProofId[]) yield proofStep(id, skipped(['It is no server']));
    yield proofStep('writes', await judgeWrites(container, request));
    yield proofStep('stop', await stop(container, request, signal));
    return;
  }
  yield proofStep('start', await explainEnd(container, request, options));
  for (const id of ['listen', 'health'] satisfies ProofId[]) yield proofStep(id, skipped(['It is no server']));
  yield proofStep('writes', await judgeWrites(container, request));
  yield proofStep('stop', skipped(['It ends by itself']));
}

async function* proveServer(
  container: RunningContainer,
  request: ProofRequest,
  options: ProofOptions,
  signal: AbortSignal | undefined,
): AsyncGenerator<ProofStep> {
  const listens = await proveListening(container, request, signal);
  const health =
    listens.state === 'passed' || listens.state === 'needs' ? await proveHealth(container, request, signal) : undefined;
  if (!(await container.state()).running) {
    yield proofStep('start', await explainEnd(container, request, options));
    for (const id of ['listen', 'health'] satisfies ProofId[]) yield proofStep(id, skipped(['The program has ended']));
    yield proofStep('writes', await judgeWrites(container, request));
    yield proofStep('stop', skipped(['The program has ended']));
    return;
  }
  yield proofStep('start', passed(['It runs']));
  const writes = await judgeWrites(container, request);
  // What retries in vain says why; a server that waits for its database is not ours to blame.
  const lack = listens.state === 'failed' || health?.state === 'failed' ? await lacking(container, options) : undefined;
  const socket = listens.state === 'failed' && !lack ? await withoutSocket(container, request) : undefined;
  const isSilent = listens.state === 'failed' && !lack && !socket;
  const wait = isSilent ? await waitingForNetwork(container, request, signal) : undefined;
  const excused = (verdict: Verdict): Verdict =>
    verdict.state === 'failed' ? (lack ?? socket ?? wait ?? verdict) : verdict;
  yield proofStep('listen', excused(listens));
  yield proofStep('health', excused(health ?? skipped(['Nothing answers on its port'])));
  yield proofStep('writes', writes);
  yield proofStep(
    'stop',
    (await container.state()).running
      ? await stop(container, request, signal)
      : skipped(['It was ended to see what it waits for']),
  );
}

/** What listens nowhere as long as another program does not answer it. */
async function withoutSocket(container: RunningContainer, { socket }: ProofRequest): Promise<Verdict | undefined> {
  if (!socket || ((await container.openPorts()) ?? []).length > 0) return undefined;
  return needs(['It needs the socket `{0}`', socket.path], socket.place);
}

async function proveHealth(
  container: RunningContainer,
  { probes, startSeconds }: ProofRequest,
  signal: AbortSignal | undefined,
): Promise<Verdict> {
  const verdicts: Verdict[] = [];
  for (const probe of probes) {
    const host = container.ports[`${probe.port}/tcp`];
    let status: number | undefined;
    const holds = async (): Promise<boolean> => {
      if (!(await container.state()).running) return true;
      status = host === undefined ? undefined : await ask(probe, host);
      return isWell(status);
    };
    await waitUntil(holds, startSeconds, signal);
    const verdict = judgeHealth(probe, status);
    if (verdict.state !== 'passed') return verdict;
    verdicts.push(verdict);
  }
  return verdicts[0] ?? skipped(['The program has no health route']);
}

/** A status of HTTP; gRPC's SERVING counts as 200. */
async function ask({ kind, path }: ProvedProbe, host: number): Promise<number | undefined> {
  if (kind !== 'grpc') return (await askHttp(host, path, kind === 'https'))?.status;
  const answer = await askGrpcHealth(host, path);
  return answer === 'serving' ? 200 : answer === 'not-serving' ? 503 : undefined;
}

async function judgeWrites(
  container: RunningContainer,
  { env, places, writable, lost = [] }: ProofRequest,
): Promise<Verdict> {
  const lines = await logLines(container);
  const paths = failedWrites(lines);
  if (paths.length > 0) {
    return failed(['It wants to write to {0}, which is read-only', paths.join(', ')], places.volumes ?? places.main);
  }
  const unopened = unopenedDatabase(lines);
  if (unopened !== undefined) {
    const said = maskSecrets(env)(unopened);
    return failed(
      ['The file of its database is in no folder that it may write to: it says `{0}`', said],
      places.volumes ?? places.main,
    );
  }
  if (lost.length > 0) {
    return needs(
      [
        'No write failed, but its source writes {0}, which is part of the read-only image: that needs a volume',
        lost.join(', '),
      ],
      places.volumes ?? places.main,
    );
  }
  return passed(
    writable.length === 0
      ? ['No write failed, and none was allowed']
      : ['No write failed; it may write to {0}', writable.join(', ')],
  );
}

async function stop(
  container: RunningContainer,
  { graceSeconds, places }: ProofRequest,
  signal: AbortSignal | undefined,
): Promise<Verdict> {
  const end = await container.stop(graceSeconds, signal);
  return judgeStop(end, graceSeconds, places.shutdown ?? places.main);
}
