import assert from 'node:assert/strict';
import { test } from 'node:test';
import { COBRA } from '../cobra-program.ts';
import { factsOf } from '../go-project.ts';

/** Commands `users` and `orders`, which listen, and a further one. */
const SERVICES = (further: string) => `import ("net/http"; "github.com/spf13/cobra")
var root = &cobra.Command{Use: "app"}
var users = &cobra.Command{Use: "users", RunE: func(*cobra.Command, []string) error { return http.ListenAndServe(":8081", nil) }}
var orders = &cobra.Command{Use: "orders", Run: serveOrders}
func serveOrders(*cobra.Command, []string) { http.ListenAndServe(":8082", nil) }
${further}
func init() { root.AddCommand(users, orders, both) }
func main() { root.Execute() }`;

const WORKER = (run: string) => `import ("github.com/hibiken/asynq"; "github.com/spf13/cobra")
func serve() { asynq.NewServer(nil, asynq.Config{}).Run(nil) }
func main() {
	root := &cobra.Command{Use: "app"}
	root.AddCommand(
		&cobra.Command{Use: "worker", Run: func(*cobra.Command, []string) { ${run} }},
		&cobra.Command{Use: "version", Run: func(*cobra.Command, []string) { println("1") }},
	)
	root.Execute()
}`;

const cases: Readonly<Record<string, { code: string; args: readonly string[] | null }>> = {
  'the command that runs all others that serve': {
    code: SERVICES(`var both = &cobra.Command{Use: "both", RunE: func(cmd *cobra.Command, args []string) error {
	go users.RunE(users, args)
	orders.Run(orders, args)
	return nil
}}`),
    args: ['both'],
  },
  'the command whose function runs all others that serve': {
    code: SERVICES(`var both = &cobra.Command{Use: "both", RunE: serveBoth}
func serveBoth(cmd *cobra.Command, args []string) error {
	go users.RunE(users, args)
	orders.Run(orders, args)
	return nil
}`),
    args: ['both'],
  },
  'none where a command runs one of several others that serve': {
    code: SERVICES(
      `var both = &cobra.Command{Use: "more", RunE: func(cmd *cobra.Command, args []string) error { return users.RunE(users, args) }}`,
    ),
    args: null,
  },
  'none of those that a writer of documentation puts on paper': {
    code: `import ("github.com/hibiken/asynq"; "github.com/spf13/cobra"; "github.com/spf13/cobra/doc")
func queue() *cobra.Command {
	return &cobra.Command{Use: "queue", Run: func(*cobra.Command, []string) { asynq.NewServer(nil, asynq.Config{}) }}
}
func ctl() *cobra.Command { return &cobra.Command{Use: "ctl"} }
func main() {
	doc.GenMarkdownTree(queue(), "docs")
	doc.GenMarkdownTree(ctl(), "docs")
}`,
    args: null,
  },
  'the command that waits for work, where none listens': {
    code: WORKER('serve()'),
    args: ['worker'],
  },
  'a command that serves behind an interface, beside one of a command': {
    code: `import ("net/http"; "github.com/spf13/cobra")
type runner interface { Start() error }
type web struct{}
func (web) Start() error { return http.ListenAndServe(":8080", nil) }
var runners = map[string]func() runner{"web": func() runner { return web{} }}
func all() (found []runner) {
	for _, make := range runners { found = append(found, make()) }
	return found
}
func serve(*cobra.Command, []string) error {
	for _, one := range all() { if err := one.Start(); err != nil { return err } }
	return nil
}
func stop(*cobra.Command, []string) error { return http.ListenAndServe(":8081", nil) }
func main() {
	root := &cobra.Command{Use: "app"}
	proxy := &cobra.Command{Use: "proxy"}
	proxy.AddCommand(&cobra.Command{Use: "stopper", RunE: stop})
	root.AddCommand(&cobra.Command{Use: "server", RunE: serve}, proxy, &cobra.Command{Use: "version", Run: func(*cobra.Command, []string) {}})
	root.Execute()
}`,
    args: ['server'],
  },
  'a command of kingpin in another, told by its action': {
    code: `import ("net/http"; "github.com/alecthomas/kingpin/v2")
type exporter struct { port int }
func (e *exporter) run(*kingpin.ParseContext) error { return http.ListenAndServe(":8080", nil) }
func add(server *kingpin.CmdClause) {
	e := &exporter{}
	cmd := server.Command("export", "Exports").Alias("x").Action(e.run)
	cmd.Flag("port", "").IntVar(&e.port)
}
type host interface { Command(name, help string) *kingpin.CmdClause }
func addAll(app host) {
	server := app.Command("server", "")
	add(server)
}
func main() {
	app := kingpin.New("app", "")
	addAll(app)
	app.Command("version", "").Action(func(*kingpin.ParseContext) error { return nil })
	app.Parse(nil)
}`,
    args: ['server', 'export'],
  },
  'a command of kingpin, told by a branch': {
    code: `import ("net/http"; "os"; "gopkg.in/alecthomas/kingpin.v2")
func main() {
	app := kingpin.New("app", "")
	serve := app.Command("web", "").Default()
	check := app.Command("check", "")
	switch kingpin.MustParse(app.Parse(os.Args[1:])) {
	case serve.FullCommand():
		http.ListenAndServe(":8080", nil)
	case check.FullCommand():
		println("ok")
	}
}`,
    args: ['web'],
  },
  'what kingpin listens on without a command': {
    code: `import ("net/http"; "github.com/alecthomas/kingpin/v2")
func main() {
	app := kingpin.New("app", "")
	app.Command("check", "").Action(func(*kingpin.ParseContext) error { return nil })
	app.Parse(nil)
	http.ListenAndServe(":8080", nil)
}`,
    args: null,
  },
  "a table of the program's own": {
    code: `import ("net/http"; "os")
type command struct { name string; run func(args []string) error }
var commands = []command{{"serve", serve}, {"migrate", migrate}}
func serve(args []string) error { return http.ListenAndServe(":8080", nil) }
func migrate(args []string) error { return nil }
func main() { for _, c := range commands { if c.name == os.Args[1] { c.run(os.Args[2:]) } } }`,
    args: ['serve'],
  },
  'a listener that is written in the command itself, in a package variable': {
    code: COBRA(
      '',
      'var web = &cobra.Command{Use: "web", RunE: func(cmd *cobra.Command, args []string) error { return http.ListenAndServe(":8080", nil) }}\nfunc init() { root.AddCommand(web, newVersion()) }\nfunc main() { root.Execute() }',
    ),
    args: ['web'],
  },
  'the only command of an application without a name': {
    code: `import ("net/http"; "os"; "github.com/urfave/cli")
func serve(c *cli.Context) error { return http.ListenAndServe(":8080", nil) }
func main() { app := cli.NewApp(); app.Commands = []cli.Command{{Name: "server", Action: serve}}; app.Run(os.Args) }`,
    args: ['server'],
  },
  'branches for what is typed': {
    code: `func main() {
	switch command := os.Args[1]; command {
	case "migrate": println(1)
	case "serve": serve()
	default: println("usage")
	}
}
func serve() { http.ListenAndServe(":8080", nil) }`,
    args: ['serve'],
  },
  'a branch for whatever else is typed': {
    code: `func main() {
	switch os.Args[1] {
	case "migrate": println(1)
	case "version": println(2)
	default: serve()
	}
}
func serve() { http.ListenAndServe(":8080", nil) }`,
    args: null,
  },
  'branches for what kong has read': {
    code: `func main() {
	ctx := kong.Parse(&app)
	switch ctx.Command() {
	case "serve <dir>": http.ListenAndServe(":8080", nil)
	case "show": println(1)
	}
}
var app struct{}`,
    args: ['serve'],
  },
  'commands that register themselves': {
    code: `import ("flag"; "net/http")
type Command struct { Name, Short string; Run func() }
var commands = map[string]*Command{}
func Register(c *Command) { commands[c.Name] = c }
func init() {
	Register(&Command{Name: "web", Run: func() { http.ListenAndServe(":8080", nil) }})
	Register(&Command{Name: "version", Run: func() { println(1) }})
}
func main() { flag.Parse(); commands[flag.Arg(0)].Run() }`,
    args: ['web'],
  },
  'a table of what is no command': {
    code: `import ("net/http"; "os")
type check struct { name string; run func() }
var checks = []check{{"serve", nothing}, {"disk", nothing}}
func nothing() {}
func main() { println(os.Args[0]); for _, c := range checks { c.run() }; http.ListenAndServe(":8080", nil) }`,
    args: null,
  },
  'a map of factories': {
    code: `import ("net/http"; "os"; hashi "github.com/mitchellh/cli")
type agent struct{}
func (a *agent) Run(args []string) int { http.ListenAndServe(":8080", nil); return 0 }
type version struct{}
func (v *version) Run(args []string) int { return 0 }
func main() {
	c := hashi.NewCLI("app", "1")
	c.Commands = map[string]hashi.CommandFactory{
		"agent": func() (hashi.Command, error) { return &agent{}, nil },
		"version": func() (hashi.Command, error) { return &version{}, nil },
	}
	c.Run()
	os.Exit(0)
}`,
    args: ['agent'],
  },
  'fields that kong makes commands of': {
    code: `import ("net/http"; "github.com/alecthomas/kong")
type ServeCmd struct { Addr string \`default:":8080"\` }
func (c *ServeCmd) Run() error { return http.ListenAndServe(c.Addr, nil) }
type SeedCmd struct{}
func (c *SeedCmd) Run() error { return nil }
var app struct {
	RunServer ServeCmd \`cmd:"" help:"serve"\`
	Seed SeedCmd \`cmd:""\`
}
func main() { kong.Parse(&app).Run() }`,
    args: ['run-server'],
  },
  'a command of kong that needs no name': {
    code: `import ("net/http"; "github.com/alecthomas/kong")
type ServeCmd struct { Addr string \`default:":8080"\` }
func (c *ServeCmd) Run() error { return http.ListenAndServe(c.Addr, nil) }
type SeedCmd struct{}
func (c *SeedCmd) Run() error { return nil }
var app struct {
	Serve ServeCmd \`cmd:"" default:"withargs"\`
	Seed SeedCmd \`cmd:""\`
}
func main() { kong.Parse(&app).Run() }`,
    args: null,
  },
  'a command of cobra': {
    code: COBRA('', 'func main() { root.AddCommand(newServe(), newVersion()); root.Execute() }'),
    args: ['serve'],
  },
  'a command of a command': {
    code: COBRA(
      '',
      `func main() {
	server := &cobra.Command{Use: "server"}
	server.AddCommand(newServe())
	root.AddCommand(server, newVersion())
	root.Execute()
}`,
    ),
    args: ['server', 'serve'],
  },
  'none where the root listens, too': {
    code: COBRA(
      ', Run: func(cmd *cobra.Command, args []string) { listen() }',
      'func main() { root.AddCommand(newServe(), newVersion()); root.Execute() }',
    ),
    args: null,
  },
  'of several that listen the one that is called so': {
    code: COBRA(
      '',
      `func newProxy() *cobra.Command {
	return &cobra.Command{Use: "proxy", Run: func(cmd *cobra.Command, args []string) { listen() }}
}
func main() { root.AddCommand(newProxy(), newServe()); root.Execute() }`,
    ),
    args: ['serve'],
  },
  'one that is there to serve, whatever main opens by the way': {
    code: COBRA('', 'func main() { root.AddCommand(newServe(), newVersion()); root.Execute(); listen() }'),
    args: ['serve'],
  },
  'none where nothing tells which of several': {
    code: COBRA(
      '',
      `func newProxy(name string) *cobra.Command {
	return &cobra.Command{Use: "proxy", Run: func(cmd *cobra.Command, args []string) { listen() }}
}
func newRelay() *cobra.Command {
	return &cobra.Command{Use: "relay", Run: func(cmd *cobra.Command, args []string) { listen() }}
}
func main() { root.AddCommand(newProxy(""), newRelay(), newVersion()); root.Execute() }`,
    ),
    args: null,
  },
  'a command of urfave/cli, whose listener is in its own literal': {
    code: `import (
	"net/http"
	"os"

	"github.com/urfave/cli/v2"
)

func main() {
	app := &cli.App{Name: "app", Commands: []*cli.Command{
		{Name: "web", Action: func(c *cli.Context) error { return http.ListenAndServe(":3000", nil) }},
		{Name: "version", Action: func(c *cli.Context) error { return nil }},
	}}
	app.Run(os.Args)
}`,
    args: ['web'],
  },
  'none for a program without commands': {
    code: 'http.ListenAndServe(":8080", nil)',
    args: null,
  },
};

for (const [name, { code, args }] of Object.entries(cases)) {
  test(name, async () => {
    const { command } = await factsOf(code);
    assert.deepEqual(command?.args ?? null, args);
  });
}
