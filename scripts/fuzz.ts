// `npm run fuzz -- dockerfile|kubernetes [--count N] [--seed S]`: examines N made inputs and prints how many a second; an input that
// fails is printed as small as it could be made.
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { parseArgs } from 'node:util';
import { examine as examineDockerfile } from '../test/dockerfile/fuzz/examine.ts';
import { inputMaker as dockerfiles } from '../test/dockerfile/fuzz/inputs.ts';
import { examine as examineManifests } from '../test/kubernetes/fuzz/examine.ts';
import { inputMaker as manifests } from '../test/kubernetes/fuzz/inputs.ts';

const SUBJECTS = {
  dockerfile: { examine: examineDockerfile, inputMaker: dockerfiles },
  kubernetes: { examine: examineManifests, inputMaker: manifests },
};

/** No input may take longer, in seconds. */
const PATIENCE = 20;

interface Task {
  readonly subject: keyof typeof SUBJECTS;
  readonly count: number;
  readonly seed: number;
  /** Holds the index of the input, and how many texts were examined (to make one smaller takes many). */
  readonly progress: SharedArrayBuffer;
}

const progress = isMainThread ? new SharedArrayBuffer(8) : (workerData as Task).progress;
const reached = new Int32Array(progress);

if (isMainThread) watch();
else work(workerData as Task);

function watch(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { count: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' } },
  });
  const [count, seed] = [Number(values.count), Number(values.seed)];
  const subject = positionals.join();
  if (!isSubject(subject) || !(count > 0) || !Number.isInteger(seed)) {
    console.error(`usage: npm run fuzz -- ${Object.keys(SUBJECTS).join('|')} [--count N] [--seed S]`);
    process.exit(2);
  }
  const { inputMaker } = SUBJECTS[subject];
  const started = performance.now();
  const worker = new Worker(new URL(import.meta.url), {
    workerData: { subject, count, seed, progress } satisfies Task,
  });
  let last = { examined: -1, at: started };
  const timer = setInterval(() => {
    const [index = 0, examined = 0] = reached;
    const now = performance.now();
    if (examined !== last.examined) last = { examined, at: now };
    else if (now - last.at > PATIENCE * 1000) {
      console.error(`input ${index} takes more than ${PATIENCE} s:\n${JSON.stringify(inputMaker(seed)(index))}`);
      process.exit(1);
    }
    if (process.stderr.isTTY) process.stderr.write(`\r${index} of ${count}`);
  }, 1000);
  worker.on('message', (message: string) => console.error(message));
  worker.on('error', (error) => console.error(error));
  worker.on('exit', (code) => {
    clearInterval(timer);
    const seconds = (performance.now() - started) / 1000;
    const examined = code === 0 ? count : (reached[0] ?? 0);
    console.log(
      `${examined} inputs, seed ${seed}, ${Math.round(examined / seconds)} a second: ${code === 0 ? 'all well' : 'FAILED'}`,
    );
    process.exit(code);
  });
}

function isSubject(name: string): name is Task['subject'] {
  return name in SUBJECTS;
}

function work({ subject, count, seed }: Task): void {
  const inputAt = SUBJECTS[subject].inputMaker(seed);
  for (let index = 0; index < count; index++) {
    reached[0] = index;
    const { text, offset } = inputAt(index);
    const failureOf = (some: string, caret: number) => failureIn(subject, some, caret);
    const failure = failureOf(text, offset);
    if (failure === undefined) continue;
    const small = minimised(text, offset, failure, failureOf);
    const caret = Math.min(offset, small.length);
    parentPort?.postMessage(
      `input ${index} of seed ${seed} fails: ${failureOf(small, caret) ?? failure}\n${JSON.stringify({ text: small, offset: caret })}`,
    );
    process.exit(1);
  }
}

type FailureOf = (text: string, offset: number) => string | undefined;

function failureIn(subject: Task['subject'], text: string, offset: number): string | undefined {
  reached[1] = (reached[1] ?? 0) + 1;
  try {
    SUBJECTS[subject].examine(text, Math.min(offset, text.length));
    return undefined;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

/** Takes away ever smaller parts as long as the same kind of failure is left. */
function minimised(text: string, offset: number, failure: string, failureOf: FailureOf): string {
  const kind = kindOf(failure);
  let current = text;
  for (let size = Math.ceil(text.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let at = 0; at < current.length;) {
      const shorter = current.slice(0, at) + current.slice(at + size);
      const left = failureOf(shorter, offset);
      if (left !== undefined && kindOf(left) === kind) current = shorter;
      else at += size;
    }
  }
  return current;
}

/** The first line without its numbers, and the place that threw. */
function kindOf(failure: string): string {
  return failure.split('\n').slice(0, 3).join('\n').replaceAll(/\d+/g, '#');
}
