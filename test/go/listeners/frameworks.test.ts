import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factsOf } from '../go-project.ts';

interface Case {
  readonly code: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly listens?: readonly string[];
  readonly routes?: readonly string[];
  readonly env?: readonly string[];
  readonly health?: readonly string[];
  /** Signals, whether they end it gracefully, and in which time. */
  readonly shutdown?: string;
}

const HUMA = 'import "github.com/danielgtaylor/huma/v2"; import "github.com/go-chi/chi/v5"; import "net/http"\n';
const HERTZ = 'import hertz "github.com/cloudwego/hertz/pkg/app/server"; import "time"\n';

const GOJI = 'import "github.com/zenazn/goji/graceful"; import "net/http"\n';

/** What frameworks do by themselves and what their options change. */
const cases: Readonly<Record<string, Case>> = {
  "goji's servers": {
    code: `${GOJI}func main() { http.HandleFunc("/healthz", nil); go graceful.ListenAndServe(":8090", http.DefaultServeMux); graceful.ListenAndServeTLS(":8443", "a", "b", nil) }`,
    listens: ['8090 all', '8443 all'],
    health: ['8090 /healthz'],
  },
  'a server around one of net/http': {
    code: 'import "github.com/tylerb/graceful"; import "net/http"; import "os"; import "os/signal"; import "syscall"; import "time"\nvar srv *graceful.Server\nfunc main() { go func() { srv = &graceful.Server{Timeout: time.Second, Server: &http.Server{Addr: ":8066"}}; srv.ListenAndServe() }(); c := make(chan os.Signal, 1); signal.Notify(c, syscall.SIGTERM); <-c; srv.Stop(5 * time.Second) }',
    listens: ['8066 all'],
    shutdown: 'SIGTERM true 5',
  },
  "ff's own flags, which are variables under a prefix": {
    code: `import "github.com/peterbourgon/ff/v4"; import "net/http"
func main() {
	fs := ff.NewFlagSet("shop")
	addr := fs.StringLong("listen-addr", "localhost:8085", "")
	fs.String('n', "name", "shop", "")
	fs.BoolLong("debug", "")
	fs.Bool('v', "verbose", "")
	var retries int
	fs.IntVar(&retries, 'r', "retries", 3, "")
	ff.Parse(fs, nil, ff.WithEnvVarPrefix("SHOP"))
	http.ListenAndServe(*addr, nil)
}`,
    listens: ['8085 loopback by flag:listen-addr env:SHOP_LISTEN_ADDR'],
    env: ['SHOP_LISTEN_ADDR=localhost:8085', 'SHOP_NAME=shop', 'SHOP_DEBUG', 'SHOP_VERBOSE', 'SHOP_RETRIES=3'],
  },
  'flags of the standard library that ff reads from variables, too': {
    code: `import "github.com/peterbourgon/ff/v3"; import "flag"; import "net/http"
func main() {
	fs := flag.NewFlagSet("shop", flag.ExitOnError)
	addr := fs.String("addr", ":8085", "")
	ff.Parse(fs, nil, ff.WithEnvVarNoPrefix())
	http.ListenAndServe(*addr, nil)
}`,
    listens: ['8085 all by flag:addr env:ADDR'],
    env: ['ADDR=:8085'],
  },
  "namsral's flags, each of which is a variable": {
    code: 'import settings "github.com/namsral/flag"; import "net/http"\nfunc main() { addr := settings.String("http-addr", ":6400", ""); settings.Parse(); http.ListenAndServe(*addr, nil) }',
    listens: ['6400 all by flag:http-addr env:HTTP_ADDR'],
    env: ['HTTP_ADDR=:6400'],
  },
  'what confita reads, with its backend for variables': {
    code: `import "github.com/heetch/confita"; import "github.com/heetch/confita/backend/env"; import "net/http"
type config struct { Addr string \`config:"listen-addr"\`; Token string \`config:"api_token,required"\`; Other string \`config:"other,backend=etcd"\`; Plain string }
func main() { c := config{Addr: ":7700"}; confita.NewLoader(env.NewBackend()).Load(nil, &c); http.ListenAndServe(c.Addr, nil) }`,
    listens: ['7700 all by env:LISTEN_ADDR'],
    env: ['LISTEN_ADDR=:7700', 'API_TOKEN'],
  },
  'what confita reads without it': {
    code: `import "github.com/heetch/confita"; import "net/http"
type config struct { Addr string \`config:"listen-addr"\` }
func main() { c := config{Addr: ":7700"}; confita.NewLoader().Load(nil, &c); http.ListenAndServe(c.Addr, nil) }`,
    listens: ['7700 all'],
    env: [],
  },
  'a viper that is made with what changes its names': {
    code: `import "github.com/spf13/viper"; import "net/http"; import "strings"
func main() {
	v := viper.NewWithOptions(viper.EnvKeyReplacer(strings.NewReplacer(".", "_", "-", "_")))
	v.SetEnvPrefix("shop")
	v.AutomaticEnv()
	v.SetDefault("http.listen-addr", ":8086")
	http.ListenAndServe(v.GetString("http.listen-addr"), nil)
}`,
    listens: ['8086 all by env:SHOP_HTTP_LISTEN_ADDR'],
    env: ['SHOP_HTTP_LISTEN_ADDR=:8086'],
  },
  'a port that GoFrame is told before it runs': {
    code: 'import "github.com/gogf/gf/v2/frame/g"\nfunc main() { s := g.Server(); s.BindHandler("/health", h); s.SetPort(8199); s.Run() }\nfunc h() {}',
    listens: ['8199 all'],
    routes: ['* /health'],
  },
  'operations of huma, on the router and in the groups that they are given': {
    code: `${HUMA}import "github.com/danielgtaylor/huma/v2/adapters/humachi"
var operation = huma.Operation{Path: "/named", Method: http.MethodPut}
func main() {
	router := chi.NewMux()
	router.Route("/api", func(r chi.Router) {
		api := humachi.New(r, huma.DefaultConfig("Shop", "1"))
		huma.Get(api, "/orders/{id}", h)
		v2 := huma.NewGroup(api, "/v2")
		huma.Register(v2, huma.Operation{Method: "POST", Path: "/orders"}, h)
		huma.Register(api, operation, h)
	})
	http.ListenAndServe(":8888", router)
}
func h() {}`,
    listens: ['8888 all'],
    routes: ['PUT /api/named', 'GET /api/orders/{id}', 'POST /api/v2/orders'],
  },
  'operations of huma whose place is not in sight': {
    code: `${HUMA}func add(api huma.API) { huma.Get(api, "/orders", h) }\nfunc main() { add(other()); add(huma.NewGroup(other(), "/a", "/b")) }\nfunc h() {}`,
    routes: ['GET /orders?'],
  },
  'what gofr opens and answers, by its own file of variables': {
    code: `import "gofr.dev/pkg/gofr"
func main() { app := gofr.New(); app.GET("/hello", h); use(app.Config.Get("GREETING"), app.Config.GetOrDefault("TTL", "60")); app.Run() }
func h() {}`,
    files: { 'configs/.env': 'HTTP_PORT=9010\nGREETING=hello\n' },
    listens: ['9010 all by env:HTTP_PORT', '2121 all by env:METRICS_PORT'],
    routes: ['GET /hello'],
    env: ['GREETING=hello', 'TTL=60', 'HTTP_PORT=9010', 'METRICS_PORT=2121'],
    health: ['9010 /.well-known/health', '9010 /.well-known/alive'],
  },
  'what gofr opens for gRPC alone': {
    code: 'import "gofr.dev/pkg/gofr"\nfunc main() { app := gofr.New(); app.RegisterService(desc, impl); app.Run() }',
    listens: ['9000 all by env:GRPC_PORT', '2121 all by env:METRICS_PORT'],
    health: [],
  },
  'commands of gofr, which listen on nothing': {
    code: 'import "gofr.dev/pkg/gofr"\nfunc main() { app := gofr.NewCMD(); app.SubCommand("hello", h); app.Run() }\nfunc h() {}',
    listens: [],
  },
  'the end that hooks of humacli have': {
    code: `import "github.com/danielgtaylor/huma/v2/humacli"; import "net/http"; import "context"
type options struct { Port int }
func main() {
	cli := humacli.New(func(hooks humacli.Hooks, o *options) {
		server := http.Server{Addr: ":8888"}
		hooks.OnStart(func() { server.ListenAndServe() })
		hooks.OnStop(func() { server.Shutdown(context.Background()) })
	})
	cli.Run()
}`,
    shutdown: 'SIGINT SIGTERM true null',
  },
  'the time that an option gives hertz': {
    code: `${HERTZ}func main() { hertz.Default(hertz.WithExitWaitTime(7 * time.Second)).Spin() }`,
    shutdown: 'SIGHUP SIGINT true 7',
  },
  'the time that hertz takes by itself': {
    code: `${HERTZ}func main() { hertz.Default().Spin() }`,
    shutdown: 'SIGHUP SIGINT true 5',
  },
  "the time that a field of asynq's configuration gives": {
    code: 'import "github.com/hibiken/asynq"; import "time"\nfunc main() { asynq.NewServer(nil, asynq.Config{ShutdownTimeout: 25 * time.Second}).Run(nil) }',
    shutdown: 'SIGINT SIGTERM SIGTSTP true 25',
  },
  'the time that an option gives an application of fx': {
    code: 'import "go.uber.org/fx"; import "time"\nfunc main() { fx.New(fx.StopTimeout(40 * time.Second)).Run() }',
    shutdown: 'SIGINT SIGTERM null null',
  },
};

for (const [name, expected] of Object.entries(cases)) {
  test(name, async () => {
    const { listens, routes, env, health, shutdown } = await factsOf(expected.code, expected.files);
    const by = (settings: readonly string[]) => (settings.length > 0 ? ` by ${settings.join(' ')}` : '');
    const all: Required<Omit<Case, 'code' | 'files'>> = {
      listens: listens.map(({ port, bind, configuredBy }) => `${port ?? '?'} ${bind ?? '?'}${by(configuredBy)}`),
      routes: routes.map(
        ({ method, path, certainty }) => `${method ?? '*'} ${path}${certainty === 'unknown' ? '?' : ''}`,
      ),
      env: env.map((one) => (one.default === null ? one.name : `${one.name}=${one.default}`)),
      health: health.map(({ port, path }) => `${port} ${path}`),
      shutdown: `${shutdown.signals.join(' ')} ${shutdown.graceful} ${shutdown.timeoutSeconds}`,
    };
    const { code: _, files: __, ...asked } = expected;
    assert.deepEqual(Object.fromEntries(Object.keys(asked).map((key) => [key, all[key as keyof typeof all]])), asked);
  });
}
