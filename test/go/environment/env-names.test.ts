import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factsOf, listensOf } from '../go-project.ts';

const MANY = Array.from({ length: 40 }, (_one, index) => `NAME_${index + 10}`);

const cases: Readonly<Record<string, { code: string; env: string[] }>> = {
  'readers that several callers hand in': {
    code: `const variable = "KUBECONFIG"
func paths(getEnv func(string) string) []string { paths := filepath.SplitList(getEnv(variable)); return paths }
func first(getEnv func(string) string) string { return paths(getEnv)[0] }
func main() { fmt.Println(first(os.Getenv), paths(os.Getenv)) }`,
    env: ['KUBECONFIG'],
  },
  'what the value of a variable is split into names none': {
    code: `func options() map[string]string {
	all := map[string]string{}
	for _, entry := range os.Environ() {
		parts := strings.SplitN(entry, "=", 2)
		if !strings.HasPrefix(parts[0], "OPTION_") { continue }
		parts = strings.SplitN(parts[1], "=", 2)
		all[parts[0]] = parts[1]
	}
	return all
}
func main() { fmt.Println(options()["target"]) }`,
    env: [],
  },
  'a name that is tidied first': {
    code: `func main() {
	all := map[string]string{}
	for _, entry := range os.Environ() {
		name, value, _ := strings.Cut(entry, "=")
		name = strings.TrimSpace(name)
		all[name] = value
	}
	fmt.Println(all["MODE"])
}`,
    env: ['MODE'],
  },
  'a function that calls itself with the names of fields reads no variable of the name that it begins with': {
    code: `type settings struct { Log string \`conf:"LOG"\` }
func fill(name string, value reflect.Value) {
	if value.Kind() == reflect.Struct {
		for i := 0; i < value.NumField(); i++ { fill(name+"_"+value.Type().Field(i).Tag.Get("conf"), value.Field(i)) }
		return
	}
	if text := os.Getenv(name); text != "" { value.SetString(text) }
}
func main() { var all settings; fill("APP", reflect.ValueOf(&all).Elem()) }`,
    env: ['APP_LOG'],
  },
  'a function that calls itself with one other name': {
    code: `func get(name string) string {
	if text := os.Getenv(name); text != "" || strings.HasPrefix(name, "OLD_") { return text }
	return get("OLD_" + name)
}
func main() { fmt.Println(get("MODE")) }`,
    env: ['MODE', 'OLD_MODE'],
  },
  'a name made of the words of a flag': {
    code: `func nameOf(flag string) string {
	words := strings.FieldsFunc(flag, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
	return "APP_" + strings.ToUpper(strings.Join(words, "_"))
}
func main() {
	app := &cli.App{Flags: []cli.Flag{
		&cli.StringFlag{Name: "tls.address", EnvVars: []string{nameOf("tls.address")}},
		&cli.BoolFlag{Name: "dry-run", EnvVars: []string{nameOf("dry-run")}},
	}}
	app.Run(os.Args)
}`,
    env: ['APP_DRY_RUN', 'APP_TLS_ADDRESS'],
  },
  'what a helper makes of the names of flags for viper': {
    code: `const prefix = "APP"
func nameOf(flag string) string { flag = strings.ToUpper(flag); return fmt.Sprintf("%s_%s", prefix, strings.ReplaceAll(flag, "-", "_")) }
func bind(cmd *cobra.Command, args []string) {
	v := viper.New()
	v.SetEnvPrefix(prefix)
	v.AutomaticEnv()
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if strings.Contains(f.Name, "-") { v.BindEnv(f.Name, nameOf(f.Name)) }
		if v.IsSet(f.Name) { cmd.Flags().Set(f.Name, fmt.Sprint(v.Get(f.Name))) }
	})
}
func main() {
	cmd := &cobra.Command{PersistentPreRun: bind, Run: func(cmd *cobra.Command, args []string) {}}
	var key, level string
	cmd.Flags().StringVar(&key, "key", "", "")
	cmd.Flags().StringVar(&level, "log-level", "", "")
	cmd.Execute()
}`,
    env: ['APP_KEY', 'APP_LOG_LEVEL'],
  },
  'flags of a command that a struct of the project embeds, and not of another': {
    code: `type command struct { *cobra.Command }
func load(c *command) {
	v := viper.New()
	v.SetEnvPrefix("APP")
	v.AutomaticEnv()
	c.Flags().VisitAll(func(f *pflag.Flag) { if v.IsSet(f.Name) { c.Flags().Set(f.Name, v.GetString(f.Name)) } })
}
func main() {
	root := &cobra.Command{Use: "x"}
	c := &command{Command: root}
	wait := &cobra.Command{Use: "wait"}
	wait.Flags().String("max", "", "")
	root.AddCommand(wait)
	root.RunE = func(*cobra.Command, []string) error { load(c); return nil }
	flags := root.Flags()
	flags.String("file", "", "")
	c.Execute()
}`,
    env: ['APP_FILE'],
  },
  'flags that viper is told all at once, of which it fills a struct': {
    code: `type config struct { Home string; Log struct { Level string } }
func bind(cmd *cobra.Command, args []string) {
	viper.BindPFlags(cmd.Flags())
	home := viper.GetString("home")
	viper.Set("home", home)
	var c config
	viper.Unmarshal(&c)
	fmt.Println(c, viper.GetBool("trace"))
}
func main() {
	viper.AutomaticEnv()
	viper.SetEnvKeyReplacer(strings.NewReplacer(".", "_"))
	root := &cobra.Command{PersistentPreRun: bind}
	root.PersistentFlags().String("home", "", "")
	root.PersistentFlags().Bool("trace", false, "")
	start := &cobra.Command{Use: "start"}
	start.Flags().String("log.level", "", "")
	shell := &cobra.Command{Use: "completion"}
	zsh := shell.Flags().Bool("zsh", false, "")
	root.AddCommand(start, shell)
	fmt.Println(*zsh)
	root.Execute()
}`,
    env: ['HOME', 'LOG_LEVEL', 'TRACE'],
  },
  'flags that viper is told all at once, of which it is asked for one by name': {
    code: `var file string
func main() {
	root := &cobra.Command{Run: func(*cobra.Command, []string) { fmt.Println(viper.GetString("level"), file) }}
	root.PersistentFlags().StringVar(&file, "config", "", "")
	root.PersistentFlags().String("level", "info", "")
	viper.BindPFlags(root.PersistentFlags())
	viper.AutomaticEnv()
	root.Execute()
}`,
    env: ['LEVEL'],
  },
  'a helper that sets up several vipers alike': {
    code: `func setUp(v *viper.Viper, prefix string) {
	v.SetEnvPrefix(prefix)
	v.SetEnvKeyReplacer(strings.NewReplacer(".", "_"))
	v.AutomaticEnv()
}
func secret(name string) string { v := viper.New(); setUp(v, "APP"); return v.GetString(strings.ToUpper(name)) }
func level(v *viper.Viper) string { return v.GetString("log.level") }
func main() {
	config := viper.New()
	setUp(config, "APP")
	fmt.Println(level(config), config.GetString("server.address"), secret("alias"))
}`,
    env: ['APP_ALIAS', 'APP_LOG_LEVEL', 'APP_SERVER_ADDRESS'],
  },
  'a helper that sets up several vipers, each with a prefix of its own': {
    code: `func setUp(v *viper.Viper, prefix string) { v.SetEnvPrefix(prefix); v.AutomaticEnv() }
func main() { a, b := viper.New(), viper.New(); setUp(a, "A"); setUp(b, "B"); fmt.Println(a.GetString("x"), b.GetString("y")) }`,
    env: [],
  },
  'persistent flags that viper is told are not those of the command alone': {
    code: `func main() {
	root := &cobra.Command{Run: func(cmd *cobra.Command, args []string) {}}
	root.PersistentFlags().String("level", "info", "")
	if err := viper.BindPFlags(root.PersistentFlags()); err != nil { panic(err) }
	root.Flags().BoolP("toggle", "t", false, "")
	viper.AutomaticEnv()
	root.Execute()
}`,
    env: ['LEVEL'],
  },
  'more names than one asks for the makers of a value': {
    code: `type variable struct { name string }
func register(name string) variable { return variable{name} }
func registerAll[T any](name string, fallback T) variable { return register(name) }
func (v variable) get() string { text, _ := os.LookupEnv(v.name); return text }
var all = []variable{${MANY.map((name) => `registerAll("${name}", 1)`).join(', ')}}
func main() { for _, one := range all { fmt.Println(one.get()) } }`,
    env: MANY,
  },
  'more flags than that, which a helper defines': {
    code: `type binder struct { app *kingpin.Application }
func (b *binder) text(name string, target *string) { b.app.Flag(name, "").StringVar(target) }
type flags interface { text(name string, target *string) }
func bind(f flags) { var target string; ${MANY.map((name) => `f.text("${name.toLowerCase()}", &target)`).join('; ')} }
func main() { app := kingpin.New("x", ""); app.DefaultEnvars(); bind(&binder{app}) }`,
    env: MANY.map((name) => `X_${name}`),
  },
  'one literal that two calls make with different names': {
    code: `type list struct { value []string; variable string }
const first, second = "ONE", "TWO"
var blocked, allowed = newList(first), newList(second)
func newList(variable string) *list { return &list{variable: variable} }
func (f *list) values() []string {
	if text, ok := os.LookupEnv(f.variable); ok { return []string{text} }
	return f.value
}
func main() { fmt.Println(blocked.values(), allowed.values()) }`,
    env: ['ONE', 'TWO'],
  },
  'a prefix that is put before a name only where there is one': {
    code: `func certificate(prefix string) string {
	before := ""
	if prefix != "" { before = strings.ReplaceAll(strings.ToUpper(prefix), "-", "_") + "_" }
	return os.Getenv("APP_" + before + "CERT")
}
func main() { fmt.Println(certificate(""), certificate("repo-server")) }`,
    env: ['APP_CERT', 'APP_REPO_SERVER_CERT'],
  },
  'words of a tree in which some node names a variable': {
    code: `type node struct { value string }
func parse(text string) []*node { return []*node{{value: "SELF"}, {value: "key"}, {value: text}} }
func run(one *node) string { name := one.value; return os.Getenv(name) }
func main() { for _, one := range parse(os.Args[1]) { fmt.Println(run(one)) } }`,
    env: [],
  },
  'names of variables in fields': {
    code: `type source struct { variable string }
func (s source) get() string { return os.Getenv(s.variable) }
var all = []source{{"APP_KEY"}, {"APP_TOKEN"}}
func main() { for _, one := range all { fmt.Println(one.get()) } }`,
    env: ['APP_KEY', 'APP_TOKEN'],
  },
  'names that other systems have': {
    code: `func name() string {
	if runtime.GOOS == "plan9" { return "path" } else if runtime.GOOS == "windows" { return "Path" }
	return "PATH"
}
func main() { fmt.Println(os.Getenv(name())) }`,
    env: ['PATH'],
  },
  'a name of joined parts': {
    code: 'fmt.Println(os.Getenv(strings.Join(strings.Split("app-log-level", "-"), "_")))',
    env: ['app_log_level'],
  },
};

for (const [name, { code, env }] of Object.entries(cases)) {
  test(name, async () => {
    const found = await factsOf(code);
    assert.deepEqual(found.env.map((one) => one.name).sort(), env);
  });
}

test('a flag whose variable has a name that nobody knows is set by the flag alone', async () => {
  const code = `func nameOf(flag string) string { return "APP_" + unknown.Words(flag) }
func main() {
	app := &cli.App{
		Flags: []cli.Flag{&cli.StringFlag{Name: "tls.address", Value: ":443", EnvVars: []string{nameOf("tls.address")}}},
		Action: func(c *cli.Context) error { return http.ListenAndServe(c.String("tls.address"), nil) },
	}
	app.Run(os.Args)
}`;
  assert.deepEqual(await listensOf(code), ['443 http all default by flag:tls.address']);
});

test('a helper that is told hundreds of names', async () => {
  const names = Array.from({ length: 500 }, (_, index) => `NAME_${index}`);
  const calls = names.map((name) => `show(${JSON.stringify(name)})`).join('\n');
  const { env } = await factsOf(
    `func show(names ...string) { for _, name := range names { fmt.Println(os.Getenv(name)) } }\nfunc main() {\n${calls}\n}`,
  );
  assert.equal(env.length, names.length);
});

test('what koanf is told to leave out, or cannot make of a text, is read from no variable', async () => {
  const file = `package main
import (
	"strings"
	"github.com/knadh/koanf/v2"
	"github.com/knadh/koanf/providers/env"
	"go.uber.org/fx"
)
type settings struct {
	fx.Out
	Log *string \`koanf:"log-level"\`
	Labels map[string]string \`koanf:"labels"\`
	Secret string \`koanf:"secret"\`
}
var k = koanf.New(".")
func main() {
	k.Load(env.ProviderWithValue("APP_", ".", func(name, value string) (string, any) {
		key := strings.ReplaceAll(strings.ToLower(strings.TrimPrefix(name, "APP_")), "_", "-")
		if value == "" {
			return "", nil
		}
		if value == "true" {
			return key, true
		}
		return key, value
	}), nil)
	var all settings
	k.Unmarshal("", &all)
}
`;
  const { env } = await factsOf('', { 'main.go': file });
  assert.deepEqual(
    env.map(({ name }) => name),
    ['APP_LOG_LEVEL', 'APP_SECRET'],
  );
});

test('flags of another library are no variables of a call that takes a set of one', async () => {
  const file = `package main
import (
	"flag"
	"github.com/spf13/cobra"
	"go.etcd.io/etcd/pkg/v3/flags"
)
func main() {
	root := &cobra.Command{}
	root.Flags().String("endpoints", "", "")
	fs := flag.NewFlagSet("x", 0)
	fs.String("data-dir", "", "")
	flags.SetFlagsFromEnv(nil, "APP", fs)
	root.Execute()
}
`;
  const { env } = await factsOf('', { 'main.go': file });
  assert.deepEqual(
    env.map(({ name }) => name),
    ['APP_DATA_DIR'],
  );
});

test('of several names for one flag the first goes before', async () => {
  const { env } = await factsOf(
    `import ("os"; "github.com/urfave/cli/v2")
func main() {
	app := &cli.App{Flags: []cli.Flag{&cli.StringFlag{Name: "addr", EnvVars: []string{"ADDR", "OLD_ADDR"}}, flag("A"), flag("B")}}
	app.Run(os.Args)
}
func flag(name string) cli.Flag { return &cli.StringFlag{Name: name, EnvVars: []string{"APP_" + name}} }`,
  );
  assert.deepEqual(
    env.map(({ name, behind }) => [name, behind]),
    [
      ['ADDR', undefined],
      ['OLD_ADDR', 'ADDR'],
      ['APP_A', undefined],
      ['APP_B', undefined],
    ],
  );
});

test('what only another command than the one that serves reads is aside', async () => {
  const { env } = await factsOf(`import ("context"; "net/http"; "os"; "github.com/urfave/cli/v3")
var pull = &cli.Command{
	Name: "pull",
	Flags: []cli.Flag{
		&cli.StringFlag{Name: "host", Required: true, Sources: cli.EnvVars("PULL_HOST")},
		&cli.StringFlag{Name: "level", Sources: cli.EnvVars("LEVEL")},
	},
	Action: func(ctx context.Context, cmd *cli.Command) error { return nil },
}
func main() {
	app := &cli.Command{Name: "app", Flags: []cli.Flag{&cli.StringFlag{Name: "level", Sources: cli.EnvVars("LEVEL")}}}
	app.Commands = []*cli.Command{
		&cli.Command{
			Name: "serve",
			Flags: []cli.Flag{&cli.StringFlag{Name: "bind", Value: ":2470", Sources: cli.EnvVars("BIND")}},
			Action: func(ctx context.Context, cmd *cli.Command) error { return http.ListenAndServe(cmd.String("bind"), nil) },
		},
		pull,
	}
	app.Run(context.Background(), os.Args)
}`);
  assert.deepEqual(
    env.map(({ name, required, isAside }) => [name, required, isAside]),
    [
      ['PULL_HOST', null, true],
      ['LEVEL', null, undefined],
      ['BIND', false, undefined],
    ],
  );
});
