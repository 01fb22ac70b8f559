import assert from 'node:assert/strict';
import { it } from 'node:test';
import { finder } from '../found.ts';
import type { Texts } from '../workspace.ts';

const found = finder(/^context-has-copied-files$/);
const compose = (context: string, dockerfile: string) =>
  `services:\n  shop:\n    build:\n      context: ${context}\n      dockerfile: ${dockerfile}\n`;
const shop = (compose: string, copy: string, more: Texts = {}): Texts => ({
  'go.mod': 'module example.com/shop\n\ngo 1.26\n',
  'cmd/main.go': 'package main\n\nfunc main() {}\n',
  'build/Dockerfile': `FROM golang:1.26\n${copy}RUN go build -o /bin/shop ./cmd\nENTRYPOINT ["/bin/shop"]\n`,
  'compose.yaml': compose,
  ...more,
});

it('a context without what is copied, where another folder has it', async () => {
  const texts = shop(compose('./cmd', '../build/Dockerfile'), 'COPY go.mod ./\nCOPY cmd cmd\n');
  assert.deepEqual(await found(texts), ['compose.yaml: context-has-copied-files: ./cmd: Build in `.`']);
});

it('nothing is said of what may be made before, nor of what no folder has', async () => {
  const own = compose('build', 'Dockerfile');
  assert.deepEqual(await found(shop(own, 'COPY cmd /bin/shop\n')), []);
  assert.deepEqual(await found(shop(own, 'COPY go.mod dist/shop ./\n')), []);
  assert.deepEqual(await found(shop(own, 'COPY --from=golang:1.26 go.mod ./\n')), []);
});
