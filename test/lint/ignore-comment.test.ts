import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseIgnoreComment, trivyName } from '../../src/lint/ignore-comment.ts';

type Expected = readonly [dialect: string, scope: string, ids: readonly string[] | 'all'];

const comments: readonly (readonly [comment: string, ...expected: Expected | []])[] = [
  ['# gantry-ignore pinned-base', 'gantry', 'line', ['pinned-base']],
  ['#gantry-ignore pinned-base', 'gantry', 'line', ['pinned-base']],
  ['# gantry-ignore pinned-base — the mirror has one tag', 'gantry', 'line', ['pinned-base']],
  ['# gantry-ignore a, b-c -- why', 'gantry', 'line', ['a', 'b-c']],
  ['# gantry-ignore a b - why', 'gantry', 'line', ['a', 'b']],
  ['# gantry-ignore hadolint:DL3007 # why', 'gantry', 'line', ['hadolint:DL3007']],
  ['# gantry-ignore-file pinned-base', 'gantry', 'file', ['pinned-base']],
  ['# gantry-ignore'],
  ['# gantry-ignore — no id'],
  ['# hadolint ignore=DL3006,SC1035 # why', 'hadolint', 'line', ['DL3006', 'SC1035']],
  ['# hadolint ignore=DL3006, DL3007', 'hadolint', 'line', ['DL3006', 'DL3007']],
  ['#hadolint   ignore = DL3006', 'hadolint', 'line', ['DL3006']],
  ['# hadolint global ignore=DL3006', 'hadolint', 'file', ['DL3006']],
  ['# hadolint stage ignore=DL3006,DL3008 # two', 'hadolint', 'stage', ['DL3006', 'DL3008']],
  ['# hadolint ignore=DL3006 why'],
  ['# hadolint ignore='],
  ['# hadolint shell=powershell'],
  [
    '# check=skip=StageNameCasing,JSONArgsRecommended;error=true',
    'buildkit',
    'line',
    ['StageNameCasing', 'JSONArgsRecommended'],
  ],
  ['# check=error=true;skip=all', 'buildkit', 'line', 'all'],
  ['# check=skip=FromAsCasing // old habit', 'buildkit', 'line', ['FromAsCasing']],
  ['# check = skip=FromAsCasing', 'buildkit', 'line', ['FromAsCasing']],
  ['# check=error=true'],
  ['# check=experimental=all'],
  ['# dockerfile-utils: ignore', 'dockerfile-utils', 'line', 'all'],
  ['# dockerfile-utils: ignored'],
  ['# shellcheck disable=SC2086,SC2046', 'shellcheck', 'line', ['SC2086', 'SC2046']],
  ['# shellcheck shell=bash disable=SC2086 # why', 'shellcheck', 'line', ['SC2086']],
  ['# shellcheck disable=2086', 'shellcheck', 'line', ['SC2086']],
  ['# shellcheck disable=SC3000-SC4000', 'shellcheck', 'line', ['SC3000-SC4000']],
  ['# shellcheck disable=all', 'shellcheck', 'line', 'all'],
  ['# shellcheck shell=sh'],
  ['#checkov:skip=CKV_DOCKER_3:runs as root on purpose', 'checkov', 'file', ['CKV_DOCKER_3']],
  ['# bridgecrew:skip=CKV_DOCKER_3', 'checkov', 'file', ['CKV_DOCKER_3']],
  ['# cortex:skip=CKV2_DOCKER_1:why', 'checkov', 'file', ['CKV2_DOCKER_1']],
  ['#trivy:ignore:AVD-DS-0002', 'trivy', 'line', ['DS-0002']],
  ['#trivy:ignore:DS002', 'trivy', 'line', ['DS-0002']],
  ['# trivy:ignore:DS-0002 trivy:ignore:KSV-0013 both', 'trivy', 'line', ['DS-0002', 'KSV-0013']],
  ['# trivy:ignore:*', 'trivy', 'line', ['*']],
  ['# an ordinary comment'],
  ['# hadolint is nice'],
  ['#'],
];

describe('ignore comments', () => {
  for (const [comment, dialect, scope, ids] of comments) {
    it(comment, () => {
      const read = parseIgnoreComment(comment);
      const found = read && [read.dialect, read.scope, read.ids === 'all' ? 'all' : read.ids.map(({ id }) => id)];
      assert.deepEqual(found, dialect === undefined ? undefined : [dialect, scope, ids]);
    });
  }
  it('knows where each id is written', () => {
    for (const [comment, id] of [
      ['#   gantry-ignore aa, bb — cc', 'bb'],
      ['# hadolint ignore=DL3006,SC1035', 'SC1035'],
      ['# check=error=true;skip=FromAsCasing', 'FromAsCasing'],
      ['#checkov:skip=CKV_DOCKER_3:why', 'CKV_DOCKER_3'],
    ] as const) {
      const { ids = [] } = parseIgnoreComment(comment) ?? {};
      assert.notEqual(ids, 'all');
      const one = ids === 'all' ? undefined : ids.find((ignored) => ignored.id === id);
      assert.equal(comment.slice(one?.start, one?.end), id);
    }
  });
  it('knows the day until which trivy ignores', () => {
    const until = (comment: string) => {
      const { ids = [] } = parseIgnoreComment(comment) ?? {};
      return ids === 'all' ? [] : ids.map((id) => id.until);
    };
    assert.deepEqual(until('#trivy:ignore:DS-0002:exp:2026-01-31'), ['2026-01-31']);
    assert.deepEqual(until('#trivy:ignore:DS-0002:exp:soon'), [undefined]);
    assert.deepEqual(until('#trivy:ignore:DS-0002:ws:production'), [undefined]);
  });
});

describe('ids of trivy', () => {
  const names = {
    'AVD-DS-0002': 'DS-0002',
    DS002: 'DS-0002',
    'DS-0002': 'DS-0002',
    KSV017: 'KSV-0017',
    'KSV-01010': 'KSV-01010',
    'CVE-2024-1': 'CVE-2024-1',
  };
  for (const [written, name] of Object.entries(names)) it(written, () => assert.equal(trivyName(written), name));
});
