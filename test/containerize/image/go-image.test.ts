import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chooseGoImage } from '../../../src/containerize/image/go-image.ts';
import { module } from '../facts.ts';

describe('the builder image follows the go directive', () => {
  const table: readonly [go: string | null, image: string][] = [
    ['1.26', 'golang:1.26'],
    ['1.27.2', 'golang:1.27'],
    ['1.25.3', 'golang:1.26'],
    ['1.9', 'golang:1.26'],
    ['1.99rc2', 'golang:1.99rc2'],
    ['1.99beta1', 'golang:1.99beta1'],
    ['1.27rc1', 'golang:1.27'],
    ['1.24rc1', 'golang:1.26'],
    [null, 'golang:1.26'],
    ['nonsense', 'golang:1.26'],
    ['2.0', 'golang:1.26'],
  ];
  for (const [go, image] of table) {
    it(`${go ?? 'no directive'} → ${image}`, () => {
      assert.equal(chooseGoImage(module({ go })).image, image);
    });
  }

  it('offers the newer Go of a toolchain line, which nothing but its developers needs', () => {
    const { image, decision } = chooseGoImage(module({ go: '1.26.0', toolchain: 'go1.27.4' }));
    assert.equal(image, 'golang:1.26');
    assert.deepEqual(decision.alternatives, ['golang:1.26-alpine', 'golang:1.27']);
    const { decision: same } = chooseGoImage(module({ go: '1.26.0', toolchain: 'go1.26.4' }));
    assert.deepEqual(same.alternatives, ['golang:1.26-alpine']);
  });

  it('says which go.mod decided', () => {
    assert.equal(chooseGoImage(module({ dir: 'services/a' })).decision.because, '`services/a/go.mod` says go 1.26');
    assert.match(chooseGoImage(module({ go: null })).decision.because, /no go directive/);
    assert.match(chooseGoImage(module({ go: '1.99' })).decision.because, /see that its image is there/);
    assert.match(chooseGoImage(module({ go: '1.21' })).decision.because, /no security fixes since 2024-08-13/);
  });
});
