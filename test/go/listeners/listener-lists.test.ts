import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyzeTexts, listensOf } from '../go-project.ts';

interface Case {
  readonly name: string;
  readonly code: string;
  readonly listens: readonly string[];
}

const CASES: readonly Case[] = [
  {
    name: 'of a setting that nobody gives, which has one empty element',
    code: `package main
import ("flag"; "net"; "net/http"; "strings")
func main() {
	hosts := flag.String("hosts", "", "")
	flag.Parse()
	for _, host := range strings.Split(*hosts, ",") { go http.ListenAndServe(net.JoinHostPort(host, "8080"), nil) }
}`,
    listens: ['8080 http all default by flag:hosts'],
  },
  {
    name: 'one of which is empty',
    code: `package main
import ("net/http")
type server struct { public, private []string }
func (s *server) with(private []string) *server { s.private = private; return s }
func open(address string) {
	if address == "" { address = ":http" }
	go http.ListenAndServe(address, nil)
}
func main() {
	s := (&server{public: []string{":8181"}}).with([]string{})
	for _, one := range []struct{ addresses []string }{{s.public}, {s.private}} {
		for _, address := range one.addresses { open(address) }
	}
}`,
    listens: ['8181 http all known'],
  },
  {
    name: 'that are completed one by one, each taken once',
    code: `package main
import ("net"; "net/http"; "os")
func completed(addresses []string, port string) ([]string, error) {
	all := make([]string, 0, len(addresses))
	seen := map[string]struct{}{}
	for _, address := range addresses {
		full, err := withPort(address, port)
		if err != nil { return nil, err }
		if _, ok := seen[full]; !ok {
			all = append(all, full)
			seen[full] = struct{}{}
		}
	}
	return all, nil
}
func withPort(address, port string) (string, error) {
	if _, _, err := net.SplitHostPort(address); err != nil { return net.JoinHostPort(address, port), nil }
	return address, nil
}
func main() {
	all, err := completed([]string{"localhost", "0.0.0.0:8001"}, "8000")
	if err != nil { os.Exit(1) }
	for _, address := range all { go http.ListenAndServe(address, nil) }
	select {}
}`,
    listens: ['8000 http loopback known', '8001 http all known'],
  },
  {
    name: 'of a service that a library starts, beside one that another service starts',
    code: `package main
import ("context"; "fmt"; "net/http"; "example.org/group")
type service struct { host string; port int }
func (s *service) Start(context.Context) error { return http.ListenAndServe(fmt.Sprintf("%s:%d", s.host, s.port), nil) }
type debug struct { service }
func (d *debug) Start(ctx context.Context) error { return d.service.Start(ctx) }
func add(g *group.Group, port int) { s := &service{host: "0.0.0.0", port: port}; g.Add(s) }
func main() {
	g := group.New()
	g.Add(&debug{service: service{host: "127.0.0.1", port: 6060}})
	add(g, 8000)
	_ = &service{port: 9000}
	g.Run()
}`,
    listens: ['6060 http loopback known', '8000 http all known'],
  },
  {
    name: 'of addresses that may name a protocol before them',
    code: `package main
import ("flag"; "net/http"; "strings")
type address struct { protocol, text string }
var listen = flag.String("listen", "127.0.0.1:8001 :8002", "")
var addresses = []address{}
func parsed(text string) address {
	at := strings.Index(text, "://")
	if at == -1 { return address{text: text} }
	return address{protocol: text[0:at], text: text[at+3:]}
}
func main() {
	flag.Parse()
	for _, text := range strings.Split(*listen, " ") { addresses = append(addresses, parsed(text)) }
	for _, one := range addresses { go http.ListenAndServe(one.text, nil) }
	select {}
}`,
    listens: ['8001 http loopback default by flag:listen', '8002 http all default by flag:listen'],
  },
  {
    name: 'of a map that is filled one by one, the last of a name',
    code: `package main
import "net/http"
func main() {
	addresses := map[string]string{"admin": ":8001"}
	addresses["web"] = ":8002"
	addresses["admin"] = ":8003"
	for _, address := range addresses { go http.ListenAndServe(address, nil) }
	select {}
}`,
    listens: ['8003 http all known', '8002 http all known'],
  },
  {
    name: 'of a map with addresses for its keys, which settings change',
    code: `package main
import ("flag"; "net"; "net/http"; "os")
func main() {
	port := flag.String("port", "8000", "")
	flag.Parse()
	public := net.JoinHostPort(os.Getenv("HOST"), *port)
	parts := map[string]int{}
	parts[public] = 1
	parts[":9000"] = 2
	for address := range parts { go http.ListenAndServe(address, nil) }
	select {}
}`,
    listens: ['8000 http all default by env:HOST flag:port', '9000 http all known'],
  },
  {
    name: 'of a map that something out of sight adds to',
    code: `package main
import "net/http"
func main() {
	addresses := map[string]string{}
	if more() { addresses["web"] = ":8002" }
	for _, address := range addresses { go http.ListenAndServe(address, nil) }
	select {}
}`,
    listens: ['? http ? unknown'],
  },
  {
    name: 'of a list that is made and filled by its indexes',
    code: `package main
import "net/http"
func main() {
	servers := make([]*http.Server, 2)
	servers[0] = &http.Server{Addr: ":8001"}
	servers[1] = &http.Server{Addr: ":8002"}
	for _, server := range servers { go server.ListenAndServe() }
	select {}
}`,
    listens: ['8001 http all known', '8002 http all known'],
  },
  {
    name: 'of sockets and servers that one loop makes and another pairs, whatever addresses the servers have',
    code: `package main
import ("fmt"; "net"; "net/http")
func main() {
	options := map[int]string{8001: "a", 8002: "b"}
	sockets := make([]net.Listener, 0, len(options))
	servers := make([]*http.Server, 0, len(options))
	for port := range options {
		socket, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port))
		if err != nil { panic(err) }
		sockets = append(sockets, socket)
		servers = append(servers, &http.Server{Addr: ":http"})
	}
	for i := range servers {
		server, socket := servers[i], sockets[i]
		go func() { server.Serve(socket) }()
	}
	select {}
}`,
    listens: ['8001 http loopback known', '8002 http loopback known'],
  },
  {
    name: 'of a list that a function leaves gaps out of',
    code: `package main
import ("flag"; "net/http"; "strings")
func given(parts []string) []string {
	var kept []string
	for _, part := range parts {
		if trimmed := strings.TrimSpace(part); trimmed != "" { kept = append(kept, trimmed) }
	}
	return kept
}
func main() {
	text := flag.String("listen", ":8001,,:8002", "")
	flag.Parse()
	for _, addr := range given(strings.Split(*text, ",")) { go http.ListenAndServe(addr, nil) }
	select {}
}`,
    listens: ['8001 http all default by flag:listen', '8002 http all default by flag:listen'],
  },
  {
    name: 'of servers that a loop makes and another one starts',
    code: `package main
import "net/http"
type group struct { servers []*http.Server }
func (g *group) add(addrs []string) {
	for _, addr := range addrs { g.servers = append(g.servers, made(addr)) }
}
func made(addr string) *http.Server { return &http.Server{Addr: addr} }
func main() {
	g := &group{}
	g.add([]string{":8003", ":8004"})
	for _, server := range g.servers {
		server := server
		go func() { server.ListenAndServe() }()
	}
	select {}
}`,
    listens: ['8003 http all known', '8004 http all known'],
  },
  {
    name: 'of servers that a function is given one by one',
    code: `package main
import ("context"; "net/http")
func admin(addr string) *http.Server { return &http.Server{Addr: addr, Handler: http.NewServeMux()} }
func run(ctx context.Context, servers ...*http.Server) {
	for _, server := range servers {
		go func() { server.ListenAndServe() }()
	}
	<-ctx.Done()
}
func main() {
	web := &http.Server{Addr: ":8007"}
	run(context.Background(), web, admin(":8008"))
}`,
    listens: ['8007 http all known', '8008 http all known'],
  },
  {
    name: 'of a function that a literal is given to call',
    code: `package main
import "net/http"
func plain(addr string) error { return http.ListenAndServe(addr, nil) }
func main() {
	each := func(serve func(string) error, addrs []string) {
		for _, addr := range addrs { serve(addr) }
	}
	each(plain, []string{":8005"})
}`,
    listens: ['8005 http all known'],
  },
  {
    name: 'of a list whose elements may be left out',
    code: `package main
import "net/http"
func main() {
	var addrs []string
	if others.Wanted() { addrs = append(addrs, ":8006") }
	for _, addr := range addrs { http.ListenAndServe(addr, nil) }
}`,
    listens: ['? http ? unknown'],
  },
  {
    name: 'of structs that tags fill',
    code: `package main
import ("net/http"; "os"; "github.com/creasty/defaults"; "gopkg.in/yaml.v3")
type addresses []string
type config struct {
	Port string \`yaml:"port" default:"8007"\`
	Admin addresses \`yaml:"admin" default:":8008"\`
}
func main() {
	c := config{}
	defaults.MustSet(&c)
	data, _ := os.ReadFile("config.yaml")
	yaml.Unmarshal(data, &c)
	for _, addr := range c.Admin { go http.ListenAndServe(addr, nil) }
	http.ListenAndServe(":"+c.Port, nil)
}`,
    listens: ['8008 http all default by config:admin', '8007 http all default by config:port'],
  },
  {
    name: 'of a flag with a type of its own, which has one where none is given',
    code: `package main
import ("flag"; "net/http"; "strings")
type binds []string
func (b binds) String() string { return strings.Join(b, ",") }
func (b *binds) Set(text string) error { *b = strings.Split(text, ","); return nil }
func main() {
	bs := binds{}
	flag.Var(&bs, "bind", "")
	flag.Parse()
	if len(bs) == 0 { bs = binds{"localhost:6121"} }
	for _, b := range bs { address := b; go func() { http.ListenAndServe(address, nil) }() }
}`,
    listens: ['6121 http loopback default by flag:bind'],
  },
  {
    name: 'of an address that may begin with the network',
    code: `package main
import ("flag"; "net"; "net/http"; "strings")
func where(text string) (string, string) {
	if path, ok := strings.CutPrefix(text, "unix:"); ok { return "unix", path }
	return "tcp", text
}
func main() {
	addr := flag.String("addr", ":8009", "")
	flag.Parse()
	network, address := where(*addr)
	listener, _ := net.Listen(network, address)
	http.Serve(listener, nil)
}`,
    listens: ['8009 http all default by flag:addr'],
  },
  {
    name: 'of a server that a method of its own makes for each',
    code: `package main
import "net/http"
type service struct {
	address string
	server *http.Server
}
func newService(address string) *service { return &service{address: address} }
func (s *service) prepare() { s.server = &http.Server{Addr: s.address} }
func (s *service) serve() error { return s.server.ListenAndServe() }
type starter interface { prepare(); serve() error }
func start(one starter) { one.prepare(); go one.serve() }
func main() {
	start(newService(":8010"))
	start(newService(":8011"))
	select {}
}`,
    listens: ['8010 http all known', '8011 http all known'],
  },
];

for (const { name, code, listens } of CASES) {
  test(`listeners ${name}`, async () => {
    assert.deepEqual(await listensOf('', { 'main.go': code }), listens);
  });
}

test('a server of a library that is analysed itself is what its code opens, not what is known of the library', async () => {
  const { programs } = await analyzeTexts({
    'go.mod': 'module github.com/VictoriaMetrics/VictoriaMetrics\n\ngo 1.26\n',
    'lib/httpserver/serve.go':
      'package httpserver\nimport "net/http"\nfunc Serve(addrs []string, h func()) { for _, a := range addrs { http.ListenAndServe(a, nil) } }\n',
    'main.go':
      'package main\nimport ("github.com/VictoriaMetrics/VictoriaMetrics/lib/httpserver"; "example.com/config")\nfunc main() { httpserver.Serve(config.Addresses(), nil) }\n',
  });
  assert.deepEqual(
    programs[0]?.listens.map(({ file, port }) => `${file} ${port ?? '?'}`),
    ['lib/httpserver/serve.go ?'],
  );
});
