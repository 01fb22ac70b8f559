import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lintDockerfile } from '../../src/dockerfile/lint.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { applyEdits } from '../../src/lint/fix.ts';
import { findingsOf } from './examples.ts';

const GO = 'FROM golang:1.26 AS build\n';
const SCRATCH = 'FROM scratch\n';

/** What a rule reports, as the text at its ranges. */
const cases: readonly [rule: string, name: string, text: string, reported: string[]][] = [
  [
    'obsolete-go-flags',
    'both in one command',
    `${GO}RUN go build -a -installsuffix nocgo .`,
    ['-a', '-installsuffix nocgo'],
  ],
  ['obsolete-go-flags', 'two dashes', `${GO}RUN go build --a .`, ['--a']],
  ['obsolete-go-flags', 'a flag of the program', `${GO}RUN go run ./cmd -- -a`, []],
  ['obsolete-go-flags', 'another command', `${GO}RUN go list -a ./...`, []],
  ['obsolete-go-flags', 'another flag that begins with a', `${GO}RUN go build -asmflags=x .`, []],
  ['obsolete-go-flags', 'below sudo, with a path', `${GO}RUN sudo /usr/local/go/bin/go build -a .`, ['-a']],
  ['go-module-checks', 'private hosts', `${GO}ENV GOPRIVATE=github.com/me/* GONOSUMDB=a,b`, []],
  ['go-module-checks', 'a star among hosts', `${GO}ENV GONOSUMDB=a,*`, ['GONOSUMDB=a,*']],
  ['go-module-checks', 'a private everything', `${GO}ARG GOPRIVATE=*`, ['GOPRIVATE=*']],
  ['go-module-checks', 'another checksum database', `${GO}ENV GOSUMDB=sum.golang.google.cn`, []],
  ['go-module-checks', 'a proxy of the company', `${GO}ENV GOPROXY=https://proxy.example.com,direct`, []],
  ['go-module-checks', 'flags beside it', `${GO}ENV GOFLAGS="-mod=mod -insecure"`, ['GOFLAGS="-mod=mod -insecure"']],
  ['go-module-checks', 'for one command', `${GO}RUN GOSUMDB=off go mod download`, ['GOSUMDB=off']],
  ['go-get-in-image', 'a module', `${GO}RUN go get example.com/a@v1`, ['go get example.com/a@v1']],
  ['go-get-in-image', 'another command', `${GO}RUN go install example.com/a@v1 && go mod download`, []],
  ['go-get-in-image', 'a word of another program', `${GO}RUN echo go get`, []],
  ...(
    [
      ['in the same command', 'RUN go get example.com/a/gen && gen', ['gen']],
      ['by its folder', 'RUN go get example.com/a/gen/v2@v2.1.0\nRUN /go/bin/gen .', ['/go/bin/gen']],
      ['installed afterwards', 'RUN go get example.com/gen && go install example.com/gen && gen', []],
      ['which a package brings', 'RUN apt-get install -y gen && go get example.com/gen && gen', []],
      ['which a script may bring', 'RUN go get example.com/gen && ./tools.sh && gen', []],
      ['which is copied', 'COPY gen /go/bin/\nRUN go get example.com/gen && gen', []],
      ['before it', 'RUN gen && go get example.com/gen', []],
      ['without modules', 'ENV GO111MODULE=off\nRUN go get example.com/gen && gen', []],
    ] as const
  ).map(
    ([name, text, found]) =>
      ['go-get-installs-nothing', `a program that runs: ${name}`, GO + text, [...found]] as [
        string,
        string,
        string,
        string[],
      ],
  ),
  ['go-get-installs-nothing', 'the newest', `FROM golang:alpine3.23\nRUN go get example.com/gen && gen`, ['gen']],
  ['go-get-installs-nothing', 'an older Go', `FROM golang:1.17\nRUN go get example.com/gen && gen`, []],
  ['go-get-installs-nothing', 'any Go', `ARG V\nFROM golang:$V\nRUN go get example.com/gen && gen`, []],
  ['command-words-apart', 'ENTRYPOINT before it', `${GO}ENTRYPOINT ["a"]\nCMD ["b c"]`, []],
  ['command-words-apart', 'a path with a blank', `${GO}CMD ["/opt/my app/run"]`, []],
  ['command-words-apart', 'a command of a shell', `${GO}CMD ["npm start && x"]`, ['"npm start && x"']],
  ['command-words-apart', 'a file that is made', `${GO}RUN cp a "/my app"\nCMD ["/my app"]`, []],
  ['fixed-goarch', 'a variable', `${GO}RUN GOARCH=$ARCH go build .`, []],
  ['fixed-goarch', 'web assembly', `${GO}RUN GOARCH=wasm GOOS=js go build .`, []],
  [
    'fixed-goarch',
    'several platforms on purpose',
    `${GO}RUN GOARCH=amd64 go build -o a . && GOARCH=arm64 go build -o b .`,
    [],
  ],
  [
    'fixed-goarch',
    'a stage of one platform',
    'FROM --platform=linux/amd64 golang:1.26\nRUN GOARCH=amd64 go build .',
    [],
  ],
  [
    'fixed-goarch',
    'a stage of the build platform',
    'FROM --platform=$BUILDPLATFORM golang:1.26\nRUN GOARCH=amd64 go build .',
    ['GOARCH=amd64'],
  ],
  ['fixed-goarch', 'by env', `${GO}RUN env GOARCH=386 go build .`, ['GOARCH=386']],
  ['go-build-flags', 'in GOFLAGS', `${GO}ENV GOFLAGS=-trimpath\nRUN go build .`, []],
  ['go-build-flags', 'a race build', `${GO}RUN go build -race .`, []],
  ['go-build-flags', 'flags from a variable', `${GO}RUN go build -trimpath -ldflags "$LDFLAGS" .`, []],
  ['go-build-flags', 'stripped in one word', `${GO}RUN go build -trimpath -ldflags=-s .`, []],
  [
    'go-build-flags',
    'a build with other linker flags',
    `${GO}RUN go build -trimpath -ldflags='-X a=b' .`,
    ['go build'],
  ],
  ['go-cache-mounts', 'once a RUN', `${GO}RUN go build ./a && go build ./b`, ['go build']],
  ['go-cache-mounts', 'a cache elsewhere', `${GO}ENV GOCACHE=/cache\nRUN go build .`, []],
  ['go-cache-mounts', 'any cache mount', `${GO}RUN --mount=type=cache,target=/root/.cache/go-build go build .`, []],
  ['go-cache-mounts', 'a download compiles nothing', `${GO}RUN go mod download`, []],
  ['tests-in-build', 'a make target', `${GO}RUN make test\nRUN go build .`, []],
  ['tests-in-build', 'a test script', `${GO}RUN ./scripts/run-tests.sh\nRUN go build .`, []],
  ['tests-in-build', 'a tool by version', `${GO}RUN go install example.com/tool@v1`, []],
  ['tests-in-build', 'no Go at all', 'FROM alpine:3.23\nRUN make', []],
  ['remote-checksum', 'a Git repository', `${SCRATCH}ADD https://example.com/a.git /a`, []],
  [
    'remote-checksum',
    'two URLs',
    `${SCRATCH}ADD https://a.example/x http://b.example/y /d/`,
    ['https://a.example/x', 'http://b.example/y'],
  ],
  ['remote-checksum', 'COPY has no URLs', `${SCRATCH}COPY https://a.example/x /x`, []],
  ['global-arg-in-run', 'declared before', `ARG V=1\n${GO}ARG V\nRUN echo $V`, []],
  ['global-arg-in-run', 'declared after', `ARG V=1\n${GO}RUN echo $V\nARG V`, ['$V']],
  ['global-arg-in-run', 'declared by the base stage', `ARG V=1\n${GO}ARG V\nFROM build\nRUN echo $V`, []],
  ['global-arg-in-run', 'a longer name', `ARG V=1\n${GO}RUN echo $VERSION \${V2}`, []],
  ['global-arg-in-run', 'with a fallback', `ARG V=1\n${GO}RUN echo \${V:-2}`, []],
  ['global-arg-in-run', 'read by the script', `ARG V=1\n${GO}RUN read V; echo $V`, []],
  ['global-arg-in-run', 'in single quotes', `ARG V=1\n${GO}RUN echo '$V'`, []],
  ['entrypoint-ignores-command', 'no CMD', `${SCRATCH}ENTRYPOINT /a`, []],
  ['entrypoint-ignores-command', 'both in the shell form', `${SCRATCH}ENTRYPOINT /a\nCMD b`, ['CMD b']],
  ['entrypoint-ignores-command', 'an entry script', `${SCRATCH}ENTRYPOINT ["/entrypoint.sh"]\nCMD b c`, []],
  ['entrypoint-ignores-command', 'an init', `${SCRATCH}ENTRYPOINT ["/sbin/tini", "--"]\nCMD b c`, []],
  ['entrypoint-ignores-command', 'only the last of each counts', `${SCRATCH}CMD b\nENTRYPOINT ["/a"]\nCMD ["c"]`, []],
  [
    'entrypoint-ignores-command',
    'the CMD of the base stage is forgotten',
    'FROM alpine:3.23 AS a\nCMD b\nFROM a\nENTRYPOINT ["/x"]',
    [],
  ],
  ['shell-as-first-process', 'exec already', `${SCRATCH}CMD ["sh", "-c", "exec /app"]`, []],
  ['shell-as-first-process', 'exec after a preparation', `${SCRATCH}CMD ["sh", "-c", "mkdir -p /x && exec /app"]`, []],
  ['shell-as-first-process', 'several processes', `${SCRATCH}CMD ["sh", "-c", "a & b"]`, []],
  ['shell-as-first-process', 'a pipe', `${SCRATCH}CMD ["sh", "-c", "a | b"]`, []],
  ['shell-as-first-process', 'the program itself', `${SCRATCH}CMD ["/app"]`, []],
  ['shell-as-first-process', 'a semicolon', `${SCRATCH}CMD ["/bin/sh", "-c", "umask 077; /app -v"]`, ['/app -v']],
  ['entrypoint-in-image', 'a folder of another stage', `${SCRATCH}COPY --from=build /out/ /\nENTRYPOINT ["/app"]`, []],
  ['entrypoint-in-image', 'a name in PATH', `${SCRATCH}COPY app /bin/app\nENTRYPOINT ["app"]`, []],
  ['entrypoint-in-image', 'a name that is nowhere', `${SCRATCH}COPY app /opt/app\nENTRYPOINT ["app"]`, ['"app"']],
  ['entrypoint-in-image', 'another base', 'FROM alpine:3.23\nCOPY app /app\nENTRYPOINT ["/x"]', []],
  ['entrypoint-in-image', 'an archive', `${SCRATCH}ADD x.tar.gz /\nENTRYPOINT ["/x"]`, []],
  ['entrypoint-in-image', 'a pattern', `${SCRATCH}COPY bin/* /\nENTRYPOINT ["/x"]`, []],
  ['entrypoint-in-image', 'a variable in the destination', `${SCRATCH}ARG P\nCOPY app $P\nENTRYPOINT ["/x"]`, []],
  ['entrypoint-in-image', 'a variable that has a value', `${SCRATCH}ARG P=/app\nCOPY app $P\nENTRYPOINT ["/app"]`, []],
  ['entrypoint-in-image', 'below a copied folder', `${SCRATCH}COPY dist /srv\nENTRYPOINT ["/srv/bin/app"]`, []],
  [
    'entrypoint-in-image',
    'from a base stage',
    'FROM scratch AS base\nCOPY app /app\nFROM base\nENTRYPOINT ["/app"]',
    [],
  ],
  ['entrypoint-in-image', 'a misspelled name', `${SCRATCH}COPY shop /shop\nENTRYPOINT ["/shopp"]`, ['"/shopp"']],
  ['entrypoint-in-image', 'relative to WORKDIR', `${SCRATCH}WORKDIR /a\nCOPY app app\nENTRYPOINT ["./app"]`, []],
  ['entrypoint-in-image', 'only CMD', `${SCRATCH}COPY shop /shop\nCMD ["/app"]`, ['"/app"']],
  ['entrypoint-in-image', 'a heredoc', `${SCRATCH}COPY <<EOF /run\nx\nEOF\nCMD ["/run"]`, []],
];

describe('Go and BuildKit-era rules', () => {
  for (const [rule, name, text, reported] of cases) {
    it(`${rule}: ${name}`, () => {
      const found = findingsOf(rule, text).map(({ start, end }) => text.slice(start, end));
      assert.deepEqual(found, reported);
    });
  }
});

describe('their fixes', () => {
  const fixes: readonly [rule: string, bad: string, good: string][] = [
    ['obsolete-go-flags', `${GO}RUN go build \\\n    -a \\\n    -o /app .`, `${GO}RUN go build \\\n    -o /app .`],
    [
      'fixed-goarch',
      `${GO}RUN x && GOARCH=amd64 go build .`,
      `${GO}ARG TARGETARCH\nRUN x && GOARCH=$TARGETARCH go build .`,
    ],
    ['go-cache-mounts', `${GO}RUN go build .`, `${GO}RUN --mount=type=cache,target=/root/.cache/go-build go build .`],
    ['global-arg-in-run', `ARG V=1\r\n${GO}RUN echo $V\r\n`, `ARG V=1\r\n${GO}ARG V\r\nRUN echo $V\r\n`],
    ['shell-as-first-process', `${SCRATCH}CMD ["sh", "-c", "a; b"]`, `${SCRATCH}CMD ["sh", "-c", "a; exec b"]`],
  ];
  for (const [rule, bad, good] of fixes) {
    it(`${rule}: ${JSON.stringify(bad)}`, () => {
      const edits = findingsOf(rule, bad).flatMap((finding) => finding.fixes?.[0]?.edits ?? []);
      assert.equal(applyEdits(bad, edits), good);
    });
  }
});

describe('a .dockerignore', () => {
  const speaks = (text: string, ignoreFile: string | null) =>
    lintDockerfile({ dockerfile: parseDockerfile(text), ignoreFile, file: 'Dockerfile' }).some(
      ({ rule }) => rule === 'context-without-ignore-file',
    );
  it('is missed where the whole folder is copied', () => {
    assert.equal(speaks(`${GO}COPY . .`, null), true);
    assert.equal(speaks(`${GO}COPY . .`, '# nothing yet\n'), true);
    assert.equal(speaks(`${GO}COPY . .`, '.git\n'), false);
    assert.equal(speaks(`${GO}COPY cmd ./cmd`, null), false);
    assert.equal(speaks(`${GO}COPY --from=build . /x`, null), false);
  });
});

describe('go get', () => {
  for (const [what, before, message] of [
    ['before anything is copied', '', '`{0}` has no go.mod here, and installs nothing since Go 1.17'],
    ['of what is copied', 'COPY . .\n', '`{0}` changes go.mod inside the image'],
  ] as const) {
    it(`${what}: ${message}`, () => {
      const [found] = findingsOf('go-get-in-image', `${GO}${before}RUN go get example.com/a`);
      assert.equal(found?.message[0], message);
    });
  }
});
