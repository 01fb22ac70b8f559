import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withMatch } from '../../src/config/write-match.ts';
import { readGantryConfig } from '../../src/config/gantry-config.ts';
import { ruleIds } from '../../src/config/rule-ids.ts';

describe('a match is written into .gantry.yaml', () => {
  const table: readonly [what: string, text: string, expected: string][] = [
    ['an empty file', '', 'matches:\n  Deployment/shop/app: cmd/api\n'],
    ['a file with other settings', 'ignore: [x] # y', 'ignore: [x] # y\nmatches:\n  Deployment/shop/app: cmd/api\n'],
    [
      'others are there',
      '# ours\nmatches:\n  # the cache\n  Deployment/cache: none\nignore: []\n',
      '# ours\nmatches:\n  # the cache\n  Deployment/shop/app: cmd/api\n  Deployment/cache: none\nignore: []\n',
    ],
    [
      'it is there, otherwise',
      'matches:\n  Deployment/shop/app: none # for now\n',
      'matches:\n  Deployment/shop/app: cmd/api # for now\n',
    ],
    ['in braces', 'matches: { a: b }\n', 'matches: { Deployment/shop/app: cmd/api, a: b }\n'],
    ['in empty braces', 'matches: {}\n', 'matches: { Deployment/shop/app: cmd/api }\n'],
    ['no map yet', 'matches: # later\nignore: []\n', 'matches: # later\n  Deployment/shop/app: cmd/api\nignore: []\n'],
    ['Windows', 'ignore: []\r\n', 'ignore: []\r\nmatches:\r\n  Deployment/shop/app: cmd/api\r\n'],
  ];
  for (const [what, text, expected] of table) {
    it(what, () => {
      const result = withMatch(text, 'Deployment/shop/app', 'cmd/api');
      assert.equal(result, expected);
      const { matches, problems } = readGantryConfig(result, ruleIds([]), []);
      assert.ok(matches.some(({ container, program }) => container === 'Deployment/shop/app' && program === 'cmd/api'));
      assert.deepEqual(problems, []);
    });
  }

  it('none of the programs', () => {
    assert.equal(withMatch('', 'a', null), 'matches:\n  a: none\n');
  });

  it('takes any text', () => {
    for (const text of ['[', 'matches: [a]\n', 'a: b: c\n', '- x\n']) assert.ok(withMatch(text, 'a', 'b').length > 0);
  });
});
