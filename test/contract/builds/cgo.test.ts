import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { applyEdits } from '../../../src/lint/fix.ts';
import { findingsOf, type Texts } from '../workspace.ts';

const goMod = 'module example.com/shop\n\ngo 1.26\n\nrequire github.com/mattn/go-sqlite3 v1.14.32\n';
const NEEDS_C: Texts = {
  'go.mod': goMod,
  'main.go':
    'package main\n\nimport (\n\t"database/sql"\n\n\t_ "github.com/mattn/go-sqlite3"\n)\n\nfunc main() {\n\t_, _ = sql.Open("sqlite3", ":memory:")\n}\n',
};
const SERVES: Texts = {
  'go.mod': goMod,
  'main.go': 'package main\n\nimport "net/http"\n\nfunc main() {\n\t_ = http.ListenAndServe(":8080", nil)\n}\n',
};
const PLAIN: Texts = { 'go.mod': goMod, 'main.go': 'package main\n\nfunc main() {}\n' };

const image = (builder: string, build: string, base: string, more = '') =>
  `FROM ${builder} AS build\n${more}COPY . .\nRUN ${build}\nFROM ${base}\nCOPY --from=build /shop /shop\nENTRYPOINT ["/shop"]\n`;
const BUILD = 'go build -o /shop .';
const STATIC = 'gcr.io/distroless/static-debian13';
const BASE = 'gcr.io/distroless/base-debian13';

/** `rule: marked text` in the Dockerfile. */
async function said(files: Texts, Dockerfile: string): Promise<string[]> {
  const findings = (await findingsOf({ ...files, Dockerfile })).get('Dockerfile') ?? [];
  return findings
    .filter(({ rule }) => rule === 'cgo-enabled' || rule === 'c-library-in-image')
    .map(({ rule, start, end }) => `${rule}: ${Dockerfile.slice(start, end)}`);
}

describe('cgo: says what does not work', () => {
  type Case = readonly [name: string, files: Texts, dockerfile: string, expected: string];
  const table: readonly Case[] = [
    [
      'switched off for the command',
      NEEDS_C,
      image('golang:1.26', `CGO_ENABLED=0 ${BUILD}`, BASE),
      'cgo-enabled: CGO_ENABLED=0',
    ],
    [
      'switched off for a command that calls Go',
      NEEDS_C,
      image('golang:1.26', 'CGO_ENABLED=0 xx-go build -o /shop .', BASE),
      'cgo-enabled: CGO_ENABLED=0',
    ],
    [
      'switched off by ENV',
      NEEDS_C,
      image('golang:1.26', BUILD, BASE, 'ENV CGO_ENABLED=0\n'),
      'cgo-enabled: CGO_ENABLED=0',
    ],
    [
      'switched off by the older ENV',
      NEEDS_C,
      image('golang:1.26', BUILD, BASE, 'ENV CGO_ENABLED 0\n'),
      'cgo-enabled: CGO_ENABLED 0',
    ],
    [
      'switched off by export',
      NEEDS_C,
      image('golang:1.26', `export CGO_ENABLED=0 && ${BUILD}`, BASE),
      'cgo-enabled: CGO_ENABLED=0',
    ],
    [
      'switched off in one stage',
      NEEDS_C,
      `FROM golang:1.26\nENV CGO_ENABLED=0\nRUN ${BUILD}\nENTRYPOINT ["/shop"]\n`,
      'cgo-enabled: CGO_ENABLED=0',
    ],
    ['no compiler', NEEDS_C, image('golang:1.26-alpine', BUILD, 'alpine:3.23'), `cgo-enabled: ${BUILD}`],
    [
      'no compiler, though cgo is on',
      NEEDS_C,
      image('golang:1.26-alpine', `CGO_ENABLED=1 ${BUILD}`, 'alpine:3.23', 'RUN apk add --no-cache git\n'),
      `cgo-enabled: CGO_ENABLED=1 ${BUILD}`,
    ],
    ...['musl-dev', 'git make musl-dev'].map((packages): Case => [
      `headers without a compiler: ${packages}`,
      NEEDS_C,
      image('golang:1.26-alpine', BUILD, 'alpine:3.23', `RUN apk add ${packages}\n`),
      `cgo-enabled: ${BUILD}`,
    ]),
    [
      'a compiler without headers',
      NEEDS_C,
      image('golang:1.26-alpine', BUILD, 'alpine:3.23', 'RUN apk add --no-cache git gcc\n'),
      'cgo-enabled: gcc',
    ],
    ['C on scratch', NEEDS_C, image('golang:1.26', BUILD, 'scratch'), 'c-library-in-image: scratch'],
    [
      'C on distroless static',
      NEEDS_C,
      image('golang:1.26', `CGO_ENABLED=1 ${BUILD}`, STATIC),
      `c-library-in-image: ${STATIC}`,
    ],
    ['glibc on musl', NEEDS_C, image('golang:1.26-bookworm', BUILD, 'alpine:3.23'), 'c-library-in-image: alpine:3.23'],
    [
      'musl on glibc',
      NEEDS_C,
      image('golang:1.26-alpine', BUILD, 'debian:13-slim', 'RUN apk add --no-cache build-base\n'),
      'c-library-in-image: debian:13-slim',
    ],
    ['the network on scratch', SERVES, image('golang:1.26', BUILD, 'scratch'), `c-library-in-image: ${BUILD}`],
    ['the network on musl', SERVES, image('golang:1.26', BUILD, 'alpine:3.23'), `c-library-in-image: ${BUILD}`],
  ];
  for (const [name, files, dockerfile, expected] of table) {
    it(name, async () => assert.deepEqual(await said(files, dockerfile), [expected]));
  }
});

describe('cgo: is silent', () => {
  const table: readonly [name: string, files: Texts, dockerfile: string][] = [
    ['C with its library', NEEDS_C, image('golang:1.26', BUILD, BASE)],
    ['C in one stage', NEEDS_C, `FROM golang:1.26\nRUN ${BUILD}\nENTRYPOINT ["/shop"]\n`],
    ['C on the same musl', NEEDS_C, image('golang:1.26-alpine', BUILD, 'alpine:3.23', 'RUN apk add gcc musl-dev\n')],
    ...['gcc libc-dev', 'g++', 'build-base', 'gcc sqlite-dev', 'gcc $MORE'].map((packages): [string, Texts, string] => [
      `C on the same musl by ${packages}`,
      NEEDS_C,
      image('golang:1.26-alpine', BUILD, 'alpine:3.23', `RUN apk add ${packages}\n`),
    ]),
    ['C linked in', NEEDS_C, image('golang:1.26', 'go build -ldflags "-extldflags -static" -o /shop .', 'scratch')],
    [
      'C with its library copied',
      NEEDS_C,
      image('golang:1.26', BUILD, 'scratch').replace(
        'ENTRY',
        'COPY --from=build /lib/x86_64-linux-gnu/libc.so.6 /lib64/ld-linux-x86-64.so.2 /lib/\nENTRY',
      ),
    ],
    [
      'glibc for musl',
      NEEDS_C,
      image('golang:1.26', BUILD, 'alpine:3.23').replace('COPY --from', 'RUN apk add libc6-compat\nCOPY --from'),
    ],
    [
      'a root file system',
      NEEDS_C,
      image('golang:1.26', BUILD, 'scratch').replace('COPY --from=build /shop /shop', 'COPY --from=build /rootfs/ /'),
    ],
    ['a switch that the call decides', NEEDS_C, image('golang:1.26', BUILD, BASE, 'ARG CGO_ENABLED\n')],
    ['another compiler', NEEDS_C, image('golang:1.26-alpine', `CC=zigcc ${BUILD}`, 'alpine:3.23')],
    [
      'a cross compiler',
      NEEDS_C,
      image('golang:1.26-alpine', BUILD, 'alpine:3.23', 'COPY --from=tonistiigi/xx / /\nRUN xx-apk add musl-dev gcc\n'),
    ],
    ['what finds its compiler', NEEDS_C, image('golang:1.26-alpine', 'xx-go build -o /shop .', 'alpine:3.23')],
    ['other code by a tag', NEEDS_C, image('golang:1.26', 'CGO_ENABLED=0 go build -tags purego -o /shop .', BASE)],
    ['another system', NEEDS_C, image('golang:1.26', 'GOOS=windows CGO_ENABLED=0 go build -o /shop .', BASE)],
    ['a builder that nobody knows', NEEDS_C, image('example.com/go:1', BUILD, 'scratch')],
    ['a base that nobody knows', NEEDS_C, image('golang:1.26', BUILD, 'example.com/base:1')],
    ['a binary from elsewhere', NEEDS_C, 'FROM scratch\nCOPY shop /shop\nENTRYPOINT ["/shop"]\n'],
    ['a Makefile', NEEDS_C, image('golang:1.26', 'CGO_ENABLED=0 make shop', 'scratch')],
    ['the network without cgo', SERVES, image('golang:1.26', `CGO_ENABLED=0 ${BUILD}`, 'scratch')],
    ['the network without compiler', SERVES, image('golang:1.26-alpine', BUILD, 'scratch')],
    ['the network by Go alone', SERVES, image('golang:1.26', 'go build -tags netgo,osusergo -o /shop .', 'scratch')],
    ['nothing that links the library', PLAIN, image('golang:1.26', BUILD, 'scratch')],
    ['a switch without need', PLAIN, image('golang:1.26', `CGO_ENABLED=0 ${BUILD}`, 'scratch')],
    [
      'the build of another program',
      { ...SERVES, 'cmd/tool/main.go': NEEDS_C['main.go'] ?? '' },
      image('golang:1.26', 'CGO_ENABLED=0 go build -o /shop .', BASE),
    ],
  ];
  for (const [name, files, dockerfile] of table) {
    it(name, async () => assert.deepEqual(await said(files, dockerfile), []));
  }
});

describe('cgo: the first repair ends it', () => {
  const table: readonly [name: string, files: Texts, dockerfile: string, expected: string][] = [
    [
      'ENV',
      NEEDS_C,
      image('golang:1.26', BUILD, BASE, 'ENV CGO_ENABLED=0\n'),
      image('golang:1.26', BUILD, BASE, 'ENV CGO_ENABLED=1\n'),
    ],
    [
      'a base without library',
      NEEDS_C,
      image('golang:1.24-bookworm', `CGO_ENABLED=0 ${BUILD}`, 'scratch'),
      image('golang:1.24-bookworm', `CGO_ENABLED=1 ${BUILD}`, 'gcr.io/distroless/base-debian12'),
    ],
    [
      'a compiler',
      NEEDS_C,
      image('golang:1.26-alpine3.22', BUILD, 'scratch'),
      image('golang:1.26-alpine3.22', BUILD, 'alpine:3.22', 'RUN apk add --no-cache gcc musl-dev\n'),
    ],
    [
      'headers',
      NEEDS_C,
      image('golang:1.26-alpine', BUILD, 'alpine:3.23', 'RUN apk add --no-cache gcc\n'),
      image('golang:1.26-alpine', BUILD, 'alpine:3.23', 'RUN apk add --no-cache gcc musl-dev\n'),
    ],
    [
      'both',
      NEEDS_C,
      image('golang:1.26-alpine', `CGO_ENABLED=0 ${BUILD}`, 'alpine:3.23'),
      image('golang:1.26-alpine', `CGO_ENABLED=1 ${BUILD}`, 'alpine:3.23', 'RUN apk add --no-cache gcc musl-dev\n'),
    ],
    [
      'a tag that fits the user whom the Dockerfile sets',
      NEEDS_C,
      image('golang:1.26', BUILD, 'alpine:3.23').replace('ENTRYPOINT', 'USER 65532\nENTRYPOINT'),
      image('golang:1.26', BUILD, `${BASE}:nonroot`).replace('ENTRYPOINT', 'USER 65532\nENTRYPOINT'),
    ],
    [
      'the user stays',
      NEEDS_C,
      image('golang:1.26', BUILD, `${STATIC}:nonroot`),
      image('golang:1.26', BUILD, `${BASE}:nonroot`),
    ],
    [
      'on by hand without need',
      SERVES,
      image('golang:1.26', BUILD, 'scratch', 'ENV CGO_ENABLED=1\n'),
      image('golang:1.26', BUILD, 'scratch', 'ENV CGO_ENABLED=0\n'),
    ],
  ];
  for (const [name, files, dockerfile, expected] of table) {
    it(name, async () => {
      const found = (await findingsOf({ ...files, Dockerfile: dockerfile })).get('Dockerfile') ?? [];
      const finding = found.find(({ rule }) => rule === 'cgo-enabled' || rule === 'c-library-in-image');
      const after = applyEdits(dockerfile, finding?.fixes?.[0]?.edits ?? []);
      assert.equal(after, expected);
      assert.deepEqual(await said(files, after), []);
    });
  }
});
