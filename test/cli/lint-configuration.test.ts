import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LintReport } from '../../src/cli/report.ts';
import { folder, gantry, type Result } from './gantry.ts';

const DOCKERFILE = 'FROM alpine:latest\nADD a /a\nUSER 1\n';

interface Call {
  readonly files: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Folder that the call is made in. */
  readonly cwd?: string;
}

async function lint({ files, args = ['.'], env = {}, cwd = '' }: Call): Promise<Result & { found: string[] }> {
  const place = await folder({ '.git/HEAD': '', 'home/.keep': '', ...files });
  const home = `${place.root}/home`;
  const settings = { HOME: home, USERPROFILE: home, XDG_CONFIG_HOME: '', LOCALAPPDATA: '', ...env };
  const spelled = Object.entries(settings).map(([key, value]) => [key, value.replace('HERE', place.root)]);
  const result = await gantry(['lint', ...args, '--format', 'json'], {
    cwd: `${place.root}/${cwd}`,
    env: Object.fromEntries(spelled) as Record<string, string>,
  });
  await place.dispose();
  const { findings = [] } = (result.stdout === '' ? {} : JSON.parse(result.stdout)) as Partial<LintReport>;
  return { ...result, found: findings.map(({ file, rule, severity }) => `${file} ${rule} ${severity}`) };
}

const BOTH = ['Dockerfile pinned-base-image warning', 'Dockerfile add-local-files warning'];
const TAG_ONLY = ['Dockerfile pinned-base-image warning'];

describe('configuration of gantry lint', () => {
  const rows: [name: string, call: Call, found: string[]][] = [
    ['nothing', { files: { Dockerfile: DOCKERFILE } }, BOTH],
    ['.hadolint.yaml', { files: { Dockerfile: DOCKERFILE, '.hadolint.yaml': 'ignored: [DL3020]' } }, TAG_ONLY],
    [
      '.hadolint.yml',
      { files: { Dockerfile: DOCKERFILE, '.hadolint.yml': 'override: { style: [DL3020] }' } },
      ['Dockerfile pinned-base-image warning', 'Dockerfile add-local-files hint'],
    ],
    ['.trivyignore', { files: { Dockerfile: DOCKERFILE, '.trivyignore': 'DS-0005' } }, TAG_ONLY],
    [
      '.trivyignore.yaml',
      { files: { Dockerfile: DOCKERFILE, '.trivyignore.yaml': 'misconfigurations: [{ id: AVD-DS-0005 }]' } },
      TAG_ONLY,
    ],
    ['.checkov.yaml', { files: { Dockerfile: DOCKERFILE, '.checkov.yaml': 'skip-check: [CKV_DOCKER_4]' } }, TAG_ONLY],
    [
      '--rule with a peer’s id',
      { files: { Dockerfile: DOCKERFILE }, args: ['.', '--rule', 'hadolint:DL3020=off'] },
      TAG_ONLY,
    ],
    [
      '--rule with an id of another finding of the rule',
      { files: { Dockerfile: DOCKERFILE }, args: ['.', '--rule', 'DL3006=off'] },
      BOTH,
    ],
    [
      '--rule over every file',
      {
        files: { Dockerfile: DOCKERFILE, '.hadolint.yaml': 'ignored: [DL3020]' },
        args: ['.', '--rule', 'add-local-files=info'],
      },
      ['Dockerfile pinned-base-image warning', 'Dockerfile add-local-files info'],
    ],
    [
      'the user’s own for hadolint',
      { files: { Dockerfile: DOCKERFILE, 'home/.config/hadolint.yaml': 'ignored: [DL3020]' }, args: ['Dockerfile'] },
      TAG_ONLY,
    ],
    [
      'the user’s own, where XDG puts it',
      {
        files: { Dockerfile: DOCKERFILE, 'xdg/hadolint.yaml': 'ignored: [DL3020]' },
        args: ['Dockerfile'],
        env: { XDG_CONFIG_HOME: 'HERE/xdg', LOCALAPPDATA: 'HERE/xdg' },
      },
      TAG_ONLY,
    ],
    [
      'the project’s rather than the user’s',
      {
        files: {
          Dockerfile: DOCKERFILE,
          '.hadolint.yaml': 'ignored: [DL3007]',
          'home/.hadolint.yaml': 'ignored: [DL3020]',
        },
        args: ['Dockerfile'],
      },
      ['Dockerfile add-local-files warning'],
    ],
    ['HADOLINT_IGNORE', { files: { Dockerfile: DOCKERFILE }, env: { HADOLINT_IGNORE: 'DL3020, DL3007' } }, []],
    [
      'HADOLINT_OVERRIDE_*',
      {
        files: { Dockerfile: DOCKERFILE },
        env: { HADOLINT_OVERRIDE_ERROR: 'DL3020', HADOLINT_OVERRIDE_STYLE: 'DL3007' },
      },
      ['Dockerfile pinned-base-image hint', 'Dockerfile add-local-files error'],
    ],
    [
      'HADOLINT_TRUSTED_REGISTRIES',
      { files: { Dockerfile: 'FROM alpine:3.23\nUSER 1\n' }, env: { HADOLINT_TRUSTED_REGISTRIES: 'a.example' } },
      ['Dockerfile trusted-registries warning'],
    ],
    [
      'HADOLINT_REQUIRE_LABELS and HADOLINT_STRICT_LABELS',
      {
        files: { Dockerfile: 'FROM alpine:3.23\nLABEL b=1\nUSER 1\n' },
        env: { HADOLINT_REQUIRE_LABELS: 'a:text', HADOLINT_STRICT_LABELS: '1' },
      },
      ['Dockerfile required-labels info', 'Dockerfile no-other-labels info'],
    ],
    [
      'HADOLINT_DISABLE_IGNORE_PRAGMA',
      {
        files: { Dockerfile: 'FROM alpine:3.23\n# hadolint ignore=DL3020\nADD a /a\nUSER 1\n' },
        env: { HADOLINT_DISABLE_IGNORE_PRAGMA: 'true' },
      },
      ['Dockerfile add-local-files warning'],
    ],
    [
      '.gantry.yaml with what it extends',
      {
        files: {
          Dockerfile: DOCKERFILE,
          '.gantry.yaml': 'extends: ci/base.yaml',
          'ci/base.yaml': 'rules: { DL3020: off }',
        },
      },
      TAG_ONLY,
    ],
    [
      '.gantry.yaml above the folder, with globs from there',
      {
        files: { 'a/Dockerfile': DOCKERFILE, '.gantry.yaml': 'paths: { "a/**": { rules: { DL3020: off } } }' },
        cwd: 'a',
      },
      TAG_ONLY,
    ],
    [
      '--config, with globs from the folder',
      {
        files: { Dockerfile: DOCKERFILE, 'ci/g.yaml': 'paths: { Dockerfile: { rules: { DL3020: off } } }' },
        args: ['.', '--config', 'ci/g.yaml'],
      },
      TAG_ONLY,
    ],
    [
      'faults at their place',
      {
        files: {
          Dockerfile: 'FROM scratch\nUSER 1\n',
          '.hadolint.yaml': 'ignore: [DL3020]',
          '.gantry.yaml': 'rule: {}',
        },
      },
      ['.gantry.yaml gantry-config error', '.hadolint.yaml peer-config warning'],
    ],
  ];
  for (const [name, call, found] of rows) it(name, async () => assert.deepEqual((await lint(call)).found, found));

  const statuses: [name: string, call: Call, status: number][] = [
    ['warnings fail', { files: { Dockerfile: DOCKERFILE } }, 1],
    [
      'not by hadolint’s threshold',
      { files: { Dockerfile: DOCKERFILE, '.hadolint.yaml': 'failure-threshold: error' } },
      0,
    ],
    [
      'unless the call says so',
      {
        files: { Dockerfile: DOCKERFILE, '.hadolint.yaml': 'failure-threshold: error' },
        args: ['.', '--fail-on', 'warning'],
      },
      1,
    ],
    [
      'never with no-fail',
      { files: { Dockerfile: DOCKERFILE, '.hadolint.yaml': 'no-fail: true\noverride: { error: [DL3020] }' } },
      0,
    ],
    [
      'hints fail by a lower threshold',
      {
        files: {
          Dockerfile: DOCKERFILE,
          '.hadolint.yaml': 'failure-threshold: style\noverride: { style: [DL3020, DL3007] }',
        },
      },
      1,
    ],
    ['never with HADOLINT_NOFAIL', { files: { Dockerfile: DOCKERFILE }, env: { HADOLINT_NOFAIL: 'yes' } }, 0],
    [
      'HADOLINT_FAILURE_THRESHOLD',
      { files: { Dockerfile: DOCKERFILE }, env: { HADOLINT_FAILURE_THRESHOLD: 'none' } },
      0,
    ],
    ['a threshold that is none', { files: { Dockerfile: DOCKERFILE }, env: { HADOLINT_FAILURE_THRESHOLD: 'loud' } }, 2],
    ['labels of no kind', { files: { Dockerfile: DOCKERFILE }, env: { HADOLINT_REQUIRE_LABELS: 'a:number' } }, 2],
  ];
  for (const [name, call, status] of statuses) {
    it(`exits with ${status}: ${name}`, async () => assert.equal((await lint(call)).status, status));
  }

  it('tells faults of files above the folder on standard error', async () => {
    const { stderr } = await lint({
      files: { 'a/Dockerfile': DOCKERFILE, '.gantry.yaml': 'rules:\n  nope: off\n' },
      cwd: 'a',
    });
    assert.equal(stderr, 'gantry: ../.gantry.yaml:2:3 There is no rule `nope`\n');
  });
});
