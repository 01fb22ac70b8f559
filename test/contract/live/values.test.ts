import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { joinContract } from '../../../src/contract/join.ts';
import type { LiveCluster } from '../../../src/contract/live/live-cluster.ts';
import { liveMatcher } from '../../../src/contract/live/live-match.ts';
import { liveRows } from '../../../src/contract/walking/live-values.ts';
import { say } from '../../../src/words/message.ts';
import { FILES, liveCluster, liveConfig, liveDeployment, SECRET } from './live.ts';
import { inputsOf } from '../workspace.ts';

/** `namespace: value` for every workload on the cluster. */
async function values(name: string, live: Partial<LiveCluster>): Promise<string[]> {
  const contract = joinContract(await inputsOf(FILES));
  const [program] = contract.go.programs;
  const variable = program?.env.find((one) => one.name === name);
  assert.ok(program && variable);
  return liveRows(program, variable, contract, liveMatcher(contract, liveCluster(live))).map(
    ({ namespace, value }) => `${namespace}: ${typeof value === 'string' ? value : say(value)}`,
  );
}

const literal = (value: string | null) => [{ name: 'LOG_LEVEL', value, from: null }];

describe('what a variable is on the cluster', () => {
  const cases: readonly [what: string, variable: string, live: Partial<LiveCluster>, expected: readonly string[]][] = [
    ['of a ConfigMap as a whole', 'LOG_LEVEL', {}, ['shop: `info`']],
    [
      'by itself, which wins',
      'LOG_LEVEL',
      { workloads: [liveDeployment({}, { env: literal('warn') })] },
      ['shop: `warn`'],
    ],
    [
      'the last source wins',
      'LOG_LEVEL',
      {
        workloads: [
          liveDeployment(
            {},
            {
              envFrom: ['shop-config', 'more'].map((name) => ({
                kind: 'ConfigMap',
                name,
                optional: false,
                prefix: '',
              })),
            },
          ),
        ],
        configs: [liveConfig(), liveConfig({ name: 'more', data: { LOG_LEVEL: 'error' } })],
      },
      ['shop: `error`'],
    ],
    [
      'too long to be told',
      'LOG_LEVEL',
      { workloads: [liveDeployment({}, { env: literal(null) })] },
      ['shop: not known here'],
    ],
    ['set by nothing', 'LOG_LEVEL', { configs: [liveConfig({ data: {} }), SECRET] }, ['shop: not set']],
    ['of a ConfigMap that may not be read', 'LOG_LEVEL', { configs: [], sought: [] }, ['shop: not known here']],
    ['of a Secret', 'DB_PASSWORD', {}, ['shop: of Secret `shop-secret`: `••••••`']],
    [
      'of a Secret that may not be read',
      'DB_PASSWORD',
      { configs: [], sought: [] },
      ['shop: of Secret `shop-secret`: `••••••`'],
    ],
    ['of a Secret that nobody has made', 'DB_PASSWORD', { configs: [] }, ['shop: Secret `shop-secret` is not there']],
    [
      'of a Secret without the key',
      'DB_PASSWORD',
      { configs: [{ ...SECRET, data: {} }] },
      ['shop: Secret `shop-secret` has no key `DB_PASSWORD`'],
    ],
    [
      'written as it is, and secret all the same',
      'DB_PASSWORD',
      { workloads: [liveDeployment({}, { env: [{ name: 'DB_PASSWORD', value: 'canary', from: null }] })] },
      ['shop: `••••••`'],
    ],
    [
      'in every namespace where the image runs, and in no other',
      'LOG_LEVEL',
      {
        workloads: [
          liveDeployment(),
          liveDeployment({ namespace: 'dev' }, { env: literal('debug') }),
          liveDeployment({ namespace: 'theirs' }, { image: 'else:1', env: literal('x') }),
        ],
      },
      ['dev: `debug`', 'shop: `info`'],
    ],
    ['nowhere', 'LOG_LEVEL', { workloads: [] }, []],
  ];
  for (const [what, variable, live, expected] of cases)
    it(what, async () => {
      assert.deepEqual(await values(variable, live), expected);
    });
});
