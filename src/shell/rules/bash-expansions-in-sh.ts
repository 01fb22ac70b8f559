import type { Report } from '../../lint/rule.ts';
import type { ShellRule } from '../rule.ts';
import { is, isPlain } from './bash-syntax-in-sh.ts';

export const bashExpansionsInSh: ShellRule = {
  id: 'bash-expansions-in-sh',
  title: 'Expand variables as every sh can',
  severity: 'warning',
  aliases: [
    ...['SC3018', 'SC3019', 'SC3028', 'SC3034', 'SC3053', 'SC3054', 'SC3055', 'SC3056', 'SC3057', 'SC3059', 'SC3060'],
  ].map((id) => `shellcheck:${id}`),
  why: 'The shell of RUN is `/bin/sh`, which need not be bash: dash stops at `${name/a/b}`, `${name^^}` and `${name:1:2}` with “Bad substitution”, and puts nothing in the place of `$RANDOM` or `$UID`. Where bash is meant, `SHELL ["/bin/bash", "-c"]` says so.',
  exampleOf: 'shell',
  examples: [
    { bad: 'echo "«${name/a/b}»"', good: 'echo "$name" | sed s/a/b/' },
    { bad: 'echo "«${version:0:3}»"', good: 'echo "${version%.*}"' },
    {
      bad: 'echo «$RANDOM» "«${name^^}»" "«${list[0]}»" "«${!name}»"',
      good: 'echo "${name:-x}" "${name#a}" "${#name}"',
    },
    { bad: 'i=1; echo $((«i++»)); text=«$(<file)»', good: 'i=1; echo $((i += 1)); text=$(cat file)' },
  ],
  *check(subject): Iterable<Report> {
    if (!isPlain(subject.dialect)) return;
    const ash = subject.dialect === 'ash';
    for (const node of subject.nodes('expansion')) {
      const { name, prefix, index, operator, text } = node;
      if (prefix === '!') {
        yield is(node, text, index ? 'SC3055' : /[*@]\}$/.test(text) ? 'SC3056' : 'SC3053');
      } else if (index) yield is(node, text, 'SC3054');
      else if (operator === ':' && !ash) yield is(node, text, 'SC3057');
      else if (operator !== null && /^(?:\^\^?|,,?)$/.test(operator)) yield is(node, text, 'SC3059');
      else if (operator?.startsWith('/') && !ash) yield is(node, text, 'SC3060');
      else if (OF_BASH.has(name) && !subject.variables.has(name) && !isAssigned(name))
        yield is(node, `$${name}`, 'SC3028');
    }
    for (const node of subject.nodes('arithmetic-text')) {
      for (const part of node.parts) {
        if (part.kind !== 'literal') continue;
        const step = /[A-Za-z_]\w*(?:\+\+|--)|(?:\+\+|--)[A-Za-z_]\w*/.exec(part.text);
        if (step) yield is(at(part.start, step), step[0], 'SC3018');
        const power = /\*\*/.exec(part.text);
        if (power) yield is(at(part.start, power), '**', 'SC3019');
      }
    }
    for (const node of subject.nodes('command-substitution')) {
      const [only, second] = node.body.items;
      if (!only || second || node.backticks || only.statement.kind !== 'simple') continue;
      const { words, assignments, redirections } = only.statement;
      const reads = redirections.length === 1 && redirections[0]?.operator.text === '<';
      if (words.length === 0 && assignments.length === 0 && reads) yield is(node, '$(<file)', 'SC3034');
    }

    function isAssigned(name: string): boolean {
      return subject.nodes('assignment').some((one) => one.name === name);
    }
  },
};

/** Variables that bash sets by itself. */
const OF_BASH = new Set([
  ...['RANDOM', 'SECONDS', 'UID', 'EUID', 'HOSTNAME', 'HOSTTYPE', 'MACHTYPE', 'OSTYPE', 'SHELLOPTS', 'BASHPID'],
  ...['BASH', 'BASH_VERSION', 'BASH_SOURCE', 'BASH_LINENO', 'BASH_REMATCH', 'FUNCNAME', 'DIRSTACK', 'GROUPS'],
  ...['PIPESTATUS', 'SHLVL', 'COMP_WORDS', 'COMP_CWORD', 'COMPREPLY', 'HISTCMD', 'EPOCHSECONDS', 'EPOCHREALTIME'],
]);

function at(start: number, { index, 0: { length } }: RegExpExecArray) {
  return { start: start + index, end: start + index + length };
}
