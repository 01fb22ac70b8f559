import { Problem } from '../words/problem.ts';
import type { FailedStep } from './build-steps.ts';
import { type InstructionLines, locateError, locateStep } from './failing-instruction.ts';
import type { BuildFailure } from './types.ts';

/** The Problem of a failed build: which instruction of the Dockerfile, on which lines, with which output. */
export function buildFailed(
  message: string,
  step: FailedStep | undefined,
  dockerfile: string,
  dockerfileText: string,
  mask: (text: string) => string,
): Problem {
  const located = (step && locateStep(dockerfileText, step.name)) ?? locateError(dockerfileText, message);
  const reason = tidy(mask(step?.error ?? '') || message);
  const exitCode = /exit code: (?<code>\d+)/.exec(`${message}\n${reason}`)?.groups?.['code'];
  const instruction = located?.text ?? step?.name.replace(/^\[[^\]]*\] /, '');
  const failure: BuildFailure = {
    output: mask(step?.output ?? ''),
    ...(located && { lines: { first: located.first, last: located.last } }),
    ...(instruction !== undefined && { instruction: mask(instruction) }),
    ...(exitCode !== undefined && { exitCode: Number(exitCode) }),
  };
  return new Problem({
    kind: 'build-failed',
    what: describe(located, failure, dockerfile),
    why: exitCode === undefined ? ['{0}', reason] : ['The command ended with exit code {0}', exitCode],
    ...(failure.output !== '' && { next: ['Its last output: {0}', lastLine(failure.output)] as const }),
    cause: failure,
  });
}

function describe(
  located: InstructionLines | undefined,
  { instruction }: BuildFailure,
  dockerfile: string,
): Problem['details']['what'] {
  if (located !== undefined) {
    return ['The build failed at `{0}` ({1}, line {2})', short(instruction ?? ''), dockerfile, located.first];
  }
  return instruction === undefined ? ['The build failed'] : ['The build failed at `{0}`', short(instruction)];
}

/** Without the engine's own call chain and the parts of a command line that the instruction shows anyway. */
function tidy(message: string): string {
  return message
    .replace(
      /^(?:failed to solve(?: with frontend [\w.]+)?: |rpc error: code = \w+ desc = |failed to create LLB definition: )+/,
      '',
    )
    .replace(/: runc did not terminate sucessfully$/, '');
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 100 ? `${line.slice(0, 99)}…` : line;
}

function lastLine(output: string): string {
  return output.trimEnd().split('\n').at(-1) ?? '';
}
