import type { Report } from '../../lint/rule.ts';
import type { ShellNode } from '../model.ts';
import type { ShellRule } from '../rule.ts';
import type { Word } from '../source-text.ts';
import type { ShellSubject } from '../subject.ts';

export const variableNeverSet: ShellRule = {
  id: 'variable-never-set',
  title: 'Set variables before they are used',
  severity: 'warning',
  aliases: ['shellcheck:SC2154'],
  why: 'A variable that nothing sets is empty, and the shell says nothing about it. Names in lower case are the script’s own by custom, so they must be set in it, or by ARG or ENV of the Dockerfile; names in capitals may come from the base image and are left alone.',
  exampleOf: 'shell',
  examples: [
    { bad: 'version=1.2; echo "«$verison»"', good: 'version=1.2; echo "$version"' },
    {
      bad: 'curl -o "«${target}»" https://example.com/',
      good: 'for f in a b; do echo "$f"; done; read -r line; echo "$line" "${name:-x}" "$HOME" "$1"',
    },
  ],
  *check(subject): Iterable<Report> {
    const reported = new Set<string>();
    let set: ReadonlySet<string> | undefined;
    for (const node of subject.nodes('expansion')) {
      const { name, operator, start, end } = node;
      if (!/^[a-z_][a-zA-Z0-9_]*$/.test(name) || !/[a-z]/.test(name) || reported.has(name)) continue;
      if (subject.variables.has(name) || (operator !== null && /^:?[-=+?]$/.test(operator))) continue;
      if (isGuarded(node, subject)) continue;
      set ??= namesSet(subject);
      if (set.has(name)) continue;
      reported.add(name);
      yield { start, end, message: ['Nothing sets `{0}`', name] };
    }
  },
};

const DECLARING = new Set([
  ...['read', 'export', 'readonly', 'local', 'declare', 'typeset', 'getopts', 'mapfile', 'readarray', 'let', 'eval'],
]);

/** Inside `${x:+…}`, which is there for values that may be missing. */
function isGuarded(node: ShellNode, subject: ShellSubject): boolean {
  const word = subject.parent(node);
  const around = word && subject.parent(word);
  return around?.kind === 'expansion' && /^:?\+$/.test(around.operator ?? '');
}

/** Every name that the script may set. */
function namesSet(subject: ShellSubject): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { name } of subject.nodes('assignment')) names.add(name);
  for (const { variable } of subject.nodes('for')) names.add(variable.value);
  for (const { name, operator } of subject.nodes('expansion'))
    if (operator !== null && /^:?=$/.test(operator)) names.add(name);
  for (const { parts } of subject.nodes('arithmetic-text')) {
    for (const part of parts)
      if (part.kind === 'literal') for (const [name] of part.text.matchAll(/[A-Za-z_]\w*/g)) names.add(name);
  }
  for (const { words, assignments } of subject.commands) {
    for (const { value } of assignments) names.add(value.slice(0, Math.max(0, value.search(/\+?=/))));
    const name = words[0]?.value ?? '';
    if (name === '[' || name === 'test') for (const tested of testedNames(words)) names.add(tested);
    if (name === 'printf' && words[1]?.value === '-v' && words[2]) names.add(words[2].value);
    if (name === 'eval')
      for (const { value } of words) for (const [set] of value.matchAll(/[A-Za-z_]\w*(?==)/g)) names.add(set);
    if (!DECLARING.has(name)) continue;
    for (const { value } of words.slice(1)) {
      const [declared] = /^[A-Za-z_]\w*/.exec(value) ?? [];
      if (declared !== undefined) names.add(declared);
    }
  }
  return names;
}

/** A script that asks whether a variable holds anything knows that it may not. */
function* testedNames(words: readonly Word[]): Iterable<string> {
  for (const [index, { text }] of words.entries()) {
    const name = /^"?\$\{?([A-Za-z_]\w*)\}?"?$/.exec(text)?.[1];
    if (name === undefined) continue;
    const before = words[index - 1]?.text ?? '';
    const after = words[index + 1]?.text ?? ']';
    const alone = /^(?:\[|test|!|-a|-o)$/.test(before) && /^(?:\]|-a|-o)$/.test(after);
    if (before === '-n' || before === '-z' || alone) yield name;
  }
}
