import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { projectSettings } from '../../src/config/settings.ts';
import { changes, levels, problems, rules, settingsOf } from './rules.ts';

describe('rules in .gantry.yaml', () => {
  const all = (rule: string, ids: readonly string[], level: string) =>
    Object.fromEntries([rule, ...ids.map((id) => `${rule} ${id}`)].map((name) => [name, level]));
  const base = (level: string) => all('pinned-base', ['DL3006', 'DL3007', 'DS-0001'], level);
  const cases: [name: string, text: string, changed: object][] = [
    ['an empty file sets nothing', '', {}],
    ['only comments set nothing', '# nothing yet\n', {}],
    ['our id sets all findings', 'rules:\n  pinned-base: hint\n', base('hint')],
    ["a peer's id sets those that carry it", 'rules:\n  DL3007: off\n', { 'pinned-base DL3007': 'off' }],
    ["a peer's id with its source", 'rules: { "hadolint:DL3006": error }', { 'pinned-base DL3006': 'error' }],
    [
      "of both the peer's id is the more specific",
      'rules: { DL3007: error, pinned-base: hint }',
      { ...base('hint'), 'pinned-base DL3007': 'error' },
    ],
    ['`false` is off', 'rules: { pinned-base: false }', base('off')],
    ['`on` turns a rule on', 'rules: { healthcheck: on }', all('healthcheck', ['CKV_DOCKER_2', 'DL3057'], 'warning')],
    ["a peer's id turns a part of a rule on", 'rules: { DL3057: info }', { 'healthcheck DL3057': 'info' }],
    ['CRLF and BOM', '\uFEFFrules:\r\n  pinned-base: hint\r\n', base('hint')],
    ['a key of a later version is accepted', 'environments: {}\nkubernetesVersion: "1.36"', {}],
    [
      "a peer's id that we have no rule for is accepted",
      'rules: { DL3013: off, CKV_K8S_99: off, no-anti-affinity: off }',
      {},
    ],
  ];
  for (const [name, text, changed] of cases) {
    it(name, () => {
      assert.deepEqual(changes({ gantry: text }), changed);
      assert.deepEqual(problems({ gantry: text }), []);
    });
  }
  it('take options', () => {
    const text = 'rules:\n  pinned-base:\n    severity: info\n    options: { allow: [busybox] }\n';
    const setting = settingsOf({ gantry: text }).lintFor('Dockerfile').rules?.['pinned-base'];
    assert.deepEqual([setting?.severity, setting?.options], ['info', { allow: ['busybox'] }]);
    const byPeer = settingsOf({ gantry: 'rules: { DL3026: { options: { registries: [a.example] } } }' });
    assert.deepEqual(byPeer.lintFor('Dockerfile').rules?.['trusted-registries']?.options, {
      registries: ['a.example'],
    });
  });
});

describe('faults of .gantry.yaml', () => {
  const cases: [text: string, problems: string[]][] = [
    ['rules: { pinned-bas: off }', ['There is no rule `pinned-bas`; did you mean `pinned-base`? @ pinned-bas']],
    ['rules: { DL30O7: off }', ['There is no rule `DL30O7`; did you mean `DL3007`? @ DL30O7']],
    ['rules: { whatever: off }', ['There is no rule `whatever` @ whatever']],
    ['rule: {}', ['`rule` is no setting; did you mean `rules`? @ rule']],
    ['something: {}', ['`something` is no setting @ something']],
    ['rules: { pinned-base: loud }', ['`loud` is no severity; use off, hint, info, warning or error @ loud']],
    ['rules: { pinned-base: [off] }', ['A rule is set by a severity, or by `severity` and `options` @ [off]']],
    ['- a', ['`.gantry.yaml` must be a map of settings @ - a']],
    ['rules: [a]', ['`rules` must be a map from rule ids to severities @ [a]']],
    ['ignore: { a: b }', ['`ignore` must be a list of globs @ { a: b }']],
    [
      'profile: strickt',
      ['There is no profile `strickt`; use recommended, strict, quiet, baseline, restricted @ strickt'],
    ],
    ['profiles: { strict: {} }', ['`strict` is a profile that everybody has; choose another name @ strict']],
    ['profiles: { ours: { rule: {} } }', ['`rule` is no setting; did you mean `rules`? @ rule']],
    ['paths: { "a/**": quiet }', ['`a/**` must be a map @ quiet']],
    [
      'extends: https://example.com/base.yaml',
      [
        '`extends` takes files of this machine only, not `https://example.com/base.yaml` @ https://example.com/base.yaml',
      ],
    ],
    [
      'labels: { schema: { version: number } }',
      ['`number` is no type of labels; use text, url, email, semver, rfc3339, hash, spdx @ number'],
    ],
    ['labels: { strict: maybe }', ['`strict` must be true or false @ maybe']],
    ['matches: [a]', ['`matches` must be a map from containers to programs @ [a]']],
    [
      'matches: { Deployment/shop: [x] }',
      ['`Deployment/shop` must be the folder of a program, such as `cmd/api`, or `none` @ [x]'],
    ],
    ['registries: { trusted: { a: b } }', ['`registries` must be a list of registries @ { a: b }']],
  ];
  for (const [text, expected] of cases) it(text, () => assert.deepEqual(problems({ gantry: text }), expected));

  it('matches of containers are read, ours before those it extends', () => {
    const gantry = ['matches: { Deployment/a: cmd/x, b: none }', 'matches: { Deployment/a: cmd/y }'];
    const { matches } = projectSettings({ gantry: gantry.map((text, index) => ({ file: `${index}`, text })) }, rules);
    assert.deepEqual(matches, [
      { container: 'Deployment/a', program: 'cmd/y' },
      { container: 'Deployment/a', program: 'cmd/x' },
      { container: 'b', program: null },
    ]);
  });

  it('have a place in any text, and nothing is thrown', () => {
    for (const text of [
      'rules: {',
      'a: b: c',
      '\t- x',
      '*x',
      'rules: *nowhere',
      '---\n---\n',
      '"',
      'rules: &a { x: *a }',
      '\0',
    ]) {
      const { problems: found } = projectSettings({ gantry: [{ file: 'g', text }] }, rules);
      for (const { start, end } of found.get('g') ?? [])
        assert.ok(start >= 0 && start <= end && end <= text.length, text);
    }
  });
});

describe('profiles', () => {
  const advice = { 'quote SC2086': 'off', quote: 'off', 'required-labels DL3049': 'off', 'required-labels': 'off' };
  it('recommended is the default', () => assert.deepEqual(changes({ gantry: 'profile: recommended' }), {}));
  it('strict turns everything on that is off', () => {
    const on = Object.keys(changes({ gantry: 'profile: strict' }));
    assert.ok(on.includes('healthcheck') && on.includes('three-replicas') && !on.includes('quote'));
  });
  it('quiet leaves errors and warnings, and what is set', () => {
    assert.deepEqual(changes({ gantry: 'profile: quiet' }), advice);
    assert.equal(levels({ gantry: 'profile: quiet\nrules: { quote: info }' })['quote'], 'info');
  });
  it('of our own build on others, and the rules of the workspace win over them', () => {
    const profiles =
      'profiles:\n  ours: { extends: base, rules: { quote: error } }\n  base: { extends: quiet, rules: { quote: hint, pinned-base: error } }\n';
    const found = levels({ gantry: `${profiles}profile: ours\n` });
    assert.deepEqual([found['quote'], found['pinned-base'], found['required-labels']], ['error', 'error', undefined]);
    assert.equal(levels({ gantry: `${profiles}profile: ours\nrules: { quote: off }\n` })['quote'], undefined);
  });
  it('that lead back to themselves end', () => {
    const text = 'profiles: { a: { extends: b, rules: { quote: error } }, b: { extends: a, rules: {} } }\nprofile: a\n';
    assert.equal(levels({ gantry: text })['quote'], 'error');
  });
});

describe('paths', () => {
  const gantry =
    'rules: { pinned-base: error }\npaths:\n  "legacy/**": { profile: quiet, rules: { pinned-base: off, DL3007: hint } }\n  "**/Dockerfile": { rules: { non-root-user: info } }\n  "legacy/new/**": { profile: recommended, rules: { pinned-base: warning } }\n';
  const rows: [file: string, name: string, level: string | undefined][] = [
    ['api.Dockerfile', 'pinned-base', 'error'],
    ['api.Dockerfile', 'non-root-user', 'warning'],
    ['a/Dockerfile', 'non-root-user', 'info'],
    ['a/Dockerfile', 'quote', 'info'],
    ['legacy/a.Dockerfile', 'pinned-base', undefined],
    ['legacy/a.Dockerfile', 'pinned-base DL3007', 'hint'],
    ['legacy/a.Dockerfile', 'quote', undefined],
    ['legacy/new/Dockerfile', 'pinned-base', 'warning'],
    ['legacy/new/Dockerfile', 'pinned-base DL3007', 'warning'],
    ['legacy/new/Dockerfile', 'quote', 'info'],
  ];
  for (const [file, name, level] of rows) {
    it(`${name} in ${file} is ${level ?? 'off'}`, () => assert.equal(levels({ gantry }, {}, file)[name], level));
  }
  it('with the same globs share their settings', () => {
    const { lintFor } = settingsOf({ gantry });
    assert.equal(lintFor('x/a.yaml'), lintFor('y/b.yaml'));
    assert.notEqual(lintFor('x/a.yaml'), lintFor('legacy/a.yaml'));
  });
});

describe('what is left out', () => {
  it('by glob', () => {
    const { ignores } = settingsOf({ gantry: 'ignore: ["legacy/**", "*.tmp.yaml"]' });
    assert.equal(ignores('legacy/a/Dockerfile'), true);
    assert.equal(ignores('x.tmp.yaml'), true);
    assert.equal(ignores('deploy/a.yaml'), false);
  });
  it('by one glob alone', () => assert.equal(settingsOf({ gantry: 'ignore: a/**' }).ignores('a/x'), true));
});

describe('what is allowed', () => {
  const options = (gantry: string, rule: string) => settingsOf({ gantry }).lintFor('Dockerfile').rules?.[rule]?.options;
  it('registries, as a list or in a map', () => {
    for (const text of ['registries: [ghcr.io]', 'registries: { trusted: [ghcr.io] }', 'registries: ghcr.io']) {
      assert.deepEqual(options(text, 'trusted-registries'), { registries: ['ghcr.io'] });
    }
  });
  it('labels', () => {
    const text = 'labels: { schema: { version: semver, author: text }, strict: true }';
    assert.deepEqual(options(text, 'required-labels'), { schema: { version: 'semver', author: 'text' }, strict: true });
  });
});

describe('a configuration above the workspace', () => {
  it('has globs that count from it', () => {
    const text = 'ignore: [services/old/**]\npaths: { "services/a/**": { rules: { pinned-base: off } } }';
    const settings = projectSettings({ gantry: [{ file: '../.gantry.yaml', text, above: 'services' }] }, rules);
    assert.deepEqual([settings.ignores('old/Dockerfile'), settings.ignores('services/old/Dockerfile')], [true, false]);
    assert.equal(settings.lintFor('a/Dockerfile').rules?.['pinned-base']?.severity, 'off');
    assert.equal(settings.lintFor('b/Dockerfile').rules?.['pinned-base']?.severity, undefined);
  });
});

describe('files that it extends', () => {
  it('say less than the file itself', () => {
    const gantry = [
      {
        file: 'base.yaml',
        text: 'rules: { pinned-base: error, quote: error }\nignore: [a/**]\nprofile: quiet\nregistries: [a.example]',
      },
      { file: '.gantry.yaml', text: 'extends: base.yaml\nrules: { quote: hint }\nignore: [b/**]' },
    ];
    const settings = projectSettings({ gantry }, rules);
    const { rules: set, quiet } = settings.lintFor('Dockerfile');
    assert.deepEqual([set?.['pinned-base']?.severity, set?.['quote']?.severity, quiet], ['error', 'hint', true]);
    assert.deepEqual(set?.['trusted-registries']?.options, { registries: ['a.example'] });
    assert.ok(settings.ignores('a/x') && settings.ignores('b/x'));
  });
});
