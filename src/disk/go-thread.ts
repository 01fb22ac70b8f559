import { Worker } from 'node:worker_threads';
import type { GoProject } from '../go/project.ts';
import { BY_SYNTAX, type ToolchainAnswer } from '../go/settled.ts';
import type { GoReader } from './go-reader.ts';
import { createReceiver, type SentProject } from './sent-project.ts';

export type ToWorker =
  | {
      readonly type: 'analyze';
      readonly id: number;
      readonly root: string;
      readonly fresh: boolean;
      readonly toolchain: ToolchainAnswer;
    }
  | { readonly type: 'cancel'; readonly id: number }
  | { readonly type: 'changed'; readonly file: string; readonly text: string | null };

export type FromWorker =
  | { readonly id: number; readonly root: string; readonly project: SentProject }
  | { readonly id: number; readonly error: string };

/** A reader on a thread of its own, which starts with the first analysis. */
export interface GoThread extends GoReader {
  /** Ends the thread; who still waits is turned away. */
  readonly stop: () => void;
}

interface Waiting {
  readonly root: string;
  readonly fresh: boolean;
  readonly toolchain: ToolchainAnswer;
  readonly signal: AbortSignal;
  readonly resolve: (project: GoProject) => void;
  readonly reject: (reason: unknown) => void;
  readonly abort: () => void;
}

export function createGoThread(file: string): GoThread {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  /** Whether the thread that runs has ever answered. */
  let answered = false;
  /** Where threads cannot be started, the caller's own does the work. */
  let instead: Promise<GoReader> | undefined;
  /** Texts that stand in place of files, for a thread that starts anew. */
  const texts = new Map<string, string>();
  let stopped = false;
  let last = 0;

  return {
    analyze(root, fresh, signal, toolchain = BY_SYNTAX) {
      return new Promise((resolve, reject) => {
        signal.throwIfAborted();
        if (stopped) throw new Error('the thread that reads Go has ended');
        const id = ++last;
        const abort = () => {
          worker?.postMessage({ type: 'cancel', id } satisfies ToWorker);
          take(id)?.reject(signal.reason);
        };
        signal.addEventListener('abort', abort, { once: true });
        waiting.set(id, { root, fresh, toolchain, signal, resolve, reject, abort });
        if (!instead) ask(id, root, fresh, toolchain);
        else void answerHere(id, instead);
      });
    },
    changed(path, text = null) {
      if (text === null) texts.delete(path);
      else texts.set(path, text);
      worker?.postMessage({ type: 'changed', file: path, text } satisfies ToWorker);
      void instead?.then((reader) => {
        reader.changed(path, text);
      });
    },
    stop() {
      stopped = true;
      const ended = worker;
      worker = undefined;
      void ended?.terminate();
      turnAway(new Error('the thread that reads Go has ended'));
    },
  };

  function ask(id: number, root: string, fresh: boolean, toolchain: ToolchainAnswer): void {
    try {
      worker ??= start();
    } catch {
      goOnHere();
      return;
    }
    // Only an answer that somebody waits for keeps the process alive.
    worker.ref();
    worker.postMessage({ type: 'analyze', id, root, fresh, toolchain } satisfies ToWorker);
  }

  function start(): Worker {
    answered = false;
    const started = new Worker(file);
    const receive = createReceiver();
    for (const [path, text] of texts) {
      started.postMessage({ type: 'changed', file: path, text } satisfies ToWorker);
    }
    started.on('message', (message: FromWorker) => {
      answered = true;
      const asked = take(message.id);
      // Also what nobody waits for any more: the next message builds on it.
      if ('project' in message) {
        const project = receive(message.root, message.project);
        asked?.resolve(project);
      } else asked?.reject(new Error(message.error));
    });
    started.on('error', (error) => ended(started, error));
    started.on('exit', (code) => ended(started, new Error(`the thread that reads Go ended with ${code}`)));
    return started;
  }

  function ended(which: Worker, error: unknown): void {
    if (worker !== which) return;
    worker = undefined;
    // What was too large for a thread is too large here: it must not take the caller with it. The next one starts anew.
    const tooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
    if (answered || tooLarge) turnAway(error);
    else goOnHere();
  }

  function goOnHere(): void {
    instead = import('./go-reader.ts').then(({ createGoReader }) => {
      const reader = createGoReader();
      for (const [path, text] of texts) reader.changed(path, text);
      return reader;
    });
    for (const id of waiting.keys()) void answerHere(id, instead);
  }

  async function answerHere(id: number, here: Promise<GoReader>): Promise<void> {
    try {
      const reader = await here;
      const asked = waiting.get(id);
      if (!asked) return;
      const project = await reader.analyze(asked.root, asked.fresh, asked.signal, asked.toolchain);
      take(id)?.resolve(project);
    } catch (error) {
      take(id)?.reject(error);
    }
  }

  function turnAway(reason: unknown): void {
    for (const id of [...waiting.keys()]) take(id)?.reject(reason);
  }

  function take(id: number): Waiting | undefined {
    const asked = waiting.get(id);
    asked?.signal.removeEventListener('abort', asked.abort);
    waiting.delete(id);
    if (waiting.size === 0) worker?.unref();
    return asked;
  }
}
