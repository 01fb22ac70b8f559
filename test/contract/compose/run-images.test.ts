import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { COMPOSE_FILES } from '../../../src/contract/compose/examples.ts';
import { assertFixesMend, finder } from '../found.ts';
import type { Texts } from '../workspace.ts';

const MODULE = { 'go.mod': 'module github.com/acme/shop\n\ngo 1.26\n' };
const FILES: Texts = { ...COMPOSE_FILES, ...MODULE };
const compose = (image: string, lines = 'ports: ["8080:80"]') =>
  `services:\n  web:\n    image: ${image}\n    ${lines}\n`;
const running = (image: string, more: Texts = {}, lines?: string): Texts => ({
  ...FILES,
  ...more,
  'compose.yaml': compose(image, lines),
});
const makefile = (...tags: readonly string[]): Texts => ({
  Makefile: `image:\n${tags.map((tag) => `\tdocker build -t ${tag} .\n`).join('')}`,
});
const workflow = (images: string, tags = '${{ steps.meta.outputs.tags }}'): Texts => ({
  '.github/workflows/image.yaml': `jobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n      - id: meta\n        uses: docker/metadata-action@v5\n        with: { images: "${images}" }\n      - uses: docker/build-push-action@v6\n        with: { context: ., push: true, tags: "${tags}" }\n`,
});
const OTHER: Texts = {
  'debug.Dockerfile': (FILES['Dockerfile'] ?? '').replace('ENTRYPOINT', 'ENV MODE=debug\nENTRYPOINT'),
  Makefile: 'image:\n\tdocker build -t acme/shop .\n\tdocker build -t acme/shop -f debug.Dockerfile .\n',
};

const RULES = /^compose-/;
const found = finder(RULES);

describe('holds a service against the image of this project that it runs:', () => {
  const table: readonly [what: string, texts: Texts][] = [
    ['one that a Makefile builds', running('acme/web', makefile('acme/web'))],
    ['one whose tag comes from outside', running('acme/web:${TAG}', makefile('acme/web:$(TAG)'))],
    ['one with the tag that is built', running('acme/web:1.0', makefile('acme/web:1.0'))],
    ['one of a workflow', running('ghcr.io/acme/web:latest', workflow('ghcr.io/acme/web'))],
    [
      'one whose owner a variable names',
      running('ghcr.io/acme/web', workflow('ghcr.io/${{ github.repository_owner }}/web')),
    ],
    ['one that may be another', running('${SHOP_IMAGE:-acme/web:latest}', makefile('acme/web'))],
    [
      'one that another compose file builds',
      running('acme/web', { 'dev/compose.yaml': 'services:\n  web:\n    build: ..\n    image: acme/web\n' }),
    ],
    ['one that is called after the program', running('acme/shop')],
    [
      'one that is called as the last stage beside it',
      running('web-debug', {
        Dockerfile: (FILES['Dockerfile'] ?? '').replace(/(FROM (?!golang)\S+)(?=\n)/, '$1 AS web-debug'),
      }),
    ],
    ['one that is built in two places', running('acme/web', { ...makefile('acme/web'), ...workflow('acme/web') })],
  ];
  for (const [what, texts] of table) {
    it(what, async () =>
      assert.deepEqual(await found(texts), ['compose.yaml: compose-port-listened: 80: Change 80 to 8080']),
    );
  }
  it('mends it', () => assertFixesMend(table, RULES, found));
});

describe('says nothing of', () => {
  const table: Readonly<Record<string, Texts>> = {
    'an image that is right': running('acme/shop', {}, 'ports: ["80:8080"]'),
    'a release': running('acme/shop:1.4.2', makefile('acme/shop')),
    'a release by default': running('acme/web:${TAG:-1.0}', makefile('acme/web:$(TAG)')),
    'an image by its digest': running(`acme/shop@sha256:${'0'.repeat(64)}`),
    'an image of another name': running('acme/cart', makefile('acme/shop')),
    'an image that everybody has': running('redis', { ...makefile('acme/redis') }),
    'an image of the same last name, built under another': running('other/web', makefile('acme/web')),
    'an image that two builds make in two ways': running('acme/shop', OTHER),
    'an image that is called as a stage of a Dockerfile elsewhere': running('web-debug', {
      'build/Dockerfile': (FILES['Dockerfile'] ?? '').replace(/(FROM (?!golang)\S+)(?=\n)/, '$1 AS web-debug'),
    }),
    'another command': running('acme/shop', {}, 'ports: ["80:80"]\n    entrypoint: [sleep, infinity]'),
    'what an image of others waits for': running('redis:8', {}, 'depends_on: [nobody]'),
  };
  for (const [what, texts] of Object.entries(table)) it(what, async () => assert.deepEqual(await found(texts), []));
});
