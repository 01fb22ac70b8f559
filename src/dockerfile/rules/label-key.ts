import { rangeOf } from '../../lint/range.ts';
import type { Fix } from '../../lint/fix.ts';
import type { Report } from '../../lint/rule.ts';
import type { Word } from '../../shell/source-text.ts';
import type { DockerfileRule } from '../subject.ts';

export const labelKey: DockerfileRule = {
  id: 'label-key',
  title: 'Write keys of labels as Docker’s rules say',
  severity: 'hint',
  aliases: ['hadolint:DL3048'],
  why: 'Keys begin with a lower-case letter, go on with lower-case letters, digits, single dots and hyphens, and end with a letter or digit; those that begin with `com.docker.`, `io.docker.` or `org.dockerproject.` belong to Docker. Other keys work, but filters of tools may not find them.',
  exampleOf: 'dockerfile',
  about: ['LABEL'],
  examples: [
    {
      bad: 'FROM alpine:3.23\nLABEL «Vendor»=x «com.docker.app»=y\nUSER 65532',
      good: 'FROM alpine:3.23\nLABEL vendor=x com.example.app=y\nUSER 65532',
    },
    {
      bad: 'FROM alpine:3.23\nLABEL «"my label"»=x «a..b»=y\nUSER 65532',
      good: 'FROM alpine:3.23\nLABEL my-label=x a.b=y\nUSER 65532',
      fixed: true,
    },
  ],
  differs: { 'hadolint:DL3048': 'A key with a variable is not judged.' },
  *check({ dockerfile: { stages } }): Iterable<Report> {
    for (const { instructions } of stages) {
      for (const { keyword, pairs } of instructions) {
        if (keyword !== 'LABEL') continue;
        for (const { key } of pairs) {
          if (key.value === '' || key.value.includes('$')) continue;
          if (/^(?:com\.docker|io\.docker|org\.dockerproject)\./.test(key.value)) {
            yield { ...rangeOf(key), message: ['Keys such as `{0}` are kept for Docker itself', key.value] };
          } else if (!isKey(key.value)) {
            yield {
              ...rangeOf(key),
              message: ['`{0}` is no key as Docker’s rules want it', key.value],
              fixes: fixesOf(key),
            };
          }
        }
      }
    }
  },
};

/** The nearest key that keeps to the rules, where there is one. */
function fixesOf({ start, end, text, value }: Word): Fix[] {
  const key = value
    .toLowerCase()
    .replace(/[^a-z0-9._/-]+/g, '-')
    .replace(/\.{2,}/g, '.')
    .replace(/-{2,}/g, '-')
    .replace(/^[^a-z]+|[^a-z0-9]+$/g, '');
  if (!isKey(key) || end - start !== text.length) return [];
  return [
    {
      title: ['Write `{0}` (tools that ask for the old key do not find it)', key],
      safe: false,
      edits: [{ start, end, text: key }],
    },
  ];
}

function isKey(key: string): boolean {
  return /^[a-z](?:[a-z0-9._/-]*[a-z0-9])?$/.test(key) && !/\.\.|--/.test(key);
}
