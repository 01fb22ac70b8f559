import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listensOf } from '../go-project.ts';

const API = `type api struct { token string; hasHandlers bool }
func newAPI() *api { return &api{token: "t", hasHandlers: false} }
func (a *api) register(path string) { a.hasHandlers = true; http.HandleFunc(path, nil) }
func (a *api) start() { if !a.hasHandlers { return }; serve() }
func serve() { http.ListenAndServe(":9090", nil) }
var update = flag.Bool("update", false, "")
`;

/** What a program listens on that waits for a field of its own; the body of `func main`. */
const cases: Readonly<Record<string, { code: string; others?: string; listens: string }>> = {
  'which only code turns on that a flag turns on': {
    code: 'a := newAPI()\nif *update { a.register("/x") }\na.start()',
    listens: '? http all unknown by flag:update',
  },
  'which code turns on by default, too': {
    code: 'a := newAPI()\nif *update { a.register("/x") }\na.register("/y")\na.start()',
    listens: '9090 http all known',
  },
  'which a literal turns on': {
    code: 'a := &api{hasHandlers: true}\nif *update { a.register("/x") }\na.start()',
    listens: '9090 http all known',
  },
  'which nothing in sight turns on': {
    code: 'a := newAPI()\na.start()',
    others: API.replace('a.hasHandlers = true; ', ''),
    listens: '? http all unknown',
  },
  'which no literal of a program gives': {
    code: 'serve(&config{port: 1})',
    others:
      'type config struct { port int; hooks bool }\nfunc serve(c *config) { if c.hooks { http.ListenAndServe(":9090", nil) } }\n',
    listens: '? http all unknown',
  },
  'which a library fills that knows no tags': {
    code: 'c := &config{Port: 1}\njson.Unmarshal(nil, c)\nserve(c)',
    others:
      'type config struct { Port int; Hooks bool }\nfunc serve(c *config) { if c.Hooks { http.ListenAndServe(":9090", nil) } }\n',
    listens: '9090 http all known',
  },
  'which what reads its tag may turn on': {
    code: 'a := newAPI()\nif *update { a.register("/x") }\na.start()',
    others: API.replace('hasHandlers bool', 'hasHandlers bool `json:"handlers"`'),
    listens: '9090 http all known',
  },
  'which somebody is given the address of': {
    code: 'a := newAPI()\nload(&a.hasHandlers)\nif *update { a.register("/x") }\na.start()',
    listens: '9090 http all known',
  },
};

for (const [name, { code, others = API, listens }] of Object.entries(cases)) {
  test(`a listener that waits for a field ${name}`, async () => {
    const source = `import ("encoding/json"; "flag"; "net/http")\n${others}func main() {\n${code}\n}`;
    assert.deepEqual(await listensOf(source), [listens]);
  });
}
