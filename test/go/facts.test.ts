import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Program } from '../../src/go/project.ts';
import { analyzeTexts, factsOf, mainFile } from './go-project.ts';

const GO_MOD = 'module example.com/app\n\ngo 1.26\n';

interface FileCase {
  readonly code: string;
  /** Files of the repository beside main.go. */
  readonly has?: readonly string[];
  readonly reads?: readonly string[];
  readonly writes?: readonly string[];
}

const files: Readonly<Record<string, FileCase>> = {
  'files that are read': {
    code: 'os.Open("conf/app.ini")\nos.ReadFile("a.json")\ntemplate.ParseFiles("t/a.html", "t/b.html")\ntemplate.ParseGlob("v/*.html")\nhttp.FileServer(http.Dir("./static"))',
    has: ['conf/app.ini', 'a.json', 't/a.html', 't/b.html', 'v/x.html', 'static/x.css'],
    reads: ['conf/app.ini', 'a.json', 't/a.html', 't/b.html', 'v/*.html', 'static'],
  },
  'files that the repository does not have': {
    code: 'os.Open("conf/app.ini")\ntemplate.ParseGlob("v/*.html")\nos.ReadDir(".")',
    has: ['v/x.css'],
  },
  'files of the system are not the program’s': { code: 'os.Open("/etc/resolv.conf")', has: ['etc/resolv.conf'] },
  'a path that is put together': {
    code: 'os.Open(filepath.Join(".", "x", "..", "conf", "app"+".ini"))',
    has: ['conf/app.ini'],
    reads: ['conf/app.ini'],
  },
  'a path below where the program runs or lies': {
    code: 'wd, _ := os.Getwd()\nos.Open(wd + "/a.txt")\nexe, _ := os.Executable()\nos.Open(filepath.Join(filepath.Dir(exe), "b.txt"))\nos.Open(filepath.Join(filepath.Dir(os.Args[0]), "c.txt"))',
    has: ['a.txt', 'b.txt', 'c.txt'],
    reads: ['a.txt', 'b.txt', 'c.txt'],
  },
  'a path below where the source lies': {
    code: '_, file, _, _ := runtime.Caller(0)\nos.Open(filepath.Join(filepath.Dir(file), "a.txt"))',
    has: ['a.txt'],
    reads: ['a.txt'],
  },
  'a path that a setting may change': {
    code: 'os.Open(cmp.Or(os.Getenv("CONF"), "app.ini"))',
    has: ['app.ini'],
    reads: ['app.ini default'],
  },
  'a path that the source does not decide': { code: 'os.Open(os.Args[1])' },
  'a folder below which the source does not decide': {
    code: 'os.Open("pages/" + os.Args[1] + ".md")\nos.Open(os.Args[1] + "/x")',
    has: ['pages/a.md'],
    reads: ['pages'],
  },
  'paths that a helper is given': {
    code: 'func load(name string) { os.ReadFile(filepath.Join("data", name)) }\nfunc main() { load("a.json"); load("b.json") }',
    has: ['data/a.json', 'data/b.json'],
    reads: ['data/a.json', 'data/b.json'],
  },
  'paths in a list': {
    code: 'names := []string{"a.html", "b.html"}\ntemplate.ParseFiles(names...)\nfor _, one := range []string{"c.txt"} { os.Open(one) }',
    has: ['a.html', 'b.html', 'c.txt'],
    reads: ['a.html', 'b.html', 'c.txt'],
  },
  'templates of gin': {
    code: 'r := gin.New()\nr.LoadHTMLGlob("views/**/*")\nr.Static("/s", "public")\nr.GET("/", func(c *gin.Context) { c.File("index.html") })',
    has: ['views/a/b.html', 'public/x', 'index.html'],
    reads: ['views/**/*', 'public', 'index.html'],
  },
  'templates that grow': {
    code: 'template.Must(template.New("x").Funcs(nil).ParseGlob("views/*"))',
    has: ['views/a.html'],
    reads: ['views/*'],
  },
  'migrations of a URL': {
    code: 'migrate.New("file://db/migrations", "")',
    has: ['db/migrations/1.up.sql'],
    reads: ['db/migrations'],
  },
  'migrations that goose reads': {
    code: 'goose.Up(nil, "migrations")',
    has: ['migrations/1.sql'],
    reads: ['migrations'],
  },
  'migrations that goose has embedded': {
    code: 'var files embed.FS\nfunc main() { goose.SetBaseFS(files); goose.Up(nil, "migrations") }',
    has: ['migrations/1.sql'],
  },
  'configuration that viper looks for': {
    code: 'viper.SetConfigName("app")\nviper.AddConfigPath("/etc/app")\nviper.AddConfigPath("./conf")\nviper.ReadInConfig()',
    has: ['conf/app.yaml', 'conf/app.go.txt'],
    reads: ['conf/app.yaml default'],
  },
  'a file of variables that need not be there': { code: 'godotenv.Load()' },
  'boxes of rice are in the binary where they were generated': {
    code: 'rice.MustFindBox("web")',
    has: ['web/index.html', 'rice-box.go'],
  },
  'boxes of rice that were not': { code: 'rice.MustFindBox("web")', has: ['web/index.html'], reads: ['web'] },
  'files that are written': {
    code: 'os.Create("out.txt")\nos.MkdirAll("runtime/logs", 0o755)\nos.WriteFile("/var/lib/app/x", nil, 0o644)\nos.OpenFile("log/app.log", os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)',
    writes: ['.', 'runtime/logs', '/var/lib/app', 'log'],
  },
  'a folder for files with names of their own': {
    code: 'os.Create("uploads/" + os.Args[1])\nos.Create("/tmp/" + os.Args[1])\nos.Create("/var/lib/" + os.Args[1])\nos.Create(os.Args[1])',
    writes: ['uploads', '/tmp'],
  },
  'devices are nobody’s files': { code: 'os.Create("/dev/stdout")' },
  'OpenFile to read': { code: 'os.OpenFile("a.txt", os.O_RDONLY, 0)', has: ['a.txt'], reads: ['a.txt'] },
  'OpenFile by flags with a name': {
    code: 'flags := os.O_CREATE | os.O_WRONLY\nos.OpenFile("log/a", flags, 0)',
    writes: ['log'],
  },
  'what lies in the home of the user': {
    code: 'home, _ := os.UserHomeDir()\nos.MkdirAll(filepath.Join(home, ".shop"), 0o755)\ndir, _ := os.UserConfigDir()\nos.WriteFile(dir+"/shop/key", nil, 0o600)\nos.Mkdir(os.Getenv("HOME")+"/cache", 0o755)',
    writes: ['~/.shop', '~/.config/shop', '~/cache'],
  },
  'a home that is handed down': {
    code: 'func keep(dir string) { os.MkdirAll(dir, 0o755) }\nfunc main() { home, _ := os.UserHomeDir()\n keep(home+"/.shop")\n keep(os.Getenv("HOME")+"/.cache/shop") }',
    writes: ['~/.shop', '~/.cache/shop'],
  },
  'temporary files': { code: 'os.CreateTemp("", "x")\nos.MkdirTemp("work", "x")', writes: ['/tmp', 'work'] },
  'folders in a folder that is written': {
    code: 'dir := flag.String("dir", "data", "")\nos.MkdirAll(*dir, 0o755)\nos.MkdirAll(filepath.Join(*dir, "small"), 0o755)\nos.Create("state/x")\nos.MkdirAll("state/old", 0o755)\nos.MkdirAll("data/own", 0o755)',
    writes: ['data default', 'state', 'data/own'],
  },
  'the system’s folder for temporary files': {
    code: 'os.Create(filepath.Join(os.TempDir(), "x"))',
    writes: ['/tmp'],
  },
  'a database in a file': {
    code: 'sql.Open("sqlite3", "file:data/app.db?cache=shared")\nsql.Open("sqlite", ":memory:")\nsql.Open("postgres", "x/y")',
    writes: ['data'],
  },
  'a log that rotates': {
    code: 'log.SetOutput(&lumberjack.Logger{Filename: "logs/app.log"})',
    writes: ['logs'],
  },
  'what only runs where a setting says so': {
    code: 'var debug = flag.Bool("debug", false, "")\nvar sock = flag.String("sock", "", "")\nfunc dump() { os.Create("dumps/x") }\nfunc serve(addr string) { net.Listen("unix", addr) }\nfunc main() { if *debug { dump() }; dir := flag.String("dir", "profiles", ""); if *debug { os.Create(*dir + "/x") }; addr := ""; if *sock != "" { addr = *sock } else { addr = "here:80" }; if *sock != "" { serve(addr) }; os.Create("logs/x") }',
    writes: ['dumps', 'logs'],
  },
  'a file in a folder that is not configured': {
    code: 'var dir = flag.String("dir", "", "")\nfunc main() { os.Create(filepath.Join(*dir, "state", "x")) }',
    writes: [],
  },
  'a socket': {
    code: 'net.Listen("unix", "/run/app/app.sock")\nnet.Listen("tcp", ":80")\nnet.Listen("unix", "localhost:80")',
    writes: ['/run/app'],
  },
  'an upload may be too large for memory': {
    code: 'http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { r.FormFile("x") })',
    writes: ['/tmp default'],
  },
};

for (const [name, { code, has = [], reads = [], writes = [] }] of Object.entries(files)) {
  test(`files: ${name}`, async () => {
    const program = await factsOf(
      code,
      Object.fromEntries(has.map((path) => [path, path.endsWith('.go') ? 'package main\n' : ''])),
    );
    const show = (used: Program['writes']) =>
      used.map(({ path, certainty }) => (certainty === 'known' ? path : `${path} ${certainty}`));
    assert.deepEqual([show(program.runtimeFiles), show(program.writes)], [reads, writes]);
  });
}

test('files: a program may run in its own folder or in its module’s', async () => {
  const { programs } = await analyzeTexts({
    'svc/go.mod': GO_MOD,
    'svc/cmd/api/main.go': mainFile('func main() { os.Open("own.txt"); os.Open("a.txt"); os.Open("../../b.txt") }'),
    'svc/cmd/api/own.txt': '',
    'svc/a.txt': '',
    'svc/b.txt': '',
  });
  const show = programs[0]?.runtimeFiles.map(({ path, source }) => [path, source]);
  assert.deepEqual(show, [
    ['own.txt', 'svc/cmd/api/own.txt'],
    ['a.txt', 'svc/a.txt'],
    ['../../b.txt', 'svc/b.txt'],
  ]);
});

test('embedded files are named from the analysed folder', async () => {
  const { embeds } = await factsOf('', {
    'main.go':
      'package main\nimport _ "embed"\nimport _ "example.com/app/web"\n\n//go:embed VERSION "with blank"\nvar v string\nfunc main() {}\n',
    'web/web.go': 'package web\nimport "embed"\n\n//go:embed all:static templates/*.html\nvar f embed.FS\n',
  });
  assert.deepEqual(embeds, ['VERSION', 'web/static', 'web/templates/*.html', 'with blank']);
});

const tls: Readonly<Record<string, { code: string; tls: boolean | null }>> = {
  'the standard library only': { code: 'http.ListenAndServe(":80", nil)', tls: false },
  'a request': { code: 'http.Get("https://example.com")', tls: true },
  'a client': { code: 'c := &http.Client{}\nfmt.Println(c)', tls: true },
  'the default client': { code: 'http.DefaultClient.Do(nil)', tls: true },
  'a database': { code: 'sql.Open("postgres", "")', tls: true },
  'a module that opens nothing': { code: 'gin.New()', tls: false },
  'a module of which nothing is known': { code: 'redis.NewClient(nil)', tls: null },
};

for (const [name, { code, tls: expected }] of Object.entries(tls)) {
  test(`outbound TLS: ${name}`, async () => {
    assert.equal((await factsOf(code)).outboundTls, expected);
  });
}

const zones: Readonly<Record<string, { code: string; needed: boolean }>> = {
  'a zone by name': { code: 'time.LoadLocation("Europe/Berlin")', needed: true },
  'a zone from a setting': { code: 'time.LoadLocation(os.Getenv("TZ"))', needed: true },
  UTC: { code: 'time.LoadLocation("UTC")', needed: false },
  none: { code: 'time.Now()', needed: false },
};

for (const [name, { code, needed }] of Object.entries(zones)) {
  test(`time zones: ${name}`, async () => {
    assert.equal((await factsOf(code)).timezones, needed);
  });
}

test('time zones: linked into the binary', async () => {
  const { timezones } = await factsOf('', {
    'main.go':
      'package main\nimport (\n"time"\n_ "time/tzdata"\n)\nfunc main() { time.LoadLocation("Europe/Berlin") }\n',
  });
  assert.equal(timezones, false);
});

const homes: readonly [what: string, code: string, asked: boolean][] = [
  ['what is written there is open', 'home, _ := os.UserHomeDir()\nos.WriteFile(pick(home), nil, 0o600)', true],
  ['all that is written is decided', 'home, _ := os.UserHomeDir()\nfmt.Println(home)\nos.Mkdir("data", 0o755)', false],
  ['nobody asks', 'os.WriteFile(pick("x"), nil, 0o600)', false],
];
for (const [what, code, asked] of homes) {
  test(`home of the user: ${what}`, async () => {
    const { home } = await factsOf(
      `func pick(s string) string { return strings.Repeat(s, 2) }\nfunc main() {\n${code}\n}`,
    );
    assert.equal(home !== undefined, asked);
  });
}

const generated: readonly [what: string, directive: string, made: readonly string[]][] = [
  ['a program of the project makes it', 'go run ../tools/gen -o assets.go ../ui', ['assets/assets.go']],
  ['a flag names it', 'go run ../tools/gen.go -output=assets.go', ['assets/assets.go']],
  ['it is there', 'go run ../tools/gen -o doc.go', []],
  ['it is a test', 'go run ../tools/gen -o mock_test.go', []],
  ['a tool makes it that must be installed first', 'stringer -output assets.go', []],
];
for (const [what, directive, made] of generated) {
  test(`generated code: ${what}`, async () => {
    const program = await factsOf('fmt.Println(assets.Page)', {
      'main.go':
        'package main\n\nimport (\n\t"fmt"\n\n\t"example.com/app/assets"\n)\n\nfunc main() { fmt.Println(assets.Page()) }\n',
      'assets/doc.go': `//go:generate ${directive}\n\npackage assets\n`,
      'ui/index.html': '',
    });
    assert.deepEqual(
      (program.generated ?? []).map(({ path }) => path),
      made,
    );
  });
}
