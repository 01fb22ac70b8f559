import { rangeOf } from '../../lint/range.ts';
import type { Report, Rule } from '../../lint/rule.ts';
import { expand } from '../expand.ts';
import type { Dockerfile } from '../model.ts';
import type { Word } from '../../shell/source-text.ts';
import type { DockerfileSubject } from '../subject.ts';
import { everyScoped } from '../scoped-stages.ts';

export const numericUser: Rule<DockerfileSubject> = {
  id: 'numeric-user',
  title: 'Give USER a number',
  severity: 'info',
  aliases: ['hadolint:DL3066'],
  why: 'Kubernetes cannot tell from a name whether it is root: with `runAsNonRoot: true` and no `runAsUser` it refuses to start the container. A number says it, and needs no /etc/passwd in the image. Only stages that an image is made of count.',
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: 'FROM alpine:3.23\nUSER «app»\n',
      good: 'FROM alpine:3.23\nUSER 10001:app\n',
    },
    {
      bad: 'FROM alpine:3.23\nARG NAME=nobody\nUSER «${NAME}:nogroup»\n',
      good: 'FROM alpine:3.23\nARG ID=65534\nUSER ${ID}:nogroup\n',
    },
    {
      bad: 'FROM alpine:3.23 AS base\nUSER «app»\nFROM base\n',
      good: 'FROM golang:1.26 AS build\nUSER builder\nFROM scratch\nUSER $ID\n',
    },
  ],
  differs: {
    'hadolint:DL3066':
      'Only the last USER of the final image is what Kubernetes sees, so names in build stages and USERs that a later one replaces are fine. Variables are replaced by their defaults; where the file gives none, nothing is said.',
  },
  *check({ dockerfile }): Iterable<Report> {
    const last = lastUser(dockerfile);
    if (!last) return;
    const [user = ''] = last.value.split(':');
    if (user === '' || /^\d+$/.test(user)) return;
    yield {
      ...rangeOf(last.word),
      message: ['`{0}` is a name, and Kubernetes compares numbers only', user],
    };
  },
};

/** The USER that the final image has, where the file decides it. */
function lastUser(dockerfile: Dockerfile): { readonly word: Word; readonly value: string } | undefined {
  const { stages, escape } = dockerfile;
  const words = new Map<number, { readonly word: Word; readonly value: string | undefined }>();
  for (const { stage, instruction, scope } of everyScoped(dockerfile, ({ keyword }) => keyword === 'USER')) {
    const [word] = instruction.words;
    if (word) words.set(stage.index, { word, value: expand(word.text, scope, escape) });
  }
  for (let stage = stages.at(-1); stage; stage = stages[stage.base ?? -1]) {
    const own = words.get(stage.index);
    if (own) return own.value === undefined ? undefined : { word: own.word, value: own.value };
  }
  return undefined;
}
