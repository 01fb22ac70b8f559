import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { serverFiles } from '../../../src/contract/examples/example-files.ts';
import { finder } from '../found.ts';
import type { Texts } from '../workspace.ts';

/** An image with a health check, from a base. */
const checked = (check: string, base = 'alpine:3.23', entry = '["/shop"]'): Texts => ({
  ...serverFiles(':8080'),
  Dockerfile: `FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM ${base}\nCOPY --from=build /shop /shop\n${check}\nUSER 65532\nENTRYPOINT ${entry}\n`,
});
const STATIC = 'gcr.io/distroless/static-debian13';
const found = finder(/^healthcheck-in-image$/);

describe('says of the health check of an image', () => {
  const table: readonly [what: string, texts: Texts, marked: string][] = [
    [
      'that there is no shell',
      checked('HEALTHCHECK CMD curl -f http://localhost:8080/healthz', STATIC),
      'curl -f http://localhost:8080/healthz',
    ],
    [
      'that there is no such program',
      checked('HEALTHCHECK CMD ["wget", "-q", "http://localhost:8080/healthz"]', STATIC),
      '"wget"',
    ],
    [
      'that the script starts what is not there',
      checked('HEALTHCHECK CMD curl -f http://localhost:8080/healthz || exit 1'),
      'curl -f http://localhost:8080/healthz || exit 1',
    ],
    [
      'that it asks another port',
      checked('HEALTHCHECK --interval=5s CMD wget -qO- http://localhost/healthz || exit 1'),
      'wget -qO- http://localhost/healthz || exit 1',
    ],
    [
      'that it asks for another path',
      checked('HEALTHCHECK CMD ["wget", "-q", "http://127.0.0.1:8080/health"]'),
      '"http://127.0.0.1:8080/health"',
    ],
  ];
  for (const [what, texts, marked] of table) {
    it(what, async () => assert.deepEqual(await found(texts), [`Dockerfile: healthcheck-in-image: ${marked}: `]));
  }
});

describe('says nothing of', () => {
  const table: Readonly<Record<string, Texts>> = {
    'what is right': checked('HEALTHCHECK CMD wget -qO- http://localhost:8080/healthz || exit 1'),
    'the program itself': checked('HEALTHCHECK CMD ["/shop", "health"]', STATIC),
    'what a package brings': checked(
      'RUN apk add --no-cache curl\nHEALTHCHECK CMD curl -f http://localhost:8080/healthz',
    ),
    'a check that is turned off': checked('HEALTHCHECK NONE', STATIC),
    'a port that a variable says': checked('HEALTHCHECK CMD wget -qO- http://localhost:$PORT/healthz'),
    'another host': checked('HEALTHCHECK CMD wget -qO- http://proxy:80/ping'),
    'a debug image': checked('HEALTHCHECK CMD wget -qO- http://localhost:8080/healthz', `${STATIC}:debug`),
    'a script that starts it': checked(
      'HEALTHCHECK CMD wget -qO- http://localhost:9000/',
      'alpine:3.23',
      '["/run.sh"]',
    ),
  };
  for (const [what, texts] of Object.entries(table)) it(what, async () => assert.deepEqual(await found(texts), []));
});
