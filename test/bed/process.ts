import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';

export interface RunOptions {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  readonly input?: string | Buffer | Readable;
  readonly signal?: AbortSignal;
  /** Where the output goes: back to the caller (default) or to this process's own. */
  readonly output?: 'return' | 'inherit';
}

/** Runs `command` without a shell to its end; resolves to its standard output, rejects with the end of its errors. */
export async function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: [
      'pipe',
      options.output === 'inherit' ? 'inherit' : 'pipe',
      options.output === 'inherit' ? 'inherit' : 'pipe',
    ],
    signal: options.signal,
  });
  const output: Buffer[] = [];
  const errors: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => errors.push(chunk));
  const finished = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  const { input } = options;
  // A command that does not read all of its input closes the pipe: its status, not the pipe, says whether it failed.
  child.stdin?.on('error', () => undefined);
  if (input === undefined || typeof input === 'string' || Buffer.isBuffer(input)) child.stdin?.end(input);
  else if (child.stdin) void pipeline(input, child.stdin).catch(() => undefined);
  const status = await finished;
  if (status === 0) return Buffer.concat(output).toString();
  const words = Buffer.concat(errors.length > 0 ? errors : output).toString();
  throw new Error(`${[command, ...args].join(' ')} ended with status ${status}:\n${lastLines(words, 30)}`);
}

export interface ProcessOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  /** The output goes there; an error quotes its end. */
  readonly log: string;
  /** Polled with the process's number until true; an exception is a "not yet". */
  readonly ready: (pid: number) => Promise<boolean>;
  /** Seconds until a process that is not ready counts as failed. */
  readonly deadline?: number;
  /** Seconds between asking the process to stop and killing it. */
  readonly grace?: number;
  /** What the process gets when this one dies without a word. */
  readonly deathSignal?: 'TERM' | 'KILL';
}

export interface RunningProcess {
  readonly pid: number;
  readonly exited: Promise<void>;
  readonly stop: () => Promise<void>;
  /** Kills it at once, as a crash would. */
  readonly kill: () => Promise<void>;
}

/** In the environment of every started process, and of those it starts: where its log is. */
export const LOG_VARIABLE = 'GANTRY_BED_LOG';

const running = new Map<number, NodeJS.Signals>();
process.on('exit', () => {
  for (const [pid, signal] of running) signalGroup(pid, signal);
});

/** Starts a process that lives until stop(), or until this process ends in whatever way; resolves once it is ready. */
export async function startProcess(options: ProcessOptions): Promise<RunningProcess> {
  const { command, args, log, ready, deadline = 60, grace = 15, deathSignal = 'TERM' } = options;
  mkdirSync(path.dirname(log), { recursive: true });
  const output = openSync(log, 'a');
  // The kernel sends the signal when this process dies, even by KILL. A group of its own keeps a terminal's Ctrl-C for us.
  const tie = existsSync('/usr/bin/setpriv') ? ['/usr/bin/setpriv', '--pdeathsig', deathSignal, '--'] : [];
  const [program = command, ...rest] = [...tie, command, ...args];
  const child = spawn(program, rest, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env, [LOG_VARIABLE]: log },
    stdio: ['ignore', output, output],
    detached: true,
  });
  closeSync(output);
  let gone = false;
  const exited = new Promise<void>((resolve) => {
    const end = (): void => {
      gone = true;
      if (child.pid !== undefined) running.delete(child.pid);
      resolve();
    };
    child.on('error', end);
    child.on('exit', end);
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${command} cannot be started: is it installed?`);
  running.set(pid, `SIG${deathSignal}`);
  child.unref();
  const kill = async (): Promise<void> => {
    child.ref();
    if (!gone) signalGroup(pid, 'SIGKILL');
    await exited;
  };
  const stop = async (): Promise<void> => {
    if (gone) return;
    child.ref();
    signalGroup(pid, 'SIGTERM');
    const timer = setTimeout(() => signalGroup(pid, 'SIGKILL'), grace * 1000);
    await exited;
    clearTimeout(timer);
  };
  try {
    await waitUntil(
      () => ready(pid),
      deadline,
      () => gone,
    );
  } catch (error) {
    await stop();
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${path.basename(command)} ${reason}; its log ends:\n${lastLines(readFileSync(log, 'utf8'), 30)}`, {
      cause: error,
    });
  }
  return { pid, exited, stop, kill };
}

/** Polls `condition` until it is true; throws after `deadline` seconds or when `gone` says there is nothing to wait for. */
export async function waitUntil(
  condition: () => Promise<boolean>,
  deadline: number,
  gone: () => boolean = () => false,
): Promise<void> {
  const end = Date.now() + deadline * 1000;
  let last: unknown;
  while (Date.now() < end) {
    if (gone()) throw new Error('ended before it was ready');
    try {
      if (await condition()) return;
      last = undefined;
    } catch (error) {
      last = error;
    }
    await delay(50);
  }
  const why = last instanceof Error ? ` (${last.message})` : '';
  throw new Error(`was not ready in ${deadline} s${why}`, { cause: last });
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // It has just ended by itself.
  }
}

function lastLines(text: string, count: number): string {
  return text.trimEnd().split('\n').slice(-count).join('\n');
}
