import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyzeTexts } from '../go-project.ts';

const GO_MOD = 'module example.com/app\n\ngo 1.26\n';

/** Two listeners of one package; which of them does main reach? */
const SERVERS = `package servers
import "net/http"
type Runner interface { Run() error }
type Public struct{ Handler http.Handler }
type Admin struct{}
func (Public) Run() error { return http.ListenAndServe(":8080", nil) }
func (*Admin) Run() error { return http.ListenAndServe(":9090", nil) }
func (*Admin) Close() error { return nil }
func NewAdmin() *Admin { return &Admin{} }
func RunAny(r Runner) { r.Run() }
func Both(p Public, a *Admin) { p.Run(); a.Run() }
var Defaults = Public{}
var Table = map[string]func() error{"admin": func() error { return http.ListenAndServe(":9090", nil) }}
`;

const PUBLIC = [8080];
const ADMIN = [9090];
const BOTH = [8080, 9090];

const cases: Readonly<Record<string, { main: string; ports: readonly number[]; also?: string }>> = {
  'nothing is called': { main: 'func main() { _ = servers.Runner(nil) }', ports: [] },
  'a method of a literal': { main: 'func main() { servers.Public{}.Run() }', ports: PUBLIC },
  'a method of what a function returns': { main: 'func main() { servers.NewAdmin().Run() }', ports: ADMIN },
  'a method of a variable': { main: 'func main() { var p servers.Public; p.Run() }', ports: PUBLIC },
  'a method of a package variable': { main: 'func main() { servers.Defaults.Run() }', ports: PUBLIC },
  'a method value': { main: 'func main() { run := servers.NewAdmin().Run; run() }', ports: ADMIN },
  'a method expression': { main: 'func main() { f := (*servers.Admin).Run; f(nil) }', ports: ADMIN },
  'a method that is deferred or started': { main: 'func main() { p := servers.Public{}; go p.Run() }', ports: PUBLIC },
  'an interface: only types that are made': { main: 'func main() { servers.RunAny(servers.Public{}) }', ports: PUBLIC },
  'an interface: a type behind a pointer': { main: 'func main() { servers.RunAny(&servers.Admin{}) }', ports: ADMIN },
  'an interface: a zero value': { main: 'func main() { var p servers.Public; servers.RunAny(p) }', ports: PUBLIC },
  'an interface: new': { main: 'func main() { servers.RunAny(new(servers.Admin)) }', ports: ADMIN },
  'an interface: elements of a list': {
    main: 'func main() { for _, r := range []servers.Runner{servers.Public{}, &servers.Admin{}} { r.Run() } }',
    ports: BOTH,
  },
  'an interface: a method that takes more is not the one that is called': {
    main: `type stopped struct{}
func (stopped) Run(address string) error { return http.ListenAndServe(":7070", nil) }
func main() { _ = stopped{}; servers.RunAny(servers.Public{}) }`,
    ports: PUBLIC,
  },
  'an interface: a method that takes any number': {
    main: `type open struct{}
func (open) Run(addresses ...string) error { return http.ListenAndServe(":9090", nil) }
func main() { run(open{}) }
func run(r interface{ Run(...string) error }) { r.Run() }`,
    ports: ADMIN,
  },
  'an interface: arguments that another call returns': {
    main: `type pair struct{}
func (pair) Run(host, port string) error { return http.ListenAndServe(":9090", nil) }
func main() { run(pair{}) }
func run(r interface{ Run(host, port string) error }) { r.Run(both()) }
func both() (string, string) { return "", "" }`,
    ports: ADMIN,
  },
  'a check of an interface makes no value': {
    main: 'var _ servers.Runner = (*servers.Admin)(nil)\nvar _ servers.Runner = &servers.Admin{}\nfunc main() { servers.RunAny(servers.Public{}) }',
    ports: PUBLIC,
  },
  'a type assertion makes no value': {
    main: 'func main() { var r servers.Runner = servers.Public{}; if _, ok := r.(*servers.Admin); !ok { r.Run() } }',
    ports: PUBLIC,
  },
  'a type assertion says whose method it is': {
    main: 'func main() { f(nil) }\nfunc f(x any) { x.(*servers.Admin).Run() }',
    ports: ADMIN,
  },
  'a type switch says whose method it is': {
    main: 'func main() { f(nil) }\nfunc f(x any) { switch v := x.(type) { case *servers.Admin: v.Run() } }',
    ports: ADMIN,
  },
  'a value nobody can tell the type of': {
    main: 'func main() { p := servers.Public{}; _ = p; unknown().Run() }',
    ports: PUBLIC,
  },
  'a value of a library is none of ours': {
    main: 'func main() { _ = servers.Public{}; r := gin.New(); r.Run(":1") }',
    ports: [1],
  },
  'a method of a struct that is embedded': {
    main: 'type app struct { servers.Public }\nfunc main() { a := app{}; a.Run() }',
    ports: PUBLIC,
  },
  'what is embedded, through an interface': {
    main: 'type app struct { *servers.Admin }\nfunc main() { servers.RunAny(app{}) }',
    ports: ADMIN,
  },
  'a field': {
    main: 'type app struct { admin *servers.Admin }\nfunc main() { a := app{}; a.admin.Run() }',
    ports: ADMIN,
  },
  'a value in a field, through an interface': {
    main: 'type app struct { public servers.Public }\nfunc main() { a := app{}; servers.RunAny(a.public) }',
    ports: PUBLIC,
  },
  'generic functions': {
    main: 'func run[T servers.Runner](r T) { r.Run() }\nfunc main() { run(servers.Public{}) }',
    ports: PUBLIC,
  },
  'type arguments': {
    main: 'func run[T servers.Runner]() { var r T; r.Run() }\nfunc main() { run[servers.Public]() }',
    ports: PUBLIC,
  },
  'methods of generic types': {
    main: 'type box[T any] struct{ in T }\nfunc (b *box[T]) Start() { servers.NewAdmin().Run() }\nfunc main() { b := &box[int]{}; b.Start() }',
    ports: ADMIN,
  },
  'a function of the package that nobody calls': {
    main: 'func unused() { servers.NewAdmin().Run() }\nfunc main() { servers.Public{}.Run() }',
    ports: PUBLIC,
  },
  'dead functions that call each other': {
    main: 'func a() { b() }\nfunc b() { a(); servers.NewAdmin().Run() }\nfunc main() { servers.Public{}.Run() }',
    ports: PUBLIC,
  },
  'init runs': { main: 'func init() { servers.NewAdmin().Run() }\nfunc init() {}\nfunc main() {}', ports: ADMIN },
  'what gives a package variable its value runs': {
    main: 'var err = servers.NewAdmin().Run()\nfunc main() {}',
    ports: ADMIN,
  },
  'a function literal in a variable that is used': { main: 'func main() { servers.Table["admin"]() }', ports: ADMIN },
  'a command of a variable that is added': {
    main: 'var root = &cobra.Command{}\nvar serve = &cobra.Command{Run: run}\nfunc run(*cobra.Command, []string) { servers.Public{}.Run() }\nfunc init() { root.AddCommand(serve) }\nfunc main() { root.Execute() }',
    ports: PUBLIC,
  },
  'a command that nobody adds': {
    main: 'var root = &cobra.Command{}\nvar serve = &cobra.Command{Run: func(*cobra.Command, []string) { servers.Public{}.Run() }}\nfunc main() { root.Execute() }',
    ports: [],
  },
  'a value that a library is given': {
    main: 'func main() { lib.Serve(&servers.Admin{}) }',
    ports: ADMIN,
  },
  'a value that a library is given through a function of ours': {
    main: 'func add(x any) { lib.Add(x) }\nfunc main() { add(&servers.Admin{}) }',
    ports: ADMIN,
  },
  'an interface of ours that a library is given': {
    main: 'func add(r servers.Runner) { lib.Add(r) }\nfunc main() { add(servers.NewAdmin()) }',
    ports: ADMIN,
  },
  'a constructor that a library is given': {
    main: 'func main() { fx.New(fx.Provide(servers.NewAdmin)) }',
    ports: ADMIN,
  },
  'a field of a struct of a library': {
    main: 'func main() { _ = lib.Options{Runner: servers.NewAdmin()} }',
    ports: ADMIN,
  },
  'what is only printed is not called': {
    main: 'func main() { fmt.Println(servers.NewAdmin()); log.Print(servers.Public{}) }',
    ports: [],
  },
  'what the standard library is given has only its own methods called': {
    main: 'type h struct{}\nfunc (h) ServeHTTP(http.ResponseWriter, *http.Request) { servers.Public{}.Run() }\nfunc (h) Serve() { servers.NewAdmin().Run() }\nfunc main() { http.Handle("/", h{}) }',
    ports: PUBLIC,
  },
  'commands of kong are methods of fields': {
    main: 'type serve struct{}\nfunc (*serve) Run() error { return servers.Public{}.Run() }\nvar cli struct { Serve serve `cmd:""` }\nfunc main() { kong.Parse(&cli).Run() }',
    ports: PUBLIC,
  },
  'conditions, loops and cases': {
    main: 'func more() bool { servers.Public{}.Run(); return false }\nfunc step() { servers.NewAdmin().Run() }\nfunc main() { for more() {}; for i := 0; i < 3; step() {} }',
    ports: BOTH,
  },
  'another package with a dot': {
    main: 'func main() { Start() }',
    also: 'package dotted\nimport "example.com/app/servers"\nfunc Start() { servers.NewAdmin().Run() }\n',
    ports: ADMIN,
  },
  'a file that is no Go has lost calls, so all of it counts': {
    main: 'func main() {\n  servers.Public{}.Run(\n}\nfunc helper() { servers.NewAdmin().Run() }',
    ports: BOTH,
  },
};

for (const [name, { main, ports, also }] of Object.entries(cases)) {
  test(`reached: ${name}`, async () => {
    const imports = [
      '"example.com/app/servers"',
      ...(also === undefined ? [] : ['. "example.com/app/dotted"']),
      '"net/http"',
      '"fmt"',
      '"log"',
      '"github.com/gin-gonic/gin"',
      '"github.com/spf13/cobra"',
      '"github.com/alecthomas/kong"',
      '"go.uber.org/fx"',
      '"example.org/lib"',
    ];
    const { programs } = await analyzeTexts({
      'go.mod': GO_MOD,
      'main.go': `package main\nimport (\n${imports.join('\n')}\n)\n${main}\n`,
      'servers/servers.go': SERVERS,
      ...(also !== undefined && { 'dotted/dotted.go': also }),
    });
    const found = programs.flatMap(({ listens }) => listens.map(({ port }) => port));
    assert.deepEqual([...new Set(found)].sort(), ports);
  });
}

test('two programs of one package each have their own', async () => {
  const main = (call: string) => `package main\nimport "example.com/app/servers"\nfunc main() { ${call} }\n`;
  const { programs } = await analyzeTexts({
    'go.mod': GO_MOD,
    'cmd/admin/main.go': main('servers.RunAny(servers.NewAdmin())'),
    'cmd/public/main.go': main('servers.RunAny(servers.Public{})'),
    'servers/servers.go': SERVERS,
  });
  assert.deepEqual(
    programs.map(({ name, listens }) => [name, listens.map(({ port }) => port)]),
    [
      ['admin', ADMIN],
      ['public', PUBLIC],
    ],
  );
});

test('variables that only dead code reads are none of the program', async () => {
  const { programs } = await analyzeTexts({
    'go.mod': GO_MOD,
    'main.go':
      'package main\nimport "os"\nfunc main() { read() }\nfunc read() { os.Getenv("USED") }\nfunc old() { os.Getenv("OLD") }\n',
  });
  assert.deepEqual(
    programs[0]?.env.map(({ name }) => name),
    ['USED'],
  );
});

for (const [name, field] of Object.entries({
  'a type': 'func() (worker.Worker, error)',
  'the name of a type': 'Makes',
})) {
  test(`methods of what a function returns that a field holds, which is written with ${name}`, async () => {
    const { programs } = await analyzeTexts({
      'go.mod': GO_MOD,
      'main.go':
        'package main\nimport ("example.com/app/base"; "example.com/app/solver"; "example.com/app/worker")\nfunc main() { w, _ := base.New(); solver.New(func() (worker.Worker, error) { return w, nil }).Run() }\n',
      'worker/worker.go': 'package worker\ntype Worker interface { Resolve() error }\n',
      'base/base.go':
        'package base\nimport "os"\ntype Worker struct{ name string }\nfunc New() (*Worker, error) { return &Worker{name: "a"}, nil }\nfunc (w *Worker) Resolve() error { println(os.Getenv("MODE")); return nil }\n',
      'solver/solver.go': `package solver\nimport "example.com/app/worker"\ntype Makes func() (worker.Worker, error)\ntype Solver struct { makes ${field} }\nfunc New(makes ${field}) *Solver { return &Solver{makes: makes} }\nfunc (s *Solver) Run() error { w, err := s.makes(); if err != nil { return err }; return w.Resolve() }\n`,
    });
    assert.deepEqual(
      programs[0]?.env.map((one) => one.name),
      ['MODE'],
    );
  });
}
