import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chooseGoImage } from '../../src/containerize/go-image.ts';
import { module } from './facts.ts';

describe('the builder image follows the go directive', () => {
  const table: readonly [go: string | null, image: string][] = [
    ['1.26', 'golang:1.26'],
    ['1.27.2', 'golang:1.27'],
    ['1.25.3', 'golang:1.26'],
    ['1.9', 'golang:1.26'],
    ['1.27rc1', 'golang:1.27-rc'],
    [null, 'golang:1.26'],
    ['nonsense', 'golang:1.26'],
    ['2.0', 'golang:1.26'],
  ];
  for (const [go, image] of table) {
    it(`${go ?? 'no directive'} → ${image}`, () => {
      assert.equal(chooseGoImage(module({ go })).image, image);
    });
  }

  it('says which go.mod decided', () => {
    assert.equal(chooseGoImage(module({ dir: 'services/a' })).decision.because, '`services/a/go.mod` says go 1.26');
    assert.match(chooseGoImage(module({ go: null })).decision.because, /no go directive/);
    assert.match(chooseGoImage(module({ go: '1.21' })).decision.because, /no security fixes since 2024-08-13/);
  });
});
