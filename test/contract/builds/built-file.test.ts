import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findingsOf } from '../workspace.ts';

const MAIN = 'package main\n\nfunc main() {}\n';
const SOURCE = {
  'go.mod': 'module example.com/shop\n\ngo 1.26\n',
  'main.go': MAIN,
  'cmd/api/main.go': MAIN,
  'cmd/job/main.go': MAIN,
};

function targetOf(path: string): string {
  if (path.includes(' ')) return '/bin/';
  return path === '/usr/local/bin/tini' ? '/tini' : '/shop';
}

/** The path that the rule marks in a Dockerfile whose build stage has `lines`, and whose image copies `path`. */
async function marked(lines: string, path: string): Promise<string | undefined> {
  const Dockerfile = `FROM golang:1.26 AS build\nWORKDIR /src\nCOPY . .\n${lines}\nFROM scratch\nCOPY --from=build ${path} ${targetOf(path)}\nENTRYPOINT ["/shop"]\n`;
  const findings = (await findingsOf({ ...SOURCE, Dockerfile })).get('Dockerfile') ?? [];
  const finding = findings.find(({ rule }) => rule === 'built-file-copied');
  return finding && Dockerfile.slice(finding.start, finding.end);
}

describe('built-file-copied speaks', () => {
  const table: readonly [name: string, lines: string, path: string][] = [
    ['of another name in the folder', 'RUN go build -o /out/shop .', '/out/server'],
    ['of a name with other letters', 'RUN go build -o /out/shop .', '/out/Shop'],
    ['of another name in a folder that takes all programs', 'RUN go build -o /out/ ./...', '/out/shop-server'],
    [
      'of the one program of several that is not copied',
      'RUN go build -o /out/ ./cmd/api ./cmd/job',
      '/out/shop /out/job',
    ],
    ['in a folder of the system, what is started', 'RUN go build -o /usr/local/bin/store .', '/usr/local/bin/shop'],
    ['of its own name in the root of a golang image', 'RUN go build -o /out/shop .', '/shop'],
    ['in the folder of Go binaries', 'RUN go build -o /go/bin/shop .', '/go/bin/server'],
  ];
  for (const [name, lines, path] of table)
    it(name, async () => assert.equal(await marked(lines, path), path.split(' ')[0]));

  it('of a program that is called after its module, and its binary after its folder', async () => {
    const Dockerfile =
      'FROM golang:1.26 AS build\nWORKDIR /src\nCOPY . .\nRUN go build -o /out/ ./cmd\nFROM scratch\nCOPY --from=build /out/shop /shop\nENTRYPOINT ["/shop"]\n';
    const found = await findingsOf({ 'go.mod': SOURCE['go.mod'], 'cmd/main.go': MAIN, Dockerfile });
    assert.ok(found.get('Dockerfile')?.some(({ rule }) => rule === 'built-file-copied'));
  });
});

describe('built-file-copied is silent', () => {
  const table: readonly [name: string, lines: string, path: string][] = [
    ['of what is built', 'RUN go build -o /out/shop .', '/out/shop'],
    ['of a folder that takes all programs', 'RUN go build -o /out/ ./...', '/out/shop'],
    ['of what nobody can mean in such a folder', 'RUN go build -o /out/ ./...', '/out/worker'],
    ['of what neither of several programs can be', 'RUN go build -o /out/ ./cmd/api ./cmd/job', '/out/shop'],
    ['where what is built is no program', 'RUN go build -o /out/ ./cmd/apis ./cmd/job', '/out/shop /out/job'],
    ['of all that is built', 'RUN go build -o /out/ ./cmd/api ./cmd/job', '/out/api /out/job'],
    ['of what another module brings there', 'RUN go build -o /out/ . example.com/tools/shops', '/out/shops'],
    ['of a folder written without a slash', 'RUN go build -o /out ./...', '/out/shop'],
    ['of another folder', 'RUN go build -o /out/shop .', '/etc/ssl/certs/ca-certificates.crt'],
    ['beside what the base image brings', 'RUN go build -o /bin/shop .', '/bin/busybox'],
    ['beside what a package brings', 'RUN go build -o /usr/local/bin/shop .', '/usr/local/bin/tini'],
    ['beside what go install writes', 'RUN go install ./... && go build -o /go/bin/shop .', '/go/bin/worker'],
    ['of a file that another command names', 'RUN touch /out/version\nRUN go build -o /out/shop .', '/out/version'],
    ['of a file that is moved there', 'RUN go build -o /out/shop . && mv /out/shop /out/server', '/out/server'],
    ['of two builds', 'RUN go build -o /out/shop .\nRUN go build -o /out/worker ./worker', '/out/other'],
    ['of a copied file', 'COPY assets /out\nRUN go build -o /out/shop .', '/out/logo.svg'],
    ['of a name that a variable makes', 'RUN go build -o /out/$NAME .', '/out/shop'],
    [
      'of what is built in a folder that is written with a slash',
      'WORKDIR /src/\nRUN go build cmd/api/main.go',
      '/src/main',
    ],
    ['of what is built in the root', 'WORKDIR /\nRUN go build /src/cmd/api', '/api'],
    ['of what make builds', 'RUN make /out', '/out/shop'],
  ];
  for (const [name, lines, path] of table) it(name, async () => assert.equal(await marked(lines, path), undefined));
});
