import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import type { GoProject, Program } from '../../src/go/project.ts';
import { createProject } from '../../src/project/project.ts';
import { createListing } from '../../src/server/listing.ts';
import { surroundingsOf } from '../../src/server/surroundings.ts';
import { put } from './harness.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const place = { file: 'main.go', start: 0, end: 0, line: 7, certainty: 'known' } as const;
const program = (kind: Program['kind'], port: number | null, bind: 'all' | 'loopback') =>
  ({
    kind,
    listens: [{ ...place, port, protocol: 'http', bind, configuredBy: [] }],
    env: [{ ...place, name: `OF_${kind}`, secret: false, required: null, default: null }],
  }) as unknown as Program;

async function around(programs: Program[]) {
  const project = createProject();
  project.setGo({ modules: [], programs, errors: [], toolchain: { version: null, because: null } } satisfies GoProject);
  const at = {
    project,
    listing: createListing('/nowhere'),
    file: 'Dockerfile',
    root: '/nowhere',
    whole: Promise.resolve(),
    textOf: project.text,
  };
  return surroundingsOf(at, parseDockerfile('FROM a\nEXPOSE '), 14);
}

test('ports and variables come from programs that run, not from tests and examples', async () => {
  const { ports, environment } = await around([
    program('server', 8080, 'all'),
    program('test', 1, 'all'),
    program('example', 2, 'all'),
  ]);
  assert.deepEqual(ports, [{ port: 8080, where: 'main.go:7' }]);
  assert.deepEqual(
    environment?.map(({ name }) => name),
    ['OF_server'],
  );
});

test('ports that nobody reaches from outside are not offered', async () => {
  const { ports } = await around([
    program('server', 6060, 'loopback'),
    program('server', null, 'all'),
    program('server', 0, 'all'),
  ]);
  assert.deepEqual(ports, []);
});

test('a folder is read once within a moment, and again after it', async () => {
  const root = await mkdtemp(path.join(tmpdir(), 'gantry-listing-'));
  let time = 0;
  const { list } = createListing(root, () => time);
  const names = async () => (await list('')).map(({ name }) => name);
  await put(root, 'a', '');
  assert.deepEqual(await names(), ['a']);
  await put(root, 'b', '');
  assert.deepEqual(await names(), ['a']);
  time = 60_000;
  assert.deepEqual(await names(), ['a', 'b']);
  assert.deepEqual(await list('..'), []);
  await rm(root, { recursive: true });
});
