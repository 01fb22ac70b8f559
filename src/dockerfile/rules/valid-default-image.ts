import { rangeOf } from '../../lint/range.ts';
import type { Fix } from '../../lint/fix.ts';
import type { Report } from '../../lint/rule.ts';
import { defaultScope } from '../variables/default-image.ts';
import { newestLine } from '../stages/end-of-life.ts';
import { expand } from '../variables/expand.ts';
import { variablesOf } from '../variables/expanded-words.ts';
import { parseImage } from '../stages/image.ts';
import type { DockerfileRule } from '../subject.ts';
import { globalScope, type Variable } from '../variables/variables.ts';

export const validDefaultImage: DockerfileRule = {
  id: 'valid-default-image',
  title: 'Give the ARGs of FROM defaults that make an image',
  severity: 'warning',
  aliases: ['buildkit:InvalidDefaultArgInFrom'],
  why: 'Without `--build-arg` the build takes the defaults. If no name of an image comes of them, `docker build .` fails, and so do tools that read the Dockerfile alone. Where an ARG has no default on purpose, because every build must give it, this is an advice only.',
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: 'ARG VERSION\nFROM «alpine:${VERSION}»\nUSER 65532',
      good: 'ARG VERSION=3.24\nFROM alpine:${VERSION}\nUSER 65532',
      fixed: true,
    },
    {
      bad: 'ARG TAG=""\nFROM «busybox:$TAG»\nUSER 65532',
      good: 'ARG TAG=""\nFROM busybox$TAG\nUSER 65532',
    },
    {
      bad: 'ARG BASE\nFROM «$BASE»\nUSER 65532',
      good: 'ARG BASE\nFROM ${BASE:-alpine:3.23}\nUSER 65532',
    },
  ],
  *check({ dockerfile }): Iterable<Report> {
    const { stages, text, escape } = dockerfile;
    if (!text.includes('$')) return;
    const { variables } = globalScope(dockerfile);
    const defaults = defaultScope(dockerfile);
    for (const { image, base } of stages) {
      if (!image?.text.includes('$') || base !== null) continue;
      const name = expand(image.text, defaults, escape);
      if (name === undefined || parseImage(name)) continue;
      const open = [...variablesOf(image, escape)].find((use) => variables.get(use.name)?.open)?.name;
      const fixes = open === undefined ? [] : defaultFor(image.text, variables.get(open));
      yield {
        ...rangeOf(image),
        ...(open === undefined ? {} : { severity: 'info' }),
        message:
          open === undefined
            ? ['By default `{0}` is `{1}`, which is no name of an image', image.text, name]
            : ['`{0}` has no default, so `{1}` names an image only if the build’s call sets it', open, image.text],
        ...(fixes.length > 0 ? { fixes } : {}),
      };
    }
  },
};

/** The newest release, where the variable is the whole tag of an image that is known here: `golang:${VERSION}`. */
function defaultFor(image: string, variable: Variable | undefined): Fix[] {
  const [, name, used, braced] = /^([a-z]+):\$(?:(\w+)|\{(\w+)\})$/.exec(image) ?? [];
  const reference = name === undefined ? undefined : parseImage(name);
  const line = reference && newestLine(reference);
  if (!variable || line === undefined || (used ?? braced) !== variable.name) return [];
  const { start, end } = variable.pair.key;
  const text = `${variable.name}=${line}`;
  return [
    {
      title: ['Write `ARG {0}` (a build whose call sets it stays the same)', text],
      safe: false,
      edits: [{ start, end, text }],
    },
  ];
}
