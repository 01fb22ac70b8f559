import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { plan } from '../../../src/containerize/plan.ts';
import type { Choices } from '../../../src/containerize/plan-types.ts';
import { prepareProof } from '../../../src/prove/prepare.ts';
import { filesOf, module, place, program, project } from '../facts.ts';

const SOURCE = {
  'backend/go.mod': 'module example.com/backend\n\ngo 1.26\n',
  'backend/go.sum': '',
  'backend/main.go': 'package main\n',
  'backend/config.yaml': 'port: 8080\n',
  'frontend/package.json': '{}',
};
const FACTS = project({
  modules: [module({ dir: 'backend', module: 'example.com/backend' })],
  programs: [
    program({ package: '.', moduleDir: 'backend', name: 'backend', main: { ...place, file: 'backend/main.go' } }),
  ],
});
const HEAD = 'FROM golang:1.26 AS build\nWORKDIR /src\n';
const TAIL = 'FROM alpine:3.23\nCOPY --from=build /app /app\n';
/** Copies from the folder of its module. */
const OWN = `${HEAD}COPY go.mod go.sum ./\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /app .\n${TAIL}`;
/** Copies from the folder above. */
const ABOVE = `${HEAD}COPY backend/go.mod backend/go.sum ./\nCOPY backend .\nRUN CGO_ENABLED=0 go build -o /app .\n${TAIL}`;

async function planned(texts: Readonly<Record<string, string>>, choices: Choices = {}) {
  return plan(FACTS, filesOf({ ...SOURCE, ...texts }), choices);
}

async function imageFiles(texts: Readonly<Record<string, string>>, choices: Choices = {}): Promise<string[]> {
  const { files } = await planned(texts, choices);
  return files.map(({ path }) => path).filter((path) => !path.startsWith('deploy/'));
}

describe('a Dockerfile in the folder of its module', () => {
  it('stays, is built in that folder, and gets no second one beside it', async () => {
    assert.deepEqual(await imageFiles({ 'backend/Dockerfile': OWN }), ['backend/Dockerfile']);
    const { decisions, files } = await planned({ 'backend/Dockerfile': OWN });
    assert.equal(files[0]?.text, OWN);
    const context = decisions.find(({ what }) => what === 'build context');
    assert.deepEqual([context?.chosen, context?.evidence?.file], ['backend', 'backend/Dockerfile']);
  });

  it('of several the plain one does, also in a folder for them', async () => {
    const several = { 'backend/docker/Dockerfile': OWN, 'backend/docker/Dockerfile.test': OWN };
    assert.deepEqual(await imageFiles(several), ['backend/docker/Dockerfile']);
  });

  it('is built in the root where what it copies lies there', async () => {
    assert.deepEqual(await imageFiles({ 'backend/Dockerfile': ABOVE }), ['backend/Dockerfile', '.dockerignore']);
  });

  it('gives the program what its image has of the folder', async () => {
    const runs = `${OWN}COPY config.yaml /etc/shop.yaml\nENTRYPOINT ["/app", "--config", "/etc/shop.yaml"]\n`;
    const { decisions } = await planned({ 'backend/Dockerfile': runs });
    assert.equal(decisions.find(({ what }) => what === 'command')?.chosen, '--config /etc/shop.yaml');
  });

  for (const [why, texts, choices] of [
    ['makes room where it is told to', { 'backend/Dockerfile': OWN }, { replace: true }],
    [
      'that builds something else does not count',
      { 'backend/Dockerfile': OWN.replace(' .\nFROM', ' ./cmd/x\nFROM') },
      {},
    ],
    ['gives way to one in the root that builds the program', { 'backend/Dockerfile': OWN, Dockerfile: ABOVE }, {}],
  ] as const) {
    it(`one ${why}`, async () => {
      assert.deepEqual(await imageFiles(texts, choices), ['Dockerfile', '.dockerignore']);
    });
  }

  it('is proved in that folder', async () => {
    const texts = { ...SOURCE, 'backend/Dockerfile': OWN };
    const preparation = await prepareProof(FACTS, filesOf(texts), {});
    assert.ok('prepared' in preparation);
    const { context, dockerfile } = preparation.prepared;
    assert.deepEqual([context, dockerfile.path], ['backend', 'backend/Dockerfile']);
  });
});
