import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deploymentOf } from '../../../src/contract/examples/example-files.ts';
import { assertFixesMend, finder } from '../found.ts';
import type { Texts } from '../workspace.ts';

const GO_MOD = { 'go.mod': 'module example.com/shop\n\ngo 1.26\n' };
const GRPC_MOD = { 'go.mod': 'module example.com/shop\n\ngo 1.26\n\nrequire google.golang.org/grpc v1.76.0\n' };
const HANDLER = 'func answer(w http.ResponseWriter, r *http.Request) {}\n';
/** A server of orders on 8080, and of health and metrics on 8081. */
const TWO: Texts = {
  ...GO_MOD,
  'main.go': `package main

import "net/http"

func main() {
	admin := http.NewServeMux()
	admin.HandleFunc("/livez", answer)
	admin.HandleFunc("/readyz", answer)
	go func() { _ = http.ListenAndServe(":8081", admin) }()
	mux := http.NewServeMux()
	mux.HandleFunc("/orders", answer)
	_ = http.ListenAndServe(":8080", mux)
}

${HANDLER}`,
};
const TLS: Texts = {
  ...GO_MOD,
  'main.go': `package main\n\nimport "net/http"\n\nfunc main() {\n\thttp.HandleFunc("/healthz", answer)\n\t_ = http.ListenAndServeTLS(":8443", "tls.crt", "tls.key", nil)\n}\n\n${HANDLER}`,
};
const PLAIN: Texts = {
  ...GO_MOD,
  'main.go': `package main\n\nimport "net/http"\n\nfunc main() {\n\thttp.HandleFunc("/healthz", answer)\n\t_ = http.ListenAndServe(":8080", nil)\n}\n\n${HANDLER}`,
};
const grpc = (register: string, imports = ''): Texts => ({
  ...GRPC_MOD,
  'main.go': `package main

import (
	"net"

	"google.golang.org/grpc"
${imports})

func main() {
	listener, _ := net.Listen("tcp", ":9090")
	server := grpc.NewServer()
${register}	_ = server.Serve(listener)
}
`,
});
const HEALTH = '\t"google.golang.org/grpc/health"\n\t"google.golang.org/grpc/health/grpc_health_v1"\n';
const GRPC = grpc('\tgrpc_health_v1.RegisterHealthServer(server, health.NewServer())\n', HEALTH);
/** The program reads a prefix, and the container gives it. */
const prefixed = (value: string): Texts => ({
  ...TWO,
  Dockerfile:
    'FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM scratch\nCOPY --from=build /shop /shop\nENTRYPOINT ["/shop"]\n',
  'main.go': (TWO['main.go'] ?? '')
    .replace('"net/http"', '(\n\t"net/http"\n\t"os"\n)')
    .replace('\tadmin :=', '\tprintln(os.Getenv("BASE_PATH"))\n\tadmin :='),
  'd.yaml': deploymentOf(
    `env:\n  - name: BASE_PATH\n    value: "${value}"\nlivenessProbe: { httpGet: { path: /shop/livez, port: 8081 } }`,
  ),
});
/** With TLS, and with it only where a setting asks for it. */
const secured = (creds: string): Texts => ({
  ...GRPC,
  'main.go': (GRPC['main.go'] ?? '')
    .replace('\t"google.golang.org/grpc"\n', '\t"google.golang.org/grpc"\n\t"google.golang.org/grpc/credentials"\n')
    .replace('\tserver := grpc.NewServer()', `\t${creds}\n\tserver := grpc.NewServer(grpc.Creds(creds))`),
});
const SECURED = secured('creds, _ := credentials.NewServerTLSFromFile("tls.crt", "tls.key")');
/** Beside HTTP, at an address that only the manifest has. */
const BOTH: Texts = {
  ...GRPC,
  'main.go': (GRPC['main.go'] ?? '')
    .replace('import (\n', 'import (\n\t"net/http"\n\t"os"\n')
    .replace('"tcp", ":9090"', '"tcp", os.Getenv("GRPC_ADDR")')
    .replace('\tserver :=', '\tgo http.ListenAndServe(":8081", nil)\n\tserver :='),
};
const both = (probe: string): Texts => ({
  ...BOTH,
  'd.yaml': deploymentOf(`env: [{ name: GRPC_ADDR, value: ":9090" }]\nlivenessProbe:\n  grpc: ${probe}`),
});
/** A probe of one service, where the program tells the health of another. */
const telling = (told: string, asked: string): Texts => ({
  ...grpc(
    `\tstatus := health.NewServer()\n\tstatus.SetServingStatus("${told}", grpc_health_v1.HealthCheckResponse_SERVING)\n\tgrpc_health_v1.RegisterHealthServer(server, status)\n`,
    HEALTH,
  ),
  ...liveness(`grpc: { port: 9090, service: ${asked} }`),
});
const PORTS = 'ports:\n  - { name: http, containerPort: 8080 }\n  - { name: admin, containerPort: 8081 }\n';
const liveness = (handler: string) => ({ 'd.yaml': deploymentOf(`livenessProbe:\n  ${handler}`) });
/** Health by what a client in a local variable says. */
const asking = (make: string, ping: string, library: string): Texts => ({
  ...GO_MOD,
  'main.go': `package main\n\nimport (\n\t"context"\n\t"net/http"\n\n\t${library}\n)\n\nfunc main() {\n\t${make}\n\thttp.HandleFunc("/healthz", func(w http.ResponseWriter, r *http.Request) {\n\t\tif err := ${ping}; err != nil {\n\t\t\thttp.Error(w, "no", 503)\n\t\t}\n\t})\n\t_ = http.ListenAndServe(":8080", nil)\n}\n`,
  ...liveness('httpGet: { path: /healthz, port: 8080 }'),
});
const SQL = (driver: string) =>
  asking('db, _ := sql.Open("x", "y")', 'db.PingContext(r.Context())', `"database/sql"\n\t_ "${driver}"`);
/** Health by what an interface hides; `more`: other types that have what it asks for. */
const behindInterface = (more: string, store = 'sqlStore{db}'): Texts => ({
  ...asking(
    'db, _ := sql.Open("x", "y")\n\tvar kept store = '.concat(store),
    'kept.Ping(r.Context())',
    '"database/sql"\n\t_ "github.com/lib/pq"',
  ),
  'store.go': `package main\n\nimport (\n\t"context"\n\t"database/sql"\n)\n\ntype store interface{ Ping(context.Context) error }\n\ntype sqlStore struct{ db *sql.DB }\n\nfunc (s sqlStore) Ping(ctx context.Context) error { return s.db.PingContext(ctx) }\n${more}`,
});
const MEMORY = '\ntype memory struct{}\n\nfunc (memory) Ping(context.Context) error { return nil }\n';
/** A manager of controllers that has a check of its life. */
const manager = (path: string, more = ''): Texts => ({
  'go.mod': `${GO_MOD['go.mod']}\nrequire sigs.k8s.io/controller-runtime v0.22.4\n`,
  'main.go': `package main\n\nimport (\n\tctrl "sigs.k8s.io/controller-runtime"\n\t"sigs.k8s.io/controller-runtime/pkg/healthz"\n)\n\nfunc main() {\n\tmgr, _ := ctrl.NewManager(ctrl.GetConfigOrDie(), ctrl.Options{HealthProbeBindAddress: ":8081"${more}})\n\t_ = mgr.AddHealthzCheck("ping", healthz.Ping)\n\t_ = mgr.Start(ctrl.SetupSignalHandler())\n}\n`,
  ...liveness(`httpGet: { path: ${path}, port: 8081 }`),
});
const RULES = /^(?:probe-|liveness-asks)/;

const found = finder(RULES);

describe('a probe that cannot be answered is reported, with what mends it', () => {
  const table: readonly [what: string, texts: Texts, expected: string][] = [
    [
      'the route is on another port',
      { ...TWO, 'd.yaml': deploymentOf(`${PORTS}livenessProbe: { httpGet: { path: /livez, port: http } }`) },
      'd.yaml: probe-path-exists: http: Probe port `admin`',
    ],
    [
      'no path, which is `/`',
      { ...PLAIN, ...liveness('httpGet: { port: 8080 }') },
      'd.yaml: probe-path-exists: httpGet: Probe `/healthz`',
    ],
    [
      'readiness as a liveness probe',
      { ...TWO, 'd.yaml': deploymentOf(`${PORTS}livenessProbe: { httpGet: { path: /readyz, port: admin } }`) },
      'd.yaml: liveness-asks-life: /readyz: Probe `/livez`',
    ],
    ['life that asks a database', SQL('github.com/lib/pq'), 'd.yaml: liveness-asks-life: /healthz: '],
    [
      'life that asks a pool of connections',
      asking(
        'db, _ := pgxpool.New(context.Background(), "x")',
        'db.Ping(r.Context())',
        '"github.com/jackc/pgx/v5/pgxpool"',
      ),
      'd.yaml: liveness-asks-life: /healthz: ',
    ],
    [
      'life that asks Redis',
      asking('db := redis.NewClient(nil)', 'db.Ping(r.Context()).Err()', '"github.com/redis/go-redis/v9"'),
      'd.yaml: liveness-asks-life: /healthz: ',
    ],
    ['life that asks a database behind an interface', behindInterface(''), 'd.yaml: liveness-asks-life: /healthz: '],
    [
      'HTTP asked of HTTPS',
      { ...TLS, ...liveness('httpGet: { path: /healthz, port: 8443 }') },
      'd.yaml: probe-protocol: 8443: Probe with HTTPS',
    ],
    [
      'HTTPS asked of HTTP',
      { ...PLAIN, ...liveness('httpGet: { path: /healthz, port: 8080, scheme: HTTPS }') },
      'd.yaml: probe-protocol: HTTPS: Probe with HTTP',
    ],
    [
      'HTTP asked of gRPC that registers health',
      { ...GRPC, ...liveness('httpGet: { path: /healthz, port: 9090 }') },
      'd.yaml: probe-protocol: 9090: Probe with gRPC',
    ],
    [
      'HTTP asked of gRPC, in lines of its own',
      { ...GRPC, ...liveness('httpGet:\n    path: /healthz\n    port: 9090\n  periodSeconds: 5') },
      'd.yaml: probe-protocol: 9090: Probe with gRPC',
    ],
    [
      'gRPC asked of HTTP',
      { ...PLAIN, ...liveness('grpc: { port: 8080 }') },
      'd.yaml: probe-protocol: 8080: Probe `/healthz`',
    ],
    [
      'gRPC asked of HTTP, where a setting says the port of gRPC',
      both('{ port: 8081 }'),
      'd.yaml: probe-protocol: 8081: Probe port `9090`',
    ],
    [
      'a service of gRPC that nobody tells the health of',
      both('{ port: 9090, service: shop.Orders }'),
      'd.yaml: probe-protocol: shop.Orders: Ask for the server as a whole',
    ],
    [
      'a slip in the name of a service whose health is told',
      telling('shop.v1.Orders', 'shop.v1.Order'),
      'd.yaml: probe-protocol: shop.v1.Order: Ask for `shop.v1.Orders` | Ask for the server as a whole',
    ],
    [
      'the same service of another version',
      telling('shop.Orders', 'shop.v1.Orders'),
      'd.yaml: probe-protocol: shop.v1.Orders: Ask for `shop.Orders` | Ask for the server as a whole',
    ],
    [
      'another service than the one whose health is told',
      telling('shop.v1.Orders', 'shop.v1.Payments'),
      'd.yaml: probe-protocol: shop.v1.Payments: Ask for the server as a whole',
    ],
    [
      'a word of an import as the service of gRPC',
      { ...both('{ port: 9090, service: grpc }') },
      'd.yaml: probe-protocol: grpc: Ask for the server as a whole',
    ],
    [
      'a hook that asks a slip',
      { ...PLAIN, 'd.yaml': deploymentOf('lifecycle: { preStop: { httpGet: { path: /health, port: 8080 } } }') },
      'd.yaml: probe-path-exists: /health: Ask for `/healthz`',
    ],
    [
      'a path that no manager of controllers answers',
      manager('/health'),
      'd.yaml: probe-path-exists: /health: Probe `/healthz`',
    ],
    [
      'gRPC asked of a server that wants TLS',
      { ...SECURED, ...liveness('grpc: { port: 9090 }') },
      'd.yaml: probe-protocol: 9090: Probe with TCP',
    ],
    [
      'gRPC asked of a server without health',
      { ...grpc(''), ...liveness('grpc:\n    port: 9090') },
      'd.yaml: probe-protocol: 9090: Probe with TCP',
    ],
  ];
  for (const [what, texts, expected] of table) {
    it(what, async () => assert.ok((await found(texts)).includes(expected), (await found(texts)).join('\n')));
  }

  it('a prefix that is none moves nothing', async () => {
    const all = await found(prefixed('/'));
    assert.ok(all.some((one) => one.startsWith('d.yaml: probe-path-exists: /shop/livez: ')));
  });
  it('every fix of these leaves nothing to say', () => assertFixesMend(table, RULES, found));
});

describe('a probe that may be answered is left alone', () => {
  it('where an interface may hide something else than a database', async () => {
    const either = behindInterface(
      `${MEMORY}\nfunc pick(db *sql.DB) store {\n\tif db == nil {\n\t\treturn memory{}\n\t}\n\treturn sqlStore{db}\n}\n`,
      'pick(db)',
    );
    assert.deepEqual(await found(either), []);
  });
  const patched = (text: string): Texts => ({
    'kustomization.yaml': `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [d.yaml]\npatches:\n  - patch: |\n      apiVersion: apps/v1\n      kind: Deployment\n      metadata: { name: shop }\n      spec: { template: { spec: { containers: [{ name: shop, ${text} }] } } }\n`,
  });
  const table: readonly [what: string, texts: Texts][] = [
    ['life that asks a database in a file', SQL('github.com/mattn/go-sqlite3')],
    [
      'each route on its port',
      {
        ...TWO,
        'd.yaml': deploymentOf(
          `${PORTS}livenessProbe: { httpGet: { path: /livez, port: admin } }\nreadinessProbe: { httpGet: { path: /readyz, port: 8081 } }`,
        ),
      },
    ],
    [
      'a mux that answers everything',
      {
        ...TWO,
        'main.go': (TWO['main.go'] ?? '').replace('"/orders"', '"/"'),
        'd.yaml': deploymentOf(`${PORTS}livenessProbe: { httpGet: { path: /livez, port: http } }`),
      },
    ],
    [
      'the same route on both ports',
      {
        ...TWO,
        'main.go': (TWO['main.go'] ?? '').replace('"/orders"', '"/livez"'),
        'd.yaml': deploymentOf(`${PORTS}livenessProbe: { httpGet: { path: /livez, port: http } }`),
      },
    ],
    [
      'a readiness probe for readiness',
      { ...TWO, 'd.yaml': deploymentOf(`${PORTS}readinessProbe: { httpGet: { path: /readyz, port: admin } }`) },
    ],
    [
      'readiness asked where there is nothing else to ask',
      {
        ...TWO,
        'main.go': (TWO['main.go'] ?? '').replace('\tadmin.HandleFunc("/livez", answer)\n', ''),
        'd.yaml': deploymentOf(`${PORTS}livenessProbe: { httpGet: { path: /readyz, port: admin } }`),
      },
    ],
    ['routes that a variable moves in a way that nobody sees', prefixed('/shop')],
    ['HTTPS asked of HTTPS', { ...TLS, ...liveness('httpGet: { path: /healthz, port: 8443, scheme: HTTPS }') }],
    [
      'HTTP or HTTPS, as configured',
      {
        ...TLS,
        'main.go': (TLS['main.go'] ?? '').replace(
          '\t_ = http',
          '\tif cert == "" {\n\t\t_ = http.ListenAndServe(":8443", nil)\n\t\treturn\n\t}\n\t_ = http',
        ),
        ...liveness('httpGet: { path: /healthz, port: 8443 }'),
      },
    ],
    ['gRPC asked of gRPC', { ...GRPC, ...liveness('grpc: { port: 9090 }') }],
    ['gRPC asked where a setting says the port', both('{ port: 9090 }')],
    ['TCP asked of gRPC', { ...grpc(''), ...liveness('tcpSocket: { port: 9090 }') }],
    [
      'gRPC asked of a server that a library may register health with',
      {
        ...grpc('\tplatform.Register(server)\n', '\n\t"example.com/platform"\n'),
        'go.mod': `${GRPC_MOD['go.mod']}\nrequire example.com/platform v1.0.0\n`,
        ...liveness('grpc: { port: 9090 }'),
      },
    ],
    ['a probe by a name that no port has', { ...GRPC, ...liveness('httpGet: { path: /healthz, port: web }') }],
    [
      'a port of another container',
      {
        ...GRPC,
        'd.yaml': deploymentOf('ports: [{ containerPort: 9090 }]').concat(
          '        - name: proxy\n          image: proxy:1\n          livenessProbe: { httpGet: { path: /, port: 9090 } }\n',
        ),
      },
    ],
    [
      'a probe that a patch replaces',
      {
        ...TLS,
        ...liveness('httpGet: { path: /healthz, port: 8443 }'),
        ...patched('livenessProbe: { httpGet: { path: /healthz, port: 8443, scheme: HTTPS } }'),
      },
    ],
    [
      'no path where `/` is served',
      {
        ...PLAIN,
        'main.go': (PLAIN['main.go'] ?? '').replace('/healthz', '/{$}'),
        ...liveness('httpGet: { port: 8080 }'),
      },
    ],
    [
      'a path that a patch brings',
      {
        ...PLAIN,
        ...liveness('httpGet: { port: 8080 }'),
        ...patched('livenessProbe: { httpGet: { path: /healthz } }'),
      },
    ],
    ['one check of a manager of controllers', manager('/healthz/ping')],
    ['a check of a manager that another module may add', manager('/readyz')],
    ['a path that a manager is told', manager('/alive', ', LivenessEndpointName: "/alive"')],
    ['a path that a manager is told elsewhere', manager('/alive', ', LivenessEndpointName: os.Getenv("LIFE")')],
    [
      'gRPC asked of a server that may do without TLS',
      {
        ...secured('creds := own.Plain()\n\tif secure {\n\t\tcreds = credentials.NewTLS(nil)\n\t}'),
        ...liveness('grpc: { port: 9090 }'),
      },
    ],
    ['half a probe', { ...PLAIN, ...liveness('httpGet:\n    scheme:\n    port: 8080') }],
    ['manifests alone', liveness('httpGet: { path: /healthz, port: 8443 }')],
  ];
  for (const [what, texts] of table) {
    it(what, async () => assert.deepEqual(await found(texts), []));
  }
});

describe('the probe of a gateway to gRPC', () => {
  const gateway = (option: string, path: string, more = ''): Texts => ({
    'go.mod': `${GRPC_MOD['go.mod']}\nrequire github.com/grpc-ecosystem/grpc-gateway/v2 v2.33.0\n`,
    'main.go': `package main\n\nimport (\n\t"net/http"\n\n\t"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"\n${more}\t"google.golang.org/grpc/health/grpc_health_v1"\n)\n\nfunc main() {\n\tvar client grpc_health_v1.HealthClient\n\tmux := runtime.NewServeMux(${option})\n\tprintln(client)\n\t_ = http.ListenAndServe(":8080", mux)\n}\n`,
    'd.yaml': deploymentOf(`livenessProbe:\n  httpGet: { path: ${path}, port: 8080 }`),
  });
  const paths = finder(/^probe-path-exists$/);
  const OPTION = 'runtime.WithHealthzEndpoint(client)';
  const table: readonly [what: string, texts: Texts, count: number][] = [
    ['asks what an option serves', gateway(OPTION, '/healthz'), 0],
    ['asks another path', gateway(OPTION, '/health'), 2],
    ['asks a gateway that has no such option', gateway('', '/healthz'), 2],
    [
      'may ask what protoc has written',
      gateway('', '/healthz', '\t_ "github.com/grpc-ecosystem/grpc-gateway/v2/utilities"\n'),
      0,
    ],
  ];
  for (const [what, texts, count] of table) it(what, async () => assert.equal((await paths(texts)).length, count));
});
