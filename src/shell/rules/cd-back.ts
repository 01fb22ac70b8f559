import type { Report } from '../../lint/rule.ts';
import type { ShellRule } from '../rule.ts';
import { setsErrexit } from './check-cd.ts';

export const cdBack: ShellRule = {
  id: 'cd-back',
  title: 'Change folders in a subshell',
  severity: 'hint',
  aliases: ['shellcheck:SC2103'],
  why: '`cd a; command; cd ..` ends in another folder where `a` is a link, or where one of the commands fails. In a subshell, `(cd a && command)`, the folder is the old one again in any case.',
  exampleOf: 'shell',
  examples: [
    { bad: 'cd a; make; «cd ..»', good: '(cd a && make)' },
    { bad: 'cd a/b\nmake\n«cd ../..»\nmake', good: 'set -e; cd a; make; cd ..' },
  ],
  *check(subject): Iterable<Report> {
    if (subject.options.has('errexit')) return;
    let errexit: boolean | undefined;
    for (const { items } of subject.nodes('list')) {
      let entered = false;
      for (const { statement } of items) {
        if (statement.kind !== 'simple' || statement.words[0]?.text !== 'cd') continue;
        const back = /^(?:\.\.\/?)+$/.test(statement.words[1]?.text ?? '');
        if (back && entered) {
          if ((errexit ??= setsErrexit(subject))) return;
          yield {
            start: statement.start,
            end: statement.end,
            message: ['This comes back only where nothing before it failed'],
          };
        }
        entered = !back;
      }
    }
  },
};
