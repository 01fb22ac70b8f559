import type { TextEdit } from '../../lint/fix.ts';
import type { Report } from '../../lint/rule.ts';
import { labelSchema, labelsOf } from '../label-schema.ts';
import type { Instruction, Pair } from '../model.ts';
import type { DockerfileRule } from '../subject.ts';

export const noOtherLabels: DockerfileRule = {
  id: 'no-other-labels',
  title: 'Set no labels but those that the team knows',
  severity: 'info',
  aliases: ['hadolint:DL3050'],
  why: 'A misspelt label is read by nobody, and nobody notices. Where `labels` in `.gantry.yaml` or hadolint’s configuration is strict, only labels of the schema are allowed; without that this rule is silent.',
  exampleOf: 'dockerfile',
  about: ['LABEL'],
  examples: [
    {
      bad: 'FROM alpine:3.23\nLABEL version=1.2.3 «vresion»=1.2.3\nUSER 65532\n',
      good: 'FROM alpine:3.23\nLABEL version=1.2.3\nUSER 65532\n',
      fixed: true,
      options: { schema: { version: 'semver' }, strict: true },
    },
    {
      bad: 'FROM alpine:3.23\nLABEL «team»=shop\nUSER 65532\n',
      good: 'FROM alpine:3.23\nUSER 65532\n',
      fixed: true,
      options: { strict: true },
    },
  ],
  *check({ dockerfile }, options): Iterable<Report> {
    if (options['strict'] !== true) return;
    const schema = labelSchema(options);
    for (const instruction of dockerfile.instructions) {
      for (const pair of labelsOf(instruction)) {
        const { key } = pair;
        if (schema.has(key.value)) continue;
        const edit = removal(dockerfile.text, instruction, pair);
        yield {
          start: key.start,
          end: key.end,
          message: ['The label `{0}` is none of those that the schema knows', key.value],
          fixes: edit
            ? [{ title: ['Remove `{0}` (the image loses the label)', key.value], safe: false, edits: [edit] }]
            : [],
        };
      }
    }
  },
};

/** Takes one label out, or the instruction with its line; undefined where comments stand between labels. */
function removal(text: string, { pairs, start, end }: Instruction, pair: Pair): TextEdit | undefined {
  const index = pairs.indexOf(pair);
  const before = pairs[index - 1];
  const after = pairs[index + 1];
  const edit = before
    ? { start: endOf(before), end: endOf(pair) }
    : after
      ? { start: pair.key.start, end: after.key.start }
      : { start: text.lastIndexOf('\n', start - 1) + 1, end: lineEnd(text, end) };
  return /^[ \t]*#/m.test(text.slice(edit.start, edit.end)) ? undefined : { ...edit, text: '' };
}

function endOf({ key, value }: Pair): number {
  return value?.end ?? key.end;
}

function lineEnd(text: string, from: number): number {
  const feed = text.indexOf('\n', from);
  return feed < 0 ? text.length : feed + 1;
}
