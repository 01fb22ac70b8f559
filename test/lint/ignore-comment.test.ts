import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseIgnoreComment } from '../../src/lint/ignore-comment.ts';

const none = undefined;
const comments: readonly [string, ReturnType<typeof parseIgnoreComment>][] = [
  ['gantry-ignore pinned-base', { dialect: 'gantry', ids: ['pinned-base'], scope: 'line' }],
  ['gantry-ignore pinned-base — the mirror has one tag', { dialect: 'gantry', ids: ['pinned-base'], scope: 'line' }],
  ['gantry-ignore a, b-c -- why', { dialect: 'gantry', ids: ['a', 'b-c'], scope: 'line' }],
  ['gantry-ignore-file pinned-base', { dialect: 'gantry', ids: ['pinned-base'], scope: 'file' }],
  ['gantry-ignore', none],
  ['hadolint ignore=DL3006,SC1035 # why', { dialect: 'hadolint', ids: ['DL3006', 'SC1035'], scope: 'line' }],
  ['hadolint ignore=DL3006, DL3007', { dialect: 'hadolint', ids: ['DL3006', 'DL3007'], scope: 'line' }],
  ['hadolint global ignore=DL3006', { dialect: 'hadolint', ids: ['DL3006'], scope: 'file' }],
  ['hadolint stage ignore=DL3006', { dialect: 'hadolint', ids: ['DL3006'], scope: 'stage' }],
  ['hadolint shell=powershell', none],
  [
    'check=skip=StageNameCasing,JSONArgsRecommended;error=true',
    { dialect: 'buildkit', ids: ['StageNameCasing', 'JSONArgsRecommended'], scope: 'line' },
  ],
  ['check=error=true;skip=all', { dialect: 'buildkit', ids: 'all', scope: 'line' }],
  ['check=skip=FromAsCasing // old habit', { dialect: 'buildkit', ids: ['FromAsCasing'], scope: 'line' }],
  ['dockerfile-utils: ignore', { dialect: 'dockerfile-utils', ids: 'all', scope: 'line' }],
  ['shellcheck disable=SC2086,SC2046', { dialect: 'shellcheck', ids: ['SC2086', 'SC2046'], scope: 'line' }],
  ['checkov:skip=CKV_DOCKER_3:runs as root on purpose', { dialect: 'checkov', ids: ['CKV_DOCKER_3'], scope: 'file' }],
  ['trivy:ignore:AVD-DS-0002', { dialect: 'trivy', ids: ['DS-0002'], scope: 'line' }],
  ['trivy:ignore:DS-0002', { dialect: 'trivy', ids: ['DS-0002'], scope: 'line' }],
  ['an ordinary comment', none],
  ['', none],
];

describe('ignore comments', () => {
  for (const [comment, expected] of comments)
    it(comment || '(empty)', () => assert.deepEqual(parseIgnoreComment(comment), expected));
});
