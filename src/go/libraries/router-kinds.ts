/** How the routers of a library register routes; import paths are without major versions. */
export interface RouterKind {
  /** The first is what a constructor makes, the last what a group is. */
  readonly types: readonly string[];
  /** Functions that make a router. */
  readonly constructors: readonly string[];
  /** Types that are never below another router of their kind, so that their routes have no prefix. */
  readonly roots: readonly string[];
  /** Method name → HTTP method; null = any. The path is the first argument. */
  readonly verbs: ReadonlyMap<string, string | null>;
  /** Methods whose first argument is the HTTP method, or a list of them, and whose second is the path. */
  readonly named: readonly string[];
  /** `Group(prefix)` and the like: the result's routes start with the first argument. */
  readonly prefixing: readonly string[];
  /** `Route(prefix, func(r Router) {…})` and `Group(func(r Router) {…})`: routes inside the literal. */
  readonly nesting: readonly string[];
  /** `Mount(prefix, handler)`. */
  readonly mounting: readonly string[];
  /** Methods that return the same router. */
  readonly same: readonly string[];
  /** gorilla: `r.Path("/x").Handler(h)`: the path is that of the chain before. */
  readonly chained: readonly string[];
  /** The path is a pattern of net/http, as `GET example.com/x`. */
  readonly patterns: boolean;
  /** A group's literal has no parameter: routes in it are registered with the router outside. */
  readonly scoped: boolean;
  /** It knows `/orders` and `/orders/` apart, and leads nobody from the first to the second or back; a name: a field that is false there. */
  readonly keepsSlashes: boolean | string;
}

/** A kind by what it has of its own. */
export function routerKindOf(own: Pick<RouterKind, 'types'> & Partial<RouterKind>): RouterKind {
  return {
    constructors: [],
    roots: [],
    verbs: new Map(),
    named: [],
    prefixing: [],
    nesting: [],
    mounting: [],
    same: [],
    chained: [],
    patterns: false,
    scoped: false,
    keepsSlashes: false,
    ...own,
  };
}

const VERBS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'CONNECT', 'TRACE'];

export function upperVerbs(...any: readonly string[]): ReadonlyMap<string, string | null> {
  return new Map<string, string | null>([
    ...VERBS.map((verb) => [verb, verb] as const),
    ...any.map((name) => [name, null] as const),
  ]);
}

export function titleVerbs(...any: readonly string[]): ReadonlyMap<string, string | null> {
  return new Map<string, string | null>([
    ...VERBS.map((verb) => [verb.charAt(0) + verb.slice(1).toLowerCase(), verb] as const),
    ...any.map((name) => [name, null] as const),
  ]);
}

export function anyVerb(...names: readonly string[]): ReadonlyMap<string, string | null> {
  return new Map(names.map((name) => [name, null] as const));
}
