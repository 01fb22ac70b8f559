import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { factsOf, listensOf } from '../go-project.ts';

const CONFIG = 'type config struct { addr, port, dir string }\n';

/** What the code makes of a field that has a value already: a colon before a port, a slash behind a folder. */
describe('fields that are completed', () => {
  const table: Readonly<Record<string, { code: string; listens: readonly string[] }>> = {
    'by what is put before them': {
      code: 'func main() { c := &config{port: os.Getenv("PORT")}; if c.port == "" { c.port = "8080" }; c.port = ":" + c.port; http.ListenAndServe(c.port, nil) }',
      listens: ['8080 http all default by env:PORT'],
    },
    'where they do not begin with it': {
      code: 'func main() { c := &config{port: os.Getenv("PORT")}; if c.port == "" { c.port = "8081" }; if !strings.HasPrefix(c.port, ":") { c.port = ":" + c.port }; http.ListenAndServe(c.port, nil) }',
      listens: ['8081 http all default by env:PORT'],
    },
    'not where they begin with it': {
      code: 'func main() { c := &config{port: ":8082"}; if !strings.HasPrefix(c.port, ":") { c.port = ":" + c.port }; http.ListenAndServe(c.port, nil) }',
      listens: ['8082 http all known'],
    },
    'in a method of their own': {
      code: 'func (c *config) complete() { if len(strings.TrimSpace(c.addr)) > 0 && !strings.Contains(c.addr, ":") { c.addr = "127.0.0.1:" + c.addr } }\nfunc main() { c := &config{addr: "8083"}; c.complete(); http.ListenAndServe(c.addr, nil) }',
      listens: ['8083 http loopback known'],
    },
    'where nothing but blanks is in them': {
      code: 'func start(c config) { s := &config{addr: c.addr}; if strings.TrimSpace(s.addr) == "" { s.addr = fmt.Sprintf("0.0.0.0:%s", c.port) }; http.ListenAndServe(s.addr, nil) }\nfunc main() { start(config{port: "8084"}) }',
      listens: ['8084 http all default'],
    },
    'by what nobody knows': {
      code: 'func main() { c := &config{port: "8085"}; if !strings.HasPrefix(c.port, os.Args[1]) { c.port = os.Args[1] + c.port }; http.ListenAndServe(c.port, nil) }',
      listens: ['? http ? unknown by arg:1'],
    },
  };
  for (const [what, { code, listens }] of Object.entries(table)) {
    it(what, async () => {
      assert.deepEqual(await listensOf(CONFIG + code), listens);
    });
  }

  it('with a slash behind a folder', async () => {
    const code = `${CONFIG}func (c *config) complete() { if !strings.HasSuffix(c.dir, "/") && !strings.HasSuffix(c.dir, "\\\\") { c.dir += string(filepath.Separator) } }
func main() { c := &config{dir: "data/images"}; c.complete(); os.MkdirAll(c.dir, 0o755) }`;
    const { writes } = await factsOf(code);
    assert.deepEqual(
      writes.map(({ path }) => path),
      ['data/images'],
    );
  });
});
