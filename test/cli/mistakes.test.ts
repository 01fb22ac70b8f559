import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmod, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { cli, folder, gantry } from './gantry.ts';

const MAIN = 'package main\n\nimport "net/http"\n\nfunc main() { http.ListenAndServe(":8080", nil) }\n';
const many = Array.from({ length: 60 }, (_, index) => `many/cmd/service-${index}/main.go`);
const FILES = {
  'notes.txt': 'notes\n',
  'empty/notes.txt': 'no Go\n',
  'bare/main.go': MAIN,
  'nameless/go.mod': 'module\n',
  'nameless/main.go': MAIN,
  'library/go.mod': 'module example.com/lib\n\ngo 1.26\n',
  'library/lib.go': 'package lib\n',
  'one/go.mod': 'module example.com/one\n\ngo 1.26\n',
  'one/main.go': MAIN,
  'occupied/go.mod': 'module example.com/one\n\ngo 1.26\n',
  'occupied/main.go': MAIN,
  'occupied/deploy': 'a file\n',
  'closed/Dockerfile': 'FROM scratch\n',
  'many/go.mod': 'module example.com/many\n\ngo 1.26\n',
  ...Object.fromEntries(many.map((file) => [file, MAIN])),
};

/** What is called, the exit status, what standard error says, and what it must not say. */
const CALLS: readonly (readonly [string, number, RegExp, RegExp?])[] = [
  ['analyze notes.txt', 2, /^gantry: notes\.txt is a file: name the folder that it is in\n$/],
  ['analyze nowhere', 2, /^gantry: there is no folder nowhere\n$/],
  ['containerize empty', 2, /There is no Go program here: .*\. There is no Go here: neither/, /could not be read/],
  ['containerize bare', 2, /`\.` belongs to no module\. There are Go files but no go\.mod/, /could not be read/],
  ['containerize nameless', 2, /`go\.mod` names no module\. `go\.mod` could not be read: line 1/],
  ['containerize occupied --write', 2, /`deploy\/\S+` could not be written\. A file has the name of one/, /E[A-Z]{4}/],
  ['containerize many', 2, /Which program is meant\?\n {2}--program \.\/cmd\/service-0\n(?: {2}--program .*\n){59}$/],
  ['prove many', 2, /Which program is meant\?\n {2}--program \.\/cmd\/service-0\n/],
  ['containerize many --program ./cmd/servise', 2, /no program `\.\/cmd\/servise`\. Choose one of .* \+50\.\n$/],
  ['graph many --program servise', 2, /there is no program servise\n {2}--program \.\/cmd\/service-0\n/],
  ['graph library --program x', 2, /there is no Go program here/],
  ['graph nameless', 0, /go\.mod: line 1: `module` needs one path/],
  ['lint --nope .', 2, /^gantry: there is no option --nope; see --help\n$/],
  ['containerize one --registry', 2, /^gantry: --registry wants a value\n$/],
  ['containerize one --registry --write', 2, /^gantry: --registry wants a value\n$/],
  ['containerize one --write=yes', 2, /^gantry: --write takes no value\n$/],
  ['--lang zh-cn containerize empty', 2, /这里没有 Go 程序/],
  ['--color=never --lang zh-cn analyze nowhere', 2, /^gantry: 没有文件夹 nowhere\n$/],
  ['--lang zh-cn --color blue lint .', 2, /^gantry: --color 为 auto、always 或 never\n$/],
  ['--lang zh-cn lint --nope .', 2, /^gantry: 没有选项 --nope；请参阅 --help\n$/],
  ['--lang zh-cn many', 2, /^gantry: 没有命令“many”/],
];

describe('a call with a mistake', () => {
  let root = '';
  let dispose: () => Promise<void>;
  before(async () => {
    ({ root, dispose } = await folder(FILES));
  });
  after(() => dispose());

  for (const [call, status, says, saysNot] of CALLS) {
    it(`is told so: gantry ${call}`, async () => {
      const result = await gantry(call.split(' '), { cwd: root });
      assert.match(result.stderr, says);
      if (saysNot) assert.doesNotMatch(result.stderr, saysNot);
      assert.equal(result.status, status);
    });
  }

  it('is told of the right to write that it lacks, and of nothing else', async () => {
    await chmod(path.join(root, 'one'), 0o555);
    const { status, stderr } = await gantry(['containerize', 'one', '--write'], { cwd: root, asAnybody: true });
    assert.equal(stderr, 'gantry: `Dockerfile` could not be written. You have no right to write there.\n');
    assert.equal(status, 2);
  });

  it('is told of files that the graph lacks because they cannot be read', async () => {
    await chmod(path.join(root, 'closed', 'Dockerfile'), 0);
    const { status, stderr } = await gantry(['graph', 'closed'], { cwd: root, asAnybody: true });
    assert.match(stderr, /^gantry: Dockerfile cannot be read: permission denied\n/);
    assert.equal(status, 2);
  });

  it('names the program of a module without a name', async () => {
    const { stdout } = await gantry(['analyze', 'nameless'], { cwd: root });
    assert.match(stdout, /^module \(no name\) \(\.\)/);
    assert.match(stdout, /^server main \(\.\)$/m);
  });

  it('is told what could not be read in the language that is asked for', async () => {
    await writeFile(path.join(root, 'picture.Dockerfile'), 'FROM\0');
    const { stdout, stderr } = await gantry(['lint', 'picture.Dockerfile', '--format', 'json', '--lang', 'zh-cn'], {
      cwd: root,
    });
    assert.equal(stderr, 'gantry: picture.Dockerfile 是二进制文件\n');
    assert.match(stdout, /"message":"是二进制文件"/);
  });

  it('is told that a library holds no program', async () => {
    const { status, stdout } = await gantry(['analyze', 'library'], { cwd: root });
    assert.match(stdout, /There is no program here/);
    assert.equal(status, 0);
  });
});

describe('a reader that has read enough', () => {
  it('ends the command without a word', async () => {
    const child = spawn(process.execPath, [cli, '--help'], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    const status = await new Promise((resolve) => child.once('close', resolve));
    assert.deepEqual([status, said], [0, '']);
  });
});
