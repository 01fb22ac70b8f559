import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factsOf, listensOf } from '../go-project.ts';

test('an address from another package of the module', async () => {
  const config = `package config
import "os"
type Config struct { Addr string }
func Load() *Config {
	c := &Config{Addr: ":8096"}
	if a := os.Getenv("ADDR"); a != "" { c.Addr = a }
	return c
}`;
  const code = `package main
import (
	"net/http"
	"example.com/app/config"
)
func main() { http.ListenAndServe(config.Load().Addr, nil) }`;
  assert.deepEqual(await listensOf('', { 'main.go': code, 'config/config.go': config }), [
    '8096 http all default by env:ADDR',
  ]);
});

test('a field of a struct that a library makes of the type it is told', async () => {
  const head = 'type conf struct { Port int `env:"PORT" envDefault:"8098"` }\n';
  const serve = 'http.ListenAndServe(net.JoinHostPort("", strconv.Itoa(c.Port)), nil) }';
  for (const made of ['c, err := env.ParseAs[conf](); _ = err', 'c := env.Must(env.ParseAs[conf]())'])
    assert.deepEqual(await listensOf(`${head}func main() { ${made}\n${serve}`), ['8098 http all default by env:PORT']);
});

test('a field of a struct that a library makes of the type it is told, and of options', async () => {
  const code = `import ("fmt"; "net/http"; "github.com/caarlos0/env/v11")
type conf struct { HTTP struct { Port int \`env:"PORT" envDefault:"8098"\` } \`envPrefix:"HTTP_"\` }
func main() {
	c, _ := env.ParseAsWithOptions[conf](env.Options{Prefix: "SHOP_"})
	http.ListenAndServe(fmt.Sprintf(":%d", c.HTTP.Port), nil)
}`;
  assert.deepEqual(await listensOf(code), ['8098 http all default by env:SHOP_HTTP_PORT']);
});

for (const [name, { admin, made, listens }] of Object.entries({
  itself: {
    admin: 'http.Server',
    made: 'a := &admin{}; a.Addr, a.Handler = addr, nil; return a',
    listens: ['8025 http all known'],
  },
  'by its name': {
    admin: 'http.Server',
    made: 'a := &admin{}; a.Server.Addr = addr; return a',
    listens: ['8025 http all known'],
  },
  'in its literal': {
    admin: '*http.Server',
    made: 'return &admin{&http.Server{Addr: addr}}',
    listens: ['8025 http all known'],
  },
  'out of sight': {
    admin: '*http.Server',
    made: 'a := &admin{}; fill(&a.Server); return a',
    listens: ['? http ? unknown'],
  },
  'beside one of its own': {
    admin: 'http.Server; Addr string',
    made: 'a := &admin{}; a.Addr = addr; return a',
    listens: ['80 http all known'],
  },
})) {
  test(`a server that is embedded in a struct, which is given its address ${name}`, async () => {
    const code = `import "net/http"
type admin struct { ${admin} }
func fill(s **http.Server) {}
func New(addr string) *admin { ${made} }
func main() { New(":8025").ListenAndServe() }`;
    assert.deepEqual(await listensOf(code), listens);
  });
}

test('a variable of another package that a flag sets', async () => {
  const code = `package main
import (
	"flag"
	"net/http"
	"example.com/app/config"
)
func main() {
	flag.StringVar(&config.Addr, "addr", config.Addr, "")
	flag.Parse()
	http.ListenAndServe(config.Addr, nil)
}`;
  assert.deepEqual(
    await listensOf('', { 'main.go': code, 'config/config.go': 'package config\nvar Addr = "[::]:8097"\n' }),
    ['8097 http all default by flag:addr'],
  );
});

test('a listener tells the place of its call', async () => {
  const { listens } = await factsOf('\thttp.ListenAndServe(":8080", nil)');
  assert.deepEqual(listens[0] && { file: listens[0].file, line: listens[0].line }, { file: 'main.go', line: 8 });
});

test('what the flags of a listener hold by default', async () => {
  const { listens } = await factsOf(
    'host := flag.String("host", "127.0.0.1:8080", "")\nflag.Parse()\nhttp.ListenAndServe(*host, nil)',
  );
  assert.deepEqual(
    listens.map(({ defaults }) => defaults),
    [{ 'flag:host': '127.0.0.1:8080' }],
  );
});

test('what a flag that is a field holds by default', async () => {
  const code = `package main
import (
	"net/http"
	"github.com/jessevdk/go-flags"
)
func main() {
	var opts struct {
		Host string \`long:"debug-host" default:"localhost:6060"\`
	}
	flags.Parse(&opts)
	http.ListenAndServe(opts.Host, nil)
}`;
  const { listens } = await factsOf('', { 'main.go': code });
  assert.deepEqual(
    listens.map(({ defaults }) => defaults),
    [{ 'flag:debug-host': 'localhost:6060' }],
  );
});

test('a field that a function is handed to set', async () => {
  const code = `package main
import (
	"fmt"
	"net/http"
	"os"
	"strconv"
)
type config struct { Port int }
func positive(name string, set func(int), standard int) error {
	return checked(name, standard, set, func(n int) bool { return n > 0 })
}
func checked(name string, standard int, set func(int), check func(int) bool) error {
	n := standard
	if text := os.Getenv(name); text != "" {
		n, _ = strconv.Atoi(text)
	}
	if check(n) { set(n) }
	return nil
}
func main() {
	c := &config{}
	positive("APP_PORT", func(n int) { c.Port = n }, 50051)
	http.ListenAndServe(fmt.Sprintf(":%d", c.Port), nil)
}`;
  assert.deepEqual(await listensOf('', { 'main.go': code }), ['50051 http all default by env:APP_PORT']);
});

test('a listener that waits for a setting whose name is not in sight names none', async () => {
  const code = `package main
import (
	"net/http"
	"example.org/conf"
)
func main() {
	mode := conf.Load("mode")
	if mode == "" { mode = "plain" }
	if mode != "plain" { http.ListenAndServe(":9090", nil) }
}`;
  assert.deepEqual(await listensOf('', { 'main.go': code }), ['? http all unknown']);
});

test('a flag of a library whose flags are variables, too', async () => {
  const code = `package main
import (
	"net/http"
	"github.com/namsral/flag"
)
func main() {
	o := &options{}
	o.define()
	http.ListenAndServe(o.addr, nil)
}
type options struct{ addr string }
func (o *options) define() {
	flag.StringVar(&o.addr, "bind-addr", "localhost:8081", "")
	flag.Parse()
}`;
  assert.deepEqual(await listensOf('', { 'main.go': code }), [
    '8081 http loopback default by flag:bind-addr env:BIND_ADDR',
  ]);
});

test('a field that is given a default for its own emptiness', async () => {
  const code = `import ("fmt"; "net/http"; "os"; "gopkg.in/yaml.v3")
type conf struct { Port int \`yaml:"port"\` }
func or[T comparable](value, fallback T) T { var zero T; if value == zero { return fallback }; return value }
func (c *conf) complete() { c.Port = or(c.Port, 7000) }
func main() {
	c := &conf{}
	text, _ := os.ReadFile("conf.yaml")
	yaml.Unmarshal(text, c)
	c.complete()
	http.ListenAndServe(fmt.Sprintf(":%d", c.Port), nil)
}`;
  assert.deepEqual(await listensOf(code), ['7000 http all default by config:port']);
});

test('an address that is no empty one because its port is not given', async () => {
  const code = `import ("encoding/json"; "net"; "net/http"; "os"; "strconv")
type conf struct { Addr string \`json:"addr"\`; Port int \`json:"port"\` }
func main() {
	var c conf
	text, _ := os.ReadFile("conf.json")
	json.Unmarshal(text, &c)
	addr := net.JoinHostPort(c.Addr, strconv.Itoa(c.Port))
	if addr == ":" { addr = ":http" }
	http.ListenAndServe(addr, nil)
}`;
  assert.deepEqual(await listensOf(code), ['? http ? unknown by config:addr config:port']);
});

test('fields that a library fills by the flags that their tags name', async () => {
  const code = `import ("flag"; "net/http"; "os"; "github.com/mreiferson/go-options")
type conf struct {
	Addr string \`flag:"http-address"\`
	Cert string \`flag:"tls-cert"\`
}
func main() {
	c := &conf{Addr: ":4151"}
	set := flag.NewFlagSet("app", flag.ExitOnError)
	set.String("http-address", c.Addr, "")
	set.String("tls-cert", c.Cert, "")
	set.Parse(os.Args[1:])
	options.Resolve(c, set, nil)
	if c.Cert != "" { http.ListenAndServeTLS(":4152", c.Cert, "", nil) }
	http.ListenAndServe(c.Addr, nil)
}`;
  assert.deepEqual(await listensOf(code), [
    '? https all unknown by flag:tls-cert',
    '4151 http all default by flag:http-address',
  ]);
});

test('a manager whose options come from a configuration with defaults of its own', async () => {
  const code = `import (
	"flag"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/manager"
	metricsserver "sigs.k8s.io/controller-runtime/pkg/metrics/server"
	"sigs.k8s.io/controller-runtime/pkg/webhook"
	"k8s.io/utils/ptr"
)
type conf struct {
	Metrics string \`json:"metrics"\`
	Health string \`json:"health"\`
	Ready string \`json:"ready"\`
	Port *int \`json:"port"\`
}
func init() { builder.Register(func(o any) { setDefaults(o.(*conf)) }) }
func setDefaults(c *conf) {
	if len(c.Metrics) == 0 { c.Metrics = ":8443" }
	if len(c.Health) == 0 { c.Health = ":8081" }
	if c.Port == nil { c.Port = ptr.To(9444) }
}
func load() (ctrl.Options, conf) {
	o := ctrl.Options{}
	c := conf{}
	builder.Default(&c)
	if o.ReadinessEndpointName == "" && c.Ready != "" { o.ReadinessEndpointName = c.Ready }
	if o.WebhookServer == nil && c.Port != nil {
		w := webhook.Options{}
		w.Port = *c.Port
		o.WebhookServer = webhook.NewServer(w)
	}
	return o, c
}
func main() {
	flag.Parse()
	var o manager.Options
	o, c := load()
	o.HealthProbeBindAddress = c.Health
	o.Metrics = metricsserver.Options{BindAddress: c.Metrics}
	m, _ := ctrl.NewManager(nil, o)
	ctrl.NewWebhookManagedBy(m)
	m.AddReadyzCheck("readyz", nil)
	m.Start(nil)
}`;
  const { listens, health } = await factsOf(code);
  assert.deepEqual(
    listens.map(({ port }) => port),
    [8443, 8081, 9444],
  );
  assert.deepEqual(
    health.map(({ path, port }) => [path, port]),
    [['/readyz', 8081]],
  );
});

test('a method that an interface has of one that it embeds', async () => {
  const conf = `package conf
type Provider interface { Config() *Config }
type Config struct { port int }
func New() *Config { return &Config{port: 4433} }
func (c *Config) Port() int { return c.port }`;
  const code = `package main
import ("fmt"; "net/http"; "example.com/app/conf")
type registry interface { conf.Provider; Name() string }
type first struct { c *conf.Config }
func (f *first) Config() *conf.Config { return f.c }
func (f *first) Name() string { return "first" }
type second struct { c *conf.Config }
func (s *second) Config() *conf.Config { return s.c }
func (s *second) Name() string { return "second" }
func serve(r registry) {
	c := r.Config()
	http.ListenAndServe(fmt.Sprintf(":%d", c.Port()), nil)
}
func main() { serve(&first{c: conf.New()}) }`;
  assert.deepEqual(await listensOf('', { 'main.go': code, 'conf/conf.go': conf }), ['4433 http all known']);
});
