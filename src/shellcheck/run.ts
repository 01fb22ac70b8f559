import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { readShellCheck, type ShellCheckComment, type ShellCheckInput } from '../shell/shellcheck.ts';

/** What bounds one call; tests make them small. */
export interface Limits {
  readonly milliseconds: number;
  /** Of its output, in characters. */
  readonly output: number;
}

const LIMITS: Limits = { milliseconds: 10_000, output: 8_000_000 };

/**
 * What the ShellCheck at `program` says of a script. It gets the text on its standard input, and no configuration:
 * neither a `.shellcheckrc` nor `SHELLCHECK_OPTS` of whoever has started us. Rejects with a sentence where it gives no
 * answer in time, or one that is none.
 */
export async function runShellCheck(
  program: string,
  { text, dialect }: ShellCheckInput,
  signal: AbortSignal,
  limits: Limits = LIMITS,
): Promise<readonly ShellCheckComment[]> {
  signal.throwIfAborted();
  const { SHELLCHECK_OPTS: _, ...env } = process.env;
  const child = spawn(program, ['--norc', '-f', 'json1', '-s', dialect, '-'], {
    // Not the folder that is open: nothing in it has a part in what is run.
    cwd: tmpdir(),
    env,
    shell: false,
    signal: AbortSignal.any([signal, AbortSignal.timeout(limits.milliseconds)]),
    killSignal: 'SIGKILL',
    stdio: ['pipe', 'pipe', 'ignore'],
    windowsHide: true,
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    output += part;
    // What is cut off is no answer.
    if (output.length > limits.output) child.kill('SIGKILL');
  });
  // A program that ends without reading closes the pipe: its answer tells the story.
  child.stdin.on('error', () => undefined).end(text);
  await new Promise<void>((resolve, reject) => {
    child.once('error', (cause) => {
      if (signal.aborted) reject(signal.reason as Error);
      else if (cause.name === 'AbortError') reject(new Error(`${program} gave no answer in time`, { cause }));
      else reject(new Error(`${program} cannot be run`, { cause }));
    });
    child.once('close', () => {
      resolve();
    });
  });
  const comments = output.length > limits.output ? undefined : readShellCheck(output);
  if (!comments) throw new Error(`${program} gave no answer that is ShellCheck's`);
  return comments;
}
