import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lintDockerfile } from '../../src/dockerfile/lint.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { dockerfileRules } from '../../src/dockerfile/rules/index.ts';
import { dockerfileSyntax } from '../../src/dockerfile/syntax.ts';
import type { Finding } from '../../src/lint/finding.ts';
import { applyEdits } from '../../src/lint/fix.ts';
import { markedRanges } from '../lint/marked.ts';

const lint = (text: string): Finding[] =>
  lintDockerfile({ dockerfile: parseDockerfile(text), ignoreFile: null, file: 'Dockerfile' });
const of = (rule: string, text: string) => lint(text).filter((finding) => finding.rule === rule);

describe('examples of every Dockerfile rule', () => {
  for (const rule of [dockerfileSyntax, ...dockerfileRules]) {
    for (const [index, { bad, good, fixed }] of rule.examples.entries()) {
      it(`${rule.id} ${index + 1}`, () => {
        const { text, ranges } = markedRanges(bad);
        const found = of(rule.id, text);
        assert.deepEqual(
          found.map(({ start, end }) => ({ start, end })),
          ranges,
          'reported exactly at the marks',
        );
        assert.deepEqual(of(rule.id, good), [], 'good is clean');
        for (const { aliases } of found) for (const alias of aliases) assert.ok(rule.aliases.includes(alias), alias);
        if (!fixed) return;
        const edits = found.flatMap(({ fixes }) => fixes?.[0]?.edits ?? []);
        assert.equal(applyEdits(text, edits), good, 'the fix makes good of bad');
      });
    }
  }

  it('have ids in kebab case, a reason and at least two examples', () => {
    for (const { id, why, examples } of dockerfileRules) {
      assert.match(id, /^[a-z][a-z-]+$/);
      assert.ok(why.length > 60 && examples.length >= 2, id);
    }
  });
});

/** Inputs on which a rule must speak (true) or be silent (false). */
const cases: readonly [rule: string, name: string, text: string, reported: boolean][] = [
  ['non-root-user', 'a build stage may be root', 'FROM golang:1.26 AS b\nUSER root\nFROM scratch\nUSER 1', false],
  [
    'non-root-user',
    'the user of a base stage is inherited',
    'FROM alpine:3.23 AS base\nUSER 1\nFROM base\nRUN x',
    false,
  ],
  ['non-root-user', 'root again at the end', 'FROM alpine:3.23\nUSER 1\nRUN x\nUSER 0', true],
  ['non-root-user', 'a variable with a default', 'FROM alpine:3.23\nARG U=root\nUSER ${U}', true],
  ['non-root-user', 'a variable that the call decides', 'FROM alpine:3.23\nARG U\nUSER ${U}', false],
  ['non-root-user', 'a name that begins with 0', 'FROM alpine:3.23\nUSER 0app', false],
  ['non-root-user', 'distroless without nonroot', 'FROM gcr.io/distroless/static-debian13', true],
  ['non-root-user', 'an image the call decides', 'ARG B\nFROM $B\nRUN x', false],
  ['pinned-base-image', 'stage names are no images', 'FROM alpine:3.23 AS base\nFROM base\nUSER 1', false],
  ['pinned-base-image', 'a stage name in other case', 'FROM alpine:3.23 AS Base\nFROM base\nUSER 1', false],
  ['pinned-base-image', 'scratch', 'FROM scratch\nUSER 1', false],
  ['pinned-base-image', 'tag and digest', `FROM a:latest@sha256:${'0'.repeat(64)}\nUSER 1`, false],
  ['pinned-base-image', 'a registry with port is no tag', 'FROM localhost:5000/app\nUSER 1', true],
  ['pinned-base-image', 'an ARG without default', 'ARG V\nFROM golang:$V\nUSER 1', false],
  ['pinned-base-image', 'a fallback', 'ARG V\nFROM golang:${V:-latest}\nUSER 1', true],
  ['pinned-base-image', 'a platform', 'FROM --platform=$BUILDPLATFORM golang:1.26\nUSER 1', false],
  [
    'pinned-base-image',
    'a variable in the middle of a name that is decided',
    'ARG D=docker.io/library\nFROM $D/golang\nUSER 1',
    true,
  ],
  ['no-secrets-in-variables', 'KEY_FILE', 'FROM scratch\nENV KEY_FILE=/x', false],
  ['no-secrets-in-variables', 'GOPRIVATE', 'FROM scratch\nARG GOPRIVATE=x', false],
  ['no-secrets-in-variables', 'MONKEY', 'FROM scratch\nENV MONKEY=x', false],
  ['no-secrets-in-variables', 'a flag', 'FROM scratch\nENV DISABLE_AUTH=true', false],
  ['no-secrets-in-variables', 'the old form', 'FROM scratch\nENV DB_PASS hunter2', true],
  ['no-secrets-in-variables', 'lower case', 'FROM scratch\nARG npm_token', true],
  ['add-local-files', 'a Git repository', 'FROM scratch\nADD https://example.com/r.git#v1 /r', false],
  ['add-local-files', 'an archive among files', 'FROM scratch\nADD a.txt b.tgz /x/', false],
  ['add-local-files', 'a pattern may be archives', 'FROM scratch\nADD *.* /x/', false],
  ['add-local-files', 'a variable may be anything', 'FROM scratch\nARG F=x\nADD $F /x/', false],
  ['add-local-files', 'a heredoc', 'FROM scratch\nADD <<EOF /x\na\nEOF', false],
  ['exec-form', 'the JSON form', 'FROM scratch\nCMD ["a"]', false],
  [
    'exec-form',
    'a SHELL inherited from another stage',
    'FROM alpine:3.23 AS b\nSHELL ["/bin/bash", "-c"]\nFROM b\nCMD a | b',
    false,
  ],
  ['exec-form', 'HEALTHCHECK is no process of its own', 'FROM alpine:3.23\nHEALTHCHECK CMD curl localhost', false],
  ['exec-form', 'no JSON after all', "FROM alpine:3.23\nCMD ['a']", true],
  ['dependencies-before-source', 'another language', 'FROM node:24\nCOPY . .\nRUN npm ci', false],
  [
    'dependencies-before-source',
    'go.* by pattern',
    'FROM golang:1.26\nCOPY go.* ./\nRUN go mod download\nCOPY . .\nRUN go build .',
    false,
  ],
  [
    'dependencies-before-source',
    'go.mod bound by a mount',
    'FROM golang:1.26\nRUN --mount=type=bind,source=go.mod,target=go.mod go mod download\nCOPY . .\nRUN go build .',
    false,
  ],
  [
    'dependencies-before-source',
    'a base stage did it',
    'FROM golang:1.26 AS m\nCOPY go.mod go.sum ./\nRUN go mod download\nFROM m\nCOPY . .\nRUN go build .',
    false,
  ],
  [
    'dependencies-before-source',
    'copied from another stage',
    'FROM golang:1.26 AS a\nRUN x\nFROM golang:1.26\nCOPY --from=a . .\nRUN go build .',
    false,
  ],
  [
    'dependencies-before-source',
    'build behind other commands',
    'FROM golang:1.26\nCOPY . /src\nRUN set -e; cd /src && if true; then go build .; fi',
    true,
  ],
  ['go-toolchain-in-final-stage', 'a mirror of golang', 'FROM mirror.example.com/library/golang:1.26\nUSER 1', true],
  ['go-toolchain-in-final-stage', 'golangci', 'FROM golangci/golangci-lint:v2\nUSER 1', false],
  [
    'dynamic-binary',
    'exported',
    'FROM golang:1.26 AS b\nRUN export CGO_ENABLED=0 && go build -o /a .\nFROM scratch\nCOPY --from=b /a /a',
    false,
  ],
  [
    'dynamic-binary',
    'by env',
    'FROM golang:1.26 AS b\nRUN env CGO_ENABLED=0 go build -o /a .\nFROM scratch\nCOPY --from=b /a /a',
    false,
  ],
  [
    'dynamic-binary',
    'by ARG with default',
    'FROM golang:1.26 AS b\nARG CGO_ENABLED=0\nRUN go build -o /a .\nFROM scratch\nCOPY --from=b /a /a',
    false,
  ],
  [
    'dynamic-binary',
    'by ARG that the call decides',
    'FROM golang:1.26 AS b\nARG CGO_ENABLED\nRUN go build -o /a .\nFROM scratch\nCOPY --from=b /a /a',
    false,
  ],
  [
    'dynamic-binary',
    'by go env -w',
    'FROM golang:1.26 AS b\nRUN go env -w CGO_ENABLED=0 && go build -o /a .\nFROM scratch\nCOPY --from=b /a /a',
    false,
  ],
  [
    'dynamic-binary',
    'switched on',
    'FROM golang:1.26 AS b\nENV CGO_ENABLED=1\nRUN go build -o /a .\nFROM scratch\nCOPY --from=b /a /a',
    true,
  ],
  [
    'dynamic-binary',
    'linked statically',
    'FROM golang:1.26 AS b\nRUN go build -ldflags "-extldflags -static" -o /a .\nFROM scratch\nCOPY --from=b /a /a',
    false,
  ],
  [
    'dynamic-binary',
    'into the same C library',
    'FROM golang:1.26 AS b\nRUN go build -o /a .\nFROM debian:12-slim\nCOPY --from=b /a /a',
    false,
  ],
  [
    'dynamic-binary',
    'from musl with a compiler to glibc',
    'FROM golang:1.26-alpine AS b\nRUN apk add build-base && go build -o /a .\nFROM debian:12-slim\nCOPY --from=b /a /a',
    true,
  ],
  [
    'dynamic-binary',
    'another file is copied',
    'FROM golang:1.26 AS b\nRUN go build -o /a .\nFROM scratch\nCOPY --from=b /etc/passwd /etc/passwd',
    false,
  ],
  [
    'dynamic-binary',
    'an unknown base',
    'FROM golang:1.26 AS b\nRUN go build -o /a .\nFROM example.com/x:1\nCOPY --from=b /a /a',
    false,
  ],
  [
    'dynamic-binary',
    'by sh -c',
    "FROM golang:1.26 AS b\nRUN sh -c 'go build -o /a .'\nFROM scratch\nCOPY --from=b /a /a",
    true,
  ],
  [
    'dynamic-binary',
    'in a heredoc',
    'FROM golang:1.26 AS b\nRUN <<EOF\nset -e\ngo build -o /a .\nEOF\nFROM scratch\nCOPY --from=b /a /a',
    true,
  ],
];

describe('where Dockerfile rules speak', () => {
  for (const [rule, name, text, reported] of cases) {
    it(`${rule}: ${name}`, () => assert.equal(of(rule, text).length > 0, reported));
  }
});

describe('ignore comments in a Dockerfile', () => {
  const silenced: readonly [name: string, text: string][] = [
    ['ours', 'FROM alpine:3.23\n# gantry-ignore add-local-files — on purpose\nADD a /a\nUSER 1'],
    ["a peer's id in ours", 'FROM alpine:3.23\n# gantry-ignore DL3020\nADD a /a\nUSER 1'],
    ['hadolint', 'FROM alpine:3.23\n# hadolint ignore=DL3020\nADD a /a\nUSER 1'],
    ['stacked', 'FROM alpine:3.23\n# hadolint ignore=DL3020\n# another comment\nADD a /a\nUSER 1'],
    ['hadolint for the file', '# hadolint global ignore=DL3020\nFROM alpine:3.23\nADD a /a\nUSER 1'],
    ['hadolint for the stage', '# hadolint stage ignore=DL3020\nFROM alpine:3.23\nADD a /a\nUSER 1'],
    ['dockerfile-utils', 'FROM alpine:3.23\n# dockerfile-utils: ignore\nADD a /a\nUSER 1'],
    ['checkov', '#checkov:skip=CKV_DOCKER_4:why\nFROM alpine:3.23\nADD a /a\nUSER 1'],
    ['trivy', 'FROM alpine:3.23\n#trivy:ignore:DS-0005\nADD a /a\nUSER 1'],
    ['for the file, ours', 'FROM alpine:3.23\nADD a /a\nUSER 1\n# gantry-ignore-file add-local-files'],
  ];
  for (const [name, text] of silenced) it(name, () => assert.deepEqual(lint(text), []));
  it('BuildKit, at the top and above an instruction', () => {
    assert.deepEqual(lint('# check=skip=JSONArgsRecommended\nFROM alpine:3.23\nCMD a\nUSER 1'), []);
    assert.deepEqual(lint('FROM alpine:3.23\n# check=skip=JSONArgsRecommended // old\nCMD a\nUSER 1'), []);
  });
  it('reaches no further than the next instruction', () => {
    assert.equal(of('add-local-files', 'FROM alpine:3.23\n# hadolint ignore=DL3020\nADD a /a\nADD b /b').length, 1);
  });
});
