import { run } from './run.ts';

/** The command line's entry: exit status 0, 1 or 2 as in `gantry --help`. */
export async function main(): Promise<void> {
  let interruption: AbortSignal | undefined;
  endQuietly();
  const status = await run(process.argv.slice(2), {
    cwd: process.cwd(),
    env: process.env,
    distDir: import.meta.dirname,
    stdout: (text) => process.stdout.write(text),
    stderr: (text) => process.stderr.write(text),
    stdin: async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks).toString('utf8');
    },
    interrupted: () => (interruption ??= untilInterrupted()),
    colors: process.stdout.isTTY,
  });
  process.exitCode = Math.max(Number(process.exitCode ?? 0), status);
}

/** Who closes a pipe (`| head`) has read enough, and what was begun is brought to its end; what cannot be printed otherwise is an error. */
function endQuietly(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', ({ code, message }: NodeJS.ErrnoException) => {
      if (code === 'EPIPE') return;
      process.exitCode = 2;
      if (stream === process.stdout) process.stderr.write(`gantry: standard output cannot be written: ${message}\n`);
    });
  }
}

/** One for the whole call: what ends one part of it must not let the next begin. Who interrupts twice ends the process. */
function untilInterrupted(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort());
  return controller.signal;
}
