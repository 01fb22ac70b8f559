import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { METRICS_SERVER } from '../../../src/contract/examples/example-metrics.ts';
import { deploymentOf } from '../../../src/contract/examples/example-files.ts';
import { assertFixesMend, finder } from '../found.ts';
import type { Texts } from '../workspace.ts';

const PORTS = 'ports:\n  - { name: http, containerPort: 8080 }\n  - { name: admin, containerPort: 8081 }';
/** Metrics and health on 8081, orders on 8080. */
const SPLIT: Texts = {
  ...METRICS_SERVER,
  'main.go': `package main

import (
	"net/http"

	"github.com/prometheus/client_golang/prometheus/promhttp"
)

func main() {
	admin := http.NewServeMux()
	admin.Handle("/stats", promhttp.Handler())
	admin.HandleFunc("/healthz", answer)
	go func() { _ = http.ListenAndServe(":8081", admin) }()
	mux := http.NewServeMux()
	mux.HandleFunc("/orders", answer)
	_ = http.ListenAndServe(":8080", mux)
}

func answer(w http.ResponseWriter, r *http.Request) {}
`,
};
const annotated = (annotations: string, more = PORTS): Texts => ({
  'd.yaml': deploymentOf(more).replace(
    '      labels: { app: shop }\n    spec',
    `      labels: { app: shop }\n      annotations: { prometheus.io/scrape: "true", ${annotations} }\n    spec`,
  ),
});
const SERVICE = (annotations = '') =>
  `apiVersion: v1\nkind: Service\nmetadata:\n  name: shop\n  labels: { app: shop }\n  annotations: { ${annotations} }\nspec:\n  selector: { app: shop }\n  ports:\n    - { name: http, port: 80, targetPort: http }\n    - { name: metrics, port: 9000, targetPort: admin }\n`;
const monitor = (endpoint: string, kind = 'ServiceMonitor') => ({
  'm.yaml': `apiVersion: monitoring.coreos.com/v1\nkind: ${kind}\nmetadata:\n  name: shop\nspec:\n  selector: { matchLabels: { app: shop } }\n  ${kind === 'PodMonitor' ? 'podMetricsEndpoints' : 'endpoints'}:\n    - ${endpoint}\n`,
});
const WORLD: Texts = { ...SPLIT, 'd.yaml': deploymentOf(PORTS), 's.yaml': SERVICE() };

/** All that 8081 answers is metrics. */
const ALONE: Texts = {
  ...METRICS_SERVER,
  'main.go': `package main

import (
	"net/http"

	"github.com/prometheus/client_golang/prometheus/promhttp"
)

func main() {
	go func() { _ = http.ListenAndServe(":8081", promhttp.Handler()) }()
	mux := http.NewServeMux()
	mux.HandleFunc("/orders", func(w http.ResponseWriter, r *http.Request) {})
	_ = http.ListenAndServe(":8080", mux)
}
`,
};
/** A text for Prometheus that no library writes. */
const OWN: Texts = {
  ...METRICS_SERVER,
  'main.go':
    'package main\n\nimport "net/http"\n\nfunc main() {\n\thttp.HandleFunc("/metrics", func(w http.ResponseWriter, r *http.Request) {})\n\t_ = http.ListenAndServe(":8080", nil)\n}\n',
};
const RULES = /metrics/;

const found = finder(RULES);

describe('Prometheus that is led astray is reported', () => {
  const table: readonly [what: string, texts: Texts, expected: readonly string[]][] = [
    [
      'by the port of a pod’s annotation',
      { ...SPLIT, ...annotated('prometheus.io/port: "8080", prometheus.io/path: /stats') },
      ['d.yaml: pod-metrics-scraped: "8080": Scrape `8081`'],
    ],
    [
      'by the port of a server that answers at every path, not by any path',
      { ...ALONE, ...annotated('prometheus.io/port: "8080", prometheus.io/path: /prom') },
      ['d.yaml: pod-metrics-scraped: "8080": Scrape `8081`'],
    ],
    [
      'by a scheme that nobody speaks there',
      { ...SPLIT, ...annotated('prometheus.io/port: "8081", prometheus.io/path: /stats, prometheus.io/scheme: https') },
      ['d.yaml: pod-metrics-scraped: https: Scrape `http`'],
    ],
    [
      'by a path that nothing serves',
      { ...SPLIT, ...annotated('prometheus.io/port: "8081", prometheus.io/path: /metrix') },
      ['d.yaml: pod-metrics-scraped: /metrix: Scrape `/stats`'],
    ],
    [
      'by the path that counts where none is said',
      { ...SPLIT, ...annotated('prometheus.io/port: "8081"') },
      ['d.yaml: pod-metrics-scraped: "true": Scrape `/stats`'],
    ],
    [
      'by a port where nothing listens, of metrics that the program writes itself',
      { ...OWN, ...annotated('prometheus.io/port: "9090"') },
      ['d.yaml: pod-metrics-scraped: "9090": Scrape `8080`'],
    ],
    [
      'by the number of a PodMonitor where nothing listens',
      { ...OWN, 'd.yaml': deploymentOf(PORTS), ...monitor('{ portNumber: 9090 }', 'PodMonitor') },
      ['m.yaml: monitor-scrapes-metrics: 9090: Scrape `8080`'],
    ],
    [
      'by a Service',
      {
        ...WORLD,
        's.yaml': SERVICE('prometheus.io/scrape: "true", prometheus.io/port: "80", prometheus.io/path: /stats'),
      },
      ['s.yaml: service-metrics-scraped: "80": Scrape `8081`'],
    ],
    [
      'by the port of a ServiceMonitor',
      { ...WORLD, ...monitor('{ port: http, path: /stats }') },
      ['m.yaml: monitor-scrapes-metrics: http: Scrape `metrics`'],
    ],
    [
      'by a port of the pod',
      { ...WORLD, ...monitor('{ targetPort: 8080, path: /stats }') },
      ['m.yaml: monitor-scrapes-metrics: 8080: Scrape `8081`'],
    ],
    [
      'by the name of a port of the pod',
      { ...WORLD, ...monitor('{ targetPort: http, path: /stats }') },
      ['m.yaml: monitor-scrapes-metrics: http: Scrape `admin`'],
    ],
    [
      'by the number of a PodMonitor',
      { ...WORLD, ...monitor('{ portNumber: 8080, path: /stats }', 'PodMonitor') },
      ['m.yaml: monitor-scrapes-metrics: 8080: Scrape `8081`'],
    ],
    [
      'by the path of a ServiceMonitor that says none',
      { ...WORLD, ...monitor('port: metrics') },
      ['m.yaml: monitor-scrapes-metrics: metrics: Scrape `/stats`'],
    ],
    [
      'by the port of a PodMonitor',
      { ...WORLD, ...monitor('{ port: http, path: /stats }', 'PodMonitor') },
      ['m.yaml: monitor-scrapes-metrics: http: Scrape `admin`'],
    ],
  ];
  for (const [what, texts, expected] of table) {
    it(what, async () => assert.deepEqual(await found(texts), expected));
  }

  it('every fix of these leaves nothing to say', () => assertFixesMend(table, RULES, found));
});

describe('nothing is said of scraping', () => {
  const sidecar = '        - name: exporter\n          image: exporter:1\n';
  const table: readonly [what: string, texts: Texts][] = [
    ['that finds metrics', { ...SPLIT, ...annotated('prometheus.io/port: "8081", prometheus.io/path: /stats') }],
    ['at whatever path', { ...ALONE, ...annotated('prometheus.io/port: "8081", prometheus.io/path: /prom') }],
    ['by the port that nobody names', { ...SPLIT, ...annotated('prometheus.io/path: /stats') }],
    [
      'that is off',
      {
        ...SPLIT,
        'd.yaml': (annotated('prometheus.io/port: "80"')['d.yaml'] ?? '').replace('scrape: "true"', 'scrape: "false"'),
      },
    ],
    [
      'of a pod with an exporter',
      { ...SPLIT, 'd.yaml': `${annotated('prometheus.io/port: "9100"')['d.yaml'] ?? ''}${sidecar}` },
    ],
    [
      'of a program whose libraries may serve metrics',
      {
        ...SPLIT,
        'main.go': (SPLIT['main.go'] ?? '')
          .replace('\tadmin.Handle("/stats", promhttp.Handler())\n', '')
          .replace('\n\t"github.com/prometheus/client_golang/prometheus/promhttp"\n', '\n\t_ "example.org/metrics"\n'),
        ...annotated('prometheus.io/port: "9090"'),
      },
    ],
    [
      'at a path that a mux may answer',
      {
        ...SPLIT,
        'main.go': (SPLIT['main.go'] ?? '').replace('"/orders"', '"/"'),
        ...annotated('prometheus.io/port: "8081", prometheus.io/path: /metrics'),
      },
    ],
    [
      'by a Service that names its own port',
      {
        ...WORLD,
        's.yaml': SERVICE('prometheus.io/scrape: "true", prometheus.io/port: "9000", prometheus.io/path: /stats'),
      },
    ],
    ['by a monitor that finds metrics', { ...WORLD, ...monitor('{ port: metrics, path: /stats }') }],
    ['by a monitor of the target port', { ...WORLD, ...monitor('{ targetPort: 8081, path: /stats }') }],
    ['by a monitor of a port that there is not', { ...WORLD, ...monitor('{ port: web, path: /stats }') }],
    [
      'by a monitor that changes addresses',
      { ...WORLD, ...monitor('{ port: http, path: /stats, relabelings: [{ targetLabel: __address__ }] }') },
    ],
    [
      'by a monitor of pods that run something else',
      {
        ...WORLD,
        'd.yaml': deploymentOf(PORTS).replace('image: shop', 'image: other'),
        ...monitor('{ port: http, path: /stats }'),
      },
    ],
    ['by a monitor alone', monitor('{ port: http, path: /stats }')],
    ['by half a monitor', { ...WORLD, ...monitor('port:') }],
  ];
  for (const [what, texts] of table) {
    it(what, async () => assert.deepEqual(await found(texts), []));
  }
});

describe('a monitor of a program without metrics', () => {
  const written = (path: string, text: string): Texts => ({
    ...WORLD,
    'main.go': (SPLIT['main.go'] ?? '')
      .replace('\n\t"github.com/prometheus/client_golang/prometheus/promhttp"\n', text)
      .replace('"/stats", promhttp.Handler()', `"${path}", http.HandlerFunc(answer)`),
    ...monitor('{ port: metrics, path: /metrix }'),
  });
  it('asks for what nothing serves', async () =>
    assert.deepEqual(await found(written('/numbers', '')), ['m.yaml: monitor-scrapes-metrics: /metrix: ']));
  it('asks for what it writes by itself', async () => assert.deepEqual(await found(written('/metrix', '')), []));
  it('may be answered by code of others', async () =>
    assert.deepEqual(await found(written('/numbers', '\n\t_ "github.com/acme/metrics"\n')), []));
});
