import type { Report } from '../../lint/rule.ts';
import type { ShellNode } from '../model.ts';
import { nodeRule } from '../rule.ts';
import type { ShellSubject } from '../subject.ts';
import { isSplit } from '../split-words.ts';

export const quoteAllArguments = nodeRule(
  {
    id: 'quote-all-arguments',
    title: 'Pass all arguments on as "$@"',
    severity: 'warning',
    aliases: ['shellcheck:SC2068', 'shellcheck:SC2048', 'shellcheck:SC2086', 'shellcheck:SC2145'],
    why: 'Only `"$@"`, with its quotes and alone in its word, gives every argument as it was. `$@` and `$*` split arguments at their blanks, and `"a$@"` joins the text to the first of them only.',
    exampleOf: 'shell',
    nodes: ['expansion'],
    examples: [
      { bad: 'run «$@»', good: 'run "$@"', fixed: true },
      { bad: 'run «$*»', good: 'run "$*"' },
      { bad: 'echo "all: «$@»"', good: 'echo "all: $*"', fixed: true },
      { bad: '#!/bin/bash\nrun «${list[@]}»', good: '#!/bin/bash\nrun "${list[@]}" "${#list[@]}"' },
    ],
  },
  function* (node, subject): Iterable<Report> {
    const { name, index, prefix, start, end, text } = node;
    const all = name === '@' || (index !== null && index.value === '@');
    const joined = name === '*' || (index !== null && index.value === '*');
    if ((!all && !joined) || prefix !== null) return;
    const split = isSplit(node, subject);
    const parent = subject.parent(node);
    const mixed =
      all &&
      (parent?.kind === 'double-quoted' || parent?.kind === 'word') &&
      parent.parts.length > 1 &&
      isArgument(node, subject);
    if (!split && !mixed) return;
    const quote = {
      title: ['Quote it'] as const,
      safe: false,
      edits: [
        { start, end: start, text: '"' },
        { start: end, end, text: '"' },
      ],
    };
    const join = { title: ['Join them with `$*`'] as const, safe: false, edits: [{ start, end, text: '$*' }] };
    const aliases = [
      ...(split && all ? ['shellcheck:SC2068'] : []),
      ...(split && joined ? ['shellcheck:SC2048', 'shellcheck:SC2086'] : []),
      ...(mixed ? ['shellcheck:SC2145'] : []),
    ];
    yield {
      start,
      end,
      message: split
        ? ['`{0}` splits every argument at its blanks', text]
        : ['`{0}` beside other text joins that to one argument only', text],
      aliases,
      ...(split && all && !mixed ? { fixes: [quote] } : !split && name === '@' ? { fixes: [join] } : {}),
    };
  },
);

/** In the words of a command: an assignment takes all of them as one value anyway. */
function isArgument(node: ShellNode, subject: ShellSubject): boolean {
  for (const around of subject.ancestors(node)) {
    if (around.kind === 'simple') return true;
    if (!['word', 'double-quoted'].includes(around.kind)) return false;
  }
  return false;
}
