import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { columns, padded, wrapped } from '../../src/cli/columns.ts';
import { folder, gantry } from './gantry.ts';

const FILES = {
  'go.mod': 'module example.com/one\n\ngo 1.26\n',
  'main.go': 'package main\n\nimport "net/http"\n\nfunc main() { http.ListenAndServe(":8080", nil) }\n',
  Dockerfile: 'FROM golang:latest\nADD . /src\n',
};

describe('the language of messages', () => {
  let cwd = '';
  let dispose: () => Promise<void>;
  before(async () => {
    ({ root: cwd, dispose } = await folder(FILES));
  });
  after(() => dispose());

  /** The locale, what else is called with, and whether the summary is in Chinese. */
  const LOCALES: readonly (readonly [string, readonly string[], boolean])[] = [
    ['zh_CN.UTF-8', [], true],
    ['zh_CN.utf8', [], true],
    ['zh_SG', [], true],
    ['zh_CN.UTF-8', ['--lang', 'en'], false],
    ['zh_CN.GBK', [], false],
    ['zh_TW.UTF-8', [], false],
    ['en_US.UTF-8', [], false],
    ['C', ['--lang', 'zh-cn'], true],
  ];
  for (const [locale, more, isChinese] of LOCALES) {
    it(`is ${isChinese ? 'Chinese' : 'English'} in ${[locale, ...more].join(' ')}`, async () => {
      const { stdout } = await gantry(['lint', '.', ...more], { cwd, env: { LC_ALL: locale } });
      assert.match(stdout, isChinese ? /1 个文件：.*个警告/ : /\d warnings.* in 1 file \(/);
      assert.equal(/没有说明是哪个版本/.test(stdout), isChinese);
    });
  }

  it('is no matter of the locale where programs read them', async () => {
    const env = { LC_ALL: 'zh_CN.UTF-8' };
    for (const format of ['json', 'sarif', 'github']) {
      assert.doesNotMatch((await gantry(['lint', '.', '--format', format], { cwd, env })).stdout, /\p{Script=Han}/u);
    }
    assert.doesNotMatch((await gantry(['graph', '.'], { cwd, env })).stdout, /\p{Script=Han}/u);
  });

  it('is that of all that a rule says in SARIF, too', async () => {
    const { stdout } = await gantry(['lint', '.', '--format', 'sarif', '--lang', 'zh-cn'], { cwd });
    const [run] = (
      JSON.parse(stdout) as { runs: { tool: { driver: { rules: { fullDescription: { text: string } }[] } } }[] }
    ).runs;
    const texts = run?.tool.driver.rules.map(({ fullDescription }) => fullDescription.text) ?? [];
    assert.ok(texts.length > 0);
    for (const text of texts) assert.match(text, /\p{Script=Han}/u);
  });

  it('is that of facts and help, in columns', async () => {
    const env = { LC_ALL: 'zh_CN.UTF-8' };
    const { stdout } = await gantry(['analyze', '.', '--toolchain', 'off'], { cwd, env });
    assert.match(stdout, /^服务 one \(\.\)\n {2}监听 {6}8080 http {2}main\.go:5\n {2}cgo {7}不需要\n/m);
    for (const command of ['lint', 'analyze', 'containerize', 'graph', 'create-secret', 'prove']) {
      const help = (await gantry([command, '--help'], { cwd, env })).stdout;
      assert.match(help, new RegExp(`^gantry ${command} .*\n\n\\p{Script=Han}`, 'u'));
      const long = help.split('\n').filter((line) => columns(line) > 120);
      assert.deepEqual(long, []);
    }
  });

  it('of the help of a command is asked either way', async () => {
    const [one, other] = [await gantry(['help', 'graph']), await gantry(['graph', '--help'])];
    assert.equal(one.stdout, other.stdout);
    assert.match(one.stdout, /^gantry graph DIR/);
  });
});

describe('columns of a terminal', () => {
  it('are two for a character of Chinese', () => {
    assert.equal(columns('端口 80：'), 9);
    assert.equal(padded('端口', 6), '端口  ');
    assert.equal(padded('longer', 3), 'longer');
  });

  const TEXTS: readonly (readonly [string, number, readonly string[]])[] = [
    ['reads a Go project', 10, ['reads a Go', 'project']],
    ['a --very-long-option more', 8, ['a', '--very-long-option', 'more']],
    ['读取 Go 项目中的内容', 12, ['读取 Go 项目', '中的内容']],
    // No line begins with what closes the one before.
    ['没有处理，信号', 8, ['没有处', '理，信号']],
    ['', 8, ['']],
  ];
  for (const [text, width, lines] of TEXTS) {
    it(`break ${JSON.stringify(text)} at ${width}`, () => {
      assert.deepEqual(wrapped(text, width), lines);
    });
  }
});
