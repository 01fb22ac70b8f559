import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deploymentOf } from '../../../src/contract/examples/example-files.ts';
import { composeOf } from '../../../src/contract/compose/examples.ts';
import { findingsOf, type Texts } from '../workspace.ts';

const IMAGE = (base: string, start = 'ENTRYPOINT ["/app/api"]') =>
  `FROM golang:1.26 AS build\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /out/ ./cmd/api ./cmd/worker\nFROM ${base}\nWORKDIR /app\nCOPY --from=build /out/ /app/\nCOPY web ./web\n${start}\n`;
/** An API, and a worker that needs a tool, time zones, root certificates and files of its own. */
const PROJECT: Texts = {
  'go.mod': 'module example.com/acme/shop\n\ngo 1.26\n',
  'cmd/api/main.go': 'package main\n\nimport "net/http"\n\nfunc main() {\n\t_ = http.ListenAndServe(":8080", nil)\n}\n',
  'cmd/worker/main.go': `package main

import (
	"flag"
	"net/http"
	"os"
	"os/exec"
	"time"
)

func main() {
	addr := flag.String("addr", ":8081", "")
	flag.Parse()
	_, _ = time.LoadLocation("Europe/Berlin")
	_, _ = http.Get("https://example.com/")
	_ = exec.Command("git", "fetch").Run()
	_, _ = os.ReadFile("mails/welcome.txt")
	_ = http.ListenAndServe(*addr, nil)
}
`,
  'web/index.html': '<p>\n',
  'mails/welcome.txt': 'Welcome\n',
};
const ALPINE = IMAGE('alpine:3.23', 'ENTRYPOINT ["/sbin/tini", "--"]\nCMD ["/app/api"]');
const container = (lines: string, Dockerfile = ALPINE): Texts => ({
  ...PROJECT,
  Dockerfile,
  'deploy.yaml': deploymentOf(lines),
});
const composed = (lines: string): Texts => ({ ...PROJECT, Dockerfile: ALPINE, 'compose.yaml': composeOf(lines) });
const RULES = new Set([
  'command-in-image',
  'timezones-in-image',
  'tls-roots-in-image',
  'tool-in-image',
  'runtime-file-in-image',
]);

async function said(texts: Texts, only: ReadonlySet<string> = RULES): Promise<string[]> {
  return [...(await findingsOf(texts))].flatMap(([file, findings]) =>
    findings
      .filter(({ rule }) => only.has(rule) && !file.endsWith('.go'))
      .map(({ rule, start, end }) => `${file}: ${rule}: ${texts[file]?.slice(start, end) ?? ''}`),
  );
}

describe('an image with several binaries', () => {
  const checked = 'livenessProbe: { exec: { command: [worker, check] } }';
  const table: readonly [what: string, texts: Texts, found: readonly string[]][] = [
    ['a probe by a name that PATH does not lead to', container(checked), ['deploy.yaml: command-in-image: worker']],
    [
      'a probe by a name that it does',
      container(checked, ALPINE.replace('WORKDIR /app', 'COPY --from=build /out/worker /usr/local/bin/')),
      [],
    ],
    ['what its own program needs', container('stdin: false'), []],
    [
      'what the program needs that a container starts in its place',
      container('command: [/app/worker]'),
      [
        'Dockerfile: runtime-file-in-image: "/app/api"',
        'Dockerfile: timezones-in-image: alpine:3.23',
        'Dockerfile: tool-in-image: alpine:3.23',
      ],
    ],
    [
      'the same behind the init of the image',
      container(
        'args: [/app/worker, -addr, ":9000"]',
        IMAGE('scratch', 'ENTRYPOINT ["/app/tini", "--"]\nCMD ["/app/api"]'),
      ),
      [
        'Dockerfile: runtime-file-in-image: "/app/api"',
        'Dockerfile: timezones-in-image: scratch',
        'Dockerfile: tls-roots-in-image: scratch',
        'Dockerfile: tool-in-image: scratch',
      ],
    ],
    [
      'what it lacks outright for a service that starts another',
      composed('command: [/app/worker]'),
      ['Dockerfile: timezones-in-image: alpine:3.23', 'Dockerfile: tool-in-image: alpine:3.23'],
    ],
    ['a service that mounts something', composed('command: [/app/worker]\nvolumes: [./bin:/usr/local/bin]'), []],
    ['a service with volumes of another', composed('command: [/app/worker]\nvolumes_from: [tools]'), []],
    [
      'a service that another file may change',
      { ...composed('command: [/app/worker]'), 'compose.override.yaml': 'services: {}\n' },
      [],
    ],
    ['a service of a script', composed('command: [sh, -c, "/app/worker || true"]'), []],
    ['a path of no binary', container('command: [/app/workers]'), ['deploy.yaml: command-in-image: /app/workers']],
    [
      'one behind a shell',
      container('command: [sh, -c, exec /app/workers -v]'),
      ['deploy.yaml: command-in-image: /app/workers'],
    ],
    [
      'one behind the init of the image',
      container('args: [/app/workers]'),
      ['deploy.yaml: command-in-image: /app/workers'],
    ],
    ['a path that a volume brings', container('command: [/app/x]\nvolumeMounts: [{ name: x, mountPath: /app }]'), []],
    [
      'a path that a step may have made',
      container('command: [/app/workers]', ALPINE.replace('COPY web', 'RUN ./install.sh\nCOPY web')),
      [],
    ],
    [
      'a path in a folder to which more than binaries are copied',
      container(
        'command: [/app/workers]',
        ALPINE.replace('FROM alpine', 'RUN wget -P /out https://example.com/x\nFROM alpine'),
      ),
      [],
    ],
    [
      'a path in an image of another owner',
      {
        ...container(''),
        'deploy.yaml': deploymentOf('command: [/app/workers]').replace('shop:1.2.3', 'other/shop:1'),
      },
      [],
    ],
  ];
  for (const [what, texts, found] of table) {
    it(what, async () => assert.deepEqual((await said(texts)).sort(), found));
  }

  it('misses a file that only another container mounts', async () => {
    const texts = {
      ...container('command: [/app/cron]', ALPINE.replace('./cmd/worker', './cmd/worker ./cmd/cron')),
      'cmd/cron/main.go': PROJECT['cmd/worker/main.go'] ?? '',
      'a.yaml': deploymentOf('command: [/app/worker]\nvolumeMounts: [{ name: m, mountPath: /app/mails }]').replaceAll(
        /name: shop\b/g,
        'name: a',
      ),
    };
    assert.deepEqual(await said(texts, new Set(['runtime-file-in-image'])), [
      'Dockerfile: runtime-file-in-image: "/app/api"',
    ]);
  });

  it('says once what two of them lack', async () => {
    const worker = (PROJECT['cmd/worker/main.go'] ?? '').replace('"os/exec"', '"os/exec"\n\t"os/user"');
    const source = worker.replace('flag.Parse()', 'flag.Parse()\n\t_, _ = user.Current()');
    const build = IMAGE('scratch').replace('./cmd/worker', './cmd/worker ./cmd/cron');
    const cron = deploymentOf('command: [/app/cron]').replaceAll(/name: shop\b/g, 'name: cron');
    const texts = {
      ...container('command: [/app/worker]', build),
      'cmd/worker/main.go': source,
      'cmd/cron/main.go': source.replaceAll('mails/', 'web/'),
      'cron.yaml': cron,
    };
    const rules = new Set(['timezones-in-image', 'tls-roots-in-image', 'user-lookup-in-image', 'tool-in-image']);
    assert.deepEqual(
      (await said(texts, rules)).sort(),
      [...rules].sort().map((rule) => `Dockerfile: ${rule}: scratch`),
    );
  });

  it('leads to the container or service that starts the program', async () => {
    const all = {
      'deploy.yaml': container('command: [/app/worker]'),
      'compose.yaml': composed('command: [/app/worker]'),
    };
    for (const [place, texts] of Object.entries(all)) {
      const tool = (await findingsOf(texts)).get('Dockerfile')?.find(({ rule }) => rule === 'tool-in-image');
      assert.ok(tool?.related?.some(({ file }) => file === place));
    }
  });
});
