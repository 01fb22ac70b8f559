import { spawn } from 'node:child_process';
import type { Message } from '../words/message.ts';
import { Problem } from '../words/problem.ts';

export interface ProgramCall {
  /** Absolute. */
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** All that the program sees of ours. */
  readonly env: NodeJS.ProcessEnv;
  /** What it reads from standard input. */
  readonly input?: string;
  readonly limits?: ProgramLimits;
}

/** What bounds one call; tests make them small. */
export interface ProgramLimits {
  readonly milliseconds: number;
  /** Of its standard output, in bytes. */
  readonly output: number;
}

export interface ProgramResult {
  /** Null: it was ended by a signal. */
  readonly code: number | null;
  readonly output: string;
  /** The first part of what it said on standard error. */
  readonly complaint: string;
}

const LIMITS: ProgramLimits = { milliseconds: 60_000, output: 128 * 1024 * 1024 };
const LONGEST_COMPLAINT = 100_000;

/**
 * Runs a program without a shell to its end, whatever its exit status; with all that it has started it is ended when it is
 * called off, takes too long or says too much. Throws a Problem then, and where it cannot be started.
 */
export function runProgram(call: ProgramCall, signal: AbortSignal): Promise<ProgramResult> {
  const { program, args, cwd, env, input = '', limits = LIMITS } = call;
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(cancelled());
      return;
    }
    // A group of its own, so that what it has started ends with it.
    const isGroup = process.platform !== 'win32';
    const child = spawn(program, args, {
      cwd,
      env,
      shell: false,
      detached: isGroup,
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
    });
    let refusal: Problem | null = null;
    const output: Buffer[] = [];
    const complaint: Buffer[] = [];
    let length = 0;
    let complained = 0;
    const stop = (problem: Problem) => {
      refusal ??= problem;
      if (child.pid === undefined || child.exitCode !== null) return;
      try {
        if (isGroup) process.kill(-child.pid, 'SIGKILL');
        else child.kill('SIGKILL');
      } catch {
        // It has ended meanwhile.
      }
    };
    const abort = () => {
      stop(cancelled());
    };
    const timer = setTimeout(() => {
      stop(tooMuch(program, ['It gave no answer within {0} seconds', limits.milliseconds / 1000]));
    }, limits.milliseconds);
    signal.addEventListener('abort', abort, { once: true });
    // A program that ends without reading closes the pipe: its answer tells the story.
    child.stdin.on('error', () => undefined).end(input);
    child.stdout.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > limits.output) stop(tooMuch(program, ['Its answer is larger than {0} bytes', limits.output]));
      else output.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      if (complained < LONGEST_COMPLAINT) complaint.push(chunk);
      complained += chunk.length;
    });
    child.once('error', (cause) => {
      settle();
      reject(notStarted(program, cause));
    });
    child.once('close', (code) => {
      settle();
      if (refusal) reject(refusal);
      else resolve({ code, output: text(output), complaint: text(complaint).slice(0, LONGEST_COMPLAINT) });
    });

    function settle() {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
    }
  });
}

function text(chunks: readonly Buffer[]): string {
  return Buffer.concat(chunks).toString('utf8');
}

function cancelled(): Problem {
  return new Problem({ kind: 'cancelled', what: ['Cancelled'] });
}

function tooMuch(program: string, why: Message): Problem {
  return new Problem({ kind: 'unexpected', what: ['`{0}` was ended', program], why });
}

function notStarted(program: string, cause: Error): Problem {
  return new Problem({
    kind: 'not-found',
    what: ['`{0}` could not be started', program],
    why: ['{0}', cause.message],
    cause,
  });
}
