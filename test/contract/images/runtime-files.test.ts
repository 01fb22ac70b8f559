import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import { deploymentOf } from '../../../src/contract/examples/example-files.ts';
import { findingsOf, type Texts } from '../workspace.ts';

const READS: Texts = {
  'go.mod': 'module example.com/shop\n\ngo 1.26\n',
  'main.go':
    'package main\n\nimport "html/template"\n\nfunc main() {\n\t_ = template.Must(template.ParseGlob("templates/*.html"))\n}\n',
  'templates/index.html': '<h1>Shop</h1>\n',
};
const image = (final: string, base = 'scratch') =>
  `FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /out/shop .\nFROM ${base}\n${final}ENTRYPOINT ["/shop"]\n`;
const BINARY = 'COPY --from=build /out/shop /shop\n';

/** Reads a configuration file in a way, with the file in the repository and an image without it. */
const configured = (read: string): Texts => ({
  'main.go': `package main\n\nimport (\n\t"log"\n\t"os"\n\n\t"github.com/spf13/viper"\n)\n\nfunc main() {\n\tviper.SetConfigFile("config.yaml")\n\t${read}\n\tlog.Print(os.Getpid())\n}\n`,
  'config.yaml': 'level: info\n',
  Dockerfile: image(BINARY),
});

async function said(texts: Texts): Promise<string[]> {
  return [...(await findingsOf(texts))].flatMap(([file, findings]) =>
    findings
      .filter(({ rule }) => rule === 'runtime-file-in-image')
      .map(({ start, end }) => `${file}: ${texts[file]?.slice(start, end) ?? ''}`),
  );
}

describe('runtime-file-in-image: speaks', () => {
  const table: readonly [name: string, texts: Texts, expected: string][] = [
    ['nothing is copied', { Dockerfile: image(BINARY) }, 'Dockerfile: "/shop"'],
    [
      'copied to another folder',
      { Dockerfile: image(`WORKDIR /app\n${BINARY}COPY templates /templates\n`) },
      'Dockerfile: /templates',
    ],
    [
      'left out of the stage that it is copied from',
      {
        '.dockerignore': '**/templates\n',
        Dockerfile: image(`${BINARY}COPY --from=build /src/templates /templates\n`).replace('COPY . .', 'COPY . /src/'),
      },
      '.dockerignore: **/templates',
    ],
    [
      'left out of a stage that keeps caches of Go',
      {
        '.dockerignore': 'templates\n',
        Dockerfile: image(`${BINARY}COPY --from=build /src/templates /templates\n`)
          .replace('COPY . .', 'COPY . /src/')
          .replace('RUN', 'RUN --mount=type=cache,target=/root/.cache/go-build'),
      },
      '.dockerignore: templates',
    ],
    [
      'another folder is copied',
      { Dockerfile: image(`${BINARY}COPY static /static\n`), 'static/x.css': '' },
      'Dockerfile: "/shop"',
    ],
    [
      'packages are installed',
      { Dockerfile: image(`RUN apk add --no-cache git\n${BINARY}`, 'alpine:3.23') },
      'Dockerfile: "/shop"',
    ],
    [
      'the binary is built beside the source',
      {
        Dockerfile:
          'FROM golang:1.26 AS build\nWORKDIR /app\nCOPY . .\nRUN CGO_ENABLED=0 go build -o main .\nFROM alpine:3.23\nWORKDIR /app\nCOPY --from=build /app/main .\nCMD ["./main"]\n',
      },
      'Dockerfile: "./main"',
    ],
    [
      'the binary is one of several that a build writes into a folder',
      {
        'cmd/shop/main.go': READS['main.go'] ?? '',
        'main.go': 'package shop\n',
        'cmd/other/main.go': 'package main\n\nfunc main() {}\n',
        Dockerfile:
          'FROM golang:1.26 AS build\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 go build -o bin/ ./cmd/shop ./cmd/other\nFROM scratch\nWORKDIR /app\nCOPY --from=build /src/bin/shop ./\nENTRYPOINT ["/app/shop"]\n',
      },
      'Dockerfile: "/app/shop"',
    ],
    [
      'a configuration file without which it ends',
      configured('if err := viper.ReadInConfig(); err != nil {\n\t\tlog.Fatal(err)\n\t}'),
      'Dockerfile: "/shop"',
    ],
    [
      '.dockerignore leaves it out',
      { Dockerfile: image(`${BINARY}COPY . /\n`), '.dockerignore': 'templates\n' },
      'Dockerfile: COPY . /',
    ],
  ];
  for (const [name, texts, expected] of table) {
    it(name, async () => assert.ok((await said({ ...READS, ...texts })).includes(expected)));
  }
});

describe('runtime-file-in-image: is silent', () => {
  const table: readonly [name: string, texts: Texts][] = [
    ['it is copied', { Dockerfile: image(`${BINARY}COPY templates /templates\n`) }],
    ['with the whole context', { Dockerfile: image(`WORKDIR /app\n${BINARY}COPY . .\n`) }],
    ['from the stage that builds', { Dockerfile: image(`${BINARY}COPY --from=build /go/templates /templates\n`) }],
    ['from a folder of that stage', { Dockerfile: image('WORKDIR /\nCOPY --from=build /out/ /\n') }],
    [
      'from the stage that builds, a folder that is called like the binary',
      {
        Dockerfile:
          'FROM golang:1.26 AS build\nWORKDIR /app\nCOPY . .\nRUN CGO_ENABLED=0 go build -o shop .\nFROM alpine:3.23\nWORKDIR /app\nCOPY --from=build /app/shop .\nENTRYPOINT ["./shop"]\n',
        'shop/x.go': 'package shop\n',
      },
    ],
    ['a variable names the source', { Dockerfile: image(`${BINARY}COPY $WEB /\n`) }],
    ['an archive', { Dockerfile: image(`${BINARY}ADD web.tar.gz /\n`) }],
    [
      'a command makes it',
      { Dockerfile: image(`RUN git clone https://example.com/web.git /x\n${BINARY}`, 'alpine:3.23') },
    ],
    ['a base that nobody knows', { Dockerfile: image(BINARY, 'example.com/base:1') }],
    [
      'one stage',
      { Dockerfile: 'FROM golang:1.26\nWORKDIR /src\nCOPY . .\nRUN go build -o /shop .\nENTRYPOINT ["/shop"]\n' },
    ],
    [
      'embedded',
      {
        'main.go':
          'package main\n\nimport "embed"\n\n//go:embed templates\nvar files embed.FS\n\nfunc main() { _ = files }\n',
        Dockerfile: image(BINARY),
      },
    ],
    [
      'a volume',
      { Dockerfile: image(BINARY), 'd.yaml': deploymentOf('volumeMounts:\n  - name: web\n    mountPath: /templates') },
    ],
    [
      'a volume of compose',
      {
        Dockerfile: image(BINARY),
        'compose.yaml': 'services:\n  shop:\n    build: .\n    volumes: ["./templates:/templates"]\n',
      },
    ],
    [
      'a flag that compose gives, with its own command line',
      {
        'main.go':
          'package main\n\nimport (\n\t"flag"\n\t"os"\n)\n\nfunc main() {\n\tpath := flag.String("config", "conf/shop.conf", "")\n\tflag.Parse()\n\tif _, err := os.ReadFile(*path); err != nil {\n\t\tpanic(err)\n\t}\n}\n',
        'conf/shop.conf': '',
        Dockerfile: image(BINARY),
        'compose.yaml': 'services:\n  shop:\n    build: .\n    command: ["-config", "/etc/shop.conf"]\n',
      },
    ],
    [
      'certificates and keys, which are mounted',
      {
        'main.go': 'package main\n\nimport "os"\n\nfunc main() {\n\t_, _ = os.ReadFile("certs/tls.key")\n}\n',
        'certs/tls.key': '',
        Dockerfile: image(BINARY),
      },
    ],
    [
      'a configuration file that it only tries to read',
      configured('if err := viper.ReadInConfig(); err == nil {\n\t\tlog.Print("configured")\n\t}'),
    ],
    [
      'a file that it uses where it is there',
      configured('data, err := os.ReadFile("config.yaml")\n\tif err == nil {\n\t\tlog.Print(len(data))\n\t}'),
    ],
    ['another working folder', { Dockerfile: image(BINARY), 'd.yaml': deploymentOf('workingDir: /srv') }],
    ['not in the repository', { 'templates/index.html': undefined as unknown as string, Dockerfile: image(BINARY) }],
    [
      'made in the stage that it is copied from',
      {
        '.dockerignore': 'templates\n',
        Dockerfile: image(`${BINARY}COPY --from=build /src/templates /templates\n`).replace(
          'COPY . .',
          'COPY . /src/\nRUN go generate ./...',
        ),
      },
    ],
    ['an exception takes it back', { Dockerfile: image(`${BINARY}COPY . /\n`), '.dockerignore': '*\n!templates\n' }],
    ['a shell starts it', { Dockerfile: image(BINARY).replace('ENTRYPOINT ["/shop"]', 'ENTRYPOINT cd /srv && /shop') }],
  ];
  for (const [name, texts] of table) {
    it(name, async () => {
      const all = Object.fromEntries(
        Object.entries({ ...READS, ...texts }).filter(([, text]) => (text as unknown) !== undefined),
      );
      assert.deepEqual(await said(all), []);
    });
  }
});

test('runtime-file-in-image leaves what one of the commands of a tool reads to whoever runs it', async () => {
  const command = (use: string, body: string) =>
    `&cobra.Command{Use: "${use}", Run: func(*cobra.Command, []string) { ${body} }}`;
  const list = command('list', 'template.Must(template.ParseGlob("templates/*.html"))');
  const main = (body: string, more = '') =>
    `package main\n\nimport (\n\t"html/template"${more}\n)\n\nfunc main() {\n\t${body}\n}\n`;
  const COBRA = '\n\n\t"github.com/spf13/cobra"';
  const tool = main(
    `root := &cobra.Command{Use: "shop"}\n\troot.AddCommand(${list}, ${command('print', 'println("hello")')})\n\troot.Execute()`,
    COBRA,
  );
  const plain = main('template.Must(template.ParseGlob("templates/*.html"))');
  assert.deepEqual(await said({ ...READS, Dockerfile: image(BINARY), 'main.go': tool }), []);
  assert.notDeepEqual(await said({ ...READS, Dockerfile: image(BINARY), 'main.go': plain }), []);
});
