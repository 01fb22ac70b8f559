import { addPaths, type BasePath, basePath, configuredBy, pathOf } from './base-path.ts';
import type { Site, Use } from '../code/code-index.ts';
import { type Context, evaluate, originOf } from '../code/context.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { humaRoutes } from './huma-routes.ts';
import { keepsSlashes } from './slashes.ts';
import { asksForLogin, demandedBy } from './login.ts';
import type { Mounts } from './mounts.ts';
import { type NamedRouter, routerOf, routersBehind } from './named-router.ts';
import { MAY_REGISTER, ownRouter } from './own-routers.ts';
import type { RouterKind } from '../libraries/router-kinds.ts';
import { pathsByTypes } from './paths-by-types.ts';
import type { Route } from '../answers.ts';
import { contextsFor } from '../values/contexts-for.ts';
import { builtRoute } from './restful.ts';
import { CHAINED, CHI, GORILLA, NET_HTTP, REGISTERING } from '../libraries/router-libraries.ts';
import { AT_ROOT, locate, type Mounted } from './routers.ts';
import { contextAt } from '../values/solver.ts';
import { placeOf } from '../syntax/source-file.ts';
import type { Call, Expression } from '../syntax/syntax.ts';
import { calleeName } from '../code/types.ts';
import { swaggerRoutes } from './swagger-routes.ts';
import { tableRoutes } from './table-routes.ts';
import type { Guard } from '../syntax/walk-code.ts';

export interface FoundRoute {
  readonly route: Route;
  /** The router that a listener serves; null for the default mux and where it is not known. */
  readonly root: Expression | null;
  readonly handlers: readonly Expression[];
  readonly context: Context;
  readonly guard: Guard | null;
  /** Requests without a login do not get through. */
  readonly guarded: boolean;
}

/** What a call registers, as it is written. */
interface Registration {
  readonly call: Call;
  readonly site: Site;
  readonly guard: Guard | null;
  /** Null: the default mux. */
  readonly router: NamedRouter | null;
  /** Null: the path is that of the chain before. */
  readonly path: Expression | null;
  /** An expression of the HTTP method, or of several. */
  readonly verb: Expression | string | null;
  readonly handlers: readonly Expression[];
}

/** Every route that the program registers, in the order of the files; a path that is only half decided is `unknown`. */
export function findRoutes(code: LinkedCode, mounts: Mounts): FoundRoute[] {
  const found = [...MAY_REGISTER].flatMap((name) =>
    code.calls(name).flatMap((use) => {
      return registrations(code, use, name).flatMap((one) => routesOf(code, one, mounts));
    }),
  );
  return [...found, ...tableRoutes(code), ...humaRoutes(code, mounts), ...swaggerRoutes(code)].sort((a, b) =>
    a.route.file < b.route.file ? -1 : a.route.file > b.route.file ? 1 : a.route.start - b.route.start,
  );
}

/** Each once: a route that is registered by several servers is one to whoever asks for it. */
export function distinctRoutes(found: readonly FoundRoute[]): Route[] {
  const routes = new Map<string, Route>();
  for (const { route } of found) {
    const key = `${route.file}:${route.start} ${route.method ?? ''} ${route.path}`;
    if (!routes.has(key)) routes.set(key, route);
  }
  return [...routes.values()];
}

function registrations(code: LinkedCode, { expression: call, site, guard }: Use<Call>, name: string): Registration[] {
  const { callee, args } = call;
  if (callee.kind !== 'select' || args.length === 0) return [];
  const built = args.length === 1 ? builtRoute(code, call, site) : null;
  // Lists and tables have a method `Get`, too, which takes no handler.
  if (args.length === 1 && !built && !CHAINED.has(name)) return [];
  const isDefaultMux = /^net\/http\.Handle(?:Func)?$/.test(calleeName(code, callee, site) ?? '');
  const direct = isDefaultMux ? null : (routerOf(code, callee, site) ?? ownRouter(code, callee, site));
  const routers = isDefaultMux || direct ? [direct] : routersBehind(code, callee, contextAt(code, site));
  return routers.flatMap((router): Registration[] => {
    const { verbs, named, chained } = router?.kind ?? NET_HTTP;
    const isNamed = named.includes(name) && args.length > 2;
    if (isNamed) {
      const [verb = null, path = null, ...handlers] = args;
      return [{ call, site, guard, router, path, verb, handlers }];
    }
    if (chained.includes(name)) return [{ call, site, guard, router, path: null, verb: null, handlers: args }];
    if (!verbs.has(name) || (args.length < 2 && !built)) return [];
    const [path = null, ...handlers] = built ? [...args, ...built] : args;
    return [{ call, site, guard, router, path, verb: verbs.get(name) ?? null, handlers }];
  });
}

function routesOf(code: LinkedCode, one: Registration, mounts: Mounts): FoundRoute[] {
  const { call, site, guard, router, path, handlers } = one;
  const kind = router?.kind ?? NET_HTTP;
  const isDecided = (context: Context) => path === null || pathOf(path, context).text !== null;
  const asked = path ? [path, ...(typeof one.verb === 'object' && one.verb ? [one.verb] : [])] : [];
  const guarded = handlers.some(asksForLogin);
  const decided = contextsFor(code, site, asked, isDecided)
    .filter((context) => !isLookup(context))
    .map((context) => ({ context, said: path, where: context }));
  const ways = path && decided.length === 0 ? waysByTypes(path, contextAt(code, site)) : decided;
  return ways.flatMap(({ context, said, where }) => {
    const written: BasePath = said ? pathOf(said, where) : { text: '', certainty: 'known' };
    const places = router ? placesOf(router, context, mounts) : [AT_ROOT];
    return places.flatMap((mounted) =>
      verbsOf(one, context).flatMap((verb): FoundRoute[] => {
        const pattern = kind.patterns ? readPattern(written.text ?? '') : { method: verb, path: written.text ?? '' };
        const whole = pattern && wholePath(mounted, { ...written, text: pattern.path }, one);
        if (!pattern || !whole) return [];
        // Routers with a method for each verb take a path as it stands; net/http takes a slash at the end for a subtree.
        const isExact = kind.patterns ? /\{\$\}$|[^/]$/.test(written.text ?? '') : verb !== null;
        const login = mounted.login ?? demandedBy(handlers, context);
        const route: Route = {
          ...placeOf(where.site.file, said ?? call),
          method: pattern.method,
          ...whole,
          ...(isExact ? { exact: true } : {}),
          ...(login && { login }),
          ...(isExact && isAsWritten(one, written, code) ? { asWritten: true } : {}),
        };
        return [{ route, root: mounted.root, handlers, context, guard, guarded: guarded || mounted.guarded }];
      }),
    );
  });
}

/** chi serves `/users` and `/users/` for the route `/` inside `/users`; a chain of gorilla's may name a folder. */
function isAsWritten({ router, path }: Registration, { text }: BasePath, code: LinkedCode): boolean {
  const kind = router?.kind ?? NET_HTTP;
  return isStrict(kind.keepsSlashes, code) && path !== null && text !== '/' && code.once(keepsSlashes, false);
}

function isStrict(keeps: RouterKind['keepsSlashes'], code: LinkedCode): boolean {
  if (typeof keeps === 'boolean') return keeps;
  const set = code.fieldAssignments(keeps);
  return set.length > 0 && set.every(({ expression }) => expression.kind === 'name' && expression.name === 'false');
}

function placesOf({ router, kind, prefix }: NamedRouter, context: Context, mounts: Mounts): readonly Mounted[] {
  const places = locate(router, kind, context, mounts);
  if (!prefix) return places;
  const own = basePath(prefix, context);
  return places.map((place) => ({ ...place, prefix: addPaths(place.prefix, own) }));
}

/** `session.Get("key")`, which may be the method of a router that is called `Get`, but for the handler. */
function isLookup({ frame }: Context): boolean {
  if (frame?.kind !== 'call') return false;
  const { callee, args } = frame.call;
  if (frame.from.frame) return isLookup(frame.from);
  return callee.kind === 'select' && args.length === 1 && REGISTERING.has(callee.name) && !CHAINED.has(callee.name);
}

/** A path that no caller decides may be said by methods behind an interface, elsewhere than where it is registered. */
function waysByTypes(path: Expression, context: Context) {
  return pathsByTypes(path, context).map(({ expression, context: where }) => ({ context, said: expression, where }));
}

/** `GET example.com/orders/{id}` as Go 1.22 reads it; null for what is no path. */
function readPattern(pattern: string): { method: string | null; path: string } | null {
  const [, method, rest = ''] = /^(?:([A-Z]+)[ \t]+)?(\S+)$/.exec(pattern) ?? [];
  const slash = rest.indexOf('/');
  return slash < 0 ? null : { method: method ?? null, path: rest.slice(slash).replace(/\{\$\}$/, '') };
}

function wholePath({ prefix }: Mounted, own: BasePath, { call, router, path }: Registration) {
  const ownText = own.text ?? '';
  const kind = router?.kind ?? NET_HTTP;
  const joined = addPaths(prefix, own);
  // A chain of gorilla's that names no path is no route: `r.Methods("GET").Handler(h)`.
  if (path === null && (joined.text ?? '') === '' && !hasPrefix(call, kind)) return null;
  if (ownText !== '' && !ownText.startsWith('/') && prefix.text === '' && !kind.patterns && !kind.scoped) return null;
  // chi serves `/users` for the route `/` inside `/users`.
  const text = kind === CHI && ownText === '/' && prefix.text ? prefix.text : joined.text;
  if (text === null) return { path: ownText === '' ? '/' : ownText, certainty: 'unknown' as const };
  return { path: text === '' ? '/' : text, certainty: joined.certainty, ...configuredBy(joined) };
}

/** `r.PathPrefix("/").Handler(h)`, which is all paths: the prefix is empty, and yet it is said. */
function hasPrefix({ callee }: Call, kind: RouterKind): boolean {
  if (callee.kind !== 'select' || callee.operand.kind !== 'call') return false;
  const { operand } = callee;
  const isSaid = operand.callee.kind === 'select' && kind.prefixing.includes(operand.callee.name);
  return isSaid || hasPrefix(operand, kind);
}

function verbsOf({ call, verb, router, site }: Registration, context: Context): readonly (string | null)[] {
  if (router?.kind === GORILLA) return chainedMethods(call, site, context);
  if (verb === null || typeof verb === 'string') return [verb];
  const several = originOf(verb, context);
  if (several?.expression.kind === 'composite') {
    return several.expression.elements.map(({ value }) => methodOf(evaluate(value, several.context).text));
  }
  // `"GET,HEAD"`
  return evaluate(verb, context)
    .text.split(',')
    .map((one) => methodOf(one.trim()));
}

function methodOf(text: string): string | null {
  return /^[A-Za-z]+$/.test(text) ? text.toUpperCase() : null;
}

/** gorilla: `r.HandleFunc("/x", h).Methods("GET", "POST")`, or `r.Methods("GET").…` before it. */
function chainedMethods(call: Call, site: Site, context: Context): (string | null)[] {
  const found: string[] = [];
  const read = (link: Call) => {
    if (link.callee.kind !== 'select' || link.callee.name !== 'Methods') return;
    for (const argument of link.args) {
      const method = methodOf(evaluate(argument, context).text);
      if (method !== null) found.push(method);
    }
  };
  for (
    let inner: Expression = call;
    inner.kind === 'call' && inner.callee.kind === 'select';
    inner = inner.callee.operand
  )
    read(inner);
  let outer: Expression | undefined = site.pkg.parentOf(call, site);
  while (outer && (outer.kind === 'select' || outer.kind === 'call')) {
    if (outer.kind === 'call') read(outer);
    outer = site.pkg.parentOf(outer, site);
  }
  return found.length > 0 ? found : [null];
}
