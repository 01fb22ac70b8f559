import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { shellRules } from '../../src/shell/rules/index.ts';
import { checkExample } from './examples.ts';

describe('examples of every shell rule', () => {
  for (const rule of shellRules) {
    for (const [index, example] of rule.examples.entries()) {
      it(`${rule.id} ${index + 1}`, () => checkExample(rule, example));
    }
  }

  it('have ids in kebab case, a reason and at least two examples', () => {
    for (const { id, why, examples, exampleOf } of shellRules) {
      assert.match(id, /^[a-z][a-z-]+$/);
      assert.ok(why.length > 60 && examples.length >= 2, id);
      assert.equal(exampleOf, 'shell', id);
    }
  });
});
