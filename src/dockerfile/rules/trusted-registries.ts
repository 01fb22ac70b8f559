import type { Range, Report, RuleOptions } from '../../lint/rule.ts';
import { expand } from '../variables/expand.ts';
import { type ImageReference, parseImage } from '../stages/image.ts';
import type { Dockerfile, Stage } from '../model.ts';
import { mountFields } from '../syntax/mount.ts';
import { stageNamed } from '../stages/stages.ts';
import type { DockerfileRule } from '../subject.ts';
import { globalScope } from '../variables/variables.ts';

export const trustedRegistries: DockerfileRule = {
  id: 'trusted-registries',
  title: 'Take images from trusted registries only',
  severity: 'warning',
  aliases: ['hadolint:DL3026'],
  why: 'Whoever can push to the registry of a base image decides what runs in yours; the same goes for images that files are copied or mounted from. Which registries are trusted says `registries` in `.gantry.yaml` or `trustedRegistries` in `.hadolint.yaml` (`docker.io`, `ghcr.io/acme`, `*.example.com`); without them this rule is silent.',
  differs: {
    'hadolint:DL3026':
      'Defaults of ARG are followed, and nothing is said where only the build’s call decides the image; names of stages are told from images whatever their capitals; `index.docker.io` is `docker.io`.',
  },
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: 'FROM «alpine:3.23»\nUSER 65532\n',
      good: 'FROM registry.example.com/alpine:3.23\nUSER 65532\n',
      options: { registries: ['registry.example.com'] },
    },
    {
      bad: 'FROM golang:1.26 AS build\nRUN --mount=type=bind,from=«ghcr.io/acme/tools:1»,target=/tools /tools/build\nFROM scratch\nCOPY --from=«quay.io/acme/certificates:1» /etc/ssl /etc/ssl\nUSER 65532\n',
      good: 'FROM golang:1.26 AS build\nRUN /usr/local/go/bin/go build -o /app .\nFROM scratch\nCOPY --from=build /app /app\nUSER 65532\n',
      options: { registries: ['docker.io'] },
    },
  ],
  *check({ dockerfile }, options): Iterable<Report> {
    const trusted = patterns(options);
    if (trusted.length === 0) return;
    for (const { place, image } of imagesIn(dockerfile)) {
      const reference = parseImage(image);
      if (!reference || trusted.some((pattern) => isTrusted(reference, pattern))) continue;
      const { start, end } = place;
      yield { start, end, message: ['`{0}` comes from `{1}`, which is not trusted here', image, reference.registry] };
    }
  },
};

/** Every image that the file names, as its ARG defaults make it, and where. */
function* imagesIn(dockerfile: Dockerfile): Generator<{ place: Range; image: string }> {
  const globals = globalScope(dockerfile);
  for (const stage of dockerfile.stages) {
    const value = stage.image && stage.base === null ? expand(stage.image.text, globals, dockerfile.escape) : undefined;
    if (stage.image && value !== undefined && value !== 'scratch') yield { place: stage.image, image: value };
    for (const { keyword, flags } of stage.instructions) {
      for (const flag of flags) {
        if (flag.value === null) continue;
        if (keyword === 'COPY' && flag.name === 'from') {
          const { value: image } = flag.value;
          if (isImage(dockerfile, stage, image)) yield { place: flag.value, image };
        } else if (keyword === 'RUN' && flag.name === 'mount') {
          const from = mountFields(flag).find(({ key }) => key === 'from');
          if (from?.value && isImage(dockerfile, stage, from.value))
            yield { place: placeIn(dockerfile, flag, from), image: from.value };
        }
      }
    }
  }
}

/** No stage of this file, no variable, not the empty image. */
function isImage({ stages }: Dockerfile, stage: Stage, name: string): boolean {
  return name !== 'scratch' && !name.includes('$') && !/^\d+$/.test(name) && !stageNamed(stages, name, stage.index);
}

/** The value of a mount's field, where it is written in one piece; else the whole flag. */
function placeIn(
  { text }: Dockerfile,
  { start, end }: Range,
  { written, value }: { written: string; value: string | null },
): Range {
  const at = text.slice(start, end).indexOf(written);
  const length = value?.length ?? 0;
  return at < 0 ? { start, end } : { start: start + at + written.length - length, end: start + at + written.length };
}

function patterns({ registries }: RuleOptions): string[] {
  const list: unknown[] = Array.isArray(registries) ? registries : [];
  return list.filter((one): one is string => typeof one === 'string' && one !== '');
}

/** `docker.io`, `*.example.com`, `ghcr.io/acme` (with all below it). */
function isTrusted({ registry, repository }: ImageReference, pattern: string): boolean {
  const slash = pattern.indexOf('/');
  const host = slash < 0 ? pattern : pattern.slice(0, slash);
  const path = slash < 0 ? '' : pattern.slice(slash + 1).replace(/\/?\*?$/, '');
  const known = host === 'hub.docker.com' || host === 'index.docker.io' ? 'docker.io' : host;
  if (!globMatches(registry, known)) return false;
  return path === '' || repository === path || repository.startsWith(`${path}/`);
}

function globMatches(text: string, glob: string): boolean {
  if (!glob.includes('*')) return text === glob;
  const parts = glob.split('*');
  let at = 0;
  for (const [index, part] of parts.entries()) {
    if (index === 0 ? !text.startsWith(part) : index === parts.length - 1 && !text.endsWith(part)) return false;
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length >= parts.join('').length;
}
