import type { RunningContainer } from '../docker/containers.ts';
import { maskSecrets } from '../docker/masking.ts';
import type { Message } from '../words/message.ts';
import { waitUntil } from '../docker/listening.ts';
import { failedWrites } from './failed-writes.ts';
import { missingDependency, type Need } from './needs.ts';
import { beforeDump, networkWait } from './network-wait.ts';
import type { ProofOptions } from './prove.ts';
import type { ProofRequest, Verdict } from './types.ts';
import { failed, needs, passed } from './verdict.ts';

export async function logLines(container: RunningContainer): Promise<string[]> {
  return (await container.recentLogs()).map(({ text }) => text);
}

/** What the program wrote itself, also where the proof ended it with SIGQUIT. */
export async function ownLines(container: RunningContainer): Promise<readonly string[]> {
  return beforeDump((await container.recentLogs(DUMPED_LINES)).map(({ text }) => text));
}

/** Why a program that has ended did so: it was done, it lacked something, or it failed. */
export async function explainEnd(
  container: RunningContainer,
  request: ProofRequest,
  options: ProofOptions,
): Promise<Verdict> {
  const { life, memoryBytes, env, places } = request;
  const { exitCode, outOfMemory } = await container.state();
  const lines = await logLines(container);
  if (outOfMemory) {
    const words: Message = ['It was ended for using more than {0} MiB of memory', Math.round(memoryBytes / 2 ** 20)];
    return failed(words, places.memory ?? places.main);
  }
  if (life === 'command' && (exitCode === 0 || isUsage(lines))) return passed(['`--help` answers']);
  if (life === 'command' && takesForArgument(lines)) return passed(['It starts, and takes `--help` for an argument']);
  if (exitCode === 0 && life !== 'server') return passed(['It ran to its end']);
  const lack = failedWrites(lines).length > 0 ? undefined : await lackOf(lines, options, exitCode !== 0);
  if (lack) return lack;
  const complaint = lines.find((line) => /^(?:[\w.-]+: )?(?:error|fatal)\b:?/i.test(line.trim()));
  // Command-line libraries explain themselves after every error: with arguments of ours it may be about those.
  if (isUsage(lines) && (complaint === undefined || request.args.length === 0)) {
    return needs(
      complaint === undefined
        ? ['It needs arguments: its manifest or ENTRYPOINT names none']
        : [
            'It needs arguments: its manifest or ENTRYPOINT names none. It says `{0}`',
            maskSecrets(env)(complaint.trim()),
          ],
      places.main,
    );
  }
  const telling = maskSecrets(env)(isUsage(lines) ? (complaint ?? '') : tellingLine(lines));
  if (life === 'command' && asksFor(exitCode, lines)) {
    return needs(['It needs arguments to be tried with: to `--help` it says `{0}`', telling], places.main);
  }
  return failed(
    telling === ''
      ? ['It ended with exit code {0} and without a word', exitCode]
      : ['It ended with exit code {0}: {1}', exitCode, telling],
    places.main,
  );
}

/** What a program that runs but does not answer lacks, as far as it says so. */
export async function lacking(container: RunningContainer, options: ProofOptions): Promise<Verdict | undefined> {
  return lackOf(await logLines(container), options);
}

/** Enough for what some hundred goroutines do. */
const DUMPED_LINES = 5000;

/**
 * Whether a program that listens nowhere waits for the network without a word. Asking ends it: it must have no more to show.
 */
export async function waitingForNetwork(
  container: RunningContainer,
  { places }: ProofRequest,
  signal: AbortSignal | undefined,
): Promise<Verdict | undefined> {
  await container.quit();
  await waitUntil(async () => !(await container.state()).running, 5, signal);
  const lines = (await container.recentLogs(DUMPED_LINES)).map(({ text }) => text);
  const place = networkWait(lines, places.main?.file);
  return (
    place &&
    needs(['It waits for an answer of the network before it listens'], place === 'unknown' ? places.main : place)
  );
}

async function lackOf(
  lines: readonly string[],
  { hasFile }: ProofOptions,
  ended = false,
): Promise<Verdict | undefined> {
  const need = missingDependency(
    lines.filter((line) => !/\b(?:DEBUG|TRACE)\b|level=debug|"level":"debug"/i.test(line)),
    ended,
  );
  if (!need) return undefined;
  return (await isOurs(need, hasFile))
    ? failed(['The image lacks the file `{0}`', need.file ?? ''])
    : needs(need.words);
}

async function isOurs({ file }: Need, hasFile: ProofOptions['hasFile']): Promise<boolean> {
  return file !== undefined && !file.startsWith('/') && hasFile !== undefined && (await hasFile(file));
}

/** What Go's runtime writes of a program that breaks, and loggers that break it. */
const CRASH = /^(?:panic|fatal error):|"level":"panic"|level=panic/i;

/** Words about what somebody who calls a program should give it: an argument, a flag, a command, a setting. */
const ASKS_FOR =
  /\b(?:argument|arg|flag|option|parameter|operand|(?:sub)?command|input|function)s?\b|\b(?:missing|required?|requires|expect(?:s|ed)|specify|provide|must (?:be|have|set)|(?:un|not )(?:specified|provided|given|set))\b/i;

/** What a machine or an image does not let a program have is none of its arguments, whatever else the line says. */
const DENIED =
  /\b(?:denied|read-only|no such file|file not found|not permitted|not implemented|cannot (?:open|load|allocate|execute)|shared librar)/i;

/** Whether a program has started and says what it was not given. */
function asksFor(exitCode: number, lines: readonly string[]): boolean {
  return (
    exitCode > 0 &&
    exitCode < 126 &&
    lines.some((line) => ASKS_FOR.test(line)) &&
    !lines.some((line) => CRASH.test(line) || DENIED.test(line))
  );
}

/** Whether a program that knows no `--help` speaks of it as of what it should work on. */
function takesForArgument(lines: readonly string[]): boolean {
  return lines.some((line) => /(?:^|[\s"'`=:/(])--?help\b/.test(line)) && !lines.some((line) => CRASH.test(line));
}

/** Whether a program explains how it is called. */
function isUsage(lines: readonly string[]): boolean {
  return lines.some((line) => /^\s*(?:usage|commands|available commands|flags|options)\b.*:?/i.test(line));
}

/** The line that says most: of a panic its first, else the last that speaks of an error, else the last. */
function tellingLine(lines: readonly string[]): string {
  const said = lines.filter((line) => line.trim() !== '');
  return (
    said.find((line) => CRASH.test(line)) ??
    said.findLast((line) =>
      /\b(?:error|fatal|failed|cannot|could not|unable|invalid|denied|not found)\b/i.test(line),
    ) ??
    said.at(-1) ??
    ''
  );
}
