import { spawn } from 'node:child_process';
import { Problem } from '../words/problem.ts';

export interface ChartRequest {
  /** The chart's folder, absolute. */
  readonly folder: string;
  /** Absolute, or a name on `PATH`. */
  readonly program: string;
  /** Files of values beside the chart's own, absolute. */
  readonly values?: readonly string[];
}

const LONGEST_OUTPUT = 64 * 1024 * 1024;

/**
 * What the user's own Helm makes of a chart. It is run without a shell and asks no cluster; a chart whose dependencies are
 * not there is refused by it. Throws a Problem with what Helm says.
 */
export function renderChart({ folder, program, values = [] }: ChartRequest, signal: AbortSignal): Promise<string> {
  const args = ['template', 'gantry', folder, ...values.flatMap((file) => ['--values', file])];
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { signal, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
    const output: Buffer[] = [];
    const complaint: Buffer[] = [];
    let length = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > LONGEST_OUTPUT) child.kill();
      else output.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      if (complaint.length < 100) complaint.push(chunk);
    });
    child.on('error', (error) => {
      reject(problemOf(error, program, signal));
    });
    child.on('close', (code) => {
      if (code === 0) resolve(Buffer.concat(output).toString('utf8'));
      else reject(refusal(folder, Buffer.concat(complaint).toString('utf8').trim()));
    });
  });
}

function problemOf(error: Error, program: string, signal: AbortSignal): Problem {
  if (signal.aborted) return new Problem({ kind: 'cancelled', what: ['Cancelled'] });
  return new Problem({
    kind: 'not-found',
    what: ['Helm could not be started'],
    why: ['`{0}`: {1}', program, error.message],
    next: ['Install Helm, or set `{0}`', 'gantry.helm.path'],
    cause: error,
  });
}

function refusal(folder: string, said: string): Problem {
  return new Problem({
    kind: 'invalid-input',
    what: ['Helm could not render the chart in `{0}`', folder],
    why: ['{0}', said.replace(/^Error: /, '')],
  });
}
