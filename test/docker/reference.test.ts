import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseReference, type Reference } from '../../src/docker/reference.ts';
import { Problem } from '../../src/words/problem.ts';

const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;

const names: Readonly<Record<string, Reference>> = {
  alpine: { registry: 'docker.io', repository: 'library/alpine', tag: 'latest' },
  'golang:1.26': { registry: 'docker.io', repository: 'library/golang', tag: '1.26' },
  'team/app': { registry: 'docker.io', repository: 'team/app', tag: 'latest' },
  'docker.io/team/app:v1': { registry: 'docker.io', repository: 'team/app', tag: 'v1' },
  'index.docker.io/team/app:v1': { registry: 'docker.io', repository: 'team/app', tag: 'v1' },
  'localhost/app:v1': { registry: 'localhost', repository: 'app', tag: 'v1' },
  'localhost:5000/app': { registry: 'localhost:5000', repository: 'app', tag: 'latest' },
  '127.0.0.1:5000/a/b/c:1.2-rc_3': { registry: '127.0.0.1:5000', repository: 'a/b/c', tag: '1.2-rc_3' },
  '[::1]:5000/app:v1': { registry: '[::1]:5000', repository: 'app', tag: 'v1' },
  'gcr.io/distroless/static-debian13:nonroot': {
    registry: 'gcr.io',
    repository: 'distroless/static-debian13',
    tag: 'nonroot',
  },
  [`ghcr.io/me/app@${digest}`]: { registry: 'ghcr.io', repository: 'me/app', digest },
  [`ghcr.io/me/app:v1@${digest}`]: { registry: 'ghcr.io', repository: 'me/app', tag: 'v1', digest },
};

describe('an image name', () => {
  for (const [name, reference] of Object.entries(names)) {
    test(name, () => {
      assert.deepEqual(parseReference(name), reference);
    });
  }
  for (const name of [
    '',
    'App',
    'team/App',
    'app:',
    'app@',
    ':v1',
    'a b',
    'https://ghcr.io/a',
    '-app',
    'a//b',
    'app:v 1',
  ]) {
    test(`${name || 'nothing'} is none`, () => {
      assert.throws(
        () => parseReference(name),
        (error) => error instanceof Problem && error.details.kind === 'invalid-input',
      );
    });
  }
});
