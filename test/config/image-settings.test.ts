import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type ImageSettings, joinImages } from '../../src/config/image-settings.ts';
import { imagesOf } from '../../src/config/read-images.ts';
import { withDigests } from '../../src/containerize/image/unpinned-bases.ts';
import { readImageSettings } from '../../src/project/image-settings.ts';
import { problems } from './rules.ts';

const digest = `sha256:${'a'.repeat(64)}`;

describe('images in .gantry.yaml', () => {
  const cases: readonly [text: string, images: ImageSettings, faults: readonly RegExp[]][] = [
    ['rules: {}', {}, []],
    [
      'images: { mirrors: { docker.io: m.example }, pinDigests: true, go: "g:{version}", node: n:24 }',
      { mirrors: { 'docker.io': 'm.example' }, pinDigests: true, go: 'g:{version}', node: 'n:24' },
      [],
    ],
    [`images: { digests: { "golang:1.26": "${digest}" } }`, { digests: { 'golang:1.26': digest } }, []],
    ['images: { digests: { "golang:1.26": latest } }', { digests: {} }, [/64 digits/]],
    [
      'images: { runtimes: { distroless: s:1, ubuntu: u:1 } }',
      { runtimes: { distroless: 's:1' } },
      [/no runtime `ubuntu`/],
    ],
    ['images: { mirror: m.example }', {}, [/did you mean `mirrors`/]],
    ['images: [golang]', {}, [/must be a map/]],
    ['images: { go: [a, b] }', {}, [/An image is a name/]],
  ];
  for (const [text, images, faults] of cases) {
    test(text, () => {
      assert.deepEqual(imagesOf(text), images);
      const said = problems({ gantry: text });
      assert.equal(said.length, faults.length, JSON.stringify(said));
      faults.forEach((fault, index) => {
        assert.match(JSON.stringify(said[index]), fault);
      });
    });
  }

  test('of several the mightier wins, and maps are joined', () => {
    assert.deepEqual(
      joinImages([
        { go: 'a', mirrors: { x: '1', y: '2' } },
        undefined,
        { go: 'b', mirrors: { y: '3' } },
        { node: 'n' },
      ]),
      { go: 'b', node: 'n', mirrors: { x: '1', y: '3' } },
    );
  });

  test('what a file extends counts, too', async () => {
    const texts: Readonly<Record<string, string>> = {
      '.gantry.yaml': 'extends: base.yaml\nimages: { node: n }',
      'base.yaml': 'images: { go: g, node: m }',
    };
    const images = await readImageSettings({
      find: () => Promise.resolve({ file: '.gantry.yaml', text: texts['.gantry.yaml'] ?? '' }),
      read: (file) => Promise.resolve(texts[file] ?? null),
    });
    assert.deepEqual(images, { go: 'g', node: 'n' });
  });
});

describe('base images are pinned', () => {
  const text = `FROM golang:1.26 AS build\nFROM alpine:3.23@${digest}\nFROM scratch\nFROM build\n`;
  const plan = { questions: [], decisions: [], files: [{ path: 'Dockerfile', text, exists: false }] };
  const ask = (names: readonly string[]) => Promise.resolve(Object.fromEntries(names.map((name) => [name, digest])));

  test('where it is wanted, those that have no digest', async () => {
    const choices = await withDigests({ images: { pinDigests: true } }, plan, ask);
    assert.deepEqual(choices?.images?.digests, { 'golang:1.26': digest });
  });
  test('nowhere else', async () => {
    assert.equal(await withDigests({}, plan, ask), undefined);
  });
  test('not where nobody knows the digest', async () => {
    assert.equal(await withDigests({ images: { pinDigests: true } }, plan, () => Promise.resolve({})), undefined);
  });
});
