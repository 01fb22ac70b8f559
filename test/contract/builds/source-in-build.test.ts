import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findingsOf, type Texts } from '../workspace.ts';

const SOURCE: Texts = {
  'go.mod': 'module example.com/shop\n\ngo 1.26\n',
  'cmd/shop/main.go':
    'package main\n\nimport (\n\t"net/http"\n\n\t"example.com/shop/internal/web"\n)\n\nfunc main() {\n\t_ = http.ListenAndServe(":8080", web.Handler())\n}\n',
  'internal/web/web.go':
    'package web\n\nimport (\n\t"embed"\n\t"net/http"\n)\n\n//go:embed pages\nvar pages embed.FS\n\nfunc Handler() http.Handler {\n\treturn http.FileServerFS(pages)\n}\n',
  'internal/web/pages/index.html': '<h1>Shop</h1>\n',
  'internal/web/pages/package.json': '{}\n',
  'internal/web/web_test.go': 'package web\n',
  'README.md': '# Shop\n',
};

/** What the rule marks in the file, with a build stage of these lines before `go build ./cmd/shop`. */
async function marked(
  file: string,
  lines: string,
  more: Texts = {},
  id = 'source-in-build',
): Promise<string | undefined> {
  const Dockerfile = `FROM golang:1.26 AS build\nWORKDIR /src\n${lines}\nRUN go build -o /out/shop ./cmd/shop\nFROM scratch\nCOPY --from=build /out/shop /shop\nENTRYPOINT ["/shop"]\n`;
  const texts: Texts = { ...SOURCE, Dockerfile, ...more };
  const finding = (await findingsOf(texts)).get(file)?.find(({ rule }) => rule === id);
  return finding && texts[file]?.slice(finding.start, finding.end);
}

describe('source-in-build speaks', () => {
  const copies: readonly [name: string, lines: string, marked: string][] = [
    ['of a package that no COPY brings', 'COPY go.mod ./\nCOPY cmd cmd', 'COPY cmd cmd'],
    [
      'of embedded files that no COPY brings',
      'COPY go.mod ./\nCOPY cmd cmd\nCOPY internal/web/*.go internal/web/',
      'COPY internal/web/*.go internal/web/',
    ],
  ];
  it('of a package of which nothing is known but that it is linked', async () => {
    const files = {
      'internal/web/web.go': 'package web\n\nimport "net/http"\n\nfunc Handler() http.Handler { return nil }\n',
    };
    assert.equal(await marked('Dockerfile', 'COPY go.mod ./\nCOPY cmd cmd', files), 'COPY cmd cmd');
  });
  for (const [name, lines, expected] of copies)
    it(name, async () => assert.equal(await marked('Dockerfile', lines), expected));

  const ignored: readonly [name: string, ignore: string, marked: string][] = [
    ['of a package that .dockerignore leaves out', 'internal\n', 'internal'],
    ['of embedded pages that .dockerignore leaves out', '**/*.html\n', '**/*.html'],
  ];
  for (const [name, ignore, expected] of ignored)
    it(name, async () =>
      assert.equal(await marked('.dockerignore', 'COPY . .', { '.dockerignore': ignore }), expected),
    );
});

describe('source-in-build and another module of the workspace', () => {
  const files: Texts = {
    'go.mod':
      'module example.com/shop\n\ngo 1.26\n\nrequire example.com/log v0.0.0\n\nreplace example.com/log => ./log\n',
    'cmd/shop/main.go':
      'package main\n\nimport (\n\t"net/http"\n\n\t"example.com/log"\n)\n\nfunc main() {\n\tlog.Start()\n\t_ = http.ListenAndServe(":8080", nil)\n}\n',
    'log/go.mod': 'module example.com/log\n\ngo 1.26\n',
    'log/log.go': 'package log\n\nfunc Start() {}\n',
  };
  for (const [lines, expected] of [
    ['COPY go.mod ./\nCOPY log log\nCOPY cmd cmd', undefined],
    ['COPY go.mod ./\nCOPY log/go.mod log/\nCOPY cmd cmd', 'COPY cmd cmd'],
  ] as const) {
    it(lines.split('\n')[1] ?? '', async () => assert.equal(await marked('Dockerfile', lines, files), expected));
  }
});

describe('source-in-build and a module below that of the program', () => {
  const files: Texts = {
    'go.mod':
      'module example.com/shop\n\ngo 1.26\n\nrequire example.com/shop/log v0.0.0\n\nreplace example.com/shop/log => ./log\n',
    'cmd/shop/main.go': 'package main\n\nimport "example.com/shop/log"\n\nfunc main() { log.Start() }\n',
    'log/go.mod': 'module example.com/shop/log\n\ngo 1.26\n',
    'log/log.go': 'package log\n\nfunc Start() {}\n',
  };
  it('its files are needed', async () => {
    const lines = 'COPY go.mod ./\nCOPY log/go.mod log/\nCOPY cmd cmd';
    assert.equal(await marked('Dockerfile', lines, files), 'COPY cmd cmd');
  });
});

describe('replaced-module-in-build', () => {
  const files: Texts = {
    'go.mod':
      'module example.com/shop\n\ngo 1.26\n\nrequire example.com/log v0.0.0\n\nreplace example.com/log => ./log\n',
    'cmd/shop/main.go': 'package main\n\nimport "example.com/log"\n\nfunc main() { log.Start() }\n',
    'log/go.mod': 'module example.com/log\n\ngo 1.26\n',
    'log/log.go': 'package log\n\nfunc Start() {}\n',
  };
  const DOWNLOAD = 'RUN go mod download';
  const table: readonly [what: string, lines: string, expected: string | undefined, more?: Texts][] = [
    ['a folder that comes later', `COPY go.mod ./\n${DOWNLOAD}\nCOPY . .`, DOWNLOAD],
    ['a folder that is there', `COPY go.mod ./\nCOPY log log\n${DOWNLOAD}\nCOPY . .`, undefined],
    ['its go.mod alone', `COPY go.mod ./\nCOPY log/go.mod log/\n${DOWNLOAD}\nCOPY . .`, undefined],
    ['all at once', `COPY . .\n${DOWNLOAD}`, undefined],
    ['modules that are in the repository', `COPY go.mod ./\n${DOWNLOAD}`, undefined, { 'vendor/modules.txt': '' }],
    ['another stage that brings some', `COPY go.mod ./\nCOPY --from=src /log log\n${DOWNLOAD}\nCOPY . .`, undefined],
  ];
  for (const [what, lines, expected, more] of table) {
    it(what, async () => {
      assert.equal(await marked('Dockerfile', lines, { ...files, ...more }, 'replaced-module-in-build'), expected);
    });
  }
});

describe('source-in-build is silent', () => {
  const table: readonly [name: string, lines: string, ignore?: string][] = [
    ['where all is copied', 'COPY . .'],
    ['where folders are copied', 'COPY go.mod ./\nCOPY cmd cmd\nCOPY internal internal'],
    ['where folders are copied by a pattern', 'COPY go.* ./\nCOPY cmd/ ./cmd/\nCOPY intern* ./internal/'],
    ['where all is mounted', 'RUN --mount=type=bind,target=. go vet ./...\nCOPY . .'],
    ['where another stage brings some', 'COPY go.mod ./\nCOPY cmd cmd\nCOPY --from=web /internal internal'],
    ['where a command fetches', 'COPY go.mod ./\nRUN git clone https://example.com/shop .'],
    ['where an archive is added', 'ADD source.tar.gz .'],
    ['where a variable names the folder', 'ARG DIR=cmd\nCOPY go.mod ./\nCOPY $DIR cmd'],
    ['of tests and papers that are left out', 'COPY . .', '**/*_test.go\n*.md\n'],
    ['of what lies beside the pages', 'COPY . .', '**/package.json\n'],
    ['of a package that is let in again', 'COPY . .', 'internal\n!internal\n'],
  ];
  for (const [name, lines, ignore] of table) {
    it(name, async () => {
      const more: Texts = ignore === undefined ? {} : { '.dockerignore': ignore };
      assert.equal(await marked('Dockerfile', lines, more), undefined);
      assert.equal(await marked('.dockerignore', lines, more), undefined);
    });
  }
});

describe('source-in-build and the sums of other modules', () => {
  const files: Texts = {
    'go.mod': 'module example.com/shop\n\ngo 1.26\n\nrequire github.com/gorilla/mux v1.8.1\n',
    'go.sum': 'github.com/gorilla/mux v1.8.1 h1:x\n',
    'cmd/shop/main.go':
      'package main\n\nimport "github.com/gorilla/mux"\n\nfunc main() {\n\tprintln(mux.NewRouter())\n}\n',
  };
  const table: readonly [
    name: string,
    lines: string,
    marked: string | undefined,
    more?: Readonly<Record<string, string | undefined>>,
  ][] = [
    ['are missed', 'COPY go.mod ./\nRUN go mod download\nCOPY cmd cmd', 'COPY cmd cmd'],
    ['are copied', 'COPY go.mod go.sum ./\nCOPY cmd cmd', undefined],
    ['are copied by a pattern', 'COPY go.* ./\nCOPY cmd cmd', undefined],
    ['are made', 'COPY go.mod ./\nCOPY cmd cmd\nRUN go mod tidy', undefined],
    ['are made of all modules', 'COPY go.mod ./\nRUN go mod download all\nCOPY cmd cmd', undefined],
    ['may be written by a flag', 'ENV GOFLAGS=-mod=mod\nCOPY go.mod ./\nCOPY cmd cmd', undefined],
    ['may be made by a script', 'COPY go.mod ./\nCOPY cmd cmd\nRUN ./cmd/prepare', undefined],
    ['are not there either', 'COPY go.mod ./\nCOPY cmd cmd', undefined, { 'go.sum': undefined }],
    [
      'are of modules that only tests link',
      'COPY go.mod ./\nCOPY cmd cmd',
      undefined,
      { 'cmd/shop/main.go': 'package main\n\nfunc main() {}\n' },
    ],
  ];
  for (const [name, lines, expected, more = {}] of table) {
    it(name, async () => {
      const texts = Object.entries({ ...files, ...more }).flatMap(([file, text]) =>
        text === undefined ? [] : [[file, text]],
      );
      assert.equal(await marked('Dockerfile', lines, Object.fromEntries(texts) as Texts), expected);
    });
  }
});

describe('source-in-build and builds that make runs', () => {
  const table: readonly [what: string, recipe: string, expected: string | undefined][] = [
    ['of a package that no COPY brings', '@go build -o bin/shop ./cmd/shop', 'COPY cmd cmd'],
    ['not where a step before may make it', 'go generate ./...\n\tgo build -o bin/shop ./cmd/shop', undefined],
    ['not with tags that may leave it out', 'go build -tags small -o bin/shop ./cmd/shop', undefined],
  ];
  for (const [what, recipe, expected] of table) {
    it(what, async () => {
      const texts: Texts = {
        ...SOURCE,
        Makefile: `build:\n\t${recipe}\n`,
        Dockerfile:
          'FROM golang:1.26 AS build\nWORKDIR /src\nCOPY go.mod Makefile ./\nCOPY cmd cmd\nRUN make build\nFROM scratch\nCOPY --from=build /src/bin/shop /shop\nENTRYPOINT ["/shop"]\n',
      };
      const finding = (await findingsOf(texts)).get('Dockerfile')?.find(({ rule }) => rule === 'source-in-build');
      assert.equal(finding && texts.Dockerfile?.slice(finding.start, finding.end), expected);
    });
  }
});
