import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factsOf } from '../go-project.ts';

/** Calls from `main` to what reads a key, several functions deep. */
const DEEP = (guard: string) => `import ("crypto/tls"; "flag"; "log"; "net/http")
var secure = flag.String("secure", "", "")
var key = flag.String("key", "server.key", "")
func main() {
	flag.Parse()
	go http.ListenAndServe(":8080", nil)
	${guard} { if err := listenSecurely(*secure, *key); err != nil { log.Fatal(err) } }
	select {}
}
func listenSecurely(address, key string) error { s := &server{}; return s.listenSecurely(address, key) }
type server struct{ certificates []tls.Certificate }
func (s *server) listenSecurely(address, key string) error { return s.serveSecurely(address, key) }
func (s *server) serveSecurely(address, key string) error { return s.append(key) }
func (s *server) append(key string) error { return s.load(key) }
func (s *server) load(key string) error {
	pair, err := tls.LoadX509KeyPair(key, key)
	if err != nil { return err }
	s.certificates = append(s.certificates, pair)
	return nil
}`;

/** What main does with the error of a function that a file comes to, two functions deep. */
const TOLD = (body: string) => `import ("log"; "net/http"; "os")
func main() {
	${body}
	http.ListenAndServe(":8080", nil)
}
func check(err error) { if err != nil { log.Fatal(err) } }
func load() error {
	if err := open("app.json"); err != nil { return err }
	return nil
}
func open(name string) error {
	f, err := os.Open(name)
	if err != nil { return err }
	return f.Close()
}`;

const cases: Readonly<Record<string, { code: string; demands: readonly string[] }>> = {
  'what main asks for through other functions': { code: DEEP(''), demands: ['server.key'] },
  'nothing for what is off by default, however far below': { code: DEEP('if *secure != ""'), demands: [] },
  'nothing whose absence a caller only tells of': {
    code: TOLD('if err := load(); err != nil { log.Print(err) }'),
    demands: [],
  },
  'nothing whose absence nobody asks for': { code: TOLD('load()'), demands: [] },
  'what one of several callers cannot do without': {
    code: TOLD('if err := load(); err != nil { log.Print(err) }\n\tif err := load(); err != nil { log.Fatal(err) }'),
    demands: ['app.json'],
  },
  'what a caller hands to something that ends it': { code: TOLD('check(load())'), demands: ['app.json'] },
  'what functions that call one another come to': {
    code: `import ("log"; "os")
func main() { again(3) }
func again(n int) { if n > 0 { other(n - 1) }; if _, err := os.ReadFile("rates.json"); err != nil { log.Fatal(err) } }
func other(n int) { again(n) }`,
    demands: ['rates.json'],
  },
  'nothing that a function in a variable returns the error of': {
    code: `import ("net/http"; "os")
var reload = func() error {
	pid, err := os.ReadFile("/etc/reloader/reloader.pid")
	if err != nil { return err }
	println(len(pid))
	return nil
}
func main() {
	go func() { for { if err := reload(); err != nil { println(err) } } }()
	http.ListenAndServe(":8080", nil)
}`,
    demands: [],
  },
  'the certificate without which what serves ends the program': {
    code: 'log.Fatal(http.ListenAndServeTLS(":443", "certs/a.crt", "certs/a.key", nil))',
    demands: ['certs/a.crt', 'certs/a.key'],
  },
  'no certificate of what serves beside others': {
    code: 'go http.ListenAndServeTLS(":443", "certs/a.crt", "certs/a.key", nil)\nhttp.ListenAndServe(":80", nil)',
    demands: [],
  },
};

for (const [what, { code, demands }] of Object.entries(cases)) {
  test(`demands ${what}`, async () => {
    const { runtimeFiles } = await factsOf(code);
    const demanded = runtimeFiles.filter(({ isDemanded }) => isDemanded).map(({ path }) => path);
    assert.deepEqual([...new Set(demanded)], demands);
  });
}
