import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { analyzeTexts } from './go-project.ts';

const GO_MOD = 'module example.com/app\n\ngo 1.26\n';
const SERVES = 'import "net/http"\nfunc main() { http.ListenAndServe(":80", nil) }';
const PAGE =
  'import (\n"net/http"\n"github.com/spf13/cobra"\n)\nfunc page(*cobra.Command, []string) { http.ListenAndServe(":80", nil) }';
const READS_GO = 'import (\n"go/parser"\n"os"\n)\nfunc main() { parser.ParseFile(nil, os.Args[1], nil, 0) }';
const NOTHING = 'func main() { println() }';

const kinds: Readonly<Record<string, { path: string; code: string; kind: string }>> = {
  server: { path: 'cmd/api', code: SERVES, kind: 'server' },
  'a server on a socket that prints its version': {
    path: 'cmd/plugin-api',
    code: 'import (\n"flag"\n"fmt"\n"net"\n"net/http"\n"os"\n)\nvar version = flag.Bool("version", false, "")\nfunc main() { flag.Parse(); if *version { fmt.Println(os.Args[0], "1"); return }; l, _ := net.Listen("unix", "/run/plugin.sock"); http.Serve(l, nil) }',
    kind: 'server',
  },
  'a server among the tools': { path: 'tools/web', code: SERVES, kind: 'server' },
  'a command that also serves': {
    path: 'cmd/ctl',
    code: 'import (\n"net/http"\n"github.com/spf13/cobra"\n)\nfunc main() { c := &cobra.Command{Run: func(*cobra.Command, []string) { http.ListenAndServe(":80", nil) }}; c.Execute() }',
    kind: 'server',
  },
  'a server with TLS where a flag asks for it': {
    path: 'cmd/web',
    code: 'import (\n"flag"\n"fmt"\n"net/http"\n)\nfunc main() { cert := flag.String("cert", "", ""); flag.Parse(); fmt.Println(flag.Arg(0)); if *cert != "" { http.ListenAndServeTLS(":8080", *cert, *cert, nil) } else { http.ListenAndServe(":8080", nil) } }',
    kind: 'server',
  },
  'a command that shows its memory meanwhile': {
    path: 'cmd/ctl',
    code: 'import (\n"net/http"\n_ "net/http/pprof"\n"github.com/spf13/cobra"\n"go.opentelemetry.io/contrib/zpages"\n)\nfunc main() { go http.ListenAndServe(":8080", nil); http.Handle("/z", zpages.NewTracezHandler(nil)); (&cobra.Command{}).Execute() }',
    kind: 'cli',
  },
  'a command that serves what a library puts together, beside its memory': {
    path: 'cmd/ingest',
    code: 'import (\n"net/http"\n_ "net/http/pprof"\n"example.com/lib"\n"github.com/spf13/cobra"\n)\ntype admin struct { server *http.Server }\nfunc main() { a := &admin{}; a.server, _ = lib.ToServer(); l, _ := lib.Listener(); c := &cobra.Command{Run: func(*cobra.Command, []string) { a.server.Serve(l) }}; c.Execute() }',
    kind: 'server',
  },
  'a command with pages of its own beside its memory': {
    path: 'cmd/ctl',
    code: 'import (\n"net/http"\n_ "net/http/pprof"\n"github.com/spf13/cobra"\n)\nfunc main() { http.HandleFunc("/orders", nil); go http.ListenAndServe(":8080", nil); (&cobra.Command{}).Execute() }',
    kind: 'server',
  },
  'a server that arguments make secure on the same port': {
    path: 'cmd/bin',
    code: 'import (\n"flag"\n"net/http"\n)\nfunc main() { key := flag.String("key", "", ""); flag.Parse(); println(flag.Arg(0)); s := &http.Server{Addr: ":8080", Handler: http.NewServeMux()}; if *key != "" { s.ListenAndServeTLS(*key, *key) } else { s.ListenAndServe() } }',
    kind: 'server',
  },
  'a command that serves its report where a flag asks for it': {
    path: 'cmd/report',
    code: 'import (\n"flag"\n"net/http"\n)\nfunc main() { web := flag.String("http", "", ""); flag.Parse(); println(flag.Arg(0)); if *web != "" { http.HandleFunc("/", nil); http.ListenAndServe(*web, nil) } }',
    kind: 'cli',
  },
  'what answers by its arguments, and else serves for ever': {
    path: 'cmd/mock',
    code: 'import (\n"flag"\n"net/http"\n)\nfunc main() { addr := flag.String("addr", "", ""); flag.Parse(); if flag.Arg(0) == "version" { return }; go http.ListenAndServe(*addr, nil); select {} }',
    kind: 'server',
  },
  'actors until a signal comes': {
    path: 'cmd/config-reloader',
    code: 'import (\n"os"\n"os/signal"\n"github.com/alecthomas/kingpin/v2"\n"github.com/oklog/run"\n)\nfunc main() { kingpin.Parse(); var g run.Group; term := make(chan os.Signal, 1); signal.Notify(term, os.Interrupt); g.Add(func() error { select { case <-term: }; return nil }, nil); g.Run() }',
    kind: 'server',
  },
  'a command that listens for its own login': {
    path: 'cmd/ctl',
    code: 'import (\n"net"\n"os"\n)\nfunc main() { _ = os.Args[1]; net.Listen("tcp", "127.0.0.1:0") }',
    kind: 'cli',
  },
  'a consumer of a queue': {
    path: 'cmd/worker',
    code: 'import "github.com/segmentio/kafka-go"\nfunc main() { r := kafka.NewReader(kafka.ReaderConfig{}); for { r.ReadMessage(nil) } }',
    kind: 'server',
  },
  'commands that come to nothing that waits for work': {
    path: 'cmd/app',
    code: 'import (\n"fmt"\n"github.com/robfig/cron/v3"\n"github.com/spf13/cobra"\n)\ntype engine struct { c *cron.Cron }\nfunc (e *engine) String() string { e.c.Start(); return "" }\nfunc main() { root := &cobra.Command{Use: "app"}; root.AddCommand(&cobra.Command{Use: "list", Run: func(*cobra.Command, []string) { fmt.Println(&engine{}) }}); root.Execute() }',
    kind: 'cli',
  },
  'a schedule': {
    path: 'cmd/sync',
    code: 'import "github.com/robfig/cron/v3"\nfunc main() { c := cron.New(); c.Run() }',
    kind: 'server',
  },
  'a producer for a queue': {
    path: 'cmd/send',
    code: 'import "github.com/segmentio/kafka-go"\nfunc main() { w := kafka.Writer{}; w.WriteMessages(nil) }',
    kind: 'job',
  },
  'a loop by the clock until a signal comes': {
    path: 'cmd/sync',
    code: 'import (\n"os/signal"\n"time"\n)\nfunc main() { c := make(chan any); signal.Notify(c); t := time.NewTicker(1); for { select { case <-t.C: case <-c: return } } }',
    kind: 'server',
  },
  'what waits until a signal comes': {
    path: 'cmd/sync',
    code: 'import "os/signal"\nfunc main() { go work(); c := make(chan any, 1); signal.Notify(c); <-c }\nfunc work() {}',
    kind: 'server',
  },
  'what takes a file and waits for a signal in each turn of a loop, and listens where a flag asks it to': {
    path: 'cmd/cron',
    code: 'import (\n"flag"\n"net/http"\n"os"\n"os/signal"\n)\nfunc main() { at := flag.String("at", "", ""); flag.Parse(); if *at != "" { go http.ListenAndServe(*at, nil) }; c := make(chan os.Signal, 1); signal.Notify(c); for { println(flag.Args()[0]); got := <-c; if got == os.Interrupt { break } } }',
    kind: 'server',
  },
  'a plugin for the network of containers': {
    path: 'plugins/bridge',
    code: 'import "github.com/containernetworking/cni/pkg/skel"\nfunc main() { skel.PluginMainFuncs(skel.CNIFuncs{}, nil, "") }',
    kind: 'cli',
  },
  "a controller that Knative's library runs": {
    path: 'cmd/reconcile',
    code: 'import (\n"flag"\n"knative.dev/pkg/injection/sharedmain"\n)\nfunc main() { flag.Parse(); sharedmain.Main("x", nil) }',
    kind: 'server',
  },
  'what others test against': { path: 'testing/cmd/server', code: SERVES, kind: 'test' },
  'a batch of work that a signal may end': {
    path: 'cmd/sync',
    code: 'import "os/signal"\nfunc main() { c := make(chan any, 1); signal.Notify(c); go func() { <-c; panic(1) }(); work() }\nfunc work() {}',
    kind: 'job',
  },
  'a server that only has a socket': {
    path: 'cmd/plugin',
    code: 'import (\n"net"\n"net/http"\n)\nfunc main() { l, _ := net.Listen("unix", "/run/plugin.sock"); http.Serve(l, nil) }',
    kind: 'server',
  },
  'a server on a free port of its machine, unless a flag names another': {
    path: 'cmd/milter',
    code: 'import (\n"flag"\n"net"\n"example.com/lib"\n)\nfunc main() { at := flag.String("address", "127.0.0.1:0", ""); flag.Parse(); l, _ := net.Listen("tcp", *at); lib.Serve(l) }',
    kind: 'server',
  },
  'a command that listens where a file turns it on': {
    path: 'cmd/live',
    code: 'import (\n"flag"\n"net/http"\n"strconv"\n"github.com/BurntSushi/toml"\n)\ntype proxy struct { Enabled bool `toml:"enabled"`; Port int `toml:"port"` }\nfunc main() { var c proxy; flag.Parse(); toml.DecodeFile(flag.Arg(0), &c); http.HandleFunc("/", nil); if c.Enabled { http.ListenAndServe(":"+strconv.Itoa(c.Port), nil) } }',
    kind: 'cli',
  },
  'a command of which several listen by the way': {
    path: 'cmd/net',
    code: 'import (\n"net"\n"example.com/lib"\n"github.com/urfave/cli/v2"\n)\nfunc ping(*cli.Context) error { l, _ := net.ListenPacket("udp", ":30303"); lib.Ask(l); return nil }\nfunc crawl(*cli.Context) error { return ping(nil) }\nfunc main() { app := cli.NewApp(); app.Commands = []*cli.Command{{Name: "ping", Action: ping}, {Name: "crawl", Action: crawl}}; app.Run(nil) }',
    kind: 'cli',
  },
  'an application that listens itself, and in some of its commands': {
    path: 'cmd/node',
    code: 'import (\n"net"\n"example.com/lib"\n"github.com/urfave/cli/v2"\n)\nfunc stay(*cli.Context) error { l, _ := net.Listen("tcp", ":30303"); lib.Serve(l); return nil }\nfunc main() { app := cli.NewApp(); app.Action = stay; app.Commands = []*cli.Command{{Name: "console", Action: stay}, {Name: "dump", Action: stay}}; app.Run(nil) }',
    kind: 'server',
  },
  'a command that runs what it is given': {
    path: 'cmd/vm',
    code: 'import (\n"net"\n"github.com/spf13/cobra"\n)\nvar at string\nfunc run(_ *cobra.Command, args []string) { l, _ := net.Listen("tcp", args[0]); l.Accept() }\nfunc main() { root := &cobra.Command{Use: "vm"}; root.AddCommand(&cobra.Command{Use: "run", Run: run}, &cobra.Command{Use: "compile"}); root.Execute() }',
    kind: 'cli',
  },
  'a command with a page for the browser beside it': {
    path: 'cmd/net',
    code: 'import (\n"net/http"\n"github.com/spf13/cobra"\n)\nfunc page(*cobra.Command, []string) { http.ListenAndServe("localhost:8088", nil) }\nfunc main() { root := &cobra.Command{Use: "net"}; root.AddCommand(&cobra.Command{Use: "web", Run: page}, &cobra.Command{Use: "status"}); root.Execute() }',
    kind: 'cli',
  },
  'a client that links routes of its server': {
    path: 'cmd/shopclient',
    code: 'import (\n"net/http"\n"github.com/spf13/cobra"\n)\nfunc main() { http.HandleFunc("/debug/env", nil); (&cobra.Command{Use: "get"}).Execute() }',
    kind: 'cli',
  },
  'an example': { path: 'examples/web', code: SERVES, kind: 'example' },
  'an example by the end of its name': { path: 'cmd/grpc-example', code: SERVES, kind: 'example' },
  'a test program': { path: 'test/e2e', code: NOTHING, kind: 'test' },
  'a benchmark': { path: 'bench/writer', code: NOTHING, kind: 'test' },
  'a plugin of kubectl that shares code with a controller': {
    path: 'cmd/kubectl-shop',
    code: 'import ctrl "sigs.k8s.io/controller-runtime"\nfunc main() { m, _ := ctrl.NewManager(nil, ctrl.Options{}); m.Start(nil) }',
    kind: 'cli',
  },
  'a tool': { path: 'hack/docs', code: NOTHING, kind: 'tool' },
  'a generator by its name': { path: 'cmd/protoc-gen-go-errors', code: NOTHING, kind: 'tool' },
  'a generator of what its name says': { path: 'generatedata', code: NOTHING, kind: 'tool' },
  'a generator by its library': { path: 'cmd/models', code: 'import "gorm.io/gen"\n' + NOTHING, kind: 'tool' },
  'names of a generators’ library': { path: 'cmd/exec', code: 'import "k8s.io/gengo/namer"\n' + NOTHING, kind: 'job' },
  'a command by its library': {
    path: 'cmd/ctl',
    code: 'import "github.com/spf13/cobra"\nfunc main() { _ = cobra.Command{} }',
    kind: 'cli',
  },
  'a command by a version of its library': {
    path: 'cmd/ctl',
    code: 'import "github.com/urfave/cli/v3"\nfunc main() { _ = cli.Command{} }',
    kind: 'cli',
  },
  'a command by its arguments': {
    path: 'cmd/ctl',
    code: 'import "os"\nfunc main() { println(os.Args[1]) }',
    kind: 'cli',
  },
  'a command by what it says to whoever gave it flags': {
    path: 'cmd/check',
    code: 'import (\n"flag"\n"fmt"\n)\nfunc main() { n := flag.Int("n", 1, ""); flag.Parse(); fmt.Println(*n) }',
    kind: 'cli',
  },
  'what answers on a port that the system chooses': {
    path: 'cmd/sink',
    code: 'import ("log"; "net"; "net/http")\nfunc main() { l, err := net.Listen("tcp", "127.0.0.1:0"); if err != nil { log.Fatal(err) }; srv := &http.Server{}; if err := srv.Serve(l); err != nil { log.Fatal(err) } }',
    kind: 'server',
  },
  'what answers meanwhile on a port that the system chooses': {
    path: 'cmd/sink',
    code: 'import ("fmt"; "net"; "net/http")\nfunc main() { l, _ := net.Listen("tcp", "127.0.0.1:0"); go http.Serve(l, nil); fmt.Println(l.Addr()) }',
    kind: 'job',
  },
  'a loop with pauses that nothing ends': {
    path: 'cmd/sweep',
    code: 'import "time"\nfunc main() { for { sweep(); time.Sleep(time.Minute) } }\nfunc sweep() {}',
    kind: 'server',
  },
  'a loop over the ticks of a clock': {
    path: 'cmd/sweep',
    code: 'import "time"\nfunc main() { for range time.Tick(time.Minute) { sweep() } }\nfunc sweep() {}',
    kind: 'server',
  },
  'a loop that waits for the ticks of a clock': {
    path: 'cmd/sweep',
    code: `import ("context"; "time")
type sweeper struct{}
func (s *sweeper) run(ctx context.Context) error { t := time.NewTicker(time.Hour); for { select { case <-ctx.Done(): return ctx.Err(); case <-t.C: s.sweep() } } }
func (s *sweeper) sweep() {}
func main() { if err := (&sweeper{}).run(context.Background()); err != nil { panic(err) } }`,
    kind: 'server',
  },
  'a loop that waits for ticks until it works': {
    path: 'cmd/sync',
    code: 'import "time"\nfunc main() { t := time.NewTicker(time.Second); for { <-t.C; if done() { return } } }\nfunc done() bool { return true }',
    kind: 'job',
  },
  'messages of Redis': {
    path: 'cmd/mails',
    code: 'import ("context"; "github.com/redis/go-redis/v9")\nfunc main() { c := redis.NewClient(nil); for m := range c.Subscribe(context.Background(), "mails").Channel() { println(m.Payload) } }',
    kind: 'server',
  },
  'a loop in what main calls, which only an error ends': {
    path: 'cmd/sweep',
    code: 'import (\n"fmt"\n"time"\n)\nfunc main() { if err := run(); err != nil { panic(err) } }\nfunc run() error { for { if err := sweep(); err != nil { return fmt.Errorf("sweep: %w", err) }; select { default: break }; time.Sleep(time.Minute) } }\nfunc sweep() error { return nil }',
    kind: 'server',
  },
  'a loop that only who stops the program ends': {
    path: 'cmd/sweep',
    code: `import ("context"; "os"; "os/signal"; "time")
func main() {
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, os.Interrupt)
	sweep(context.Background(), stop)
}
func sweep(ctx context.Context, stop chan os.Signal) {
	signal.Notify(stop)
	for {
		select {
		case <-ctx.Done():
			return
		case <-stop:
			return
		case <-time.After(time.Minute):
		}
	}
}`,
    kind: 'server',
  },
  'a loop that waits for the end of something, or of its time': {
    path: 'cmd/await',
    code: `import ("context"; "time")
func main() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Hour)
	defer cancel()
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(time.Second):
			if ready() { return }
		}
	}
}
func ready() bool { return true }`,
    kind: 'job',
  },
  'a loop that tries again until it works': {
    path: 'cmd/sync',
    code: 'import "time"\nfunc main() { wait(); for { if done() { break }; time.Sleep(time.Minute) }; for range time.Tick(1) { if done() { return } } }\nfunc wait() error { for { if done() { return nil }; time.Sleep(time.Second) } }\nfunc done() bool { return true }',
    kind: 'job',
  },
  'a wait that nothing ends, once all is begun': {
    path: 'cmd/signer',
    code: 'func main() { go sign(); select {} }\nfunc sign() {}',
    kind: 'server',
  },
  'a loop that another goroutine runs meanwhile': {
    path: 'cmd/sync',
    code: 'import "time"\nfunc main() { go func() { for { time.Sleep(time.Second) } }(); println() }',
    kind: 'job',
  },
  'a job with flags': {
    path: 'cmd/sync',
    code: 'import (\n"flag"\n"log"\n)\nfunc main() { n := flag.Int("n", 1, ""); flag.Parse(); log.Println(*n) }',
    kind: 'job',
  },
  'a command that only runs in a cluster': {
    path: 'cmd/initializer',
    code: 'import (\n"github.com/spf13/cobra"\n"k8s.io/client-go/rest"\n)\nfunc main() { c := &cobra.Command{Run: func(*cobra.Command, []string) { rest.InClusterConfig() }}; c.Execute() }',
    kind: 'job',
  },
  'a command whose cluster can be named': {
    path: 'cmd/initializer',
    code: 'import (\n"github.com/spf13/cobra"\n"k8s.io/client-go/rest"\n"k8s.io/client-go/tools/clientcmd"\n)\nfunc main() { c := &cobra.Command{Run: func(*cobra.Command, []string) { clientcmd.BuildConfigFromFlags("", ""); rest.InClusterConfig() }}; c.Execute() }',
    kind: 'cli',
  },
  'a command with a page of its own, beside others': {
    path: 'cmd/ctl',
    code: `${PAGE}\nfunc main() { root := &cobra.Command{Use: "ctl"}; root.AddCommand(&cobra.Command{Use: "dashboard", Run: page}, &cobra.Command{Use: "get"}); root.Execute() }`,
    kind: 'cli',
  },
  'a command with one that serves, beside others': {
    path: 'cmd/ctl',
    code: `${PAGE}\nfunc main() { root := &cobra.Command{Use: "ctl"}; root.AddCommand(&cobra.Command{Use: "serve", Run: page}, &cobra.Command{Use: "get"}); root.Execute() }`,
    kind: 'server',
  },
  'a command with one that serves far below, where a flag says so': {
    path: 'cmd/ctl',
    code: 'import (\n"net/http"\n"github.com/spf13/cobra"\n)\nvar at string\nfunc page(*cobra.Command, []string) { http.ListenAndServe(at, nil) }\nfunc main() { root := &cobra.Command{Use: "ctl"}; store := &cobra.Command{Use: "store"}; serve := &cobra.Command{Use: "serve", Run: page}; serve.Flags().StringVar(&at, "address", "", ""); store.AddCommand(serve); root.AddCommand(store, &cobra.Command{Use: "get"}); root.Execute() }',
    kind: 'cli',
  },
  'a writer of documentation': {
    path: 'cmd/clidoc',
    code: `${PAGE}\nfunc main() { root := &cobra.Command{Use: "ctl", Run: page}; println(root.Use) }`,
    kind: 'tool',
  },
  'a writer of documentation that runs the command first': {
    path: 'cmd/gendocs',
    code: 'import (\n"net/http"\n"github.com/spf13/cobra"\n"github.com/spf13/cobra/doc"\n)\nfunc command() *cobra.Command { http.HandleFunc("/ready", nil); return &cobra.Command{} }\nfunc main() { c := command(); c.Execute(); doc.GenMarkdownTree(c, "docs") }',
    kind: 'tool',
  },
  'a writer of documentation with a command of its own': {
    path: 'cmd/help',
    code: 'import (\n"github.com/spf13/cobra"\n"github.com/spf13/cobra/doc"\n)\nfunc main() { root := &cobra.Command{Run: func(c *cobra.Command, _ []string) { doc.GenMarkdownTree(c, ".") }}; root.Execute() }',
    kind: 'tool',
  },
  'a server of documentation': {
    path: 'cmd/docs',
    code: `${PAGE}\nfunc main() { root := &cobra.Command{Use: "docs", Run: page}; root.Execute() }`,
    kind: 'server',
  },
  'a reader of Go aside': { path: 'cmd/fields', code: READS_GO, kind: 'tool' },
  'a reader of Go that the module is about': { path: '.', code: READS_GO, kind: 'cli' },
  'one that takes no arguments': {
    path: '.',
    code: 'import (\n"flag"\n"go/format"\n)\nfunc main() { flag.Parse(); format.Source(nil) }',
    kind: 'cli',
  },
  'a tool for users': {
    path: 'app/rule-tool',
    code: 'import "github.com/urfave/cli/v2"\nfunc main() { _ = cli.Command{} }',
    kind: 'cli',
  },
  'a command that writes migrations in Go': {
    path: 'cmd/migrate',
    code: 'import (\n"database/sql"\n"go/format"\n"os"\n)\nfunc main() { format.Source(nil); sql.Open(os.Args[1], "") }',
    kind: 'cli',
  },
  'a monitor that takes files as arguments and waits for its end': {
    path: 'cmd/log-monitor',
    code: 'import (\n"context"\n"os"\n"os/signal"\n"syscall"\n)\nfunc main() { ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM); defer stop(); done := follow(ctx, os.Args[1:]); <-done }\nfunc follow(ctx context.Context, files []string) <-chan struct{} { return ctx.Done() }',
    kind: 'server',
  },
  'a job': { path: 'cmd/sync', code: NOTHING, kind: 'job' },
  'a lambda': {
    path: 'cmd/fn',
    code: 'import "github.com/aws/aws-lambda-go/lambda"\nfunc main() { lambda.Start(nil) }',
    kind: 'lambda',
  },
};

for (const [name, { path: folder, code, kind }] of Object.entries(kinds)) {
  test(`kind: ${name}`, async () => {
    const file = path.posix.join(folder, 'main.go');
    const { programs } = await analyzeTexts({ 'go.mod': GO_MOD, [file]: `package main\n${code}\n` });
    assert.equal(programs[0]?.kind, kind);
  });
}
