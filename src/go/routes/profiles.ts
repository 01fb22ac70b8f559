import { addPaths, basePath } from './base-path.ts';
import { agentRoutes } from '../listeners/agents.ts';
import { callsIn, servedBy } from './handlers.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { type Mounts, strippedIn } from './mounts.ts';
import { routerOf } from './named-router.ts';
import type { FoundListener } from '../listeners/listeners.ts';
import type { Ports } from '../listeners/ports.ts';
import { servedByLibrary } from '../listeners/served-by-library.ts';
import type { ProfileRoute } from '../answers.ts';
import { routerKind } from '../libraries/router-libraries.ts';
import { AT_ROOT, locate } from './routers.ts';
import type { FoundRoute } from './routes.ts';
import { inside } from '../code/code-index.ts';
import type { Expression } from '../syntax/syntax.ts';
import { contextAt } from '../values/solver.ts';
import { placeOf, type SourceFile } from '../syntax/source-file.ts';
import { compareCertainty, leastCertain, switchedOn } from '../conditions/switched-on.ts';
import { calleeName, typeOf } from '../code/types.ts';

const PPROF = 'net/http/pprof';
const PATH = '/debug/pprof';
const CHI_PROFILER = 'github.com/go-chi/chi/middleware.Profiler';

/** Calls that add the handlers below a path: the argument with the router, and the one with another prefix. */
const ADDS: ReadonlyMap<string, { readonly router?: number; readonly prefix?: number }> = new Map([
  ['github.com/gin-contrib/pprof.Register', { router: 0, prefix: 1 }],
  ['github.com/gin-contrib/pprof.RouteRegister', { router: 0, prefix: 1 }],
  ['github.com/sevennt/echo-pprof.Wrap', { router: 0 }],
  ['github.com/labstack/echo-contrib/pprof.Register', { router: 0, prefix: 1 }],
  ['github.com/gofiber/fiber/middleware/pprof.New', {}],
  ['github.com/hertz-contrib/pprof.Register', { router: 0, prefix: 1 }],
]);

/** Where net/http/pprof answers: registered by hand, by a library, or by its import on a default mux that is served. */
export function findProfiles(
  code: LinkedCode,
  routes: readonly FoundRoute[],
  mounts: Mounts,
  listeners: readonly FoundListener[],
  ports: Ports,
): ProfileRoute[] {
  const found = [
    ...registered(code, routes, ports),
    ...mountedProfilers(code, mounts, ports),
    ...handledProfilers(code, routes, ports),
    ...added(code, mounts, ports),
    ...agentRoutes(code, 'profiles'),
    ...servedByLibrary(listeners, 'profiles', `${PATH}/`),
  ];
  const byImport = imported(code, routes, ports);
  const all = [...found.sort((a, b) => compareCertainty(a.certainty, b.certainty)), ...(byImport ? [byImport] : [])];
  return all.filter((one, index) => all.findIndex(({ port }) => port === one.port) === index);
}

function registered(code: LinkedCode, routes: readonly FoundRoute[], ports: Ports): ProfileRoute[] {
  if (!code.standardImports.has(PPROF)) return [];
  return routes.flatMap(({ route, root, handlers, context, guard }): ProfileRoute[] => {
    const { method: _method, certainty, path, ...place } = route;
    const isAny = handlers.some((handler) => callsIn(handler, context, isIndex));
    if (!isAny && !handlers.some((handler) => callsIn(handler, context, isOne))) return [];
    const all = leastCertain(certainty, switchedOn(guard, context));
    const shown = isAny ? path.replace(/\/?(?:[{*:].*)?$/, '/') : path;
    return [{ ...place, path: shown, port: ports.of(root), certainty: all }];
  });
}

/** A handler of one of the profiles: `pprof.Profile`, `pprof.Handler("heap")`. */
function isOne(name: string): boolean {
  return ONE.has(name);
}

const ONE: ReadonlySet<string> = new Set(['Handler', 'Profile', 'Trace', 'Cmdline'].map((name) => `${PPROF}.${name}`));

function isIndex(name: string): boolean {
  return name === `${PPROF}.Index`;
}

/** chi: `r.Mount("/debug", middleware.Profiler())`. */
function mountedProfilers(code: LinkedCode, mounts: Mounts, ports: Ports): ProfileRoute[] {
  return code.calls('Profiler').flatMap(({ expression, site, guard }): ProfileRoute[] => {
    const user = site.pkg.parentOf(expression, site);
    if (calleeName(code, expression.callee, site) !== CHI_PROFILER || user?.kind !== 'call') return [];
    const { callee } = user;
    const parent = routerOf(code, callee, site);
    const [first] = user.args;
    if (!parent || !first || callee.kind !== 'select' || !parent.kind.mounting.includes(callee.name)) return [];
    const context = contextAt(code, site);
    return locate(parent.router, parent.kind, context, mounts).flatMap(({ prefix, root }): ProfileRoute[] => {
      const { text, certainty } = addPaths(prefix, basePath(first, context));
      if (text === null) return [];
      const all = leastCertain(certainty, switchedOn(guard, context));
      return [{ ...placeOf(site.file, expression), path: `${text}/pprof/`, port: ports.of(root), certainty: all }];
    });
  });
}

/** The same on another router: `mux.Handle("/debug/", http.StripPrefix("/debug", middleware.Profiler()))`. */
function handledProfilers(code: LinkedCode, routes: readonly FoundRoute[], ports: Ports): ProfileRoute[] {
  if (code.calls('Profiler').length === 0) return [];
  return routes.flatMap(({ route, root, handlers, context, guard }): ProfileRoute[] => {
    const { method: _method, certainty, path, ...place } = route;
    const isProfiler = (part: Expression) =>
      part.kind === 'call' && calleeName(code, part.callee, context.site) === CHI_PROFILER;
    if (!handlers.some((handler) => inside(handler).some(isProfiler))) return [];
    const { text } = strippedIn(handlers, context);
    if (text === null || !reaches(path, `${text}/pprof/`)) return [];
    const all = leastCertain(certainty, switchedOn(guard, context));
    return [{ ...place, path: `${text}/pprof/`, port: ports.of(root), certainty: all }];
  });
}

/** Whether requests below a path come to a route: both are trees. */
function reaches(route: string, path: string): boolean {
  const from = route.replace(/[{*:].*$/, '');
  return from.startsWith(path) || (from.endsWith('/') && path.startsWith(from));
}

function added(code: LinkedCode, mounts: Mounts, ports: Ports): ProfileRoute[] {
  return [...ADDS].flatMap(([name, rule]) =>
    code.calls(name.slice(name.lastIndexOf('.') + 1)).flatMap(({ expression, site, guard }): ProfileRoute[] => {
      if (calleeName(code, expression.callee, site) !== name) return [];
      const context = contextAt(code, site);
      const router = rule.router === undefined ? undefined : expression.args[rule.router];
      const prefix = rule.prefix === undefined ? undefined : expression.args[rule.prefix];
      const kind = router ? routerKind(typeOf(code, router, site)) : null;
      const [place = AT_ROOT] = router && kind ? locate(router, kind, context, mounts) : [];
      const own = prefix ? basePath(prefix, context) : { text: PATH, certainty: 'known' as const };
      const { text, certainty } = addPaths(place.prefix, own);
      if (text === null) return [];
      const port = router && kind ? ports.of(place.root) : ports.only('http', 'https');
      const all = leastCertain(certainty, switchedOn(guard, context));
      return [{ ...placeOf(site.file, expression), path: `${text}/`, port, certainty: all }];
    }),
  );
}

/** The import alone registers on the default mux: that counts where a listener serves it, itself or below a route. */
function imported(code: LinkedCode, routes: readonly FoundRoute[], ports: Ports): ProfileRoute | null {
  const at = importOf(code);
  if (!at) return null;
  const below = routes.flatMap(({ route, root, handlers, context, guard }): ProfileRoute[] => {
    if (!handlers.some((handler) => servedBy(handler, context).defaultMux)) return [];
    const { text } = strippedIn(handlers, context);
    const path = `${text ?? ''}${PATH}/`;
    if (text === null || !reaches(route.path, path)) return [];
    const certainty = leastCertain(route.certainty, switchedOn(guard, context));
    return [{ ...at, path, port: ports.of(root), certainty }];
  });
  const [best] = below.sort((a, b) => compareCertainty(a.certainty, b.certainty));
  if (best) return best;
  return ports.defaultMux ? { ...at, path: `${PATH}/`, port: ports.of(null), certainty: ports.defaultMux } : null;
}

function importOf(code: LinkedCode) {
  if (!code.standardImports.has(PPROF)) return null;
  const files = code.packages.flatMap(({ files: own }): readonly SourceFile[] => own);
  for (const file of files) {
    const found = file.imports.find(({ path }) => path === PPROF);
    if (found) return placeOf(file, found);
  }
  return null;
}
