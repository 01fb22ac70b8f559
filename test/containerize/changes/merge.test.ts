import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mergeWith } from '../../../src/containerize/changes/merge.ts';
import { unifiedDiff } from '../../../src/containerize/changes/unified-diff.ts';
import { seeded } from '../../random.ts';

describe('a file that is planned again', () => {
  const base = 'a\nb\nc\nd\ne\n';
  const table: readonly [
    what: string,
    base: string | null,
    present: string,
    planned: string,
    text: string,
    conflicts: number,
  ][] = [
    ['nobody changed it', base, base, base, base, 0],
    ['only its owner changed it', base, 'a\nB\nc\nd\ne\n', base, 'a\nB\nc\nd\ne\n', 0],
    ['only the plan changed it', base, base, 'a\nb\nc\nD\ne\n', 'a\nb\nc\nD\ne\n', 0],
    ['both, in different places', base, 'a\nB\nc\nd\ne\n', 'a\nb\nc\nD\ne\n', 'a\nB\nc\nD\ne\n', 0],
    ['both, in the same way', base, 'a\nX\nc\nd\ne\n', 'a\nX\nc\nd\ne\n', 'a\nX\nc\nd\ne\n', 0],
    ['both, in the same place: the owner’s stays', base, 'a\nX\nc\nd\ne\n', 'a\nY\nc\nd\ne\n', 'a\nX\nc\nd\ne\n', 1],
    ['the owner took lines out', base, 'a\ne\n', 'a\nb\nc\nd\ne\nf\n', 'a\ne\nf\n', 0],
    ['lines at both ends', base, `0\n${base}`, `${base}f\n`, `0\n${base}f\n`, 0],
    ['nothing is known of what was planned', null, 'a\n', 'b\n', 'b\n', 0],
  ];
  for (const [what, before, present, planned, text, conflicts] of table) {
    it(what, () => {
      assert.deepEqual(mergeWith(before, present, planned), { text, conflicts });
    });
  }

  it('keeps every change of one side, whatever the texts', () => {
    const next = seeded(7);
    const random = () =>
      Array.from({ length: Math.floor(next() * 8) }, () => `${'abc'[Math.floor(next() * 3)] ?? ''}\n`).join('');
    for (let count = 0; count < 500; count++) {
      const [before, other] = [random(), random()];
      assert.equal(mergeWith(before, other, before).text, other);
      assert.equal(mergeWith(before, before, other).text, other);
    }
  });
});

it('a difference is shown as diff -u does', () => {
  assert.equal(unifiedDiff('x', 'a\n', 'a\n'), '');
  assert.equal(unifiedDiff('x', 'a\nb\nc\n', 'a\nB\nc\n'), '--- a/x\n+++ b/x\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n');
  const many = Array.from({ length: 30 }, (_, index) => `${index}\n`).join('');
  const changed = many.replace('\n5\n', '\nfive\n').replace('\n25\n', '\n');
  assert.deepEqual([...unifiedDiff('x', many, changed).matchAll(/^@@.*$/gm)].map(String), [
    '@@ -3,7 +3,7 @@',
    '@@ -23,7 +23,6 @@',
  ]);
});
