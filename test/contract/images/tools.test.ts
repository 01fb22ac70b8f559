import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { applyEdits } from '../../../src/lint/fix.ts';
import { deploymentOf } from '../../../src/contract/examples/example-files.ts';
import { findingsOf, type Texts } from '../workspace.ts';

const server = (body: string, more = ''): Texts => ({
  'go.mod': 'module example.com/shop\n\ngo 1.26\n',
  'main.go': `package main\n\nimport (\n\t"net/http"\n\t"os/exec"${more}\n)\n\nfunc main() {\n\t${body}\n\t_ = http.ListenAndServe(":8080", nil)\n}\n`,
});
const GIT = '_ = exec.Command("git", "fetch").Run()';
const image = (base: string, lines = '', binary = '/shop') =>
  `FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM ${base}\n${lines}COPY --from=build /shop ${binary}\nENTRYPOINT ["${binary}"]\n`;

async function told(texts: Texts) {
  const all = await findingsOf(texts);
  return ['Dockerfile', 'main.go'].flatMap((file) =>
    (all.get(file) ?? [])
      .filter(({ rule }) => rule === 'tool-in-image')
      .map((finding) => ({ file, finding, marked: texts[file]?.slice(finding.start, finding.end) ?? '' })),
  );
}

describe('tool-in-image speaks', () => {
  const table: readonly [what: string, body: string, Dockerfile: string, marked: string][] = [
    ['scratch', GIT, image('scratch'), 'scratch'],
    ['a shell in scratch', '_ = exec.Command("/bin/sh", "-c", "ls").Run()', image('scratch'), 'scratch'],
    ['distroless', GIT, image('gcr.io/distroless/base-debian12'), 'gcr.io/distroless/base-debian12'],
    ['Alpine', GIT, image('alpine:3.22'), 'alpine:3.22'],
    [
      'beside other tools',
      '_ = exec.Command("pigz").Run()',
      image('alpine:3.22', 'RUN apk add --no-cache zstd git\n'),
      'alpine:3.22',
    ],
    ['bash in Alpine', '_ = exec.Command("bash").Run()', image('alpine'), 'alpine'],
    ['an absolute path', '_ = exec.Command("/usr/bin/git").Run()', image('alpine:3.22'), 'alpine:3.22'],
    ['Debian', '_ = exec.Command("curl", "x").Run()', image('debian:13-slim'), 'debian:13-slim'],
    ['Ubuntu', '_ = exec.Command("wget", "x").Run()', image('ubuntu:24.04'), 'ubuntu:24.04'],
    [
      'other packages',
      GIT,
      image('alpine:3.22', 'RUN apk add --no-cache ca-certificates tzdata && adduser -D shop\n'),
      'alpine:3.22',
    ],
    ['a folder made', GIT, image('alpine:3.22', 'RUN adduser -D shop && install -d -o shop /data\n'), 'alpine:3.22'],
    ['the binary where programs are', GIT, image('alpine:3.22', '', '/usr/local/bin/'), 'alpine:3.22'],
    ['other files copied', GIT, image('alpine:3.22', 'COPY web /srv/web\nWORKDIR /srv\nCOPY . .\n'), 'alpine:3.22'],
    [
      'a package for the build stage only',
      GIT,
      image('alpine:3.22').replace('COPY . .', 'RUN apt-get install -y git\nCOPY . .'),
      'alpine:3.22',
    ],
    ['a stage below', GIT, image('base').replace('FROM base', 'FROM alpine:3.22 AS base\nFROM base'), 'base'],
  ];
  for (const [what, body, Dockerfile, marked] of table) {
    it(what, async () => {
      const [first, second] = await told({ ...server(body), Dockerfile });
      assert.deepEqual([first?.file, first?.marked, second?.file], ['Dockerfile', marked, 'main.go']);
    });
  }
});

describe('tool-in-image is silent', () => {
  const alpine = (lines: string, binary?: string) => image('alpine:3.22', lines, binary);
  const table: readonly [what: string, texts: Texts][] = [
    ['the package', { ...server(GIT), Dockerfile: alpine('RUN apk add --no-cache git\n') }],
    ['a package that may need it', { ...server(GIT), Dockerfile: alpine('RUN apk add --no-cache git-lfs\n') }],
    ['a package that nobody knows', { ...server(GIT), Dockerfile: alpine('RUN apk add --no-cache build-base\n') }],
    [
      'an image that runs another command',
      {
        ...server(`if len(os.Args) > 1 && os.Args[1] == "check" {\n\t\treturn\n\t}\n\t${GIT}`, '\n\t"os"'),
        Dockerfile: image('alpine:3.22').replace('"/shop"]', '"/shop", "check"]'),
      },
    ],
    ['a download', { ...server(GIT), Dockerfile: alpine('RUN wget -O- https://example.com/x | tar xz -C /\n') }],
    ['an installed file', { ...server(GIT), Dockerfile: alpine('RUN install -m 755 /tmp/x /usr/bin/y\n') }],
    ['a script', { ...server(GIT), Dockerfile: alpine('COPY install.sh /\nRUN /install.sh\n') }],
    ['a copy of it', { ...server(GIT), Dockerfile: image('scratch', 'COPY --from=build /usr/bin/git /usr/bin/git\n') }],
    [
      'a copied folder of programs',
      { ...server(GIT), Dockerfile: image('scratch', 'COPY --from=build /usr/bin /usr/bin\n') },
    ],
    ['a copied root', { ...server(GIT), Dockerfile: image('scratch', 'COPY --from=build /rootfs /\n') }],
    ['the context in the root', { ...server(GIT), Dockerfile: image('scratch', 'COPY . .\n') }],
    ['an archive', { ...server(GIT), Dockerfile: image('scratch', 'ADD tools.tar.gz /usr/\n') }],
    ['a folder that a variable names', { ...server(GIT), Dockerfile: alpine('ARG DIR\nCOPY tools $DIR\n') }],
    ['a PATH of its own', { ...server(GIT), Dockerfile: alpine('COPY tools /tools\nENV PATH=/tools:$PATH\n') }],
    ['the debug image with BusyBox', { ...server(GIT), Dockerfile: image('gcr.io/distroless/static:debug') }],
    ['another image', { ...server(GIT), Dockerfile: image('registry.example.com/base:1') }],
    ['an image of git', { ...server(GIT), Dockerfile: image('alpine/git:2') }],
    ['the golang image', { ...server(GIT), Dockerfile: image('golang:1.26') }],
    ['an applet of BusyBox', { ...server('_ = exec.Command("wget", "x").Run()'), Dockerfile: alpine('') }],
    ['a shell in Alpine', { ...server('_ = exec.Command("sh", "-c", "ls").Run()'), Dockerfile: alpine('') }],
    ['bash in Debian', { ...server('_ = exec.Command("bash").Run()'), Dockerfile: image('debian:13') }],
    ['what nobody knows', { ...server('_ = exec.Command("shopctl").Run()'), Dockerfile: image('scratch') }],
    ['a question', { ...server('_, _ = exec.LookPath("git")'), Dockerfile: image('scratch') }],
    [
      'a question before',
      { ...server(`if _, err := exec.LookPath("git"); err == nil {\n\t\t${GIT}\n\t}`), Dockerfile: image('scratch') },
    ],
    [
      'a question by its version',
      {
        ...server(`if exec.Command("git", "--version").Run() == nil {\n\t\t${GIT}\n\t}`),
        Dockerfile: image('scratch'),
      },
    ],
    [
      'on some systems',
      { ...server(`if runtime.GOOS == "darwin" {\n\t\t${GIT}\n\t}`, '\n\t"runtime"'), Dockerfile: image('scratch') },
    ],
    [
      'what a setting may change',
      {
        ...server('_ = exec.Command(cmp.Or(os.Getenv("GIT"), "git")).Run()', '\n\t"cmp"\n\t"os"'),
        Dockerfile: image('scratch'),
      },
    ],
    [
      'a command-line tool',
      {
        ...server(GIT),
        'main.go': `package main\n\nimport (\n\t"os/exec"\n\n\t"github.com/urfave/cli"\n)\n\nfunc main() {\n\tcli.NewApp().Run(nil)\n\t${GIT}\n}\n`,
        Dockerfile: image('scratch'),
      },
    ],
    [
      'a volume with programs',
      {
        ...server(GIT),
        Dockerfile: image('scratch'),
        'd.yaml': deploymentOf('volumeMounts:\n  - name: tools\n    mountPath: /usr/bin'),
      },
    ],
    ['half a file', { ...server(GIT), Dockerfile: 'FROM\nCOPY\nRUN' }],
  ];
  for (const [what, texts] of table) {
    it(what, async () => assert.deepEqual(await told(texts), []));
  }
});

describe('tool-in-image repairs', () => {
  const fixed = async (body: string, Dockerfile: string) => {
    const [first] = await told({ ...server(body), Dockerfile });
    return (first?.finding.fixes ?? []).map(({ edits }) => applyEdits(Dockerfile, edits));
  };
  const BOTH = `${GIT}\n\t_ = exec.Command("ssh", "x").Run()`;
  it('adds the packages to the call that installs others', async () => {
    const before = image('alpine:3.22', 'RUN apk add --no-cache ca-certificates\n');
    assert.deepEqual(await fixed(BOTH, before), [
      before.replace('ca-certificates', 'ca-certificates git openssh-client'),
    ]);
  });
  it('adds a RUN where there is none', async () => {
    assert.deepEqual(await fixed(BOTH, image('debian:13-slim')), [
      image(
        'debian:13-slim',
        'RUN apt-get update \\\n    && apt-get install -y --no-install-recommends git openssh-client \\\n    && rm -rf /var/lib/apt/lists/*\n',
      ),
    ]);
  });
  it('has none where there is no package manager', async () =>
    assert.deepEqual(await fixed(GIT, image('scratch')), []));
});

describe('front-end-built', () => {
  const FILES: Texts = {
    'go.mod': 'module example.com/shop\n\ngo 1.26\n',
    'main.go':
      'package main\n\nimport (\n\t"embed"\n\t"net/http"\n)\n\n//go:embed all:web/dist\nvar web embed.FS\n\nfunc main() {\n\t_ = http.ListenAndServe(":8080", http.FileServerFS(web))\n}\n',
    'web/package.json': '{ "scripts": { "build": "vite build" } }\n',
    'web/yarn.lock': '',
  };
  const BUILD = 'go build -o /shop .';
  const build = (lines: string, command = BUILD) =>
    `FROM node:24 AS web\nCOPY web .\nFROM golang:1.26 AS build\nWORKDIR /src\nCOPY . .\n${lines}RUN ${command}\nFROM scratch\nCOPY --from=build /shop /shop\nENTRYPOINT ["/shop"]\n`;
  const messages = async (texts: Texts) =>
    [...(await findingsOf(texts))].flatMap(([file, findings]) =>
      findings.flatMap(({ rule, start, end }) =>
        rule === 'front-end-built' ? [`${file}: ${texts[file]?.slice(start, end) ?? ''}`] : [],
      ),
    );
  const speaks: readonly [what: string, texts: Texts][] = [
    ['nothing builds it', { ...FILES, Dockerfile: build('') }],
    ['only modules and packages are fetched', { ...FILES, Dockerfile: build('RUN apk add git && go mod download\n') }],
    [
      'a stage that nobody copies from',
      { ...FILES, Dockerfile: build('').replace('COPY web .', 'COPY web .\nRUN yarn build') },
    ],
    ['git passes over it', { ...FILES, '.gitignore': 'dist\n', Dockerfile: build('') }],
    ['it is copied beside', { ...FILES, Dockerfile: build('COPY --from=web /dist web/build\n') }],
    [
      'a workflow builds it, and the build leaves it out',
      {
        ...FILES,
        '.dockerignore': 'web/dist\n',
        '.github/workflows/x.yml': 'jobs: { a: { steps: [{ run: yarn build }] } }',
        Dockerfile: build(''),
      },
    ],
  ];
  for (const [what, texts] of speaks) {
    it(`speaks: ${what}`, async () =>
      assert.deepEqual((await messages(texts)).sort(), [`Dockerfile: ${BUILD}`, 'main.go: all:web/dist']));
  }
  const silent: readonly [what: string, texts: Texts][] = [
    ['a stage makes it', { ...FILES, Dockerfile: build('COPY --from=web /dist web/dist\n') }],
    ['the build stage makes it', { ...FILES, Dockerfile: build('RUN cd web && yarn build\n') }],
    ['make may', { ...FILES, Dockerfile: build('RUN make ui\n') }],
    ['a script may', { ...FILES, Dockerfile: build('RUN ./build.sh\n') }],
    ['go generate may', { ...FILES, Dockerfile: build('RUN go generate ./...\n') }],
    ['a mount may', { ...FILES, Dockerfile: build('', `--mount=type=bind,from=web,target=/src/web/dist ${BUILD}`) }],
    ['tags may leave it out', { ...FILES, Dockerfile: build('', 'go build -tags noui -o /shop .') }],
    ['it is there', { ...FILES, 'web/dist/index.html': '<p>', Dockerfile: build('') }],
    ['a place is kept for it', { ...FILES, 'web/dist/.gitkeep': '', Dockerfile: build('') }],
    [
      'a place is kept for it in the build',
      {
        ...FILES,
        'web/dist/.gitkeep': '',
        '.dockerignore': 'web/dist/*\n!web/dist/.gitkeep\n',
        Dockerfile: build(''),
      },
    ],
    ['a stage is copied around it', { ...FILES, Dockerfile: build('COPY --from=web / web/\n') }],
    ['a Makefile builds it before', { ...FILES, Makefile: 'ui:\n\tcd web && yarn build\n', Dockerfile: build('') }],
    [
      'a workflow builds it before',
      { ...FILES, '.github/workflows/x.yml': 'jobs: { a: { steps: [{ run: yarn build }] } }', Dockerfile: build('') },
    ],
    ['who knows what else builds it', { ...FILES, Jenkinsfile: '', Dockerfile: build('') }],
    [
      'the binary is built elsewhere',
      { ...FILES, Dockerfile: 'FROM scratch\nCOPY shop /shop\nENTRYPOINT ["/shop"]\n' },
    ],
  ];
  for (const [what, texts] of silent) it(`is silent: ${what}`, async () => assert.deepEqual(await messages(texts), []));
});

describe('workflow-go-version', () => {
  const WORKFLOW = '.github/workflows/test.yaml';
  const workflow = (version: string, run = 'go test ./...', action = 'v6', more = '') =>
    `on: push\n${more}jobs:\n  test:\n    steps:\n      - uses: actions/setup-go@${action}\n        with:\n          go-version: ${version}\n      - run: ${run}\n`;
  const said = async (text: string) => {
    const texts = {
      'go.mod': 'module m\n\ngo 1.26.0\n',
      'main.go': 'package main\n\nfunc main() {}\n',
      [WORKFLOW]: text,
    };
    const finding = (await findingsOf(texts)).get(WORKFLOW)?.find(({ rule }) => rule === 'workflow-go-version');
    const fixed = finding?.fixes?.map(({ edits }) => applyEdits(text, edits));
    return finding && [finding.severity, text.slice(finding.start, finding.end), ...(fixed ?? [])];
  };
  const speaks: readonly [text: string, severity: string, marked: string, fixed: string][] = [
    [workflow("'1.24'"), 'warning', '1.24', workflow("'1.26'")],
    [workflow('1.25'), 'warning', '1.25', workflow('1.26')],
    [workflow('1.24.x'), 'warning', '1.24.x', workflow('1.26.x')],
    [workflow('1.20'), 'warning', '1.20', workflow('1.26')],
    [workflow('"1.24.3"', 'go build .', 'v5'), 'info', '1.24.3', workflow('"1.26.0"', 'go build .', 'v5')],
  ];
  for (const [text, severity, marked, fixed] of speaks) {
    it(`speaks: ${marked}`, async () => {
      const whole = text.replace(/go-version: .*/, 'go-version-file: go.mod');
      assert.deepEqual(await said(text), [severity, marked, fixed, whole]);
    });
  }
  const silent = [
    workflow("'1.26'"),
    workflow("'^1.24'"),
    workflow('stable'),
    workflow('${{ matrix.go }}'),
    workflow("'1.24'", 'go install example.com/tool@v1'),
    workflow("'1.24'", 'make'),
    workflow("'1.24'", 'cd tools && go test ./...'),
    workflow("'1.24'", 'go test ./...', 'v6', 'env:\n  GOTOOLCHAIN: auto\n'),
    workflow("'1.24'", 'go test ./...', '0123456789abcdef0123456789abcdef01234567'),
  ];
  for (const text of silent) it(`is silent: ${text.slice(60)}`, async () => assert.equal(await said(text), undefined));
});
