import type { Fix } from '../../lint/fix.ts';
import { rangeOf } from '../../lint/range.ts';
import type { Report } from '../../lint/rule.ts';
import { defaultScope } from '../variables/default-image.ts';
import { expand } from '../variables/expand.ts';
import { type UsedVariable, variablesOf } from '../variables/expanded-words.ts';
import { parseImage } from '../stages/image.ts';
import type { Dockerfile, Stage } from '../model.ts';
import { lineEndOf } from '../syntax/new-line.ts';
import { PLATFORM_VARIABLES } from '../variables/platform-variables.ts';
import { similarWord } from '../../lint/similar-word.ts';
import type { DockerfileRule } from '../subject.ts';
import { globalScope } from '../variables/variables.ts';

export const undefinedArgInFrom: DockerfileRule = {
  id: 'undefined-arg-in-from',
  title: 'Declare variables of FROM above the first FROM',
  severity: 'error',
  aliases: ['buildkit:UndefinedArgInFrom', 'dockerfile-utils:BASE_NAME_EMPTY'],
  why: 'FROM knows only the ARGs that stand above the first FROM, and the ones for platforms. Any other variable is replaced by nothing, and the build then asks for an image without a name or without a version. An ARG inside a stage is for that stage.',
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: 'ARG VERSION=3.23\nFROM alpine:«$VERSOIN»\nUSER 65532',
      good: 'ARG VERSION=3.23\nFROM alpine:$VERSION\nUSER 65532',
      fixed: true,
    },
    {
      bad: 'FROM alpine:3.23 AS a\nARG BASE=alpine:3.23\nFROM «${BASE}»\nUSER 65532',
      good: 'ARG BASE=alpine:3.23\nFROM alpine:3.23 AS a\nFROM ${BASE}\nUSER 65532',
    },
    {
      bad: 'FROM --platform=«$PLATFORM» alpine:3.23\nUSER 65532',
      good: 'FROM --platform=$BUILDPLATFORM alpine:3.23\nUSER 65532',
    },
  ],
  *check({ dockerfile }): Iterable<Report> {
    const { stages, text, escape } = dockerfile;
    if (!text.includes('$')) return;
    const globals = globalScope(dockerfile).variables;
    let names: readonly string[] | undefined;
    let defaults: ReturnType<typeof defaultScope> | undefined;
    let guesses = 0;
    for (const stage of stages) {
      for (const use of variablesInFrom(stage, escape)) {
        const { name, part, ofImage } = use;
        if (globals.has(name) || PLATFORM_VARIABLES.includes(name)) continue;
        // What no reference can name is no guess: `ARG TAG)` would be corrected for ever.
        names ??= [...globals.keys()].filter((one) => /^\w+$/.test(one)).slice(0, MOST_NAMES);
        defaults ??= defaultScope(dockerfile);
        const guess = guesses++ < MOST_GUESSES ? similarWord(name, names) : undefined;
        const image = ofImage && stage.image ? expand(stage.image.text, defaults, escape) : undefined;
        const valid = image === undefined || parseImage(image) !== undefined;
        const whole = ofImage && stage.image && use.start === stage.image.start && use.end === stage.image.end;
        const fallback = part.operator === '-' || part.operator === ':-' ? part.word.length > 0 : false;
        yield {
          ...rangeOf(use),
          ...(fallback && valid ? { severity: 'warning' } : {}),
          aliases: ['buildkit:UndefinedArgInFrom', ...(whole && !fallback ? ['dockerfile-utils:BASE_NAME_EMPTY'] : [])],
          message:
            guess === undefined
              ? ['No ARG above the first FROM declares `{0}`', name]
              : ['No ARG above the first FROM declares `{0}`; did you mean `{1}`?', name, guess],
          fixes: [guess === undefined ? declared(dockerfile, name) : spelled(dockerfile, use, guess, !valid)],
        };
      }
    }
  },
};

const MOST_NAMES = 500;
const MOST_GUESSES = 200;

function* variablesInFrom(
  { image, platform }: Stage,
  escape: string,
): Generator<UsedVariable & { readonly ofImage: boolean }> {
  for (const use of platform ? variablesOf(platform, escape) : []) yield { ...use, ofImage: false };
  for (const use of image ? variablesOf(image, escape) : []) yield { ...use, ofImage: true };
}

/** Where the image's name is none as it stands, no build can come of it yet. */
function spelled({ text }: Dockerfile, { start, end, name }: UsedVariable, guess: string, safe: boolean): Fix {
  const at = start + Math.max(0, text.slice(start, end).indexOf(name));
  return {
    title: ['Write `{0}`', guess],
    safe,
    edits: [{ start: at, end: at + name.length, text: guess }],
  };
}

function declared({ stages, text }: Dockerfile, name: string): Fix {
  const start = stages[0]?.from.start ?? 0;
  return {
    title: ['Declare `ARG {0}` above the first FROM (the build must be given its value)', name],
    safe: false,
    edits: [{ start, end: start, text: `ARG ${name}${lineEndOf(text)}` }],
  };
}
