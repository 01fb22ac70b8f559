import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyzeTexts } from '../go-project.ts';

interface Case {
  /** What main.go imports, by paths. */
  readonly imports: string;
  readonly code: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly listens?: readonly string[];
  readonly health?: readonly string[];
  readonly env?: readonly string[];
  readonly kind?: string;
}

const OPTIONS = `type server struct { addr string }
type option func(*server)
func withPort(port string) option { return func(s *server) { s.addr = net.JoinHostPort("", port) } }
func newServer(opts ...option) *server { s := &server{addr: ":80"}; for _, o := range opts { o(s) }; return s }
func (s *server) run() { http.ListenAndServe(s.addr, nil) }`;

/** Services as teams put them together, each with one thing that is easily misread. */
const cases: Readonly<Record<string, Case>> = {
  'an option that is always given takes the place of the default': {
    imports: 'net net/http os',
    code: `${OPTIONS}\nfunc main() { newServer(withPort(os.Getenv("PORT"))).run() }`,
    listens: ['? by env:PORT'],
  },
  'an option that is only given with a variable leaves the default': {
    imports: 'net net/http os',
    code: `${OPTIONS}\nfunc main() { if p := os.Getenv("PORT"); p != "" { newServer(withPort(p)).run() } else { newServer().run() } }`,
    listens: ['80 by env:PORT'],
  },
  'viper with a file of variables': {
    imports: 'net/http github.com/spf13/viper',
    code: 'type config struct { Address string `mapstructure:"HTTP_ADDRESS"` }\nfunc main() { viper.AddConfigPath("."); viper.SetConfigName("app"); viper.SetConfigType("env"); viper.AutomaticEnv(); viper.ReadInConfig(); var c config; viper.Unmarshal(&c); http.ListenAndServe(c.Address, nil) }',
    files: { 'app.env': 'HTTP_ADDRESS=0.0.0.0:8081\nTOKEN_KEY=abc\n' },
    listens: ['8081 by env:HTTP_ADDRESS config:HTTP_ADDRESS'],
    env: ['HTTP_ADDRESS', 'TOKEN_KEY'],
  },
  'a socket of an upgrader': {
    imports: 'net/http github.com/cloudflare/tableflip',
    code: 'func main() { upg, _ := tableflip.New(tableflip.Options{}); l, _ := upg.Fds.Listen("tcp", ":8082"); s := &http.Server{}; s.Serve(l) }',
    listens: ['8082'],
  },
  'an address beside a port is not the port': {
    imports: 'github.com/gobuffalo/buffalo',
    code: 'func main() { app := buffalo.New(buffalo.Options{}); app.Serve() }',
    listens: ['3000 by env:ADDR env:PORT'],
    env: ['ADDR', 'PORT=3000'],
  },
  "what go-zero's file opens beside a service": {
    imports: 'flag net/http github.com/zeromicro/go-zero/core/conf github.com/zeromicro/go-zero/rest',
    code: `var file = flag.String("f", "etc/shop.yaml", "")
type config struct { rest.RestConf }
func main() { flag.Parse(); var c config; conf.MustLoad(*file, &c); s := rest.MustNewServer(c.RestConf); register(s); s.Start() }
func register(s *rest.Server) {
	s.AddRoutes([]rest.Route{{Method: http.MethodGet, Path: "/health", Handler: h}}, rest.WithPrefix("/v1"))
	s.AddRoutes(rest.WithMiddlewares([]rest.Middleware{log}, []rest.Route{{Method: http.MethodGet, Path: "/ping", Handler: h}}...), rest.WithJwt("x"))
}
func h(w http.ResponseWriter, r *http.Request) {}`,
    files: {
      'etc/shop.yaml': 'Port: 8091\nPrometheus:\n  Host: 0.0.0.0\n  Port: 9102\nDevServer:\n  Enabled: true\n',
      'etc/other.yaml': 'Port: 8091\nPrometheus:\n  Host: 0.0.0.0\n  Port: 9103\n',
    },
    listens: [
      '8091 by config:Port',
      '9102 by config:Prometheus.Host config:Prometheus.Port',
      '6060 by config:DevServer.Host config:DevServer.Port',
    ],
    health: ['/v1/health 8091', '/healthz 6060'],
  },
  "what go-zero's file takes from variables, and what a tag says in its place": {
    imports: 'flag net/http github.com/zeromicro/go-zero/core/conf github.com/zeromicro/go-zero/rest',
    code: `var file = flag.String("f", "etc/shop.yaml", "")
type config struct { rest.RestConf; DSN string; Admin string \`json:",default=:9000"\` }
func main() { flag.Parse(); var c config; conf.MustLoad(*file, &c, conf.UseEnv()); go http.ListenAndServe(c.Admin, nil); rest.MustNewServer(c.RestConf).Start() }`,
    files: { 'etc/shop.yaml': 'Port: 8091\nDSN: ${MYSQL_DSN}\n' },
    listens: ['9000 by config:admin', '8091 by config:Port'],
    env: ['MYSQL_DSN'],
  },
  'an old go-zero checks no health by itself': {
    imports: 'github.com/zeromicro/go-zero/zrpc',
    code: 'func main() { s := zrpc.MustNewServer(load(), nil); s.Start() }',
    files: { 'go.mod': 'module example.com/app\n\ngo 1.26\n\nrequire github.com/zeromicro/go-zero v1.3.2\n' },
    health: [],
  },
  "beego's routes by namespace": {
    imports: 'web=github.com/beego/beego/v2/server/web',
    code: `func main() { web.Get("/ping", nil); web.AddNamespace(web.NewNamespace("/v1", web.NSNamespace("/sys", web.NSRouter("/healthz", &c{}, "get:Read")))); web.Run() }
type c struct { web.Controller }`,
    health: ['/ping 8080', '/v1/sys/healthz 8080'],
  },
  'a helper that returns the default early': {
    imports: 'net/http os',
    code: 'func main() { http.ListenAndServe(":"+port(), nil) }\nfunc port() string { p := os.Getenv("PORT"); if len(p) == 0 { return "8083" }; return p }',
    listens: ['8083 by env:PORT'],
    env: ['PORT=8083'],
  },
  'a file in a folder that a variable names': {
    imports: 'net/http os path/filepath gopkg.in/yaml.v3',
    code: `type config struct { Address string \`yaml:"address"\` }
func main() { data, _ := os.ReadFile(filepath.Join("conf", stage(), "conf.yaml")); var c config; yaml.Unmarshal(data, &c); http.ListenAndServe(c.Address, nil) }
func stage() string { s := os.Getenv("STAGE"); if s == "" { return "test" }; return s }`,
    files: { 'conf/test/conf.yaml': 'address: ":8084"\n', 'conf/online/conf.yaml': 'address: ":80"\n' },
    listens: ['8084 by config:address'],
    env: ['STAGE=test'],
  },
  'a section of an INI file that a helper maps to a struct': {
    imports: 'fmt net/http github.com/go-ini/ini',
    code: `type app struct { HttpPort string }
type server struct { HttpPort int }
var appSetting, serverSetting, cfg = &app{}, &server{}, load()
func load() *ini.File { f, err := ini.Load("conf/app.ini"); if err != nil { panic(err) }; return f }
func mapTo(section string, v interface{}) { cfg.Section(section).MapTo(v) }
func main() { mapTo("app", appSetting); mapTo("server", serverSetting); http.ListenAndServe(fmt.Sprintf(":%d", serverSetting.HttpPort), nil) }`,
    files: { 'conf/app.ini': '[app]\nHttpPort = none\n[server]\nHttpPort = 8085\n' },
    listens: ['8085 by config:server.HttpPort'],
  },
  'a key of an INI file': {
    imports: 'fmt net/http gopkg.in/ini.v1',
    code: `func main() { cfg, _ := ini.Load("app.ini"); sec, _ := cfg.GetSection("server")
	go http.ListenAndServe(fmt.Sprintf(":%d", sec.Key("PORT").MustInt(1)), nil)
	http.ListenAndServe(cfg.Section("").Key("addr").MustString(":8087"), nil) }`,
    files: { 'app.ini': 'name = x\n[server]\nPORT = 8086\n' },
    listens: ['8086 by config:server.PORT', '8087 by config:addr'],
  },
  'keys of a TOML tree': {
    imports: 'fmt net/http github.com/pelletier/go-toml',
    code: `func main() { config, _ := toml.LoadFile("config.toml")
	go http.ListenAndServe(config.Get("listen_addr").(string), nil)
	server := config.Get("server").(*toml.Tree)
	go http.ListenAndServe(fmt.Sprintf(":%d", server.Get("port").(int64)), nil)
	http.ListenAndServe(config.GetDefault("admin.addr", ":8092").(string), nil) }`,
    files: { 'config.toml': 'listen_addr = ":8090"\n[server]\nport = 8091\n' },
    listens: ['8090 by config:listen_addr', '8091 by config:server.port', '8092 by config:admin.addr'],
  },
  'keys of a TOML tree whose file is not there': {
    imports: 'net/http github.com/pelletier/go-toml',
    code: `var config *toml.Tree
func load(path string) { config, _ = toml.LoadFile(path) }
func main() { load("config.toml")
	go http.ListenAndServe(config.Get("listen_addr").(string), nil)
	http.ListenAndServe(config.GetDefault("admin", ":8092").(string), nil) }`,
    listens: ['? by config:listen_addr', '8092 by config:admin'],
  },
  'a file that beego is told of and that is not there': {
    imports: 'github.com/astaxie/beego',
    code: 'func main() { beego.LoadAppConfig("ini", "conf/app.conf"); beego.Run() }',
    listens: ['?'],
  },
  'the routes of hertz beside metrics on a port of their own': {
    imports: 'context net/http github.com/cloudwego/hertz/pkg/app/server github.com/cloudwego/hertz/pkg/app',
    code: 'func main() { go http.ListenAndServe(":8090", nil); h := server.New(server.WithHostPorts(":8088")); h.GET("/ping", func(c context.Context, ctx *app.RequestContext) {}); h.Spin() }',
    health: ['/ping 8088'],
  },
  'words behind the flags of conf': {
    imports: 'fmt github.com/ardanlabs/conf/v3',
    code: 'func main() { cfg := struct { Args conf.Args }{}; conf.Parse("APP", &cfg); switch cfg.Args.Num(0) { case "migrate": fmt.Println("done") } }',
    kind: 'cli',
  },
  'consumers of go-zero': {
    imports: 'github.com/zeromicro/go-queue/kq github.com/zeromicro/go-zero/core/service',
    code: 'func main() { g := service.NewServiceGroup(); g.Add(kq.MustNewQueue(kq.KqConf{}, nil)); g.Start() }',
    listens: [],
    kind: 'server',
  },
  "configor's default, read by a loader of its own": {
    imports: 'fmt net/http github.com/jinzhu/configor',
    code: `type config struct { Server struct { Port int \`default:"8092"\` } }
func main() { c := new(config); configor.New(&configor.Config{ENVPrefix: "SHOP"}).Load(c, "shop.yml"); http.ListenAndServe(fmt.Sprintf(":%d", c.Server.Port), nil) }`,
    listens: ['8092 by env:SHOP_SERVER_PORT'],
  },
  'a server that listens with or without TLS': {
    imports: 'net/http os',
    code: `func main() { cert, key := os.Getenv("CERT"), os.Getenv("KEY"); tls := cert != "" && key != ""
	s := &http.Server{Addr: ":8093"}
	if tls { s.ListenAndServeTLS(cert, key) } else { s.ListenAndServe() } }`,
    listens: ['8093'],
  },
  'keys of koanf from a map, a file and variables': {
    imports:
      'net net/http strings github.com/knadh/koanf/v2 github.com/knadh/koanf/providers/confmap github.com/knadh/koanf/providers/env github.com/knadh/koanf/providers/file github.com/knadh/koanf/parsers/yaml',
    code: `type conf struct { *koanf.Koanf }
var c, tag = &conf{koanf.New(".")}, koanf.UnmarshalConf{Tag: "conf"}
type server struct { Host string \`conf:"host"\`; Port string \`conf:"port"\` }
func first() map[string]any { return map[string]any{"server.host": "", "server.port": "8095", "metrics": map[string]any{"port": 9095}} }
func (c *conf) load(m map[string]any) { c.Load(confmap.Provider(m, "."), nil); c.Load(file.Provider("shop.yml"), yaml.Parser()); c.Load(env.Provider("SHOP_", ".", key), nil) }
func key(s string) string { return strings.ReplaceAll(strings.ToLower(strings.TrimPrefix(s, "SHOP_")), "_", ".") }
func main() { c.load(first()); var s server; c.UnmarshalWithConf("server", &s, tag)
	go http.ListenAndServe(":"+c.String("metrics.port"), nil); http.ListenAndServe(net.JoinHostPort(s.Host, s.Port), nil) }`,
    files: { 'shop.yml': 'metrics:\n  port: 9096\n' },
    listens: [
      '9096 by env:SHOP_METRICS_PORT config:metrics.port',
      '8095 by env:SHOP_SERVER_HOST config:server.host env:SHOP_SERVER_PORT config:server.port',
    ],
    env: ['SHOP_SERVER_HOST', 'SHOP_SERVER_PORT=8095', 'SHOP_METRICS_PORT=9095'],
  },
  'keys of koanf from a struct and flags': {
    imports:
      'net/http github.com/knadh/koanf/v2 github.com/knadh/koanf/providers/posflag github.com/knadh/koanf/providers/structs github.com/spf13/pflag',
    code: `type conf struct { Addr string \`koanf:"addr"\`; Web struct { Port string \`koanf:"port"\` } \`koanf:"web"\` }
func main() { k := koanf.New("."); pflag.String("debug", ":9097", ""); pflag.Parse()
	k.Load(structs.Provider(conf{Addr: ":8097"}, "koanf"), nil); k.Load(posflag.Provider(pflag.CommandLine, ".", k), nil)
	var c conf; k.Unmarshal("", &c); go http.ListenAndServe(k.String("debug"), nil); http.ListenAndServe(c.Addr, nil) }`,
    listens: ['9097 by flag:debug', '8097'],
  },
  'keys of koanf that a file says which is part of the program': {
    imports:
      '_=embed net/http github.com/knadh/koanf/v2 github.com/knadh/koanf/parsers/yaml github.com/knadh/koanf/providers/file github.com/knadh/koanf/providers/rawbytes',
    code: `//go:embed shop.yml
var standard []byte
func main() { k := koanf.New("."); k.Load(rawbytes.Provider(standard), yaml.Parser()); k.Load(file.Provider("/etc/shop.yml"), yaml.Parser()); http.ListenAndServe(k.String("http.addr"), nil) }`,
    files: { 'shop.yml': 'http:\n  addr: ":8102"\n' },
    listens: ['8102 by config:http.addr'],
  },
  'keys of koanf in the file that a flag names by default': {
    imports:
      'net/http os github.com/knadh/koanf/v2 github.com/knadh/koanf/parsers/toml github.com/knadh/koanf/providers/confmap github.com/knadh/koanf/providers/file github.com/spf13/pflag',
    code: `func main() { k := koanf.New("."); f := pflag.NewFlagSet("shop", pflag.ContinueOnError); f.StringSlice("config", []string{"shop.toml"}, ""); f.Parse(os.Args[1:])
	k.Load(confmap.Provider(map[string]any{"addr": ":8103"}, "."), nil); files, _ := f.GetStringSlice("config"); for _, name := range files { k.Load(file.Provider(name), toml.Parser()) }
	http.ListenAndServe(k.MustString("addr"), nil) }`,
    files: { 'shop.toml': 'addr = ":8104"\n' },
    listens: ['8104 by config:addr'],
  },
  'a file of keys and a file of variables, both read by cleanenv': {
    imports: 'net/http github.com/ilyakaznacheev/cleanenv',
    code: `type config struct { HTTP struct { Port string \`yaml:"port" env:"HTTP_PORT"\` } \`yaml:"http"\` }
func main() { c := &config{}; cleanenv.ReadConfig("shop.yml", c); cleanenv.ReadConfig(".env", c); cleanenv.ReadEnv(c); http.ListenAndServe(c.HTTP.Port, nil) }`,
    files: { 'shop.yml': 'http:\n  port: ":8105"\n' },
    listens: ['8105 by env:HTTP_PORT config:http.port'],
    env: ['HTTP_PORT'],
  },
  'a file of TOML that cleanenv reads': {
    imports: 'net/http github.com/ilyakaznacheev/cleanenv',
    code: `type config struct { Addr string \`toml:"listen" env:"LISTEN"\` }
func main() { var c config; cleanenv.ReadConfig("shop.toml", &c); http.ListenAndServe(c.Addr, nil) }`,
    files: { 'shop.toml': 'listen = ":8106"\n' },
    listens: ['8106 by env:LISTEN config:listen'],
  },
  'keys of koanf below the commands of urfave/cli, with and without variables': {
    imports:
      'context fmt net/http strings github.com/knadh/koanf/v2 github.com/knadh/koanf/providers/cliflagv3 github.com/knadh/koanf/providers/env/v2 github.com/urfave/cli/v3',
    code: `type conf struct { Port int \`koanf:"port"\`; DBHost string \`koanf:"db-host"\` }
func name(k, v string) (string, any) { k = strings.ReplaceAll(strings.ToLower(k), "_", "-"); if strings.Contains(v, " ") { return k, strings.Split(v, " ") }; return fmt.Sprintf("shop.server.%s", k), v }
func serve(_ context.Context, c *cli.Command) error { k := koanf.New("."); k.Load(cliflagv3.Provider(c, "shop.server"), nil)
	k.Load(env.Provider(".", env.Opt{TransformFunc: name}), nil); var cfg conf; k.Unmarshal("shop.server", &cfg); return http.ListenAndServe(fmt.Sprintf(":%d", cfg.Port), nil) }
func main() { server := &cli.Command{Name: "server", Flags: []cli.Flag{&cli.IntFlag{Name: "port", Value: 8101}}, Action: serve}; (&cli.Command{Name: "shop", Commands: []*cli.Command{server}}).Run(context.Background(), nil) }`,
    listens: ['8101 by env:PORT flag:port'],
    env: ['PORT', 'DB_HOST'],
  },
  'a default in a tag that stands where viper has nothing else': {
    imports: 'fmt net/http strings github.com/creasty/defaults github.com/spf13/viper',
    code: `type config struct { HTTP struct { Port int \`mapstructure:"port" default:"8103"\` } \`mapstructure:"http"\` }
func main() { var c config; defaults.MustSet(&c); viper.SetEnvPrefix("shop"); viper.SetEnvKeyReplacer(strings.NewReplacer(".", "_")); viper.BindEnv("http.port"); viper.Unmarshal(&c); http.ListenAndServe(fmt.Sprintf(":%d", c.HTTP.Port), nil) }`,
    listens: ['8103 by env:SHOP_HTTP_PORT'],
  },
  'the address of a server that a struct embeds': {
    imports: 'net net/http',
    code: `type server struct { name string; *http.Server }
func (s *server) run() { l, _ := net.Listen("tcp", s.Addr); s.Serve(l) }
func main() { s := &server{Server: &http.Server{Addr: ":8098"}}; s.run() }`,
    listens: ['8098'],
  },
  'a port that a method of a server says is for TLS only': {
    imports: 'net/http gopkg.in/yaml.v3 os',
    code: `type server struct { Domain string \`yaml:"domain"\` }
func (s *server) secure() bool { return s.Domain != "" }
func redirect() { http.ListenAndServe(":80", nil) }
func main() { var s server; data, _ := os.ReadFile("/etc/shop.yml"); yaml.Unmarshal(data, &s); if s.secure() { go redirect() }; http.ListenAndServe(":8099", nil) }`,
    listens: ['? by config:domain', '8099'],
  },
  'a section of viper, read from the text of its file': {
    imports: 'net/http os strings github.com/spf13/viper',
    code: `func main() { viper.SetConfigFile("shop.yml"); data, _ := os.ReadFile("shop.yml"); viper.ReadConfig(strings.NewReader(os.ExpandEnv(string(data))))
	http.ListenAndServe(":"+port(viper.Sub("shop").Sub("web")), nil) }
func port(v *viper.Viper) string { if v.GetString("port") == "" { return "80" }; return v.GetString("port") }`,
    files: { 'shop.yml': 'shop:\n  web:\n    port: 8100\n' },
    listens: ['8100 by config:shop.web.port'],
  },
  'a file that a loader decodes into what it was handed, and variables before it': {
    imports: 'encoding/json net/http os path/filepath github.com/nicholasjackson/env',
    code: `type config struct { Bind string \`json:"bind"\` }
type file struct { path string; into any }
var path, bind = env.String("CONFIG", false, "./shop.json", ""), env.String("BIND", false, "", "")
var conf *config
func open(p string, into any) { abs, _ := filepath.Abs(p); (&file{path: abs, into: into}).load() }
func (f *file) load() { r, _ := os.OpenFile(f.path, os.O_RDONLY, 0); json.NewDecoder(r).Decode(f.into) }
func main() { env.Parse(); conf = &config{Bind: *bind}; if conf.Bind == "" { open(*path, conf) }; http.ListenAndServe(conf.Bind, nil) }`,
    files: { 'shop.json': '{"bind": "localhost:8101"}' },
    listens: ['8101 by env:BIND config:bind'],
    env: ['CONFIG=./shop.json', 'BIND'],
  },
  'methods in one text, and variables of a loader with a prefix': {
    imports: 'fmt net/http github.com/qiangxue/go-env routing=github.com/go-ozzo/ozzo-routing/v2',
    code: `type config struct { Port int \`env:"PORT"\`; Key string \`env:"KEY,secret"\` }
func main() { c := config{Port: 8102}; env.New("SHOP_", nil).Load(&c); r := routing.New(); r.To("GET,HEAD", "/healthcheck", nil); http.ListenAndServe(fmt.Sprintf(":%v", c.Port), r) }`,
    listens: ['8102 by env:SHOP_PORT'],
    health: ['/healthcheck 8102'],
    env: ['SHOP_PORT=8102', 'SHOP_KEY'],
  },
  'a flag that is an address or a port, and TLS behind a branch that serves for good': {
    imports: 'log net/http os strconv github.com/urfave/cli golang.org/x/crypto/acme/autocert',
    code: `func main() { app := cli.NewApp(); app.Flags = []cli.Flag{cli.StringFlag{Name: "addr", Value: ":8103"}, cli.BoolFlag{Name: "tls"}}; app.Action = serve; app.Run(os.Args) }
func serve(c *cli.Context) error { addr := c.String("addr"); if _, err := strconv.Atoi(addr); err == nil { addr = ":" + addr }
	if !c.Bool("tls") { log.Fatal(http.ListenAndServe(addr, nil)) }
	return http.Serve(autocert.NewListener("example.com"), nil) }`,
    listens: ['8103 by flag:addr', '? by flag:tls'],
  },
};

for (const [name, { imports, code, files, ...expected }] of Object.entries(cases)) {
  test(`services: ${name}`, async () => {
    const paths = imports.split(' ').map((path) => (path.includes('=') ? path.replace('=', ' "') : `"${path}`));
    const main = `package main\nimport (\n${paths.map((path) => `${path}"\n`).join('')})\n${code}\n`;
    const { programs } = await analyzeTexts({
      'go.mod': 'module example.com/app\n\ngo 1.26\n',
      'main.go': main,
      ...files,
    });
    const [program] = programs;
    assert.ok(program);
    const said = {
      listens: program.listens.map(({ port, configuredBy }) => {
        return `${port ?? '?'}${configuredBy.length > 0 ? ` by ${configuredBy.join(' ')}` : ''}`;
      }),
      health: program.health.map(({ path, port }) => `${path} ${port ?? '?'}`),
      env: program.env.map((one) => (one.default === null ? one.name : `${one.name}=${one.default}`)),
      kind: program.kind,
    };
    for (const [key, value] of Object.entries(expected)) assert.deepEqual(said[key as keyof typeof said], value, key);
  });
}
