import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factsOf } from '../go-project.ts';

const GIN = 'import ("github.com/gin-gonic/gin"; ginprometheus "github.com/zsais/go-gin-prometheus")\n';
const MONITOR = 'import ("github.com/gin-gonic/gin"; "github.com/penglongli/gin-metrics/ginmetrics")\n';

/** The metrics route that a library adds by itself. */
const cases: Readonly<Record<string, { code: string; metrics: string }>> = {
  'that it is told': {
    code: `import ("github.com/gofiber/fiber/v2"; "github.com/ansrivas/fiberprometheus/v2")
func main() { app := fiber.New(); p := fiberprometheus.New("shop"); p.RegisterAt(app, "/prometheus"); app.Listen(":3000") }`,
    metrics: '/prometheus 3000 known',
  },
  'that it has by default': {
    code: `${GIN}func main() { r := gin.New(); p := ginprometheus.NewPrometheus("gin"); p.Use(r); r.Run(":3000") }`,
    metrics: '/metrics 3000 known',
  },
  'that a field names': {
    code: `${GIN}func main() { r := gin.New(); p := ginprometheus.NewPrometheus("gin"); p.MetricsPath = "/prom"; p.Use(r); r.Run(":3000") }`,
    metrics: '/prom 3000 known',
  },
  'that a method names': {
    code: `${MONITOR}func main() { r := gin.New(); m := ginmetrics.GetMonitor(); m.SetMetricPath("/prom"); m.Use(r); r.Run(":3000") }`,
    metrics: '/prom 3000 known',
  },
  'that no method names': {
    code: `${MONITOR}func main() { r := gin.New(); m := ginmetrics.GetMonitor(); m.Use(r); r.Run(":3000") }`,
    metrics: '/debug/metrics 3000 known',
  },
  'that a variable names which nobody knows': {
    code: `${GIN}func main() { r := gin.New(); p := ginprometheus.NewPrometheus("gin"); p.MetricsPath = other.Path(); p.Use(r); r.Run(":3000") }`,
    metrics: 'none',
  },
  'that middleware of the project closes over': {
    code: `import ("net/http"; "github.com/prometheus/client_golang/prometheus/promhttp")
func exporter() (http.Handler, error) { handler := promhttp.HandlerFor(registry, options); return handler, nil }
func local(next http.Handler) http.Handler { return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { next.ServeHTTP(w, r) }) }
func monitor(exporter http.Handler, mux *http.ServeMux) { mux.Handle("/metrics", local(exporter)) }
func main() { mux := http.NewServeMux(); e, _ := exporter(); monitor(e, mux); http.ListenAndServe(":15014", mux) }`,
    metrics: '/metrics 15014 known',
  },
  'that a handler wraps which a variable holds': {
    code: `import ("net/http"; "example.com/auth"; "github.com/prometheus/client_golang/prometheus/promhttp")
func metrics() (http.Handler, error) { handler := promhttp.Handler(); filter, err := auth.Filter(); if err != nil { return nil, err }; return filter("metrics", handler) }
func main() { h, _ := metrics(); http.Handle("/metrics", h); http.ListenAndServe(":3000", nil) }`,
    metrics: '/metrics 3000 known',
  },
  'of a registry of Kubernetes': {
    code: `import ("net/http"; "k8s.io/component-base/metrics")
func main() { http.Handle("/metrics", metrics.HandlerFor(metrics.NewKubeRegistry(), metrics.HandlerOpts{})); http.ListenAndServe(":3000", nil) }`,
    metrics: '/metrics 3000 known',
  },
  'that a handler calls which looks at the path by itself': {
    code: `import ("net/http"; "github.com/VictoriaMetrics/metrics")
func write(w http.ResponseWriter) { metrics.WritePrometheus(w, true) }
func serve(w http.ResponseWriter, r *http.Request) { switch r.URL.Path { case "/health": w.WriteHeader(200); case "/metrics": write(w) } }
func main() { http.ListenAndServe(":3000", http.HandlerFunc(serve)) }`,
    metrics: '/metrics 3000 known',
  },
};

for (const [name, { code, metrics }] of Object.entries(cases)) {
  test(`the metrics route of a library ${name}`, async () => {
    const { metrics: found } = await factsOf(code);
    assert.equal(found ? `${found.path} ${String(found.port)} ${found.certainty}` : 'none', metrics);
  });
}
