import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allRules } from '../../src/project/all-rules.ts';

test('no two rules have one id: pages, settings and look-ups know a rule by it', () => {
  const ids = allRules.map(({ id }) => id);
  assert.deepEqual(
    ids.filter((id, index) => ids.indexOf(id) !== index),
    [],
  );
});
