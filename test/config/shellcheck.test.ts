import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ConfigFiles } from '../../src/config/peers.ts';
import { type Overrides, projectSettings } from '../../src/config/settings.ts';
import { levelByAlias } from '../../src/lint/settings.ts';
import { allRules } from '../../src/project/all-rules.ts';

/** The level of a code that only ShellCheck itself knows; undefined where nothing is said of it. */
function levelOf(code: string, files: ConfigFiles, overrides: Overrides = {}) {
  const settings = projectSettings(files, allRules, overrides);
  assert.deepEqual([...settings.problems.values()].flat(), []);
  assert.deepEqual(settings.unknownRules, []);
  const setting = settings.lintFor('Dockerfile').rules?.['shellcheck'];
  return levelByAlias(setting, [`shellcheck:${code}`]) ?? setting?.severity;
}

const gantry = (text: string): ConfigFiles => ({ gantry: [{ file: '.gantry.yaml', text }] });
const hadolint = (text: string): ConfigFiles => ({ hadolint: { file: '.hadolint.yaml', text } });
const rc = (text: string): ConfigFiles => ({ shellcheck: { file: '.shellcheckrc', text } });

describe('codes that only ShellCheck itself finds', () => {
  const cases: [name: string, files: ConfigFiles, level: string | undefined][] = [
    ['nothing is said', {}, undefined],
    ['by code', gantry('rules: { SC2034: off }'), 'off'],
    ['by code with its source', gantry('rules: { "shellcheck:SC2034": error }'), 'error'],
    ['another code', gantry('rules: { SC2035: off, SC2086: off }'), undefined],
    ['all of them', gantry('rules: { shellcheck: hint }'), 'hint'],
    ['the code is the more specific', gantry('rules: { SC2034: error, shellcheck: off }'), 'error'],
    ['hadolint ignores it', hadolint('ignored: [DL3007, SC2034]'), 'off'],
    ['hadolint calls it an error', hadolint('override: { error: [SC2034] }'), 'error'],
    ['.shellcheckrc disables it', rc('disable=SC2034'), 'off'],
    ['.shellcheckrc disables a range', rc('disable=SC2000-SC2100'), 'off'],
    ['.shellcheckrc disables another range', rc('disable=SC2035-SC2100'), undefined],
    ['.shellcheckrc disables all', rc('disable=all'), 'off'],
    ['ours wins', { ...rc('disable=SC2034'), ...gantry('rules: { SC2034: info }') }, 'info'],
  ];
  for (const [name, files, level] of cases) it(name, () => assert.equal(levelOf('SC2034', files), level));
  it('are set by the door', () => assert.equal(levelOf('SC2034', {}, { rules: { SC2034: 'error' } }), 'error'));
  it('are not taken for those that a rule of ours finds', () => {
    const settings = projectSettings(gantry('rules: { SC2086: off }'), allRules, {});
    const set = Object.keys(settings.lintFor('Dockerfile').rules ?? {});
    assert.ok(set.includes('quote-variables') && !set.includes('shellcheck'), set.join());
  });
});
