import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyzeTexts } from '../go-project.ts';

const MAIN = 'package main\n\nfunc main() {}\n';

test('modules that folders replace, tools and versions taken back', async () => {
  const { modules } = await analyzeTexts({
    'app/go.mod': `module example.com/app
go 1.26
replace example.com/lib => ../lib
replace example.com/far => ../../far
replace example.com/other => example.org/other v1.0.0
tool golang.org/x/tools/cmd/stringer
retract v0.1.0
`,
    'app/main.go': MAIN,
  });
  assert.deepEqual(modules[0]?.replaces, [
    { path: 'example.com/lib', dir: 'lib', written: '../lib' },
    { path: 'example.com/far', dir: null, written: '../../far' },
  ]);
  assert.deepEqual([modules[0].tools, modules[0].retracts], [['golang.org/x/tools/cmd/stringer'], ['v0.1.0']]);
});

test('the workspace that uses a module', async () => {
  const { modules } = await analyzeTexts({
    'go.work': 'go 1.26\nuse ./a\n',
    'a/go.mod': 'module example.com/a\n',
    'b/go.mod': 'module example.com/b\n',
  });
  assert.deepEqual(
    modules.map(({ dir, workspace }) => [dir, workspace]),
    [
      ['a', '.'],
      ['b', null],
    ],
  );
});

test('in a workspace only a vendor folder of the workspace counts', async () => {
  const vendored = async (list: string) => {
    const { modules } = await analyzeTexts({
      'go.work': 'go 1.26\nuse .\n',
      'go.mod': 'module example.com/a\ngo 1.26\n',
      'vendor/modules.txt': list,
    });
    return modules[0]?.vendor;
  };
  assert.deepEqual([await vendored('## workspace\n# x v1.0.0\n'), await vendored('# x v1.0.0\n')], [true, false]);
});

test('a list of vendored packages without the packages counts for nothing', async () => {
  const list = '# example.com/x v1.0.0\n## explicit\nexample.com/x/y\n';
  const vendored = async (files: Record<string, string>) => {
    const texts = { 'go.mod': 'module example.com/a\ngo 1.26\n', 'vendor/modules.txt': list, ...files };
    return (await analyzeTexts(texts)).modules[0]?.vendor;
  };
  assert.deepEqual(
    [await vendored({ 'vendor/example.com/x/y/y.go': 'package y\n' }), await vendored({})],
    [true, false],
  );
});

const LIBRARY = 'package lib\nimport "net/http"\nfunc Run() { http.ListenAndServe(":7070", nil) }\n';
const USER = 'package main\nimport "example.com/lib"\nfunc main() { lib.Run() }\n';

const linked: Readonly<Record<string, Record<string, string>>> = {
  'a module that go.work replaces': { 'go.work': 'go 1.26\nuse ./app\nreplace example.com/lib => ./lib\n' },
  'a module that another module of the workspace replaces': {
    'go.work': 'go 1.26\nuse (\n./app\n./other\n)\n',
    'other/go.mod': 'module example.com/other\nreplace example.com/lib => ../lib\n',
  },
};

for (const [name, files] of Object.entries(linked)) {
  test(`linked: ${name}`, async () => {
    const { programs } = await analyzeTexts({
      'app/go.mod': 'module example.com/app\n',
      'app/main.go': USER,
      'lib/go.mod': 'module example.com/lib\n',
      'lib/lib.go': LIBRARY,
      ...files,
    });
    assert.deepEqual(
      programs.flatMap(({ listens }) => listens.map(({ port }) => port)),
      [7070],
    );
  });
}
