import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyzeTexts } from '../go-project.ts';

interface LibraryCase {
  readonly imports: string;
  readonly code: string;
  /** Files of the repository beside main.go. */
  readonly has?: readonly string[];
  readonly reads?: readonly string[];
  readonly writes?: readonly string[];
}

const AFERO = '"github.com/spf13/afero"';

const cases: Readonly<Record<string, LibraryCase>> = {
  'a package whose name its path only resembles': {
    imports: '"github.com/oschwald/geoip2-golang"',
    code: 'func main() { geoip2.Open("db/city.mmdb") }',
    has: ['db/city.mmdb'],
    reads: ['db/city.mmdb'],
  },
  'messages of a bundle that a local name holds': {
    imports: 'words "github.com/nicksnyder/go-i18n/v2/i18n"',
    code: 'func main() { b := words.NewBundle(nil); b.MustLoadMessageFile("lang/en.toml") }',
    has: ['lang/en.toml'],
    reads: ['lang/en.toml'],
  },
  'a list that a flag of the root command has': {
    imports: '"log"\n"net/http"\n"os"\n"github.com/spf13/cobra"',
    code: `func serve(cmd *cobra.Command, args []string) {
	files, _ := cmd.Root().Flags().GetStringSlice("config")
	for _, name := range files { if _, err := os.ReadFile(name); err != nil { log.Fatal(err) } }
	http.ListenAndServe(":80", nil)
}
func main() { cmd := &cobra.Command{Run: serve}; cmd.PersistentFlags().StringSlice("config", []string{"conf/app.yml"}, ""); cmd.Execute() }`,
    reads: ['conf/app.yml'],
  },
  'a list of koanf that a flag has': {
    imports:
      '"log"\n"net/http"\n"os"\n"github.com/knadh/koanf/providers/file"\n"github.com/knadh/koanf/providers/posflag"\n"github.com/knadh/koanf/v2"\n"github.com/spf13/pflag"',
    code: `func main() {
	k := koanf.New(".")
	f := pflag.NewFlagSet("app", pflag.ContinueOnError)
	f.StringSlice("config", []string{"conf/app.toml"}, "")
	f.Parse(os.Args[1:])
	k.Load(posflag.Provider(f, ".", k), nil)
	for _, name := range k.Strings("config") { if err := k.Load(file.Provider(name), nil); err != nil { log.Fatal(err) } }
	http.ListenAndServe(":80", nil)
}`,
    reads: ['conf/app.toml'],
  },
  'what hertz serves': {
    imports: '"github.com/cloudwego/hertz/pkg/app"\n"github.com/cloudwego/hertz/pkg/app/server"',
    code: 'func main() { h := server.Default(); h.LoadHTMLGlob("views/*"); h.StaticFS("/a", &app.FS{Root: "./public"}); h.StaticFile("/icon", "web/icon.svg"); h.Spin() }',
    has: ['public/a.js', 'views/a.html'],
    reads: ['views/*', 'public', 'web/icon.svg'],
  },
  'what flags of urfave/cli are read from': {
    imports: '"log"\n"net/http"\n"github.com/urfave/cli/v2/altsrc"',
    code: 'func main() { if _, err := altsrc.NewYamlSourceFromFile("conf/server.yml"); err != nil { log.Fatal(err) }\nhttp.ListenAndServe(":80", nil) }',
    reads: ['conf/server.yml'],
  },
  'what a command is told of the standard streams': {
    imports: '"io"\n"os"',
    code: 'func format(name string, in io.Reader) { os.WriteFile(name, nil, 0o644) }\nfunc main() { format("<stdin>", os.Stdin) }',
  },
  'what a command finds in the folder of its user': {
    imports: '"fmt"\n"os"',
    code: 'func main() { text, _ := os.ReadFile("go.mod"); fmt.Println(string(text), os.Args[1]) }',
    has: ['go.mod'],
  },
  'a database behind the scheme of its address': {
    imports: '"flag"\n"strings"\n"gorm.io/driver/sqlite"\n"gorm.io/gorm"',
    code: `func dialect(address string) gorm.Dialector {
	if strings.HasPrefix(address, "sqlite://") { return sqlite.Open(address[len("sqlite://"):]) }
	if strings.HasPrefix(address, "sqlite=") { return sqlite.Open(address[7:]) }
	return nil
}
func main() { address := flag.String("db", "sqlite://data/app.db", ""); flag.Parse(); gorm.Open(dialect(*address), &gorm.Config{}) }`,
    writes: ['data/app.db'],
  },
  'what fields are given after a library made their struct': {
    imports: '"net/url"\n"go.etcd.io/etcd/server/v3/embed"\n"go.uber.org/zap"\n"gopkg.in/natefinch/lumberjack.v2"',
    code: 'func main() { z := zap.NewProductionConfig(); z.OutputPaths = []string{"stdout", "logs/z.log"}; z.Build(); u := &url.URL{}; u.Path = "no/path"; c := embed.NewConfig(); c.Dir = "data/etcd"; embed.StartEtcd(c); l := &lumberjack.Logger{}; l.Filename = "logs/a.log"; l.Write(nil) }',
    writes: ['logs/z.log', 'data/etcd', 'logs/a.log'],
  },
  'the home of a user, by its variable or by who runs': {
    imports: '"os"\n"os/user"\n"path/filepath"\n"runtime"',
    code: `func homeDir() string {
	if runtime.GOOS == "windows" { return os.Getenv("HOMEDRIVE") }
	home := os.Getenv("HOME")
	if home != "" { return home }
	u, err := user.Current()
	if err != nil { panic(err) }
	return u.HomeDir
}
func cacheDir() string {
	cache := os.Getenv("XDG_CACHE_HOME")
	if cache != "" { return cache }
	home := homeDir()
	if runtime.GOOS == "darwin" { return filepath.Join(home, "Library/Caches") }
	return filepath.Join(home, ".cache")
}
func main() { os.MkdirAll(filepath.Join(cacheDir(), "app"), 0o700); u, _ := user.Current(); os.Mkdir(u.HomeDir + "/.app", 0o700) }`,
    writes: ['~/.cache/app', '~/.app'],
  },
  'the home of a user, whatever stands beside an error that hardly ever comes': {
    imports: '"os"\n"os/user"\n"path/filepath"',
    code: `func cache() (path string) {
	u, err := user.Current()
	if err != nil { return }
	path = filepath.Join(u.HomeDir, ".cache-x")
	return
}
func main() {
	home, err := os.UserHomeDir()
	if err != nil { home = "/data" }
	err = os.WriteFile(filepath.Join(home, "notes"), nil, 0o600)
	if err != nil { return }
	os.WriteFile(cache(), nil, 0o600)
}`,
    writes: ['~/notes', '~/.cache-x'],
  },
  'a path that stays below its folder': {
    imports: '"os"\nsecurejoin "github.com/cyphar/filepath-securejoin"',
    code: 'func main() { path, err := securejoin.SecureJoin("/srv/uploads", os.Args[1]); if err != nil { panic(err) }; os.WriteFile(path, nil, 0o600) }',
    writes: ['/srv/uploads'],
  },
  'folders that wallets have, and a log that turns in one': {
    imports: '"os"\n"path/filepath"\n"github.com/btcsuite/btcutil"\n"github.com/jrick/logrotate/rotator"',
    code: `var base = btcutil.AppDataDir("loop", false)
func log(name string) { dir, _ := filepath.Split(name); os.MkdirAll(dir, 0o700); rotator.New(name, 10, false, 3) }
func main() { log(filepath.Join(base, "logs", "loop.log")); os.MkdirAll(filepath.Join(base, "mainnet"), 0o700) }`,
    writes: ['~/.loop/logs', '~/.loop/mainnet'],
  },
  'certificates that an API server makes': {
    imports: '"k8s.io/apiserver/pkg/server/options"',
    code: 'func main() { options.NewRecommendedOptions("", nil) }',
    writes: ['apiserver.local.config/certificates'],
  },
  'the disk behind afero': {
    imports: AFERO,
    code: 'type cache struct { fs afero.Fs }\nfunc main() { fs := afero.NewOsFs(); c := &cache{fs: fs}; afero.ReadFile(fs, "a.yaml"); c.fs.MkdirAll("/var/cache/app", 0o755); afero.WriteFile(c.fs, "out/b.txt", nil, 0o644) }',
    has: ['a.yaml'],
    reads: ['a.yaml'],
    writes: ['/var/cache/app', 'out/b.txt'],
  },
  'a folder of the disk behind afero, where something writes': {
    imports: AFERO,
    code: 'func main() { for _, root := range []string{"uploads", "."} { fs := afero.NewBasePathFs(afero.NewOsFs(), root); fs.MkdirAll("/a", 0o755) } }',
    writes: ['uploads', '.'],
  },
  'a folder of the disk behind afero, which is only read': {
    imports: AFERO,
    code: 'func main() { fs := afero.NewBasePathFs(afero.NewOsFs(), "pages"); afero.ReadFile(fs, "a.html") }',
  },
  'memory behind afero': {
    imports: AFERO,
    code: 'func main() { disk := afero.NewOsFs(); fs := afero.NewCopyOnWriteFs(disk, afero.NewMemMapFs()); fs.MkdirAll("/var/cache/app", 0o755) }',
  },
  'a folder that is called as the file that viper looks for': {
    imports: '"github.com/spf13/viper"',
    code: 'func main() { viper.AddConfigPath("."); viper.SetConfigName("config"); viper.SetConfigType("json"); viper.ReadInConfig() }',
    has: ['config/config.go.txt'],
  },
  'folders that file servers of go-pkgz/rest are given': {
    imports: '"path/filepath"; "github.com/go-pkgz/rest"',
    code: 'func main() { rest.NewFileServer("/static", filepath.Join("web", "static")); rest.FileServer("/pages", "./pages", nil) }',
    has: ['web/static/a.css', 'pages/a.html'],
    reads: ['web/static', 'pages'],
  },
  'translations, certificates, fonts and settings that libraries load': {
    imports:
      '"github.com/jung-kurt/gofpdf"; "github.com/leonelquinteros/gotext"; "github.com/magiconair/properties"; "github.com/valyala/fasthttp"; "github.com/signintech/gopdf"',
    code: 'func main() { gotext.NewLocale("./locales", "en"); properties.MustLoadFile("conf/app.properties", properties.UTF8); gofpdf.New("P", "mm", "A4", "fonts"); p := gopdf.GoPdf{}; p.AddTTFFont("a", "ttf/a.ttf"); fasthttp.ListenAndServeTLS(":443", "tls/a.crt", "tls/a.key", nil) }',
    has: ['locales/en/a.po', 'conf/app.properties', 'fonts/a.json', 'ttf/a.ttf', 'tls/a.crt', 'tls/a.key'],
    reads: ['locales', 'conf/app.properties', 'fonts', 'ttf/a.ttf', 'tls/a.crt', 'tls/a.key'],
  },
  'files that a parser of the command line looks for': {
    imports: '"os"; "github.com/alecthomas/kong"; "github.com/peterbourgon/ff/v3"',
    code: 'func main() { kong.Parse(&struct{}{}, kong.Configuration(kong.JSON, "/etc/app.json", "conf/app.json")); ff.Parse(nil, os.Args, ff.WithConfigFile("conf/app.conf")) }',
    has: ['conf/app.json', 'conf/app.conf'],
    reads: ['conf/app.json', 'conf/app.conf'],
  },
  'a folder that is kept to be written to': {
    imports: '"net/http"; "os"',
    code: 'func main() { http.Handle("/", http.FileServer(http.Dir("./uploads"))); http.Handle("/s", http.FileServer(http.Dir("./static"))); os.WriteFile("uploads/a.png", nil, 0o644); os.MkdirAll("static/x", 0o755) }',
    has: ['uploads/.gitkeep', 'static/a.css'],
    reads: ['static'],
    writes: ['uploads/a.png', 'static/x'],
  },
  'scripts that are run': {
    imports: '"os/exec"',
    code: 'func main() { exec.Command("python3", "tools/a.py", "tools/data.csv"); exec.Command("./tools/b.sh"); exec.Command("git", "tools/c.txt") }',
    has: ['tools/a.py', 'tools/b.sh', 'tools/c.txt', 'tools/data.csv'],
    reads: ['tools/a.py', 'tools/b.sh'],
  },
  'a default that the program sets itself before koanf loads others': {
    imports: '"os"; "github.com/knadh/koanf/v2"',
    code: 'func main() { k := koanf.New("."); k.Set("data_dir", "data"); os.MkdirAll(k.String("data_dir"), 0o755) }',
    writes: ['data'],
  },
};

for (const [what, { imports, code, has = [], reads = [], writes = [] }] of Object.entries(cases)) {
  test(`files that libraries open: ${what}`, async () => {
    const { programs } = await analyzeTexts({
      'go.mod': 'module example.com/app\n\ngo 1.26\n',
      'main.go': `package main\n\nimport (${imports})\n\n${code}\n`,
      ...Object.fromEntries(has.map((path) => [path, 'x'])),
    });
    const [program] = programs;
    assert.deepEqual(
      program?.runtimeFiles.map(({ path }) => path),
      reads,
    );
    assert.deepEqual(
      program.writes.map(({ path }) => path),
      writes,
    );
  });
}
