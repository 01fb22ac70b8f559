import { rangeOf } from '../../lint/range.ts';
import type { Fix } from '../../lint/fix.ts';
import type { Report } from '../../lint/rule.ts';
import type { Word } from '../../shell/source-text.ts';
import type { Instruction } from '../model.ts';
import { insertLineBefore } from '../syntax/new-line.ts';
import type { DockerfileRule } from '../subject.ts';

export const copyNeedsWorkdir: DockerfileRule = {
  id: 'copy-needs-workdir',
  title: 'Set WORKDIR before copying to a relative path',
  severity: 'warning',
  aliases: ['hadolint:DL3045'],
  why: 'A relative destination begins at WORKDIR. Where the file sets none, that is the folder of the base image, mostly `/`, and its next version may have another one.',
  exampleOf: 'dockerfile',
  about: ['COPY'],
  examples: [
    {
      bad: 'FROM node:24\nCOPY package.json «.»\nUSER 65532',
      good: 'FROM node:24\nWORKDIR /app\nCOPY package.json .\nUSER 65532',
      fixed: true,
    },
    {
      bad: 'FROM alpine:3.23\nCOPY ["a b", «"data/"»]\nUSER 65532',
      good: 'FROM alpine:3.23 AS base\nWORKDIR /x\nFROM base\nCOPY a /data/\nCOPY b data/\nCOPY c $HOME/\nUSER 65532',
    },
  ],
  *check({ dockerfile: { stages, text } }): Iterable<Report> {
    /** By stage: it, or one it is based on, sets WORKDIR. */
    const set: boolean[] = [];
    for (const stage of stages) {
      let known = stage.base !== null && (set[stage.base] ?? false);
      for (const instruction of stage.instructions) {
        const { keyword, json, heredocs } = instruction;
        if (keyword === 'WORKDIR') known = true;
        if (known || keyword !== 'COPY') continue;
        const paths = json ?? instruction.words;
        const last = paths.at(-1);
        if (!last || paths.length < 2 || heredocs.some(({ start }) => start === last.start)) continue;
        if (/^(?:[/\\$]|[A-Za-z]:)/.test(last.value) || last.value === '') continue;
        yield {
          ...rangeOf(last),
          message: ['`{0}` is relative, and no WORKDIR above says to what', last.value],
          fixes: fixesOf(text, instruction, last),
        };
      }
      set.push(known);
    }
  },
};

function fixesOf(text: string, instruction: Instruction, { start, end, value }: Word): Fix[] {
  const fixes: Fix[] = [
    {
      title: ['Set `WORKDIR /app` before it (all later instructions of the stage run there)'],
      safe: false,
      edits: [insertLineBefore(text, instruction, 'WORKDIR /app')],
    },
  ];
  const written = text.slice(start, end);
  const absolute = `/${value.replace(/^(?:\.\/+)+|^\.$/, '')}`;
  if (written !== value && written !== `"${value}"`) return fixes;
  const edit = { start, end, text: written === value ? absolute : `"${absolute}"` };
  fixes.push({
    title: ['Write `{0}` (where it goes if the image sets no other folder)', absolute],
    safe: false,
    edits: [edit],
  });
  return fixes;
}
