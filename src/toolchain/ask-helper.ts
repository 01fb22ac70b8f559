import { tmpdir } from 'node:os';
import { runProgram } from '../processes/run-program.ts';
import { Problem } from '../words/problem.ts';
import { buildEnvironment, type GoCommand } from './go-command.ts';
import { type HelperAnswer, readHelperAnswer } from './helper-answer.ts';
import { type HelperPlace, helperProgram } from './helper-program.ts';
import type { HelperQuestion } from './helper-question.ts';

const LIMITS = { milliseconds: 120_000, output: 256 * 1024 * 1024 };

/** What the types say, in bounded time and memory. Throws a Problem where the helper gives no answer. */
export async function askHelper(
  go: GoCommand,
  place: HelperPlace,
  question: HelperQuestion,
  signal: AbortSignal,
): Promise<HelperAnswer> {
  const program = await helperProgram(go, place, signal);
  const input = JSON.stringify(question);
  const call = { program, args: [], cwd: tmpdir(), env: buildEnvironment(go), input, limits: LIMITS };
  const { code, output, complaint } = await runProgram(call, signal);
  const answer = code === 0 ? readHelperAnswer(output) : null;
  if (answer) return answer;
  throw new Problem({
    kind: 'unexpected',
    what: ['The helper that looks at types gave no answer'],
    why: ['{0}', complaint.trim().slice(-300)],
  });
}
