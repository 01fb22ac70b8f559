import { GO_RESTFUL } from './library-paths.ts';
import { GO_ZERO } from './server-types.ts';
import { anyVerb, type RouterKind, routerKindOf, titleVerbs, upperVerbs } from './router-kinds.ts';

export const NET_HTTP = routerKindOf({
  types: ['net/http.ServeMux'],
  constructors: ['net/http.NewServeMux'],
  roots: ['net/http.ServeMux'],
  verbs: anyVerb('Handle', 'HandleFunc'),
  patterns: true,
  keepsSlashes: true,
});

const RUNTIME = 'sigs.k8s.io/controller-runtime';
const WEBHOOKS = routerKindOf({
  types: [`${RUNTIME}/pkg/webhook.Server`],
  constructors: [
    `${RUNTIME}/pkg/webhook.NewServer`,
    `${RUNTIME}.Manager.GetWebhookServer`,
    `${RUNTIME}/pkg/manager.Manager.GetWebhookServer`,
  ],
  roots: [`${RUNTIME}/pkg/webhook.Server`],
  verbs: anyVerb('Register'),
});

export const CHI = routerKindOf({
  types: of('github.com/go-chi/chi', 'Mux', 'Router'),
  constructors: of('github.com/go-chi/chi', 'NewRouter', 'NewMux'),
  roots: of('github.com/go-chi/chi', 'Mux'),
  verbs: titleVerbs('Handle', 'HandleFunc'),
  named: ['Method', 'MethodFunc'],
  prefixing: ['Route'],
  nesting: ['Route', 'Group'],
  mounting: ['Mount'],
  same: ['With', 'Group'],
  keepsSlashes: true,
});

export const GORILLA = routerKindOf({
  types: of('github.com/gorilla/mux', 'Router', 'Route'),
  constructors: of('github.com/gorilla/mux', 'NewRouter'),
  verbs: anyVerb('Handle', 'HandleFunc'),
  prefixing: ['PathPrefix', 'Path'],
  chained: ['Handler', 'HandlerFunc'],
  keepsSlashes: true,
  same: [
    'Subrouter',
    'Methods',
    'Host',
    'Schemes',
    'Headers',
    'HeadersRegexp',
    'Queries',
    'MatcherFunc',
    'Name',
    'NewRoute',
    'StrictSlash',
    'SkipClean',
    'UseEncodedPath',
  ],
});

const GIN = routerKindOf({
  types: of('github.com/gin-gonic/gin', 'Engine', 'IRouter', 'IRoutes', 'RouterGroup'),
  constructors: of('github.com/gin-gonic/gin', 'Default', 'New'),
  roots: of('github.com/gin-gonic/gin', 'Engine'),
  verbs: upperVerbs('Any'),
  named: ['Handle', 'Match'],
  prefixing: ['Group'],
  same: ['Use', ...upperVerbs('Any', 'Handle').keys()],
  keepsSlashes: 'RedirectTrailingSlash',
});

const ECHO = routerKindOf({
  types: of('github.com/labstack/echo', 'Echo', 'Group'),
  constructors: of('github.com/labstack/echo', 'New', 'NewWithConfig'),
  roots: of('github.com/labstack/echo', 'Echo'),
  verbs: upperVerbs('Any'),
  named: ['Add', 'Match'],
  prefixing: ['Group'],
  keepsSlashes: true,
});

const FIBER = routerKindOf({
  types: of('github.com/gofiber/fiber', 'App', 'Group', 'Router'),
  constructors: of('github.com/gofiber/fiber', 'New'),
  roots: of('github.com/gofiber/fiber', 'App'),
  verbs: titleVerbs('All'),
  named: ['Add'],
  prefixing: ['Group', 'Route', 'RouteChain'],
  nesting: ['Route'],
  mounting: ['Mount', 'Use'],
  same: ['Name', ...titleVerbs('All').keys()],
});

const HTTPROUTER = routerKindOf({
  types: of('github.com/julienschmidt/httprouter', 'Router'),
  constructors: of('github.com/julienschmidt/httprouter', 'New'),
  roots: of('github.com/julienschmidt/httprouter', 'Router'),
  verbs: upperVerbs(),
  named: ['Handle', 'Handler', 'HandlerFunc'],
  keepsSlashes: 'RedirectTrailingSlash',
});

const BUNROUTER = routerKindOf({
  types: of('github.com/uptrace/bunrouter', 'Router', 'CompatRouter', 'VerboseRouter', 'CompatGroup', 'Group'),
  constructors: of('github.com/uptrace/bunrouter', 'New'),
  roots: of('github.com/uptrace/bunrouter', 'Router'),
  verbs: upperVerbs(),
  named: ['Handle'],
  prefixing: ['NewGroup', 'WithGroup'],
  nesting: ['WithGroup'],
  same: ['Compat', 'Verbose', 'Use', 'WithMiddleware'],
});

const FASTHTTP = routerKindOf({
  types: [
    ...of('github.com/fasthttp/router', 'Router', 'Group'),
    ...of('github.com/buaazp/fasthttprouter', 'Router'),
    ...of('github.com/fasthttp/router', 'Group'),
  ],
  constructors: ['github.com/fasthttp/router.New', 'github.com/buaazp/fasthttprouter.New'],
  roots: ['github.com/fasthttp/router.Router', 'github.com/buaazp/fasthttprouter.Router'],
  verbs: upperVerbs('ANY'),
  named: ['Handle'],
  prefixing: ['Group'],
});

const GOFR = routerKindOf({
  types: ['gofr.dev/pkg/gofr.App'],
  constructors: ['gofr.dev/pkg/gofr.New'],
  roots: ['gofr.dev/pkg/gofr.App'],
  verbs: upperVerbs(),
});

const IRIS_PATHS = ['github.com/kataras/iris', 'github.com/kataras/iris/core/router'];
const IRIS = routerKindOf({
  types: IRIS_PATHS.flatMap((path) => of(path, 'Application', 'APIBuilder', 'Party')),
  constructors: of('github.com/kataras/iris', 'New', 'Default'),
  roots: of('github.com/kataras/iris', 'Application'),
  verbs: titleVerbs('Any'),
  named: ['Handle', 'HandleMany'],
  prefixing: ['Party', 'PartyFunc'],
  nesting: ['PartyFunc'],
});

const HERTZ = routerKindOf({
  types: [
    ...of('github.com/cloudwego/hertz/pkg/app/server', 'Hertz'),
    ...of('github.com/cloudwego/hertz/pkg/route', 'Engine', 'IRouter', 'IRoutes', 'RouterGroup'),
  ],
  constructors: of('github.com/cloudwego/hertz/pkg/app/server', 'Default', 'New'),
  roots: of('github.com/cloudwego/hertz/pkg/app/server', 'Hertz'),
  verbs: upperVerbs('Any'),
  named: ['Handle'],
  prefixing: ['Group'],
  same: ['Use'],
});

const GOFRAME = routerKindOf({
  types: of('github.com/gogf/gf/net/ghttp', 'Server', 'RouterGroup'),
  constructors: ['github.com/gogf/gf/frame/g.Server', 'github.com/gogf/gf/net/ghttp.GetServer'],
  roots: of('github.com/gogf/gf/net/ghttp', 'Server'),
  verbs: upperVerbs('ALL', 'BindHandler', 'REST'),
  prefixing: ['Group'],
  nesting: ['Group'],
  same: ['Middleware'],
});

const KRATOS = routerKindOf({
  types: of('github.com/go-kratos/kratos/transport/http', 'Server', 'Router'),
  constructors: of('github.com/go-kratos/kratos/transport/http', 'NewServer'),
  roots: of('github.com/go-kratos/kratos/transport/http', 'Server'),
  verbs: upperVerbs('HandleFunc', 'Handle'),
  named: ['Handle'],
  prefixing: ['Route', 'Group'],
});

const SCOPED_TYPES = [
  ...of('gopkg.in/macaron', 'Macaron', 'Router'),
  ...of('github.com/flamego/flamego', 'Flame', 'Router'),
];
const SCOPED = routerKindOf({
  types: SCOPED_TYPES,
  constructors: [
    ...of('gopkg.in/macaron', 'Classic', 'New', 'NewWithLogger'),
    ...of('github.com/flamego/flamego', 'Classic', 'New'),
  ],
  roots: SCOPED_TYPES,
  verbs: titleVerbs('Any', 'Route'),
  scoped: true,
});

const MARTINI = routerKindOf({
  types: of('github.com/go-martini/martini', 'ClassicMartini', 'Router'),
  constructors: of('github.com/go-martini/martini', 'Classic', 'NewRouter'),
  verbs: titleVerbs('Any'),
  prefixing: ['Group'],
  nesting: ['Group'],
});

const PROMETHEUS = routerKindOf({
  types: of('github.com/prometheus/common/route', 'Router'),
  constructors: of('github.com/prometheus/common/route', 'New'),
  verbs: new Map([...titleVerbs(), ['Del', 'DELETE']]),
  prefixing: ['WithPrefix'],
  same: ['WithInstrumentation'],
});

const ROUTEGROUP = routerKindOf({
  types: of('github.com/go-pkgz/routegroup', 'Bundle'),
  constructors: of('github.com/go-pkgz/routegroup', 'New'),
  verbs: anyVerb('Handle', 'HandleFunc'),
  prefixing: ['Mount'],
  nesting: ['Route'],
  same: ['Group', 'With', 'Use', 'Route'],
  patterns: true,
});

const GATEWAY = routerKindOf({
  types: of('github.com/grpc-ecosystem/grpc-gateway/runtime', 'ServeMux'),
  constructors: of('github.com/grpc-ecosystem/grpc-gateway/runtime', 'NewServeMux'),
  roots: of('github.com/grpc-ecosystem/grpc-gateway/runtime', 'ServeMux'),
  named: ['HandlePath'],
});

const PAT = routerKindOf({
  types: ['github.com/bmizerany/pat.PatternServeMux'],
  constructors: ['github.com/bmizerany/pat.New'],
  roots: ['github.com/bmizerany/pat.PatternServeMux'],
  verbs: new Map([...titleVerbs(), ['Del', 'DELETE']]),
  named: ['Add'],
});

const GORILLA_PAT = routerKindOf({
  types: ['github.com/gorilla/pat.Router'],
  constructors: ['github.com/gorilla/pat.New'],
  verbs: titleVerbs(),
});

const GOJI = routerKindOf({
  types: ['github.com/zenazn/goji/web.Mux'],
  constructors: ['github.com/zenazn/goji/web.New'],
  verbs: titleVerbs('Handle'),
});

const BUFFALO = routerKindOf({
  types: ['github.com/gobuffalo/buffalo.App'],
  constructors: ['github.com/gobuffalo/buffalo.New'],
  verbs: upperVerbs('ANY'),
  prefixing: ['Group'],
});

const TREEMUX_TYPES = of('github.com/dimfeld/httptreemux', 'TreeMux', 'ContextMux', 'ContextGroup', 'Group');
const TREEMUX = routerKindOf({
  types: TREEMUX_TYPES,
  constructors: of('github.com/dimfeld/httptreemux', 'New', 'NewContextMux'),
  verbs: upperVerbs(),
  named: ['Handle', 'Handler'],
  prefixing: ['NewGroup', 'NewContextGroup'],
  same: ['UsingContext'],
});

const OZZO = routerKindOf({
  types: of('github.com/go-ozzo/ozzo-routing', 'Router', 'RouteGroup'),
  constructors: of('github.com/go-ozzo/ozzo-routing', 'New'),
  roots: of('github.com/go-ozzo/ozzo-routing', 'Router'),
  verbs: titleVerbs('Any'),
  named: ['To'],
  prefixing: ['Group'],
});

const FLOW = routerKindOf({
  types: of('github.com/alexedwards/flow', 'Mux'),
  constructors: of('github.com/alexedwards/flow', 'New'),
  verbs: anyVerb('Handle', 'HandleFunc'),
  nesting: ['Group'],
  same: ['Group'],
});

const RESTFUL = routerKindOf({
  types: [`${GO_RESTFUL}.WebService`],
  verbs: upperVerbs(),
});

const APISERVER = routerKindOf({
  types: of('k8s.io/apiserver/pkg/server/mux', 'PathRecorderMux'),
  constructors: of('k8s.io/apiserver/pkg/server/mux', 'NewPathRecorderMux'),
  roots: of('k8s.io/apiserver/pkg/server/mux', 'PathRecorderMux'),
  verbs: anyVerb('Handle', 'HandleFunc', 'UnlistedHandle', 'UnlistedHandleFunc'),
});

/** A handler with routes of its own. */
const HEALTHCHECK = routerKindOf({
  types: of('github.com/heptiolabs/healthcheck', 'Handler'),
  constructors: of('github.com/heptiolabs/healthcheck', 'NewHandler', 'NewMetricsHandler'),
});

const GOA = routerKindOf({
  types: of('goa.design/goa/http', 'Muxer', 'ResolverMuxer'),
  constructors: of('goa.design/goa/http', 'NewMuxer'),
  roots: of('goa.design/goa/http', 'Muxer'),
  named: ['Handle'],
});

/** Routes come in lists: table-routes.ts. */
const GO_ZERO_PATHS = GO_ZERO.map((path) => `${path}/rest`);
const GO_ZERO_REST = routerKindOf({
  types: GO_ZERO_PATHS.flatMap((path) => of(path, 'Server')),
  constructors: GO_ZERO_PATHS.flatMap((path) => of(path, 'MustNewServer', 'NewServer')),
  roots: GO_ZERO_PATHS.flatMap((path) => of(path, 'Server')),
});

export const ROUTER_KINDS: readonly RouterKind[] = [
  NET_HTTP,
  CHI,
  GIN,
  ECHO,
  FIBER,
  GORILLA,
  HTTPROUTER,
  BUNROUTER,
  FASTHTTP,
  IRIS,
  HERTZ,
  GOFRAME,
  GOFR,
  KRATOS,
  SCOPED,
  MARTINI,
  PROMETHEUS,
  ROUTEGROUP,
  GATEWAY,
  PAT,
  GORILLA_PAT,
  GOJI,
  BUFFALO,
  TREEMUX,
  OZZO,
  FLOW,
  RESTFUL,
  APISERVER,
  WEBHOOKS,
  HEALTHCHECK,
  GOA,
  GO_ZERO_REST,
];

const KIND_OF_TYPE: ReadonlyMap<string, RouterKind> = new Map(
  [...ROUTER_KINDS].reverse().flatMap((kind) => kind.types.map((type) => [type, kind] as const)),
);

export function routerKind(type: string | null): RouterKind | null {
  return (type !== null && KIND_OF_TYPE.get(type)) || null;
}

/** Those that take a handler only: what comes before in the chain names the path. */
export const CHAINED: ReadonlySet<string> = new Set(ROUTER_KINDS.flatMap(({ chained }) => chained));

/** Names of methods that may register a route. */
export const REGISTERING: ReadonlySet<string> = new Set(
  ROUTER_KINDS.flatMap(({ verbs, named, chained }) => [...verbs.keys(), ...named, ...chained]),
);

/** Types of what constructors and methods of routers return. */
export const ROUTER_RESULTS: readonly (readonly [string, string])[] = ROUTER_KINDS.flatMap((kind) => {
  const { types, constructors, prefixing, nesting, mounting, same, named, verbs } = kind;
  const [made = ''] = types;
  const group = types.at(-1) ?? made;
  const chain = kind === GORILLA ? [...named, ...verbs.keys(), ...kind.chained] : [];
  const methods = [...new Set([...prefixing, ...nesting, ...mounting, ...same, ...chain])];
  return [
    ...constructors.map((name) => [name, types.find((type) => type.startsWith(ownPath(name))) ?? made] as const),
    ...types.flatMap((type) =>
      methods.map((method) => [`${type}.${method}`, method === 'Subrouter' ? made : group] as const),
    ),
  ];
});

/** Calls that call a function back with a router. */
export const NESTING_CALLS: ReadonlySet<string> = new Set(
  ROUTER_KINDS.flatMap(({ types, nesting }) => types.flatMap((type) => nesting.map((method) => `${type}.${method}`))),
);

function of(path: string, ...names: readonly string[]): string[] {
  return names.map((name) => `${path}.${name}`);
}

function ownPath(name: string): string {
  return name.slice(0, name.lastIndexOf('.') + 1);
}
