import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listensOf } from '../go-project.ts';

const SERVERS = `type server struct { addr string }
func (s *server) listen() { http.ListenAndServe(s.addr, nil) }
type config struct { api, peers server }
func (c *config) serve() { go c.api.listen(); c.peers.listen() }
`;

/** Ways that an address takes from where it is written to the call that opens it. */
const cases: Readonly<Record<string, { code: string; listens: string[] }>> = {
  'host and port taken apart and put together': {
    code: 'host, port, _ := net.SplitHostPort("127.0.0.1:8450")\nhttp.ListenAndServe(net.JoinHostPort(host, port), nil)',
    listens: ['8450 http loopback known'],
  },
  'a scheme that is split off': {
    code: 'parts := strings.SplitN("tcp://0.0.0.0:8464", "://", 2)\naddr := parts[0]\nif len(parts) > 1 { addr = parts[1] }\nhttp.ListenAndServe(addr, nil)',
    listens: ['8464 http all known'],
  },
  'a network and an address that one call returns': {
    code: 'func parse(at string) (string, string) { if strings.HasPrefix(at, "unix:") { return "unix", at[5:] }; return "tcp", "localhost:" + at }\nfunc main() { l, _ := net.Listen(parse(cmp.Or(os.Getenv("CONTROL"), "8888"))); use(l) }',
    listens: ['8888 tcp loopback default by env:CONTROL'],
  },
  'the host of a URL': {
    code: 'at := flag.String("listen", "http://127.0.0.1:5555/base", "")\nu, err := url.Parse(*at)\nif err != nil { panic(err) }\nhttp.ListenAndServe(u.Host, nil)',
    listens: ['5555 http loopback default by flag:listen'],
  },
  'a default that is spelled in several ways': {
    code: 'addr := "127.0.0.1:3000"\nif os.Getenv("CI") == "" { addr = "localhost:3000" }\nhttp.ListenAndServe(addr, nil)',
    listens: ['3000 http loopback known'],
  },
  'the text of an address that is written out': {
    code: 'a := &net.TCPAddr{IP: net.ParseIP("127.0.0.1"), Port: 7080}\nhttp.ListenAndServe(a.String(), nil)',
    listens: ['7080 http loopback known'],
  },
  'a flag that is an IP': {
    code: 'ip := pflag.IPP("bind", "b", net.IPv4(127, 0, 0, 1), "")\nhttp.ListenAndServe(net.JoinHostPort(ip.String(), "81"), nil)',
    listens: ['81 http loopback default by flag:bind'],
  },
  'the host of a URL whose scheme is open': {
    code: 'scheme := "http"\nif os.Args[0] == "x" { scheme = "https" }\nu, _ := url.Parse(scheme + "://localhost:8181")\nhttp.ListenAndServe(u.Host, nil)',
    listens: ['8181 http loopback known'],
  },
  'the port of a URL': {
    code: 'u, _ := url.Parse("https://example.com:8443/")\nhttp.ListenAndServe(":"+u.Port(), nil)',
    listens: ['8443 http all known'],
  },
  'a URL that is written out': {
    code: 'u := url.URL{Scheme: "http", Host: "0.0.0.0:81"}\nhttp.ListenAndServe(u.Host, nil)',
    listens: ['81 http all known'],
  },
  'a URL whose host is set later is open': {
    code: 'u, _ := url.Parse("http://localhost:80")\nu.Host = os.Args[1]\nhttp.ListenAndServe(u.Host, nil)',
    listens: ['? http ? unknown'],
  },
  'a URL whose host is set after it was asked': {
    code: 'u, _ := url.Parse("http://localhost:81")\na := u.Host\nu.Host = os.Args[1]\nhttp.ListenAndServe(a, nil)',
    listens: ['81 http loopback known'],
  },
  'a URL whose host is completed where it has no scheme or port': {
    code: `func parse(addr string, port int) (network, address string, err error) {
	u, err := url.Parse(strings.ToLower(addr))
	if err != nil { return network, address, err }
	switch {
	case u.Scheme == "" && u.Host == "": u.Scheme, u.Host = "tcp", net.JoinHostPort(u.Path, strconv.Itoa(port))
	case u.Scheme != "" && u.Host != "":
		if _, _, err := net.SplitHostPort(u.Host); err != nil { u.Host = net.JoinHostPort(u.Host, strconv.Itoa(port)) }
	default:
		return network, address, fmt.Errorf("%s: unsupported", addr)
	}
	return u.Scheme, u.Host, nil
}
func main() { network, address, _ := parse(*flag.String("api", fmt.Sprintf("tcp://0.0.0.0:%d", 82), ""), 82); l, _ := net.Listen(network, address); http.Serve(l, nil) }`,
    listens: ['82 http all default by flag:api'],
  },
  'configurations behind an interface that are made when they are first asked for': {
    code: `type addresser interface { Address() string }
type web struct { port string }
func (c *web) Address() string { return ":" + c.port }
type admin struct { port string }
func (c *admin) Address() string { return "127.0.0.1:" + c.port }
func newWeb() (addresser, error) { port := os.Getenv("WEB_PORT"); if port == "" { return nil, errors.New("no port") }; return &web{port}, nil }
func newAdmin() (addresser, error) { return &admin{port: "84"}, nil }
type provider struct { web, admin addresser }
func (p *provider) Web() addresser { if p.web == nil { c, err := newWeb(); if err != nil { panic(err) }; p.web = c }; return p.web }
func (p *provider) Admin() addresser { if p.admin == nil { c, err := newAdmin(); if err != nil { panic(err) }; p.admin = c }; return p.admin }
func main() { p := &provider{}; go http.ListenAndServe(p.Admin().Address(), nil); http.ListenAndServe(p.Web().Address(), nil) }`,
    listens: ['84 http loopback known', '? http all unknown by env:WEB_PORT'],
  },
  'one of two configurations behind an interface is open': {
    code: `type addresser interface { Address() string }
type web struct{}
func (web) Address() string { return ":85" }
type admin struct{}
func (admin) Address() string { return ":86" }
func made() addresser { if len(os.Args) > 2 { return admin{} }; return web{} }
func main() { http.ListenAndServe(made().Address(), nil) }`,
    listens: ['? http ? unknown'],
  },
  'a server that a function makes unless it is off': {
    code: `type metrics struct { server *http.Server }
func made(addr string) *http.Server { if os.Getenv("QUIET") != "" { return nil }; return &http.Server{Addr: addr} }
func (m metrics) run() { l, _ := net.Listen("tcp", m.server.Addr); m.server.Serve(l) }
func main() { s := made(":83"); m := metrics{server: s}; m.run() }`,
    listens: ['83 http all known'],
  },
  'what comes after a scheme': {
    code: 'func after(addr string) string { parts := strings.SplitN(addr, "//", 2); return parts[len(parts)-1] }\nfunc main() { http.ListenAndServe(after("http://:82"), nil) }',
    listens: ['82 http all known'],
  },
  'what strings.Cut leaves': {
    code: '_, port, _ := strings.Cut("host:83", ":")\nhttp.ListenAndServe(":"+port, nil)',
    listens: ['83 http all known'],
  },
  'letters taken off an end': {
    code: 'http.ListenAndServe(strings.TrimRight(":84//", "/"), nil)',
    listens: ['84 http all known'],
  },
  'a helper that is given the address of a field': {
    code: 'type config struct { addr string }\nfunc setDefault(p *string, value string) { if *p == "" { *p = value } }\nfunc main() { var c config; setDefault(&c.addr, ":85"); http.ListenAndServe(c.addr, nil) }',
    listens: ['85 http all known'],
  },
  'a helper that defines a flag': {
    code: 'func add(fs *flag.FlagSet, p *string, name, value string) { fs.StringVar(p, name, value, "") }\nfunc main() { var addr string; add(flag.CommandLine, &addr, "listen", ":86"); http.ListenAndServe(addr, nil) }',
    listens: ['86 http all default by flag:listen'],
  },
  'a binder of flags behind an interface': {
    code: 'type binder interface { Text(name, value string, p *string) }\ntype plain struct{ fs *flag.FlagSet }\nfunc (b *plain) Text(name, value string, p *string) { b.fs.StringVar(p, name, value, "") }\ntype config struct { addr string }\nfunc bind(b binder, c *config) { b.Text("listen", ":87", &c.addr) }\nfunc main() { c := &config{}; bind(&plain{flag.CommandLine}, c); http.ListenAndServe(c.addr, nil) }',
    listens: ['87 http all default by flag:listen'],
  },
  'a helper that only reads what it is pointed to': {
    code: 'func show(p *string) { fmt.Println(*p) }\nfunc main() { addr := ":88"; show(&addr); http.ListenAndServe(addr, nil) }',
    listens: ['88 http all known'],
  },
  'an address of netip': {
    code: 'port := flag.Uint("port", 8081, "")\nhttp.ListenAndServe(netip.AddrPortFrom(netip.IPv4Unspecified(), uint16(*port)).String(), nil)',
    listens: ['8081 http all default by flag:port'],
  },
  'an address of four numbers': {
    code: 'l, _ := net.ListenTCP("tcp", &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 8083})\nhttp.Serve(l, nil)',
    listens: ['8083 http loopback known'],
  },
  'an address that the library names': {
    code: 'l, _ := net.ListenTCP("tcp", &net.TCPAddr{IP: net.IPv6loopback, Port: 8084})\nhttp.Serve(l, nil)',
    listens: ['8084 http loopback known'],
  },
  'a default beside a number that stands for any free port': {
    code: 'const anyFree = -1\ntype options struct { port int }\nfunc (o *options) fill() { if o.port == 0 { o.port = 4222 } else if o.port == anyFree { o.port = 0 } }\nfunc main() { o := &options{}; flag.IntVar(&o.port, "port", 0, ""); flag.Parse(); o.fill(); http.ListenAndServe(fmt.Sprintf(":%d", o.port), nil) }',
    listens: ['4222 http all default by flag:port'],
  },
  'a default in a switch over the value so far': {
    code: 'type options struct { port int }\nfunc (o *options) fill() { switch { case o.port == 0: o.port = 4223; case o.port < 0: o.port = 0 } }\nfunc main() { o := &options{}; flag.IntVar(&o.port, "port", 0, ""); flag.Parse(); o.fill(); http.ListenAndServe(fmt.Sprintf(":%d", o.port), nil) }',
    listens: ['4223 http all default by flag:port'],
  },
  'a value that another branch of the same condition may go on with': {
    code: 'type options struct { port int }\nfunc (o *options) fill() { if o.port == 0 { o.port = 4224 } else if o.port > 0 { o.port = o.port + 1 } }\nfunc main() { o := &options{}; flag.IntVar(&o.port, "port", 0, ""); flag.Parse(); o.fill(); http.ListenAndServe(fmt.Sprintf(":%d", o.port), nil) }',
    listens: ['? http all unknown by flag:port'],
  },
  'what a function makes of a text that is handed in with it': {
    code: 'func get[T any](name string, standard T, parse func(string) (T, error)) T { text, ok := os.LookupEnv(name); if !ok { return standard }; value, err := parse(text); if err != nil { return standard }; return value }\nfunc main() { http.ListenAndServe(fmt.Sprintf(":%d", get("PORT", 8090, strconv.Atoi)), nil) }',
    listens: ['8090 http all default by env:PORT'],
  },
  'a flag of a type with a text of its own': {
    code: 'var addr netip.AddrPort\nflag.TextVar(&addr, "addr", netip.MustParseAddrPort("0.0.0.0:8093"), "")\nflag.Parse()\nhttp.ListenAndServe(addr.String(), nil)',
    listens: ['8093 http all default by flag:addr'],
  },
  'a literal that a package variable holds': {
    code: 'var address = func() string { return ":8094" }\nfunc main() { http.ListenAndServe(address(), nil) }',
    listens: ['8094 http all known'],
  },
  'a literal that another may take the place of': {
    code: 'var address = func() string { return ":8094" }\nfunc main() { address = others.Address(); http.ListenAndServe(address(), nil) }',
    listens: ['? http ? unknown'],
  },
  'what is loaded once': {
    code: 'type config struct { port string }\nfunc read() *config { return &config{port: "8095"} }\nvar load = sync.OnceValue(read)\nvar host = sync.OnceValue(func() string { return "127.0.0.1" })\nfunc main() { http.ListenAndServe(host() + ":" + load().port, nil) }',
    listens: ['8095 http loopback known'],
  },
  'a default that only a tag gives, of a file that is read': {
    code: 'type server struct { Address string `yaml:"address" env-default:"localhost:8096"` }\ntype config struct { HTTP server `yaml:"http"` }\nfunc main() { var c config; if err := cleanenv.ReadConfig(os.Args[1], &c); err != nil { log.Fatal(err) }; http.ListenAndServe(c.HTTP.Address, nil) }',
    listens: ['8096 http loopback default by config:http.address'],
  },
  'a helper that keeps what it is pointed to': {
    code: 'var kept *string\nfunc keep(p *string) { kept = p }\nfunc main() { addr := ":88"; keep(&addr); http.ListenAndServe(addr, nil) }',
    listens: ['? http ? unknown'],
  },
  'a field whose address a helper only reads, of a struct that flags fill': {
    code: 'type config struct { addr string }\nfunc standard() *config { return &config{addr: ":86"} }\nfunc load() *config { c := standard(); flag.StringVar(&c.addr, "addr", c.addr, ""); return c }\nfunc serve(addr *string) { go func() { http.ListenAndServe(*addr, nil) }() }\nvar loaded *config\nfunc main() { loaded = load(); serve(&loaded.addr) }',
    listens: ['86 http all default by flag:addr'],
  },
  'a pointer that a flag gave, set again': {
    code: 'addr := flag.String("addr", "", "")\nif *addr == "" { *addr = ":89" }\nhttp.ListenAndServe(*addr, nil)',
    listens: ['89 http all default by flag:addr'],
  },
  'the first value that is given': {
    code: 'type config struct { addr string }\nfunc main() { var c config; setter.SetDefault(&c.addr, os.Getenv("ADDR"), ":90"); http.ListenAndServe(c.addr, nil) }',
    listens: ['90 http all default by env:ADDR'],
  },
  'a default unless a flag was given': {
    code: 'var port int\nfunc main() { c := &cobra.Command{}; given := c.Flags().Int("port", 91, ""); port = 92; if c.Flags().Changed("port") { port = *given }; http.ListenAndServe(fmt.Sprintf(":%d", port), nil) }',
    listens: ['92 http all default by flag:port'],
  },
  'a pointer that is nil until a default is put there': {
    code: 'var standard = 8443\ntype config struct { port *int }\nfunc (c *config) fill() { if c.port == nil { c.port = &standard } }\nfunc main() { c := &config{}; c.fill(); http.ListenAndServe(fmt.Sprintf(":%d", *c.port), nil) }',
    listens: ['8443 http all known'],
  },
  'a number that a variable or a constant sets': {
    code: 'type options struct { port int }\nfunc (o *options) fill() { if o.port == 0 { if p := os.Getenv("PORT"); p != "" { n, _ := strconv.Atoi(p); o.port = n } else { o.port = 93 } } }\nfunc main() { o := &options{}; o.fill(); http.ListenAndServe(fmt.Sprintf(":%d", o.port), nil) }',
    listens: ['93 http all default by env:PORT'],
  },
  'variables that a helper tries in turn': {
    code: 'func first(fallback string, names ...string) string { for _, name := range names { if os.Getenv(name) != "" { return os.Getenv(name) } }; return fallback }\nfunc main() { http.ListenAndServe(first(":94", "A", "B"), nil) }',
    listens: ['94 http all default'],
  },
  'the only item of a list': {
    code: 'addrs := []string{":96"}\nfor _, addr := range addrs { go http.ListenAndServe(addr, nil) }\nselect {}',
    listens: ['96 http all known'],
  },
  'a flag that takes a list': {
    code: 'addrs := pflag.StringSlice("listen", []string{":97"}, "")\npflag.Parse()\nfor _, addr := range *addrs { go http.ListenAndServe(addr, nil) }\nselect {}',
    listens: ['97 http all default by flag:listen'],
  },
  "kingpin's list": {
    code: 'addrs := kingpin.Flag("listen", "").Default(":98").Strings()\nfor _, addr := range *addrs { go http.ListenAndServe(addr, nil) }\nselect {}',
    listens: ['98 http all default by flag:listen'],
  },
  'a list of several is open unless it is written where it is gone over': {
    code: 'func open(addrs []string) { for _, addr := range addrs { go http.ListenAndServe(addr, nil) } }\nfunc main() { open(strings.Split(os.Getenv("ADDRS"), ",")) }',
    listens: ['? http ? unknown'],
  },
  'listeners that are collected first': {
    code: 'var open []net.Listener\nl, _ := net.Listen("tcp", ":99")\nopen = append(open, l)\nfor _, one := range open { go http.Serve(one, nil) }\nselect {}',
    listens: ['99 http all known'],
  },
  'servers in a list': {
    code: 'servers := []*http.Server{{Addr: ":101"}, {Addr: ":102"}}\nfor _, s := range servers { go s.ListenAndServe() }\nselect {}',
    listens: ['101 http all known', '102 http all known'],
  },
  'structs that somebody out of sight starts': {
    code: 'type service struct { port int }\nfunc (s *service) Start(ctx context.Context) error { return http.ListenAndServe(fmt.Sprintf(":%d", s.port), nil) }\nfunc main() { redis.Add(&service{port: 103}); redis.Add(&service{port: 104}) }',
    listens: ['103 http all known', '104 http all known'],
  },
  'a struct that a function makes, and somebody out of sight starts': {
    code: 'type service struct { addr string }\nfunc (s *service) Start(ctx context.Context) error { return http.ListenAndServe(s.addr, nil) }\nfunc create(addr string) *service { return &service{addr: addr} }\nfunc main() { redis.Add(create(":105")); redis.Add(create(":106")) }',
    listens: ['105 http all known', '106 http all known'],
  },
  'the only part of a text that is split': {
    code: 'hosts := flag.String("hosts", ":108", "")\nfor _, host := range strings.Split(*hosts, ",") { go http.ListenAndServe(host, nil) }\nselect {}',
    listens: ['108 http all default by flag:hosts'],
  },
  'a pattern that decides': {
    code: 'var socket = regexp.MustCompile(`^unix:(.*)$`)\nfunc main() { addr := ":109"; if socket.MatchString(addr) { addr = os.Args[1] }; http.ListenAndServe(addr, nil) }',
    listens: ['109 http all default by arg:1'],
  },
  'structs of one type by two ways': {
    code: 'type server struct { addr string }\ntype options struct { app, metrics server }\nfunc convert() (server, server) { app := server{addr: ":110"}; metrics := server{addr: ":111"}; return app, metrics }\nfunc main() { var o options; o.app, o.metrics = convert(); http.ListenAndServe(o.app.addr, nil) }',
    listens: ['110 http all known'],
  },
  'an encrypted socket is not yet HTTP': {
    code: 'l, _ := tls.Listen("tcp", ":112", nil)\nfor { c, _ := l.Accept(); fmt.Println(c) }',
    listens: ['112 tcp all known'],
  },
  "NATS' own port": {
    code: 'server.NewServer(&server.Options{Host: "0.0.0.0"})',
    listens: ['4222 tcp all known'],
  },
  'NATS that listens to nobody': {
    code: 'server.NewServer(&server.Options{DontListen: true})',
    listens: [],
  },
  'defaults of viper in a map': {
    code: 'func defaults(all map[string]any) { for key, value := range all { viper.SetDefault(key, value) } }\nfunc main() { defaults(map[string]any{"server.port": "113"}); http.ListenAndServe(":"+viper.GetString("server.port"), nil) }',
    listens: ['113 http all known'],
  },
  'gossip on a port of its own': {
    code: 'c := memberlist.DefaultLANConfig()\nmemberlist.Create(c)',
    listens: ['7946 tcp all known'],
  },
  'gossip on another port': {
    code: 'host, port, _ := net.SplitHostPort("0.0.0.0:107")\nc := memberlist.DefaultLANConfig()\nc.BindAddr = host\nc.BindPort, _ = strconv.Atoi(port)\nmemberlist.Create(c)',
    listens: ['107 tcp all known'],
  },
  'an address that is taken apart and put together': {
    code: `func parse(text, fallback string) (netip.AddrPort, error) {
	if text == "" { text = fallback }
	host, named, err := net.SplitHostPort(text)
	if err != nil { return netip.AddrPort{}, err }
	port, _ := net.LookupPort("tcp", named)
	ip, _ := netip.ParseAddr(host)
	return netip.AddrPortFrom(ip, uint16(port)), nil
}
func serve(at netip.AddrPort) { http.ListenAndServe(at.String(), nil) }
func main() { at, _ := parse(os.Getenv("ADDR"), "127.0.0.1:114"); serve(at) }`,
    listens: ['114 http loopback default by env:ADDR'],
  },
  'a server that a library makes of an address': {
    code: 'servers := map[string]*http.Server{"a": network.NewServer(":"+strconv.Itoa(115), nil)}\nfor name, s := range servers { go func(name string, s *http.Server) { s.ListenAndServe() }(name, s) }',
    listens: ['115 http all known'],
  },
  'a server that a library makes of two addresses': {
    code: 'var s *http.Server = network.NewProxy(":115", "example.org:80")\ns.ListenAndServe()',
    listens: ['? http ? unknown'],
  },
  'a key of a configuration library with its default': {
    code: 'func listenOn(p *configx.Provider, key string) string { return configx.GetAddress(p.String("serve."+key+".host"), p.IntF("serve."+key+".port", 116)) }\nfunc main() { http.ListenAndServe(listenOn(nil, "admin"), nil) }',
    listens: ['116 http all default by config:serve.admin.host config:serve.admin.port'],
  },
  'the only method behind an interface': {
    code: 'type config interface { ListenOn() string }\ntype fixed struct{}\nfunc (fixed) ListenOn() string { return ":117" }\nfunc serve(c config) { http.ListenAndServe(c.ListenOn(), nil) }\nfunc main() { serve(fixed{}) }',
    listens: ['117 http all known'],
  },
  'an interface whose method of that name takes something else': {
    code: 'type tracer interface { Start(ctx any, name string) }\ntype service struct{}\nfunc (*service) Start(addr string) { http.ListenAndServe(addr, nil) }\nfunc trace(t tracer) { t.Start(nil, "span") }\nfunc main() { trace(network.Tracer()); (&service{}).Start(":135") }',
    listens: ['135 http all known'],
  },
  'two methods behind an interface, each where it is handed in': {
    code: 'type config interface { ListenOn() string }\ntype a struct{}\nfunc (a) ListenOn() string { return ":117" }\ntype b struct{}\nfunc (b) ListenOn() string { return ":118" }\nfunc serve(c config) { http.ListenAndServe(c.ListenOn(), nil) }\nfunc main() { if len(os.Args) > 1 { serve(a{}) } else { serve(b{}) } }',
    listens: ['117 http all known', '118 http all known'],
  },
  'a colon before what has none': {
    code: 'func normalized(port string) string { if strings.ContainsAny(port, ":") { return port }; return ":" + port }\nfunc main() { http.ListenAndServe(normalized("119"), nil) }',
    listens: ['119 http all known'],
  },
  'a flag that the program describes in a struct of its own': {
    code: 'type flagOf[T any] struct { Name string; Default, value T }\nfunc (f *flagOf[T]) Value() T { return f.value }\nfunc (f *flagOf[T]) Parse() { f.value = network.Read[T](f.Name) }\nvar listen = flagOf[string]{Name: "listen", Default: ":132"}\ntype group struct { listen *flagOf[string] }\nfunc main() { g := &group{listen: &listen}; g.listen.Parse(); http.ListenAndServe(g.listen.Value(), nil) }',
    listens: ['132 http all default by flag:listen'],
  },
  'flags that are defined by what is handed in': {
    code: 'type metrics struct { port string }\nfunc (m *metrics) attach(text func(p *string, name, value, usage string)) { text(&m.port, "metrics-port", "133", "") }\nfunc main() { m := &metrics{}; fs := pflag.NewFlagSet("x", 0); m.attach(fs.StringVar); http.ListenAndServe(":"+m.port, nil) }',
    listens: ['133 http all default by flag:metrics-port'],
  },
  'flags that a helper defines and binds to keys of the same name': {
    code: `var root = &cobra.Command{RunE: func(*cobra.Command, []string) error { return http.ListenAndServe(fmt.Sprintf(":%d", viper.GetInt("port")), nil) }}
func number(name string, value int) { root.Flags().Int(name, value, ""); viper.BindPFlag(name, root.Flags().Lookup(name)) }
func main() { number("other", 1); number("port", 134); root.Execute() }`,
    listens: ['134 http all default by flag:port'],
  },
  'a default where what a library gives is empty': {
    code: 'var given = network.NewList("listen")\nfunc main() { all := *given; if len(all) == 0 { all = []string{":120"} }; for _, addr := range all { http.ListenAndServe(addr, nil) } }',
    listens: ['120 http all default'],
  },
  'a default where what the program itself gives is empty': {
    code: 'func serve(addr string) { if addr == "" { addr = ":1" }; http.ListenAndServe(addr, nil) }\nfunc main() { go serve(":121"); serve(":122") }',
    listens: ['121 http all known', '122 http all known'],
  },
  'a key of an INI file with its default': {
    code: 'var port string\nfunc load(c network.Config) { s := c.Section("server"); port = s.Key("PORT").MustString("123") }\nfunc main() { load(network.Load()); http.ListenAndServe(":"+port, nil) }',
    listens: ['123 http all default by config:PORT'],
  },
  'a key of an INI file that says which': {
    code: 'func main() { addr := ":124"; switch network.Load().Section("").Key("PROTOCOL").String() { case "unix": addr = "/run/app.sock" }; http.ListenAndServe(addr, nil) }',
    listens: ['124 http all default moved by config:PROTOCOL'],
  },
  "a default of beego's configuration": {
    code: 'http.ListenAndServe(network.AppConfig.DefaultString("addr", ":125"), nil)',
    listens: ['125 http all default by config:addr'],
  },
  'a variable that holds the function which listens': {
    code: 'var open = openPlain\nfunc openPlain(addr string) error { return http.ListenAndServe(addr, nil) }\nfunc main() { open(":126") }',
    listens: ['126 http all known'],
  },
  'a counter': {
    code: 'var last = 127\nfunc next() int { last--; return last }\nfunc main() { http.ListenAndServe(fmt.Sprintf(":%d", next()), nil) }',
    listens: ['? http all unknown'],
  },
  'a loop that looks for a port that is free': {
    code: 'for port := 128; port < 200; port++ { http.ListenAndServe(fmt.Sprintf(":%d", port), nil) }',
    listens: ['128 http all known'],
  },
  'what is added to a field': {
    code: 'type server struct { addr string }\nfunc main() { s := &server{addr: "localhost"}; s.addr += ":129"; http.ListenAndServe(s.addr, nil) }',
    listens: ['129 http loopback known'],
  },
  'a port six calls away': {
    code: 'func a(p string) { b(p) }\nfunc b(p string) { c(p) }\nfunc c(p string) { d(p) }\nfunc d(p string) { e(p) }\nfunc e(p string) { http.ListenAndServe(p, nil) }\nfunc main() { a(":130"); a(":131") }',
    listens: ['130 http all known', '131 http all known'],
  },
  'two structs of one type': {
    code: 'type config struct { addr string }\nvar defaults = &config{addr: ":95"}\nfunc main() { c := &config{addr: ":1"}; c.addr = os.Args[1]; http.ListenAndServe(defaults.addr, nil) }',
    listens: ['95 http all known'],
  },
  'two fields of one type, of which each has an address of its own': {
    code: `${SERVERS}func main() { c := &config{}; c.api.addr = ":8001"; c.peers.addr = ":8002"; c.serve() }`,
    listens: ['8001 http all known', '8002 http all known'],
  },
  'flags that a helper defines for each of two fields': {
    code: `${SERVERS}func define(fs *pflag.FlagSet, s *server, prefix, addr string) { prefix = cmp.Or(prefix, "x"); fs.StringVar(&s.addr, prefix+"-addr", addr, "") }
func main() { c := &config{}; fs := pflag.NewFlagSet("x", 0); define(fs, &c.api, "api", ":8003"); define(fs, &c.peers, "peers", ":8004"); c.serve() }`,
    listens: ['8003 http all default by flag:api-addr', '8004 http all default by flag:peers-addr'],
  },
};

for (const [name, { code, listens }] of Object.entries(cases)) {
  test(`listens: ${name}`, async () => {
    assert.deepEqual(await listensOf(code), listens);
  });
}
