import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factsOf } from '../go-project.ts';

test('a factory whose function returns the interface of the library', async () => {
  const { command } = await factsOf(`import ("context"; "net/http"; "os"; hashi "github.com/mitchellh/cli")
type serve struct{ ctx context.Context }
func (s *serve) Help() string { return "" }
func (s *serve) Run(args []string) int { http.ListenAndServe(":8080", nil); return 0 }
type check struct{}
func (c *check) Run(args []string) int { return 0 }
func newServe(ctx context.Context) hashi.Command { return makeServe(ctx) }
func makeServe(ctx context.Context) *serve { return &serve{ctx: ctx} }
func newCheck() hashi.Command { return &check{} }
type app struct{}
func (app) Run(ctx context.Context, args []string) int {
	c := hashi.NewCLI("app", "1")
	c.Args = args
	c.Commands = map[string]hashi.CommandFactory{
		"check": func() (hashi.Command, error) { return newCheck(), nil },
		"listen": func() (hashi.Command, error) { return newServe(ctx), nil },
	}
	code, _ := c.Run()
	return code
}
func main() { os.Exit(app{}.Run(context.Background(), os.Args[1:])) }
`);
  assert.deepEqual(command?.args, ['listen']);
});

test('a command of kingpin, run by what the function that asks for it makes', async () => {
  const { command } = await factsOf(`import ("net/http"; "os"; "github.com/alecthomas/kingpin/v2")
type command interface { Name() string; Run() error }
type serve struct { addr string }
func newServe(app *kingpin.Application) command {
	s := &serve{}
	cmd := app.Command("controller", "")
	cmd.Flag("addr", "").Default(":8080").StringVar(&s.addr)
	return s
}
func (serve) Name() string { return "controller" }
func (s serve) Run() error { return http.ListenAndServe(s.addr, nil) }
type check struct{}
func newCheck(app *kingpin.Application) command { app.Command("check", ""); return &check{} }
func (check) Name() string { return "check" }
func (check) Run() error { return nil }
func main() {
	app := kingpin.New("app", "")
	serve, check := newServe(app), newCheck(app)
	commands := map[string]command{serve.Name(): serve, check.Name(): check}
	name, _ := app.Parse(os.Args[1:])
	commands[name].Run()
}`);
  assert.deepEqual(command?.args, ['controller']);
});

test('a map of commands by their names', async () => {
  const { command } = await factsOf(`import ("flag"; "net/http")
type Command struct {
	Usage string
	Main func(args []string) error
}
var serve = &Command{Usage: "serves", Main: listen}
func listen(args []string) error { return http.ListenAndServe(":8080", nil) }
func start(commands map[string]*Command) error {
	flag.Parse()
	command := commands[flag.Arg(0)]
	return command.Main(flag.Args()[1:])
}
func main() {
	start(map[string]*Command{
		"listen": serve,
		"sign": {Usage: "signs", Main: func(args []string) error { return nil }},
	})
}`);
  assert.deepEqual(command?.args, ['listen']);
});

test('a map of what is no command', async () => {
  const { command } = await factsOf(`import ("flag"; "net/http")
type page struct { title string; handler func() }
var pages = map[string]*page{"a": {"A", nil}, "b": {"B", nil}}
func main() {
	flag.Parse()
	println(pages[flag.Arg(0)].title)
	http.ListenAndServe(":8080", nil)
}`);
  assert.equal(command, null);
});

const MADE = (group: string) => `import ("net/http"; "github.com/spf13/cobra")
type run = func(*cobra.Command, []string) error
func public() run { return func(*cobra.Command, []string) error { return serve(":4444") } }
func admin(port string) run { return func(*cobra.Command, []string) error { return serve(port) } }
func all() run { return func(*cobra.Command, []string) error { go serve(":4444"); return serve(":4445") } }
func logged(run run) run { return run }
func serve(address string) error { return http.ListenAndServe(address, nil) }
func main() {
	root := &cobra.Command{Use: "app"}
	login := &cobra.Command{Use: "login", RunE: logged(func(*cobra.Command, []string) error { return http.ListenAndServe(":4446", nil) })}
	group := &cobra.Command{Use: "${group}"}
	group.AddCommand(&cobra.Command{Use: "public", RunE: public()})
	group.AddCommand(&cobra.Command{Use: "admin", RunE: admin(":4445")})
	group.AddCommand(&cobra.Command{Use: "all", RunE: logged(all())})
	root.AddCommand(login, group)
	root.Execute()
}`;

test('what a function makes is run: of a group that serves the command for all', async () => {
  const { command, listens, kind } = await factsOf(MADE('serve'));
  assert.deepEqual(command?.args, ['serve', 'all']);
  assert.deepEqual(listens.map(({ port }) => port).toSorted(), [4444, 4445]);
  assert.equal(kind, 'server');
});

test('none where a group that serves is only one of what listens', async () => {
  assert.equal((await factsOf(MADE('list'))).command, null);
});
