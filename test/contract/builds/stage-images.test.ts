import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { finder } from '../found.ts';
import type { Texts } from '../workspace.ts';

const server = (port: number) =>
  `package main\n\nimport "net/http"\n\nfunc main() {\n\t_ = http.ListenAndServe(":${port}", nil)\n}\n`;
const FILES = (expose: number): Texts => ({
  'go.mod': 'module example.com/shop\n\ngo 1.26\n',
  'cmd/shop/main.go': server(8080),
  'cmd/mail/main.go': server(9090),
  Dockerfile: `FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /out/ ./cmd/shop ./cmd/mail\nFROM scratch AS shop\nCOPY --from=build /out/shop /shop\nUSER 65532\nEXPOSE ${expose}\nENTRYPOINT ["/shop"]\nFROM scratch AS mail\nCOPY --from=build /out/mail /mail\nUSER 65532\nEXPOSE 9090\nENTRYPOINT ["/mail"]\n`,
});
const workflow = (target: string) => ({
  '.github/workflows/build.yml': `on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v6\n      - uses: docker/build-push-action@v6\n        with:\n          context: .\n          target: ${target}\n          tags: ghcr.io/acme/${target}:1\n`,
});
const compose = { 'compose.yaml': 'services:\n  shop:\n    build:\n      context: .\n      target: shop\n' };
const found = finder(/^exposed-port-listened$/, (file) => file === 'Dockerfile');

describe('an image that a build makes of a stage before the last', () => {
  for (const [what, texts, expected] of [
    ['is checked as others are', { ...FILES(8081), ...workflow('shop') }, ['8081']],
    ['is healthy', { ...FILES(8080), ...workflow('shop') }, []],
    ['is none where no build stops there', FILES(8081), []],
    ['is not checked where people build it for themselves only', { ...FILES(8081), ...compose }, []],
    ['is the last one, which is checked once', { ...FILES(8080), ...workflow('mail') }, []],
  ] as const) {
    it(what, async () => {
      const marked = (await found(texts)).map((line) => line.split(': ')[2]);
      assert.deepEqual(marked, expected);
    });
  }
});
