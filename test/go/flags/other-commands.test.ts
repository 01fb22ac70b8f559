import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factsOf } from '../go-project.ts';

const COMMANDS = `
func serve() *cobra.Command {
	return &cobra.Command{Use: "serve", RunE: func(cmd *cobra.Command, args []string) error {
		if os.Getenv("TOKEN") == "" { return errors.New("TOKEN is missing") }
		os.WriteFile("/run/shop/served", nil, 0o600)
		return http.ListenAndServe(":8080", nil)
	}}
}
func count() *cobra.Command {
	return &cobra.Command{Use: "count", RunE: func(cmd *cobra.Command, args []string) error {
		if os.Getenv("ACCOUNT") == "" { return errors.New("ACCOUNT is missing") }
		if os.Getenv("TOKEN") == "" { return errors.New("TOKEN is missing") }
		return report(os.Getenv("ACCOUNT"))
	}}
}
func report(account string) error { return os.WriteFile("/reports/" + account + ".txt", nil, 0o600) }
func main() {
	root := &cobra.Command{Use: "shop"}
	root.AddCommand(serve(), count())
	if err := root.Execute(); err != nil { os.Exit(1) }
}`;

test('what only other commands demand and write is theirs', async () => {
  const { env, writes } = await factsOf(COMMANDS);
  assert.deepEqual(
    env.map(({ name, required, demandedBy, isAside }) => [name, required, demandedBy, isAside]),
    [
      ['TOKEN', true, [['count']], undefined],
      ['ACCOUNT', null, [['count']], true],
    ],
  );
  assert.deepEqual(
    writes.map(({ path, commands, certainty }) => [path, commands, certainty]),
    [
      ['/run/shop/served', undefined, 'known'],
      ['/reports', [['count']], 'known'],
    ],
  );
});

test('who calls the helper that ends without a variable demands it', async () => {
  const { env } = await factsOf(`
func need(name string) string {
	value := os.Getenv(name)
	if value == "" { panic(name + " is missing") }
	return value
}
func serve() *cobra.Command {
	return &cobra.Command{Use: "serve", RunE: func(cmd *cobra.Command, args []string) error {
		println(need("TOKEN"), need("ACCOUNT"))
		return http.ListenAndServe(":8080", nil)
	}}
}
func count() *cobra.Command {
	return &cobra.Command{Use: "count", Run: func(cmd *cobra.Command, args []string) { println(need("ACCOUNT")) }}
}
func main() {
	root := &cobra.Command{Use: "shop"}
	root.AddCommand(serve(), count())
	if err := root.Execute(); err != nil { os.Exit(1) }
}`);
  assert.deepEqual(
    env.map(({ name, required, demandedBy }) => [name, required, demandedBy]),
    [
      ['TOKEN', true, undefined],
      ['ACCOUNT', true, [['count']]],
    ],
  );
});

test('what a handler demands is demanded of nobody who starts the program', async () => {
  const { env } = await factsOf(`func main() {
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		if os.Getenv("TOKEN") == "" { panic("TOKEN is missing") }
	})
	http.ListenAndServe(":8080", nil)
}`);
  assert.deepEqual(
    env.map(({ name, required }) => [name, required]),
    [['TOKEN', false]],
  );
});

const VIPER = (load: string) => `func main() {
	flags := pflag.NewFlagSet("shop", pflag.ExitOnError)
	flags.String("config", "", "")
	flags.Parse(os.Args[1:])
	v := viper.New()
	v.SetDefault("http.port", 8080)
	if file, _ := flags.GetString("config"); file != "" { v.SetConfigFile(file); v.ReadInConfig() }
	${load}
	http.ListenAndServe(fmt.Sprintf(":%d", v.GetInt("http.port")), nil)
}`;

test('a configuration file that a flag alone names', async () => {
  assert.deepEqual((await factsOf(VIPER(''))).configurationBy, ['flag:config']);
  assert.equal((await factsOf(VIPER('v.AddConfigPath("/etc/shop")'))).configurationBy, undefined);
});

test('a method of another command, called as one behind an interface is, takes other arguments', async () => {
  const { listens } = await factsOf(`
type server interface { Run() error }
type web struct{}
func (web) Run() error { return http.ListenAndServe(":8080", nil) }
type lsp struct{}
func (lsp) Run(address string) error { return http.ListenAndServe(":9090", nil) }
func pick(s server) server { return s }
func main() {
	root := &cobra.Command{Use: "shop"}
	root.AddCommand(
		&cobra.Command{Use: "serve", RunE: func(*cobra.Command, []string) error { return pick(web{}).Run() }},
		&cobra.Command{Use: "lsp", RunE: func(*cobra.Command, []string) error { return lsp{}.Run(":9090") }},
	)
	root.Execute()
}`);
  assert.deepEqual(
    listens.map(({ port }) => port),
    [8080],
  );
});
