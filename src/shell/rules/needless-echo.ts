import type { Report } from '../../lint/rule.ts';
import type { CommandSubstitution, WordNode } from '../model.ts';
import { nodeRule } from '../rule.ts';
import type { ShellSubject } from '../subject.ts';

export const needlessEcho = nodeRule(
  {
    id: 'needless-echo',
    title: 'Use the text itself in place of echo in a substitution',
    severity: 'hint',
    aliases: ['shellcheck:SC2116', 'shellcheck:SC2005'],
    why: '`$(echo text)` starts a subshell that gives back what it was given, and `echo "$(command)"` prints what the command prints by itself.',
    exampleOf: 'shell',
    nodes: ['command-substitution'],
    examples: [
      { bad: 'x=«$(echo "$y")»', good: 'x=$y' },
      { bad: 'echo «$(date)»', good: 'date; x=$(echo "$y" | tr a b); echo "now: $(date)"; x=$(echo -e "a")' },
    ],
  },
  function* (node, subject): Iterable<Report> {
    const [only, second] = node.body.items;
    const inner = only && !second && only.statement.kind === 'simple' ? only.statement : undefined;
    const range = { start: node.start, end: node.end };
    const [name, first] = inner?.words ?? [];
    const echoes =
      name?.text === 'echo' &&
      first !== undefined &&
      inner?.redirections.length === 0 &&
      inner.assignments.length === 0;
    const word = outerWord(node, subject);
    const command = word && subject.parent(word);
    const printed =
      command?.kind === 'simple' &&
      command.words[0]?.text === 'echo' &&
      command.words.length === 2 &&
      command.redirections.length === 0;
    const copied =
      echoes &&
      !first.text.startsWith('-') &&
      !first.parts.some(({ kind }) => kind === 'glob' || kind === 'brace-expansion');
    const aliases = [...(copied ? ['shellcheck:SC2116'] : []), ...(printed ? ['shellcheck:SC2005'] : [])];
    if (copied) yield { ...range, message: ['`echo` gives back what it was given'], aliases };
    else if (printed) yield { ...range, message: ['`echo` prints what the command prints by itself'], aliases };
  },
);

/** The word that is nothing but the substitution, with or without quotes. */
function outerWord(node: CommandSubstitution, subject: ShellSubject): WordNode | undefined {
  const parent = subject.parent(node);
  if (parent?.kind === 'word' && parent.parts.length === 1) return parent;
  if (parent?.kind !== 'double-quoted' || parent.parts.length !== 1) return undefined;
  const word = subject.parent(parent);
  return word?.kind === 'word' && word.parts.length === 1 ? word : undefined;
}
