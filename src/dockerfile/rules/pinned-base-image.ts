import type { Fix } from '../../lint/fix.ts';
import type { Report } from '../../lint/rule.ts';
import { rangeOf } from '../../lint/range.ts';
import type { Word } from '../../shell/source-text.ts';
import { newestLine, TABLE_DATE } from '../stages/end-of-life.ts';
import { expand } from '../variables/expand.ts';
import { type ImageReference, parseImage } from '../stages/image.ts';
import type { DockerfileRule } from '../subject.ts';
import { globalScope } from '../variables/variables.ts';

export const pinnedBaseImage: DockerfileRule = {
  id: 'pinned-base-image',
  title: 'Name a version of the base image',
  severity: 'warning',
  aliases: ['hadolint:DL3006', 'hadolint:DL3007', 'checkov:CKV_DOCKER_7', 'trivy:DS-0001'],
  why: 'The image behind `latest` changes, so the same Dockerfile builds different images on different days. Defaults of ARG are followed; where only the build’s call decides the version, nothing is said.',
  exampleOf: 'dockerfile',
  examples: [
    {
      bad: 'FROM «golang:latest» AS build\nFROM scratch\nUSER 65532',
      good: 'FROM golang:1.26 AS build\nFROM scratch\nUSER 65532',
    },
    { bad: 'FROM «alpine»\nUSER 65532', good: 'FROM alpine:3.24\nUSER 65532', fixed: true },
    {
      bad: 'ARG VERSION=latest\nFROM «alpine:${VERSION}»\nUSER 65532',
      good: 'ARG VERSION=3.23\nFROM alpine:${VERSION}\nUSER 65532',
    },
    {
      bad: 'FROM «registry.example.com:5000/base»\nUSER 65532',
      good: 'FROM registry.example.com:5000/base@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\nUSER 65532',
    },
    {
      bad: 'ARG REGISTRY\nFROM «${REGISTRY}/debian» AS base\nFROM base\nUSER 65532',
      good: 'ARG VERSION\nFROM debian:${VERSION} AS base\nFROM base\nUSER 65532',
    },
  ],
  differs: {
    'checkov:CKV_DOCKER_7': 'A variable may bring the version, so `FROM $IMAGE` is judged by its default only.',
    'hadolint:DL3006': 'Defaults of ARG are followed, and a name in other case than a stage’s is that stage.',
  },
  *check({ dockerfile }): Iterable<Report> {
    const globals = globalScope(dockerfile);
    for (const { image, base } of dockerfile.stages) {
      if (!image || base !== null) continue;
      const value = expand(image.text, globals, dockerfile.escape);
      if (value === 'scratch' || (isVariable(image) && STANDS_FOR_NONE.test(value ?? ''))) continue;
      // The version is behind the last slash: what is before it need not be known.
      const named = value === undefined ? undefined : parseImage(value);
      const decided =
        named || !/^[^:@]*\/[\w.-]+(?::[\w.-]+)?$/.test(image.text) ? value : withoutVariables(image.text);
      const reference = named ?? (decided === undefined ? undefined : parseImage(decided));
      if (decided === undefined || !reference || reference.digest !== null) continue;
      const name = named && value !== undefined ? value : image.text;
      const fixes = image.text === value ? newestRelease(image, reference) : [];
      if (reference.tag === null) {
        yield {
          ...rangeOf(image),
          message: ['`{0}` names no version', name],
          aliases: spokenBy(image.text, decided, 'hadolint:DL3006'),
          fixes,
        };
      } else if (reference.tag === 'latest') {
        yield {
          ...rangeOf(image),
          message: ['`{0}` does not say which version it means', name],
          aliases: spokenBy(image.text, decided, 'hadolint:DL3007'),
          fixes,
        };
      }
    }
  },
};

/** Defaults that say that whoever builds has to name one. */
const STANDS_FOR_NONE =
  /^(?:non-?exist(?:ing|ent)|not-?set|unset|undefined|none|null|invalid|missing|placeholder|changeme|change-me|override-?me)$/i;

function isVariable({ text }: Word): boolean {
  return /^\$(?:\w+|\{\w+\})$/.test(text);
}

function newestRelease({ start, end, text }: Word, reference: ImageReference): Fix[] {
  const line = newestLine(reference);
  if (line === undefined) return [];
  const pinned = `${text.replace(/:latest$/, '')}:${line}`;
  const title = ['Use `{0}` (the newest release as known on {1}: test the build)', pinned, TABLE_DATE] as const;
  return [{ title, safe: false, edits: [{ start, end, text: pinned }] }];
}

/** With a registry and folders in place of what is not known. */
function withoutVariables(text: string): string {
  return text.replace(/\$(?:\w+|\{[^{}]*\})/g, 'x');
}

/** The peers that speak about the text: none but trivy follows variables, and it is led astray by a registry’s port. */
function spokenBy(text: string, value: string, hadolint: string): string[] {
  const literal = text.replace(/^"(.*)"$/, '$1');
  const isLatest = literal.endsWith(':latest');
  const spoken = hadolint === 'hadolint:DL3007' ? isLatest : !/^\$|:/.test(literal);
  const colons = value.split(':').length - 1;
  return [
    ...(spoken ? [hadolint] : []),
    ...(isLatest || !literal.includes(':') ? ['checkov:CKV_DOCKER_7'] : []),
    ...(!/\$\{\w*[^\w}]/.test(text) && (colons === 0 || (colons === 1 && value.endsWith(':latest')))
      ? ['trivy:DS-0001']
      : []),
  ];
}
