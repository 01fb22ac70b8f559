import { answeredHealth } from './answered-paths.ts';
import { HEALTH_HANDLERS } from '../libraries/health-libraries.ts';
import { healthName } from './health-names.ts';
import type { Context } from '../code/context.ts';
import { callsIn } from './handlers.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { neverMade } from '../conditions/never-made.ts';
import { libraryHealth } from './library-health.ts';
import type { Mounts } from './mounts.ts';
import type { Ports } from '../listeners/ports.ts';
import { dependencyAsked } from '../facts/dependency-calls.ts';
import type { HealthRoute } from '../answers.ts';
import type { Place } from '../project.ts';
import type { FoundRoute } from './routes.ts';
import type { Expression } from '../syntax/syntax.ts';
import { isOffByDefault } from '../conditions/switched-on.ts';
import { calleeName } from '../code/types.ts';

const OF_HEALTH_PACKAGE =
  /(?:^|[/.])(?:health|healthz|healthcheck|healthchecks|healthchecker|liveness|readiness)\.(?:New)?(?:Handler|HandlerFunc|HandleFunc|Handle|Endpoint|Check|Status|Index|ServeHTTP|Get|Ping)$/i;

/** Routes that are health checks, by their names, their handlers, or the libraries that add them; only those whose whole path the source decides. */
export function findHealth(
  code: LinkedCode,
  routes: readonly FoundRoute[],
  mounts: Mounts,
  ports: Ports,
): HealthRoute[] {
  const own = code.packages[0]?.importPath.toLowerCase().split('/') ?? [];
  const named = routes.flatMap((one): (HealthRoute & { readonly weak: boolean })[] => {
    const { method, certainty, ...place } = one.route;
    if (certainty === 'unknown' || one.guarded || /[{:*<]/.test(place.path)) return [];
    if (method !== null && method !== 'GET' && method !== 'HEAD') return [];
    const said = healthName(place.path, one.handlers, own);
    const name = said && !said.weak ? said : (libraryName(one) ?? said);
    if (!name) return [];
    const { purpose, weak } = name;
    if (isOfOneOfMany(one, code)) return [];
    if (weak && one.handlers.some((handler) => callsIn(handler, one.context, takesInputOrReports))) return [];
    const asked = firstAsked(one);
    const isOff = isOffByDefault(one.guard, one.context);
    return [
      {
        ...{ ...place, protocol: 'http', port: ports.of(one.root), purpose, certainty, weak },
        ...(asked && { asks: asked }),
        ...(isOff && { isOff }),
      },
    ];
  });
  // A gRPC server that opens no port is asked by none of a cluster's probes: it speaks over what it was connected by.
  const added = libraryHealth(code, mounts, ports).filter(({ protocol }) => protocol !== 'grpc' || ports.any);
  const isStrong = added.length > 0 || named.some(({ weak }) => !weak);
  const found = new Map<string, HealthRoute>();
  for (const { weak, ...route } of [...named, ...added.map((route) => ({ ...route, weak: false }))]) {
    const key = `${route.protocol} ${route.path} ${String(route.port)}`;
    if (!(weak && isStrong) && !found.has(key)) found.set(key, route);
  }
  const paths = new Set([...found.values()].map(({ path }) => path));
  for (const route of answeredHealth(code, ports)) {
    if (!paths.has(route.path)) found.set(`${route.protocol} ${route.path} ${String(route.port)}`, route);
  }
  // `/health` and `/health/` are one.
  return [...found.values()].filter(
    ({ protocol, path, port }) =>
      path === '/' || !path.endsWith('/') || !found.has(`${protocol} ${path.slice(0, -1)} ${String(port)}`),
  );
}

/** Registered by a type that only a registry makes, for whoever asks for it by its name. */
function isOfOneOfMany({ context: { site } }: FoundRoute, code: LinkedCode): boolean {
  const { fn } = site;
  return fn !== null && neverMade(code, { ...site, fn }, 1)?.length === 0;
}

function firstAsked({ handlers, context }: FoundRoute): Place | null {
  for (const handler of handlers) {
    const place = dependencyAsked(handler, context);
    if (place) return place;
  }
  return null;
}

/** A handler of a health library, at a path of any name. */
function libraryName({ handlers, context }: FoundRoute) {
  const isHealth =
    handlers.some((handler) => callsIn(handler, context, isHealthHandler)) ||
    handlers.some((handler) => isOfHealthPackage(handler, context));
  return isHealth ? ({ purpose: 'health', weak: false } as const) : null;
}

/** `/up` may be where files go up, and `/status` a page or figures for people: a health check takes no form and needs no encoder. */
function takesInputOrReports(name: string): boolean {
  return (
    /^net\/http\.Request\.(?:FormFile|ParseMultipartForm|MultipartReader|ParseForm|FormValue|PostFormValue)$/.test(
      name,
    ) || /^encoding\/json\.(?:NewEncoder|Marshal|MarshalIndent)$|^(?:html|text)\/template\.Template\.Execute/.test(name)
  );
}

function isHealthHandler(name: string): boolean {
  return HEALTH_HANDLERS.some((library) => name.startsWith(library));
}

/** `s.health.Handler()`, `healthcheck.Handle`: the type or package says what the handler is for. */
function isOfHealthPackage(handler: Expression, { code, site }: Context): boolean {
  const named = handler.kind === 'call' ? handler.callee : handler;
  if (named.kind !== 'select') return false;
  return OF_HEALTH_PACKAGE.test(calleeName(code, named, site) ?? '');
}
