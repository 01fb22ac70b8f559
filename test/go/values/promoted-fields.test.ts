import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listensWith } from '../listens-with.ts';

const TYPES = 'type config struct { addr string }\ntype server struct { config; name string }\n';
const FLAG = 'c := config{}; flag.StringVar(&c.addr, "addr", "localhost:5000", ""); flag.Parse()';
const SERVES = 'func (s *server) serve() { http.ListenAndServe(s.addr, nil) }\n';

/** Fields that a struct has of one that it embeds. */
const cases: Readonly<Record<string, { code: string; listens: string[] }>> = {
  'the embedded struct is given by its name': {
    code: `${TYPES}${SERVES}func main() { ${FLAG}; s := &server{config: c, name: ":1"}; s.serve() }`,
    listens: ['5000 http loopback default by flag:addr'],
  },
  'the embedded struct is given by its place': {
    code: `${TYPES}${SERVES}func add(c config) *server { return &server{c, ":1"} }\nfunc main() { ${FLAG}; add(c).serve() }`,
    listens: ['5000 http loopback default by flag:addr'],
  },
  'the field of the one two steps inside': {
    code: `${TYPES}type outer struct { *server }\nfunc main() { ${FLAG}; o := outer{&server{c, ""}}; http.ListenAndServe(o.addr, nil) }`,
    listens: ['5000 http loopback default by flag:addr'],
  },
  'what is filled through the struct around counts': {
    code: `${TYPES}${SERVES}func main() { s := &server{}; s.addr = ":5001"; s.serve() }`,
    listens: ['5001 http all known'],
  },
  'a literal of the struct around says nothing by its places': {
    code: `${TYPES}${SERVES}func main() { s := &server{open(), ":5002"}; s.serve() }`,
    listens: ['? http ? unknown'],
  },
};

for (const [name, { code, listens }] of Object.entries(cases)) {
  test(`a field of an embedded struct: ${name}`, async () => {
    assert.deepEqual(await listensWith('flag net/http', code), listens);
  });
}
