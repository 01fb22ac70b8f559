import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factsOf } from '../go-project.ts';

/** The port that a value in `code` decides; null where it leaves it open. */
const cases: Readonly<Record<string, { code: string; port: number | null }>> = {
  'an element of a map': {
    code: 'ports := map[string]string{"web": ":8001", "admin": ":9001"}\nhttp.ListenAndServe(ports["web"], nil)',
    port: 8001,
  },
  'an element of a list': {
    code: 'addresses := []string{":8002", ":9002"}\nhttp.ListenAndServe(addresses[1], nil)',
    port: 9002,
  },
  'an element that is not there': { code: 'http.ListenAndServe([]string{":1"}[4], nil)', port: null },
  'a field of a struct without a name': {
    code: 'c := struct {\n\tname string\n\taddr string\n}{"web", ":8003"}\nhttp.ListenAndServe(c.addr, nil)',
    port: 8003,
  },
  'a parameter of a named literal': {
    code: 'serve := func(addr string) { http.ListenAndServe(addr, nil) }\nserve(":8004")',
    port: 8004,
  },
  'a parameter of a literal that is passed on': {
    code: 'func run(f func(addr string)) { f(":8005") }\nfunc main() { run(func(addr string) { http.ListenAndServe(addr, nil) }) }',
    port: 8005,
  },
  'a parameter of a function that is passed on': {
    code: 'func serve(addr string) { http.ListenAndServe(addr, nil) }\nfunc run(f func(addr string)) { f(":8006") }\nfunc main() { run(serve) }',
    port: 8006,
  },
  'a parameter of a function that somebody else calls': {
    code: 'func serve(addr string) { http.ListenAndServe(addr, nil) }\nfunc main() { redis.Run(serve) }',
    port: null,
  },
  'a struct that nobody makes': {
    code: 'type app struct { server http.Server }\nfunc main() { var a app; a.server.Addr = ":8007"; a.server.ListenAndServe() }',
    port: 8007,
  },
  'where a part of a text begins': {
    code: 'http.ListenAndServe(":800"+strconv.Itoa(strings.Index("shop:80", ":")), nil)',
    port: 8004,
  },
  'where it begins behind letters of several bytes': {
    code: 'http.ListenAndServe(":800"+strconv.Itoa(strings.Index("käse:80", ":")), nil)',
    port: null,
  },
  'how often nothing is in a text': {
    code: 'http.ListenAndServe(":800"+strconv.Itoa(strings.Count("shop", "")), nil)',
    port: 8005,
  },
  'a parameter through ten functions': {
    code: `${Array.from({ length: 9 }, (_, at) => `func get${at}(name, fallback string) string { return get${at + 1}(name, fallback) }`).join('\n')}
func get9(name, fallback string) string { if v := os.Getenv(name); v != "" { return v }; return fallback }
func main() { println(get0("MODE", "dev")); http.ListenAndServe(get0("ADDR", ":8012"), nil) }`,
    port: 8012,
  },
};

for (const [name, { code, port }] of Object.entries(cases)) {
  test(`evaluation: ${name}`, async () => {
    const { listens } = await factsOf(code);
    assert.deepEqual(
      listens.map((listener) => listener.port),
      [port],
    );
  });
}

test('evaluation: code that calls itself in circles ends, and what is decided is still found', async () => {
  const code = `type app struct { addr string; next *app }
func (a *app) walk(o *app) string { if o.next != nil { return a.walk(o.next) }; return o.walk(a) }
func (a *app) more(o *app) string { return o.walk(a) + a.more(o) + o.more(a.next) }
func main() { a := &app{addr: ":8008"}; b := &app{next: a}; a.next = b; a.more(b); http.ListenAndServe(a.addr, nil); http.ListenAndServe(a.more(b), nil) }`;
  const { listens } = await factsOf(code);
  assert.deepEqual(
    listens.map(({ port }) => port),
    [8008, null],
  );
});

test('evaluation: a list that is appended to again and again gives each of its elements', async () => {
  const ports = Array.from({ length: 12 }, (_, index) => 9001 + index);
  const appends = ports.map((port) => `open = append(open, &http.Server{Addr: ":${port}"})`);
  const code = `var open []*http.Server\n${appends.join('\n')}\nfor _, one := range open { go one.ListenAndServe() }\nselect {}`;
  const { listens } = await factsOf(code);
  assert.deepEqual(new Set(listens.map(({ port }) => port)), new Set(ports));
});

test('evaluation: functions that hand a function on to each other end, and what they call it with is found', async () => {
  const code = `type node struct { addr string; kids []*node }
func visit(n *node, do func(*node)) { do(n); for _, kid := range n.kids { visit(kid, do); revisit(kid, do); visit(n, do) } }
func revisit(n *node, do func(*node)) { visit(n, do); visit(n.kids[0], do); revisit(n.kids[0], do) }
func main() { visit(&node{kids: []*node{{addr: ":8008"}}}, func(n *node) { go http.ListenAndServe(n.addr, nil) }); http.ListenAndServe(":9000", nil) }`;
  const { listens } = await factsOf(code);
  assert.deepEqual(
    listens.map(({ port }) => port),
    [8008, 9000],
  );
});
