import type { Report } from '../lint/rule.ts';
import type { Message } from '../words/message.ts';
import type { Script } from './model.ts';
import type { SyntaxProblem } from './problem.ts';

/** Reports of all problems of one kind in a script. */
export function reportsOf(
  { problems }: Script,
  kind: SyntaxProblem['kind'],
  message: (problem: SyntaxProblem) => Message,
): Report[] {
  const found = problems.filter((problem) => problem.kind === kind);
  return found.map((problem) => ({ start: problem.start, end: problem.end, message: message(problem) }));
}
