import { rangeOf } from '../../lint/range.ts';
import type { Report } from '../../lint/rule.ts';
import type { Instruction } from '../model.ts';
import type { DockerfileRule } from '../subject.ts';
import { readWord } from '../syntax/variable-syntax.ts';

export const copyIntoFolder: DockerfileRule = {
  id: 'copy-into-folder',
  title: 'End the destination of several sources with a slash',
  severity: 'error',
  aliases: ['hadolint:DL3021', 'trivy:DS-0011', 'dockerfile-utils:INVALID_DESTINATION'],
  why: 'Several files go into a folder, and a destination is a folder only if it ends with `/`. Docker’s classic builder refuses anything else; BuildKit may write all of them to one file, one over the other.',
  exampleOf: 'dockerfile',
  about: ['COPY', 'ADD'],
  examples: [
    {
      bad: 'FROM alpine:3.23\nCOPY a.txt b.txt «/data»\nUSER 65532',
      good: 'FROM alpine:3.23\nCOPY a.txt b.txt /data/\nUSER 65532',
      fixed: true,
    },
    {
      bad: 'FROM alpine:3.23\nWORKDIR /x\nCOPY ["a b", "c", "«.»"]\nADD a.tgz b.tgz «.»\nUSER 65532',
      good: 'FROM alpine:3.23\nWORKDIR /x\nCOPY ["a b", "c", "./"]\nADD a.tgz b.tgz ./\nUSER 65532',
      fixed: true,
    },
  ],
  differs: {
    'hadolint:DL3021': 'A destination that ends with a variable may end with a slash: nothing is said.',
    'trivy:DS-0011': 'A destination that ends with a variable may end with a slash: nothing is said.',
    'dockerfile-utils:INVALID_DESTINATION': 'In `"/data/"` the slash stands before the quote.',
  },
  *check({ dockerfile: { instructions } }): Iterable<Report> {
    for (const outer of instructions) {
      const isTrigger = outer.keyword === 'ONBUILD';
      const instruction = isTrigger ? outer.inner : outer;
      if (instruction) yield* checkCopy(instruction, isTrigger);
    }
  },
};

function* checkCopy(instruction: Instruction, isTrigger: boolean): Generator<Report> {
  const { keyword, json, heredocs } = instruction;
  if (keyword !== 'COPY' && keyword !== 'ADD') return;
  const paths = json ?? instruction.words;
  const last = paths.at(-1);
  if (!last || paths.length < 3 || heredocs.some(({ start }) => start === last.start)) return;
  // A variable at the end may bring the slash; a backslash is one of Windows.
  if (/[/\\]$/.test(last.value) || /\$(?:\w+|\{[^}]*\})$/.test(last.value)) return;
  const quote = /["']$/.test(last.text) ? 1 : 0;
  const aliases = heredocs.length > 0 ? [] : ['dockerfile-utils:INVALID_DESTINATION'];
  if (keyword === 'COPY' && !isTrigger) aliases.push('hadolint:DL3021', 'trivy:DS-0011');
  // Of a JSON string the quotes are not marked.
  const place = json ? { start: last.start + 1, end: last.end - 1 } : rangeOf(last);
  yield {
    ...place,
    aliases,
    message: ['Several sources are copied to `{0}`, which does not end with a slash', last.value],
    // With an open quote nobody knows where the destination ends.
    ...(readWord(last.text, '\\').problem
      ? {}
      : {
          fixes: [
            {
              title: ['Add the slash'],
              safe: true,
              edits: [{ start: last.end - quote, end: last.end - quote, text: '/' }],
            },
          ],
        }),
  };
}
