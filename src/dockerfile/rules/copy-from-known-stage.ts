import type { Fix } from '../../lint/fix.ts';
import { rangeOf } from '../../lint/range.ts';
import type { Report } from '../../lint/rule.ts';
import { parseImage } from '../stages/image.ts';
import type { Word } from '../../shell/source-text.ts';
import { similarWord } from '../../lint/similar-word.ts';
import type { DockerfileRule } from '../subject.ts';

export const copyFromKnownStage: DockerfileRule = {
  id: 'copy-from-known-stage',
  title: 'Copy from a stage of this file by its name',
  severity: 'warning',
  aliases: ['hadolint:DL3022'],
  why: 'A name after `COPY --from=` that no earlier stage has is looked up as a build context of the command line, and then as an image in the registry. A typing error therefore downloads a stranger’s image or fails.',
  exampleOf: 'dockerfile',
  about: ['COPY'],
  examples: [
    {
      bad: 'FROM golang:1.26 AS builder\nFROM scratch\nCOPY --from=«bulider» /app /app\nUSER 65532',
      good: 'FROM golang:1.26 AS builder\nFROM scratch\nCOPY --from=builder /app /app\nUSER 65532',
      fixed: true,
    },
    {
      bad: 'FROM alpine:3.23 AS assets\nFROM scratch\nCOPY --from=«asset» /a /a\nUSER 65532',
      good: 'FROM alpine:3.23 AS assets\nFROM scratch\nCOPY --from=assets /a /a\nCOPY --from=0 /b /b\nCOPY --from=nginx:1.29 /c /c\nUSER 65532',
    },
    {
      bad: 'FROM alpine:3.23\nCOPY --from=«build» /app /app\nUSER 65532',
      good: 'FROM alpine:3.23\nCOPY --from=ghcr.io/example/app /app /app\nCOPY --from=busybox /bin/busybox /bin/\nUSER 65532',
    },
  ],
  differs: {
    'hadolint:DL3022':
      'Names of images without a tag, such as `busybox` or `ghcr.io/example/app`, may be copied from. The names of stages do not differ by capitals.',
  },
  *check({ dockerfile: { stages } }): Iterable<Report> {
    const names = new Set(stages.flatMap(({ name }) => name?.value.toLowerCase() ?? []));
    const some = [...names].slice(0, MOST_NAMES);
    let guesses = 0;
    for (const { instructions } of stages) {
      for (const { keyword, flags } of instructions) {
        const word = keyword === 'COPY' ? flags.find(({ name }) => name === 'from')?.value : undefined;
        const name = word?.value ?? '';
        if (!word || name === '' || /^\d+$/.test(name) || name.includes('$')) continue;
        const lower = name.toLowerCase();
        // A stage that is not there yet is told of by a rule of its own.
        if (names.has(lower)) continue;
        const guess = guesses++ < MOST_GUESSES ? similarWord(lower, some) : undefined;
        if (isImage(name) && guess === undefined) continue;
        yield {
          ...rangeOf(word),
          message:
            guess === undefined
              ? ['No stage is named `{0}`, so it is taken for an image or a named context', name]
              : ['No stage is named `{0}`; did you mean `{1}`?', name, guess],
          ...(guess === undefined ? {} : { fixes: [spelled(word, guess)] }),
        };
      }
    }
  },
};

const MOST_NAMES = 500;
const MOST_GUESSES = 200;

function spelled(word: Word, guess: string): Fix {
  return { title: ['Copy from stage `{0}`', guess], safe: false, edits: [{ ...rangeOf(word), text: guess }] };
}

/** Official images that people copy from without naming a tag. */
const OFFICIAL = new Set([
  ...['alpine', 'busybox', 'debian', 'ubuntu', 'nginx', 'httpd', 'caddy', 'traefik', 'haproxy', 'redis', 'postgres'],
  ...['mysql', 'mariadb', 'mongo', 'node', 'python', 'ruby', 'php', 'golang', 'rust', 'openjdk', 'eclipse-temurin'],
  ...['maven', 'gradle', 'composer', 'docker', 'registry', 'fedora', 'rockylinux', 'almalinux', 'amazonlinux'],
  ...['bash', 'buildpack-deps', 'gcc', 'haskell', 'erlang', 'elixir', 'perl', 'swift', 'tomcat', 'vault', 'consul'],
]);

/** Has the look of an image: a path, a registry, a tag or a digest, or a well-known name. */
function isImage(name: string): boolean {
  return parseImage(name) !== undefined && (/[/:@.]/.test(name) || OFFICIAL.has(name));
}
