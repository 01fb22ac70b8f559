import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newWords } from '../../../src/go/syntax/shared-words.ts';

test('a word is the part of the text that was asked for', () => {
  const words = newWords();
  const text = Array.from({ length: 5000 }, (_, index) => `${'x'.repeat(index % 60)}é${index % 1700}`).join(' ');
  for (let round = 0; round < 2; round++) {
    for (const { 0: written, index } of text.matchAll(/\S+/g)) {
      assert.equal(words.part(text, index, index + written.length), written);
      assert.equal(words.whole(written), written);
    }
    words.clear();
  }
  assert.equal(words.part(text, 3, 3), '');
});
