import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { AnalyzeOptions } from '../go/analyze.ts';
import type { Beside, Share } from '../go/modules/divided-folders.ts';
import type { FromShareWorker, ToShareWorker } from './go-share-worker.ts';

/**
 * Packages that both ends link are read twice, and two processors of one core are hardly faster than one: with twenty
 * programs the second thread took as much as it gave, with ninety it saved a third of the time.
 */
const FEWEST_PROGRAMS = 32;

/**
 * For one analysis of a folder (absolute): a second thread that reads programs from the other end. `file`: its
 * code (thread-file.ts). It is ended with the analysis, or when the signal is aborted.
 */
export function onSecondThread(
  file: string,
  root: string,
  signal?: AbortSignal,
): NonNullable<AnalyzeOptions['beside']> {
  return (folders) => {
    if (folders.length < FEWEST_PROGRAMS || availableParallelism() < 2) return null;
    const taken = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    return start(file, root, { folders, fromEnd: true, taken }, signal);
  };
}

function start(file: string, root: string, share: Share, signal?: AbortSignal): Beside | null {
  let worker: Worker;
  const post = (message: ToShareWorker) => {
    worker.postMessage(message);
  };
  try {
    worker = new Worker(file);
    post({ type: 'read', root, share });
  } catch {
    // Where threads cannot be started, the caller's own does the work.
    return null;
  }
  const found = new Promise<FromShareWorker | null>((resolve) => {
    const end = (project: FromShareWorker | null) => {
      signal?.removeEventListener('abort', abort);
      resolve(project);
      void worker.terminate();
    };
    const abort = () => {
      end(null);
    };
    signal?.addEventListener('abort', abort, { once: true });
    worker.once('message', end);
    worker.once('error', abort);
    worker.once('exit', abort);
  });
  return {
    share: { ...share, fromEnd: false },
    tell: (toolchain) => {
      post({ type: 'toolchain', toolchain });
    },
    found,
  };
}
