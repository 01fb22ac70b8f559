import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { GoProject, Program } from '../../../src/go/project.ts';
import {
  gitTag,
  imageParts,
  imageReference,
  onlyProgram,
  programOfDockerfile,
  programOfImage,
  sameProgram,
} from '../../../src/extension/image/names.ts';

const references: readonly [string, string][] = [
  ['', 'shop:1'],
  ['ghcr.io/acme', 'ghcr.io/acme/shop:1'],
  ['localhost:5000/', 'localhost:5000/shop:1'],
  ['https://ghcr.io/acme/', 'ghcr.io/acme/shop:1'],
];
for (const [registry, expected] of references) {
  test(`the registry ${JSON.stringify(registry)} makes ${expected}`, () => {
    assert.equal(imageReference(registry, 'shop', '1'), expected);
  });
}

test('the port of a registry is no tag', () => {
  assert.deepEqual(imageParts('localhost:5000/shop'), {
    name: 'localhost:5000/shop',
    tag: undefined,
    digest: undefined,
  });
});

test('name, tag and digest come apart', () => {
  assert.deepEqual(imageParts('localhost:5000/a/shop:dev@sha256:0f'), {
    name: 'localhost:5000/a/shop',
    tag: 'dev',
    digest: 'sha256:0f',
  });
});

test('the same program is found under any registry', () => {
  assert.equal(programOfImage('localhost:5000/a/shop:dev'), 'shop');
  assert.equal(sameProgram(['postgres:18', 'shop:dev'], 'ghcr.io/acme/shop:1f2@sha256:0f'), 'shop:dev');
  assert.equal(sameProgram(['postgres:18', 'workshop:dev'], 'ghcr.io/acme/shop:1f2'), undefined);
});

const dockerfiles: readonly [string, string | undefined][] = [
  ['Dockerfile', undefined],
  ['Dockerfile.api', 'api'],
  ['api.Dockerfile', 'api'],
  ['Containerfile.api', 'api'],
  ['build/api/Dockerfile', 'api'],
];
for (const [path, expected] of dockerfiles) {
  test(`${path} makes ${expected ?? 'what the program tells'}`, () =>
    assert.equal(programOfDockerfile(path), expected));
}

const project = (...programs: readonly (readonly [string, Program['kind']])[]): GoProject => ({
  modules: [],
  programs: programs.map(([name, kind]) => ({ package: `./cmd/${name}`, name, kind })) as unknown as Program[],
  errors: [],
  toolchain: { version: null, because: null },
});

test('the only server gives the image its name', () => {
  assert.equal(onlyProgram(project(['gen', 'tool'], ['migrate', 'cli'], ['shop', 'server'])), 'shop');
});

test('without a server, the only program does; tools and examples do not count', () => {
  assert.equal(onlyProgram(project(['gen', 'tool'], ['migrate', 'job'])), 'migrate');
});

test('two servers, or none: the source does not decide', () => {
  assert.equal(onlyProgram(project(['a', 'server'], ['b', 'server'])), undefined);
  assert.equal(onlyProgram(project()), undefined);
});

test('a tag says the commit and whether there are changes', () => {
  assert.equal(gitTag('1f2e3d4\n', false), '1f2e3d4');
  assert.equal(gitTag('1f2e3d4\n', true), '1f2e3d4-dirty');
  assert.equal(gitTag('', true), 'dev-dirty');
});
