import type { Engine } from '../docker/connect.ts';
import type { RunningContainer } from '../docker/containers.ts';
import { imageLayers, inspectImage } from '../docker/images.ts';
import { maskSecrets } from '../docker/masking.ts';
import type { ImageSummary } from '../docker/types.ts';
import { contentJudge, type ContentJudge } from './content.ts';
import type { imageParts } from './image-places.ts';
import { judgeUser, judgeUserOfCommand } from './judge.ts';
import { ownLines } from './last-words.ts';
import { proveLife } from './life.ts';
import { imageSize, type ImageSize, judgeSize } from './size.ts';
import { startProved } from './start.ts';
import { proofStep } from './titles.ts';
import type { ProofId, ProofRequest, ProofStep, Verdict } from './types.ts';
import { skipped } from './verdict.ts';

export interface ProofOptions {
  /** What the image's Dockerfile put into it; without, sizes are not accounted for. */
  readonly parts?: ReturnType<typeof imageParts>;
  /** Whether the project has a file, relative to its folder or in any: what it has and the image lacks is our failure. */
  readonly hasFile?: (path: string) => Promise<boolean>;
  readonly onSize?: (size: ImageSize) => void;
  /** The last lines that the program wrote, secrets masked; only where something of its life does not hold. */
  readonly onOutput?: (lines: readonly string[]) => void;
}

const SHOWN_LINES = 20;

/**
 * Runs an image under the restrictions of its manifests, and checks what it claims, one step after the other.
 * Every container is removed again, also when the loop is left early. Throws a Problem where the engine fails, not where a proof does.
 */
export async function* prove(
  engine: Engine,
  request: ProofRequest,
  signal?: AbortSignal,
  options: ProofOptions = {},
): AsyncGenerator<ProofStep> {
  const image = await inspectImage(engine, request.image, signal);
  const { places } = request;
  const isOnlyRun = request.life === 'command' && request.user === undefined;
  const user = request.user ?? image.user;
  yield proofStep('user', isOnlyRun ? judgeUserOfCommand(user) : judgeUser(user, places.user ?? places.finalStage));
  const container = await startProved(engine, request, image, signal);
  if ('failure' in container) {
    for (const id of ['content', 'size', 'start', 'listen', 'health', 'writes', 'stop'] satisfies ProofId[]) {
      yield proofStep(id, id === 'start' ? container.failure : skipped(['The container does not start']));
    }
    return;
  }
  try {
    const content = await readContent(container, request);
    yield proofStep('content', content.verdict(places.finalStage));
    yield proofStep('size', await proveSize(engine, request, content, options, signal));
    yield* proveRun(container, request, options, signal);
  } finally {
    await container.remove();
  }
  for (const one of request.beside ?? []) yield* proveBeside(engine, one, image, signal, options);
}

/** The life of a workload that runs another command of the image. */
async function* proveBeside(
  engine: Engine,
  request: ProofRequest,
  image: ImageSummary,
  signal: AbortSignal | undefined,
  options: ProofOptions,
): AsyncGenerator<ProofStep> {
  const { workload = '' } = request;
  const container = await startProved(engine, request, image, signal);
  if ('failure' in container) {
    yield { ...proofStep('start', container.failure), workload };
    return;
  }
  try {
    for await (const step of proveRun(container, request, options, signal)) yield { ...step, workload };
  } finally {
    await container.remove();
  }
}

async function* proveRun(
  container: RunningContainer,
  request: ProofRequest,
  options: ProofOptions,
  signal: AbortSignal | undefined,
): AsyncGenerator<ProofStep> {
  let holds = true;
  for await (const step of proveLife(container, request, options, signal)) {
    holds &&= step.state === 'passed' || step.state === 'skipped';
    yield step;
  }
  if (!holds) options.onOutput?.((await ownLines(container)).slice(-SHOWN_LINES).map(maskSecrets(request.env)));
}

async function readContent(container: RunningContainer, { startsGo, files = [] }: ProofRequest): Promise<ContentJudge> {
  const judge = contentJudge(startsGo);
  const mounted = new Set(files.map(({ path }) => path.replace(/^\//, '')));
  for await (const file of container.files()) if (file.type === 'file' && !mounted.has(file.path)) judge.see(file);
  return judge;
}

async function proveSize(
  engine: Engine,
  { image, places }: ProofRequest,
  content: ContentJudge,
  { parts, onSize }: ProofOptions,
  signal: AbortSignal | undefined,
): Promise<Verdict> {
  if (parts?.program === undefined) return skipped(['The Dockerfile does not say which file is the program']);
  const size = imageSize({ ...parts, layers: await imageLayers(engine, image, signal) }, content);
  onSize?.(size);
  return judgeSize(size, places.finalStage);
}
