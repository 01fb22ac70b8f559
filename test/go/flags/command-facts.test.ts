import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Program } from '../../../src/go/project.ts';
import { factsOf } from '../go-project.ts';

/** What the commands of all these programs run: an API that needs a key, and a worker with a port for probes. */
const BODIES = `
func serve(addr, path string) error {
	mux := http.NewServeMux()
	mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {})
	return http.ListenAndServe(addr, mux)
}
func api() error {
	if os.Getenv("API_KEY") == "" { log.Fatal("API_KEY is missing") }
	return serve(":8080", "/healthz")
}
func worker() error {
	if os.Getenv("QUEUE_URL") == "" { log.Fatal("QUEUE_URL is missing") }
	return serve(":9090", "/alive")
}
func migrate() error {
	_, err := os.ReadFile("migrations/first.sql")
	return err
}`;

const API = 'api: listens 8080, routes /healthz, needs API_KEY, reads ';
const MIGRATE = 'migrate: listens , routes , needs , reads migrations/first.sql';
const WORKER = 'worker: listens 9090, routes /alive, needs QUEUE_URL, reads ';

const cases: Readonly<Record<string, { readonly code: string; readonly expected?: readonly string[] }>> = {
  'commands of cobra': {
    code: `
func command(name string) *cobra.Command { return nil }
func main() {
	root := &cobra.Command{Use: "app"}
	root.AddCommand(
		&cobra.Command{Use: "api", RunE: func(*cobra.Command, []string) error { return api() }},
		newWorker(),
		&cobra.Command{Use: "migrate", RunE: func(*cobra.Command, []string) error { return migrate() }},
	)
	root.Execute()
}
func newWorker() *cobra.Command {
	cmd := &cobra.Command{Use: "worker"}
	cmd.RunE = func(*cobra.Command, []string) error { return worker() }
	return cmd
}`,
  },
  'a root of cobra that serves by itself, which its commands do not': {
    code: `
func main() {
	root := &cobra.Command{Use: "app", RunE: func(*cobra.Command, []string) error { return api() }}
	root.AddCommand(
		&cobra.Command{Use: "worker", RunE: func(*cobra.Command, []string) error { return worker() }},
		&cobra.Command{Use: "migrate", RunE: func(*cobra.Command, []string) error { return migrate() }},
	)
	root.Execute()
}`,
    expected: [API.replace('api', ''), MIGRATE, WORKER],
  },
  'commands of urfave/cli': {
    code: `
func main() {
	app := &cli.App{Name: "app", Commands: []*cli.Command{
		{Name: "api", Action: func(*cli.Context) error { return api() }},
		{Name: "worker", Action: runWorker},
		{Name: "migrate", Action: func(*cli.Context) error { return migrate() }},
	}}
	app.Run(os.Args)
}
func runWorker(*cli.Context) error { return worker() }`,
  },
  'actions of kingpin': {
    code: `
func main() {
	app := kingpin.New("app", "")
	app.Command("api", "").Action(func(*kingpin.ParseContext) error { return api() })
	app.Command("worker", "").Action(func(*kingpin.ParseContext) error { return worker() })
	app.Command("migrate", "").Action(func(*kingpin.ParseContext) error { return migrate() })
	kingpin.MustParse(app.Parse(os.Args[1:]))
}`,
  },
  'branches for commands of kingpin': {
    code: `
func main() {
	app := kingpin.New("app", "")
	one, two, three := app.Command("api", ""), app.Command("worker", ""), app.Command("migrate", "")
	switch kingpin.MustParse(app.Parse(os.Args[1:])) {
	case one.FullCommand(): api()
	case two.FullCommand(): worker()
	case three.FullCommand(): migrate()
	}
}`,
  },
  'commands of kong': {
    code: `
type API struct{}
func (API) Run() error { return api() }
type Worker struct{}
func (Worker) Run() error { return worker() }
type Migrate struct{}
func (Migrate) Run() error { return migrate() }
var app struct {
	API API \`cmd:""\`
	Worker Worker \`cmd:""\`
	Migrate Migrate \`cmd:""\`
}
func main() { kong.Parse(&app).Run() }`,
  },
  'branches for what is typed': {
    code: `
func main() {
	switch os.Args[1] {
	case "api": api()
	case "worker": worker()
	case "migrate": migrate()
	default: log.Fatal("usage")
	}
}`,
  },
  'a branch that ends before what is done else': {
    code: `
func main() {
	if os.Args[1] == "migrate" {
		migrate()
		return
	}
	if os.Args[1] == "worker" {
		worker()
		os.Exit(0)
	}
	api()
}`,
    expected: [API.replace('api', ''), MIGRATE, WORKER],
  },
  'branches with flags of their own': {
    code: `
func main() {
	switch os.Args[1] {
	case "api":
		api()
	case "worker":
		flags := flag.NewFlagSet("worker", flag.ExitOnError)
		addr := flags.String("addr", ":9090", "")
		flags.Parse(os.Args[2:])
		serve(*addr, "/alive")
	}
}`,
    expected: [API, 'worker: listens 9090, routes /alive, needs , reads '],
  },
  'functions by the words that call them': {
    code: `
type command struct { name string; run func() error }
var commands = []command{{"api", api}, {"worker", worker}, {"migrate", migrate}}
func main() { for _, c := range commands { if c.name == os.Args[1] { c.run() } } }`,
  },
  'what is common to all': {
    code: `
func main() {
	root := &cobra.Command{Use: "app", PersistentPreRunE: func(*cobra.Command, []string) error {
		if os.Getenv("LICENSE") == "" { log.Fatal("LICENSE is missing") }
		return nil
	}}
	root.AddCommand(
		&cobra.Command{Use: "serve", RunE: func(*cobra.Command, []string) error { return api() }},
		&cobra.Command{Use: "worker", RunE: func(*cobra.Command, []string) error { return worker() }},
	)
	root.Execute()
}`,
    expected: [
      'serve: listens 8080, routes /healthz, needs API_KEY LICENSE, reads ',
      'worker: listens 9090, routes /alive, needs LICENSE QUEUE_URL, reads ',
    ],
  },
  'none of what only writes commands down': {
    code: `
func main() {
	root := &cobra.Command{Use: "app"}
	root.AddCommand(&cobra.Command{Use: "worker", RunE: func(*cobra.Command, []string) error { return worker() }})
	doc.GenMarkdownTree(root, "docs")
}`,
    expected: [],
  },
};

for (const [name, { code, expected = [API, MIGRATE, WORKER] }] of Object.entries(cases)) {
  void test(`facts of each command: ${name}`, async () => {
    const { commands = [] } = await factsOf(code + BODIES, { 'migrations/first.sql': '' });
    assert.deepEqual(commands.map(said).sort(), [...expected].sort());
  });
}

function said({
  command,
  listens,
  routes,
  env,
  runtimeFiles,
}: Pick<Program, 'command' | 'listens' | 'routes' | 'env' | 'runtimeFiles'>) {
  const needed = env.filter(({ required }) => required).map(({ name }) => name);
  const paths = (all: readonly { readonly path: string }[]) =>
    all
      .map(({ path }) => path)
      .sort()
      .join(' ');
  return `${command?.args.join(' ') ?? ''}: listens ${listens.map(({ port }) => port).join(' ')}, routes ${paths(routes)}, needs ${needed.sort().join(' ')}, reads ${paths(runtimeFiles)}`;
}

void test('a command that serves is a server, whatever it is called', async () => {
  const { commands = [] } = await factsOf(`
func main() {
	root := &cobra.Command{Use: "app"}
	root.AddCommand(
		&cobra.Command{Use: "serve", RunE: func(*cobra.Command, []string) error { return api() }},
		&cobra.Command{Use: "kubernetes-controller", RunE: func(*cobra.Command, []string) error { return worker() }},
		&cobra.Command{Use: "webhooks", RunE: func(*cobra.Command, []string) error { return api() }},
		&cobra.Command{Use: "controller-login", RunE: func(*cobra.Command, []string) error { return worker() }},
		&cobra.Command{Use: "list-controller", RunE: func(*cobra.Command, []string) error { return migrate() }},
	)
	root.Execute()
}${BODIES}`);
  const kinds = commands.map(({ command, kind }) => `${command?.args.join(' ') ?? ''}: ${kind}`);
  assert.deepEqual(kinds.sort(), [
    'controller-login: server',
    'kubernetes-controller: server',
    'list-controller: job',
    'serve: server',
    'webhooks: server',
  ]);
});

const WORK = `
func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	root := &cobra.Command{Use: "app"}
	root.AddCommand(
		&cobra.Command{Use: "serve", RunE: func(*cobra.Command, []string) error { return api() }},
		&cobra.Command{Use: "mails", RunE: func(*cobra.Command, []string) error { return work(ctx) }},
	)
	root.Execute()
}
type mailer struct{}
`;

const kinds: Readonly<Record<string, readonly [code: string, kind: Program['kind']]>> = {
  'a loop by the clock that only its caller ends': [
    `func work(ctx context.Context) error { return (&mailer{}).run(ctx) }
func (m *mailer) run(ctx context.Context) error {
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(time.Second):
		}
	}
}`,
    'server',
  ],
  'jobs that it takes until its caller ends it': [
    `var jobs = make(chan string)
func work(ctx context.Context) error {
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case job := <-jobs:
			fmt.Println(job)
		}
	}
}`,
    'server',
  ],
  'goroutines, and a wait for the end': [
    `func work(ctx context.Context) error {
	go poll()
	<-ctx.Done()
	return nil
}
func poll() {}`,
    'server',
  ],
  'a group of goroutines that loop': [
    `func work(ctx context.Context) error {
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return poll(ctx) })
	return group.Wait()
}
func poll(ctx context.Context) error {
	for range time.Tick(time.Second) {}
	return nil
}`,
    'server',
  ],
  'a loop that ends once all is done': [
    `func work(ctx context.Context) error {
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second):
			if ready() { return nil }
		}
	}
}
func ready() bool { return true }`,
    'job',
  ],
  'a wait under a condition': [
    `var follow = flag.Bool("follow", false, "")
func work(ctx context.Context) error {
	if *follow { <-ctx.Done() }
	return nil
}`,
    'job',
  ],
};

for (const [name, [code, expected]] of Object.entries(kinds)) {
  test(`kind of a command beside a server: ${name}`, async () => {
    const { commands = [] } = await factsOf(`${WORK}${code}${BODIES}`);
    assert.equal(commands.find(({ command }) => command?.args[0] === 'mails')?.kind, expected);
  });
}

test('what the branch of a command serves is on where that command is called', async () => {
  const { commands = [] } = await factsOf(`switch os.Args[1] {
	case "api":
		http.HandleFunc("/healthz", nil)
		http.ListenAndServe(":8080", nil)
	case "work":
		http.HandleFunc("/alive", nil)
		http.ListenAndServe(":9090", nil)
	}`);
  const told = commands.map(({ health }) => health.map(({ path, isOff }) => [path, isOff]));
  assert.deepEqual(told, [[['/healthz', undefined]], [['/alive', undefined]]]);
});
