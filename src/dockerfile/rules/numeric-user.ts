import { rangeOf } from '../../lint/range.ts';
import type { Report } from '../../lint/rule.ts';
import { expand } from '../variables/expand.ts';
import { baseImage } from '../stages/final.ts';
import type { Dockerfile, Stage } from '../model.ts';
import { readArguments } from '../../shell/options.ts';
import type { Word } from '../../shell/source-text.ts';
import type { DockerfileRule } from '../subject.ts';
import { lineage } from '../stages/stages.ts';
import { everyScoped } from '../variables/scoped-stages.ts';

export const numericUser: DockerfileRule = {
  id: 'numeric-user',
  title: 'Give USER a number',
  severity: 'info',
  aliases: ['hadolint:DL3066'],
  why: 'Kubernetes cannot tell from a name whether it is root: with `runAsNonRoot: true` and no `runAsUser` it refuses to start the container. A number says it, and needs no /etc/passwd in the image. Only stages that an image is made of count.',
  exampleOf: 'dockerfile',
  about: ['USER'],
  examples: [
    {
      bad: 'FROM alpine:3.23\nUSER «app»\n',
      good: 'FROM alpine:3.23\nUSER 10001:app\n',
    },
    {
      bad: 'FROM alpine:3.23\nRUN adduser -D -u 10001 app\nUSER «app:app»\n',
      good: 'FROM alpine:3.23\nRUN adduser -D -u 10001 app\nUSER 10001:app\n',
      fixed: true,
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
    const number = last.word.text === last.value ? numberOf(dockerfile, last.stage, user) : undefined;
    const written = last.value.replace(user, number ?? user);
    yield {
      ...rangeOf(last.word),
      message: ['`{0}` is a name, and Kubernetes compares numbers only', user],
      ...(number === undefined
        ? {}
        : {
            fixes: [
              {
                title: ['Write `{0}`, the number of `{1}`', written, user],
                safe: false,
                edits: [{ ...rangeOf(last.word), text: written }],
              },
            ],
          }),
    };
  },
};

/** The USER that the final image has, where the file decides it. */
function lastUser(
  dockerfile: Dockerfile,
): { readonly stage: Stage; readonly word: Word; readonly value: string } | undefined {
  const { stages, escape } = dockerfile;
  const words = new Map<number, { readonly word: Word; readonly value: string | undefined }>();
  for (const { stage, instruction, scope } of everyScoped(dockerfile, ({ keyword }) => keyword === 'USER')) {
    const [word] = instruction.words;
    if (word) words.set(stage.index, { word, value: expand(word.text, scope, escape) });
  }
  for (let stage = stages.at(-1); stage; stage = stages[stage.base ?? -1]) {
    const own = words.get(stage.index);
    if (own) return own.value === undefined ? undefined : { stage, word: own.word, value: own.value };
  }
  return undefined;
}

const TAKING = new Set([
  ...['-u', '--uid', '-g', '--gid', '-G', '--groups', '--ingroup', '-s', '--shell', '-d', '-h', '--home', '--home-dir'],
  ...['-c', '--comment', '--gecos', '-k', '--skel'],
]);

/** The number that the file gives a user when it makes it, or that the base image has for it. */
function numberOf(dockerfile: Dockerfile, stage: Stage, user: string): string | undefined {
  const family = lineage(dockerfile.stages, stage);
  for (const program of ['useradd', 'adduser']) {
    for (const at of dockerfile.commandsByName.get(program) ?? []) {
      if (!at.stage || !family.includes(at.stage)) continue;
      const { options, operands } = readArguments(at.command, TAKING);
      const number = options.find(({ name }) => name === '-u' || name === '--uid')?.value;
      if (operands.some(({ value }) => value === user) && /^\d+$/.test(number ?? '')) return number ?? undefined;
    }
  }
  const image = baseImage(dockerfile, stage) ?? '';
  if (user === 'nonroot' && /^gcr\.io\/distroless\/|^cgr\.dev\/chainguard\//.test(image)) return '65532';
  return user === 'nobody' && /^(?:alpine|debian|ubuntu|golang)(?::|$)/.test(image) ? '65534' : undefined;
}
