import type { Report } from '../../lint/rule.ts';
import type { Dockerfile, Instruction, Stage } from '../model.ts';
import { rangeIn } from '../../shell/source-text.ts';
import type { DockerfileRule } from '../subject.ts';
import { globalScope, scopeAt } from '../variables/variables.ts';
import { readWord, variablesIn } from '../syntax/variable-syntax.ts';
import { lineEndOf } from '../syntax/new-line.ts';

export const globalArgInRun: DockerfileRule = {
  id: 'global-arg-in-run',
  title: 'Declare a global ARG again in the stage that uses it',
  severity: 'warning',
  aliases: [],
  why: 'An ARG before the first FROM is for FROM lines only. In a stage it is empty until the stage says `ARG NAME`, and a shell puts nothing in its place without a word.',
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: 'ARG VERSION=1.2\nFROM alpine:3.23\nRUN wget https://example.com/tool-«$VERSION».tgz\nUSER 65532',
      good: 'ARG VERSION=1.2\nFROM alpine:3.23\nARG VERSION\nRUN wget https://example.com/tool-$VERSION.tgz\nUSER 65532',
      fixed: true,
    },
    {
      bad: 'ARG VERSION=1.2\nFROM alpine:3.23\nRUN echo "«${VERSION}»"\nUSER 65532',
      good: 'ARG VERSION=1.2\nFROM alpine:${VERSION}\nRUN VERSION=3; echo $VERSION\nRUN for VERSION in a b; do echo $VERSION; done\nRUN echo \'$VERSION\' "${VERSION:-none}"\nUSER 65532',
    },
  ],
  *check({ dockerfile }): Iterable<Report> {
    const globals = globalScope(dockerfile).variables;
    if (globals.size === 0) return;
    for (const stage of dockerfile.stages) {
      for (const instruction of stage.instructions) {
        if (instruction.keyword === 'RUN' && instruction.heredocs.length === 0)
          yield* inRun(dockerfile, stage, instruction, [...globals.keys()]);
      }
    }
  },
};

function* inRun(dockerfile: Dockerfile, stage: Stage, run: Instruction, names: readonly string[]): Iterable<Report> {
  const { text } = run.rest;
  const used = names.filter((name) => text.includes(`$${name}`) || text.includes(`\${${name}}`));
  if (used.length === 0) return;
  const scope = scopeAt(dockerfile, stage, run.start);
  const reported = new Set<string>();
  for (const { start, end, name, operator } of variablesIn(
    readWord(text.replace(/"/g, ' '), dockerfile.escape, true).parts,
  )) {
    if (!used.includes(name) || operator !== null || scope.variables.has(name) || reported.has(name)) continue;
    // Set by the script itself, in whatever way.
    if (
      new RegExp(
        `(?:^|[^$\\w{])${name}(?:\\+?=|\\s+in\\s)|\\b(?:read|export|local|getopts)\\b[^;&|]*\\b${name}\\b`,
      ).test(text)
    )
      continue;
    reported.add(name);
    yield {
      ...rangeIn(run.rest, start, end),
      message: ['`{0}` is empty here: the stage does not declare `ARG {0}`', name],
      fixes: [
        {
          title: ['Declare `ARG {0}` before it', name],
          safe: false,
          edits: [
            {
              start: run.start,
              end: run.start,
              text: `ARG ${name}${lineEndOf(dockerfile.text)}`,
            },
          ],
        },
      ],
    };
  }
}
