// The thread that analyses Go for the language server: an entry of its own, started by go-thread.ts.
import { parentPort } from 'node:worker_threads';
import { createGoReader } from './go-reader.ts';
import type { FromWorker, ToWorker } from './go-thread.ts';
import { createSender } from './sent-project.ts';

const reader = createGoReader();
const send = createSender();
const running = new Map<number, AbortController>();

parentPort?.on('message', (message: ToWorker) => {
  if (message.type === 'changed') reader.changed(message.file, message.text);
  else if (message.type === 'cancel') running.get(message.id)?.abort();
  else void answer(message);
});

async function answer({ id, root, fresh, toolchain }: ToWorker & { readonly type: 'analyze' }): Promise<void> {
  const cancel = new AbortController();
  running.set(id, cancel);
  try {
    const project = await reader.analyze(root, fresh, cancel.signal, toolchain);
    post({ id, root, project: send(root, project) });
  } catch (error) {
    // Who cancelled waits no longer; anything else is a bug of ours, which must not end the thread.
    post({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  } finally {
    running.delete(id);
  }
}

function post(message: FromWorker): void {
  parentPort?.postMessage(message);
}
