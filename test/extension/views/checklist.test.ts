import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  outcomeWords,
  type Proof,
  rowsBeside,
  rowsOf,
  summaryOf,
  worstState,
} from '../../../src/extension/views/proof/checklist.ts';
import { proofStep } from '../../../src/prove/titles.ts';
import type { ProofId } from '../../../src/prove/types.ts';
import { failed, needs, passed, skipped } from '../../../src/prove/verdict.ts';
import { say } from '../../../src/words/message.ts';

const place = (line: number) => ({ file: 'main.go', line });

function proof(change: Partial<Proof>): Proof {
  return { program: 'shop', steps: [], running: false, placeOf: () => undefined, madeUp: [], ...change };
}

const states = (given: Proof): string =>
  rowsOf(given)
    .map(({ state }) => state[0])
    .join('');

describe('the checklist of a proof', () => {
  const built = proofStep('build', passed(['Fine']));

  test('shows what is being looked at and what comes later while it runs', () => {
    assert.equal(states(proof({ running: true })), 'rwwwwwwww');
    assert.equal(states(proof({ running: true, steps: [built] })), 'prwwwwwww');
  });

  test('leaves open what was not looked at', () => {
    assert.equal(states(proof({ steps: [proofStep('build', failed(['No']))] })), 'foooooooo');
  });

  test('shows what is seen of another workload of the image below, at its own lines', () => {
    const steps = [built, { ...proofStep('start', passed(['Fine'])), workload: 'shop-worker' }];
    const placeOf = (_id: ProofId, workload?: string) => (workload === undefined ? undefined : place(4));
    assert.equal(states(proof({ steps, placeOf, running: true })), 'prwwwwwwwp');
    assert.deepEqual(rowsOf(proof({ steps, placeOf })).at(-1)?.place, place(4));
  });

  test('puts the claims of each other workload together, under what says most of them', () => {
    const seen = (workload: string, id: ProofId, verdict: ReturnType<typeof passed>) => ({
      ...proofStep(id, verdict),
      workload,
    });
    const steps = [
      built,
      seen('shop-worker', 'start', passed(['Fine'])),
      seen('shop-worker', 'health', skipped(['None'])),
      seen('shop-mailer', 'start', passed(['Fine'])),
      seen('shop-mailer', 'listen', needs(['No'])),
      seen('shop-mailer', 'stop', failed(['No'])),
    ];
    const groups = Array.from(rowsBeside(proof({ steps })), ([name, rows]) => [name, rows.length, worstState(rows)]);
    assert.deepEqual(groups, [
      ['shop-worker', 2, 'passed'],
      ['shop-mailer', 3, 'failed'],
    ]);
  });

  test('a step that names its line knows better than the usual place', () => {
    const steps = [proofStep('listen', failed(['No'], place(3))), proofStep('stop', passed(['Yes']))];
    const lines = new Map(rowsOf(proof({ steps, placeOf: () => place(9) })).map((row) => [row.id, row.place?.line]));
    assert.equal(lines.get('listen'), 3);
    assert.equal(lines.get('stop'), 9);
  });

  const ends: readonly [string, readonly ReturnType<typeof passed>[], string][] = [
    ['all held', [passed(['x']), skipped(['x'])], '`shop`: everything that can be shown of it holds'],
    [
      'a database is missing',
      [passed(['x']), needs(['x'])],
      '`shop`: nothing failed, but something that is no part of the image is missing',
    ],
    ['one did not hold', [failed(['x']), needs(['x'])], '`shop`: one claim does not hold'],
    ['two did not hold', [failed(['x']), failed(['x'])], '`shop`: 2 claims do not hold'],
  ];
  for (const [name, verdicts, words] of ends) {
    test(`says in one sentence that ${name}`, () => {
      const ids: readonly ProofId[] = ['listen', 'health'];
      const steps = verdicts.map((verdict, index) => proofStep(ids[index] ?? 'stop', verdict));
      assert.equal(say(outcomeWords('shop', steps)), words);
    });
  }

  test('names what was made up', () => {
    const words = summaryOf(proof({ steps: [built], madeUp: ['A', 'B'] })).map((message) => say(message));
    assert.match(words.join('\n'), /made-up values, because it requires them: A, B/);
  });
});
