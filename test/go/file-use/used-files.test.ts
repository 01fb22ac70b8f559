import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Program } from '../../../src/go/project.ts';
import { analyzeTexts, factsOf, mainFile } from '../go-project.ts';

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
  'patterns that match nothing in the repository': {
    code: 'template.ParseGlob("v/*.html")\nos.ReadDir(".")',
    has: ['v/x.css'],
  },
  'a folder that is left open, with what the repository has in it': {
    code: 'type config struct { Dir string `json:"dir"` }\nvar c config\nfunc main() { json.Unmarshal(nil, &c); os.Open(filepath.Join(c.Dir, "t/a.html")); os.Open(c.Dir + "/README.md"); os.Open(c.Dir + "/none.html") }',
    has: ['t/a.html', 'README.md'],
    reads: ['t/a.html default'],
  },
  'folders in one that is not configured': {
    code: 'type config struct { Dir, Site string }\nvar c config\nfunc main() { json.Unmarshal(nil, &c); dir := os.Getenv("PARENT"); site := os.Getenv("SITE"); os.ReadDir(filepath.Join(dir, "pages")); os.ReadDir(filepath.Join(dir, "docs")); if site != "" { http.Dir(filepath.Join(site, "static")) } }',
    has: ['pages/a.html', 'docs/a.md', 'static/x.css'],
    reads: ['pages default'],
  },
  'a file server of where it runs': {
    code: 'http.Handle("/", http.FileServer(http.Dir(".")))\nos.ReadDir(".")',
    has: ['index.html', 'main.css', 'js/x.js', 'docs/x.html', 'x.config.js', 'README.md'],
    reads: ['index.html', 'js', 'main.css'],
  },
  'a name that where it runs has by chance': {
    code: 'wd, _ := os.Getwd()\nprefix := ""\nswitch filepath.Base(wd) { case "app": prefix = "./web" }\nos.Open(filepath.Join(prefix, "static"))',
    has: ['static/x.css'],
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
  'nothing where the source of whoever calls is read': {
    code: 'for i := 1; ; i++ { _, file, _, ok := runtime.Caller(i); if !ok { break }; os.ReadFile(file) }',
    reads: [],
  },
  'nothing of a list whose elements a loop puts elsewhere': {
    code: 'var keys = []string{"ssh/a", "ssh/b"}\nfunc load(dir string) { for i, key := range keys { keys[i] = filepath.Join(dir, key) } }\nfunc main() { load(os.Args[1]); os.MkdirAll(filepath.Dir(keys[0]), 0o755) }',
    writes: [],
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
  'a list that a function returns': {
    code: 'func pages() []string { if len(os.Args) > 3 { return nil }; return []string{"a.html", "b.html"} }\nfunc main() { template.ParseFiles(pages()...) }',
    has: ['a.html', 'b.html'],
    reads: ['a.html', 'b.html'],
  },
  'a list of the package that functions put something into': {
    code: 'var pages []string\nfunc init() { pages = append(pages, "a.html") }\nfunc main() { pages = append(pages, "b.html"); template.ParseFiles(pages...) }',
    has: ['a.html', 'b.html'],
    reads: ['a.html', 'b.html'],
  },
  'what a library passes over where it is not there': {
    code: 'import "github.com/jinzhu/configor"\nfunc main() { if err := configor.Load(&struct{}{}, "a.yml", "b.yml"); err != nil { panic(err) } }',
    has: ['a.yml'],
    reads: ['a.yml'],
  },
  'a folder that counts where it is there': {
    code: 'type site struct { pages string }\nfunc (s *site) show() { template.ParseGlob(s.pages + "/*") }\nfunc main() { pages := flag.String("pages", "html", ""); s := &site{}; if _, err := os.Stat(*pages); err == nil { s.pages = *pages } else { log.Print("none") }; s.show() }',
    has: ['html/a.html'],
    reads: ['html/* default'],
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
  'lists that grow': {
    code: 'parts := []string{"a.html"}\nvar all []string\nall = append(all, "b.html")\nfor _, one := range parts { all = append(all, one) }\ntemplate.ParseFiles(all...)\nmore := append([]string{"c.html"}, parts...)\ntemplate.ParseFiles(more...)',
    has: ['a.html', 'b.html', 'c.html'],
    reads: ['b.html', 'a.html', 'c.html'],
  },
  'lists whose elements a loop replaces': {
    code: 'func page(name string) { all := []string{"a"}; all = append(all, name); for i, one := range all { path := filepath.Join("t", one+".html"); all[i] = path }; template.ParseFiles(all...) }\nfunc main() { page(os.Args[1]); http.ListenAndServe(":1", nil) }',
    has: ['a', 't/a.html'],
    reads: ['t/a.html default'],
  },
  'names that a variadic helper is given': {
    code: 'func page(names ...string) { var all []string; for _, name := range names { all = append(all, fmt.Sprintf("t/%s.html", name)) }; template.ParseFiles(all...) }\nfunc main() { page("a", "b"); page("c", "none") }',
    has: ['t/a.html', 't/b.html', 't/c.html'],
    reads: ['t/a.html default', 't/b.html default', 't/c.html default'],
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
  'views that beego is told of': {
    code: 'beego.BConfig.WebConfig.ViewsPath = "pages"\nbeego.Run()',
    has: ['pages/a.tpl', 'conf/app.conf'],
    reads: ['pages', 'conf/app.conf default'],
  },
  'a file of variables that need not be there': { code: 'godotenv.Load()' },
  'boxes of rice are in the binary where they were generated': {
    code: 'rice.MustFindBox("web")',
    has: ['web/index.html', 'rice-box.go'],
  },
  'boxes of rice that were not': { code: 'rice.MustFindBox("web")', has: ['web/index.html'], reads: ['web'] },
  'files that are written': {
    code: 'os.Create("out.txt")\nos.MkdirAll("runtime/logs", 0o755)\nos.WriteFile("/var/lib/app/x", nil, 0o644)\nos.OpenFile("log/app.log", os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)',
    writes: ['out.txt', 'runtime/logs', '/var/lib/app/x', 'log/app.log'],
  },
  'standard output, as people write it': {
    code: 'out := flag.String("out", "-", "")\nflag.Parse()\nif *out != "-" { os.Create(*out); os.MkdirAll(filepath.Join(*out, "x"), 0o755) }\nos.Open(*out)',
  },
  'a folder for files with names of their own': {
    code: 'os.Create("uploads/" + os.Args[1])\nos.Create("/tmp/" + os.Args[1])\nos.Create("/var/lib/" + os.Args[1])\nos.Create(os.Args[1])',
    writes: ['uploads', '/tmp'],
  },
  'devices are nobody’s files': { code: 'os.Create("/dev/stdout")' },
  'a bool is nobody’s file': { code: 'keep := "true"\nos.WriteFile(keep, nil, 0o600)' },
  'OpenFile to read': { code: 'os.OpenFile("a.txt", os.O_RDONLY, 0)', has: ['a.txt'], reads: ['a.txt'] },
  'OpenFile by flags with a name': {
    code: 'flags := os.O_CREATE | os.O_WRONLY\nos.OpenFile("log/a", flags, 0)',
    writes: ['log/a'],
  },
  'what lies in the home of the user': {
    code: 'home, _ := os.UserHomeDir()\nos.MkdirAll(filepath.Join(home, ".shop"), 0o755)\ndir, _ := os.UserConfigDir()\nos.WriteFile(dir+"/shop/key", nil, 0o600)\nos.Mkdir(os.Getenv("HOME")+"/cache", 0o755)',
    writes: ['~/.shop', '~/.config/shop/key', '~/cache'],
  },
  'a home that is handed down': {
    code: 'func keep(dir string) { os.MkdirAll(dir, 0o755) }\nfunc main() { home, _ := os.UserHomeDir()\n keep(home+"/.shop")\n keep(os.Getenv("HOME")+"/.cache/shop") }',
    writes: ['~/.shop', '~/.cache/shop'],
  },
  'a host key that a server of SSH makes': {
    code: 'wish.NewServer(wish.WithAddress(":22"), wish.WithHostKeyPath(".ssh/key"))',
    writes: ['.ssh/key'],
  },
  'temporary files': { code: 'os.CreateTemp("", "x")\nos.MkdirTemp("work", "x")', writes: ['/tmp', 'work'] },
  'folders in a folder that is written': {
    code: 'dir := flag.String("dir", "data", "")\nos.MkdirAll(*dir, 0o755)\nos.MkdirAll(filepath.Join(*dir, "small"), 0o755)\nos.Create("state/x")\nos.MkdirAll("state/old", 0o755)\nos.MkdirAll("data/own", 0o755)',
    writes: ['data default', 'state/x', 'state/old', 'data/own'],
  },
  'a path with the system’s separator': {
    code: 'os.MkdirAll("data"+string(filepath.Separator)+"a", 0o755)\nos.Create("b" + string(os.PathSeparator) + "c.txt")',
    writes: ['data/a', 'b/c.txt'],
  },
  'a folder that is made for a file': {
    code: 'path := flag.String("db", "data/app.bin", "")\ndir := filepath.Dir(*path)\nos.MkdirAll(dir, 0o755)\nos.Create(*path)\nos.MkdirAll("data/images", 0o755)',
    writes: ['data/app.bin default', 'data/images'],
  },
  'a database in a folder that is made': {
    code: 'os.MkdirAll("data", 0o755)\nsql.Open("sqlite3", "data/app.db")\nos.Create("data/x")',
    writes: ['data', 'data/app.db'],
  },
  'the system’s folder for temporary files': {
    code: 'os.Create(filepath.Join(os.TempDir(), "x"))',
    writes: ['/tmp/x'],
  },
  'a database in a file': {
    code: 'sql.Open("sqlite3", "file:data/app.db?cache=shared")\nsql.Open("sqlite", ":memory:")\nsql.Open("postgres", "x/y")',
    writes: ['data/app.db'],
  },
  'what other modules make and write': {
    code: 'dir := flag.String("data", "data", "")\nothers.MustMkdirIfNotExist(*dir)\nothers.WriteFileAtomic("state/a.json", nil)\nothers.MakeSure("x/y")\nothers.WriteString("a/b")',
    writes: ['data default', 'state/a.json'],
  },
  'an ending of a name that nobody gives, in a folder': {
    code: 'name := flag.String("name", "", "")\nos.Create(fmt.Sprintf("%v/%v.pem", "/var/certs", *name))\nos.ReadFile("/var/certs/" + *name + ".pem")\nos.Create("/var/lock/.lock")',
    writes: ['/var/certs', '/var/lock/.lock'],
  },
  'a file beside one that somebody must name': {
    code: 'var at = flag.String("socket", "", "")\nfunc main() { flag.Parse(); if *at == "" { log.Fatal("no socket") }; os.Create(filepath.Join(filepath.Dir(*at), "registration")) }',
  },
  'a path that is emptied after it was read': {
    code: 'type config struct { file string }\nfunc newConfig(file string) (*config, error) { c := &config{}; if file != "" { c.file = file }; if path := c.file; path != "" { if err := read(path); err != nil { return nil, err } }; c.file = ""; return c, nil }\nfunc read(path string) error { f, err := os.Open(path); if err != nil { return err }; return f.Close() }\nfunc main() { file := flag.String("c", "/usr/local/etc/app.conf", ""); flag.Parse(); if _, err := newConfig(*file); err != nil { log.Fatal(err) }; http.ListenAndServe(":80", nil) }',
    reads: ['/usr/local/etc/app.conf default'],
  },
  'an ending of a name that nobody gives': {
    code: 'name := flag.String("profile", "", "")\nos.Create(*name + ".pprof")\nos.MkdirAll(".cache", 0o755)',
    writes: ['.cache'],
  },
  'what is written on the way': {
    code: 'os.WriteFile("db/a.json.tmp", nil, 0o600)\nos.Rename("db/a.json.tmp", "db/a.json")\nos.Create("db/b.tmp")',
    writes: ['db/a.json', 'db/b.tmp'],
  },
  'a log that rotates': {
    code: 'log.SetOutput(&lumberjack.Logger{Filename: "logs/app.log"})',
    writes: ['logs/app.log'],
  },
  'folders that several callers name through helpers': {
    code: 'func makeAll(dir string) { os.MkdirAll(dir, 0o755) }\nfunc makeMissing(dir string) { if _, err := os.Stat(dir); err != nil { makeAll(dir) } }\nfunc open(name, dir string) { wd, _ := os.Getwd(); makeMissing(wd + "/" + dir); put(wd+"/"+dir+name, os.O_CREATE|os.O_WRONLY) }\nfunc put(path string, flags int) { os.OpenFile(path, flags, 0o644) }\nfunc keep(dir string) { makeMissing(dir) }\nfunc main() { open("a.log", "logs/"); open(os.Args[1], "codes/"); keep("images") }',
    writes: ['logs', 'codes', 'images'],
  },
  'what only runs where a setting says so': {
    code: 'var debug = flag.Bool("debug", false, "")\nvar sock = flag.String("sock", "", "")\nfunc dump() { os.Create("dumps/x") }\nfunc serve(addr string) { net.Listen("unix", addr) }\nfunc main() { if *debug { dump() }; dir := flag.String("dir", "profiles", ""); if *debug { os.Create(*dir + "/x") }; addr := ""; if *sock != "" { addr = *sock } else { addr = "here:80" }; if *sock != "" { serve(addr) }; os.Create("logs/x") }',
    writes: ['dumps/x', 'logs/x'],
  },
  'a file in a folder that is not configured': {
    code: 'var dir = flag.String("dir", "", "")\nfunc main() { os.Create(filepath.Join(*dir, "state", "x")) }',
    writes: [],
  },
  'a socket': {
    code: 'net.Listen("unix", "/run/app/app.sock")\nnet.Listen("tcp", ":80")\nnet.Listen("unix", "localhost:80")',
    writes: ['/run/app/app.sock'],
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

test('files: paths that templates trust', async () => {
  const { runtimeFiles } = await factsOf('', {
    'main.go': `package main
import (
  "net/http"
  "github.com/google/safehtml/template"
)
var dir = template.TrustedSourceFromConstant("web")
func main() {
  file := template.TrustedSourceJoin(dir, template.TrustedSourceFromConstant("a.tmpl"))
  template.Must(template.New("x").ParseFilesFromTrustedSources(file))
  http.Handle("/", http.FileServer(http.Dir(dir.String())))
}
`,
    'web/a.tmpl': '',
  });
  assert.deepEqual(
    runtimeFiles.map(({ path }) => path),
    ['web/a.tmpl', 'web'],
  );
});

test('files: of a file that is written, its folder must be writable', async () => {
  const { writes } = await factsOf(
    'os.Create("a.txt")\nos.Create("logs/b.txt")\nos.Create("/c")\nos.MkdirAll("d", 0o755)',
  );
  const show = writes.map(({ path, folder }) => [path, folder]);
  assert.deepEqual(show, [
    ['a.txt', '.'],
    ['logs/b.txt', 'logs'],
    ['/c', '/'],
    ['d', undefined],
  ]);
});

test('files: what is looked for beside the program', async () => {
  const { runtimeFiles } = await factsOf(
    'exe, _ := os.Executable()\nos.Open(filepath.Join(filepath.Dir(exe), "a.txt"))\nos.Open("b.txt")',
    { 'a.txt': '', 'b.txt': '' },
  );
  assert.deepEqual(
    runtimeFiles.map(({ path, beside }) => [path, beside]),
    [
      ['a.txt', true],
      ['b.txt', undefined],
    ],
  );
});

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
