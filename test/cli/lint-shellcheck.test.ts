import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { LintReport } from '../../src/cli/report.ts';
import { shellcheck } from '../bed/shellcheck.ts';
import { folder, gantry } from './gantry.ts';

describe('gantry lint --shellcheck', () => {
  let place: Awaited<ReturnType<typeof folder>>;
  let program: string;
  const dockerfile = 'FROM alpine:3.23\nRUN foo=1 && bar=1\nUSER 65532\n';
  const lint = async (args: readonly string[], options: { input?: string; env?: Record<string, string> } = {}) => {
    const result = await gantry(['lint', '--format', 'json', ...args], { cwd: place.root, ...options });
    const found = result.stdout === '' ? [] : (JSON.parse(result.stdout) as LintReport).findings;
    const codes = found.filter(({ rule }) => rule === 'shellcheck').map(({ aliases }) => aliases.join());
    return { ...result, found, codes };
  };
  before(async () => {
    program = await shellcheck();
    place = await folder({
      Dockerfile: dockerfile,
      'off/Dockerfile': dockerfile,
      'off/.gantry.yaml': 'rules: { SC2034: off }\n',
    });
  });
  after(() => place.dispose());

  it('runs nothing unless it is asked to', async () => {
    const env = { PATH: path.dirname(program) };
    for (const args of [['Dockerfile'], ['Dockerfile', '--shellcheck', 'off']])
      assert.deepEqual((await lint(args, { env })).codes, []);
  });
  it('has the findings of a program that is named', async () => {
    const { codes, found, status } = await lint(['Dockerfile', '--shellcheck', program]);
    assert.deepEqual(codes, ['shellcheck:SC2034', 'shellcheck:SC2034']);
    assert.deepEqual(found.find(({ rule }) => rule === 'shellcheck')?.start, { line: 2, column: 5 });
    assert.equal(status, 1);
  });
  it('takes with auto the one on PATH, and none where there is none', async () => {
    const found = await lint(['Dockerfile', '--shellcheck', 'auto'], { env: { PATH: path.dirname(program) } });
    assert.equal(found.codes.length, 2);
    const none = await lint(['Dockerfile', '--shellcheck', 'auto'], { env: { PATH: place.root } });
    assert.deepEqual([none.codes, none.stderr], [[], '']);
  });
  it('obeys --rule by a code and by its id', async () => {
    for (const rule of ['SC2034=off', 'shellcheck:SC2034=off', 'shellcheck=off']) {
      assert.deepEqual((await lint(['Dockerfile', '--shellcheck', program, '--rule', rule])).codes, [], rule);
    }
    const { found } = await lint(['Dockerfile', '--shellcheck', program, '--rule', 'SC2034=hint']);
    assert.deepEqual(
      [...new Set(found.filter(({ rule }) => rule === 'shellcheck').map((one) => one.severity))],
      ['hint'],
    );
  });
  it('obeys .gantry.yaml', async () => {
    assert.deepEqual((await lint(['off', '--shellcheck', program])).codes, []);
  });
  it('checks standard input, too', async () => {
    const args = ['--stdin', '--stdin-filename', 'Dockerfile', '--shellcheck', program];
    assert.equal((await lint(args, { input: dockerfile })).codes.length, 2);
  });
  it('refuses a program that is not there', async () => {
    const { status, stderr } = await lint(['Dockerfile', '--shellcheck', './nobody']);
    assert.equal(status, 2);
    assert.match(stderr, /there is no program \.\/nobody/);
    assert.equal((await lint(['Dockerfile', '--shellcheck', ''])).status, 2);
  });
});
