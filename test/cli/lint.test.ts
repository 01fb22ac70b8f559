import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { LintReport } from '../../src/cli/report.ts';
import { folder, gantry } from './gantry.ts';

const DOCKERFILE = 'FROM alpine:3.23\r\nADD app /app\r\nENTRYPOINT ["/app"]\r\n';
const report = (stdout: string) => JSON.parse(stdout) as LintReport;
const rulesOf = (stdout: string) => report(stdout).findings.map(({ rule }) => rule);

describe('gantry lint', () => {
  let place: Awaited<ReturnType<typeof folder>>;
  const lint = (...args: string[]) => gantry(['lint', ...args], { cwd: place.root });
  before(async () => {
    place = await folder({
      Dockerfile: DOCKERFILE,
      'ok/Dockerfile': 'FROM scratch\nCOPY app /app\nUSER 65532\nENTRYPOINT ["/app"]\n',
      'node_modules/x/Dockerfile': 'FROM ubuntu\n',
      'notes.txt': 'no',
    });
  });
  after(() => place.dispose());

  it('prints findings with 1-based lines and columns and an exclusive end', async () => {
    const { status, stdout } = await lint('.', '--format', 'json');
    assert.equal(status, 1);
    const { findings, errors, summary } = report(stdout);
    assert.deepEqual(errors, []);
    assert.equal(summary.files, 2);
    const added = findings.find(({ rule }) => rule === 'add-local-files');
    assert.deepEqual([added?.file, added?.start.line, added?.start.column], ['Dockerfile', 2, 1]);
    assert.ok(added?.aliases.includes('hadolint:DL3020'));
    assert.equal(added?.fixable, true);
    assert.deepEqual([...new Set(findings.map(({ file }) => file))], ['Dockerfile']);
  });

  it('has every field that others rely on in every finding', async () => {
    const { findings } = report((await lint('.', '--format', 'json')).stdout);
    assert.ok(findings.length > 0);
    for (const finding of findings) {
      assert.deepEqual(Object.keys(finding), [
        ...['file', 'rule', 'aliases', 'severity', 'message', 'start', 'end', 'related', 'fixable'],
      ]);
    }
  });

  it('exits with 0 when nothing is as grave as --fail-on, and prints it all the same', async () => {
    const { status, stdout } = await lint(
      'Dockerfile',
      '--format',
      'json',
      '--rule',
      'add-local-files=info',
      '--rule',
      'non-root-user=hint',
    );
    assert.equal(status, 0);
    assert.equal(report(stdout).findings.length, 2);
    assert.equal(
      (await lint('Dockerfile', '--rule', 'DL3020=info', '--rule', 'non-root-user=off', '--fail-on', 'info')).status,
      1,
    );
  });

  it('prints text, SARIF and GitHub annotations', async () => {
    assert.match((await lint('Dockerfile')).stdout, /^Dockerfile:2:1 {2}\w+ {2}.*add-local-files$/m);
    const sarif = JSON.parse((await lint('Dockerfile', '--format', 'sarif')).stdout) as {
      version: string;
      runs: { results: { ruleId: string; locations: { physicalLocation: { region: { startLine: number } } }[] }[] }[];
    };
    assert.equal(sarif.version, '2.1.0');
    const added = sarif.runs[0]?.results.find(({ ruleId }) => ruleId === 'add-local-files');
    assert.equal(added?.locations[0]?.physicalLocation.region.startLine, 2);
    assert.match(
      (await lint('Dockerfile', '--format', 'github')).stdout,
      /^::(?:error|warning) file=Dockerfile,line=2,/m,
    );
  });

  it('speaks Chinese when asked', async () => {
    const english = report((await lint('Dockerfile', '--format', 'json')).stdout).findings.map(
      ({ message }) => message,
    );
    const chinese = report((await lint('Dockerfile', '--format', 'json', '--lang', 'zh-cn')).stdout).findings.map(
      ({ message }) => message,
    );
    assert.equal(english.length, chinese.length);
    for (const message of chinese) assert.match(message, /[\u4e00-\u9fff]/);
  });

  it('reads standard input under a name', async () => {
    const { stdout } = await gantry(['lint', '--stdin', '--stdin-filename', 'x/Dockerfile', '--format', 'json'], {
      cwd: place.root,
      input: DOCKERFILE,
    });
    assert.deepEqual(report(stdout).findings[0]?.file, 'x/Dockerfile');
  });

  it('takes a former report as baseline, whatever lines moved', async () => {
    const { stdout } = await lint('.', '--format', 'json');
    await writeFile(path.join(place.root, 'base.txt'), stdout);
    await writeFile(path.join(place.root, 'Dockerfile'), `# new line\n${DOCKERFILE}ADD other /other\n`);
    const now = report((await lint('.', '--format', 'json', '--baseline', 'base.txt')).stdout);
    assert.deepEqual(
      now.findings.map(({ start }) => start.line),
      [5],
    );
    await writeFile(path.join(place.root, 'Dockerfile'), DOCKERFILE);
  });

  it('reports only changed lines with --since', async () => {
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
        cwd: place.root,
        stdio: 'ignore',
      });
    git('init', '-q');
    git('add', 'Dockerfile');
    git('commit', '-qm', 'x');
    await writeFile(path.join(place.root, 'Dockerfile'), `${DOCKERFILE}ADD other /other\n`);
    const { findings } = report((await lint('.', '--format', 'json', '--since', 'HEAD')).stdout);
    assert.deepEqual(
      findings.map(({ start, file }) => `${file}:${start.line}`),
      ['Dockerfile:4'],
    );
    await writeFile(path.join(place.root, 'Dockerfile'), DOCKERFILE);
    const wrong = await lint('.', '--since', 'no-such-revision');
    assert.equal(wrong.status, 2);
    assert.match(wrong.stderr, /--since asks git, which says/);
  });

  it('writes safe fixes with --fix, keeps line ends, and changes nothing the second time', async () => {
    await lint('Dockerfile', '--fix');
    const fixed = await readFile(path.join(place.root, 'Dockerfile'), 'utf8');
    assert.equal(fixed, DOCKERFILE.replace('ADD', 'COPY'));
    await lint('Dockerfile', '--fix');
    assert.equal(await readFile(path.join(place.root, 'Dockerfile'), 'utf8'), fixed);
    await writeFile(path.join(place.root, 'Dockerfile'), DOCKERFILE);
  });

  const wrong: [string, string[], RegExp][] = [
    ['no path', [], /name a file or a folder/],
    ['an absent path', ['nowhere'], /there is no file or folder nowhere/],
    ['standard input without a name', ['--stdin'], /--stdin wants --stdin-filename/],
    ['a name without standard input', ['.', '--stdin-filename', 'Dockerfile'], /--stdin wants --stdin-filename/],
    ['standard input and a path', ['.', '--stdin', '--stdin-filename', 'Dockerfile'], /takes the place of PATH/],
    ['an unknown option', ['.', '--nope'], /--nope/],
    ['an unknown format', ['.', '--format', 'xml'], /--format is one of/],
    ['an unknown rule', ['.', '--rule', 'nope=off'], /there is no rule "nope"/],
    ['a broken --rule', ['.', '--rule', 'nope'], /--rule is ID=/],
    ['an absent baseline', ['.', '--baseline', 'nope'], /the baseline .* cannot be read/],
    ['an absent configuration', ['.', '--config', 'nope'], /there is no file nope/],
  ];
  for (const [name, args, message] of wrong) {
    it(`exits with 2 for ${name} and says so on standard error only`, async () => {
      const { status, stdout, stderr } = await lint(...args);
      assert.equal(status, 2);
      assert.match(stderr, message);
      assert.equal(stdout, '');
    });
  }

  it('keeps the workspaces of several paths apart', async () => {
    const service =
      'apiVersion: v1\nkind: Service\nmetadata: { name: s }\nspec: { selector: { app: a }, ports: [{ port: 80 }] }\n';
    const other = await folder({
      'a/s.yaml': service,
      'b/p.yaml':
        'apiVersion: v1\nkind: Pod\nmetadata: { name: p, labels: { app: a } }\nspec: { containers: [{ name: a, image: "a:1" }] }\n',
    });
    const apart = await gantry(['lint', 'a', 'b', '--format', 'json'], { cwd: other.root });
    assert.ok(rulesOf(apart.stdout).includes('service-selects-something'));
    const together = await gantry(['lint', '.', '--format', 'json'], { cwd: other.root });
    assert.ok(!rulesOf(together.stdout).includes('service-selects-something'));
    const alone = await gantry(['lint', 'a/s.yaml', '--format', 'json'], { cwd: other.root });
    assert.ok(!rulesOf(alone.stdout).includes('service-selects-something'));
    await other.dispose();
  });

  it('goes on past files that cannot be read, and exits with 2', async () => {
    const other = await folder({ 'a.yaml': 'apiVersion: v1\nkind: Pod\n', Dockerfile: DOCKERFILE });
    await chmod(path.join(other.root, 'a.yaml'), 0);
    const { status, stdout } = await gantry(['lint', '.', '--format', 'json'], { cwd: other.root, asAnybody: true });
    assert.equal(status, 2);
    assert.deepEqual(
      report(stdout).errors.map(({ file }) => file),
      ['a.yaml'],
    );
    assert.ok(rulesOf(stdout).length > 0);
    await other.dispose();
  });

  it('passes over large files of data in a folder, and says of large manifests that they were not read', async () => {
    const large = await folder({
      'series.json': `[${'"x",'.repeat(1_500_000)}"x"]\n`,
      'install.yaml': `apiVersion: v1\nkind: List\nitems:\n${'# more\n'.repeat(900_000)}`,
    });
    try {
      const { status, stdout } = await gantry(['lint', '.', '--format', 'json'], { cwd: large.root });
      assert.deepEqual([status, report(stdout).errors.map(({ file }) => file)], [2, ['install.yaml']]);
    } finally {
      await large.dispose();
    }
  });

  it('passes over binary and broken files of a folder without losing the others', async () => {
    const other = await folder({
      'image.yaml': new Uint8Array([0, 1, 2, 0xff]),
      'broken.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: {\n',
      'empty.yaml': '',
      Dockerfile: DOCKERFILE,
    });
    const { status, stdout } = await gantry(['lint', '.', '--format', 'json'], { cwd: other.root });
    assert.equal(status, 1);
    const { findings, errors } = report(stdout);
    assert.deepEqual(errors, []);
    assert.ok(findings.some(({ file, rule }) => file === 'broken.yaml' && rule === 'yaml-syntax'));
    assert.ok(findings.some(({ file }) => file === 'Dockerfile'));
    await other.dispose();
  });
});

describe('gantry', () => {
  it('tells its version and its commands', async () => {
    assert.match((await gantry(['--version'])).stdout, /^\d+\.\d+\.\d+\n$/);
    const { status, stdout } = await gantry(['--help']);
    assert.equal(status, 0);
    for (const command of ['lint', 'analyze', 'containerize', 'graph']) {
      assert.ok(stdout.includes(command));
      assert.match((await gantry([command, '--help'])).stdout, new RegExp(`^gantry ${command}`));
    }
  });
  it('exits with 2 for an unknown command', async () => {
    const { status, stderr } = await gantry(['lnt']);
    assert.equal(status, 2);
    assert.match(stderr, /there is no command "lnt"/);
  });
});
