import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factsOf } from '../go-project.ts';

/** What a program writes where it lies itself, with `*`; all else is where it runs. */
const cases: Readonly<Record<string, { code: string; writes: readonly string[] }>> = {
  'the folder of the program by its first argument': {
    code: 'import ("os"; "path/filepath")\nfunc main() { os.MkdirAll(filepath.Join(filepath.Dir(os.Args[0]), "data"), 0o755) }',
    writes: ['data *'],
  },
  'where it runs in some cases': {
    code: 'import ("os"; "path/filepath")\nfunc base() (dir string) { if os.Getenv("DEV") != "" { dir, _ = os.Getwd() } else { dir = filepath.Dir(os.Args[0]) }; return }\nfunc main() { os.MkdirAll(filepath.Join(base(), "data"), 0o755) }',
    writes: ['data *'],
  },
  'where it runs': {
    code: 'import "os"\nfunc main() { os.MkdirAll("data", 0o755) }',
    writes: ['data'],
  },
  'what a library puts there': {
    code: 'import "github.com/pocketbase/pocketbase"\nfunc main() { pocketbase.New().Start() }',
    writes: ['pb_data *'],
  },
};

for (const [what, { code, writes }] of Object.entries(cases)) {
  test(`writes beside itself: ${what}`, async () => {
    const found = await factsOf(code);
    assert.deepEqual(
      found.writes.map(({ path, beside }) => `${path}${beside ? ' *' : ''}`),
      writes,
    );
  });
}
