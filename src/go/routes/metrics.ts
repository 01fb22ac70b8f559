import { askedPaths, NO_PATHS } from './asked-paths.ts';
import { pathOf } from './base-path.ts';
import type { Use } from '../code/code-index.ts';
import { originsOf } from '../code/context.ts';
import { agentRoutes } from '../listeners/agents.ts';
import { callsIn, statementsCall } from './handlers.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import type { FoundListener } from '../listeners/listeners.ts';
import { servedByLibrary } from '../listeners/served-by-library.ts';
import type { Ports } from '../listeners/ports.ts';
import type { MetricsRoute } from '../answers.ts';
import type { FoundRoute } from './routes.ts';
import { contextAt } from '../values/solver.ts';
import { placeOf } from '../syntax/source-file.ts';
import { compareCertainty, leastCertain, switchedOn } from '../conditions/switched-on.ts';
import type { Call } from '../syntax/syntax.ts';
import { calleeName, typeOf } from '../code/types.ts';

const CLIENT = 'github.com/prometheus/client_golang/prometheus';

/** Calls in a handler that answer with Prometheus' text. */
const HANDLERS: readonly string[] = [
  // `InstrumentHandlerCounter` and its like only count what another handler answers.
  `${CLIENT}/promhttp.Handler`,
  `${CLIENT}/promhttp.InstrumentMetricHandler`,
  `${CLIENT}.Handler`,
  `${CLIENT}.UninstrumentedHandler`,
  'github.com/VictoriaMetrics/metrics.WritePrometheus',
  'github.com/labstack/echo-contrib/echoprometheus.NewHandler',
  'k8s.io/component-base/metrics/legacyregistry.Handler',
  'k8s.io/component-base/metrics.HandlerFor',
  'go.opencensus.io/exporter/prometheus.',
  'contrib.go.opencensus.io/exporter/prometheus.',
];

/** A call that adds a route of its own. */
interface Adding {
  readonly path: string;
  /** The argument that says another path. */
  readonly argument?: number;
  /** The field, or the method, of what is called by which another one is said before. */
  readonly field?: string;
  readonly setter?: string;
}

const GIN_OR_ECHO: Adding = { path: '/metrics', field: 'MetricsPath' };

const ADDS: ReadonlyMap<string, Adding> = new Map<string, Adding>([
  ['github.com/zsais/go-gin-prometheus.Prometheus.Use', GIN_OR_ECHO],
  ['github.com/mcuadros/go-gin-prometheus.Prometheus.Use', GIN_OR_ECHO],
  ['github.com/labstack/echo-contrib/prometheus.Prometheus.Use', GIN_OR_ECHO],
  ['github.com/ansrivas/fiberprometheus.FiberPrometheus.RegisterAt', { path: '/metrics', argument: 1 }],
  ['github.com/penglongli/gin-metrics/ginmetrics.Monitor.Use', { path: '/debug/metrics', setter: 'SetMetricPath' }],
  ['k8s.io/apiserver/pkg/server.NewConfig', { path: '/metrics' }],
  ['k8s.io/apiserver/pkg/server.NewRecommendedConfig', { path: '/metrics' }],
  ['k8s.io/cloud-provider/app.NewCloudControllerManagerCommand', { path: '/metrics' }],
]);

/** The route that Prometheus' handler serves; certain as far as it is on without further ado. */
export function findMetrics(
  code: LinkedCode,
  routes: readonly FoundRoute[],
  listeners: readonly FoundListener[],
  ports: Ports,
): MetricsRoute | null {
  const served = routes.flatMap((one): MetricsRoute[] => {
    const { method: _method, certainty, ...place } = one.route;
    if (certainty === 'unknown' || !one.handlers.some((handler) => callsIn(handler, one.context, isMetrics))) return [];
    return [
      { ...place, port: ports.of(one.root), certainty: leastCertain(certainty, switchedOn(one.guard, one.context)) },
    ];
  });
  const others = [
    ...addedByLibraries(code, ports),
    ...answeredByPath(code, ports),
    ...agentRoutes(code, 'metrics'),
    ...servedAlone(listeners),
    ...servedByLibrary(listeners, 'metrics', '/metrics'),
  ];
  const [best] = [...served, ...others].sort((a, b) => compareCertainty(a.certainty, b.certainty));
  return best ?? null;
}

/** `case "/metrics": metrics.WritePrometheus(w, true)`: a handler that looks at the path by itself. */
function answeredByPath(code: LinkedCode, ports: Ports): MetricsRoute[] {
  return code.once(askedPaths, NO_PATHS).flatMap(({ path, site, then }): MetricsRoute[] => {
    const context = contextAt(code, site);
    if (!statementsCall(then, context, isMetrics)) return [];
    const { text, certainty } = pathOf(path, context);
    if (text?.startsWith('/') !== true) return [];
    return [{ ...placeOf(site.file, path), path: text, port: ports.only('http', 'https'), certainty }];
  });
}

/** `http.ListenAndServe(":9464", promhttp.Handler())`, which answers at whatever path, so at the one that is asked by default. */
function servedAlone(listeners: readonly FoundListener[]): MetricsRoute[] {
  return listeners.flatMap(({ listener: { port, file, start, end, line }, handler, off }): MetricsRoute[] => {
    if (off || !handler?.expression) return [];
    const [origin, ...others] = originsOf(handler.expression, handler.context);
    if (origin?.expression.kind !== 'call' || others.length > 0) return [];
    const { code, site } = origin.context;
    if (!isMetrics(calleeName(code, origin.expression.callee, site) ?? '')) return [];
    return [{ file, start, end, line, path: '/metrics', port, certainty: 'known', everywhere: true }];
  });
}

function isMetrics(name: string): boolean {
  return HANDLERS.some((handler) => name.startsWith(handler));
}

function addedByLibraries(code: LinkedCode, ports: Ports): MetricsRoute[] {
  return [...ADDS].flatMap(([name, adding]) =>
    code
      .calls(name.slice(name.lastIndexOf('.') + 1))
      .flatMap(({ expression, site, guard }: Use<Call>): MetricsRoute[] => {
        if (calleeName(code, expression.callee, site) !== name) return [];
        const context = contextAt(code, site);
        const said = pathSaid(code, name, adding, { expression, site, guard });
        const { text, certainty } = said
          ? pathOf(said.expression, contextAt(code, said.site))
          : { text: adding.path, certainty: 'known' as const };
        if (text === null) return [];
        return [
          {
            ...placeOf(site.file, expression),
            path: text,
            port: ports.only('http', 'https'),
            certainty: leastCertain(certainty, switchedOn(guard, context)),
          },
        ];
      }),
  );
}

/** What the program says in place of the library's path. */
function pathSaid(
  code: LinkedCode,
  name: string,
  { argument, field, setter }: Adding,
  call: Use<Call>,
): Use | undefined {
  const type = name.slice(0, name.lastIndexOf('.'));
  if (argument !== undefined) {
    const expression = call.expression.args[argument];
    return expression && { ...call, expression };
  }
  const assigned = (field === undefined ? [] : code.fieldAssignments(field)).find(({ target, site, byAddress }) => {
    return !byAddress && typeOf(code, target.operand, site) === type;
  });
  if (assigned) return assigned;
  const told = (setter === undefined ? [] : code.calls(setter)).find(({ expression: { callee }, site }) => {
    return calleeName(code, callee, site) === `${type}.${setter ?? ''}`;
  });
  const [expression] = told?.expression.args ?? [];
  return told && expression && { ...told, expression };
}
