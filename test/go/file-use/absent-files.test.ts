import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factsOf } from '../go-project.ts';

const absent: Readonly<Record<string, { code: string; has?: readonly string[]; reads: readonly string[] }>> = {
  'what a server opens': {
    code: 'os.ReadFile("conf/app.yaml")\nhttp.Handle("/", http.FileServer(http.Dir("public")))',
    reads: ['conf/app.yaml', 'public'],
  },
  'the default of a flag, outside, too': {
    code: 'f := flag.String("config", "/etc/shop/app.yaml", "")\nos.ReadFile(*f)',
    reads: ['/etc/shop/app.yaml default'],
  },
  'the folder that a pattern’s setting names': {
    code: 'dir := flag.String("pages", "pages", "")\nfilepath.Glob(*dir + "/*.html")',
    reads: ['pages/*.html default'],
  },
  'what only a setting turns on': {
    code: 'on := flag.Bool("tls", false, "")\nif *on { http.ListenAndServeTLS(":1", "a.crt", "a.key", nil) }',
    reads: [],
  },
  'what only a setting turns on, of two that serve': {
    code: 'on := flag.Bool("tls", false, "")\nif *on { log.Fatal(http.ListenAndServeTLS(":1", "a.crt", "a.key", nil)) } else { log.Fatal(http.ListenAndServe(":2", nil)) }',
    reads: [],
  },
  'a folder that a library takes if it is there': {
    code: 'http.ListenAndServe(":3", render.New(render.Options{Directory: "nowhere"}))',
    reads: [],
  },
  'what it writes only where a flag says so': {
    code: 'on := flag.Bool("new", false, "")\nif *on { os.WriteFile("a.toml", nil, 0o644); os.Exit(0) }\nif _, err := os.ReadFile("a.toml"); err != nil { log.Fatal(err) }',
    reads: ['a.toml'],
  },
  'what it writes unless it is there': {
    code: 'if _, err := os.Stat("a.toml"); err != nil { os.WriteFile("a.toml", nil, 0o644) }\non := flag.Bool("new", false, "")\nif *on { os.WriteFile("a.toml", nil, 0o644) }\nif _, err := os.ReadFile("a.toml"); err != nil { log.Fatal(err) }',
    reads: [],
  },
  'what it can do without': {
    code: 'data, err := os.ReadFile("state.json")\nif os.IsNotExist(err) { data = nil }\nfmt.Println(data)\nos.ReadDir("cache")\nos.DirFS("overlay")',
    reads: [],
  },
  'what it can do without, unless something else is wrong with it': {
    code: 'if _, err := os.ReadFile("extra.json"); err != nil && !os.IsNotExist(err) { log.Fatal(err) }',
    reads: [],
  },
  'a folder elsewhere that it lists at its start, and that the repository has': {
    code: 'func list(dir string) error { _, err := os.ReadDir(dir); if err != nil { return err }; return nil }\nfunc main() { if err := list("/app/migrations"); err != nil { log.Fatal(err) }; http.ListenAndServe(":3", nil) }',
    has: ['migrations/1.sql'],
    reads: ['/app/migrations'],
  },
  'a folder elsewhere that it lists, and that only whoever runs it has': {
    code: 'func list(dir string) error { _, err := os.ReadDir(dir); if err != nil { return err }; return nil }\nfunc main() { if err := list("/app/plugins"); err != nil { log.Fatal(err) }; http.ListenAndServe(":3", nil) }',
    reads: [],
  },
  'what it says it cannot do without': {
    code: '_, err := os.ReadFile("conf.json")\nif errors.Is(err, os.ErrNotExist) { log.Fatal("no conf.json") }',
    reads: ['conf.json'],
  },
  'what it makes itself': {
    code: 'os.WriteFile("state.json", nil, 0o600)\nos.ReadFile("state.json")\nos.MkdirAll("up", 0o755)\nos.Open("up/x")\nhttp.Dir("up")',
    reads: [],
  },
  'what the system, the cluster or one run has': {
    code: 'os.ReadFile("/etc/os-release")\nos.ReadFile("/proc/self/status")\nos.ReadFile("/var/run/secrets/token")\nos.Open("/tmp/x")\nos.ReadFile("/etc/ssl/certs/ca.pem")',
    reads: [],
  },
  'what is in no one place': {
    code: 'os.Open("a/" + os.Args[1])\ntemplate.ParseGlob("b/*.html")\nos.Open("../c")',
    reads: [],
  },
  'configuration in /etc that is called like the program': {
    code: 'f := flag.String("config", "/etc/app.conf", "")\nos.ReadFile(*f)\nos.ReadFile("/etc/other.conf")\nos.ReadFile("/etc/app")',
    reads: ['/etc/app.conf default'],
  },
  'configuration that viper must find': {
    code: 'viper.SetConfigName("app")\nviper.SetConfigType("yaml")\nviper.AddConfigPath("conf")\nerr := viper.ReadInConfig()\nif err != nil { panic(err) }',
    reads: ['conf/app.yaml'],
  },
  'configuration that viper must find, by its example': {
    code: 'viper.SetConfigName("app")\nviper.AddConfigPath("/etc/app")\nviper.AddConfigPath("conf")\nif err := viper.ReadInConfig(); err != nil { log.Fatal(err) }',
    has: ['conf/app.example.toml', 'conf/app.go.txt'],
    reads: ['conf/app.toml default'],
  },
  'configuration that viper must find beside that of whoever runs it': {
    code: 'viper.SetConfigName("app")\nviper.SetConfigType("yaml")\nviper.AddConfigPath("/etc/app")\nviper.AddConfigPath("$HOME/.app")\nviper.AddConfigPath(".")\nif err := viper.ReadInConfig(); err != nil { log.Fatal(err) }',
    reads: ['app.yaml default'],
  },
  'configuration that viper must find outside': {
    code: 'viper.SetConfigName("app")\nviper.SetConfigType("yaml")\nviper.AddConfigPath("$HOME/.app")\nviper.AddConfigPath("/etc/app")\nif err := viper.ReadInConfig(); err != nil { log.Fatal(err) }',
    reads: ['/etc/app/app.yaml default'],
  },
  'a file of viper without which main returns': {
    code: 'viper.SetConfigFile(".env")\nerr := viper.ReadInConfig()\nif err != nil { return }\nlog.Fatal(http.ListenAndServe(":3", nil))',
    reads: ['.env'],
  },
  'a file of viper without which a helper returns': {
    code: 'func load() { viper.SetConfigFile(".env"); if err := viper.ReadInConfig(); err != nil { return } }\nfunc main() { load(); log.Fatal(http.ListenAndServe(":3", nil)) }',
    reads: [],
  },
  'configuration that viper may find': {
    code: 'viper.SetConfigName("app")\nviper.SetConfigType("yaml")\nviper.AddConfigPath("conf")\nif err := viper.ReadInConfig(); err != nil { log.Println(err) }',
    reads: [],
  },
  'variables that must be there': {
    code: 'err := godotenv.Load()\nif err != nil { log.Fatal("no .env") }',
    reads: ['.env'],
  },
  'variables that must be there, said at once': {
    code: 'func load() error { if err := godotenv.Load("local.env", ".env.dev"); err != nil { return err }; return nil }\nfunc main() { if err := load(); err != nil { log.Fatal(err) }; http.ListenAndServe(":1", nil) }',
    reads: ['local.env', '.env.dev'],
  },
  'variables that are loaded on the way': {
    code: 'godotenv.Load()\nif err := http.ListenAndServe(":2", nil); err != nil { log.Fatal(err) }',
    reads: [],
  },
  'variables that may be there': {
    code: 'if err := godotenv.Load(); err != nil { log.Println("none") }\nif len(os.Args) != 2 { log.Fatal("usage") }',
    reads: [],
  },
};
for (const [name, { code, has = [], reads }] of Object.entries(absent)) {
  test(`files that a server lacks: ${name}`, async () => {
    const program = await factsOf(
      /func main/.test(code) ? code : `${code}\nhttp.ListenAndServe(":1", nil)`,
      Object.fromEntries(has.map((path) => [path, ''])),
    );
    const lacking = program.runtimeFiles.filter(({ source }) => source === null);
    assert.deepEqual(
      lacking.map(({ path, certainty }) => (certainty === 'known' ? path : `${path} ${certainty}`)),
      reads,
    );
  });
}

test('files that a command lacks are those of its user', async () => {
  assert.deepEqual(
    (await factsOf('flag.Parse()\nos.ReadFile("conf/app.yaml")\nfmt.Println(flag.Args())')).runtimeFiles,
    [],
  );
});
