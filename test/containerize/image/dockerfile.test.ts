import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { listener, place, source } from '../facts.ts';
import { dockerfile, type Shape } from '../written-dockerfile.ts';

const needsC = { needed: true, because: 'import "C"', certainty: 'known' } as const;

describe('the Dockerfile', () => {
  it('by default: two stages, cache mounts, static binary, distroless, a numeric user', async () => {
    assert.equal(
      await dockerfile(),
      `FROM --platform=$BUILDPLATFORM golang:1.26 AS build
WORKDIR /src

# Where modules come from, and which are private; unset means the default of Go.
ARG GOPROXY
ARG GOPRIVATE

# Modules change less often than source: a layer of their own.
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/go/pkg/mod \\
    go mod download

COPY . .
ARG TARGETOS
ARG TARGETARCH
RUN --mount=type=cache,target=/go/pkg/mod \\
    --mount=type=cache,target=/root/.cache/go-build \\
    CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH \\
    go build -trimpath -ldflags="-s -w" -o /out/shop ./cmd/shop

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /out/shop /usr/local/bin/shop
LABEL org.opencontainers.image.title="shop"
USER 65532:65532
EXPOSE 8080
ENTRYPOINT ["/usr/local/bin/shop"]
`,
    );
  });

  const shapes: readonly [
    what: string,
    shape: Shape,
    has: readonly (string | RegExp)[],
    hasNot: readonly (string | RegExp)[],
  ][] = [
    [
      'single: one golang stage, still not root',
      { choices: { strategy: 'single' } },
      ['FROM golang:1.26 AS dev\n', 'USER 65532:65532'],
      [/FROM[^]*FROM/],
    ],
    [
      'the command in which it listens is what runs',
      {
        program: {
          command: { file: 'cmd/shop/serve.go', line: 7, start: 0, end: 9, args: ['serve'], certainty: 'default' },
        },
      },
      ['ENTRYPOINT ["/usr/local/bin/shop"]\nCMD ["serve"]\n'],
      [],
    ],
    [
      'cached: the modules are a layer, not a mount',
      { choices: { strategy: 'cached' } },
      [
        'golang:1.26 AS modules',
        'FROM modules AS build',
        '\nRUN go mod download',
        '--mount=type=cache,target=/root/.cache/go-build',
      ],
      ['target=/go/pkg/mod'],
    ],
    [
      'cgo: glibc at run time, no cross build',
      { program: { cgo: needsC } },
      ['CGO_ENABLED=1', 'FROM gcr.io/distroless/base-debian13:nonroot'],
      ['BUILDPLATFORM', 'GOOS=', 'static'],
    ],
    [
      'cgo unknown builds either way',
      { program: { cgo: { ...needsC, needed: null, certainty: 'unknown' } } },
      ['CGO_ENABLED=1', 'base-debian13'],
      [],
    ],
    [
      'cgo on musl is linked statically',
      { program: { cgo: needsC }, choices: { runtime: 'alpine' } },
      ['-linkmode=external -extldflags=-static', '-tags=netgo,osusergo', 'FROM alpine:'],
      [],
    ],
    [
      'scratch gets CA certificates',
      { choices: { runtime: 'scratch' } },
      ['FROM scratch\nCOPY --from=build /etc/ssl/certs/ca-certificates.crt'],
      [],
    ],
    [
      'scratch without TLS gets none',
      { program: { outboundTls: false }, choices: { runtime: 'scratch' } },
      [],
      ['ca-certificates'],
    ],
    [
      'time zones are embedded where the base has none',
      { program: { timezones: true }, choices: { runtime: 'alpine' } },
      ['-tags=timetzdata'],
      [],
    ],
    ['time zones are there on distroless', { program: { timezones: true } }, [], ['timetzdata']],
    [
      'vendor: nothing is downloaded',
      { module: { vendor: true } },
      ['-mod=vendor'],
      ['go mod download', 'GOPROXY', '/go/pkg/mod'],
    ],
    ['no go.sum', { files: { 'go.mod': '' } }, ['COPY go.mod ./'], ['go.sum']],
    [
      'local replace: the other go.mod comes before the download',
      {
        files: {
          ...source,
          'go.mod': 'module m\nreplace example.com/x => ./libs/x\n',
          'libs/x/go.mod': '',
          'libs/x/x.go': '',
        },
      },
      [/COPY go.mod go.sum .\/\nCOPY libs\/x\/go.mod \/src\/libs\/x\/\nRUN/],
      [],
    ],
    [
      'a nested module that is replaced by its neighbour',
      {
        module: { dir: 'services/a' },
        program: { moduleDir: 'services/a', package: '.' },
        files: {
          'services/a/go.mod': 'module a\nreplace b => ../b\n',
          'services/a/go.sum': '',
          'services/a/main.go': '',
          'services/b/go.mod': '',
        },
      },
      [
        'WORKDIR /src/services/a',
        'COPY services/a/go.mod services/a/go.sum ./',
        'COPY services/b/go.mod /src/services/b/',
        'COPY . /src\n',
        '/out/shop .',
      ],
      [],
    ],
    [
      'go.work: every module of the workspace',
      {
        module: { dir: 'a' },
        program: { moduleDir: 'a' },
        files: {
          'go.work': 'go 1.26\nuse (\n\t./a\n\t./b\n)\n',
          'go.work.sum': '',
          'a/go.mod': '',
          'b/go.mod': '',
          'b/go.sum': '',
        },
      },
      ['COPY go.work go.work.sum /src/', 'COPY a/go.mod ./', 'COPY b/go.mod b/go.sum /src/b/'],
      [],
    ],
    [
      'the version of a release is a build argument',
      {
        program: {
          versionVariables: [
            { ...place, name: 'main.version', holds: 'version', fallback: '' },
            { ...place, name: 'example.com/shop/build.Commit', holds: 'commit', fallback: '' },
          ],
        },
      },
      [
        'ARG VERSION=dev\nARG COMMIT=unknown\nRUN',
        '-ldflags="-s -w -X example.com/shop/build.Commit=$COMMIT -X main.version=$VERSION"',
        'LABEL org.opencontainers.image.version="$VERSION"',
      ],
      ['DATE'],
    ],
    [
      'a version that is read as numbers is some',
      {
        program: {
          libraries: ['github.com/Masterminds/semver'],
          versionVariables: [{ ...place, name: 'main.version', holds: 'version', fallback: '' }],
        },
      },
      ['ARG VERSION=0.0.0-dev\nRUN'],
      [],
    ],
    [
      'unless somebody says a version it is what the source says, where no quotes are needed',
      {
        program: {
          versionVariables: [
            { ...place, name: 'main.date', holds: 'date', fallback: 'not a release' },
            { ...place, name: 'main.version', holds: 'version', fallback: 'unknown-dev' },
          ],
        },
      },
      ['ARG VERSION=unknown-dev\nARG DATE=unknown\nRUN', 'ARG VERSION=unknown-dev\nLABEL'],
      [],
    ],
    [
      'of several texts for one version it is the number',
      {
        program: {
          versionVariables: [
            { ...place, name: 'example.com/shop/build.Version', holds: 'version', fallback: 'devel' },
            { ...place, name: 'main.version', holds: 'version', fallback: 'v1.4.2' },
          ],
        },
      },
      ['ARG VERSION=v1.4.2\n'],
      ['devel'],
    ],
    [
      'a server that starts tools runs where they are',
      { program: { processes: [{ ...place, command: 'git', certainty: 'known' }] } },
      ['FROM alpine:', 'RUN apk add --no-cache git\n', 'CGO_ENABLED=0'],
      ['distroless'],
    ],
    [
      'one that needs C and starts tools runs on glibc',
      { program: { cgo: needsC, processes: [{ ...place, command: 'ffmpeg', certainty: 'known' }] } },
      ['FROM debian:', 'apt-get install -y --no-install-recommends ffmpeg \\'],
      ['apk'],
    ],
    [
      'what desktops have, and what nobody knows, brings nothing',
      {
        program: {
          processes: [
            { ...place, command: 'xdg-open', certainty: 'known' },
            { ...place, command: null, certainty: 'unknown' },
          ],
        },
      },
      ['FROM gcr.io/distroless/static'],
      ['apk'],
    ],
    [
      'a front end that is embedded is built first',
      {
        program: {
          frontEnds: [{ ...place, folder: 'web', output: 'web/dist', manager: 'npm', script: 'build' }],
        },
        files: { ...source, 'web/package.json': '{}', 'web/package-lock.json': '{}' },
      },
      [
        /FROM --platform=\$BUILDPLATFORM node:\d+ AS web\nWORKDIR \/src\/web\nCOPY web\/package.json web\/package-lock.json .\/\n/,
        'npm ci\nCOPY web ./\nRUN npm run build\n',
        'COPY . .\nCOPY --from=web /src/web/dist /src/web/dist/\n',
      ],
      [],
    ],
    [
      'a front end that is served is copied into the image',
      {
        program: {
          frontEnds: [{ ...place, folder: 'web', output: 'web/dist', manager: 'npm', script: 'build' }],
          runtimeFiles: [{ ...place, path: 'web/dist', certainty: 'known' }],
        },
        files: { ...source, 'web/package.json': '{}' },
      },
      ['npm install\n', 'COPY --from=web /src/web/dist /app/web/dist/\n'],
      ['COPY --from=web /src/web/dist /src'],
    ],
    [
      'base images come from mirrors, by digests',
      {
        choices: {
          images: {
            mirrors: { 'docker.io/library': 'mirror.example/hub', 'gcr.io': 'https://mirror.example/gcr/' },
            digests: { 'golang:1.26': `sha256:${'0'.repeat(64)}` },
          },
        },
      },
      [
        `FROM --platform=$BUILDPLATFORM mirror.example/hub/golang:1.26@sha256:${'0'.repeat(64)} AS build`,
        'FROM mirror.example/gcr/distroless/static-debian13:nonroot',
      ],
      [],
    ],
    [
      'settings name what builds and what runs',
      {
        choices: {
          images: {
            go: 'r.example/golang:{version}-bookworm',
            runtimes: { distroless: 'r.example/static:2', alpine: 'r.example/alpine:3' },
            mirrors: { 'r.example': 'near.example' },
          },
        },
      },
      ['FROM --platform=$BUILDPLATFORM near.example/golang:1.26-bookworm AS build', 'FROM near.example/static:2\n'],
      ['alpine'],
    ],
    [
      'a name at a mirror is pinned, too',
      {
        choices: {
          images: {
            mirrors: { 'docker.io/library': 'mirror.example' },
            digests: { 'mirror.example/golang:1.26': `sha256:${'1'.repeat(64)}` },
          },
        },
      },
      [`mirror.example/golang:1.26@sha256:${'1'.repeat(64)} AS build`],
      [],
    ],
    [
      'tests have a stage of their own on request',
      { choices: { tests: true } },
      ['FROM build AS test\n', 'go test ./...\n\nFROM gcr.io'],
      [],
    ],
    [
      'code that the repository leaves to `go generate`',
      {
        program: {
          generated: [
            { ...place, folder: 'assets', command: 'go run ../gen.go', path: 'assets/a.go', reads: ['docs/page.html'] },
          ],
        },
      },
      ["    go generate -run 'go run \\.\\./gen\\.go' ./assets\n"],
      [],
    ],
    [
      'a home for what is written there, where the base has none',
      { program: { writes: [{ ...place, path: '~/.shop', certainty: 'known' }] }, choices: { runtime: 'alpine' } },
      ['ENV HOME=/home/nonroot USER=nonroot'],
      [],
    ],
    [
      'users are named where the base does not know them',
      { program: { userLookups: true }, choices: { runtime: 'scratch' } },
      ['ENV HOME=/home/nonroot USER=nonroot'],
      [],
    ],
    [
      'the repository of a module is a label',
      { module: { module: 'github.com/acme/shop/v2' } },
      ['LABEL org.opencontainers.image.source="https://github.com/acme/shop"'],
      [],
    ],
    ['UDP is exposed as UDP', { program: { listens: [listener(53, { protocol: 'udp' })] } }, ['EXPOSE 53/udp'], []],
    ['a worker exposes nothing', { program: { listens: [] } }, [], ['EXPOSE']],
    [
      'run-time files lie beside the program',
      {
        program: { runtimeFiles: [{ ...place, path: 'web/a b.html', certainty: 'known' }] },
        files: { ...source, 'web/a b.html': '' },
      },
      ['WORKDIR /app', 'COPY ["web/a b.html","/app/web/a b.html"]'],
      [],
    ],
  ];
  for (const [what, shape, has, hasNot] of shapes) {
    it(what, async () => {
      const text = await dockerfile(shape);
      for (const part of has)
        assert.ok(typeof part === 'string' ? text.includes(part) : part.test(text), `${String(part)} is in\n${text}`);
      for (const part of hasNot)
        assert.ok(
          typeof part === 'string' ? !text.includes(part) : !part.test(text),
          `${String(part)} is not in\n${text}`,
        );
    });
  }

  it('never needs a pulled frontend', async () => {
    for (const strategy of ['single', 'multi', 'cached'] as const) {
      const text = await dockerfile({ choices: { strategy } });
      assert.doesNotMatch(text, /syntax=|<</);
    }
  });
});
