import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileKind, mayHoldManifest } from '../../src/config/file-kind.ts';
import { projectSettings } from '../../src/config/settings.ts';
import type { RuleInfo } from '../../src/lint/rule.ts';
import { say } from '../../src/words/message.ts';

const rule = (id: string, ...aliases: string[]): RuleInfo => ({
  id,
  title: id,
  severity: 'warning',
  aliases,
  why: '',
  examples: [],
  exampleOf: 'dockerfile',
});
const rules = [
  rule('pinned-base', 'hadolint:DL3006', 'hadolint:DL3007'),
  rule('non-root-user', 'checkov:CKV_DOCKER_3'),
];

describe('.gantry.yaml', () => {
  const cases: { text: string; rules?: object; problems?: string[]; name: string }[] = [
    { name: 'an empty file sets nothing', text: '', rules: {} },
    { name: 'a severity', text: 'rules:\n  pinned-base: hint\n', rules: { 'pinned-base': { severity: 'hint' } } },
    { name: "a peer's id", text: 'rules:\n  DL3007: off\n', rules: { 'pinned-base': { severity: 'off' } } },
    {
      name: "a peer's id with its source",
      text: 'rules: { "hadolint:DL3006": error }',
      rules: { 'pinned-base': { severity: 'error' } },
    },
    { name: '`false` is off', text: 'rules: { pinned-base: false }', rules: { 'pinned-base': { severity: 'off' } } },
    {
      name: 'severity and options',
      text: 'rules:\n  pinned-base:\n    severity: info\n    options: { allow: [busybox] }\n',
      rules: { 'pinned-base': { severity: 'info', options: { allow: ['busybox'] } } },
    },
    {
      name: 'CRLF and BOM',
      text: '\uFEFFrules:\r\n  pinned-base: hint\r\n',
      rules: { 'pinned-base': { severity: 'hint' } },
    },
    { name: 'a key of a later version is accepted', text: 'environments: {}', rules: {} },
    {
      name: 'an unknown rule',
      text: 'rules: { pinned-bas: off }',
      problems: ['There is no rule `pinned-bas`; did you mean `pinned-base`?'],
    },
    { name: 'an unknown key', text: 'rule: {}', problems: ['`rule` is no setting; did you mean `rules`?'] },
    {
      name: 'an unknown severity',
      text: 'rules: { pinned-base: loud }',
      problems: ['`loud` is no severity; use off, hint, info, warning or error'],
    },
    { name: 'not a map', text: '- a', problems: ['`.gantry.yaml` must be a map of settings'] },
    { name: 'rules not a map', text: 'rules: [a]', problems: ['`rules` must be a map from rule ids to severities'] },
    { name: 'ignore not a list', text: 'ignore: a', problems: ['`ignore` must be a list of globs'] },
  ];
  for (const { name, text, rules: expected, problems } of cases) {
    it(name, () => {
      const { config } = projectSettings({ gantry: text }, rules);
      if (expected) assert.deepEqual(config.rules, expected);
      assert.deepEqual(
        config.problems.map(({ message }) => say(message)),
        problems ?? [],
      );
      for (const { start, end } of config.problems) assert.ok(start >= 0 && start <= end && end <= text.length);
    });
  }

  it('reports broken YAML at its place and throws nothing', () => {
    for (const text of ['rules: {', 'a: b: c', '\t- x', '*x', 'rules: *nowhere', '---\n---\n', '"']) {
      const { config } = projectSettings({ gantry: text }, rules);
      for (const { start, end } of config.problems) assert.ok(start >= 0 && start <= end && end <= text.length, text);
    }
  });

  it('ignores files by glob', () => {
    const { ignores } = projectSettings({ gantry: 'ignore: ["legacy/**", "*.tmp.yaml"]' }, rules);
    assert.equal(ignores('legacy/a/Dockerfile'), true);
    assert.equal(ignores('x.tmp.yaml'), true);
    assert.equal(ignores('deploy/a.yaml'), false);
  });
});

describe('who wins', () => {
  it('.gantry.yaml over .hadolint.yaml, the door over both', () => {
    const texts = {
      hadolint: 'ignored: [DL3007]\noverride: { info: [DL3006] }',
      gantry: 'rules: { pinned-base: error }',
    };
    assert.equal(projectSettings({ hadolint: texts.hadolint }, rules).lint.rules?.['pinned-base']?.severity, 'off');
    assert.equal(projectSettings(texts, rules).lint.rules?.['pinned-base']?.severity, 'error');
    const door = projectSettings(texts, rules, { rules: { DL3006: 'hint', nothing: 'off' } });
    assert.equal(door.lint.rules?.['pinned-base']?.severity, 'hint');
    assert.deepEqual(door.unknownRules, ['nothing']);
  });
});

describe('kinds of files', () => {
  const kinds = {
    Dockerfile: 'dockerfile',
    'a/api.Dockerfile': 'dockerfile',
    'Dockerfile.api': 'dockerfile',
    Containerfile: 'dockerfile',
    'Dockerfile.dockerignore': 'dockerignore',
    '.dockerignore': 'dockerignore',
    'deploy/a.yml': 'yaml',
    'a.json': 'json',
    '.gantry.yaml': 'gantry-config',
    'go.mod': 'go-mod',
    'main.go': 'go',
    'README.md': undefined,
  };
  for (const [path, kind] of Object.entries(kinds))
    it(`${path} is ${kind ?? 'nothing of ours'}`, () => assert.equal(fileKind(path), kind));

  it('sees whether a text may hold a manifest', () => {
    assert.ok(mayHoldManifest('apiVersion: v1\nkind: Pod\n'));
    assert.ok(mayHoldManifest('{"apiVersion":"v1","kind":"Pod"}'));
    assert.ok(!mayHoldManifest('name: x\nkind: y\n'));
  });
});
