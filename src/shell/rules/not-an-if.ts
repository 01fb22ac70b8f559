import type { Report } from '../../lint/rule.ts';
import type { AndOr, CommandNode, Pipeline } from '../model.ts';
import { nodeRule } from '../rule.ts';
import type { ShellSubject } from '../subject.ts';

export const notAnIf = nodeRule(
  {
    id: 'not-an-if',
    title: 'Write a choice as if, then and else',
    severity: 'info',
    aliases: ['shellcheck:SC2015'],
    why: '`a && b || c` runs `c` also where `a` succeeded and `b` failed: a failed step is hidden by the step for the other case. `if a; then b; else c; fi` runs one of the two.',
    exampleOf: 'shell',
    nodes: ['and-or'],
    examples: [
      { bad: '[ -f x ] «&&» make x || make y', good: 'if [ -f x ]; then make x; else make y; fi' },
      { bad: 'id app «&&» usermod -u 1 app || useradd app', good: 'id app || useradd app' },
      {
        bad: 'test -f x «&&» cp x y || { cp z y; }',
        good: 'a && b || true; a && b || exit 1; a && b || echo no; if a && b || c; then d; fi',
      },
    ],
  },
  function* (node, subject): Iterable<Report> {
    const { statements, operators } = node;
    for (const [index, operator] of operators.entries()) {
      const last = statements[index + 2];
      if (operator.text !== '&&' || operators[index + 1]?.text !== '||' || !last || endsIt(last)) continue;
      // What only decides a branch is a condition, not a choice.
      if (isCondition(node, subject)) return;
      yield {
        start: operator.start,
        end: operator.end,
        message: ['The command behind `||` runs also where the one behind `&&` fails'],
      };
      return;
    }
  },
);

function isCondition(node: AndOr, subject: ShellSubject): boolean {
  const list = subject.parent(node);
  const holder = list && subject.parent(list);
  if (holder?.kind === 'loop') return holder.condition === list;
  return holder?.kind === 'if' && holder.branches.some(({ condition }) => condition === list);
}

/** What can follow as the answer to both failures: an end, a message, an assignment, success. */
function endsIt(statement: Pipeline | CommandNode): boolean {
  if (statement.kind !== 'simple') return false;
  const [name] = statement.words;
  return !name || ['true', ':', 'exit', 'return', 'echo', 'printf'].includes(name.value);
}
