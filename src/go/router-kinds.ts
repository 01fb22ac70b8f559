/** How the routers of each library register routes; paths are without major versions. */
export interface RouterKind {
  readonly types: readonly string[];
  /** Method name → HTTP method; null = any. The path is the first argument. */
  readonly verbs: ReadonlyMap<string, string | null>;
  /** Methods whose first argument is the HTTP method and whose second is the path. */
  readonly named: readonly string[];
  /** `Group(prefix)` and the like: the result's routes start with the first argument. */
  readonly prefixing: readonly string[];
  /** `Route(prefix, func(r Router) {…})` and `Group(func(r Router) {…})`: routes inside the literal. */
  readonly nesting: readonly string[];
  /** `Mount(prefix, handler)`. */
  readonly mounting: readonly string[];
  /** Methods that return the same router. */
  readonly same: readonly string[];
}

const VERBS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'CONNECT', 'TRACE'];
const upper = VERBS.map((verb) => [verb, verb] as const);
const title = VERBS.map((verb) => [verb.charAt(0) + verb.slice(1).toLowerCase(), verb] as const);

export const NET_HTTP: RouterKind = {
  types: ['net/http.ServeMux'],
  verbs: new Map([
    ['Handle', null],
    ['HandleFunc', null],
  ]),
  named: [],
  prefixing: [],
  nesting: [],
  mounting: [],
  same: [],
};
export const CHI: RouterKind = {
  types: ['github.com/go-chi/chi.Mux', 'github.com/go-chi/chi.Router'],
  verbs: new Map([...title, ['Handle', null], ['HandleFunc', null]]),
  named: ['Method', 'MethodFunc'],
  prefixing: ['Route'],
  nesting: ['Route', 'Group'],
  mounting: ['Mount'],
  same: ['With', 'Group'],
};
export const GIN: RouterKind = {
  types: ['Engine', 'RouterGroup', 'IRouter', 'IRoutes'].map((name) => `github.com/gin-gonic/gin.${name}`),
  verbs: new Map([...upper, ['Any', null]]),
  named: ['Handle'],
  prefixing: ['Group'],
  nesting: [],
  mounting: [],
  same: ['Use'],
};
export const ECHO: RouterKind = {
  types: ['github.com/labstack/echo.Echo', 'github.com/labstack/echo.Group'],
  verbs: new Map([...upper, ['Any', null]]),
  named: ['Add'],
  prefixing: ['Group'],
  nesting: [],
  mounting: [],
  same: [],
};
export const FIBER: RouterKind = {
  types: ['App', 'Router', 'Group'].map((name) => `github.com/gofiber/fiber.${name}`),
  verbs: new Map([...title, ['All', null]]),
  named: ['Add'],
  prefixing: ['Group', 'Route'],
  nesting: ['Route'],
  mounting: ['Mount', 'Use'],
  same: [],
};
export const GORILLA: RouterKind = {
  types: ['github.com/gorilla/mux.Router', 'github.com/gorilla/mux.Route'],
  verbs: new Map([
    ['Handle', null],
    ['HandleFunc', null],
  ]),
  named: [],
  prefixing: ['PathPrefix', 'Path'],
  nesting: [],
  mounting: [],
  same: [
    'Subrouter',
    'Methods',
    'Host',
    'Schemes',
    'Headers',
    'Queries',
    'Name',
    'NewRoute',
    'StrictSlash',
    'SkipClean',
    'UseEncodedPath',
  ],
};
export const HTTPROUTER: RouterKind = {
  types: ['github.com/julienschmidt/httprouter.Router'],
  verbs: new Map([...upper]),
  named: ['Handle', 'Handler', 'HandlerFunc'],
  prefixing: [],
  nesting: [],
  mounting: [],
  same: [],
};

export const ROUTER_KINDS: readonly RouterKind[] = [NET_HTTP, CHI, GIN, ECHO, FIBER, GORILLA, HTTPROUTER];

export function routerKind(type: string | null): RouterKind | null {
  return ROUTER_KINDS.find(({ types }) => type !== null && types.includes(type)) ?? null;
}

/** Calls that call a function back with a router. */
export const NESTING_CALLS: ReadonlySet<string> = new Set(
  ROUTER_KINDS.flatMap(({ types, nesting }) => types.flatMap((type) => nesting.map((method) => `${type}.${method}`))),
);
