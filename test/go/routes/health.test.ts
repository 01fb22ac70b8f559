import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyzeTexts, factsOf } from '../go-project.ts';

/** Health checks of a main package with these imports: `health /healthz 8080`, of gRPC `grpc "" 50051`. */
async function healthOf(
  imports: readonly string[],
  body: string,
  files: Readonly<Record<string, string>> = {},
): Promise<string[]> {
  const text = `package main\n\nimport (\n${['net/http', 'os', 'strings', ...imports].map((path) => `\t${path.includes('"') ? path : `"${path}"`}\n`).join('')})\n\n${/^func main/m.test(body) ? body : `func main() {\n${body}\n}`}\n`;
  const { programs } = await analyzeTexts({
    'go.mod': 'module example.com/app\n\ngo 1.26\n',
    'main.go': text,
    ...files,
  });
  return (programs[0]?.health ?? []).map(({ protocol, path, port, purpose, certainty }) => {
    const what = protocol === 'grpc' ? `grpc "${path}"` : `${purpose} ${path}`;
    return `${what} ${port ?? '?'}${certainty === 'known' ? '' : ` ${certainty}`}`;
  });
}

const CHI = 'github.com/go-chi/chi/v5';
const GIN = 'github.com/gin-gonic/gin';
const LISTEN = 'http.ListenAndServe(":80", r)';

interface Library {
  readonly imports: readonly string[];
  readonly body: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly health: readonly string[];
}

const GENERATED = (service: string) =>
  `package health\nimport "google.golang.org/grpc"\nvar Health_ServiceDesc = grpc.ServiceDesc{ServiceName: "${service}"}\nfunc RegisterHealthServer(s grpc.ServiceRegistrar, srv any) { s.RegisterService(&Health_ServiceDesc, srv) }\n`;

const libraries: Readonly<Record<string, Library>> = {
  'chi.Heartbeat': {
    imports: [CHI, `${CHI}/middleware`],
    body: `r := chi.NewRouter()\nr.Use(middleware.Heartbeat("/alive-and-well"))\n${LISTEN}`,
    health: ['health /alive-and-well 80'],
  },
  'a route that go-restful builds, below the path of its service': {
    imports: ['github.com/emicklei/go-restful/v3'],
    body: `func status(*restful.Request, *restful.Response) {}
func register(ws *restful.WebService) {
	ws.Route(ws.GET("/health").
		To(status).
		Doc("health"))
	ws.Route(ws.POST("users").Consumes(restful.MIME_JSON).To(status))
}
func main() {
	ws := new(restful.WebService)
	ws.Path("/api").Produces(restful.MIME_JSON)
	register(ws)
	c := restful.NewContainer()
	c.Add(ws)
	http.ListenAndServe(":80", c)
}`,
    health: ['health /api/health 80'],
  },
  'the ping of go-pkgz': {
    imports: [CHI, 'github.com/go-pkgz/rest'],
    body: `r := chi.NewRouter()\nr.Use(rest.Ping)\n${LISTEN}`,
    health: ['health /ping 80'],
  },
  'fiber 2': {
    imports: ['github.com/gofiber/fiber/v2', 'github.com/gofiber/fiber/v2/middleware/healthcheck'],
    body: 'a := fiber.New()\na.Use(healthcheck.New(healthcheck.Config{LivenessEndpoint: "/live"}))\na.Listen(":3000")',
    health: ['liveness /live 3000', 'readiness /readyz 3000'],
  },
  'fiber 3': {
    imports: ['github.com/gofiber/fiber/v3', 'github.com/gofiber/fiber/v3/middleware/healthcheck'],
    body: 'a := fiber.New()\na.Get(healthcheck.LivenessEndpoint, healthcheck.New())\na.Listen(":3000")',
    health: ['liveness /livez 3000'],
  },
  'a path beside the webhooks of a manager': {
    imports: ['ctrl "sigs.k8s.io/controller-runtime"'],
    body: 'var mgr ctrl.Manager\nmgr, _ = ctrl.NewManager(nil, ctrl.Options{MetricsBindAddress: "0"})\nmgr.GetWebhookServer().Register("/healthz", nil)',
    health: ['health /healthz 9443'],
  },
  'gin-healthcheck': {
    imports: [GIN, 'healthcheck "github.com/tavsec/gin-healthcheck"'],
    body: 'r := gin.New()\nhealthcheck.New(r, nil, nil)\nr.Run(":80")',
    health: ['health /healthz 80'],
  },
  'a handler of a health library': {
    imports: ['github.com/alexliesenfeld/health'],
    body: 'http.Handle("/state", health.NewHandler(health.NewChecker()))\nhttp.ListenAndServe(":80", nil)',
    health: ['health /state 80'],
  },
  'handlers of what a health library has made': {
    imports: ['health "github.com/hellofresh/health-go/v5"'],
    body: 'h, _ := health.New()\nhttp.Handle("/state", h.Handler())\nhttp.HandleFunc("/up", h.HandlerFunc)\nhttp.ListenAndServe(":80", nil)',
    health: ['health /state 80', 'health /up 80'],
  },
  'a handler with routes of its own': {
    imports: ['github.com/heptiolabs/healthcheck'],
    body: 'h := healthcheck.NewHandler()\ngo http.ListenAndServe(":8086", h)\nhttp.ListenAndServe(":80", nil)',
    health: ['liveness /live 8086', 'readiness /ready 8086'],
  },
  'the same below a prefix': {
    imports: ['github.com/heptiolabs/healthcheck'],
    body: 'http.Handle("/x/", http.StripPrefix("/x", healthcheck.NewHandler()))\nhttp.ListenAndServe(":80", nil)',
    health: ['liveness /x/live 80', 'readiness /x/ready 80'],
  },
  'the same served by nobody': {
    imports: ['github.com/heptiolabs/healthcheck'],
    body: 'h := healthcheck.NewHandler()\nh.AddLivenessCheck("x", nil)\nhttp.ListenAndServe(":80", nil)',
    health: [],
  },
  'its endpoints by name': {
    imports: ['github.com/heptiolabs/healthcheck'],
    body: 'h := healthcheck.NewHandler()\nhttp.HandleFunc("/am-i-up", h.LiveEndpoint)\nhttp.ListenAndServe(":80", nil)',
    health: ['health /am-i-up 80'],
  },
  'grpc.health.v1': {
    imports: ['net', 'google.golang.org/grpc', 'healthpb "google.golang.org/grpc/health/grpc_health_v1"'],
    body: 's := grpc.NewServer()\nhealthpb.RegisterHealthServer(s, nil)\nl, _ := net.Listen("tcp", ":50051")\ns.Serve(l)',
    health: ['grpc "" 50051'],
  },
  'grpc.health.v1 over what a client is connected by': {
    imports: ['google.golang.org/grpc', 'healthpb "google.golang.org/grpc/health/grpc_health_v1"'],
    body: 's := grpc.NewServer()\nhealthpb.RegisterHealthServer(s, nil)\nconn := hijack()\nserve(s, conn)',
    health: [],
  },
  'a plugin of many, which are made by their names': {
    imports: [],
    body: `type plugin struct{}
func (p *plugin) start() { http.HandleFunc("/health", nil) }
type starter interface { start() }
var makers = map[string]func() starter{}
func register(name string, make func() starter) { makers[name] = make }
func init() { ${['a', 'b', 'c', 'd'].map((name) => `register("${name}", func() starter { return &plugin{} })`).join('; ')} }
func main() { makers[os.Args[1]]().start(); http.ListenAndServe(":80", nil) }`,
    health: [],
  },
  'grpc.health.v1 as the project has generated it itself': {
    imports: ['net', 'google.golang.org/grpc', 'pb "example.com/app/health"'],
    body: 's := grpc.NewServer()\npb.RegisterHealthServer(s, nil)\nl, _ := net.Listen("tcp", ":50051")\ns.Serve(l)',
    files: { 'health/health.pb.go': GENERATED('grpc.health.v1.Health') },
    health: ['grpc "" 50051'],
  },
  'another service of that name': {
    imports: ['net', 'google.golang.org/grpc', 'pb "example.com/app/health"'],
    body: 's := grpc.NewServer()\npb.RegisterHealthServer(s, nil)\nl, _ := net.Listen("tcp", ":50051")\ns.Serve(l)',
    files: { 'health/health.pb.go': GENERATED('clinic.v1.Health') },
    health: [],
  },
  'a cloud controller manager with a command of its own': {
    imports: ['k8s.io/cloud-provider/app'],
    body: 'app.Run(nil, nil, nil, nil, nil)',
    health: ['health /healthz 10258 default'],
  },
  'a scheduler with plugins of its own': {
    imports: ['k8s.io/kubernetes/cmd/kube-scheduler/app'],
    body: 'app.NewSchedulerCommand().Execute()',
    health: ['health /healthz 10259 default', 'liveness /livez 10259 default', 'readiness /readyz 10259 default'],
  },
  'a manager of controller-runtime': {
    imports: ['flag', 'ctrl "sigs.k8s.io/controller-runtime"'],
    body: 'probe := flag.String("health-probe-bind-address", ":8081", "")\nm, _ := ctrl.NewManager(nil, ctrl.Options{HealthProbeBindAddress: *probe})\nm.AddHealthzCheck("healthz", nil)\nm.AddReadyzCheck("readyz", nil)',
    health: ['liveness /healthz 8081 default', 'readiness /readyz 8081 default'],
  },
  'a manager without an address has no probes': {
    imports: ['ctrl "sigs.k8s.io/controller-runtime"'],
    body: 'm, _ := ctrl.NewManager(nil, ctrl.Options{HealthProbeBindAddress: "0"})\nm.AddHealthzCheck("healthz", nil)',
    health: [],
  },
  'the health of apiserver libraries': {
    imports: ['k8s.io/apiserver/pkg/server/healthz'],
    body: 'm := http.NewServeMux()\nhealthz.InstallHandler(m)\nhealthz.InstallReadyzHandler(m)\nhttp.ListenAndServe(":10259", m)',
    health: ['health /healthz 10259', 'readiness /readyz 10259'],
  },
  "go-zero's health of gRPC": {
    imports: ['github.com/zeromicro/go-zero/zrpc'],
    body: 's := zrpc.MustNewServer(load(), nil)\ns.Start()',
    health: ['grpc "" ?'],
  },
};

for (const [name, { imports, body, files, health }] of Object.entries(libraries)) {
  test(`health of libraries: ${name}`, async () => {
    assert.deepEqual(await healthOf(imports, body, files), health);
  });
}

const names: Readonly<Record<string, readonly string[]>> = {
  'are health checks': [
    '/healthz',
    '/_health',
    '/-/healthy',
    '/-/ready',
    '/api/health',
    '/api/v1/health',
    '/health-check',
    '/health/live',
    '/healthz/ready',
    '/actuator/health/liveness',
    '/debug/health',
    '/internal/ping',
    '/__heartbeat__',
    '/startupz',
    '/health/check',
    '/k8s/readiness',
    '/status/health',
    '/app/admin/ready',
  ],
  'are none': [
    '/healthy-food',
    '/streams/live',
    '/orders/ready',
    '/app/ready',
    '/api/users/ping',
    '/health/{id}',
    '/health/*',
    '/ready/enable',
  ],
};

for (const [what, paths] of Object.entries(names)) {
  for (const path of paths) {
    test(`health by name: ${path} ${what}`, async () => {
      const found = await healthOf([], `http.HandleFunc("${path}", h)\nhttp.ListenAndServe(":80", nil)`);
      assert.equal(found.length, what === 'are none' ? 0 : 1);
    });
  }
}

test('health by name: a status counts where there is nothing better', async () => {
  const body = (more: string) => `http.HandleFunc("/status", h)\n${more}\nhttp.ListenAndServe(":80", nil)`;
  assert.deepEqual(await healthOf([], body('')), ['health /status 80']);
  assert.deepEqual(await healthOf([], body('http.HandleFunc("/ready", h)')), ['readiness /ready 80']);
  assert.deepEqual(await healthOf([], body('http.HandleFunc("/_app/monitor/up", h)')), ['health /_app/monitor/up 80']);
});

test('health by handler: its name says what the path does not', async () => {
  const body =
    'http.HandleFunc("/", handleHealthz)\nhttp.HandleFunc("/x", s.readinessHandler)\nhttp.ListenAndServe(":80", nil)';
  assert.deepEqual(await healthOf([], body), ['health / 80', 'readiness /x 80']);
});

const handlers: Readonly<Record<string, { body: string; health: string[] }>> = {
  'a handler that asks for the path and answers': {
    body: 'func serve(w http.ResponseWriter, r *http.Request) { if r.Method == "GET" && r.URL.Path == "/app/health" { w.WriteHeader(200); return } }\nfunc main() { http.ListenAndServe(":80", http.HandlerFunc(serve)) }',
    health: ['health /app/health 80'],
  },
  'a switch over the path': {
    body: 'func serve(w http.ResponseWriter, r *http.Request) { switch r.URL.Path { case "/livez", "/healthz": w.Write(nil); case "/other": w.Write(nil) } }\nfunc main() { http.ListenAndServe(":80", http.HandlerFunc(serve)) }',
    health: ['liveness /livez 80', 'health /healthz 80'],
  },
  'a switch over a path that is tidied first': {
    body: 'func serve(w http.ResponseWriter, r *http.Request) { path := strings.ReplaceAll(r.URL.Path, "//", "/"); if len(path) > 1 { path = strings.TrimSuffix(path, "/") }; switch path { case "/ready": if !ready { http.Error(w, "", 503) } else { w.WriteHeader(200) } } }\nfunc main() { http.ListenAndServe(":80", http.HandlerFunc(serve)) }',
    health: ['readiness /ready 80'],
  },
  'a switch over what is made of the path': {
    body: 'func serve(w http.ResponseWriter, r *http.Request) { path := r.URL.Path; path = "/" + path; switch path { case "/ready": w.WriteHeader(200) } }\nfunc main() { http.ListenAndServe(":80", http.HandlerFunc(serve)) }',
    health: [],
  },
  'a middleware that is given the path': {
    body: 'func check(path string, next http.Handler) http.Handler { return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { if path != "" && r.URL.EscapedPath() == path { w.WriteHeader(200); return }; next.ServeHTTP(w, r) }) }\nfunc main() { http.ListenAndServe(":80", check("/ready", http.NotFoundHandler())) }',
    health: ['readiness /ready 80'],
  },
  'a middleware that asks how the path ends': {
    body: 'func check(next http.Handler) http.Handler { return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { if r.Method == "GET" && strings.HasSuffix(strings.ToLower(r.URL.Path), "/health") { w.WriteHeader(200); return }; next.ServeHTTP(w, r) }) }\nfunc main() { http.ListenAndServe(":80", check(http.NotFoundHandler())) }',
    health: ['health /health 80'],
  },
  'a handler that asks how the path begins': {
    body: 'type service struct{}\nfunc (s *service) ServeHTTP(w http.ResponseWriter, r *http.Request) { switch { case strings.HasPrefix(r.URL.Path, "/db/execute"): w.Write(nil); case strings.HasPrefix(r.URL.Path, "/readyz"): w.WriteHeader(200) } }\nfunc main() { http.ListenAndServe(":80", &service{}) }',
    health: ['readiness /readyz 80'],
  },
  'a path below a root that the program completes': {
    body: 'var root = "/"\nfunc check() { s := strings.TrimRight(path.Join("/", root, "/"), "/") + "/"; root = s }\nfunc main() { flag.StringVar(&root, "root", root, ""); flag.Parse(); check(); http.HandleFunc("GET "+root+"livez", func(w http.ResponseWriter, r *http.Request) {}); http.ListenAndServe(":80", nil) }',
    health: ['liveness /livez 80 default'],
  },
  'a middleware that only leaves the path out of its log': {
    body: 'func quiet(next http.Handler) http.Handler { return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { if r.URL.Path == "/healthz" { next.ServeHTTP(w, r); return }; println(r.URL.Path); next.ServeHTTP(w, r) }) }\nfunc main() { http.ListenAndServe(":80", quiet(http.NotFoundHandler())) }',
    health: [],
  },
  'a function that is handed what registers': {
    body: 'func install(handle func(string, http.Handler)) { handle("/healthz", http.NotFoundHandler()) }\nfunc main() { m := http.NewServeMux(); install(m.Handle); http.ListenAndServe(":80", m) }',
    health: ['health /healthz 80'],
  },
};

for (const [name, { body, health }] of Object.entries(handlers)) {
  test(`health: ${name}`, async () => {
    assert.deepEqual(await healthOf(['flag', 'path'], body), health);
  });
}

test('health: a handler of fasthttp that asks for the path', async () => {
  const body = `func main() {
	live := func(ctx *fasthttp.RequestCtx) { ctx.SetStatusCode(200) }
	next := func(ctx *fasthttp.RequestCtx) { ctx.SetStatusCode(404) }
	s := &fasthttp.Server{Handler: func(ctx *fasthttp.RequestCtx) {
		url := string(ctx.Path())
		switch {
		case url == "/healthz" || url == "/livez": live(ctx)
		case url == "/readyz": next(ctx)
		}
	}}
	s.ListenAndServe(":80")
}`;
  assert.deepEqual(await healthOf(['github.com/valyala/fasthttp'], body), ['health /healthz 80', 'liveness /livez 80']);
});

test('no health check: a path where files go up', async () => {
  const upload = 'func upload(w http.ResponseWriter, r *http.Request) { f, _, _ := r.FormFile("file"); _ = f }';
  const main = (handler: string) =>
    `${upload}\nfunc up(w http.ResponseWriter, r *http.Request) {}\nfunc main() { http.HandleFunc("/up", ${handler}); http.ListenAndServe(":80", nil) }`;
  assert.deepEqual(await healthOf([], main('upload')), []);
  assert.deepEqual(await healthOf([], main('up')), ['health /up 80']);
});

test('no health check: a path that tells figures', async () => {
  const main = (answer: string) =>
    `func status(w http.ResponseWriter, r *http.Request) { ${answer} }\nfunc main() { http.HandleFunc("/status", status); http.ListenAndServe(":80", nil) }`;
  assert.deepEqual(await healthOf(['encoding/json'], main('json.NewEncoder(w).Encode(figures)')), []);
  assert.deepEqual(await healthOf([], main('w.WriteHeader(204)')), ['health /status 80']);
});

test('health over gRPC on a port that speaks HTTP, too', async () => {
  const imports = ['net', 'github.com/soheilhy/cmux', 'google.golang.org/grpc', 'google.golang.org/grpc/health'];
  const service = 'healthpb "google.golang.org/grpc/health/grpc_health_v1"';
  const body = `l, _ := net.Listen("tcp", ":9000")
m := cmux.New(l)
calls, pages := m.Match(cmux.HTTP2()), m.Match(cmux.Any())
s := grpc.NewServer()
healthpb.RegisterHealthServer(s, health.NewServer())
go s.Serve(calls)
go http.Serve(pages, nil)
m.Serve()`;
  assert.deepEqual(await healthOf([...imports, service], body), ['grpc "" 9000']);
});

test('health over gRPC that connect serves on the port of HTTP', async () => {
  const imports = ['connectrpc.com/grpchealth'];
  const serve = (handle: string) =>
    `m := http.NewServeMux()\nc := grpchealth.NewStaticChecker("shop")\n${handle}\nhttp.ListenAndServe(":8082", m)`;
  const handles = ['m.Handle(grpchealth.NewHandler(c))', 'path, h := grpchealth.NewHandler(c)\nm.Handle(path, h)'];
  for (const handle of handles) assert.deepEqual(await healthOf(imports, serve(handle)), ['grpc "" 8082']);
});

for (const [what, { code, isOff }] of Object.entries({
  'a switch that is off': { code: 'on := flag.Bool("health", false, "")\nif *on { $ }', isOff: true },
  'a switch that is on': { code: 'on := flag.Bool("health", true, "")\nif *on { $ }', isOff: undefined },
  'the other branch of one that is on': {
    code: 'on := flag.Bool("quiet", true, "")\nif *on { println() } else { $ }',
    isOff: true,
  },
  'a variable that nobody sets': { code: 'if os.Getenv("HEALTH") == "1" { $ }', isOff: true },
  'what only the caller knows': { code: 'flags := len(os.Args)\nif flags&2 != 0 { $ }', isOff: true },
  'what nobody knows': { code: 'if time.Now().Hour() > 1 { $ }', isOff: undefined },
})) {
  test(`a health route behind ${what}`, async () => {
    const body = code.replace('$', 'http.HandleFunc("/healthz", nil)');
    const { health } = await factsOf(`func main() { ${body}\nhttp.ListenAndServe(":80", nil) }`);
    assert.deepEqual(
      health.map((route) => [route.path, route.isOff]),
      [['/healthz', isOff]],
    );
  });
}

test('two servers that one function makes are asked at the port of each', async () => {
  const files = {
    'web/web.go':
      'package web\nimport "net/http"\ntype Server struct{ inner *http.Server }\nfunc New(addr string, handler http.Handler) *Server {\n\treturn &Server{inner: &http.Server{Addr: addr, Handler: handler}}\n}\nfunc (s *Server) Start() error { return s.inner.ListenAndServe() }\n',
  };
  const body =
    'app, admin := http.NewServeMux(), http.NewServeMux()\napp.HandleFunc("GET /healthz", nil)\nadmin.HandleFunc("GET /readyz", nil)\none, two := web.New(":8080", app), web.New(":9090", admin)\ngo one.Start()\ntwo.Start()';
  assert.deepEqual(await healthOf(['example.com/app/web'], body, files), [
    'health /healthz 8080',
    'readiness /readyz 9090',
  ]);
});
