import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMemory } from '../../../src/go/analysis-memory.ts';
import { analyze } from '../../../src/go/analyze.ts';
import { newBodies } from '../../../src/go/syntax/bodies.ts';
import { rememberFiles } from '../../../src/go/modules/remembered-files.ts';
import { seeded } from '../../random.ts';
import { filesOf } from '../go-project.ts';

const GO_MOD = 'module example.com/app\n\ngo 1.26\n';

function mainOf(port: number, pkg: string): string {
  return `package main\n\nimport (\n\t"net/http"\n\n\t"example.com/app/${pkg}"\n)\n\nfunc main() { http.ListenAndServe(${pkg}.Addr(":${port}"), nil) }\n`;
}

function libraryOf(name: string, variable: string): string {
  return `package ${name}\n\nimport "os"\n\n// Addr is where to listen.\nfunc Addr(fallback string) string {\n\tif v := os.Getenv("${variable}"); v != "" {\n\t\treturn v\n\t}\n\treturn fallback\n}\n`;
}

/** Code of another package whose meaning hangs on what this one declares. */
const SERVES = 'package a\n\nimport "example.com/app/c"\n\nfunc init() { c.New(":9000").ListenAndServe() }\n';
const REAL_SERVER =
  'package c\n\nimport "net/http"\n\nfunc New(addr string) *http.Server { return &http.Server{Addr: addr} }\n';
/** The same surface but for what a name in it is of. */
const ALIASED = REAL_SERVER.replace('"net/http"', 'http "net/http"');
const OTHER_HTTP = REAL_SERVER.replace('"net/http"', 'http "example.com/other"');
const OWN_SERVER =
  'package c\n\ntype server struct{ Addr string }\n\nfunc (server) ListenAndServe() error { return nil }\n\nfunc New(addr string) *server { return &server{Addr: addr} }\n';

test('after any edits the warm answer is the cold one', async () => {
  const random = seeded(11);
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)] as Item;
  const texts: Record<string, string> = {
    'go.mod': GO_MOD,
    'a/a.go': libraryOf('a', 'A'),
    'b/b.go': libraryOf('b', 'B'),
  };
  texts['a/serve.go'] = SERVES;
  texts['c/c.go'] = REAL_SERVER;
  texts['cmd/one/main.go'] = mainOf(1000, 'a');
  texts['cmd/two/main.go'] = mainOf(2000, 'b');
  const files = rememberFiles(filesOf(texts));
  const memories = [createMemory(), createMemory(newBodies(0))];
  for (let round = 0; round < 200; round++) {
    const port = 1000 + Math.floor(random() * 9);
    const [path, text] = pick<readonly [string, string | null]>([
      ['cmd/one/main.go', mainOf(port, pick(['a', 'b']))],
      ['cmd/three/main.go', pick([mainOf(port, 'a'), null])],
      [
        'a/a.go',
        pick([
          libraryOf('a', `A${port}`),
          'package a\n\nfunc broken( {\n',
          libraryOf('a', 'A').replace(') string {', ') string {\n\tx := ) 1'),
          `// a comment\n${libraryOf('a', 'A')}`,
        ]),
      ],
      ['a/extra.go', pick(['package a\n\nimport _ "example.com/app/b"\n', null])],
      ['b/b.go', pick([libraryOf('b', 'B'), null])],
      [
        'c/c.go',
        pick([REAL_SERVER, OWN_SERVER, ALIASED, OTHER_HTTP, REAL_SERVER.replace('*http.Server', 'any'), null]),
      ],
      ['go.mod', pick([GO_MOD, 'module example.com/other\n', null])],
      ['Makefile', pick(['build:\n\tgo build ./...\n', null])],
    ]);
    if (text === null) Reflect.deleteProperty(texts, path);
    else texts[path] = text;
    files.forget(path);
    const cold = await analyze(filesOf(texts));
    for (const memory of memories) assert.deepEqual(await analyze(files, { memory }), cold, `round ${round}: ${path}`);
  }
});

test('a server that another package hands out follows every edit of that package', async () => {
  const variants = [REAL_SERVER, ALIASED, OTHER_HTTP, OWN_SERVER];
  for (const before of variants) {
    for (const after of variants) {
      const texts: Record<string, string> = { 'go.mod': GO_MOD, 'a/a.go': libraryOf('a', 'A'), 'a/serve.go': SERVES };
      texts['cmd/one/main.go'] = mainOf(1000, 'a');
      const files = rememberFiles(filesOf(texts));
      const memory = createMemory();
      texts['c/c.go'] = before;
      await analyze(files, { memory });
      texts['c/c.go'] = after;
      files.forget('c/c.go');
      assert.deepEqual(await analyze(files, { memory }), await analyze(filesOf(texts)), `${before}\n${after}`);
    }
  }
});

test('an edit reads one file again', async () => {
  const texts = { 'go.mod': GO_MOD, 'a/a.go': libraryOf('a', 'A'), 'cmd/one/main.go': mainOf(1000, 'a') };
  const plain = filesOf(texts);
  const read: string[] = [];
  const files = rememberFiles({
    ...plain,
    read: (path) => {
      read.push(path);
      return plain.read(path);
    },
  });
  const memory = createMemory();
  await analyze(files, { memory });
  read.length = 0;
  files.forget('a/a.go');
  await analyze(files, { memory });
  assert.deepEqual(read, ['a/a.go']);
});
