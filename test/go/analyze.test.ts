import assert from 'node:assert/strict';
import { test } from 'node:test';
import { say } from '../../src/words/message.ts';
import { TREE_LIMITS } from '../../src/go/modules/folder-tree.ts';
import { analyze } from '../../src/go/analyze.ts';
import type { Files } from '../../src/go/files.ts';
import { analyzeTexts, filesOf } from './go-project.ts';

const GO_MOD = 'module example.com/app\n\ngo 1.26\n';
const MAIN = 'package main\n\nfunc main() {}\n';

test('programs are main packages with func main, by package and name', async () => {
  const { programs } = await analyzeTexts({
    'go.mod': 'module example.com/app/v2\n\ngo 1.26\n',
    'main.go': MAIN,
    'cmd/api/main.go': MAIN,
    'cmd/worker/v3/main.go': MAIN,
    'cmd/nomain/x.go': 'package main\n',
    'cmd/windows/main_windows.go': MAIN,
    'cmd/ignored/main.go': `//go:build ignore\n\n${MAIN}`,
    'cmd/testonly/main_test.go': MAIN,
    'lib/lib.go': 'package lib\n',
    'vendor/a/main.go': MAIN,
    'testdata/main.go': MAIN,
    '_old/main.go': MAIN,
    '.hidden/main.go': MAIN,
    'node_modules/x/main.go': MAIN,
  });
  assert.deepEqual(
    programs.map(({ package: path, name }) => `${path} ${name}`),
    ['. app', './cmd/api api', './cmd/worker/v3 worker'],
  );
});

test('a file that is no Go at its end still gives the rest, and an error', async () => {
  const { programs, errors } = await analyzeTexts({
    'go.mod': GO_MOD,
    'main.go':
      'package main\n\nimport "net/http"\n\nfunc main() { http.ListenAndServe(":8080", nil) }\n\nfunc broken( {\n',
  });
  assert.equal(programs[0]?.listens[0]?.port, 8080);
  assert.deepEqual(
    errors.map(({ file }) => file),
    ['main.go'],
  );
  assert.match(say(errors[0]?.message ?? ['']), /^line 7: /);
});

test('a broken go.mod is an error, and its programs are still read', async () => {
  const { programs, errors, modules } = await analyzeTexts({
    'go.mod': 'module example.com/app\ngo one\n',
    'main.go': MAIN,
  });
  assert.deepEqual([programs.length, modules[0]?.go], [1, null]);
  assert.deepEqual(errors, [{ file: 'go.mod', message: ['line {0}: `go` needs a version such as 1.26', 2] }]);
});

test('a folder without Go', async () => {
  const { modules, programs, errors } = await analyzeTexts({ 'README.md': '# hello' });
  assert.deepEqual([modules, programs], [[], []]);
  assert.deepEqual(errors, [{ file: '.', message: ['There is no Go here: neither a go.mod nor a .go file'] }]);
});

test('a program whose only file is no text is no program, and the file is named', async () => {
  const files = filesOf({ 'go.mod': GO_MOD, 'main.go': '' });
  const binary = { ...files, read: (file: string) => (file === 'main.go' ? Promise.resolve(null) : files.read(file)) };
  const { programs, errors } = await analyze(binary);
  assert.deepEqual(programs, []);
  assert.deepEqual(errors, [
    { file: 'main.go', message: ['the file cannot be read as text, or it is larger than 5 MB'] },
  ]);
});

test('programs of a tree without go.mod are read all the same', async () => {
  const { modules, programs, errors } = await analyzeTexts({
    'cmd/shop/main.go':
      'package main\nimport (\n\t"net/http"\n\n\t"example.com/old/shop/server"\n)\nfunc main() { http.ListenAndServe(server.Address, nil) }',
    'server/address.go': 'package server\nconst Address = ":8080"',
  });
  assert.deepEqual(modules, []);
  assert.deepEqual(
    programs.map((program) => [program.package, program.listens.map(({ port }) => port)]),
    [['./cmd/shop', [8080]]],
  );
  assert.deepEqual(errors, [
    { file: 'server', message: ['There are Go files but no go.mod: `go mod init` makes one'] },
  ]);
});

test('modules inside modules are their own', async () => {
  const { modules, programs } = await analyzeTexts({
    'go.mod': GO_MOD,
    'go.sum': '',
    'main.go': MAIN,
    'tools/go.mod': 'module example.com/tools\n\ngo 1.20\ntoolchain go1.22.0\n',
    'tools/lint/main.go': MAIN,
  });
  assert.deepEqual(
    modules.map(({ dir, module, go, toolchain, hasGoSum }) => [dir, module, go, toolchain, hasGoSum]),
    [
      ['.', 'example.com/app', '1.26', null, true],
      ['tools', 'example.com/tools', '1.20', 'go1.22.0', false],
    ],
  );
  assert.deepEqual(
    programs.map(({ moduleDir, package: path }) => [moduleDir, path]),
    [
      ['.', '.'],
      ['tools', './lint'],
    ],
  );
});

test('a vendor folder counts where the go directive makes the go command use it', async () => {
  const vendored = async (go: string) => {
    const { modules } = await analyzeTexts({
      'go.mod': `module m\n${go}`,
      'main.go': MAIN,
      'vendor/modules.txt': '# x v1.0.0\n',
    });
    return modules[0]?.vendor;
  };
  assert.deepEqual(
    [await vendored('go 1.26\n'), await vendored('go 1.13\n'), await vendored('')],
    [true, false, false],
  );
});

const LIBRARY = 'package lib\nimport "net/http"\nfunc Run() { http.ListenAndServe(":7070", nil) }\n';
const USER = 'package main\nimport "example.com/lib"\nfunc main() { lib.Run() }\n';

const linked: Readonly<Record<string, { files: Record<string, string>; ports: number[] }>> = {
  'a module that is replaced by a folder': {
    files: {
      'go.mod': `${GO_MOD}replace example.com/lib => ./lib\n`,
      'main.go': USER,
      'lib/go.mod': 'module example.com/lib\n',
      'lib/lib.go': LIBRARY,
    },
    ports: [7070],
  },
  'a module of the same workspace': {
    files: {
      'go.work': 'go 1.26\nuse (\n ./app\n ./lib\n)\n',
      'app/go.mod': GO_MOD,
      'app/main.go': USER,
      'lib/go.mod': 'module example.com/lib\n',
      'lib/lib.go': LIBRARY,
    },
    ports: [7070],
  },
  'a module that only lies beside': {
    files: { 'go.mod': GO_MOD, 'main.go': USER, 'lib/go.mod': 'module example.com/lib\n', 'lib/lib.go': LIBRARY },
    ports: [],
  },
  'packages that import each other in a circle': {
    files: {
      'go.mod': GO_MOD,
      'main.go': 'package main\nimport "example.com/app/a"\nfunc main() { a.Run() }\n',
      'a/a.go': 'package a\nimport "example.com/app/b"\nfunc Run() { b.Run() }\n',
      'b/b.go':
        'package b\nimport (\n"net/http"\n_ "example.com/app/a"\n)\nfunc Run() { http.ListenAndServe(":6060", nil) }\n',
    },
    ports: [6060],
  },
};

for (const [name, { files, ports }] of Object.entries(linked)) {
  test(`linked: ${name}`, async () => {
    const { programs } = await analyzeTexts(files);
    assert.deepEqual(
      programs.flatMap(({ listens }) => listens.map(({ port }) => port)),
      ports,
    );
  });
}

const circles: Readonly<Record<string, string>> = {
  'a function that calls itself':
    'func f(p string) string { return f(p) }\nfunc main() { http.ListenAndServe(f(":80"), nil) }',
  'variables that need each other': 'var a = b\nvar b = a\nfunc main() { http.ListenAndServe(a, nil) }',
  'a value that needs itself':
    'func main() { x := ":80"; for i := 0; i < 9; i++ { x = x + x }; http.ListenAndServe(x, nil) }',
  'fields that need each other':
    'type t struct { a, b string }\nfunc main() { v := t{}; v.a = v.b; v.b = v.a; http.ListenAndServe(v.a, nil) }',
  'parameters that are passed around':
    'func f(a string) { g(a); g(a) }\nfunc g(a string) { f(a); h(a); h(a) }\nfunc h(a string) { g(a); f(a); http.ListenAndServe(a, nil) }\nfunc main() { f(":1"); g(":2"); h(":3") }',
  'groups of themselves':
    'func main() { r := gin.New(); g := r.Group("/a"); g = g.Group("/b"); g.GET("/x", nil); http.ListenAndServe(":0", g) }',
};

for (const [name, code] of Object.entries(circles)) {
  test(`code in circles ends: ${name}`, { timeout: 5000 }, async () => {
    const imports = `import (\n"net/http"\n"github.com/gin-gonic/gin"\n)\n`;
    const { programs } = await analyzeTexts({ 'go.mod': GO_MOD, 'main.go': `package main\n${imports}${code}\n` });
    assert.ok((programs[0]?.listens.length ?? 0) > 0);
    assert.ok(programs[0]?.listens.every(({ port }) => port === null || port < 4));
  });
}

test('a folder that holds itself ends at the limits, and says so', async () => {
  const endless: Files = {
    read: () => Promise.resolve(null),
    list: () => Promise.resolve([{ name: 'again', folder: true }]),
  };
  const { errors } = await analyze(endless);
  assert.ok(errors.some(({ message }) => say(message) === 'The folder is too large: only its first part was analysed'));
});

test('more folders than the limit are cut', async () => {
  const files = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`p${index}/a.go`, 'package p\n']));
  const { errors } = await analyzeTexts({ 'go.mod': GO_MOD, ...files }, { limits: { ...TREE_LIMITS, folders: 5 } });
  assert.deepEqual(errors, [{ file: '.', message: ['The folder is too large: only its first part was analysed'] }]);
});

test('an analysis that is cancelled rejects with the reason', async () => {
  const cancel = new AbortController();
  const texts = filesOf({ 'go.mod': GO_MOD, 'main.go': MAIN });
  const files: Files = {
    ...texts,
    read: (path) => {
      cancel.abort(new Error('enough'));
      return texts.read(path);
    },
  };
  await assert.rejects(analyze(files, { signal: cancel.signal }), /enough/);
});

test('the same files give the same facts', async () => {
  const files = { 'go.mod': GO_MOD, 'b/main.go': MAIN, 'a/main.go': MAIN };
  assert.deepEqual(await analyzeTexts(files), await analyzeTexts(files));
});
