import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deploymentOf } from '../../../src/contract/examples/example-files.ts';
import { finder } from '../found.ts';
import type { Texts } from '../workspace.ts';

const DOCKERFILE =
  'FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM scratch\nCOPY --from=build /shop /shop\nUSER 65532\nENTRYPOINT ["/shop"]\n';
const server = (imports: string, address: string): Texts => ({
  'go.mod': 'module example.com/shop\n\ngo 1.26\n',
  'main.go': `package main\n\nimport (\n${imports}\t"net/http"\n)\n\nfunc main() {\n\t${address}\n}\n`,
  Dockerfile: DOCKERFILE,
  'd.yaml': deploymentOf('ports: [{ containerPort: 8080 }]'),
});
const FLAG = server(
  '\t"flag"\n',
  'host := flag.String("host", "", "")\n\tflag.Parse()\n\t_ = http.ListenAndServe(*host+":8080", nil)',
);
const HOST = server(
  '\t"net"\n\t"os"\n',
  '_ = http.ListenAndServe(net.JoinHostPort(os.Getenv("LISTEN_HOST"), "8080"), nil)',
);
/** To a package that listens; `more`: what else its program does. */
const handedOn = (more: string): Texts => ({
  ...server('', ''),
  'main.go': `package main\n\nimport (\n\t"net"\n\n\t"example.com/shop/serve"\n)\n\nfunc main() {\n${more}\tserve.Serve("localhost:8080")\n}\n`,
  'serve/serve.go':
    'package serve\n\nimport "net/http"\n\nfunc Serve(address string) {\n\ts := &http.Server{Addr: address}\n\t_ = s.ListenAndServe()\n}\n',
});
const withPort = (address: string, imports = '') =>
  server(imports, `port := "8080"\n\ts := &http.Server{Addr: ${address}}\n\t_ = s.ListenAndServe()`);

const found = finder(/^listens-on-loopback$/);

describe('says where it is written that a program hears loopback only', () => {
  const table: readonly (readonly [what: string, texts: Texts, expected: string])[] = [
    [
      'in a word behind its flag',
      { ...FLAG, 'd.yaml': deploymentOf('args: ["--host", "localhost"]\nports: [{ containerPort: 8080 }]') },
      'd.yaml: listens-on-loopback: "localhost": ',
    ],
    [
      'in the arguments of the image',
      { ...FLAG, Dockerfile: `${DOCKERFILE}CMD ["-host=127.0.0.1"]\n` },
      'Dockerfile: listens-on-loopback: "-host=127.0.0.1": ',
    ],
    [
      'in a variable of the image',
      { ...HOST, Dockerfile: DOCKERFILE.replace('ENTRYPOINT', 'ENV LISTEN_HOST=127.0.0.1\nENTRYPOINT') },
      'Dockerfile: listens-on-loopback: 127.0.0.1: Set `LISTEN_HOST` to `0.0.0.0`',
    ],
    [
      'where the address is handed on to another package',
      handedOn(''),
      'main.go: listens-on-loopback: "localhost:8080": Listen on all addresses',
    ],
    [
      'where it is handed on, though it is dialled as well',
      handedOn('\t_, _ = net.Dial("tcp", "localhost:8080")\n'),
      'main.go: listens-on-loopback: "localhost:8080": Listen on all addresses',
    ],
    [
      'before a port that is put to it',
      withPort('"127.0.0.1:" + port'),
      'main.go: listens-on-loopback: "127.0.0.1:": Listen on all addresses',
    ],
    [
      'as a host of its own that is an address of IPv6',
      withPort('net.JoinHostPort("::1", port)', '\t"net"\n'),
      'main.go: listens-on-loopback: "::1": Listen on all addresses',
    ],
    [
      'as a host of its own',
      withPort('net.JoinHostPort("localhost", port)', '\t"net"\n'),
      'main.go: listens-on-loopback: "localhost": Listen on all addresses',
    ],
  ];
  for (const [what, texts, expected] of table) {
    it(what, async () => {
      const all = await found(texts);
      assert.ok(all.includes(expected), all.join('\n'));
    });
  }
});
