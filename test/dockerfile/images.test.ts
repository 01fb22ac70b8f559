import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { baseFacts } from '../../src/dockerfile/stages/base-images.ts';
import { parseImage } from '../../src/dockerfile/stages/image.ts';

describe('images', () => {
  const cases: readonly [string, string | undefined][] = [
    ['golang', 'docker.io|library/golang|null|null'],
    ['golang:1.26', 'docker.io|library/golang|1.26|null'],
    ['a/b:c', 'docker.io|a/b|c|null'],
    ['localhost:5000/a/b', 'localhost:5000|a/b|null|null'],
    [`ghcr.io/a/b:c@sha256:${'a'.repeat(64)}`, `ghcr.io|a/b|c|sha256:${'a'.repeat(64)}`],
    ['ghcr.io/a/b:c@sha256:ab', undefined],
    ['Upper', undefined],
    ['', undefined],
  ];
  for (const [text, expected] of cases) {
    it(text || '(empty)', () => {
      const image = parseImage(text);
      assert.equal(
        image && [image.registry, image.repository, image.tag, image.digest].join('|').replace(/\|(?=\||$)/g, '|null'),
        expected,
      );
    });
  }
  it('tell their C library', () => {
    const libc = (name: string) => baseFacts(name).libc;
    assert.deepEqual(
      [
        'scratch',
        'alpine:3',
        'golang:1.26-alpine',
        'golang:1.26',
        'debian:12',
        'gcr.io/distroless/static',
        'gcr.io/distroless/base',
        'example.com/x:1',
      ].map(libc),
      ['none', 'musl', 'musl', 'glibc', 'glibc', 'none', 'glibc', null],
    );
  });
});
