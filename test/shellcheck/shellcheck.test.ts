import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { lintDockerfile } from '../../src/dockerfile/lint.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { shellCheckInputs } from '../../src/dockerfile/commands/shellcheck.ts';
import type { ShellCheckInput } from '../../src/shell/shellcheck.ts';
import { createShellChecker } from '../../src/shellcheck/checker.ts';
import { findProgram } from '../../src/processes/find-program.ts';
import { runShellCheck } from '../../src/shellcheck/run.ts';
import { shellcheck } from '../bed/shellcheck.ts';

const script = (text: string, dialect: ShellCheckInput['dialect'] = 'sh') => ({ text, dialect, added: undefined });
const never = new AbortController().signal;

describe('the real ShellCheck', () => {
  let program: string;
  before(async () => {
    program = await shellcheck();
  });

  it('is found by its path and on PATH', async () => {
    assert.equal(await findProgram(program, {}), program);
    assert.equal(await findProgram('shellcheck', { PATH: path.dirname(program) }), program);
  });
  it('answers with codes and places', async () => {
    const comments = await runShellCheck(program, script('\techo "é"; foo=1\n'), never);
    assert.deepEqual(
      comments.map(({ code, line, column, endColumn, level }) => ({ code, line, column, endColumn, level })),
      [{ code: 2034, line: 1, column: 12, endColumn: 15, level: 'warning' }],
    );
  });
  it('knows the shell', async () => {
    const codes = async (dialect: ShellCheckInput['dialect']) =>
      (await runShellCheck(program, script('[[ -n a ]]', dialect), never)).map(({ code }) => code);
    assert.ok((await codes('sh')).includes(3010));
    assert.ok(!(await codes('bash')).includes(3010));
  });
  it('has no configuration of whoever has started us', async () => {
    process.env['SHELLCHECK_OPTS'] = '--exclude=SC2034';
    try {
      assert.equal((await runShellCheck(program, script('foo=1'), never)).length, 1);
    } finally {
      delete process.env['SHELLCHECK_OPTS'];
    }
  });
  it('finds in a Dockerfile what we do not, without a word of what ARG and ENV set', async () => {
    const text = [
      'FROM alpine:3.23',
      'ARG VERSION',
      'ENV APP_HOME=/app',
      'RUN foo=1 && \\',
      '    # a comment',
      '    [ "x$VERSION" = x1 ] && echo "$APP_HOME" $VERSION',
      'RUN <<EOF',
      '#!/bin/bash',
      'list=(a b)',
      'echo "$list"',
      'EOF',
      'USER 65532',
    ].join('\n');
    const dockerfile = parseDockerfile(text);
    const checker = createShellChecker(program);
    await checker.ask(shellCheckInputs(dockerfile), never);
    const all = lintDockerfile({ dockerfile, ignoreFile: null, file: 'Dockerfile', shellCheck: checker.answers });
    const found = all.filter(({ rule }) => rule === 'shellcheck');
    assert.deepEqual(
      found.map(({ aliases, start, end }) => `${aliases.join()} ${text.slice(start, end)}`),
      ['shellcheck:SC2034 foo', 'shellcheck:SC2268 "x$VERSION"', 'shellcheck:SC2128 $list'],
    );
    // What both find is told once, by us.
    assert.equal(all.filter(({ aliases }) => aliases.includes('shellcheck:SC2086')).length, 1);
  });
});

describe('a program in place of ShellCheck', { skip: process.platform === 'win32' && 'they are shell scripts' }, () => {
  let folder: string;
  const put = async (name: string, body: string, mode = 0o755) => {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, `#!/bin/sh\n${body}\n`);
    await chmod(file, mode);
    return file;
  };
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'gantry-shellcheck-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('is looked for where PATH says, not in the folder that is open', async () => {
    const program = await put('bin/shellcheck', 'exit 0');
    await put('plain/shellcheck', 'exit 0', 0o644);
    await mkdir(path.join(folder, 'dir/shellcheck'), { recursive: true });
    const find = (...folders: string[]) => findProgram('shellcheck', { PATH: folders.join(path.delimiter) });
    const at = (name: string) => path.join(folder, name);
    assert.equal(await find(at('none'), at('plain'), at('dir'), at('bin')), program);
    assert.equal(await find(at('plain'), at('dir')), undefined);
    assert.equal(await find('.', '', path.relative(process.cwd(), at('bin'))), undefined);
    assert.equal(await findProgram('./shellcheck', { PATH: at('bin') }), undefined);
    assert.equal(await findProgram(at('none/shellcheck'), { PATH: at('bin') }), undefined);
    assert.equal(await findProgram('shellcheck', {}), undefined);
  });
  it('gets the text on its standard input, and nothing of it as an argument', async () => {
    const arguments_ = path.join(folder, 'arguments');
    const input = path.join(folder, 'input');
    const program = await put('spy', `printf '%s\\n' "$@" > '${arguments_}'; cat > '${input}'; echo '{"comments":[]}'`);
    assert.deepEqual(await runShellCheck(program, script('$(touch x); `y` é'), never), []);
    assert.equal(await readFile(arguments_, 'utf8'), '--norc\n-f\njson1\n-s\nsh\n-\n');
    assert.equal(await readFile(input, 'utf8'), '$(touch x); `y` é');
  });
  it('is refused when it answers something else, too much, too late or cannot be run', async () => {
    const limits = { milliseconds: 300, output: 1000 };
    const refused = async (body: string, message: RegExp) => {
      await assert.rejects(runShellCheck(await put('other', body), script('x'), never, limits), { message });
    };
    await refused('echo hello', /no answer that is ShellCheck's/);
    await refused('exit 3', /no answer that is ShellCheck's/);
    await refused('while :; do echo xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx; done', /no answer that is ShellCheck's/);
    await refused('exec sleep 60', /in time/);
    await assert.rejects(runShellCheck(path.join(folder, 'nobody'), script('x'), never), /cannot be run/);
  });
  it('is ended when it is called off', async () => {
    const controller = new AbortController();
    const running = runShellCheck(await put('slow', 'exec sleep 60'), script('x'), controller.signal);
    controller.abort();
    await assert.rejects(running, { name: 'AbortError' });
    await assert.rejects(runShellCheck('nobody', script('x'), controller.signal), { name: 'AbortError' });
  });
});

describe('asking ShellCheck', () => {
  const comment = { line: 1, column: 1, endLine: 1, endColumn: 2, level: 'info', code: 1, message: '' } as const;
  it('is done once for a script, wherever and however often it stands', async () => {
    const asked: string[] = [];
    const checker = createShellChecker('p', undefined, (_, { text }) => {
      asked.push(text);
      return Promise.resolve([{ ...comment, replacements: [] }]);
    });
    const inputs = ['a', 'b', 'a', 'c'].map((text) => script(text));
    assert.equal(checker.knows(inputs), false);
    assert.equal(checker.answers(script('a')), undefined);
    assert.equal(await checker.ask(inputs, never), true);
    assert.equal(checker.knows(inputs), true);
    assert.equal(await checker.ask(inputs, never), false);
    assert.deepEqual(asked, ['a', 'b', 'c']);
    assert.equal(checker.answers(script('a'))?.length, 1);
    assert.equal(checker.answers(script('a', 'bash')), undefined);
  });
  it('takes a failure for silence, tells of the first, and does not try again', async () => {
    const told: string[] = [];
    let calls = 0;
    const tell = ({ message }: Error) => void told.push(message);
    const checker = createShellChecker('p', tell, () => {
      calls++;
      return Promise.reject(new Error(`no ${calls}`));
    });
    await checker.ask([script('a'), script('b'), script('c')], never);
    await checker.ask([script('a')], never);
    assert.equal(calls, 3);
    assert.deepEqual(told, ['no 1']);
    assert.deepEqual(checker.answers(script('a')), []);
  });
  it('is taken up again when it was called off', async () => {
    const controller = new AbortController();
    const checker = createShellChecker(
      'p',
      (error) => {
        throw error;
      },
      (_, __, signal) => {
        controller.abort();
        return signal.aborted ? Promise.reject(signal.reason as Error) : Promise.resolve([]);
      },
    );
    assert.equal(await checker.ask([script('a'), script('b')], controller.signal), false);
    assert.equal(checker.knows([script('a')]), false);
  });
  it('runs no more than two at once', async () => {
    let now = 0;
    let most = 0;
    const checker = createShellChecker('p', undefined, async () => {
      most = Math.max(most, ++now);
      await new Promise(setImmediate);
      now--;
      return [];
    });
    await checker.ask(
      Array.from({ length: 20 }, (_, index) => script(String(index))),
      never,
    );
    assert.equal(most, 2);
  });
});
