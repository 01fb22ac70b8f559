import type { Report } from '../../lint/rule.ts';
import type { SimpleCommand } from '../model.ts';
import type { ShellRule } from '../rule.ts';
import type { ShellSubject } from '../subject.ts';

export const checkCd: ShellRule = {
  id: 'check-cd',
  title: 'Stop where cd fails',
  severity: 'info',
  aliases: ['shellcheck:SC2164'],
  why: 'Where `cd` fails, the commands behind it run in the folder before: `cd /build; rm -rf *` empties another one. `cd /build && …`, `cd /build || exit` and `set -e` stop there.',
  exampleOf: 'shell',
  examples: [
    { bad: '«cd /build»; rm -rf out', good: 'cd /build && rm -rf out' },
    { bad: '( «cd "$DIR"»; make )', good: '( cd "$DIR" && make )' },
    { bad: '«pushd src»; make', good: 'set -e; cd /build; make; cd ..; if cd x; then y; fi; cd x || exit 1' },
  ],
  *check(subject): Iterable<Report> {
    if (subject.options.has('errexit') || setsErrexit(subject)) return;
    for (const node of subject.nodes('simple')) {
      const [name, folder] = node.words;
      if (!name || !['cd', 'pushd', 'popd'].includes(name.text)) continue;
      // `cd ..` and `cd /` do not fail.
      if (name.text === 'cd' && /^(?:\.|\.\.|\/|(?:\.\.\/)+(?:\.\.)?)$/.test(folder?.text ?? '')) continue;
      if (isDecided(node, subject)) continue;
      yield { start: node.start, end: node.end, message: ['What follows runs elsewhere where `{0}` fails', name.text] };
    }
  },
};

/** `set -e`, wherever the script says it. */
export function setsErrexit(subject: ShellSubject): boolean {
  return subject.nodes('simple').some(({ words }) => {
    const [name, ...rest] = words.map(({ text }) => text);
    return name === 'set' && (rest.some((word) => /^-[a-zA-Z]*e/.test(word)) || rest.includes('errexit'));
  });
}

/** Its status decides what follows: in a condition, or before `&&` or `||`. */
function isDecided(node: SimpleCommand, subject: ShellSubject): boolean {
  const parent = subject.parent(node);
  if (parent?.kind === 'and-or') return true;
  if (parent?.kind === 'pipeline' && parent.negation) return true;
  const list = parent?.kind === 'list' ? parent : undefined;
  const holder = list && subject.parent(list);
  if (holder?.kind === 'if') return holder.branches.some(({ condition }) => condition === list);
  if (holder?.kind === 'loop') return holder.condition === list;
  // The last command of a function gives its status to the caller.
  return (
    holder?.kind === 'group' && subject.parent(holder)?.kind === 'function' && list?.items.at(-1)?.statement === node
  );
}
