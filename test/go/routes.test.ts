import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factsOf } from './go-project.ts';

async function routesOf(code: string, others: Readonly<Record<string, string>> = {}): Promise<string[]> {
  const { routes } = await factsOf(code, others);
  return routes.map(
    ({ method, path, certainty }) => `${method ?? '*'} ${path}${certainty === 'known' ? '' : ` ${certainty}`}`,
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
  httprouter: { code: 'r := httprouter.New()\nr.GET("/a/:b", h)', routes: ['GET /a/:b'] },
  'a prefix that the source does not decide': {
    code: 'r := gin.New()\ng := r.Group(os.Getenv("PREFIX"))\ng.GET("/x", h)',
    routes: ['GET /x unknown'],
  },
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
  'no port where the source does not decide': {
    code: 'm := http.NewServeMux()\nm.HandleFunc("/healthz", nil)\ngo http.ListenAndServe(":9000", wrap())\nhttp.ListenAndServe(":8080", wrap())\n',
    health: ['health /healthz ?'],
  },
  'no path where the source does not decide': {
    code: `r := gin.New()\nr.Group(os.Getenv("P")).GET("/healthz", nil)\nr.Run(":80")`,
    health: [],
  },
};

for (const [name, { code, health: expected }] of Object.entries(health)) {
  test(`health: ${name}`, async () => {
    assert.deepEqual(await healthOf(code), expected);
  });
}

const metrics: Readonly<Record<string, { code: string; metrics: string | null }>> = {
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
  'another handler at that path': { code: `http.HandleFunc("/metrics", h)\n${LISTEN}`, metrics: null },
};

for (const [name, { code, metrics: expected }] of Object.entries(metrics)) {
  test(`metrics: ${name}`, async () => {
    const { metrics: found } = await factsOf(code);
    assert.equal(found && `${found.path} ${found.port ?? '?'}`, expected);
  });
}
