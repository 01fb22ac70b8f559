import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factsOf } from '../go-project.ts';

const ROUTER = `type handler func(w http.ResponseWriter, r *http.Request)
type route struct { method, path string; h handler }
type router struct { prefix string; routes []route }
func newRouter(prefix string) *router { return &router{prefix: prefix} }
func (r *router) Add(method, path string, h handler) { r.routes = append(r.routes, route{method, r.prefix + path, h}) }
func (r *router) GET(path string, h handler, exact bool) { r.Add("GET", path, h) }
func (r *router) Handle(path string, h handler) { r.GET(path, h, true) }
func (r *router) ServeHTTP(w http.ResponseWriter, req *http.Request) { for _, one := range r.routes { if one.path == req.URL.Path { one.h(w, req) } } }
func h(w http.ResponseWriter, r *http.Request) {}
`;

const cases: Readonly<Record<string, { code: string; routes: readonly string[]; health: readonly string[] }>> = {
  'as it stands': {
    code: `${ROUTER}func main() { r := newRouter(""); r.GET("/health", h, true); r.Handle("/orders", h); http.ListenAndServe(":80", r) }`,
    routes: ['GET /health', '* /orders'],
    health: ['/health 80'],
  },
  'below what it puts before': {
    code: `${ROUTER}func main() { r := newRouter("/shop"); r.GET("/health", h, true); http.ListenAndServe(":80", r) }`,
    routes: ['GET /shop/health'],
    health: ['/shop/health 80'],
  },
  'below what only a variable puts before': {
    code: `${ROUTER}func main() { r := newRouter(os.Getenv("PATH_PREFIX")); r.GET("/health", h, true); http.ListenAndServe(":80", r) }`,
    routes: ['GET /health default'],
    health: ['/health 80'],
  },
  'below what nobody knows': {
    code: `${ROUTER}func main() { r := newRouter(other.Prefix()); r.GET("/health", h, true); http.ListenAndServe(":80", r) }`,
    routes: ['GET /health default'],
    health: ['/health 80'],
  },
  'one that hands all on': {
    code: `type app struct { mux *http.ServeMux }
func (a *app) Handle(path string, h http.Handler) { a.mux.Handle("/v1"+path, h) }
func (a *app) ServeHTTP(w http.ResponseWriter, r *http.Request) { a.mux.ServeHTTP(w, r) }
func main() { a := &app{mux: http.NewServeMux()}; a.Handle("/health", nil); http.ListenAndServe(":80", a) }`,
    routes: ['* /v1/health'],
    health: ['/v1/health 80'],
  },
  'one that is told the method first and makes what answers': {
    code: `type handler func(http.ResponseWriter, *http.Request) error
type route struct { method, path string; h handler }
type router struct { routes []*route }
func (r *router) Route(method, path string, h handler) *route { one := route{method, path, h}; r.routes = append(r.routes, &one); return &one }
func (r *router) Handler() http.Handler { return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) { for _, one := range r.routes { if one.path == req.URL.Path { one.h(w, req) } } }) }
func (r *route) Header(name string) {}
func h(http.ResponseWriter, *http.Request) error { return nil }
func main() { r := &router{}; r.Route("GET", "/health", h); r.Route("POST", "/orders", h).Header("Accept"); http.ListenAndServe(":80", r.Handler()) }`,
    routes: ['GET /health', 'POST /orders'],
    health: ['/health 80'],
  },
  'a store that is told two words and who looks at it': {
    code: `type look func(http.ResponseWriter, string)
type store struct { all map[string]string }
func (s *store) Add(key, path string, l look) { s.all[key] = path }
func main() { s := &store{}; s.Add("GET", "/health", nil); http.ListenAndServe(":80", nil) }`,
    routes: [],
    health: [],
  },
  'a store that answers requests, too': {
    code: `type store struct { all map[string]string }
func (s *store) Get(key string, fallback string) string { return s.all[key] }
func (s *store) ServeHTTP(w http.ResponseWriter, r *http.Request) {}
func main() { s := &store{}; s.Get("health", "x"); http.ListenAndServe(":80", s) }`,
    routes: [],
    health: [],
  },
};

for (const [name, { code, routes, health }] of Object.entries(cases)) {
  test(`routes of a router that the project has written: ${name}`, async () => {
    const facts = await factsOf(`import "net/http"; import "os"\n${code}`);
    const told = facts.routes.map(({ method, path, certainty }) => {
      return `${method ?? '*'} ${path}${certainty === 'known' ? '' : ` ${certainty}`}`;
    });
    assert.deepEqual([told, facts.health.map(({ path, port }) => `${path} ${port}`)], [routes, health]);
  });
}
