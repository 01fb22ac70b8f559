import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { changes, problems, settingsOf, type Texts } from './rules.ts';

describe('.hadolint.yaml', () => {
  const cases: [text: string, changed: object][] = [
    ['ignored: [DL3007]', { 'pinned-base DL3007': 'off' }],
    ['ignored:\n  - DL3007\n  - SC2086\n', { 'pinned-base DL3007': 'off', 'quote SC2086': 'off' }],
    [
      'override: { error: [DL3007], warning: [SC2086], style: [DL3002] }',
      { 'pinned-base DL3007': 'error', 'quote SC2086': 'warning', 'non-root-user DL3002': 'hint' },
    ],
    ['override: { info: [DL3057] }', { 'healthcheck DL3057': 'info' }],
    ['ignored: [DL3007]\noverride: { error: [DL3007] }', { 'pinned-base DL3007': 'off' }],
    ['format: json\nno-color: true\nfailure-threshold: info\n', {}],
    ['ignored: [DL3013, SC1035]', {}],
    ['', {}],
  ];
  for (const [text, changed] of cases) {
    it(JSON.stringify(text), () => {
      assert.deepEqual(changes({ hadolint: text }), changed);
      assert.deepEqual(problems({ hadolint: text }), []);
    });
  }
  const options = (hadolint: string, rule: string) =>
    settingsOf({ hadolint }).lintFor('Dockerfile').rules?.[rule]?.options;
  it('says which registries are trusted, one or several', () => {
    assert.deepEqual(options('trustedRegistries: [docker.io, "*.gcr.io"]', 'trusted-registries'), {
      registries: ['docker.io', '*.gcr.io'],
    });
    assert.deepEqual(options('trustedRegistries: docker.io', 'trusted-registries'), { registries: ['docker.io'] });
  });
  it('says which labels there must be', () => {
    assert.deepEqual(options('label-schema: { version: semver }\nstrict-labels: true', 'required-labels'), {
      schema: { version: 'semver' },
      strict: true,
    });
    assert.deepEqual(options('strict-labels: true', 'required-labels'), { schema: {}, strict: true });
  });
  it('says when a Dockerfile fails', () => {
    const failOn = (hadolint: string) => settingsOf({ hadolint }).dockerfilesFailOn;
    assert.deepEqual(
      ['error', 'style', 'ignore', 'none'].map((one) => failOn(`failure-threshold: ${one}`)),
      ['error', 'hint', 'hint', 'never'],
    );
    assert.equal(failOn('no-fail: true'), 'never');
    assert.equal(failOn('no-fail: false'), undefined);
  });
  it('turns its own ignore comments off', () => {
    assert.deepEqual(settingsOf({ hadolint: 'disable-ignore-pragma: true' }).lintFor('x').ignoredDialects, [
      'hadolint',
    ]);
  });
});

describe('.trivyignore', () => {
  const off = { 'non-root-user DS-0002': 'off' };
  for (const text of [
    'DS-0002',
    'AVD-DS-0002\n',
    '# why\nDS002 # because\nCVE-2024-1234\n',
    'DS-0002 exp:2026-12-31',
    '\r\nDS-0002\r\n',
  ]) {
    it(JSON.stringify(text), () => assert.deepEqual(changes({ trivyIgnore: text }, { today: '2026-01-31' }), off));
  }
  it('ends on its day', () =>
    assert.deepEqual(changes({ trivyIgnore: 'DS-0002 exp:2026-01-31' }, { today: '2026-01-31' }), {}));
  it('in YAML, for some paths and until a day', () => {
    const text =
      'misconfigurations:\n  - id: AVD-DS-0002\n    paths: ["legacy/**"]\n    statement: old\n  - id: DS-0001\n    expired_at: 2026-01-31\nvulnerabilities:\n  - id: CVE-2024-1\n';
    assert.deepEqual(changes({ trivyIgnoreYaml: text }, { today: '2026-02-01' }, 'legacy/Dockerfile'), off);
    assert.deepEqual(changes({ trivyIgnoreYaml: text }, { today: '2026-01-01' }, 'Dockerfile'), {
      'pinned-base DS-0001': 'off',
    });
  });
});

describe('.checkov.yaml', () => {
  const cases: [text: string, changed: object][] = [
    ['skip-check: [CKV_DOCKER_3]', { 'non-root-user CKV_DOCKER_3': 'off' }],
    [
      'skip-check: CKV_DOCKER_3,CKV_K8S_14',
      { 'non-root-user CKV_DOCKER_3': 'off', 'latest-tag-of-container CKV_K8S_14': 'off' },
    ],
    ['skip-check: ["CKV_DOCKER*"]', { 'non-root-user CKV_DOCKER_3': 'off' }],
    [
      'check: [CKV_DOCKER_2]',
      {
        'non-root-user CKV_DOCKER_3': 'off',
        'latest-tag-of-container CKV_K8S_14': 'off',
        'healthcheck CKV_DOCKER_2': 'warning',
      },
    ],
    ['framework: dockerfile\nquiet: true\nskip-check: [LOW]', {}],
  ];
  for (const [text, changed] of cases) it(text, () => assert.deepEqual(changes({ checkov: text }), changed));
});

describe('.shellcheckrc', () => {
  const off = { 'quote SC2086': 'off' };
  const cases: [text: string, changed: object][] = [
    ['disable=SC2086,SC2046', off],
    ['# ours\nshell=bash\r\ndisable=SC2086 # why\n', off],
    ['disable=SC2000-SC2999', off],
    ['disable=2086', off],
    ['disable=all', off],
    ['#disable=SC2086\nenable=quote-safe-variables\ndisable=SC1000', {}],
  ];
  for (const [text, changed] of cases) {
    it(JSON.stringify(text), () => assert.deepEqual(changes({ shellcheck: text }), changed));
  }
});

describe('.kube-linter.yaml', () => {
  const tag = 'latest-tag-of-container latest-tag';
  const replicas = 'three-replicas minimum-three-replicas';
  const cases: [text: string, changed: object][] = [
    ['checks: { exclude: [latest-tag] }', { [tag]: 'off' }],
    ['checks: { include: [minimum-three-replicas] }', { [replicas]: 'warning' }],
    ['checks: { addAllBuiltIn: true }', { [replicas]: 'warning' }],
    ['checks: { addAllBuiltIn: true, exclude: [minimum-three-replicas] }', {}],
    ['checks: { doNotAutoAddDefaults: true }', { [tag]: 'off' }],
    ['checks: { doNotAutoAddDefaults: true, include: [latest-tag] }', {}],
    [
      'customChecks: [{ name: ours, template: required-label, params: { key: owner } }]\nchecks: { include: [ours] }',
      {},
    ],
  ];
  for (const [text, changed] of cases) {
    it(text, () => {
      assert.deepEqual(changes({ kubeLinter: text }), changed);
      assert.deepEqual(problems({ kubeLinter: text }), []);
    });
  }
  it('ignores paths', () => {
    const kubeLinter = 'checks: { ignorePaths: ["/charts/**", "./old/**"] }';
    assert.deepEqual(changes({ kubeLinter }, {}, 'charts/a.yaml'), { [tag]: 'off' });
    assert.deepEqual(changes({ kubeLinter }, {}, 'old/a.yaml'), { [tag]: 'off' });
    assert.deepEqual(changes({ kubeLinter }, {}, 'deploy/a.yaml'), {});
  });
});

describe('faults of peers’ files', () => {
  const cases: [texts: Texts, problems: string[]][] = [
    [{ hadolint: 'ignored: [DL30O7]' }, ['There is no rule `DL30O7`; did you mean `DL3007`? @ DL30O7']],
    [{ hadolint: 'ignored: [whatever]' }, ['There is no rule `whatever` @ whatever']],
    [{ hadolint: 'ignore: [DL3007]' }, ['hadolint has no setting `ignore`; did you mean `ignored`? @ ignore']],
    [{ hadolint: 'rules: {}' }, ['hadolint has no setting `rules` @ rules']],
    [
      { hadolint: 'override: { hint: [DL3007] }' },
      ['`hint` is no level of hadolint’s; use error, warning, info or style @ hint'],
    ],
    [{ hadolint: 'override: [DL3007]' }, ['`override` must be a map @ [DL3007]']],
    [{ hadolint: 'ignored: { DL3007: true }' }, ['`ignored` must be a list of rule ids @ { DL3007: true }']],
    [{ hadolint: 'strict-labels: 3' }, ['`strict-labels` must be true or false @ 3']],
    [
      { hadolint: 'failure-threshold: loud' },
      ['`loud` is no threshold; use error, warning, info, style, ignore, none @ loud'],
    ],
    [
      { hadolint: 'label-schema: { a: number }' },
      ['`number` is no type of labels; use text, url, email, semver, rfc3339, hash, spdx @ number'],
    ],
    [{ hadolint: '- a' }, ['`.hadolint.yaml` must be a map of settings @ - a']],
    [{ trivyIgnore: 'DS-0002 exp:tomorrow' }, ['`tomorrow` is no date like 2026-01-31 @ exp:tomorrow']],
    [
      { trivyIgnoreYaml: 'misconfigurations: [{ statement: a }]' },
      ['An entry must be a map with an `id` @ { statement: a }'],
    ],
    [{ trivyIgnoreYaml: 'misconfigurations: { id: a }' }, ['`misconfigurations` must be a list @ { id: a }']],
    [
      { checkov: 'skip-check: [CKV_DOCKR_3]' },
      ['There is no rule `CKV_DOCKR_3`; did you mean `CKV_DOCKER_3`? @ CKV_DOCKR_3'],
    ],
    [{ checkov: 'skip-check: { a: b }' }, ['`skip-check` must be a list @ { a: b }']],
    [
      { kubeLinter: 'checks: { exclude: [latest-tags] }' },
      ['There is no rule `latest-tags`; did you mean `latest-tag`? @ latest-tags'],
    ],
    [{ kubeLinter: 'checks: [latest-tag]' }, ['`checks` must be a map @ [latest-tag]']],
  ];
  for (const [texts, expected] of cases) it(JSON.stringify(texts), () => assert.deepEqual(problems(texts), expected));
  it('throw nothing, whatever the file holds', () => {
    for (const text of ['a: {', '\t', '"', '*x', '[]', 'ignored: *a', '\u0000', 'checks: &a { b: *a }']) {
      for (const key of ['hadolint', 'trivyIgnore', 'trivyIgnoreYaml', 'checkov', 'kubeLinter']) {
        const found = settingsOf({ [key]: text }).problems.get(key) ?? [];
        for (const { start, end } of found) assert.ok(start >= 0 && start <= end && end <= text.length, text);
      }
    }
  });
});

describe('who wins', () => {
  const hadolint = 'ignored: [DL3007]\noverride: { info: [DL3006] }';
  it('.gantry.yaml over the files of peers, even with the less specific word', () => {
    const found = changes({ hadolint, gantry: 'rules: { pinned-base: error }' });
    assert.deepEqual([found['pinned-base DL3006'], found['pinned-base DL3007']], ['error', 'error']);
  });
  it('the door over all', () => {
    const found = changes(
      { hadolint, gantry: 'rules: { pinned-base: error }' },
      { rules: { DL3006: 'hint', 'pinned-base': 'off' } },
    );
    assert.deepEqual(
      [found['pinned-base'], found['pinned-base DL3006'], found['pinned-base DL3007']],
      ['off', 'hint', 'off'],
    );
  });
  it('of the door, ids that exist nowhere are told', () => {
    const { unknownRules } = settingsOf(
      {},
      { rules: { nothing: 'off', DL3013: 'off', 'kube-linter:no-anti-affinity': 'off' } },
    );
    assert.deepEqual(unknownRules, ['nothing']);
  });
  it('hadolint’s variables over its file, key by key', () => {
    const door = { hadolint: { ignored: ['DL3002'], strictLabels: true } };
    assert.deepEqual(changes({ hadolint }, door), { 'pinned-base DL3006': 'info', 'non-root-user DL3002': 'off' });
    assert.deepEqual(settingsOf({ hadolint }, door).lintFor('x').rules?.['required-labels']?.options, {
      schema: {},
      strict: true,
    });
  });
  it('.gantry.yaml over hadolint about registries and labels', () => {
    const both = { hadolint: 'trustedRegistries: [a.example]', gantry: 'registries: [b.example]' };
    assert.deepEqual(settingsOf(both).lintFor('x').rules?.['trusted-registries']?.options, {
      registries: ['b.example'],
    });
  });
});
