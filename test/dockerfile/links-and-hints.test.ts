import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hintsOf } from '../../src/dockerfile/editing/inlay-hints.ts';
import { linksOf } from '../../src/dockerfile/editing/links.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';

const links: readonly (readonly [text: string, expected: readonly (readonly [word: string, url: string])[]])[] = [
  ['FROM golang:1.26', [['golang:1.26', 'https://hub.docker.com/_/golang']]],
  ['FROM docker.io/library/golang', [['docker.io/library/golang', 'https://hub.docker.com/_/golang']]],
  ['FROM acme/tool:1', [['acme/tool:1', 'https://hub.docker.com/r/acme/tool']]],
  [
    'FROM gcr.io/distroless/static',
    [['gcr.io/distroless/static', 'https://github.com/GoogleContainerTools/distroless#readme']],
  ],
  ['FROM ghcr.io/acme/tool:1', [['ghcr.io/acme/tool:1', 'https://ghcr.io/acme/tool']]],
  ['FROM quay.io/acme/tool', [['quay.io/acme/tool', 'https://quay.io/repository/acme/tool']]],
  [
    'FROM mcr.microsoft.com/dotnet/sdk:10.0',
    [['mcr.microsoft.com/dotnet/sdk:10.0', 'https://mcr.microsoft.com/artifact/mar/dotnet/sdk']],
  ],
  ['FROM public.ecr.aws/lambda/go:1', [['public.ecr.aws/lambda/go:1', 'https://gallery.ecr.aws/lambda/go']]],
  ['ARG V=1.26\nFROM golang:$V', [['golang:$V', 'https://hub.docker.com/_/golang']]],
  ['FROM registry.example.com/a', []],
  ['FROM scratch', []],
  ['FROM a AS build\nFROM build', [['a', 'https://hub.docker.com/_/a']]],
  ['FROM scratch\nCOPY --from=nginx:1 /a /b', [['nginx:1', 'https://hub.docker.com/_/nginx']]],
  ['FROM scratch AS one\nFROM scratch\nCOPY --from=one /a /b\nCOPY --from=context /a /b', []],
  [
    'FROM scratch\nRUN --mount=type=bind,from=acme/tool,target=/t x',
    [['acme/tool', 'https://hub.docker.com/r/acme/tool']],
  ],
  [
    '# syntax=docker/dockerfile:1\nFROM scratch',
    [['docker/dockerfile:1', 'https://hub.docker.com/r/docker/dockerfile']],
  ],
  ['ARG V\nFROM $V', []],
];
describe('links to the pages of images', () => {
  for (const [text, expected] of links) {
    it(JSON.stringify(text), () => {
      const found = linksOf(parseDockerfile(text)).map(({ start, end, url }) => [text.slice(start, end), url]);
      assert.deepEqual(found, expected);
    });
  }
});

/** The text with the hints where they are shown. */
function shown(text: string, range = { start: 0, end: text.length }): string {
  const hints = hintsOf(parseDockerfile(text), range).sort((a, b) => b.offset - a.offset);
  return hints.reduce(
    (result, { offset, label }) => `${result.slice(0, offset)}‹${label}›${result.slice(offset)}`,
    text,
  );
}

const hints: readonly (readonly [name: string, text: string])[] = [
  ['the image behind an ARG', 'ARG V=1.26\nFROM golang:$V‹= golang:1.26›'],
  ['the platform', 'ARG P=linux/arm64\nFROM --platform=$P‹= linux/arm64› a'],
  ['a global default that a stage takes over', 'ARG V=1\nFROM a\nARG V‹= 1›\nWORKDIR /x/$V‹= /x/1›'],
  ['ports, users, folders', 'FROM a\nENV P=80 U=7\nEXPOSE $P‹= 80›\nUSER ${U}‹= 7›'],
  ['paths of copies', 'FROM a\nARG D=dist\nCOPY $D/app‹= dist/app› /app'],
  ['the JSON form', 'FROM a\nARG D=dist\nCOPY ["$D/a b"‹= dist/a b›, "/app"]'],
  ['with a modifier', 'FROM a\nENV V=1.2.3\nWORKDIR /${V%.*}‹= /1.2›'],
  ['nothing of a dollar sign without a name', 'FROM a\nWORKDIR /$'],
  ['nothing of what only the call decides', 'ARG V\nFROM a:$V'],
  ['nothing of platform ARGs', 'FROM --platform=$BUILDPLATFORM a'],
  ['nothing in shell code', 'FROM a\nENV V=1\nRUN echo $V'],
  ['nothing without variables', 'FROM a\nWORKDIR /x'],
  ['nothing of an ARG with a default', 'ARG V=1\nFROM a\nARG V=2'],
  ['a long value, cut', `FROM a\nENV V=${'x'.repeat(70)}\nWORKDIR /$V‹= /${'x'.repeat(59)}…›`],
];
describe('hints show', () => {
  for (const [name, expected] of hints) {
    it(name, () => assert.equal(shown(expected.replace(/‹[^›]*›/g, '')), expected));
  }
  it('only what is on the screen', () => {
    const text = 'FROM a\nENV V=1\nWORKDIR /$V\nFROM b\nENV V=2\nWORKDIR /$V';
    assert.equal(shown(text, { start: 0, end: 30 }), text.replace('/$V', '/$V‹= /1›'));
  });
});
