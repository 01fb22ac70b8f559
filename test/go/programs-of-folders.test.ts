import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyzeTexts } from './go-project.ts';

const GO_MOD = 'module example.com/app\n\ngo 1.26\n';

test('further programs of a folder are known, but for those that are built without it', async () => {
  const main = 'package main\n\nfunc main() { println() }\n';
  const { programs } = await analyzeTexts({
    'go.mod': GO_MOD,
    'a.go': main,
    'b.go': main,
    'c.go': `//go:build ignore\n\n${main}`,
    'b_windows.go': main,
    'b_test.go': main,
    'd.go': 'package main\n\ntype x int\n\nfunc (x) main() {}\n',
    'one/main.go': main,
  });
  assert.deepEqual(
    programs.map(({ main: own, otherMains }) => [own.file, otherMains?.map(({ file, line }) => [file, line])]),
    [
      ['b.go', [['a.go', 3]]],
      ['one/main.go', undefined],
    ],
  );
});

test('a plugin and a C library are no programs', async () => {
  const { programs } = await analyzeTexts({
    'go.mod': GO_MOD,
    'plugin/main.go': 'package main\nvar Handler = handle\nfunc handle() {}\nfunc main() {}\n',
    'shared/main.go':
      'package main\nimport "C"\n//export Add\nfunc Add(a, b C.int) C.int { return a + b }\nfunc main() {}\n',
    'named/main.go':
      'package main\nimport "C"\n//export app_add\nfunc app_add(a C.int) C.int { return a }\nfunc main() {}\n',
    'empty/main.go': 'package main\nfunc main() {}\n',
  });
  assert.deepEqual(
    programs.map(({ package: path }) => path),
    ['./empty'],
  );
});

test('what a package registers when it is loaded is served by no program that listens nowhere', async () => {
  const texts = (main: string) => ({
    'go.mod': GO_MOD,
    'cmd/copy/main.go': `package main\nimport (\n"example.com/app/status"\n"net/http"\n)\nvar _ http.Handler\nfunc main() { status.Say(); ${main} }\n`,
    'status/status.go':
      'package status\nimport "net/http"\nfunc handle(path string) { http.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {}) }\nfunc init() { handle("/healthz") }\nfunc Say() {}\n',
  });
  const factsWith = async (main: string) => (await analyzeTexts(texts(main))).programs[0];
  const quiet = await factsWith('');
  assert.deepEqual([quiet?.kind, quiet?.routes.length, quiet?.health.length], ['job', 0, 0]);
  const server = await factsWith('http.ListenAndServe(":80", nil)');
  assert.deepEqual([server?.kind, server?.routes.length, server?.health.length], ['server', 1, 1]);
});
