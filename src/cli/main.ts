import { run } from './run.ts';

/** The command line's entry: exit status 0, 1 or 2 as in `gantry --help`. */
export async function main(): Promise<void> {
  let interruption: AbortSignal | undefined;
  process.exitCode = await run(process.argv.slice(2), {
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
}

/** One for the whole call: what ends one part of it must not let the next begin. Who interrupts twice ends the process. */
function untilInterrupted(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort());
  return controller.signal;
}
