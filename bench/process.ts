import { spawn } from 'node:child_process';

export interface ProcessRun {
  readonly milliseconds: number;
  /** Greatest resident memory; only for Node programs. */
  readonly megabytes?: number;
}

/** Runs a program to its end, its output thrown away; a status above 1 is an error. */
export async function timed(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<ProcessRun> {
  const started = performance.now();
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, ...env } });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const milliseconds = performance.now() - started;
  if (status === null || status > 1) throw new Error(`${program} ended with ${status}: ${errors.slice(0, 300)}`);
  const [, kilobytes] = /peak-memory (\d+)/.exec(errors) ?? [];
  return kilobytes === undefined ? { milliseconds } : { milliseconds, megabytes: Number(kilobytes) / 1000 };
}

/** Makes a Node program print its peak memory when it ends. */
export const PRINT_PEAK = {
  NODE_OPTIONS:
    '--import=data:text/javascript,process.on(%22exit%22,()=>process.stderr.write(%22peak-memory%20%22+process.resourceUsage().maxRSS))',
};
