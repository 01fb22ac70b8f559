import type { Report } from '../../lint/rule.ts';
import { nodeRule } from '../rule.ts';

export const redirectionOrder = nodeRule(
  {
    id: 'redirection-order',
    title: 'Redirect errors after the output they shall follow',
    severity: 'warning',
    aliases: ['shellcheck:SC2069'],
    why: 'Redirections are done from left to right: `command 2>&1 > file` sends errors to where the output went before, the terminal, and only then the output into the file. `command > file 2>&1` sends both.',
    exampleOf: 'shell',
    nodes: ['redirection'],
    when: ({ descriptor }) => descriptor === '2',
    examples: [
      { bad: 'make «2>&1» > log', good: 'make > log 2>&1', fixed: true },
      { bad: 'make «2>&1» >> log', good: 'make >> log 2>&1', fixed: true },
      { bad: 'make «2>&1» >/dev/null', good: 'make 2>&1 | tee log; make 2>&1 >&3; x=$(make 2>&1 >/dev/tty)' },
    ],
  },
  function* (node, subject): Iterable<Report> {
    if (node.descriptor !== '2' || node.operator.text !== '>&' || node.target?.text !== '1') return;
    const command = subject.parent(node);
    if (command?.kind !== 'simple') return;
    const index = command.redirections.indexOf(node);
    // Where the output went elsewhere before, errors are meant to follow it there.
    if (command.redirections.slice(0, index).some(({ descriptor }) => descriptor === null || descriptor === '1'))
      return;
    const later = command.redirections[index + 1];
    if (!later || !['>', '>>'].includes(later.operator.text) || later.descriptor !== null || !later.target) return;
    // In a pipe, or in `$(…)`, errors alone may be what is wanted.
    for (const around of subject.ancestors(command)) {
      if (around.kind === 'pipeline' && around.commands.at(-1) !== command) return;
      if (around.kind === 'command-substitution') return;
    }
    const between = { start: node.end, end: later.start };
    yield {
      start: node.start,
      end: node.end,
      message: ['Errors go where the output went before it was redirected'],
      fixes: [
        {
          title: ['Redirect the output first'],
          safe: false,
          edits: [
            { start: node.start, end: between.end, text: '' },
            { start: later.end, end: later.end, text: ' 2>&1' },
          ],
        },
      ],
    };
  },
);
