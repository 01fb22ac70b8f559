import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { applyEdits } from '../../../src/lint/fix.ts';
import { findingsOf, type Texts } from '../workspace.ts';

const MAIN = 'package main\n\nfunc main() {}\n';
const goMod = (version: string) => ({ 'go.mod': `module example.com/shop\n\ngo ${version}\n`, 'main.go': MAIN });
const CLIENT = 'package main\n\nimport "net/http"\n\nfunc main() {\n\t_, _ = http.Get("https://example.com/")\n}\n';
const ZONES = 'package main\n\nimport "time"\n\nfunc main() {\n\t_, _ = time.LoadLocation("Asia/Shanghai")\n}\n';

/** The text that a rule marks in the Dockerfile; undefined = it is silent. */
async function marked(rule: string, texts: Texts): Promise<string | undefined> {
  const finding = (await findingsOf(texts)).get('Dockerfile')?.find((one) => one.rule === rule);
  return finding && texts['Dockerfile']?.slice(finding.start, finding.end);
}

describe('go-image-version', () => {
  const table: readonly [name: string, go: string, dockerfile: string, marked: string | undefined][] = [
    ['older by a minor', '1.26', 'FROM golang:1.25\nRUN go build .\n', 'golang:1.25'],
    ['the same', '1.26', 'FROM golang:1.26\nRUN go build .\n', undefined],
    ['newer', '1.25', 'FROM golang:1.26\nRUN go build .\n', undefined],
    ['older by a patch', '1.26.3', 'FROM golang:1.26.1-alpine\nRUN go build .\n', 'golang:1.26.1-alpine'],
    ['a floating patch is the newest', '1.26.3', 'FROM golang:1.26-alpine\nRUN go build .\n', undefined],
    ['a tag without number', '1.26', 'FROM golang:alpine\nRUN go build .\n', undefined],
    ['a default of ARG', '1.26', 'ARG GO=1.24\nFROM golang:${GO}\nRUN go build .\n', 'golang:${GO}'],
    ['decided by the call', '1.26', 'ARG GO\nFROM golang:${GO}\nRUN go build .\n', undefined],
    [
      'a toolchain that may be downloaded',
      '1.26',
      'FROM golang:1.24\nENV GOTOOLCHAIN=auto\nRUN go build .\n',
      undefined,
    ],
    ['a stage that installs a tool', '1.26', 'FROM golang:1.24\nRUN go install example.com/tool@v1.0.0\n', undefined],
    [
      'a stage that installs a tool at a version of the call',
      '1.26',
      'FROM golang:1.24\nARG HEAD=master\nRUN go install example.com/tool@$HEAD\n',
      undefined,
    ],
    ['built in a stage on top of it', '1.26', 'FROM golang:1.24 AS base\nFROM base\nRUN go build .\n', 'golang:1.24'],
    ['another image', '1.26', 'FROM registry.example.com/golang:1.20\nRUN go build .\n', undefined],
    [
      'from a mirror',
      '1.26',
      'FROM mirror.example.com/library/golang:1.24\nRUN go build .\n',
      'mirror.example.com/library/golang:1.24',
    ],
    [
      'a toolchain that stays the local one',
      '1.26',
      'FROM golang:1.24\nENV GOTOOLCHAIN=local\nRUN go build .\n',
      'golang:1.24',
    ],
    [
      'a toolchain chosen in the base',
      '1.26',
      'FROM golang:1.24 AS base\nENV GOTOOLCHAIN=auto\nFROM base\nRUN go build .\n',
      undefined,
    ],
    [
      'another repository that the stage fetches',
      '1.26',
      'FROM golang:1.24\nRUN git clone https://example.com/tool /src && cd /src && go build -o /tool .\n',
      undefined,
    ],
    [
      'another repository, fetched by a line before',
      '1.26',
      'FROM golang:1.24\nRUN curl -sSL https://example.com/tool.tgz | tar xz\nRUN cd tool && go build .\n',
      undefined,
    ],
    [
      'a module that lies there under another name',
      '1.26',
      'FROM golang:1.24\nCOPY echo ./\nRUN mv .go.mod go.mod\nRUN go build .\n',
      undefined,
    ],
    ['a module made on the spot', '1.26', 'FROM golang:1.24\nRUN go mod init x && go get a && go build .\n', undefined],
    [
      'its own source beside a tool that is fetched',
      '1.26',
      'FROM golang:1.24\nRUN curl -sSL https://example.com/tool -o /tool\nCOPY . .\nRUN go build .\n',
      'golang:1.24',
    ],
    ['a toolchain chosen for one command', '1.26', 'FROM golang:1.24\nRUN GOTOOLCHAIN=auto go build .\n', undefined],
  ];
  for (const [name, go, Dockerfile, expected] of table) {
    it(name, async () => {
      assert.equal(await marked('go-image-version', { ...goMod(go), Dockerfile }), expected);
    });
  }
});

describe('go-image-version of a Dockerfile below', () => {
  const said = async (files: Texts) =>
    (
      (await findingsOf({ 'go.mod': goMod('1.26')['go.mod'], 'samples/echo/main.go': MAIN, ...files })).get(
        'samples/echo/Dockerfile',
      ) ?? []
    )
      .filter(({ rule }) => rule === 'go-image-version')
      .map(({ severity }) => severity);
  const build = (copy: string, target: string) =>
    `FROM golang:1.24 AS b\n${copy}\nRUN go build -o /echo ${target}\nFROM scratch\nCOPY --from=b /echo /echo\nENTRYPOINT ["/echo"]\n`;
  it('asks for nothing where it is built in its own folder, without go.mod', async () => {
    assert.deepEqual(await said({ 'samples/echo/Dockerfile': build('COPY main.go .', 'main.go') }), []);
    assert.deepEqual(await said({ 'samples/echo/Dockerfile': build('COPY . .', 'main.go') }), []);
  });
  it('asks for the Go of the module where it is built in the root', async () =>
    assert.deepEqual(await said({ 'samples/echo/Dockerfile': build('COPY . .', './samples/echo') }), ['error']));
});

describe('go-image-version of several modules', () => {
  const copied = 'FROM golang:1.25\nWORKDIR /src\nCOPY . .\nRUN go build -o /shop ./shop\n';
  const shop = (more = '') => ({
    'shop/go.mod': `module example.com/shop\n\ngo 1.25\n${more}`,
    'shop/main.go': MAIN,
    'lib/go.mod': 'module example.com/lib\n\ngo 1.26\n',
  });
  const work = { 'go.work': 'go 1.26\n\nuse ./shop\n' };
  const LINKED = '\nrequire example.com/lib v0.0.0\n\nreplace example.com/lib => ../lib\n';
  const table: readonly [name: string, texts: Texts, expected: string | undefined][] = [
    ['a go.work that is copied', { ...shop(), ...work, Dockerfile: copied }, 'golang:1.25'],
    ['a replaced folder', { ...shop(LINKED), Dockerfile: copied }, 'golang:1.25'],
    ['a go.work that is as old', { ...shop(), 'go.work': 'go 1.25\n\nuse ./shop\n', Dockerfile: copied }, undefined],
    [
      'another module that the go.work uses, though all is built from the root',
      {
        ...shop(),
        'go.work': 'go 1.25\n\nuse (\n\t./shop\n\t./lib\n)\n',
        Dockerfile: copied.replace('COPY . .', 'COPY go.work ./\nCOPY . .'),
      },
      'golang:1.25',
    ],
    [
      'a go.work without this module',
      { ...shop(), 'go.work': 'go 1.26\n\nuse ./lib\n', Dockerfile: copied },
      undefined,
    ],
    ['a go.work left out', { ...shop(), ...work, '.dockerignore': 'go.work\n', Dockerfile: copied }, undefined],
    ['a go.work not copied', { ...shop(), ...work, Dockerfile: copied.replace('. .', 'shop shop') }, undefined],
    [
      'a go.work that is off',
      { ...shop(), ...work, Dockerfile: copied.replace('RUN', 'ENV GOWORK=off\nRUN') },
      undefined,
    ],
    ['a folder that nothing requires', { ...shop(LINKED.replace(/require.*/, '')), Dockerfile: copied }, undefined],
  ];
  for (const [name, texts, expected] of table)
    it(name, async () => assert.equal(await marked('go-image-version', texts), expected));
});

describe('go-image-version: repairs', () => {
  const fixed = async (go: string, Dockerfile: string) => {
    const texts = { ...goMod(go), 'go.mod': `module example.com/shop\n\ngo ${go}\n`, Dockerfile };
    const finding = (await findingsOf(texts)).get('Dockerfile')?.find(({ rule }) => rule === 'go-image-version');
    return finding?.fixes?.map(({ edits, others }) =>
      [
        applyEdits(Dockerfile, edits),
        ...(others ?? []).map((one) => 'edits' in one && applyEdits(texts['go.mod'], one.edits)),
      ].join(''),
    );
  };
  const BUILD = 'RUN go build .\n';
  const table: readonly [name: string, go: string, dockerfile: string, expected: readonly string[]][] = [
    ['a suffix stays', '1.26', `FROM golang:1.25-alpine3.22\n${BUILD}`, [`FROM golang:1.26-alpine3.22\n${BUILD}`]],
    [
      'a patch is named where one was',
      '1.26.2',
      `FROM golang:1.25.1-bookworm\n${BUILD}`,
      [`FROM golang:1.26.2-bookworm\n${BUILD}`],
    ],
    [
      'the default of an argument',
      '1.26',
      `ARG GO_VERSION="1.25"\nFROM golang:\${GO_VERSION}-alpine\n${BUILD}`,
      [`ARG GO_VERSION="1.26"\nFROM golang:\${GO_VERSION}-alpine\n${BUILD}`],
    ],
    [
      'an argument that holds the whole name',
      '1.26',
      `ARG BASE=golang:1.25-alpine\nFROM $BASE\n${BUILD}`,
      [`ARG BASE=golang:1.26-alpine\nFROM $BASE\n${BUILD}`],
    ],
    ['none for a digest', '1.26', `FROM golang:1.25@sha256:${'a'.repeat(64)}\n${BUILD}`, []],
    [
      'go.mod where only a patch is missing',
      '1.26.2',
      `FROM golang:1.26.1\n${BUILD}`,
      [`FROM golang:1.26.2\n${BUILD}`, `FROM golang:1.26.1\n${BUILD}module example.com/shop\n\ngo 1.26.1\n`],
    ],
  ];
  for (const [name, go, dockerfile, expected] of table) {
    it(name, async () => assert.deepEqual(await fixed(go, dockerfile), expected));
  }

  it('leads to the `go` line, and is told there, too', async () => {
    const texts = { ...goMod('1.26'), Dockerfile: `FROM golang:1.25\n${BUILD}ENTRYPOINT ["/shop"]\n` };
    const [finding] = (await findingsOf(texts)).get('go.mod') ?? [];
    assert.equal(texts['go.mod'].slice(finding?.start, finding?.end), '1.26');
  });

  it('says of a toolchain line that an image which stays older passes over it', async () => {
    const said = async (image: string) => {
      const texts = {
        ...goMod('1.25'),
        'go.mod': 'module m\n\ngo 1.25\n\ntoolchain go1.26.3\n',
        Dockerfile: `FROM ${image}\n${BUILD}`,
      };
      return (await findingsOf(texts)).get('Dockerfile')?.map(({ rule, severity }) => [rule, severity]);
    };
    for (const image of ['golang:1.25.3', 'golang:1.25', 'golang:1.26.1'])
      assert.deepEqual(await said(image), [['go-image-version', 'info']], image);
    for (const image of ['golang:1.26', 'golang:1.26.3']) assert.equal(await said(image), undefined, image);
  });

  it('is milder about Go that tries all the same', async () => {
    const texts = { ...goMod('1.26'), Dockerfile: `FROM golang:1.20\n${BUILD}` };
    assert.equal((await findingsOf(texts)).get('Dockerfile')?.[0]?.severity, 'warning');
  });
});

describe('tls-roots-in-image', () => {
  const table: readonly [name: string, final: string, main: string, marked: string | undefined][] = [
    ['scratch', 'FROM scratch\nCOPY --from=b /app /app\n', CLIENT, 'scratch'],
    ['debian without the package', 'FROM debian:13-slim\nCOPY --from=b /app /app\n', CLIENT, 'debian:13-slim'],
    [
      'debian with the package',
      'FROM debian:13-slim\nRUN apt-get update && apt-get install -y ca-certificates\n',
      CLIENT,
      undefined,
    ],
    [
      'a copy of the bundle',
      'FROM scratch\nCOPY --from=b /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/\n',
      CLIENT,
      undefined,
    ],
    [
      'a copy where Go does not look',
      'FROM scratch\nCOPY --from=b /etc/ssl/certs/ca-certificates.crt /etc/ssl/ca-certificates.crt\n',
      CLIENT,
      '/etc/ssl/ca-certificates.crt',
    ],
    [
      'a copy to a place that a variable names',
      'FROM scratch\nCOPY --from=b /etc/ssl/certs/ca-certificates.crt /roots.crt\nENV SSL_CERT_FILE=/roots.crt\n',
      CLIENT,
      undefined,
    ],
    [
      'a copy of the bundle under another name that Go knows',
      'FROM scratch\nCOPY --from=b /etc/ssl/certs/ca-certificates.crt /etc/ssl/cert.pem\n',
      CLIENT,
      undefined,
    ],
    ['a copy of the folder', 'FROM scratch\nCOPY --from=b /etc/ssl /etc/ssl\n', CLIENT, undefined],
    ['a copied root file system', 'FROM scratch\nCOPY --from=b /rootfs/ /\n', CLIENT, undefined],
    ['alpine has them', 'FROM alpine:3.23\nCOPY --from=b /app /app\n', CLIENT, undefined],
    ['distroless has them', 'FROM gcr.io/distroless/static-debian13\nCOPY --from=b /app /app\n', CLIENT, undefined],
    ['a program that calls nobody', 'FROM scratch\nCOPY --from=b /app /app\n', MAIN, undefined],
  ];
  for (const [name, final, main, expected] of table) {
    it(name, async () => {
      const Dockerfile = `FROM golang:1.26 AS b\nRUN CGO_ENABLED=0 go build -o /app .\n${final}ENTRYPOINT ["/shop"]\n`;
      assert.equal(await marked('tls-roots-in-image', { ...goMod('1.26'), 'main.go': main, Dockerfile }), expected);
    });
  }
  const severities: readonly [address: string, severity: string][] = [
    ['"https://api.example.com/v1"', 'warning'],
    ['"https://billing.shop.svc"', 'info'],
    ['os.Args[1]', 'info'],
  ];
  for (const [address, severity] of severities) {
    it(`is ${severity} where the source calls ${address}`, async () => {
      const main = `package main\n\nimport (\n\t"net/http"\n\t"os"\n)\n\nfunc main() {\n\tprintln(os.Args)\n\t_, _ = http.Get(${address})\n}\n`;
      const Dockerfile =
        'FROM golang:1.26 AS b\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /app .\nFROM scratch\nCOPY --from=b /app /app\nENTRYPOINT ["/app"]\n';
      const found = await findingsOf({ ...goMod('1.26'), 'main.go': main, Dockerfile });
      const [finding] = (found.get('Dockerfile') ?? []).filter(({ rule }) => rule === 'tls-roots-in-image');
      assert.equal(finding?.severity, severity);
    });
  }
});

describe('timezones-in-image', () => {
  const table: readonly [name: string, build: string, final: string, main: string, marked: string | undefined][] = [
    ['scratch', '', 'FROM scratch\n', ZONES, 'scratch'],
    ['alpine', '', 'FROM alpine:3.23\n', ZONES, 'alpine:3.23'],
    ['alpine with the package', '', 'FROM alpine:3.23\nRUN apk add --no-cache tzdata\n', ZONES, undefined],
    [
      'a copy of the database',
      '',
      'FROM scratch\nCOPY --from=b /usr/share/zoneinfo /usr/share/zoneinfo\n',
      ZONES,
      undefined,
    ],
    ['linked in by a tag', '-tags timetzdata ', 'FROM scratch\n', ZONES, undefined],
    [
      'linked in by an import',
      '',
      'FROM scratch\n',
      ZONES.replace('"time"', '(\n\t"time"\n\t_ "time/tzdata"\n)'),
      undefined,
    ],
    ['distroless has it', '', 'FROM gcr.io/distroless/static-debian13\n', ZONES, undefined],
    ['a program that asks for none', '', 'FROM scratch\n', MAIN, undefined],
  ];
  for (const [name, build, final, main, expected] of table) {
    it(name, async () => {
      const Dockerfile = `FROM golang:1.26 AS b\nRUN CGO_ENABLED=0 go build ${build}-o /app .\n${final}COPY --from=b /app /app\nENTRYPOINT ["/shop"]\n`;
      assert.equal(await marked('timezones-in-image', { ...goMod('1.26'), 'main.go': main, Dockerfile }), expected);
    });
  }

  it('is milder where only one of several commands may load them', async () => {
    const main = ZONES.replace('import "time"', 'import (\n\t"os"\n\t"time"\n)').replace(
      '{\n',
      '{\n\tif os.Args[1] != "scan" {\n\t\treturn\n\t}\n',
    );
    const Dockerfile =
      'FROM golang:1.26 AS b\nRUN go build -o /app .\nFROM scratch\nCOPY --from=b /app /app\nENTRYPOINT ["/shop"]\n';
    const found = (await findingsOf({ ...goMod('1.26'), 'main.go': main, Dockerfile })).get('Dockerfile') ?? [];
    assert.deepEqual(
      found.filter(({ rule }) => rule === 'timezones-in-image').map(({ severity }) => severity),
      ['info'],
    );
  });
});
