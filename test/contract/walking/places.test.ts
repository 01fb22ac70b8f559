import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { renamed } from './walk.ts';
import { SHOP } from './walking-files.ts';
import type { Texts } from '../workspace.ts';

const deployment = (change: (text: string) => string): Texts => ({
  ...SHOP,
  'deployment.yaml': change(SHOP['deployment.yaml'] ?? ''),
});

/** The shop with a worker beside it; both take the name of their database and their ports from one package. */
const CONSTANTS: Texts = {
  ...SHOP,
  'names/names.go': `package names

const (
	Database = "DATABASE_URL"
	Alive    = "/healthz"
	Port     = 8080
)
`,
  'main.go': `package main

import (
	"flag"
	"fmt"
	"net/http"
	"os"

	"example.com/shop/names"
)

func main() {
	port := flag.Int("port", names.Port, "where to listen")
	flag.Parse()
	_ = os.Getenv(names.Database)
	http.HandleFunc("GET "+names.Alive, func(http.ResponseWriter, *http.Request) {})
	_ = http.ListenAndServe(fmt.Sprintf(":%d", *port), nil)
}
`,
  'cmd/worker/main.go': `package main

import (
	"os"

	"example.com/shop/names"
)

func main() {
	for {
		_ = os.Getenv(names.Database)
	}
}
`,
  'deployment.yaml': (SHOP['deployment.yaml'] ?? '').replace(
    /env:\n.*\n.*\n/,
    'args: [--port=8080]\n          env:\n            - { name: DATABASE_URL, value: x }\n',
  ),
  'worker.yaml': `apiVersion: batch/v1
kind: Job
metadata:
  name: worker
spec:
  template:
    spec:
      containers:
        - name: worker
          image: worker
          env:
            - { name: DATABASE_URL, value: x }
`,
};

/** Two programs of one image each, made at stages of one Dockerfile; both listen on 9000, and serve the same path. */
const STAGES: Texts = {
  'go.mod': 'module example.com/pair\n\ngo 1.26\n',
  ...Object.fromEntries(
    ['gate', 'echo'].map((name) => [
      `cmd/${name}/main.go`,
      `package main

import "net/http"

func main() {
	http.HandleFunc("/healthz", func(http.ResponseWriter, *http.Request) {})
	_ = http.ListenAndServe(":9000", nil)
}
`,
    ]),
  ),
  Dockerfile: `FROM golang:1.26 AS build
RUN go build -o /out/ ./cmd/gate ./cmd/echo
FROM scratch AS gate
COPY --from=build /out/gate /gate
EXPOSE 9000
ENTRYPOINT ["/gate"]
FROM scratch AS echo
COPY --from=build /out/echo /echo
EXPOSE 9000
ENTRYPOINT ["/echo"]
`,
  'compose.yaml': `services:
  gate:
    build: { context: ., target: gate }
    ports: ["9001:9000"]
    healthcheck: { test: [CMD, wget, "-q", "http://localhost:9000/healthz"] }
  echo:
    build: { context: ., target: echo }
    ports: ["9002:9000"]
`,
};

interface Case {
  readonly what: string;
  readonly texts: Texts;
  readonly file: string;
  readonly marked: string;
  readonly name: string;
  readonly lines: readonly string[];
}

const NAMED = [
  '.github/workflows/ci.yml: - run: psql "$SHOP_DB" && go test ./...',
  '.github/workflows/ci.yml: SHOP_DB: postgres://localhost/test',
  'Dockerfile: ENV SHOP_DB=postgres://localhost/shop PORT=8080',
  'config.yaml: SHOP_DB: postgres://db/shop',
  'deployment.yaml: - { name: SHOP_DB, value: x }',
  'names/names.go: Database = "SHOP_DB"',
  'worker.yaml: - { name: SHOP_DB, value: x }',
];
const MOVED = ['deployment.yaml: path: /live', 'names/names.go: Alive    = "/live"'];
const cases: readonly Case[] = [
  {
    what: 'a variable that two programs read by one constant, from the constant',
    ...{ texts: CONSTANTS, file: 'names/names.go', marked: '"«DATABASE_URL»"', name: 'SHOP_DB', lines: NAMED },
  },
  {
    what: 'a variable that two programs read by one constant, from the manifest of one of them',
    ...{ texts: CONSTANTS, file: 'worker.yaml', marked: 'name: «DATABASE_URL»', name: 'SHOP_DB', lines: NAMED },
  },
  {
    what: 'a route by its constant',
    ...{ texts: CONSTANTS, file: 'names/names.go', marked: '"«/healthz»"', name: '/live', lines: MOVED },
  },
  {
    what: 'a port that is the default of a flag, with the argument that gives it',
    ...{ texts: CONSTANTS, file: 'service.yaml', marked: 'targetPort: «8080»', name: '9000' },
    lines: [
      'Dockerfile: EXPOSE 9000',
      'deployment.yaml: args: [--port=9000]',
      'deployment.yaml: - containerPort: 9000',
      'deployment.yaml: port: 9000',
      'names/names.go: Port     = 9000',
      'service.yaml: targetPort: 9000',
    ],
  },
  {
    what: 'a variable in other values and in the words of a container',
    texts: deployment((text) =>
      text.replace(
        'value: "8080"',
        'value: "8080"\n            - { name: SELF, value: "http://localhost:$(PORT)" }\n          command: [sh, -c, "echo $PORT; exec /shop -x $(PORT) ${PORTS}"]',
      ),
    ),
    ...{ file: 'main.go', marked: 'Getenv("«PORT»")', name: 'LISTEN' },
    lines: [
      'Dockerfile: ENV DATABASE_URL=postgres://localhost/shop LISTEN=8080',
      'deployment.yaml: - name: LISTEN',
      'deployment.yaml: - { name: SELF, value: "http://localhost:$(LISTEN)" }',
      'deployment.yaml: command: [sh, -c, "echo $LISTEN; exec /shop -x $(LISTEN) ${PORTS}"]',
      'main.go: port := os.Getenv("LISTEN")',
    ],
  },
  {
    what: 'a route in brackets',
    texts: deployment((text) => text.replace(/httpGet:\n.*\n.*\n/, 'httpGet: { path: /healthz, port: 8080 }\n')),
    ...{ file: 'deployment.yaml', marked: 'path: «/healthz»', name: '/live' },
    lines: ['deployment.yaml: httpGet: { path: /live, port: 8080 }', 'main.go: http.HandleFunc("GET /live", ok)'],
  },
  {
    what: 'a port of one of several stages, and in compose, but none of the other program',
    ...{ texts: STAGES, file: 'cmd/gate/main.go', marked: ':«9000»', name: '9100' },
    lines: [
      'Dockerfile: EXPOSE 9100',
      'cmd/gate/main.go: _ = http.ListenAndServe(":9100", nil)',
      'compose.yaml: ports: ["9001:9100"]',
      'compose.yaml: healthcheck: { test: [CMD, wget, "-q", "http://localhost:9100/healthz"] }',
    ],
  },
  {
    what: 'a port in a health check',
    texts: {
      ...SHOP,
      Dockerfile: `${SHOP['Dockerfile'] ?? ''}HEALTHCHECK CMD wget -q http://localhost:8080/healthz\n`,
      'deployment.yaml': '',
      'service.yaml': '',
    },
    ...{ file: 'main.go', marked: 'port = "«8080»"', name: '9000' },
    lines: [
      'Dockerfile: ENV DATABASE_URL=postgres://localhost/shop PORT=9000',
      'Dockerfile: EXPOSE 9000',
      'Dockerfile: HEALTHCHECK CMD wget -q http://localhost:9000/healthz',
      'main.go: port = "9000"',
    ],
  },
  {
    what: 'a port from the policy that lets it in',
    texts: {
      ...SHOP,
      'policy.yaml': `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: shop }
spec:
  podSelector: { matchLabels: { app: shop } }
  ingress: [{ ports: [{ port: 8080 }] }]
`,
    },
    ...{ file: 'policy.yaml', marked: 'port: «8080»', name: '9000' },
    lines: [
      'Dockerfile: ENV DATABASE_URL=postgres://localhost/shop PORT=9000',
      'Dockerfile: EXPOSE 9000',
      'deployment.yaml: value: "9000"',
      'deployment.yaml: - containerPort: 9000',
      'deployment.yaml: port: 9000',
      'main.go: port = "9000"',
      'policy.yaml: ingress: [{ ports: [{ port: 9000 }] }]',
      'service.yaml: targetPort: 9000',
    ],
  },
  {
    what: 'a variable in a workflow that has expressions of its own',
    texts: {
      ...SHOP,
      '.github/workflows/ci.yml': `on: push
jobs:
  test:
    env: { DATABASE_URL: x }
    steps:
      - run: go test ./...
        env:
          COPY: \${{ env.DATABASE_URL }}
`,
    },
    ...{ file: '.github/workflows/ci.yml', marked: 'env: { «DATABASE_URL»', name: 'SHOP_DB' },
    lines: [
      '.github/workflows/ci.yml: env: { SHOP_DB: x }',
      '.github/workflows/ci.yml: COPY: ${{ env.SHOP_DB }}',
      'Dockerfile: ENV SHOP_DB=postgres://localhost/shop PORT=8080',
      'config.yaml: SHOP_DB: postgres://db/shop',
      'main.go: open(os.Getenv("SHOP_DB"))',
    ],
  },
  {
    what: 'a variable at each place that reads it',
    texts: {
      ...SHOP,
      'main.go': `package main

import (
	"net/http"
	"os"
)

func setting(name, otherwise string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return otherwise
}

func health(w http.ResponseWriter, r *http.Request) {
	w.Write([]byte(setting("DATABASE_URL", "none")))
}

func main() {
	http.HandleFunc("/healthz", health)
	println(setting("DATABASE_URL", "none"))
	http.ListenAndServe(":8080", nil)
}
`,
    },
    ...{ file: 'main.go', marked: 'println(setting("«DATABASE_URL»"', name: 'SHOP_DB' },
    lines: [
      '.github/workflows/ci.yml: - run: psql "$SHOP_DB" && go test ./...',
      '.github/workflows/ci.yml: SHOP_DB: postgres://localhost/test',
      'Dockerfile: ENV SHOP_DB=postgres://localhost/shop PORT=8080',
      'config.yaml: SHOP_DB: postgres://db/shop',
      'main.go: w.Write([]byte(setting("SHOP_DB", "none")))',
      'main.go: println(setting("SHOP_DB", "none"))',
    ],
  },
  {
    what: 'variables in `.env`, and what compose puts in from there',
    texts: {
      ...STAGES,
      'cmd/gate/main.go': (STAGES['cmd/gate/main.go'] ?? '')
        .replace('import "net/http"', 'import (\n\t"net/http"\n\t"os"\n)')
        .replace('\thttp.', '\t_ = os.Getenv("MODE")\n\thttp.'),
      'compose.yaml': `services:
  gate:
    build: { context: ., target: gate }
    environment: { MODE: "\${MODE:-x}" }
`,
      '.env': 'export MODE=dev\nMODEL=x\n',
    },
    ...{ file: 'cmd/gate/main.go', marked: 'Getenv("«MODE»")', name: 'GATE_MODE' },
    lines: [
      '.env: export GATE_MODE=dev',
      'cmd/gate/main.go: _ = os.Getenv("GATE_MODE")',
      'compose.yaml: environment: { GATE_MODE: "${GATE_MODE:-x}" }',
    ],
  },
  {
    what: 'a port from compose',
    ...{ texts: STAGES, file: 'compose.yaml', marked: '9002:«9000»', name: '9100' },
    lines: [
      'Dockerfile: EXPOSE 9100',
      'cmd/echo/main.go: _ = http.ListenAndServe(":9100", nil)',
      'compose.yaml: ports: ["9002:9100"]',
    ],
  },
  {
    what: 'a route in the command of a probe',
    texts: deployment((text) =>
      text.replace(/httpGet:\n.*\n.*\n/, 'exec: { command: [wget, "http://localhost:8080/healthz"] }\n'),
    ),
    ...{ file: 'main.go', marked: '"GET «/healthz»"', name: '/live' },
    lines: [
      'deployment.yaml: exec: { command: [wget, "http://localhost:8080/live"] }',
      'main.go: http.HandleFunc("GET /live", ok)',
    ],
  },
  {
    what: 'a route from the check of compose',
    ...{ texts: STAGES, file: 'compose.yaml', marked: '9000/«healthz»', name: '/live' },
    lines: [
      'cmd/gate/main.go: http.HandleFunc("/live", func(http.ResponseWriter, *http.Request) {})',
      'compose.yaml: healthcheck: { test: [CMD, wget, "-q", "http://localhost:9000/live"] }',
    ],
  },
  {
    what: 'a route in the paths of an Ingress, and what its balancer asks',
    texts: {
      ...SHOP,
      'ingress.yaml': `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
  annotations: { alb.ingress.kubernetes.io/healthcheck-path: /orders }
spec:
  rules:
    - http:
        paths:
          - path: /orders
            pathType: Prefix
            backend: { service: { name: shop, port: { number: 80 } } }
`,
    },
    ...{ file: 'ingress.yaml', marked: '- path: «/orders»', name: '/baskets' },
    lines: [
      'ingress.yaml: - path: /baskets',
      'ingress.yaml: annotations: { alb.ingress.kubernetes.io/healthcheck-path: /baskets }',
      'main.go: http.HandleFunc("/baskets", ok)',
    ],
  },
];

describe('a rename reaches', () => {
  for (const { what, texts, file, marked, name, lines } of cases) {
    it(what, async () => {
      const changed = await renamed(texts, file, marked, name);
      assert.deepEqual(Array.isArray(changed) ? changed.toSorted() : changed, lines.toSorted());
    });
  }
});
