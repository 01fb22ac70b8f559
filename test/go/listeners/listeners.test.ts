import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listensOf } from '../go-project.ts';

const GET_ENV = `func getEnv(key, fallback string) string {
	if value, ok := os.LookupEnv(key); ok {
		return value
	}
	return fallback
}`;

const cases: Readonly<Record<string, { code: string; listens: string[] }>> = {
  'a constant address': { code: 'http.ListenAndServe(":8080", nil)', listens: ['8080 http all known'] },
  'a bind address': { code: 'http.ListenAndServe("127.0.0.1:9000", nil)', listens: ['9000 http loopback known'] },
  localhost: { code: 'http.ListenAndServe("localhost:9000", nil)', listens: ['9000 http loopback known'] },
  'IPv6 loopback': { code: 'http.ListenAndServe("[::1]:9000", nil)', listens: ['9000 http loopback known'] },
  'all addresses, written out': { code: 'http.ListenAndServe("0.0.0.0:80", nil)', listens: ['80 http all known'] },
  'what is left to a server that may be given a socket': {
    code: 'type server struct { listener net.Listener; http *http.Server }\nfunc (s *server) serve() error { if s.listener != nil { return s.http.Serve(s.listener) }; return s.http.ListenAndServe() }\nfunc main() { (&server{http: &http.Server{}}).serve() }',
    listens: ['? http ? unknown', '? http ? unknown'],
  },
  'an address of one interface': { code: 'http.ListenAndServe("10.0.0.7:80", nil)', listens: ['80 http ? known'] },
  TLS: { code: 'http.ListenAndServeTLS(":8443", "c", "k", nil)', listens: ['8443 https all known'] },
  'a named port': { code: 'http.ListenAndServe(":http", nil)', listens: ['80 http all known'] },
  'an empty address': { code: 'http.ListenAndServe("", nil)', listens: ['80 http all known'] },
  'any free port is unknown': { code: 'http.ListenAndServe(":0", nil)', listens: ['? http all unknown'] },
  'a flag of kingpin whose default is what its variable holds': {
    code: `type options struct { addr string }
func main() {
	o := options{addr: ":8081"}
	kingpin.Flag("addr", "").Default(o.addr).StringVar(&o.addr)
	http.ListenAndServe(o.addr, nil)
}`,
    listens: ['8081 http all default by flag:addr'],
  },
  'a listener that is wrapped in a branch': {
    code: 'l, _ := net.Listen("tcp", ":8081")\nif secure() { l = tls.NewListener(l, config()) }\nhttp.Serve(l, nil)',
    listens: ['8081 http all known'],
  },
  'what a literal is called with where it is written': {
    code: 'l, _ := net.Listen("tcp", ":8081")\ngo func(l net.Listener) { http.Serve(l, nil) }(l)',
    listens: ['8081 http all known'],
  },
  'each of a list, by literals that are called in a loop': {
    code: 'for _, a := range []string{":8081", ":8082"} { go func(addr string) { http.ListenAndServe(addr, nil) }(a) }',
    listens: ['8081 http all known', '8082 http all known'],
  },
  'a struct that the literal of a package variable fills': {
    code: `type server struct { port int }
func newServer() *server { s := new(server)
 s.port = 0
 return s }
func (s *server) run() { http.ListenAndServe(fmt.Sprintf(":%d", s.port), nil) }
var start = func() { s := newServer()
 s.port = 8081
 s.run() }
func main() { start() }`,
    listens: ['8081 http all known'],
  },
  'functions that variables hold, for tests to put others in their place': {
    code: `var (
	listen = net.Listen
	serve = http.Serve
)
func main() {
	l, _ := listen("tcp", ":8081")
	serve(l, nil)
}`,
    listens: ['8081 http all known'],
  },
  'a variable that holds no function of the library': {
    code: `var listen = pick()
func pick() func(string, string) (net.Listener, error) { return net.Listen }
func main() { listen("tcp", ":8081") }`,
    listens: [],
  },
  'a constant by name': {
    code: 'const port = "7000"\nfunc main() { http.ListenAndServe(":" + port, nil) }',
    listens: ['7000 http all known'],
  },
  'a number by Sprintf': {
    code: 'const port = 7000\nfunc main() { http.ListenAndServe(fmt.Sprintf("0.0.0.0:%d", port), nil) }',
    listens: ['7000 http all known'],
  },
  'Itoa and a sum': { code: 'http.ListenAndServe(":" + strconv.Itoa(8000+80), nil)', listens: ['8080 http all known'] },
  'JoinHostPort with an unset host': {
    code: 'http.ListenAndServe(net.JoinHostPort(os.Getenv("HOST"), "8080"), nil)',
    listens: ['8080 http all default by env:HOST'],
  },
  'a variable without default is unknown': {
    code: 'http.ListenAndServe(":" + os.Getenv("PORT"), nil)',
    listens: ['? http all unknown by env:PORT'],
  },
  'a default in an if': {
    code: 'port := os.Getenv("PORT")\nif port == "" {\n port = "8080"\n}\nhttp.ListenAndServe(":" + port, nil)',
    listens: ['8080 http all default by env:PORT'],
  },
  'a default by length': {
    code: 'addr := os.Getenv("ADDR")\nif len(addr) == 0 { addr = "127.0.0.1:3000" }\nhttp.ListenAndServe(addr, nil)',
    listens: ['3000 http loopback default by env:ADDR'],
  },
  'an override in an if': {
    code: 'addr := ":8080"\nif p := os.Getenv("PORT"); p != "" { addr = ":" + p }\nhttp.ListenAndServe(addr, nil)',
    listens: ['8080 http all default by env:PORT'],
  },
  'both branches': {
    code: 'var addr string\nif p, ok := os.LookupEnv("PORT"); ok { addr = ":" + p } else { addr = ":8081" }\nhttp.ListenAndServe(addr, nil)',
    listens: ['8081 http all default by env:PORT'],
  },
  'a number with a default after a failed parse': {
    code: 'port, err := strconv.Atoi(os.Getenv("PORT"))\nif err != nil { port = 5000 }\nhttp.ListenAndServe(fmt.Sprintf(":%v", port), nil)',
    listens: ['5000 http all default by env:PORT'],
  },
  'cmp.Or': {
    code: 'http.ListenAndServe(":" + cmp.Or(os.Getenv("PORT"), "8080"), nil)',
    listens: ['8080 http all default by env:PORT'],
  },
  'a helper function': {
    code: `${GET_ENV}\nfunc main() { http.ListenAndServe(":" + getEnv("PORT", "8080"), nil) }`,
    listens: ['8080 http all default by env:PORT'],
  },
  'helpers inside each other': {
    code: `${GET_ENV}\nfunc main() { http.ListenAndServe(":" + getEnv("APP_PORT", getEnv("PORT", "8080")), nil) }`,
    listens: ['8080 http all default by env:PORT env:APP_PORT'],
  },
  'a number by a helper': {
    code: `func envInt(name string, def int) int {
	v := os.Getenv(name)
	if v == "" { return def }
	n, err := strconv.Atoi(v)
	if err != nil { return def }
	return n
}
func main() { http.ListenAndServe(fmt.Sprintf(":%d", envInt("PORT", 4000)), nil) }`,
    listens: ['4000 http all default by env:PORT'],
  },
  'a flag': {
    code: 'addr := flag.String("listen", ":9090", "usage")\nflag.Parse()\nhttp.ListenAndServe(*addr, nil)',
    listens: ['9090 http all default by flag:listen'],
  },
  'a flag in a package variable': {
    code: 'var port = flag.Int("port", 9091, "usage")\nfunc main() { http.ListenAndServe(fmt.Sprintf(":%d", *port), nil) }',
    listens: ['9091 http all default by flag:port'],
  },
  'a flag by address': {
    code: 'var addr string\nflag.StringVar(&addr, "addr", "127.0.0.1:80", "usage")\nhttp.ListenAndServe(addr, nil)',
    listens: ['80 http loopback default by flag:addr'],
  },
  'a flag whose default is a variable': {
    code: `${GET_ENV}\nfunc main() { a := flag.String("addr", getEnv("ADDR", ":80"), ""); http.ListenAndServe(*a, nil) }`,
    listens: ['80 http all default by flag:addr env:ADDR'],
  },
  'pflag with a short name': {
    code: 'p := pflag.IntP("port", "p", 8088, "usage")\nhttp.ListenAndServe(fmt.Sprintf(":%d", *p), nil)',
    listens: ['8088 http all default by flag:port'],
  },
  'a local name in a command that is a package variable': {
    code: 'var serve = &cobra.Command{Run: func(*cobra.Command, []string) { addr := ":8463"; http.ListenAndServe(addr, nil) }}\nfunc main() { serve.Execute() }',
    listens: ['8463 http all known'],
  },
  "cobra's flags": {
    code: 'var port int\nfunc main() { c := &cobra.Command{}; c.Flags().IntVarP(&port, "port", "p", 8089, ""); http.ListenAndServe(fmt.Sprintf(":%d", port), nil) }',
    listens: ['8089 http all default by flag:port'],
  },
  'an argument': {
    code: 'port := "8080"\nif len(os.Args) > 1 { port = os.Args[1] }\nhttp.ListenAndServe(":" + port, nil)',
    listens: ['8080 http all default by arg:1'],
  },
  'an argument behind the flags': {
    code: 'flag.Bool("v", false, "")\nflag.Parse()\ngo http.ListenAndServe(flag.Arg(0), nil)\nhttp.ListenAndServe(flag.Args()[1], nil)',
    listens: ['? http ? unknown by arg:1', '? http ? unknown by arg:2'],
  },
  'a variable of the package that is the default of the flag that it is given': {
    code: 'var addr = ":8095"\nfunc main() { given := flag.String("addr", addr, ""); flag.Parse(); addr = *given; http.ListenAndServe(addr, nil) }',
    listens: ['8095 http all default by flag:addr'],
  },
  'a field of a server': {
    code: 'srv := &http.Server{Addr: ":8082"}\nsrv.ListenAndServe()',
    listens: ['8082 http all known'],
  },
  'a field that is assigned later': {
    code: 'srv := &http.Server{}\nsrv.Addr = ":8083"\nlog.Fatal(srv.ListenAndServe())',
    listens: ['8083 http all known'],
  },
  'a server without address': { code: 'srv := http.Server{}\nsrv.ListenAndServe()', listens: ['80 http all known'] },
  'a server that another function starts': {
    code: 'type app struct{ srv *http.Server }\nfunc (a *app) run() error { return a.srv.ListenAndServe() }\nfunc main() { a := &app{srv: &http.Server{Addr: ":8084"}}; a.run() }',
    listens: ['8084 http all known'],
  },
  'a method value': {
    code: 'func start(f func() error) { f() }\nfunc main() { s := &http.Server{Addr: ":8085"}; start(s.ListenAndServe) }',
    listens: ['8085 http all known'],
  },
  'a server that somebody else starts': {
    code: 'redis.Serve(&http.Server{Addr: ":8086"})',
    listens: ['8086 http all known'],
  },
  'two servers': {
    code: 'go http.ListenAndServe(":9090", nil)\nhttp.ListenAndServe(":8080", nil)',
    listens: ['9090 http all known', '8080 http all known'],
  },
  'a function that is called twice': {
    code: 'func serve(addr string) { http.ListenAndServe(addr, nil) }\nfunc main() { go serve(":1001"); serve(":1002") }',
    listens: ['1001 http all known', '1002 http all known'],
  },
  'a socket that is served': {
    code: 'l, err := net.Listen("tcp", ":8087")\nif err != nil { panic(err) }\nhttp.Serve(l, nil)',
    listens: ['8087 http all known'],
  },
  'a socket of its own': { code: 'net.Listen("tcp", "localhost:6000")', listens: ['6000 tcp loopback known'] },
  UDP: { code: 'net.ListenPacket("udp", ":5353")', listens: ['5353 udp all known'] },
  'any free port of a client': { code: 'c, _ := net.ListenUDP("udp", nil)\nuse(c)', listens: [] },
  'a Unix socket is no port': { code: 'l, _ := net.Listen("unix", "/run/app.sock")\nhttp.Serve(l, nil)', listens: [] },
  gRPC: {
    code: 'l, _ := net.Listen("tcp", ":50051")\ns := grpc.NewServer()\ns.Serve(l)',
    listens: ['50051 grpc all known'],
  },
  gin: { code: 'r := gin.Default()\nr.Run(":8090")', listens: ['8090 http all known'] },
  'gin without address reads PORT': { code: 'gin.New().Run()', listens: ['8080 http all default by env:PORT'] },
  'gin from a function': {
    code: 'func router() *gin.Engine { return gin.Default() }\nfunc main() { r := router(); r.Run("localhost:8091") }',
    listens: ['8091 http loopback known'],
  },
  echo: { code: 'e := echo.New()\ne.Logger.Fatal(e.Start(":1323"))', listens: ['1323 http all known'] },
  fiber: { code: 'app := fiber.New()\nlog.Fatal(app.Listen(":3000"))', listens: ['3000 http all known'] },
  chi: { code: 'r := chi.NewRouter()\nhttp.ListenAndServe(":3333", r)', listens: ['3333 http all known'] },
  gorilla: { code: 'r := mux.NewRouter()\nhttp.ListenAndServe(":8000", r)', listens: ['8000 http all known'] },
  fasthttp: { code: 'fasthttp.ListenAndServe(":8092", nil)', listens: ['8092 http all known'] },
  'a field of a struct without a name': {
    code: 'var cfg struct { Web struct { Addr string } }\nfunc main() { cfg.Web.Addr = ":8097"; http.ListenAndServe(cfg.Web.Addr, nil) }',
    listens: ['8097 http all known'],
  },
  'a struct that a tag fills': {
    code: 'type config struct { Port int `env:"PORT" envDefault:"8094"` }\nfunc main() { var c config; env.Parse(&c); http.ListenAndServe(fmt.Sprintf(":%d", c.Port), nil) }',
    listens: ['8094 http all default by env:PORT'],
  },
  'a struct that a function fills': {
    code: `${GET_ENV}
type config struct { port string }
func load() config { return config{port: getEnv("PORT", "8095")} }
func main() { c := load(); s := &http.Server{Addr: ":" + c.port}; s.ListenAndServe() }`,
    listens: ['8095 http all default by env:PORT'],
  },
  'two values that the source does not choose between': {
    code: 'addr := ":8080"\nif rand.Int() > 3 { addr = ":9090" }\nhttp.ListenAndServe(addr, nil)',
    listens: ['? http ? unknown'],
  },
  'a constant in a case about something else does not become the default': {
    code: 'addr := os.Getenv("ADDR")\nif rand.Int() > 3 { addr = ":9090" }\nhttp.ListenAndServe(addr, nil)',
    listens: ['? http ? unknown by env:ADDR'],
  },
  'a value from elsewhere': { code: 'http.ListenAndServe(redis.Address(), nil)', listens: ['? http ? unknown'] },
  'a field that a file fills': {
    code: 'type config struct { Port int `yaml:"port"` }\nfunc main() { var c config; redis.Load(&c); http.ListenAndServe(fmt.Sprintf(":%d", c.Port), nil) }',
    listens: ['? http all unknown by config:port'],
  },
  'a listener that is only opened when a flag is given': {
    code: 'addr := flag.String("metrics", "", "")\nif *addr != "" { http.ListenAndServe(*addr, nil) }',
    listens: ['? http ? unknown by flag:metrics'],
  },
  'one port with and without TLS': {
    code: 'tls := flag.Bool("tls", false, "")\nif *tls { http.ListenAndServeTLS(":8443", "c", "k", nil) } else { http.ListenAndServe(":8443", nil) }',
    listens: ['8443 http all known'],
  },
  'a socket inside TLS': {
    code: 'l, _ := net.Listen("tcp", ":8444")\nhttp.Serve(tls.NewListener(l, nil), nil)',
    listens: ['8444 https all known'],
  },
  'a socket with a keep-alive around it': {
    code: 'type keepAlive struct{ *net.TCPListener }\nfunc main() { l, _ := net.Listen("tcp", ":8445"); s := &http.Server{}; s.Serve(keepAlive{l.(*net.TCPListener)}) }',
    listens: ['8445 http all known'],
  },
  'a socket of an address struct': {
    code: 'l, _ := net.ListenTCP("tcp", &net.TCPAddr{IP: net.ParseIP("127.0.0.1"), Port: 8446})\nhttp.Serve(l, nil)',
    listens: ['8446 http loopback known'],
  },
  'a listen configuration': {
    code: 'var lc net.ListenConfig\nl, _ := lc.Listen(context.Background(), "tcp", ":8447")\nhttp.Serve(l, nil)',
    listens: ['8447 http all known'],
  },
  'an address that is resolved first': {
    code: 'port := flag.Int("port", 3478, "")\nflag.Parse()\naddr, _ := net.ResolveUDPAddr("udp", "0.0.0.0:"+strconv.Itoa(*port))\nvar lc net.ListenConfig\nlc.ListenPacket(context.Background(), addr.Network(), addr.String())',
    listens: ['3478 udp all default by flag:port'],
  },
  'a socket that is only tried': {
    code: 'if l, err := net.Listen("tcp", ":8448"); err == nil { l.Close() }\nl, _ := net.Listen("tcp", ":0")\nfmt.Println(l.Addr().(*net.TCPAddr).Port)\nl.Close()',
    listens: [],
  },
  'two callers of a function far up': {
    code: 'func serve(addr string) { http.ListenAndServe(addr, nil) }\nfunc on(port string) { serve(":" + port) }\nfunc main() { go on("1003"); on("1004") }',
    listens: ['1003 http all known', '1004 http all known'],
  },
  'two callers that take their ports from settings': {
    code: 'func serve(port string) { http.ListenAndServe(":"+port, nil) }\nfunc main() { one, two := os.Getenv("PORT1"), os.Getenv("PORT2"); go serve(one); serve(two) }',
    listens: ['? http all unknown by env:PORT1', '? http all unknown by env:PORT2'],
  },
  'one caller that takes its port from one setting or another': {
    code: 'func serve(port string) { http.ListenAndServe(":"+port, nil) }\nfunc main() { p := os.Getenv("PORT"); if p == "" { p = os.Getenv("HTTP_PORT") }; serve(p) }',
    listens: ['? http all unknown by env:PORT env:HTTP_PORT'],
  },
  'a struct that embeds its server': {
    code: 'type app struct{ *http.Server }\nfunc main() { a := app{Server: &http.Server{Addr: ":8449"}}; a.ListenAndServe() }',
    listens: ['8449 http all known'],
  },
  'one listener for each element of a list': {
    code: 'for _, addr := range []string{":8451", ":8452"} { go http.ListenAndServe(addr, nil) }',
    listens: ['8451 http all known', '8452 http all known'],
  },
  'an option that sets the address': {
    code: `type server struct { addr string }
type option func(*server)
func withAddr(a string) option { return func(s *server) { s.addr = a } }
func newServer(opts ...option) *server { s := &server{addr: ":1"}; for _, o := range opts { o(s) }; return s }
func (s *server) run() { http.ListenAndServe(s.addr, nil) }
func main() { newServer(withAddr(":8453")).run() }`,
    listens: ['8453 http all known'],
  },
  'a function that another picks and returns, called by the name it is given': {
    code: `type listen func(string, http.Handler) error
var pick = picked
func plain() listen { return func(binding string, h http.Handler) error { return http.ListenAndServe(binding, h) } }
func secure(cert, key string) listen { return func(binding string, h http.Handler) error { return http.ListenAndServeTLS(binding, cert, key, h) } }
func picked() (l listen) {
	if cert := os.Getenv("TLS_CERT"); cert != "" { l = secure(cert, "key.pem") } else { l = plain() }
	return
}
func main() { l := pick(); l(":"+getEnv("PORT", "8454"), nil) }
${GET_ENV}`,
    listens: ['8454 http all default by env:PORT'],
  },
  'a constant of a numbered list': {
    code: 'const (\n\tfirst = iota + 8454\n\tsecond\n)\nfunc main() { http.ListenAndServe(fmt.Sprintf(":%d", second), nil) }',
    listens: ['8455 http all known'],
  },
  'a colon that is put before a port where there is none': {
    code: 'port := "8456"\nif !strings.HasPrefix(port, ":") { port = ":" + port }\nhttp.ListenAndServe(port, nil)',
    listens: ['8456 http all known'],
  },
  'a flag whose default is what its variable holds': {
    code: 'type options struct { addr string }\nfunc main() { o := &options{addr: ":8460"}; flag.StringVar(&o.addr, "addr", o.addr, ""); flag.Parse(); http.ListenAndServe(o.addr, nil) }',
    listens: ['8460 http all default by flag:addr'],
  },
  'a flag that is defined behind the function literal that uses it': {
    code: 'var port int\nc := &cobra.Command{Run: func(c *cobra.Command, args []string) { http.ListenAndServe(fmt.Sprintf(":%d", port), nil) }}\nc.Flags().IntVar(&port, "port", 8461, "")\nc.Execute()',
    listens: ['8461 http all default by flag:port'],
  },
  'a branch for a flag that is not set by default': {
    code: 'secure := flag.Bool("tls", false, "")\naddr := ":8462"\nif *secure { addr = ":8463" }\nhttp.ListenAndServe(addr, nil)',
    listens: ['8462 http all default moved by flag:tls'],
  },
  'two flags for one variable': {
    code: 'var a string\nflag.StringVar(&a, "addr", ":8465", "")\nflag.StringVar(&a, "a", ":8465", "")\nhttp.ListenAndServe(a, nil)',
    listens: ['8465 http all default by flag:addr flag:a'],
  },
  'a default for a field that has one already': {
    code: 'type options struct { addr string }\nfunc serve(o options) { if o.addr == "" { o.addr = "unix:x" }; http.ListenAndServe(o.addr, nil) }\nfunc main() { var o options; flag.StringVar(&o.addr, "addr", ":8466", ""); serve(o) }',
    listens: ['8466 http all default by flag:addr'],
  },
  'a part that there may not be': {
    code: 'func bare(s string) string { parts := strings.SplitN(s, "://", 2); if len(parts) > 1 { return parts[1] }; return parts[0] }\nfunc main() { go http.ListenAndServe(bare(":8467"), nil); http.ListenAndServe(bare("tcp://:8468"), nil) }',
    listens: ['8467 http all known', '8468 http all known'],
  },
  'addresses in a list with commas': {
    code: 'a := flag.String("addresses", ":8469,:8470", "")\nfor _, one := range strings.Split(*a, ",") { go http.ListenAndServe(one, nil) }',
    listens: ['8469 http all default by flag:addresses', '8470 http all default by flag:addresses'],
  },
  'no listener': { code: 'fmt.Println("http.ListenAndServe(\\":8080\\", nil)")', listens: [] },
  'a client is no listener': { code: 'http.Get("http://localhost:8080")\nnet.Dial("tcp", ":9000")', listens: [] },
  'a function of the same name': {
    code: 'func ListenAndServe(addr string) {}\nfunc main() { ListenAndServe(":8080") }',
    listens: [],
  },
  'a comment': { code: '// http.ListenAndServe(":8080", nil)', listens: [] },
  'a variable that hides the import': {
    code: 'type fake struct{}\nfunc (fake) ListenAndServe(a string, b any) {}\nfunc main() { http := fake{}; http.ListenAndServe(":8080", nil) }',
    listens: [],
  },
};

for (const [name, { code, listens }] of Object.entries(cases)) {
  test(`listens: ${name}`, async () => {
    assert.deepEqual(await listensOf(code), listens);
  });
}
