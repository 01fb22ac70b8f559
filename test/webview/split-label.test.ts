import assert from 'node:assert/strict';
import { test } from 'node:test';
import { splitLabel } from '../../src/webview/split-label.ts';

const CASES: Readonly<Record<string, string>> = {
  PORT: 'PORT|',
  'GET /products/1': 'GET /products/1|',
  GUBER_GRPC_ADDRESS: 'GUBER|_GRPC_ADDRESS',
  GUBER_HTTP_ADDRESS: 'GUBER|_HTTP_ADDRESS',
  DATABASE_MAX_CONNECTIONS: 'DATABASE_MAX|_CONNECTIONS',
  'gcr.io/distroless/static-debian13:nonroot': 'gcr.io/distroless/static-debian13|:nonroot',
  '/out/shop /usr/local/bin/shop': '/out/shop /usr/local|/bin/shop',
  thenameofnothingthatendsanywhere: 'thenameofnothingthatend|sanywhere',
  'a-name-that-ends-in-a-very-longlastword': 'a-name-that-ends-in-a-very|-longlastword',
  'a-name-that-ends-in-the-lastword.': 'a-name-that-ends-in-the|-lastword.',
  'a folder with a slash at its end/': 'a folder with a slash| at its end/',
};

for (const [label, expected] of Object.entries(CASES)) {
  test(`the label ${label} is cut so that its end tells it apart`, () => {
    const split = splitLabel(label);
    assert.equal(split.join('|'), expected);
    assert.equal(split.join(''), label);
  });
}
