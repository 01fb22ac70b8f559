import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factsOf } from '../go-project.ts';

async function routesOf(code: string, others: Readonly<Record<string, string>> = {}): Promise<string[]> {
  const { routes } = await factsOf(code, others);
  return routes.map(
    ({ method, path, certainty, configuredBy = [] }) =>
      `${method ?? '*'} ${path}${certainty === 'known' ? '' : ` ${certainty}`}${configuredBy.map((by) => ` by ${by}`).join('')}`,
  );
}

const cases: Readonly<Record<string, { code: string; routes: string[] }>> = {
  'the default mux': { code: 'http.HandleFunc("/a", h)\nhttp.Handle("/b", h)', routes: ['* /a', '* /b'] },
  'patterns of Go 1.22': {
    code: 'm := http.NewServeMux()\nm.HandleFunc("GET /orders/{id}", h)\nm.Handle("example.com/x", h)\nm.HandleFunc("POST example.com/y", h)',
    routes: ['GET /orders/{id}', '* /x', 'POST /y'],
  },
  'a pattern by name': {
    code: 'const p = "/base"\nfunc main() { http.HandleFunc(p+"/x", nil) }',
    routes: ['* /base/x'],
  },
  'a mux that is passed on': {
    code: 'func users(m *http.ServeMux) { m.HandleFunc("GET /users", nil) }\nfunc main() { m := http.NewServeMux(); users(m) }',
    routes: ['GET /users'],
  },
  'a table that starts with a literal and is added to': {
    code: `type route struct { path string }
func list() []route { return append([]route{{"/a"}}, route{"/b"}) }
func main() { m := http.NewServeMux(); for _, r := range list() { m.HandleFunc(r.path, nil) }; http.ListenAndServe(":80", m) }`,
    routes: ['* /a', '* /b'],
  },
  'paths that the types behind an interface tell': {
    code: `type route interface { http.Handler; Pattern() string }
type orders struct{}
func (*orders) Pattern() string { return "GET /orders" }
func (*orders) ServeHTTP(http.ResponseWriter, *http.Request) {}
type health struct{}
func (health) Pattern() string { return "/healthz" }
func (health) ServeHTTP(http.ResponseWriter, *http.Request) {}
type glob struct{}
func (glob) Pattern(all bool) string { return "/*.go" }
func mux(routes []route) *http.ServeMux { m := http.NewServeMux(); for _, r := range routes { m.Handle(r.Pattern(), r) }; return m }
func main() { fmt.Println(glob{}.Pattern(true)); fx.New(fx.Provide(&orders{}, health{}), fx.Invoke(mux)).Run() }`,
    routes: ['GET /orders', '* /healthz'],
  },
  'a router of the project, which changes its prefix while a group is registered': {
    code: `type router struct { mux *http.ServeMux; prefix string }
func (r *router) group(prefix string, register func()) { before := r.prefix; r.prefix += prefix; register(); r.prefix = before }
func (r *router) Get(path string, handlers ...any) { r.mux.HandleFunc(r.full(path), chain(handlers)) }
func (r *router) full(path string) string { return r.prefix + path }
func main() {
	r := &router{mux: http.NewServeMux()}
	r.Get("/healthz", h)
	r.group("/api", func() { r.group("/conan", func() { r.Get("/ping", h) }); r.Get("/users", h) })
	sessions().Get("/no-route")
}`,
    routes: ['* /healthz', '* /api/conan/ping', '* /api/users'],
  },
  'a mux below a prefix': {
    code: 'api := http.NewServeMux()\napi.HandleFunc("/x", h)\nm := http.NewServeMux()\nm.Handle("/api/", http.StripPrefix("/api", api))',
    routes: ['* /api/x', '* /api/'],
  },
  'a mux in another that strips nothing': {
    code: 'api := http.NewServeMux()\napi.HandleFunc("/api/x", h)\nm := http.NewServeMux()\nm.Handle("/api/", api)',
    routes: ['* /api/x', '* /api/'],
  },
  'chi verbs': {
    code: 'r := chi.NewRouter()\nr.Get("/a", h)\nr.Post("/b", h)\nr.Method("PUT", "/c", h)\nr.Handle("/d", h)',
    routes: ['GET /a', 'POST /b', 'PUT /c', '* /d'],
  },
  'chi routes inside each other': {
    code: 'r := chi.NewRouter()\nr.Route("/api", func(r chi.Router) {\n r.Route("/users", func(r chi.Router) {\n  r.Get("/", h)\n  r.Get("/{id}", h)\n })\n})',
    routes: ['GET /api/users', 'GET /api/users/{id}'],
  },
  'a handler of what holds the router': {
    code: 'type server struct { r *mux.Router }\nfunc (s *server) users() http.Handler { return nil }\nfunc (s *server) add() { api := s.r.PathPrefix("/v1").Subrouter(); api.Handle("/users", s.users()); api.HandleFunc("/health", nil) }\nfunc main() { s := &server{r: mux.NewRouter()}; s.add(); http.ListenAndServe(":80", s.r) }',
    routes: ['* /v1/users', '* /v1/health'],
  },
  'each of several behind an interface has its own router': {
    code: 'type server interface{ listen() }\ntype one struct { r *mux.Router }\ntype other struct { r *gin.Engine }\nfunc (s *one) listen() { s.add(s.r) }\nfunc (s *one) users() http.Handler { return nil }\nfunc (s *one) add(r *mux.Router) { r.PathPrefix("/v1").Subrouter().Handle("/users", s.users()) }\nfunc (s *other) listen() { s.add(s.r) }\nfunc (s *other) add(r *gin.Engine) { r.GET("/v1/items", nil) }\nfunc pick(n string) server { switch n { case "gin": return &other{r: gin.New()} }; return &one{r: mux.NewRouter()} }\nfunc main() { pick(os.Args[1]).listen() }',
    routes: ['* /v1/users', 'GET /v1/items'],
  },
  'chi groups': {
    code: 'r := chi.NewRouter()\nr.Group(func(r chi.Router) { r.Get("/in", h) })\nr.With(h).Get("/with", h)',
    routes: ['GET /in', 'GET /with'],
  },
  'chi mounts': {
    code: 'func admin() chi.Router { r := chi.NewRouter(); r.Get("/users", nil); return r }\nfunc main() { r := chi.NewRouter(); r.Mount("/admin", admin()) }',
    routes: ['GET /admin/users'],
  },
  'chi mounts of a resource': {
    code: 'type users struct{}\nfunc (users) Routes() chi.Router { r := chi.NewRouter(); r.Delete("/{id}", nil); return r }\nfunc main() { r := chi.NewRouter(); r.Mount("/users", users{}.Routes()) }',
    routes: ['DELETE /users/{id}'],
  },
  'gin groups': {
    code: 'r := gin.Default()\nv1 := r.Group("/v1")\nusers := v1.Group("/users")\nusers.GET("/:id", h)\nusers.POST("", h)\nr.Any("/any", h)\nr.Handle("PUT", "/h", h)',
    routes: ['GET /v1/users/:id', 'POST /v1/users', '* /any', 'PUT /h'],
  },
  'gin groups as parameters': {
    code: 'func add(g *gin.RouterGroup) { g.GET("/x", nil) }\nfunc main() { r := gin.New(); add(r.Group("/v1")); add(r.Group("/v2")) }',
    routes: ['GET /v1/x', 'GET /v2/x'],
  },
  'a router in a field': {
    code: 'type server struct { router *gin.Engine }\nfunc (s *server) routes() { s.router.GET("/f", nil) }\nfunc main() { s := &server{router: gin.New()}; s.routes() }',
    routes: ['GET /f'],
  },
  'echo groups': {
    code: 'e := echo.New()\ng := e.Group("/api")\ng.GET("/a", h)\ne.Add("PATCH", "/b", h)',
    routes: ['GET /api/a', 'PATCH /b'],
  },
  'fiber groups and routes': {
    code: 'app := fiber.New()\napi := app.Group("/api")\napi.Get("/a", h)\napp.Route("/r", func(r fiber.Router) { r.Post("/p", h) })\napp.All("/all", h)',
    routes: ['GET /api/a', 'POST /r/p', '* /all'],
  },
  'fiber mounts': {
    code: 'sub := fiber.New()\nsub.Get("/a", h)\napp := fiber.New()\napp.Mount("/sub", sub)',
    routes: ['GET /sub/a'],
  },
  'gorilla methods': {
    code: 'r := mux.NewRouter()\nr.HandleFunc("/a", h).Methods("GET", "POST")\nr.Handle("/b", h)\nr.Methods("PUT").Subrouter().HandleFunc("/c", h)',
    routes: ['GET /a', 'POST /a', '* /b', 'PUT /c'],
  },
  'gorilla subrouters': {
    code: 'r := mux.NewRouter()\ns := r.PathPrefix("/api").Subrouter()\ns.HandleFunc("/x", h).Methods(http.MethodDelete)',
    routes: ['DELETE /api/x'],
  },
  'gorilla prefixes of handlers': {
    code: 'r := mux.NewRouter()\nr.PathPrefix("/static/").Handler(h)\nr.PathPrefix("/").Methods("GET").Handler(h)\nr.Headers("A", "b").Handler(h)',
    routes: ['* /static', 'GET /'],
  },
  httprouter: { code: 'r := httprouter.New()\nr.GET("/a/:b", h)', routes: ['GET /a/:b'] },
  'a prefix that the source does not decide': {
    code: 'r := gin.New()\ng := r.Group(redis.Anything())\ng.GET("/x", h)',
    routes: ['GET /x unknown'],
  },
  'a prefix that a setting may give': {
    code: 'r := gin.New()\ng := r.Group(os.Getenv("PREFIX"))\ng.GET("/x", h)',
    routes: ['GET /x default by env:PREFIX'],
  },
  'a prefix before a path': {
    code: 'base := redis.Path()\nhttp.HandleFunc(base.RoutePrefix + "/x", h)',
    routes: ['* /x default'],
  },
  'a router in a field with two makers': {
    code: 'type server struct { r *mux.Router }\nfunc one() *server { return &server{r: mux.NewRouter()} }\nfunc two() *server { return &server{r: mux.NewRouter()} }\nfunc (s *server) add() { s.r.HandleFunc("/x", nil) }\nfunc main() { one().add(); two().add() }',
    routes: ['* /x'],
  },
  'an embedded router': {
    code: 'type app struct { *chi.Mux }\nfunc main() { a := &app{Mux: chi.NewRouter()}; a.Get("/x", nil) }',
    routes: ['GET /x'],
  },
  'a struct that is its own mux': {
    code: 'type app struct { mux http.ServeMux }\nfunc main() { var a app; a.mux.HandleFunc("/x", nil) }',
    routes: ['* /x'],
  },
  'a router behind an interface of the project': {
    code: 'type routes interface { HandleFunc(string, func(http.ResponseWriter, *http.Request)) }\nfunc add(r routes) { r.HandleFunc("GET /x", nil) }\nfunc main() { m := http.NewServeMux(); add(m) }',
    routes: ['GET /x'],
  },
  'a wrapper with a path of its callers': {
    code: 'type app struct { r chi.Router }\nfunc (a *app) get(p string, h any) { a.r.Get("/v1" + p, nil) }\nfunc main() { a := app{r: chi.NewRouter()}; a.get("/a", nil); a.get("/b", nil) }',
    routes: ['GET /v1/a', 'GET /v1/b'],
  },
  'a wrapper of a wrapper': {
    code: 'func add(m *http.ServeMux, p string) { m.HandleFunc(p, nil) }\nfunc both(m *http.ServeMux, p string) { add(m, p); add(m, p + "/") }\nfunc main() { m := http.NewServeMux(); both(m, "/x"); both(m, "/y") }',
    routes: ['* /x', '* /y', '* /x/', '* /y/'],
  },
  'a literal that registers': {
    code: 'm := http.NewServeMux()\nhandle := func(p string, h http.Handler) { m.Handle("/api" + p, h) }\nhandle("/a", nil)\nhandle("/b", nil)',
    routes: ['* /api/a', '* /api/b'],
  },
  'a table of routes': {
    code: 'type route struct { method, path string }\nvar table = []route{{"GET", "/a"}, {method: "POST", path: "/b"}}\nfunc main() { r := gin.New(); for _, one := range table { r.Handle(one.method, one.path, nil) } }',
    routes: ['GET /a', 'POST /b'],
  },
  'a table by path': {
    code: 'for path, h := range map[string]http.HandlerFunc{"/a": nil, "/b": nil} { http.HandleFunc(path, h) }',
    routes: ['* /a', '* /b'],
  },
  'a table that is passed on': {
    code: 'type route struct { path string }\nfunc add(m *http.ServeMux, all []route) { for i := range all { m.HandleFunc(all[i].path, nil) } }\nfunc main() { m := http.NewServeMux(); add(m, []route{{"/a"}}); add(m, []route{{"/b"}}) }',
    routes: ['* /a', '* /b'],
  },
  'a table that is spread over the last parameter': {
    code: 'type route struct { Method, Path string }\nfunc add(m *pat.PatternServeMux, all ...route) { for _, one := range all { m.Add(one.Method, one.Path, nil) } }\nfunc main() { m := pat.New(); add(m, []route{{"GET", "/a"}, {"PUT", "/b"}}...) }',
    routes: ['GET /a', 'PUT /b'],
  },
  'groups by the name of a function': {
    code: 'func users(r chi.Router) { r.Get("/{id}", nil) }\nfunc main() { r := chi.NewRouter(); r.Route("/users", users) }',
    routes: ['GET /users/{id}'],
  },
  'a group that a function of the project opens': {
    code: 'func group(r chi.Router, f func(chi.Router)) { r.Route("/g", func(in chi.Router) { f(in) }) }\nfunc main() { r := chi.NewRouter(); group(r, func(r chi.Router) { r.Get("/x", nil) }) }',
    routes: ['GET /g/x'],
  },
  'several methods': {
    code: 'e := echo.New()\ne.Match([]string{"GET", "HEAD"}, "/x", h)',
    routes: ['GET /x', 'HEAD /x'],
  },
  'a chain of gorilla': {
    code: 'r := mux.NewRouter()\nr.Path("/x").Methods("GET").HandlerFunc(h)\nr.Methods("POST").Path("/y").Handler(h)\nr.NotFoundHandler = h',
    routes: ['GET /x', 'POST /y'],
  },
  'the end of a path': { code: 'm := http.NewServeMux()\nm.HandleFunc("GET /{$}", h)', routes: ['GET /'] },
  'a path that the source does not decide': { code: 'http.HandleFunc(os.Getenv("P"), h)', routes: [] },
  'a function that nothing calls': {
    code: 'func dead(m *http.ServeMux) { m.HandleFunc("/dead", nil) }\nfunc main() {}',
    routes: [],
  },
  'an unrelated Get': { code: 'c := redis.NewClient()\nc.Get("/key", h)\nhttp.Get("/x")', routes: [] },
  'an unrelated Handle': {
    code: 'type bus struct{}\nfunc (bus) Handle(p string, h any) {}\nfunc main() { bus{}.Handle("/x", nil) }',
    routes: [],
  },
};

for (const [name, { code, routes }] of Object.entries(cases)) {
  test(`routes: ${name}`, async () => {
    const body = /^(?:func|const|type) /.test(code) ? code : `func h() {}\nfunc main() {\n${code}\n}`;
    assert.deepEqual(await routesOf(body), routes);
  });
}

test('methods of one name belong to the type that they are called on', async () => {
  const resource = (name: string) => `package ${name}
import "net/http"
type Service struct{}
func (s *Service) Routes(m *http.ServeMux) { m.HandleFunc("GET /${name}", nil) }`;
  const code = `package main
import (
	"net/http"
	"example.com/app/users"
	"example.com/app/orders"
)
type services struct { Users *users.Service }
func main() { m := http.NewServeMux(); s := services{}; s.Users.Routes(m); _ = orders.Service{} }`;
  const files = { 'main.go': code, 'users/users.go': resource('users'), 'orders/orders.go': resource('orders') };
  assert.deepEqual(await routesOf('', files), ['GET /users']);
});

test('a method called through an interface counts for every type', async () => {
  const code = `type routes interface { Register(m *http.ServeMux) }
type users struct{}
func (users) Register(m *http.ServeMux) { m.HandleFunc("/users", nil) }
type orders struct{}
func (orders) Register(m *http.ServeMux) { m.HandleFunc("/orders", nil) }
func main() { m := http.NewServeMux(); for _, r := range []routes{users{}, orders{}} { r.Register(m) } }`;
  assert.deepEqual(await routesOf(code), ['* /users', '* /orders']);
});

async function healthOf(code: string): Promise<string[]> {
  const { health } = await factsOf(code);
  return health.map(({ path, purpose, port }) => `${purpose} ${path} ${port ?? '?'}`);
}

const LISTEN = 'http.ListenAndServe(":8080", nil)';

const health: Readonly<Record<string, { code: string; health: string[] }>> = {
  'the usual names': {
    code: `http.HandleFunc("/healthz", nil)\nhttp.HandleFunc("/livez", nil)\nhttp.HandleFunc("/readyz", nil)\nhttp.HandleFunc("/ping", nil)\n${LISTEN}`,
    health: ['health /healthz 8080', 'liveness /livez 8080', 'readiness /readyz 8080', 'health /ping 8080'],
  },
  'names below a path': {
    code: `http.HandleFunc("/health/live", nil)\nhttp.HandleFunc("/internal/ready", nil)\n${LISTEN}`,
    health: ['liveness /health/live 8080', 'readiness /internal/ready 8080'],
  },
  'not what only sounds like it': {
    code: `http.HandleFunc("/healthy-food", nil)\nhttp.HandleFunc("/alive/{id}", nil)\nhttp.HandleFunc("POST /ready", nil)\n${LISTEN}`,
    health: [],
  },
  'the port of the mux it is in': {
    code: 'a := http.NewServeMux()\na.HandleFunc("/healthz", nil)\nb := http.NewServeMux()\nb.HandleFunc("/x", nil)\ngo http.ListenAndServe(":9000", a)\nhttp.ListenAndServe(":8080", b)',
    health: ['health /healthz 9000'],
  },
  'the port of the default mux': {
    code: 'm := http.NewServeMux()\nhttp.HandleFunc("/healthz", nil)\ngo http.ListenAndServe(":9000", nil)\ns := http.Server{Addr: ":8080", Handler: m}\ns.ListenAndServe()',
    health: ['health /healthz 9000'],
  },
  'the port behind middleware': {
    code: 'func log(h http.Handler) http.Handler { return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { h.ServeHTTP(w, r) }) }\nfunc main() { m := http.NewServeMux()\nm.HandleFunc("/healthz", nil)\nvar h http.Handler = m\nh = log(h)\ngo http.ListenAndServe(":9000", redis.Other())\nhttp.ListenAndServe(":8080", http.TimeoutHandler(h, 1, "")) }',
    health: ['health /healthz 8080'],
  },
  'the port of a server that embeds its router': {
    code: 'type app struct { *mux.Router }\nfunc main() { a := &app{mux.NewRouter()}; a.HandleFunc("/healthz", nil); s := &http.Server{Addr: ":8080"}; s.Handler = a; go s.ListenAndServe(); http.ListenAndServe(":9000", redis.Other()) }',
    health: ['health /healthz 8080'],
  },
  'not behind a login': {
    code: 'r := gin.New()\na := r.Group("/admin", authRequired())\na.GET("/health", nil)\nb := r.Group("/b")\nb.Use(JWT())\nb.GET("/health", nil)\nr.GET("/status/health", requireAuth(h))\nr.Run(":80")',
    health: [],
  },
  'no port where the source does not decide': {
    code: 'm := http.NewServeMux()\nm.HandleFunc("/healthz", nil)\ngo http.ListenAndServe(":9000", wrap())\nhttp.ListenAndServe(":8080", wrap())\n',
    health: ['health /healthz ?'],
  },
  'no path where the source does not decide': {
    code: `r := gin.New()\nr.Group(redis.P()).GET("/healthz", nil)\nr.Run(":80")`,
    health: [],
  },
};

for (const [name, { code, health: expected }] of Object.entries(health)) {
  test(`health: ${name}`, async () => {
    assert.deepEqual(await healthOf(code), expected);
  });
}

const metrics: Readonly<Record<string, { code: string; metrics: string | null }>> = {
  'what is counted for Prometheus is not what it asks for': {
    code: `h := promhttp.InstrumentHandlerCounter(total, http.HandlerFunc(add))\nhttp.Handle("/add", h)\nhttp.Handle("/metrics", promhttp.InstrumentMetricHandler(reg, own))\n${LISTEN}`,
    metrics: '/metrics 8080',
  },
  'a handler of promhttp': { code: `http.Handle("/metrics", promhttp.Handler())\n${LISTEN}`, metrics: '/metrics 8080' },
  'by a name of its own': {
    code: `http.Handle("/internal/prom", promhttp.HandlerFor(reg, opts))\n${LISTEN}`,
    metrics: '/internal/prom 8080',
  },
  'wrapped for gin': {
    code: 'r := gin.New()\nr.GET("/metrics", gin.WrapH(promhttp.Handler()))\nr.Run(":80")',
    metrics: '/metrics 80',
  },
  'through a variable': {
    code: `h := promhttp.Handler()\nhttp.Handle("GET /metrics", h)\n${LISTEN}`,
    metrics: '/metrics 8080',
  },
  'on a port of its own': {
    code: 'm := http.NewServeMux()\nm.Handle("/metrics", promhttp.Handler())\ngo http.ListenAndServe(":9100", m)\nhttp.ListenAndServe(":80", nil)',
    metrics: '/metrics 9100',
  },
  'on a port of its own, at whatever path': {
    code: 'go http.ListenAndServe(":9464", promhttp.Handler())\nhttp.ListenAndServe(":80", nil)',
    metrics: '/metrics 9464',
  },
  'not what a handler of its own may do with it': {
    code: 'func wrap(h http.Handler) http.Handler { return http.StripPrefix("/x", h) }\nfunc main() { go http.ListenAndServe(":9464", wrap(promhttp.Handler())); http.ListenAndServe(":80", nil) }',
    metrics: null,
  },
  'another handler at that path': { code: `http.HandleFunc("/metrics", h)\n${LISTEN}`, metrics: null },
};

for (const [name, { code, metrics: expected }] of Object.entries(metrics)) {
  test(`metrics: ${name}`, async () => {
    const { metrics: found } = await factsOf(code);
    assert.equal(found && `${found.path} ${found.port ?? '?'}`, expected);
  });
}

async function pprofOf(code: string, others: Readonly<Record<string, string>> = {}): Promise<string | null> {
  const { profiles } = await factsOf(code, others);
  return profiles.map(({ path, port, certainty }) => `${path} ${port ?? '?'} ${certainty}`).join() || null;
}

const PPROF = 'package x\nimport _ "net/http/pprof"\n';

test('profiles: the import serves them where the default mux is served', async () => {
  const main = (handler: string) =>
    `package main\nimport (\n\t"flag"\n\t"net/http"\n\t_ "example.com/app/x"\n)\nfunc main() { m := http.NewServeMux(); _ = m; http.ListenAndServe(":6060", ${handler}) }`;
  assert.equal(await pprofOf('', { 'main.go': main('nil'), 'x/x.go': PPROF }), '/debug/pprof/ 6060 known');
  assert.equal(await pprofOf('', { 'main.go': main('m'), 'x/x.go': PPROF }), null);
  const asked = main('nil').replace('http.Listen', 'if *flag.Bool("profiles", false, "") { http.Listen') + ' }';
  assert.equal(await pprofOf('', { 'main.go': asked, 'x/x.go': PPROF }), '/debug/pprof/ ? unknown');
});

test('profiles: the default mux is served below a route of another', async () => {
  const main = (route: string) =>
    `package main\nimport (\n\t"net/http"\n\t_ "net/http/pprof"\n)\nfunc main() { m := http.NewServeMux(); ${route}; http.ListenAndServe(":80", m) }`;
  const cases: readonly (readonly [route: string, pprof: string | null])[] = [
    ['m.Handle("/", http.DefaultServeMux)', '/debug/pprof/ 80 known'],
    ['m.Handle("/debug/", http.DefaultServeMux)', '/debug/pprof/ 80 known'],
    ['m.Handle("/in/", http.StripPrefix("/in", http.DefaultServeMux))', '/in/debug/pprof/ 80 known'],
    ['m.Handle("/in/", http.DefaultServeMux)', null],
    ['m.Handle("/debug", http.DefaultServeMux)', null],
  ];
  for (const [route, pprof] of cases) assert.equal(await pprofOf('', { 'main.go': main(route) }), pprof, route);
});

test('profiles: the handler of chi on a mux', async () => {
  const main = (handler: string) =>
    `package main\nimport (\n\t"net/http"\n\t"github.com/go-chi/chi/v5/middleware"\n)\nfunc main() { m := http.NewServeMux(); m.Handle("/debug/", ${handler}); http.ListenAndServe(":80", m) }`;
  const stripped = 'http.StripPrefix("/debug", middleware.Profiler())';
  assert.equal(await pprofOf('', { 'main.go': main(stripped) }), '/debug/pprof/ 80 known');
  assert.equal(await pprofOf('', { 'main.go': main('middleware.Profiler()') }), null);
});

test('profiles: single ones', async () => {
  const code = (route: string) => `func main() { m := http.NewServeMux(); ${route}; http.ListenAndServe(":80", m) }`;
  assert.equal(await pprofOf(code('m.Handle("/debug/heap", pprof.Handler("heap"))')), '/debug/heap 80 known');
  assert.equal(await pprofOf(code('m.HandleFunc("/debug/cpu", pprof.Profile)')), '/debug/cpu 80 known');
});

test('profiles: registered by hand, and only when asked to', async () => {
  const code = (guard: string) =>
    `func main() { on := flag.Bool("pprof", false, ""); m := http.NewServeMux(); ${guard} { m.HandleFunc("/debug/pprof/", pprof.Index) }; http.ListenAndServe(":80", m) }`;
  assert.equal(await pprofOf(code('')), '/debug/pprof/ 80 known');
  assert.equal(await pprofOf(code('if *on')), '/debug/pprof/ 80 unknown');
  const elsewhere = 'at := flag.String("pprof-at", "", ""); if *at == ""';
  assert.equal(await pprofOf(code(elsewhere)), '/debug/pprof/ 80 default');
});
