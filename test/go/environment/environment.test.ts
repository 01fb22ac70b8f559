import assert from 'node:assert/strict';
import { test } from 'node:test';
import { envOf } from '../env-of.ts';
import { factsOf } from '../go-project.ts';

const cases: Readonly<Record<string, { code: string; env: string[] }>> = {
  'a variable that is just read': { code: 'fmt.Println(os.Getenv("MODE"))', env: ['MODE ?'] },
  'a default in an if': { code: 'm := os.Getenv("MODE")\nif m == "" { m = "dev" }\nfmt.Println(m)', env: ['MODE=dev'] },
  'a default beforehand': {
    code: 'm := "dev"\nif v, ok := os.LookupEnv("MODE"); ok { m = v }\nfmt.Println(m)',
    env: ['MODE=dev'],
  },
  'cmp.Or': { code: 'fmt.Println(cmp.Or(os.Getenv("MODE"), "dev"))', env: ['MODE=dev'] },
  'defaults of numbers': {
    code: 'n, err := strconv.Atoi(os.Getenv("N"))\nif err != nil { n = 7 }\nr, err := strconv.ParseFloat(os.Getenv("RATE"), 64)\nif err != nil { r = 0.25 }\nfmt.Println(n, r)',
    env: ['N=7', 'RATE=0.25'],
  },
  'defaults of fields that a look-up sets over, also parsed': {
    code: 'type c struct { addr string; retries int }\nfunc main() { x := c{addr: ":90", retries: 3}\nif v, ok := os.LookupEnv("ADDR"); ok { x.addr = v }\nif v := os.Getenv("RETRIES"); v != "" { if n, err := strconv.Atoi(v); err == nil { x.retries = n } }\nfmt.Println(x.addr, x.retries) }',
    env: ['ADDR=:90', 'RETRIES=3'],
  },
  'a default of a field': {
    code: 'type c struct { m string }\nfunc main() { var x c; x.m = os.Getenv("MODE"); if x.m == "" { x.m = "dev" }; fmt.Println(x) }',
    env: ['MODE=dev'],
  },
  'required by a fatal': {
    code: 'm := os.Getenv("MODE")\nif m == "" { log.Fatal("no mode") }',
    env: ['MODE required'],
  },
  'required by a panic': {
    code: 'm, ok := os.LookupEnv("MODE")\nif !ok { panic("no mode") }\nfmt.Println(m)',
    env: ['MODE required'],
  },
  'required by an exit': { code: 'if os.Getenv("MODE") == "" { os.Exit(1) }', env: ['MODE required'] },
  'required by an error': {
    code: 'func load() (string, error) { m := os.Getenv("MODE"); if m == "" { return "", errors.New("no mode") }; return m, nil }\nfunc main() { load() }',
    env: ['MODE required'],
  },
  'required among others': {
    code: 'a, b := os.Getenv("A"), os.Getenv("B")\nif a == "" || b == "" { log.Fatalf("missing") }',
    env: ['A required', 'B required'],
  },
  'required in a field': {
    code: 'type c struct { key string }\nfunc load() c { return c{key: os.Getenv("MODE")} }\nfunc main() { x := load(); if x.key == "" { log.Fatal("") } }',
    env: ['MODE required'],
  },
  'not required where an argument may say it, too': {
    code: 'func load(args []string) error { var p string\nif len(args) > 0 { p = args[0] } else if os.Getenv("CONF") != "" { p = os.Getenv("CONF") }\nif p == "" { return errors.New("no path") }\nreturn nil }\nfunc main() { if err := load(os.Args[1:]); err != nil { log.Fatal(err) } }',
    env: ['CONF'],
  },
  'not required where something else is asked then': {
    code: 'func name() string { b, _ := os.ReadFile("/etc/name"); return string(b) }\nfunc main() { n := os.Getenv("NAME")\nif n == "" { n = name() }\nif n == "" { log.Fatal("no name") } }',
    env: ['NAME'],
  },
  'required only by what does not run by default': {
    code: 'func check(dsn string) error { if dsn == "" { return errors.New("no dsn") }; return nil }\nfunc main() { kind := flag.String("kind", "memory", ""); dsn := os.Getenv("DSN"); switch *kind { case "postgres": if err := check(dsn); err != nil { log.Fatal(err) } } }',
    env: ['DSN ? secret'],
  },
  'not required where the branch does the work in another way': {
    code: 'func dial() (net.Conn, error) { p := os.Getenv("PROXY"); if p == "" { c, err := net.Dial("tcp", "db:1"); return c, err }; return net.Dial("tcp", p) }\nfunc main() { dial() }',
    env: ['PROXY'],
  },
  'optional where its absence is handled': {
    code: 'm := os.Getenv("MODE")\nif m != "" { fmt.Println(m) }',
    env: ['MODE'],
  },
  'a helper with a default': {
    code: 'func get(k, d string) string { v := os.Getenv(k); if v == "" { return d }; return v }\nfunc main() { fmt.Println(get("MODE", "dev"), get("OTHER", "")) }',
    env: ['MODE=dev', 'OTHER'],
  },
  'a helper that returns zero for nothing': {
    code: 'func num(k string) int { v := os.Getenv(k); if v == "" { return 0 }; n, _ := strconv.Atoi(v); return n }\nfunc get(k string, d bool) bool { v := os.Getenv(k); if v == "" { return d }; return v == "1" }\nfunc main() { fmt.Println(num("N"), get("B", false)) }',
    env: ['N', 'B=false'],
  },
  'a helper that insists': {
    code: 'func must(k string) string { v, ok := os.LookupEnv(k); if !ok { log.Fatalf("%s", k) }; return v }\nfunc main() { fmt.Println(must("MODE")) }',
    env: ['MODE required'],
  },
  'helpers of helpers': {
    code: 'func get(k, d string) string { if v := os.Getenv(k); v != "" { return v }; return d }\nfunc num(k string, d string) int { n, _ := strconv.Atoi(get(k, d)); return n }\nfunc main() { fmt.Println(num("N", "5")) }',
    env: ['N=5'],
  },
  'a generic helper': {
    code: 'func get[T any](k string, d T) T { if v := os.Getenv(k); v != "" { return any(v).(T) }; return d }\nfunc main() { fmt.Println(get[int]("N", 5)) }',
    env: ['N=5'],
  },
  'a name in a constant': { code: 'const key = "MODE"\nfunc main() { fmt.Println(os.Getenv(key)) }', env: ['MODE ?'] },
  'a name that the source does not decide': { code: 'fmt.Println(os.Getenv(os.Args[1]))', env: [] },
  'two places are one variable': {
    code: 'fmt.Println(os.Getenv("A"))\nfmt.Println(cmp.Or(os.Getenv("A"), "b"))',
    env: ['A=b'],
  },
  'struct tags': {
    code: 'type c struct {\n A string `env:"A,required"`\n B string `env:"B" envDefault:"b"`\n C string `env:"C"`\n D string `json:"d"`\n}\nfunc main() { var x c; env.Parse(&x) }',
    env: ['A required', 'B=b', 'C ?'],
  },
  'struct tags with a prefix': {
    code: 'type db struct { Host string `env:"HOST" envDefault:"db"` }\ntype c struct { DB db `envPrefix:"DB_"` }\nfunc main() { var x c; env.Parse(&x) }',
    env: ['DB_HOST=db'],
  },
  'struct tags that nothing reads': {
    code: 'type c struct { A string `env:"A"` }\nfunc main() { fmt.Println(c{}) }',
    env: [],
  },
  envconfig: {
    code: 'type c struct {\n Port int `default:"80"`\n LogLevel string `split_words:"true" required:"true"`\n Other string `envconfig:"NAMED"`\n Dial func() `envconfig:"-"`\n}\nfunc main() { var x c; envconfig.Process("app", &x) }',
    env: ['APP_PORT=80', 'APP_LOG_LEVEL required', 'NAMED ?', 'APP_NAMED ?'],
  },
  'envconfig with a tag below a struct, which counts by itself, too': {
    code: 'type db struct { Host string `envconfig:"DB_HOST" default:"db"` }\ntype c struct { Database db }\nfunc main() { var x c; envconfig.Process("", &x) }',
    env: ['DB_HOST=db', 'DATABASE_DB_HOST=db'],
  },
  cleanenv: {
    code: 'type c struct { A string `env:"A" env-default:"a"`; B string `env:"B" env-required:"true"` }\nfunc main() { var x c; cleanenv.ReadEnv(&x) }',
    env: ['A=a', 'B required'],
  },
  viper: { code: 'viper.SetDefault("mode", "dev")\nviper.BindEnv("mode", "MODE")', env: ['MODE=dev'] },
  'viper with all keys': {
    code: 'func main() { f := pflag.NewFlagSet("x", 0); f.Int("port-metrics", 0, ""); viper.BindPFlags(f); viper.SetEnvPrefix("app"); viper.SetEnvKeyReplacer(strings.NewReplacer("-", "_")); viper.AutomaticEnv(); viper.SetDefault("level", "info"); fmt.Println(viper.GetString("level"), viper.GetInt("port-metrics"), viper.GetBool("dry-run")) }',
    env: ['APP_PORT_METRICS=0', 'APP_LEVEL=info', 'APP_DRY_RUN ?'],
  },
  'flags whose default is a field that viper fills from them, in a program whose port is fixed': {
    code: 'type server struct { addr string }\nfunc newServer(a string) *server { return &server{addr: a} }\nfunc (s *server) add(fs *flag.FlagSet) { fs.String("host-port", s.addr, "") }\nfunc (s *server) fill(v *viper.Viper) { s.addr = v.GetString("host-port") }\nfunc main() { s := newServer(":9090"); fs := new(flag.FlagSet); s.add(fs); fs.Int("workers", 4, ""); f := pflag.NewFlagSet("x", 0); f.AddGoFlagSet(fs); v := viper.New(); v.SetEnvKeyReplacer(strings.NewReplacer("-", "_")); v.AutomaticEnv(); v.BindPFlags(f); s.fill(v); fmt.Println(v.GetInt("workers")); http.ListenAndServe(":8080", nil) }',
    env: ['HOST_PORT', 'WORKERS=4'],
  },
  'a key that the program sets itself': {
    code: 'func main() { viper.AutomaticEnv(); viper.Set("version", "1"); fmt.Println(viper.GetString("version"), viper.GetString("mode")) }',
    env: ['MODE ?'],
  },
  'keys that a helper binds': {
    code: 'func bind(in ...string) { viper.BindEnv(in...) }\nfunc main() { bind("a.b", "APP_A_B"); bind("c") }',
    env: ['APP_A_B ?', 'C ?'],
  },
  'several vipers': {
    code: 'func main() { a := viper.New(); a.SetEnvPrefix("A"); a.AutomaticEnv(); b := viper.New(); fmt.Println(a.GetString("x"), b.GetString("y")) }',
    env: ['A_X ?'],
  },
  'keys that flags name while they are visited': {
    code: 'func main() { f := pflag.NewFlagSet("x", 0); f.String("data-dir", "/data", ""); f.VisitAll(func(one *pflag.Flag) { if v, ok := os.LookupEnv("APP_" + strings.ToUpper(strings.ReplaceAll(one.Name, "-", "_"))); ok { f.Set(one.Name, v) } }) }',
    env: ['APP_DATA_DIR=/data'],
  },
  'flags that a helper visits under a prefix that it cleans': {
    code: 'func fromEnv(prefix string, fs *flag.FlagSet) { fs.VisitAll(func(f *flag.Flag) { clean := strings.TrimSuffix(prefix, "_"); name := fmt.Sprintf("%s_%s", clean, strings.Replace(strings.ToUpper(f.Name), "-", "_", -1)); if v, ok := os.LookupEnv(name); ok { _ = f.Value.Set(v) } }) }\nfunc main() { fs := flag.NewFlagSet("x", 0); fs.Duration("read-timeout", 90*time.Second, ""); fs.String("name", "", ""); other := flag.NewFlagSet("y", 0); other.Int("n", 1, ""); fromEnv("APP_", fs) }',
    env: ['APP_READ_TIMEOUT=1m30s', 'APP_NAME'],
  },
  urfave: {
    code: 'func main() { a := &cli.App{Flags: []cli.Flag{&cli.StringFlag{Name: "addr", Value: ":80", EnvVars: []string{"ADDR", "OLD_ADDR"}}, &cli.StringFlag{Name: "key", Required: true, EnvVars: []string{"KEY"}}}}; a.Run(os.Args) }',
    env: ['ADDR=:80', 'OLD_ADDR=:80', 'KEY required'],
  },
  kingpin: {
    code: 'var addr = kingpin.Flag("addr", "x").Default(":80").Envar("ADDR").String()\nfunc main() { fmt.Println(*addr) }',
    env: ['ADDR=:80'],
  },
  kong: {
    code: 'type cli struct { Addr string `env:"ADDR" default:":80"`; DB struct { Host string `env:"HOST"` } `embed:"" prefix:"db-" envprefix:"DB_"` }\nfunc main() { var c cli; kong.Parse(&c) }',
    env: ['ADDR=:80', 'DB_HOST ?'],
  },
  'kong with names of its own making': {
    code: 'var options = []kong.Option{kong.Vars{"mode": "x"}, kong.DefaultEnvars("APP")}\ntype cli struct { ListenAddr string `default:":80"`; Mode string `default:"${mode}"` }\nfunc main() { var c cli; kong.Parse(&c, options...) }',
    env: ['APP_LISTEN_ADDR=:80', 'APP_MODE'],
  },
  'go-flags': {
    code: 'type group struct { Port int `long:"port" env:"PORT" default:"80"` }\ntype opts struct { HTTP group `group:"http" env-namespace:"HTTP"` }\nfunc main() { var o opts; flags.Parse(&o) }',
    env: ['HTTP_PORT=80'],
  },
  'kong leaves names of tags as they are': {
    code: 'type cli struct { Addr string `env:"ADDR" default:":80"`; Mode string `default:"x"` }\nfunc main() { var c cli; kong.Parse(&c, kong.DefaultEnvars("APP")) }',
    env: ['ADDR=:80', 'APP_MODE=x'],
  },
  'a struct under two prefixes': {
    code: 'type db struct { Host string `env:"HOST"` }\ntype c struct { A db `envPrefix:"A_"`; B db `envPrefix:"B_"` }\nfunc main() { c, _ := env.ParseAs[c](); fmt.Println(c) }',
    env: ['A_HOST ?', 'B_HOST ?'],
  },
  'a list of structs is one variable, whatever its type is called': {
    code: 'type place struct { Name string `env:"NAME"` }\ntype places []place\ntype many = places\ntype c struct { Places places `env:"PLACES"`; Others *many `env:"OTHERS"`; One place `envPrefix:"ONE_"` }\nfunc main() { var x c; env.Parse(&x); fmt.Println(x) }',
    env: ['ONE_NAME ?', 'PLACES ?', 'OTHERS ?'],
  },
  'options of caarlos0/env': {
    code: 'type c struct { DataDir string; N int `envDefault:"3"` }\nfunc main() { var x c; env.ParseWithOptions(&x, env.Options{Prefix: "APP_", UseFieldNameByDefault: true, RequiredIfNoDef: true}) }',
    env: ['APP_DATA_DIR required', 'APP_N=3'],
  },
  'what a literal gives a field before a library fills it': {
    code: 'type c struct { Addr string `env:"ADDR"`; Wait time.Duration `env:"WAIT"`; Level string `env:"LEVEL" envDefault:"info"`; Key string `env:"KEY,required"` }\nfunc main() { x := c{Addr: ":80", Wait: 5 * time.Second, Level: "debug", Key: "none"}; env.Parse(&x) }',
    env: ['ADDR=:80', 'WAIT=5s', 'LEVEL=info', 'KEY required'],
  },
  'literals that do not agree': {
    code: 'type c struct { Addr string `env:"ADDR"` }\nfunc local() c { return c{Addr: ":81"} }\nfunc main() { x := c{Addr: ":80"}; env.Parse(&x); fmt.Println(x, local()) }',
    env: ['ADDR ?'],
  },
  'a number that a program does not do without': {
    code: 'type c struct { Port int `env:"PORT"` }\nfunc main() { var x c; env.Parse(&x); if x.Port == 0 { log.Fatal("no port") } }',
    env: ['PORT required'],
  },
  'a prefix that is not known': {
    code: 'type c struct { A string `envconfig:"A"` }\nfunc main() { var x c; envconfig.Process(os.Args[1], &x) }',
    env: [],
  },
  'ardanlabs/conf': {
    code: 'func main() { cfg := struct { Web struct { APIHost string `conf:"default:0.0.0.0:3000"`; Key string `conf:"required,mask"` } }{}; conf.Parse("SALES", &cfg) }',
    env: ['SALES_WEB_API_HOST=0.0.0.0:3000', 'SALES_WEB_KEY required'],
  },
  'ardanlabs/conf before its version 2': {
    code: 'func main() { var cfg struct { DB struct { Host string `conf:"default:db"` } }; conf.Parse(os.Args[1:], "RELAY", &cfg) }',
    env: ['RELAY_DB_HOST=db'],
  },
  'what gin reads by itself': { code: 'gin.Default().Run()', env: ['PORT=8080'] },
  'a secret': { code: 'fmt.Println(os.Getenv("API_TOKEN"))', env: ['API_TOKEN ? secret'] },
  'a default with a password in it': {
    code: 'fmt.Println(cmp.Or(os.Getenv("UPSTREAM"), "https://me:pw@example.com"))',
    env: ['UPSTREAM=https://me:pw@example.com secret'],
  },
  'what the program sets where nobody has': {
    code: 'func kind() string { if k := os.Getenv("STORE"); k != "" { return k }; return "cassandra" }\nfunc main() { if os.Getenv("STORE") == "" { os.Setenv("STORE", "memory") }; if _, ok := os.LookupEnv("LEVEL"); !ok { os.Setenv("LEVEL", "info") }; fmt.Println(kind(), os.Getenv("LEVEL")) }',
    env: ['STORE=memory', 'LEVEL=info'],
  },
  'what the program sets whatever others say': {
    code: 'func kind() string { if k := os.Getenv("STORE"); k != "" { return k }; return "cassandra" }\nfunc main() { if len(os.Args) > 1 { os.Setenv("STORE", os.Args[1]) }; fmt.Println(kind()) }',
    env: ['STORE'],
  },
  'writing a variable is not reading it': { code: 'os.Setenv("A", "b")', env: [] },
  'variables in a text': { code: 'fmt.Println(os.ExpandEnv("${A}/b/$C"))', env: ['A ?', 'C ?'] },
  'an entry of all variables': {
    code: 'for _, e := range os.Environ() { if v, ok := strings.CutPrefix(e, "A="); ok { fmt.Println(v) } }',
    env: ['A ?'],
  },
  'a map of all variables': {
    code: 'func main() { m := map[string]string{}; for _, e := range os.Environ() { k, v, _ := strings.Cut(e, "="); m[k] = v }; p := m["PORT"]; if p == "" { p = "80" }; fmt.Println(p, m["MODE"]) }',
    env: ['PORT=80', 'MODE ?'],
  },
  'a map of all variables behind a method': {
    code: 'type vars map[string]string\nfunc (v vars) get(k, d string) string { if s, ok := v[k]; ok { return s }; return d }\nfunc all() vars { v := vars{}; for _, e := range os.Environ() { p := strings.SplitN(e, "=", 2); v[p[0]] = p[1] }; return v }\nfunc main() { v := all(); fmt.Println(v.get("A", "x"), v.get("B", "")) }',
    env: ['A=x', 'B'],
  },
  'names that all variables are held against': {
    code: 'func set(k, v string) { switch k { case "A", "B": fmt.Println(v) }; if k == "C" { fmt.Println(v) } }\nfunc main() { for _, e := range os.Environ() { if i := strings.Index(e, "="); i > 0 { set(e[:i], e[i+1:]) } } }',
    env: ['A ?', 'B ?', 'C ?'],
  },
  'a table of options by the names of variables': {
    code: 'type option struct { raw string }\ntype options struct { all map[string]*option }\nfunc (o *options) lines(l []string) { for _, e := range l { k, v, _ := strings.Cut(e, "="); if one, ok := o.all[strings.TrimPrefix(k, "APP_")]; ok { one.raw = v } } }\nfunc main() { o := &options{all: map[string]*option{"A": {raw: "1"}, "B": {}}}; o.lines(os.Environ()) }',
    env: ['APP_A', 'APP_B'],
  },
  'a map that holds something else': {
    code: 'func main() { m := map[string]string{}; for _, e := range os.Args { k, v, _ := strings.Cut(e, "="); m[k] = v }; fmt.Println(m["PORT"], len(os.Environ())) }',
    env: [],
  },
  'what only other systems have': {
    code: 'func main() { if runtime.GOOS == "windows" { fmt.Println(os.Getenv("A")) } else { fmt.Println(os.Getenv("B")) }; switch runtime.GOOS { case "darwin", "windows": fmt.Println(os.Getenv("C")); case "linux", "freebsd": fmt.Println(os.Getenv("D")) }; if runtime.GOOS != "linux" && os.Getenv("E") == "" { return } }',
    env: ['B ?', 'D ?'],
  },
  'what is only called on other systems': {
    code: 'const isWindows = runtime.GOOS == "windows"\nfunc home() string { return os.Getenv("A") }\nfunc main() { if isWindows { fmt.Println(home()) }; if !isWindows { fmt.Println(os.Getenv("B")) } }',
    env: ['B ?'],
  },
  'names that a program leaves alone': {
    code: 'var internal = map[string]bool{"A": true}\nfunc main() { for _, e := range os.Environ() { k, v, _ := strings.Cut(e, "="); if k == "OLD" { log.Println("OLD is gone") }; if !internal[k] { fmt.Println(v) } } }',
    env: [],
  },
  'names in a table': {
    code: 'for _, name := range []string{"A", "B"} { fmt.Println(os.Getenv(name)) }',
    env: ['A ?', 'B ?'],
  },
  'keys of several tables': {
    code: 'func a() map[string]bool { return map[string]bool{"A": true, "B": true} }\nfunc look(keys map[string]bool) { for k := range keys { fmt.Println(os.Getenv(k)) } }\nfunc main() { look(a()); look(map[string]bool{"C": true}) }',
    env: ['A ?', 'B ?', 'C ?'],
  },
  'a helper that takes many names': {
    code: 'func first(names ...string) string { for _, n := range names { if v := os.Getenv(n); v != "" { return v } }; return "" }\nfunc main() { fmt.Println(first("A", "B")) }',
    env: ['A ?', 'B ?'],
  },
  'names that are put together': {
    code: 'const p = "APP_"\nfunc get(k string) string { return os.Getenv(p + k + "_FILE") }\nfunc main() { fmt.Println(get("A"), get("B")) }',
    env: ['APP_A_FILE ?', 'APP_B_FILE ?'],
  },
  'a reader with a prefix': {
    code: 'type reader struct{ prefix string }\nfunc (r reader) str(k, d string) string { if v := os.Getenv(r.prefix + "_" + k); v != "" { return v }; return d }\nfunc main() { r := reader{prefix: "APP"}; fmt.Println(r.str("A", "x")) }',
    env: ['APP_A=x'],
  },
  'a helper in a variable': {
    code: 'func main() { get := func(k, d string) string { if v := os.Getenv(k); v != "" { return v }; return d }; fmt.Println(get("A", "x")) }',
    env: ['A=x'],
  },
  'the reader as a value': {
    code: 'func run(getenv func(string) string) { p := getenv("PORT"); if p == "" { p = "80" }; fmt.Println(p) }\nfunc main() { run(os.Getenv) }',
    env: ['PORT=80'],
  },
  'a switch that demands something only in some cases': {
    code: 'func load() error { if os.Getenv("MODE") != "s3" { return nil }; if os.Getenv("BUCKET") == "" { return errors.New("no bucket") }; return nil }\nfunc main() { load() }',
    env: ['MODE ?', 'BUCKET'],
  },
};

for (const [name, { code, env }] of Object.entries(cases)) {
  test(`environment: ${name}`, async () => {
    assert.deepEqual(await envOf(code), env);
  });
}

test('a changed copy of a library that fills structs', async () => {
  const files = {
    'envconfig/e.go':
      'package envconfig\nimport "os"\nfunc ProcessFlat(prefix string, spec any) error { _ = os.Environ(); return nil }\n',
    'main.go':
      'package main\nimport "example.com/app/envconfig"\ntype level int\nfunc (l *level) Set(s string) error { return nil }\ntype web struct { Addr string `envconfig:"addr" default:":80"` }\ntype c struct { Web web `envconfig:"web"`; Level level }\nfunc main() { var x c; envconfig.ProcessFlat("APP", &x) }\n',
  };
  assert.deepEqual(await envOf('', files), ['APP_WEB_ADDR=:80', 'APP_LEVEL ?']);
});

const koanf: Readonly<Record<string, { provider: string; env: string[] }>> = {
  'names whose underlines are dots': {
    provider:
      'env.Provider("APP_", ".", func(s string) string { return strings.Replace(strings.ToLower(strings.TrimPrefix(s, "APP_")), "_", ".", -1) })',
    env: ['APP_ADDR ?', 'APP_DB_HOST ?', 'APP_LOG ?'],
  },
  'names whose double underlines are dots': {
    provider:
      'env.Provider("APP_", ".", func(s string) string { s = strings.TrimPrefix(s, "APP_"); return strings.ReplaceAll(strings.ToLower(s), "__", ".") })',
    env: ['APP_ADDR ?', 'APP_DB__HOST ?', 'APP_DB__MAX_CONNS ?', 'APP_LOG ?'],
  },
  options: {
    provider:
      'env.Provider(".", env.Opt{Prefix: "APP_", TransformFunc: func(k, v string) (string, any) { return strings.ReplaceAll(strings.ToLower(strings.TrimPrefix(k, "APP_")), "_", "."), v }})',
    env: ['APP_ADDR ?', 'APP_DB_HOST ?', 'APP_LOG ?'],
  },
  'a function that nobody can read': { provider: 'env.Provider("APP_", ".", other.Key)', env: [] },
};

for (const [name, { provider, env }] of Object.entries(koanf)) {
  test(`environment: koanf: ${name}`, async () => {
    const file = `package main\nimport (\n"strings"\n"github.com/knadh/koanf/v2"\n"github.com/knadh/koanf/providers/env"\n"example.org/other"\n)\nvar _ = strings.ToLower\nvar _ other.T\nvar k = koanf.New(".")\ntype db struct { Host string \`koanf:"host"\`; MaxConns int \`koanf:"max_conns"\` }\ntype c struct { Addr string \`koanf:"addr"\`; DB db \`koanf:"db"\`; Other string \`koanf:"-"\` }\nfunc main() { k.Load(${provider}, nil); var x c; k.Unmarshal("", &x); println(k.String("log")) }\n`;
    assert.deepEqual((await envOf('', { 'main.go': file })).sort(), env);
  });
}

test('environment: koanf: what the program ends without', async () => {
  const file =
    'package main\nimport ("errors"; "log"; "strings"; "github.com/knadh/koanf/v2"; "github.com/knadh/koanf/providers/env")\ntype c struct { Port int `koanf:"app_port"`; Mode string `koanf:"mode"` }\nfunc load() (*c, error) { k := koanf.New("."); k.Load(env.Provider("", ".", strings.ToLower), nil); var x c; k.Unmarshal("", &x); if x.Port == 0 { return nil, errors.New("no port") }; return &x, nil }\nfunc main() { x, err := load(); if err != nil { log.Fatal(err) }; println(x.Mode) }\n';
  assert.deepEqual(await envOf('', { 'main.go': file }), ['APP_PORT required', 'MODE ?']);
});

const prefixing = [
  ['github.com/peterbourgon/ff/v3', 'ff.Parse(fs, nil, ff.WithEnvVarPrefix("APP"))'],
  ['github.com/jamiealquiza/envy', 'envy.Parse("APP")'],
  ['github.com/coreos/pkg/flagutil', 'flagutil.SetFlagsFromEnv(fs, "APP")'],
] as const;

for (const [path, call] of prefixing) {
  test(`environment: every flag is a variable by ${path}`, async () => {
    const file = `package main\nimport (\n"flag"\n"${path}"\n)\nfunc main() { fs := flag.CommandLine; fs.String("listen-addr", ":80", ""); ${call} }\n`;
    assert.deepEqual(await envOf('', { 'main.go': file }), ['APP_LISTEN_ADDR=:80']);
  });
}

test('a default that a library knows is open', async () => {
  const { env } = await factsOf('url := os.Getenv("URL")\nif url == "" { url = others.Default }\nfmt.Println(url)');
  assert.deepEqual(
    env.map(({ name, default: fallback, certainty }) => [name, fallback, certainty]),
    [['URL', null, 'unknown']],
  );
});

test('variables in a file of the repository that is expanded before it is read', async () => {
  const code =
    'type c struct { DSN string `yaml:"dsn"` }\nfunc main() { path := os.Getenv("CONFIG"); if path == "" { path = "shop.yaml" }\ndata, _ := os.ReadFile(path); var x c; yaml.Unmarshal([]byte(os.ExpandEnv(string(data))), &x); fmt.Println(x.DSN) }';
  assert.deepEqual((await envOf(code, { 'shop.yaml': 'dsn: ${DB_DSN}\nuser: $DB_USER\n' })).sort(), [
    'CONFIG=shop.yaml',
    'DB_DSN ? secret',
    'DB_USER ?',
  ]);
});

test('only packages that are linked into the program count', async () => {
  const files = {
    'a/a.go': 'package a\nimport "os"\nvar A = os.Getenv("A")\n',
    'b/b.go': 'package b\nimport "os"\nvar B = os.Getenv("B")\n',
    'a/a_test.go': 'package a\nimport "os"\nvar T = os.Getenv("T")\n',
    'a/a_windows.go': 'package a\nimport "os"\nvar W = os.Getenv("W")\n',
    'a/ignored.go': '//go:build ignore\n\npackage a\nimport "os"\nvar I = os.Getenv("I")\n',
    'main.go': 'package main\nimport _ "example.com/app/a"\nfunc main() {}\n',
  };
  assert.deepEqual(await envOf('', files), ['A ?']);
});

test('what the file that is read first sets, no variable must', async () => {
  const code =
    'type c struct { Port string `yaml:"port" env:"PORT" env-required:"true"`; URL string `yaml:"url" env:"URL" env-required:"true"` }\nfunc main() { var x c; cleanenv.ReadConfig("config.yml", &x) }';
  assert.deepEqual(await envOf(code, { 'config.yml': 'port: "8080"\n' }), ['PORT', 'URL required']);
});

test('variables that the defaults of flags name', async () => {
  const code = `import ("github.com/creachadair/command"; "github.com/creachadair/flax")
var given struct {
	Dir  string \`flag:"state-dir,default=$STATE_DIR,Where state is kept"\`
	Name string \`flag:"name,default=\\$5,What it costs"\`
	Dev  bool   \`flag:"dev,For $DEVELOPERS only"\`
}
func main() { _ = &command.C{SetFlags: command.Flags(flax.MustBind, &given)} }`;
  assert.deepEqual(await envOf('', { 'main.go': `package main\n${code}\n` }), ['STATE_DIR ?']);
});
