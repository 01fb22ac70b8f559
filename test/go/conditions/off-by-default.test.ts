import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factsOf, listensOf } from '../go-project.ts';

const MAIN = 'http.ListenAndServe(":8080", nil)';
const FLAGS = `var (
	metrics = flag.String("metrics", "", "")
	tls = flag.Bool("tls", false, "")
	mode = flag.String("mode", "http", "")
)
`;

/** What a program listens on where nobody changes a setting, beside its port 8080; the body of `func main`. */
const cases: Readonly<Record<string, { code: string; others?: string; listens: string[] }>> = {
  'a branch that a flag must turn on': {
    code: 'if *tls { http.ListenAndServe(":8443", nil) }',
    listens: ['? http all unknown by flag:tls'],
  },
  'a switch over words that turns on what no variable asks for': {
    code: 'if enabled(os.Getenv("METRICS")) { http.ListenAndServe(":9100", nil) }\nif !enabled(os.Getenv("NO_PROFILES")) { http.ListenAndServe(":6060", nil) }',
    others:
      'func enabled(word string) bool { switch strings.ToLower(word) { case "on", "true": return true; default: return false } }\n',
    listens: ['? http all unknown by env:METRICS', '6060 http all known'],
  },
  'a field that a function of its name turns on': {
    code: 'c := &config{}\nflags.Parse(c)\nif Enabled(os.Getenv("METRICS")) { c.Enabled = true; c.Port = 2112 }\nif c.Enabled { http.ListenAndServe(fmt.Sprintf(":%d", c.Port), nil) }',
    others:
      'func Enabled(word string) bool { switch word { case "on": return true; default: return false } }\ntype config struct {\n\tEnabled bool `long:"enabled"`\n\tPort int `long:"port" default:"8081"`\n}\n',
    listens: ['? http all unknown by flag:port flag:enabled moved by env:METRICS'],
  },
  'a field that only a variable turns on, and that a tag gives a flag': {
    code: 'c := &config{}\nflags.Parse(c)\nif os.Getenv("METRICS") == "on" { c.Enabled = true; c.Port = 2112 }\nif c.Enabled { http.ListenAndServe(fmt.Sprintf(":%d", c.Port), nil) }',
    others: 'type config struct {\n\tEnabled bool `long:"enabled"`\n\tPort int `long:"port" default:"8081"`\n}\n',
    listens: ['? http all unknown by flag:port flag:enabled moved by env:METRICS'],
  },
  'a word that only a flag sets which the program does not define': {
    code: 'c := newSettings(quiet)\nc.define()\nif exporter == "prometheus" { http.ListenAndServe(":9090", nil) }',
    others: `var exporter string
type settings interface { hasMetrics() bool; define() }
type own struct { metrics bool }
func (o *own) hasMetrics() bool { return o.metrics }
func (o *own) define() { defineFlags(o) }
func newSettings(options ...func(*own)) settings { o := &own{}; for _, apply := range options { apply(o) }; return o }
func quiet(*own) {}
func withMetrics(o *own) { o.metrics = true }
func defineFlags(s settings) { if s.hasMetrics() { defineMetrics() } }
func defineMetrics() { flag.StringVar(&exporter, "exporter", "prometheus", "") }
`,
    listens: ['? http all unknown'],
  },
  'a word of a flag that a command of the program defines': {
    code: 'if len(os.Args) > 1 && os.Args[1] == "serve" { define() }\nif exporter == "prometheus" { http.ListenAndServe(":9090", nil) }',
    others: 'var exporter string\nfunc define() { flag.StringVar(&exporter, "exporter", "prometheus", "") }\n',
    listens: ['9090 http all known'],
  },
  'a function that a field holds, which is called for a word that is no default': {
    code: 's := &store{}\ns.open = listen\ns.connect(*mode)',
    others:
      'type store struct { open func() error }\nfunc (s *store) connect(kind string) { switch kind {\ncase "gossip": s.open()\ncase "http": return\n} }\nfunc listen() error { return http.ListenAndServe(":7946", nil) }\n',
    listens: ['? http all unknown by flag:mode'],
  },
  'a function that a field holds, and another that is called by default': {
    code: 's := &store{open: listen}\nif *mode == "gossip" { s.open() }\ns.open()',
    others:
      'type store struct { open func() error }\nfunc listen() error { return http.ListenAndServe(":7946", nil) }\n',
    listens: ['7946 http all known'],
  },
  'a port that a function replaces which only a flag calls': {
    code: 'load()\nif *metrics != "" { setPort(*metrics) }\nhttp.ListenAndServe(":"+port, nil)',
    others: 'var port string\nfunc load() { port = "3000" }\nfunc setPort(given string) { port = given }\n',
    listens: ['3000 http all default by flag:metrics'],
  },
  'a port that a function replaces which a setting calls that is on': {
    code: 'load()\nif *mode == "http" { setPort() }\nhttp.ListenAndServe(":"+port, nil)',
    others: 'var port string\nfunc load() { port = "3000" }\nfunc setPort() { port = "8081" }\n',
    listens: ['? http all unknown'],
  },
  'what stands behind a call that never returns': {
    code: 'serve()',
    others: 'func serve() { log.Fatal(http.ListenAndServe(":8443", nil))\nhttp.ListenAndServe(":3030", nil) }\n',
    listens: ['8443 http all known', '? http all unknown'],
  },
  'a field that an option fills which only a flag adds': {
    code: 'options := []option{}\nif *tls { options = append(options, profiled()) }\nserve(options...)',
    others:
      'type server struct { profiled bool }\ntype option func(*server)\nfunc profiled() option { return func(s *server) { s.profiled = true } }\nfunc serve(options ...option) { s := &server{}\nfor _, apply := range options { apply(s) }\nif s.profiled { http.ListenAndServe(":6060", nil) } }\n',
    listens: ['? http all unknown by flag:tls'],
  },
  'a branch that is taken by default': {
    code: 'if !*tls { http.ListenAndServe(":8081", nil) }',
    listens: ['8081 http all known'],
  },
  'the branch for all others': {
    code: 'if *tls { http.ListenAndServe(":8443", nil) } else { http.ListenAndServe(":8081", nil) }',
    listens: ['? http all unknown by flag:tls', '8081 http all known'],
  },
  'what is served with TLS or without, of which nothing in sight says which': {
    code: 'c, _ := tlsConfig()\nsecure := c != nil\nl, _ := net.Listen("tcp", ":8081")\nif secure { http.ServeTLS(l, nil, "", ""); return }\nhttp.Serve(l, nil)',
    others: 'func tlsConfig() (*tls.Config, error) { return library.Config() }\n',
    listens: ['8081 http all known'],
  },
  'a branch for what only a flag makes': {
    code: 'var pair *tls.Certificate\nif *tls { pair = load() } else if *metrics != "" { pair = load() }\nif pair != nil { http.ListenAndServe(":8443", nil) }',
    others: 'func load() *tls.Certificate { return nil }\n',
    listens: ['? http all unknown'],
  },
  'a branch for what the default makes': {
    code: 'var pair *tls.Certificate\nif !*tls { pair = load() }\nif pair != nil { http.ListenAndServe(":8443", nil) }',
    others: 'func load() *tls.Certificate { return nil }\n',
    listens: ['8443 http all known'],
  },
  'a branch for what a helper makes of flags alone': {
    code: 'c, err := pair(*mode)\nif err != nil { return }\ns := &server{pair: c}\nif s.pair != nil { http.ListenAndServe(":8443", nil) }\nif c == nil { http.ListenAndServe(":8081", nil) }',
    others:
      'type server struct { pair *tls.Certificate }\nfunc pair(mode string) (*tls.Certificate, error) { if mode == "http" { return nil, nil }\nc, err := load(); if err != nil { return nil, err }\nreturn c, nil }\nfunc load() (*tls.Certificate, error) { return library.Load() }\n',
    listens: ['? http all unknown', '8081 http all known'],
  },
  'a branch for what a helper makes of nothing, or fails': {
    code: 'c, err := pair()\nif err != nil { return }\nif c != nil { http.ListenAndServe(":8443", nil) }',
    others:
      'func pair() (*tls.Certificate, error) { c, err := library.Load(); if err != nil { return nil, err }\nreturn &c, nil }\n',
    listens: ['8443 http all known'],
  },
  'a socket that a helper opens in one of several ways': {
    code: 'l := listener()\nif l != nil { go http.Serve(l, nil) }',
    others:
      'func listener() net.Listener {\n\tif *metrics != "" { return open(*metrics) }\n\tif *tls { return nil }\n\tif port := os.Getenv("PORT"); port != "" { return open(":" + port) }\n\treturn open(":8081")\n}\nfunc open(address string) net.Listener { l, _ := net.Listen("tcp", address); return l }\n',
    listens: ['8081 http all default by flag:metrics env:PORT'],
  },
  'TLS around a socket, as a flag has it': {
    code: 'l, _ := net.Listen("tcp", ":8443")\nif *mode == "http" { l = tls.NewListener(l, nil) }\nhttp.Serve(l, nil)',
    listens: ['8443 https all known'],
  },
  'TLS around a socket, where a flag asks for it': {
    code: 'l, _ := net.Listen("tcp", ":8443")\nif *metrics != "" { l = tls.NewListener(l, nil) }\nhttp.Serve(l, nil)',
    listens: ['8443 http all known'],
  },
  'one port with TLS and without': {
    code: 'if *tls { http.ListenAndServeTLS(":8081", "c", "k", nil) } else { http.ListenAndServe(":8081", nil) }',
    listens: ['8081 http all known'],
  },
  'a switch that is out of sight': {
    code: 'secured := network.LoadConfig().Secured()\nif secured { http.ListenAndServe(":8443", nil) }',
    listens: ['? http all unknown'],
  },
  'a switch that nothing turns on': {
    code: '(&options{}).serve()',
    others:
      'type options struct { secure bool }\nfunc (o *options) isSecure() bool { return o.secure }\nfunc (o *options) serve() { if o.isSecure() { http.ListenAndServe(":8443", nil) } }',
    listens: ['? http all unknown'],
  },
  'a method that is passed on behind an interface, and another of its name that a flag calls': {
    code: 'var one starter = &exporter{addr: ":9090"}\nnetwork.Run(one.Start)\nif *tls { network.Other().Start(nil) }',
    others: `type starter interface { Start(ctx any) error }
type exporter struct { addr string }
func (e *exporter) Start(ctx any) error { return http.ListenAndServe(e.addr, nil) }
`,
    listens: ['9090 http all known'],
  },
  'services that a switch of their configuration makes': {
    code: 'c := &all{}\nc.Inputs = []config{defaults()}\ns := &server{all: c}\nfor _, one := range s.all.Inputs { s.add(one) }\nfor _, one := range s.services { one.Open() }',
    others: `type config struct { Enabled bool \`toml:"enabled"\`; Addr string \`toml:"addr"\` }
func defaults() config { c := config{}; c.Addr = ":8089"; return c }
type all struct { Inputs []config }
type opener interface { Open() }
type server struct { all *all; services []opener }
func (s *server) add(c config) { if !c.Enabled { return }; s.services = append(s.services, &service{config: c}) }
type service struct { config config }
func (s *service) Open() { http.ListenAndServe(s.config.Addr, nil) }
`,
    listens: ['? http all unknown by config:addr config:enabled'],
  },
  'a switch that the program only says is off': {
    code: 'network.Load(&settings)\nif settings.Secure { http.ListenAndServe(":8443", nil) }',
    others: 'var settings = struct { Secure bool }{Secure: false}',
    listens: ['? http all unknown'],
  },
  'what is done where a file is there': {
    code: '_, err := os.Stat("/chroot")\nif err == nil { http.ListenAndServe(":8443", nil) }',
    listens: ['? http all unknown'],
  },
  'what is done where nothing went wrong': {
    code: 'err := network.Load(nil)\nif err == nil { http.ListenAndServe(":8081", nil) }',
    listens: ['8081 http all known'],
  },
  'a lookup that succeeds': {
    code: 'l, ok := network.Listeners()["a"]\nif !ok { http.ListenAndServe(":8081", nil); l.Close() }',
    listens: ['8081 http all known'],
  },
  'an early return': {
    code: 'serve()',
    others: 'func serve() { if !*tls { return }\n http.ListenAndServe(":8443", nil) }',
    listens: ['? http all unknown by flag:tls'],
  },
  'an early return of nil': {
    code: 'serve()',
    others: 'func serve() error { if *metrics == "" { return nil }\n return http.ListenAndServe(":9090", nil) }',
    listens: ['? http all unknown by flag:metrics'],
  },
  'an early return of the caller': {
    code: 'start()',
    others:
      'func start() { if *metrics == "" { return }\n go serve() }\nfunc serve() { http.ListenAndServe(":9090", nil) }',
    listens: ['? http all unknown by flag:metrics'],
  },
  'an error is a demand, and no default': {
    code: 'serve()',
    others:
      'func serve() error { if *metrics == "" { return errors.New("no address") }\n return http.ListenAndServe(":9090", nil) }',
    listens: ['9090 http all known'],
  },
  'a word on usage is a demand, too': {
    code: 'if *metrics == "" { flag.Usage(); return }\nhttp.ListenAndServe(":9090", nil)',
    listens: ['9090 http all known'],
  },
  'a case of a switch whose value is known': {
    code: 'switch *mode {\ncase "grpc": net.Listen("tcp", ":9000")\ncase "http": http.ListenAndServe(":8081", nil)\n}',
    listens: ['? tcp all unknown by flag:mode', '8081 http all known'],
  },
  'the default of a switch': {
    code: 'switch *metrics {\ncase "a": http.ListenAndServe(":9000", nil)\ndefault: http.ListenAndServe(":8081", nil)\n}',
    listens: ['? http all unknown by flag:metrics', '8081 http all known'],
  },
  'what only one of several callers asks for': {
    code: 'serve(":8081", false)\nserve(":9000", true)',
    others: 'func serve(addr string, on bool) { if !on { return }\n http.ListenAndServe(addr, nil) }',
    listens: ['9000 http all known'],
  },
  'a pointer that is nil': {
    code: 'serve(":8081", nil)',
    others:
      'func serve(addr string, cert *string) { if cert != nil { http.ListenAndServeTLS(":8443", *cert, "", nil) } else { http.ListenAndServe(addr, nil) } }',
    listens: ['? https all unknown', '8081 http all known'],
  },
  'a server that is only made where a flag says so': {
    code: 'var servers []*http.Server\nif *tls { servers = append(servers, &http.Server{Addr: ":8443"}) }\nfor _, s := range servers { s.ListenAndServe() }',
    listens: ['? http all unknown by flag:tls'],
  },
  'a function that is passed on in a branch': {
    code: 'if *tls { run(serve) }',
    others: 'func run(f func()) { f() }\nfunc serve() { http.ListenAndServe(":8443", nil) }',
    listens: ['? http all unknown by flag:tls'],
  },
  'a function with another caller': {
    code: 'if *tls { serve() }\nserve()',
    others: 'func serve() { http.ListenAndServe(":8081", nil) }',
    listens: ['8081 http all known'],
  },
  'a variable that only such a branch sets': {
    code: 'if *metrics != "" { load() }\nserve()',
    others:
      'type store struct{}\nvar credentials *store\nfunc load() { credentials = &store{} }\nfunc serve() { if credentials == nil { return }\n http.ListenAndServe(":1110", nil) }',
    listens: ['? http all unknown by flag:metrics'],
  },
  'a list that is read from a setting without a value': {
    code: 'load(os.Getenv("USERS"))\nserve()',
    others:
      'type store struct{}\nvar users *store\nfunc parse(s string) []string { all := []string{}\n for _, one := range regexp.MustCompile("x").Split(s, -1) { if one != "" { all = append(all, one) } }\n return all }\nfunc load(s string) { found := parse(s)\n if len(found) == 0 { return }\n users = &store{} }\nfunc serve() { if users == nil { return }\n http.ListenAndServe(":1110", nil) }',
    listens: ['? http all unknown by env:USERS'],
  },
  'a command is no switch': {
    code: 'if os.Args[1] == "serve" { http.ListenAndServe(":8081", nil) }',
    listens: ['8081 http all known'],
  },
  'a state of the program itself': {
    code: 's := &server{}\ns.start()',
    others:
      'type server struct { started bool }\nfunc (s *server) start() { if s.started { return }\n s.started = true\n http.ListenAndServe(":8081", nil) }',
    listens: ['8081 http all known'],
  },
  'what nobody knows counts': {
    code: 'if enabled() { http.ListenAndServe(":8081", nil) }',
    others: 'func enabled() bool { return time.Now().Unix() > 5 }',
    listens: ['8081 http all known'],
  },
};

for (const [name, { code, others = '', listens }] of Object.entries(cases)) {
  test(name, async () => {
    const found = await listensOf(`${FLAGS}${others}\nfunc main() {\nflag.Parse()\n${code}\n${MAIN}\n}`);
    assert.deepEqual(found, [...listens, '8080 http all known']);
  });
}

test('a struct that is made another way where nobody asks for it', async () => {
  const found = await listensOf(`type address struct { text string }
func tcp(port string) address { return address{text: ":" + port} }
func unix(path string) address { return address{text: path} }
func main() {
	socket := flag.String("socket", "", "")
	at := address{}
	if *socket == "" { at = tcp("8081") } else { at = unix(*socket) }
	http.ListenAndServe(at.text, nil)
}`);
  assert.deepEqual(found, ['8081 http all known']);
});

const challenge = (domain: string) => `func main() {
	domain := flag.String("domain", "", "")
	manager := &autocert.Manager{HostPolicy: autocert.HostWhitelist(${domain})}
	http.ListenAndServe(":80", manager.HTTPHandler(nil))
}`;

test('challenges for a certificate wait for a domain', async () => {
  assert.deepEqual(await listensOf(challenge('*domain')), ['? http all unknown by flag:domain']);
  assert.deepEqual(await listensOf(challenge('"shop.example"')), ['80 http all known']);
});

test('a handler that only a branch lets answer challenges serves without a domain', async () => {
  const found = await listensOf(`func main() {
	domain := flag.String("domain", "", "")
	secure := flag.Bool("secure", false, "")
	handler := http.NotFoundHandler()
	if *secure {
		manager := &autocert.Manager{HostPolicy: autocert.HostWhitelist(*domain)}
		handler = manager.HTTPHandler(handler)
	}
	http.ListenAndServe(":80", handler)
}`);
  assert.deepEqual(found, ['80 http all known']);
});

test('routes are asked where they are served by default', async () => {
  const { health } = await factsOf(`func main() {
	secure := flag.Bool("secure", false, "")
	mux := http.NewServeMux()
	mux.HandleFunc("/healthz", ok)
	if *secure { go http.ListenAndServe(":9443", mux) }
	http.ListenAndServe(":8081", mux)
}
func ok(w http.ResponseWriter, r *http.Request) {}`);
  assert.deepEqual(
    health.map(({ path, port }) => `${path} ${String(port)}`),
    ['/healthz 8081'],
  );
});

test('a program that only documents its commands opens nothing', async () => {
  const code = (run: string) =>
    `var serve = &cobra.Command{Use: "serve", Run: func(*cobra.Command, []string) { http.ListenAndServe(":8081", nil) }}\nfunc main() { ${run} }`;
  assert.deepEqual(await listensOf(code('doc.GenMarkdownTree(serve, "docs")')), []);
  assert.deepEqual(await listensOf(code('doc.GenMarkdownTree(serve, "docs"); serve.Execute()')), [
    '8081 http all known',
  ]);
});

const SERVICE = `type config struct { enabled bool; addr string }
type service struct { addr string }
func (s *service) open() { go http.ListenAndServe(s.addr, nil) }
func newService(c config) *service { return &service{addr: c.addr} }
type opener interface { open() }
`;

test('a service opens nothing that no default makes', async () => {
  const code = (listed: string) => `${SERVICE}func main() {
	var all []opener
	for _, c := range []config{${listed}} { all = add(all, c) }
	for _, one := range all { one.open() }
}
func add(all []opener, c config) []opener { if !c.enabled { return all }; return append(all, newService(c)) }`;
  assert.deepEqual(await listensOf(code('{addr: ":8081"}')), ['? http all unknown']);
  assert.deepEqual(await listensOf(code('{addr: ":8081", enabled: true}')), ['8081 http all known']);
});

test('of many that are made by their names nobody knows which', async () => {
  const code = (names: readonly string[], others = '') => `${SERVICE}var makers = map[string]func() opener{}
func register(name string, make func() opener) { makers[name] = make }
func init() { ${names.map((name) => `register("${name}", func() opener { return &service{addr: ":8081"} })`).join('; ')} }
${others}func main() { makers[os.Args[1]]().open() }`;
  const four = ['a', 'b', 'c', 'd'];
  assert.deepEqual(await listensOf(code(four)), ['? http all unknown']);
  assert.deepEqual(await listensOf(code(['a'])), ['8081 http all known']);
  // Those that are made empty, too.
  const empty = (names: readonly string[]) =>
    code(names).replaceAll('&service{addr: ":8081"}', '&service{}').replaceAll('s.addr', '":8081"');
  assert.deepEqual(await listensOf(empty(four)), ['? http all unknown']);
  assert.deepEqual(await listensOf(empty(['a'])), ['8081 http all known']);
  // All of them are.
  const all = 'func run() { for _, make := range makers { make().open() } }\n';
  assert.deepEqual(await listensOf(code(four, all)), ['8081 http all known']);
});
