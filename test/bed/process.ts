import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** A process of the bed that runs until it is stopped. */
export interface Service {
  readonly name: string;
  readonly pid: number;
  /** Sends TERM (or `signal`), after `graceSeconds` KILL; resolves when it is gone. */
  readonly stop: (signal?: NodeJS.Signals, graceSeconds?: number) => Promise<void>;
  readonly running: () => boolean;
  /** The end of what it printed. */
  readonly tail: () => string;
}

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

export interface ServiceOptions {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly logFile: string;
  /** Asked every 50 ms until it is true. */
  readonly ready: () => Promise<boolean>;
  readonly timeoutSeconds?: number;
}

/** Starts a process without a shell and waits until it is ready; throws with the end of its log when it dies or is late. */
export async function startService(options: ServiceOptions): Promise<Service> {
  const { name, command, args, logFile, ready, timeoutSeconds = 60 } = options;
  await mkdir(path.dirname(logFile), { recursive: true });
  const log = openSync(logFile, 'w');
  const child = spawn(command, [...args], {
    stdio: ['ignore', log, log],
    env: options.env ?? process.env,
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
  });
  closeSync(log);
  running.add(child);
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      running.delete(child);
      resolve();
    });
    child.once('error', () => resolve());
  });
  const isRunning = () => child.pid !== undefined && child.exitCode === null && child.signalCode === null;
  const tail = () => readFileSync(logFile, 'utf8').split('\n').slice(-25).join('\n');
  const service: Service = {
    name,
    pid: child.pid ?? -1,
    running: isRunning,
    tail,
    async stop(signal = 'SIGTERM', graceSeconds = 15) {
      if (!isRunning()) return;
      child.kill(signal);
      const late = new AbortController();
      const killed = wait(graceSeconds * 1000, undefined, { signal: late.signal }).then(
        () => child.kill('SIGKILL'),
        () => undefined,
      );
      await ended;
      late.abort();
      await killed;
    },
  };
  const deadline = Date.now() + timeoutSeconds * 1000;
  while (!(await ready().catch(() => false))) {
    if (!isRunning()) throw new Error(`${name} ended while starting:\n${tail()}`);
    if (Date.now() > deadline) {
      await service.stop();
      throw new Error(`${name} is not ready after ${timeoutSeconds} s:\n${tail()}`);
    }
    await wait(50);
  }
  return service;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly input?: string;
  readonly signal?: AbortSignal;
}

/** Runs a command without a shell to its end; resolves to what it printed on standard output, throws with all it printed. */
export async function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const spawnOptions: SpawnOptions = {
    stdio: [options.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    env: options.env ?? process.env,
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  };
  const child = spawn(command, [...args], spawnOptions);
  const out: Buffer[] = [];
  const all: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => {
    out.push(chunk);
    all.push(chunk);
  });
  child.stderr?.on('data', (chunk: Buffer) => all.push(chunk));
  child.stdin?.end(options.input);
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (status === 0) return Buffer.concat(out).toString('utf8');
  const printed = Buffer.concat(all).toString('utf8').split('\n').slice(-40).join('\n');
  throw new Error(`${path.basename(command)} ${args.join(' ')} ended with ${String(status)}:\n${printed}`);
}
