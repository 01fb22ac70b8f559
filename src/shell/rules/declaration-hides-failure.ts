import type { Report } from '../../lint/rule.ts';
import { nodeRule } from '../rule.ts';

export const declarationHidesFailure = nodeRule(
  {
    id: 'declaration-hides-failure',
    title: 'Assign first, then export',
    severity: 'warning',
    aliases: ['shellcheck:SC2155'],
    why: 'The status of `export A=$(command)` is that of `export`, which succeeds: a failing command is not noticed, not even under `set -e`. `A=$(command); export A` keeps it.',
    exampleOf: 'shell',
    nodes: ['simple'],
    when: ({ words }) => words.length > 1 && words.some(({ assignment }) => assignment !== null),
    examples: [
      { bad: 'export «VERSION»="$(git describe)"', good: 'VERSION="$(git describe)"; export VERSION' },
      {
        bad: '#!/bin/bash\nf() { local «x»=$(date); }',
        good: '#!/bin/bash\nf() { local x; x=$(date); local y=1; export z="$y"; }',
      },
    ],
  },
  function* ({ words }): Iterable<Report> {
    const [name, ...rest] = words;
    if (!['export', 'readonly', 'local', 'declare', 'typeset'].includes(name?.value ?? '')) return;
    for (const { assignment } of rest) {
      const parts = assignment?.assigned?.parts ?? [];
      const inner = parts.flatMap((part) => (part.kind === 'double-quoted' ? part.parts : [part]));
      if (!assignment || !inner.some(({ kind }) => kind === 'command-substitution')) continue;
      yield {
        ...assignment.nameRange,
        message: ['`{0}` hides that the command for `{1}` failed', name?.value ?? '', assignment.name],
      };
    }
  },
);
