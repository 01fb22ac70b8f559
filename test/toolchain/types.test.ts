import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { nodeFiles } from '../../src/disk/node-files.ts';
import { analyze } from '../../src/go/analyze.ts';
import type { Program } from '../../src/go/project.ts';
import { createAnswerCache } from '../../src/toolchain/answer-cache.ts';
import { askToolchain } from '../../src/toolchain/answer.ts';
import { readHelperAnswer } from '../../src/toolchain/helper-answer.ts';
import { helperSources } from '../../src/toolchain/helper-program.ts';
import { withoutGo } from './go.ts';

const LIBRARY = `package lib

import "net/http"

const Port = 7000 + 77

type Registry struct{ Mux *http.ServeMux }

func New() *Registry { return &Registry{Mux: http.NewServeMux()} }

func (r *Registry) Routes() *http.ServeMux { return r.Mux }

type Loader interface{ Load() }

func Run(value any) { value.(Loader).Load() }
`;

describe('what types settle', { skip: withoutGo, timeout: 300_000 }, () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'gantry-types-'));
  });
  after(() => rm(folder, { recursive: true }));

  /** The facts of a program by its syntax alone, and with the toolchain. */
  async function read(code: string): Promise<readonly [Program, Program]> {
    const root = await mkdtemp(path.join(folder, 'project-'));
    const used = [...new Set([...code.matchAll(/\b(fmt|http|os|lib)\./g)].map(([, name = '']) => name))];
    const paths = { http: 'net/http', lib: 'example.org/lib' } as Readonly<Record<string, string>>;
    const imports = used.map((name) => `import "${paths[name] ?? name}"\n`).join('');
    const texts = {
      'go.mod': 'module example.com/app\n\ngo 1.21\n\nrequire example.org/lib v1.0.0\n',
      'main.go': `package main\n\n${imports}import _ "example.org/lib"\n\n${code}`,
      'vendor/modules.txt': '# example.org/lib v1.0.0\n## explicit; go 1.21\nexample.org/lib\n',
      'vendor/example.org/lib/lib.go': LIBRARY,
    };
    for (const [file, text] of Object.entries(texts)) {
      await mkdir(path.dirname(path.join(root, file)), { recursive: true });
      await writeFile(path.join(root, file), text);
    }
    const files = nodeFiles(root);
    const cache = createAnswerCache(path.join(folder, 'cache'));
    const helper = { sources: helperSources(''), built: path.join(folder, 'built') };
    const first = await analyze(files);
    const second = await analyze(files, {
      toolchain: (modules) =>
        askToolchain(
          { program: 'go', env: process.env, root, files, modules, cache, helper },
          new AbortController().signal,
        ),
    });
    assert.equal(second.toolchain.because, null);
    const [bySyntax] = first.programs;
    const [byTypes] = second.programs;
    assert.ok(bySyntax && byTypes);
    return [bySyntax, byTypes];
  }

  const ports = ({ listens }: Program) => listens.map(({ port }) => port);
  const names = ({ env }: Program) => env.map(({ name }) => name);
  const paths = ({ routes }: Program) => routes.map(({ path: route }) => route);

  it('constants of other modules', async () => {
    const [bySyntax, byTypes] = await read('func main() { http.ListenAndServe(fmt.Sprintf(":%d", lib.Port), nil) }\n');
    assert.deepEqual([ports(bySyntax), ports(byTypes)], [[null], [7077]]);
  });

  it('constants that are worked out', async () => {
    const [bySyntax, byTypes] = await read(
      'const (\n\t_ = 4000 << iota\n\tport\n)\n\nfunc main() { http.ListenAndServe(fmt.Sprintf(":%d", port), nil) }\n',
    );
    assert.deepEqual([ports(bySyntax), ports(byTypes)], [[null], [8000]]);
  });

  it('what functions, methods and fields of other modules are', async () => {
    for (const mux of ['lib.New().Routes()', 'lib.New().Mux']) {
      const [bySyntax, byTypes] = await read(
        `func main() {\n\tmux := ${mux}\n\tmux.HandleFunc("/healthz", nil)\n\thttp.ListenAndServe(":80", mux)\n}\n`,
      );
      assert.deepEqual([paths(bySyntax), paths(byTypes)], [[], ['/healthz']], mux);
    }
  });

  it('the only method behind an interface', async () => {
    const [, byTypes] = await read(
      'type config interface{ addr() string }\n\ntype file struct{}\n\nfunc (file) addr() string { return ":9000" }\n\n' +
        'func load() config { return file{} }\n\nfunc main() { http.ListenAndServe(load().addr(), nil) }\n',
    );
    assert.deepEqual(ports(byTypes), [9000]);
  });

  it('nothing where several may be behind it', async () => {
    const [, byTypes] = await read(
      'type config interface{ addr() string }\n\ntype a struct{}\n\nfunc (a) addr() string { return ":1" }\n\n' +
        'type b struct{}\n\nfunc (b) addr() string { return ":2" }\n\n' +
        'func load() config {\n\tif len(os.Args) > 1 {\n\t\treturn a{}\n\t}\n\treturn b{}\n}\n\n' +
        'func main() { http.ListenAndServe(load().addr(), nil) }\n',
    );
    assert.deepEqual(ports(byTypes), [null]);
  });

  it('that a method of the same name is not called', async () => {
    const [bySyntax, byTypes] = await read(
      'type job struct{}\n\nfunc (job) Do(int) { os.Getenv("LIVE") }\n\ntype other struct{}\n\n' +
        'func (other) Do(string) { os.Getenv("DEAD") }\n\ntype doer interface{ Do(int) }\n\n' +
        'func run(d doer) { d.Do(1) }\n\nfunc main() {\n\tvar _ other\n\trun(job{})\n}\n',
    );
    assert.ok(names(bySyntax).includes('LIVE'));
    assert.deepEqual(names(byTypes), ['LIVE']);
  });

  it('that libraries call what they are given, and what lies in it', async () => {
    const [, byTypes] = await read(
      'type inner struct{}\n\nfunc (*inner) Load() { os.Getenv("INNER") }\n\n' +
        'type outer struct{ Inner inner }\n\nfunc (*outer) Load() { os.Getenv("OUTER") }\n\nfunc main() { lib.Run(&outer{}) }\n',
    );
    assert.deepEqual(names(byTypes).sort(), ['INNER', 'OUTER']);
  });

  it('is remembered until a file is another', async () => {
    const answers = () => readdir(path.join(folder, 'cache'));
    const known = (await answers().catch(() => [])).length;
    const first = await read('func main() { os.Getenv("FIRST") }\n');
    assert.equal((await answers()).length, known + 1);
    assert.deepEqual(await read('func main() { os.Getenv("FIRST") }\n'), first);
    assert.equal((await answers()).length, known + 1);
    await read('func main() { os.Getenv("SECOND") }\n');
    assert.equal((await answers()).length, known + 2);
  });

  it('nothing of code that does not type-check, which the syntax still reads', async () => {
    const [bySyntax, byTypes] = await read('func main() {\n\tmissing()\n\tos.Getenv("STILL")\n}\n');
    assert.deepEqual([names(bySyntax), names(byTypes)], [['STILL'], ['STILL']]);
  });
});

it('an answer that is none is taken for none', () => {
  for (const text of ['', '{', '[1', '7', 'null']) assert.equal(readHelperAnswer(text), null);
  const odd = readHelperAnswer(
    '{"results":{"a.B":[1],"a.C":["x.Y"]},"constants":{"a.D":{}},"programs":{"p":{"broken":["p"]}}}',
  );
  assert.ok(odd);
  assert.deepEqual(odd.types.results, { 'a.C': ['x.Y'] });
  assert.deepEqual(odd.types.constants, {});
  assert.equal(odd.programs.size, 0);
});
