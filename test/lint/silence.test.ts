import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Finding } from '../../src/lint/finding.ts';
import { silence } from '../../src/lint/silence.ts';
import { type Dialect, names, type Suppression } from '../../src/lint/suppression.ts';
import { endsWithin } from '../cost.ts';

const finding = (start: number, rule: string, ...aliases: string[]): Finding => ({
  start,
  end: start + 1,
  rule,
  severity: 'warning',
  aliases,
  message: ['m'],
});
const suppression = (dialect: Dialect, start: number, end: number, ...ids: string[]): Suppression => ({
  at: { start: 0, end: 0 },
  covers: { start, end },
  ids: ids.includes('all') ? 'all' : ids.map((id) => ({ id, start: 0, end: 0 })),
  dialect,
});

describe('silencing', () => {
  const findings = [
    finding(0, 'ra', 'hadolint:RA', 'buildkit:Ra'),
    finding(2, 'ra', 'hadolint:RA'),
    finding(4, 'syntax', 'buildkit:parse', 'dockerfile-utils:X'),
  ];
  const cases: [string, Suppression, number[]][] = [
    ['by our id, inside its range only', suppression('gantry', 0, 1, 'ra'), [2, 4]],
    ["by a peer's id", suppression('hadolint', 0, 9, 'RA'), [4]],
    ["by a peer's id in our words", suppression('gantry', 0, 9, 'RA'), [4]],
    ['by a full alias', suppression('gantry', 0, 9, 'hadolint:RA'), [4]],
    ['of another peer: nothing', suppression('checkov', 0, 9, 'RA'), [0, 2, 4]],
    ['of another id: nothing', suppression('gantry', 0, 9, 'rb'), [0, 2, 4]],
    ['all of a peer: what it would say', suppression('dockerfile-utils', 0, 9, 'all'), [0, 2]],
    ['all of BuildKit: not what it refuses', suppression('buildkit', 0, 9, 'all'), [2, 4]],
    ['at the end of its range: nothing', suppression('gantry', 0, 2, 'ra'), [2, 4]],
  ];
  for (const [name, one, left] of cases) {
    it(name, () =>
      assert.deepEqual(
        silence(findings, [one]).findings.map(({ start }) => start),
        left,
      ),
    );
  }
  it('tells which ids were needed, of two that say the same both', () => {
    const [a, b] = [suppression('gantry', 0, 9, 'ra', 'rb'), suppression('hadolint', 0, 9, 'RA')];
    const { used } = silence(findings, [a, b]);
    assert.deepEqual([...used].map(({ id }) => id).sort(), ['RA', 'ra']);
  });
  it('leaves out dialects that do not count', () => {
    assert.equal(
      silence(findings, [suppression('hadolint', 0, 9, 'RA')], { ignoredDialects: ['hadolint'] }).findings.length,
      3,
    );
  });
  it('ends on its day, where the day is known', () => {
    const ending: Suppression = {
      ...suppression('trivy', 0, 9),
      ids: [{ id: 'DS-1', start: 0, end: 0, until: '2026-01-31' }],
    };
    const left = (today?: string) =>
      silence([finding(0, 'ra', 'trivy:DS-1')], [ending], today === undefined ? {} : { today }).findings.length;
    assert.deepEqual([left(), left('2026-01-30'), left('2026-01-31'), left('2027-01-01')], [0, 0, 1, 1]);
  });
  it('is linear in findings that ever so many ignores of the file name', () => {
    const many = Array.from({ length: 20_000 }, (_, index) => finding(index * 2, 'ra', 'hadolint:RA'));
    const all = many.map(() => suppression('hadolint', 0, 100_000, 'RA', 'RB'));
    endsWithin(1000, () => {
      const { findings: left, used } = silence(many, all);
      assert.deepEqual([left.length, used.size], [0, 20_000]);
    });
  });
  it('is linear in findings and suppressions', () => {
    const many = Array.from({ length: 20_000 }, (_, index) => finding(index * 2, 'ra', 'hadolint:RA'));
    const all = many.map(({ start, end }) => suppression('hadolint', start, end, 'RA'));
    endsWithin(1000, () => assert.equal(silence(many, all).findings.length, 0));
  });
});

describe('ids of a dialect', () => {
  const rows: [Dialect, string, string[], boolean][] = [
    ['hadolint', 'SC2086', ['shellcheck:SC2086'], true],
    ['hadolint', 'StageNameCasing', ['buildkit:StageNameCasing'], false],
    ['shellcheck', 'SC2000-SC2100', ['shellcheck:SC2086'], true],
    ['shellcheck', 'SC3000-SC4000', ['shellcheck:SC2086'], false],
    ['trivy', '*', ['trivy:DS-0002'], true],
    ['trivy', 'KSV-*', ['trivy:DS-0002'], false],
    ['checkov', 'CKV_DOCKER_1', ['checkov:CKV_DOCKER_11'], false],
    ['kube-linter', 'latest-tag', ['kube-linter:latest-tag'], true],
  ];
  for (const [dialect, id, aliases, expected] of rows) {
    it(`${dialect} ${id} ${expected ? 'means' : 'does not mean'} ${aliases.join()}`, () =>
      assert.equal(names(dialect, id, 'rule', aliases), expected));
  }
});
