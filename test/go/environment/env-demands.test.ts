import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { factsOf } from '../go-project.ts';

/** `required`, and `filled` where an empty text ends the program, too; or that the file has it. */
async function demandsOf(code: string, name = 'X'): Promise<string> {
  const { env } = await factsOf(code);
  const variable = env.find((one) => one.name === name);
  const words = [
    variable?.required === true ? 'required' : '',
    variable?.mustBeFilled ? 'filled' : '',
    variable?.orInFile ? 'or in the file' : '',
  ];
  return words.filter((word) => word !== '').join(' ');
}

const PARSED = 'n, err := strconv.Atoi(os.Getenv("X"))\n';
const HELPER =
  'func number(key string) (int, error) { n, err := strconv.Atoi(os.Getenv(key)); if err != nil { return 0, err }; return n, nil }\n';

describe('what a program demands of a variable', () => {
  const table: Readonly<Record<string, { code: string; demands: string; name?: string }>> = {
    'a text': { code: 'if os.Getenv("X") == "" { log.Fatal("no X") }', demands: 'required filled' },
    'a text of some length': {
      code: 'if len(os.Getenv("X")) < 16 { log.Fatal("X is too short") }',
      demands: 'required filled',
    },
    'nothing where a text is too long': {
      code: 'if len(os.Getenv("X")) > 16 { log.Fatal("X is too long") }',
      demands: '',
    },
    'one of some words': {
      code: 'x := os.Getenv("X")\nswitch x {\ncase "a", "b": fmt.Println("ab")\ncase "c": fmt.Println("c")\ndefault: fmt.Println("none"); os.Exit(127)\n}',
      demands: 'required filled',
    },
    'one of some words, in an if': {
      code: 'x := os.Getenv("X")\nif x != "a" && x != "b" { log.Fatal("no X") }',
      demands: 'required filled',
    },
    'one of some words, with an error of the function that reads it': {
      code: 'func run() error { switch x := os.Getenv("X"); x { case "a": fmt.Println("a"); default: return fmt.Errorf("no %s", x) }; return nil }\nfunc main() { if err := run(); err != nil { log.Fatal(err) } }',
      demands: 'required filled',
    },
    'nothing where a helper knows some words only': {
      code: 'func level(x string) (int, error) { switch x { case "debug": return 1, nil; default: return 0, fmt.Errorf("no %s", x) } }\nfunc main() { l, err := level(os.Getenv("X"))\nif err != nil { l = 2 }\nfmt.Println(l) }',
      demands: '',
    },
    'nothing where none of the words is one': {
      code: 'x := os.Getenv("X")\nswitch x {\ncase "": fmt.Println("none")\ncase "c": fmt.Println("c")\ndefault: os.Exit(127)\n}',
      demands: '',
    },
    'nothing where other words do no harm': {
      code: 'x := os.Getenv("X")\nswitch x {\ncase "a": fmt.Println("a")\ndefault: fmt.Println("none")\n}',
      demands: '',
    },
    'that it is set': {
      code: 'x, ok := os.LookupEnv("X")\nif !ok { log.Fatal("no X") }\nfmt.Println(x)',
      demands: 'required',
    },
    'that it is set and no empty text': {
      code: 'x, ok := os.LookupEnv("X")\nif !ok || x == "" { log.Fatal("no X") }\nfmt.Println(x)',
      demands: 'required filled',
    },
    'each of a list': {
      code: 'for _, name := range []string{"URL", "X"} { if os.Getenv(name) == "" { log.Fatal(name) } }',
      demands: 'required filled',
    },
    'each key of a map, by a function that returns the error': {
      code: 'var c struct{ x, y string }\nfunc load() error { for name, to := range map[string]*string{"X": &c.x, "Y": &c.y} { v := os.Getenv(name); if v == "" { return errors.New(name) }; *to = v }; return nil }\nfunc main() { if err := load(); err != nil { log.Fatal(err) } }',
      demands: 'required filled',
    },
    'each of a list that a branch before may pass over': {
      code: 'for _, name := range []string{"URL", "X"} { if len(os.Args) > 1 { continue }; if os.Getenv(name) == "" { log.Fatal(name) } }',
      demands: '',
    },
    'each of a list in a branch': {
      code: 'if len(os.Args) > 1 { for _, name := range []string{"URL", "X"} { if os.Getenv(name) == "" { log.Fatal(name) } } }',
      demands: '',
    },
    'a number': { code: `${PARSED}if err != nil { log.Fatal(err) }\nfmt.Println(n)`, demands: 'required filled' },
    'a number, in the branch itself': {
      code: 'if _, err := strconv.ParseBool(os.Getenv("X")); err != nil { panic(err) }',
      demands: 'required filled',
    },
    'a number, by a helper': {
      code: `${HELPER}func main() { n, err := number("X"); if err != nil { log.Fatal(err) }; fmt.Println(n) }`,
      demands: 'required filled',
    },
    'a number, by a helper that ends the program': {
      code: 'func number(key string) int { n, err := strconv.Atoi(os.Getenv(key)); if err != nil { log.Fatal(err) }; return n }\nfunc main() { fmt.Println(number("X")) }',
      demands: 'required filled',
    },
    'a duration of a field, by a function that hands on the error': {
      code: 'type c struct { wait time.Duration }\nfunc load() (c, error) { d, err := time.ParseDuration(os.Getenv("X")); if err != nil { return c{}, fmt.Errorf("X: %w", err) }; return c{wait: d}, nil }\nfunc run() error { x, err := load(); if err != nil { return err }; fmt.Println(x); return nil }\nfunc main() { if err := run(); err != nil { os.Exit(1) } }',
      demands: 'required filled',
    },
    'nothing where only a setting has a helper asked for it': {
      code: 'func must(key string) string { v := os.Getenv(key); if v == "" { panic(key) }; return v }\nfunc trace() { fmt.Println(must("X")) }\nfunc main() { fmt.Println(must("Y")); if os.Getenv("TRACING") == "1" { trace() } }',
      demands: '',
    },
    'what a helper is asked for beside': {
      code: 'func must(key string) string { v := os.Getenv(key); if v == "" { panic(key) }; return v }\nfunc trace() { fmt.Println(must("X")) }\nfunc main() { fmt.Println(must("Y")); if os.Getenv("TRACING") == "1" { trace() } }',
      name: 'Y',
      demands: 'required filled',
    },
    'nothing where a caller of the helper lives with its error': {
      code: `${HELPER}func main() { n := 5; if v, err := number("X"); err == nil { n = v }; fmt.Println(n) }`,
      demands: '',
    },
    'nothing where the text is looked at before': {
      code: 'if s := os.Getenv("X"); s != "" { n, err := strconv.Atoi(s); if err != nil { log.Fatal(err) }; fmt.Println(n) }',
      demands: '',
    },
    'nothing where there is a default': {
      code: 'n, err := strconv.Atoi(cmp.Or(os.Getenv("X"), "5"))\nif err != nil { log.Fatal(err) }\nfmt.Println(n)',
      demands: '',
    },
    'nothing where the error is another one': {
      code: `${PARSED}err = http.ListenAndServe(":80", nil)\nif err != nil { log.Fatal(err) }\nfmt.Println(n)`,
      demands: '',
    },
    'nothing where the error is logged': {
      code: `${PARSED}if err != nil { log.Println(err) }\nfmt.Println(n)`,
      demands: '',
    },
    'a pattern of a route': { code: 'http.HandleFunc(os.Getenv("X"), hook)', demands: 'required filled' },
    'a pattern of a route, by a field': {
      code: 'type c struct { path string }\nfunc main() { cfg := c{path: os.Getenv("X")}; m := http.NewServeMux(); m.Handle(cfg.path, h); http.ListenAndServe(":80", m) }',
      demands: 'required filled',
    },
    'nothing where more is in the pattern': { code: 'http.HandleFunc("/"+os.Getenv("X"), hook)', demands: '' },
    'nothing where the pattern has a default': {
      code: 'p := os.Getenv("X")\nif p == "" { p = "/hook" }\nhttp.HandleFunc(p, hook)',
      demands: '',
    },
    'nothing where the pattern is completed': {
      code: 'p := os.Getenv("X")\nif !strings.HasPrefix(p, "/") { p = "/" + p }\nhttp.HandleFunc(p, hook)',
      demands: '',
    },
    'nothing where the pattern is registered if there is one': {
      code: 'if p := os.Getenv("X"); p != "" { http.HandleFunc(p, hook) }',
      demands: '',
    },
    'nothing where the function ends before without a pattern': {
      code: 'func routes(p string) { if p == "" { return }; http.HandleFunc(p, hook) }\nfunc main() { routes(os.Getenv("X")) }',
      demands: '',
    },
    'nothing where a field is completed': {
      code: 'type c struct { path string }\nfunc load() *c { x := &c{path: os.Getenv("X")}; if !strings.HasPrefix(x.path, "/") { x.path = "/" + x.path }; return x }\nfunc main() { cfg := load(); http.HandleFunc(cfg.path, hook) }',
      demands: '',
    },
    'nothing where a variable of the package is completed': {
      code: 'var path = os.Getenv("X")\nfunc init() { if !strings.HasPrefix(path, "/") { path = "/" + path } }\nfunc main() { http.HandleFunc(path, hook) }',
      demands: '',
    },
    'nothing where a function completes the pattern': {
      code: 'func at(p string) string { if strings.HasPrefix(p, "/") { return p }; return "/" + p }\nfunc main() { http.HandleFunc(at(os.Getenv("X")), hook) }',
      demands: '',
    },
    'nothing where a helper completes the pattern': {
      code: 'func at(key string) string { p := os.Getenv(key); if strings.HasPrefix(p, "/") { return p }; return "/" + p }\nfunc main() { http.HandleFunc(at("X"), hook) }',
      demands: '',
    },
    'nothing where the caller asks for it': {
      code: 'func routes() { http.HandleFunc(os.Getenv("X"), hook) }\nfunc main() { if len(os.Args) > 1 { routes() } }',
      demands: '',
    },
    'nothing where another router takes the pattern': {
      code: 'r := mux.NewRouter()\nr.HandleFunc(os.Getenv("X"), hook)',
      demands: '',
    },
    'a field that a tag requires': {
      code: 'type c struct { X string `env:"X,required"`; Y string `env:"Y,notEmpty"` }\nfunc main() { var x c; env.Parse(&x); fmt.Println(x) }',
      demands: 'required',
    },
    'a field that a tag wants filled': {
      code: 'type c struct { X string `env:"X,notEmpty"` }\nfunc main() { var x c; env.Parse(&x); fmt.Println(x) }',
      demands: 'required filled',
    },
    'one of two names that a tag requires': {
      code: 'type c struct { Host string `envconfig:"X" required:"true"` }\nfunc main() { var x c; envconfig.Process("app", &x); fmt.Println(x) }',
      demands: 'required',
    },
    'a key of viper': {
      code: 'type c struct { DB struct { URL string `mapstructure:"url"` } `mapstructure:"db"` }\nfunc main() { viper.SetEnvKeyReplacer(strings.NewReplacer(".", "_")); viper.AutomaticEnv(); viper.SetDefault("db.url", ""); var x c; if err := viper.Unmarshal(&x); err != nil { log.Fatal(err) }; if x.DB.URL == "" { log.Fatal("no url") } }',
      demands: 'required filled',
      name: 'DB_URL',
    },
    'a key of viper, or that a file has it': {
      code: 'type c struct { DB struct { URL string `mapstructure:"url"` } `mapstructure:"db"` }\nfunc main() { viper.SetEnvKeyReplacer(strings.NewReplacer(".", "_")); viper.AutomaticEnv(); viper.SetDefault("db.url", ""); viper.ReadInConfig(); var x c; if err := viper.Unmarshal(&x); err != nil { log.Fatal(err) }; if x.DB.URL == "" { log.Fatal("no url") } }',
      demands: 'or in the file',
      name: 'DB_URL',
    },
  };
  for (const [what, { code, demands, name }] of Object.entries(table)) {
    it(what, async () => assert.equal(await demandsOf(code, name), demands));
  }
});

describe('what a required flag of urfave/cli demands of its variable', () => {
  const program = (flag: string) =>
    `import ("context"; "os"; "github.com/urfave/cli/v3")\nfunc main() { (&cli.Command{Flags: []cli.Flag{&cli.StringFlag{Name: "x", Required: true, ${flag}}}}).Run(context.Background(), os.Args) }`;
  const table: readonly [what: string, flag: string, demands: string][] = [
    ['all, where nothing else gives it', 'Sources: cli.EnvVars("X")', 'required'],
    ['nothing where a file may give it', 'Sources: cli.NewValueSourceChain(cli.EnvVar("X"), cli.File("/run/x"))', ''],
    ['nothing where a file may give it, as version 2 says it', 'EnvVars: []string{"X"}, FilePath: "/run/x"', ''],
  ];
  for (const [what, flag, demands] of table)
    it(what, async () => {
      assert.equal(await demandsOf(program(flag)), demands);
    });
});
