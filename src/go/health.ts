import { inside } from './code-index.ts';
import type { FoundListener } from './listeners.ts';
import { originOf } from './context.ts';
import type { LinkedCode } from './linked-code.ts';
import type { HealthRoute, MetricsRoute } from './project.ts';
import { routersIn } from './routers.ts';
import type { FoundRoute } from './routes.ts';
import { contextAt } from './solver.ts';
import type { Expression } from './syntax.ts';
import { calleeName } from './types.ts';

const PURPOSES: Readonly<Record<string, HealthRoute['purpose']>> = {
  live: 'liveness',
  livez: 'liveness',
  alive: 'liveness',
  liveness: 'liveness',
  ready: 'readiness',
  readyz: 'readiness',
  readiness: 'readiness',
  health: 'health',
  healthz: 'health',
  healthcheck: 'health',
  'health-check': 'health',
  health_check: 'health',
  ping: 'health',
};

const PROMHTTP = 'github.com/prometheus/client_golang/prometheus/promhttp';

/** Routes that are health checks by the usual names; only those whose whole path the source decides. */
export function healthRoutes(
  routes: readonly FoundRoute[],
  portOf: (route: FoundRoute) => number | null,
): HealthRoute[] {
  const found = new Map<string, HealthRoute>();
  for (const one of routes) {
    const { method, path, certainty, file, start, end, line } = one.route;
    const purpose = PURPOSES[path.replace(/\/$/, '').replace(/^.*\//, '').toLowerCase()];
    if (purpose === undefined || certainty === 'unknown' || /[{:*]/.test(path)) continue;
    if (method !== null && method !== 'GET' && method !== 'HEAD') continue;
    const port = portOf(one);
    const key = `${path} ${String(port)}`;
    if (!found.has(key)) found.set(key, { file, start, end, line, path, protocol: 'http', port, purpose, certainty });
  }
  return [...found.values()];
}

/** The route that Prometheus' handler serves. */
export function metricsRoute(
  code: LinkedCode,
  routes: readonly FoundRoute[],
  portOf: (route: FoundRoute) => number | null,
): MetricsRoute | null {
  for (const one of routes) {
    if (one.route.certainty === 'unknown' || !one.handlers.some((handler) => servesMetrics(code, handler, one)))
      continue;
    const { file, start, end, line, path, certainty } = one.route;
    return { file, start, end, line, path, port: portOf(one), certainty };
  }
  return null;
}

/** The port of the listener that serves a route: the only one there is, or the one that was given the route's router. */
export function portFinder(listeners: readonly FoundListener[]): (route: FoundRoute) => number | null {
  const web = listeners.filter(({ listener }) => listener.protocol === 'http' || listener.protocol === 'https');
  const served = web.map(({ handler, listener }) => ({
    port: listener.port,
    routers: handler?.expression ? routersIn(handler.expression, handler.context) : null,
    isDefault: handler?.expression === null || isDefaultMux(handler),
  }));
  return ({ root, route }) => {
    const [only] = web;
    if (only && web.length === 1) return only.listener.port;
    if (route.certainty === 'unknown') return null;
    const fitting = served.filter(({ routers, isDefault }) =>
      root === null ? isDefault : routers?.has(root) === true,
    );
    return fitting.length === 1 ? (fitting[0]?.port ?? null) : null;
  };
}

function isDefaultMux(handler: FoundListener['handler']): boolean {
  const expression = handler?.expression;
  if (!expression) return false;
  return calleeName(handler.context.code, expression, handler.context.site) === 'net/http.DefaultServeMux';
}

function servesMetrics(code: LinkedCode, handler: Expression, { site }: FoundRoute): boolean {
  const origin = originOf(handler, contextAt(code, site));
  const candidates = [
    { expression: handler, site },
    ...(origin ? [{ expression: origin.expression, site: origin.context.site }] : []),
  ];
  return candidates.some((candidate) =>
    [...inside(candidate.expression)].some((part) => {
      if (part.kind !== 'call') return false;
      return (calleeName(code, part.callee, candidate.site) ?? '').startsWith(`${PROMHTTP}.`);
    }),
  );
}
