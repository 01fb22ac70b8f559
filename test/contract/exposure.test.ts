import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deploymentOf, serverFiles } from '../../src/contract/examples/example-files.ts';
import { assertFixesMend, finder } from './found.ts';
import type { Texts } from './workspace.ts';

const LOW = serverFiles(':80');
const service = (ports: string) =>
  `apiVersion: v1\nkind: Service\nmetadata:\n  name: shop\nspec:\n  selector: { app: shop }\n  ports: [${ports}]\n`;
const ingress = (annotations: string, more = '') =>
  `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: shop\n  annotations: { ${annotations} }\nspec:\n  ${more}\n  rules:\n    - http:\n        paths:\n          - { path: /, pathType: Prefix, backend: { service: { name: shop, port: { number: 80 } } } }\n`;
const CLASS = 'ingressClassName: nginx';
const BACKEND = 'nginx.ingress.kubernetes.io/backend-protocol';
const GRPC: Texts = {
  'go.mod': 'module example.com/shop\n\ngo 1.26\n\nrequire google.golang.org/grpc v1.76.0\n',
  'main.go':
    'package main\n\nimport (\n\t"net"\n\n\t"google.golang.org/grpc"\n)\n\nfunc main() {\n\tlistener, _ := net.Listen("tcp", ":9090")\n\t_ = grpc.NewServer().Serve(listener)\n}\n',
  'd.yaml': deploymentOf('ports: [{ containerPort: 9090 }]'),
};
const HTTP: Texts = { ...serverFiles(':8080'), 'd.yaml': deploymentOf('ports: [{ containerPort: 8080 }]') };
const PROFILED: Texts = {
  ...HTTP,
  'main.go': (HTTP['main.go'] ?? '').replace('import "net/http"', 'import (\n\t"net/http"\n\t_ "net/http/pprof"\n)'),
};
const TO_HTTP = '{ port: 80, targetPort: 8080 }';
const TO_GRPC = '{ port: 80, targetPort: 9090 }';
const GRPC_ROUTE = {
  'r.yaml':
    'apiVersion: gateway.networking.k8s.io/v1\nkind: GRPCRoute\nmetadata:\n  name: shop\nspec:\n  rules:\n    - backendRefs:\n        - { name: shop, port: 80 }\n',
};

const RULES = /^(?:low-port-allowed|profiles-not-served|app-protocol|route-protocol)$/;

const found = finder(RULES, (file) => !file.endsWith('.go'));

const AS_USER = 'securityContext: { runAsUser: 1000 }\n';
const port = 'ports: [{ containerPort: 80 }]';

describe('what is refused, spoken otherwise or open to everybody is reported', () => {
  const table: readonly [what: string, texts: Texts, expected: readonly string[]][] = [
    [
      'a low port of a user who is not root',
      { ...LOW, 'd.yaml': deploymentOf(AS_USER + port) },
      ['d.yaml: low-port-allowed: 80: Open low ports to every user of the pod'],
    ],
    [
      'a low port of root without the capability',
      { ...LOW, 'd.yaml': deploymentOf(`securityContext: { capabilities: { drop: [ALL] } }\n${port}`) },
      ['d.yaml: low-port-allowed: 80: Open low ports to every user of the pod'],
    ],
    [
      'a low port of the image’s user, that a variable can move',
      {
        'go.mod': LOW['go.mod'] ?? '',
        'main.go':
          'package main\n\nimport (\n\t"cmp"\n\t"net/http"\n\t"os"\n)\n\nfunc main() {\n\t_ = http.ListenAndServe(":"+cmp.Or(os.Getenv("PORT"), "80"), nil)\n}\n',
        Dockerfile: 'FROM scratch\nCOPY shop /shop\nUSER 1000\nENTRYPOINT ["/shop"]\n',
        'd.yaml': deploymentOf(port),
      },
      ['d.yaml: low-port-allowed: 80: Set `PORT` to `8080` | Open low ports to every user of the pod'],
    ],
    [
      'profiles behind a port of a Service for them',
      { ...PROFILED, 's.yaml': service('{ name: pprof, port: 8080 }') },
      ['s.yaml: profiles-not-served: 8080: '],
    ],
    [
      'gRPC said of HTTP',
      { ...HTTP, 's.yaml': service('{ port: 80, targetPort: 8080, appProtocol: grpc }') },
      ['s.yaml: app-protocol: grpc: Change to `http`'],
    ],
    [
      'gRPC said of HTTP, beside gRPC on a port of its own',
      {
        ...GRPC,
        'main.go': (GRPC['main.go'] ?? '')
          .replace('"net"\n', '"net"\n\t"net/http"\n')
          .replace('\tlistener', '\tgo func() { _ = http.ListenAndServe(":8080", nil) }()\n\tlistener'),
        'd.yaml': deploymentOf('ports: [{ containerPort: 9090 }, { containerPort: 8080 }]'),
        's.yaml': service('{ port: 80, targetPort: 8080, appProtocol: grpc }'),
      },
      ['s.yaml: app-protocol: grpc: Change to `http`'],
    ],
    [
      'HTTP said of gRPC',
      { ...GRPC, 's.yaml': service('{ port: 80, targetPort: 9090, appProtocol: http }') },
      ['s.yaml: app-protocol: http: Change to `grpc`'],
    ],
    [
      'ingress-nginx before gRPC',
      { ...GRPC, 's.yaml': service(TO_GRPC), 'i.yaml': ingress('', CLASS) },
      ['i.yaml: route-protocol: 80: Send gRPC'],
    ],
    [
      'ingress-nginx that sends HTTPS to HTTP',
      { ...HTTP, 's.yaml': service(TO_HTTP), 'i.yaml': ingress(`${BACKEND}: HTTPS`) },
      ['i.yaml: route-protocol: HTTPS: Send HTTP'],
    ],
    [
      'a GRPCRoute to HTTP beside gRPC',
      {
        ...GRPC,
        'main.go': (GRPC['main.go'] ?? '')
          .replace('"net"\n', '"net"\n\t"net/http"\n')
          .replace('\tlistener', '\tgo func() { _ = http.ListenAndServe(":8080", nil) }()\n\tlistener'),
        'd.yaml': deploymentOf('ports: [{ containerPort: 9090 }, { containerPort: 8080 }]'),
        's.yaml': service(TO_HTTP),
        ...GRPC_ROUTE,
      },
      ['r.yaml: route-protocol: 80: '],
    ],
    [
      'a website’s path to gRPC',
      {
        ...GRPC,
        's.yaml': service(TO_GRPC),
        'r.yaml': GRPC_ROUTE['r.yaml']
          .replace('GRPCRoute', 'HTTPRoute')
          .replace('- backendRefs', '- matches: [{ path: { value: /orders } }]\n      backendRefs'),
      },
      ['r.yaml: route-protocol: shop: '],
    ],
    ['a GRPCRoute to HTTP', { ...HTTP, 's.yaml': service(TO_HTTP), ...GRPC_ROUTE }, ['r.yaml: route-protocol: 80: ']],
  ];
  for (const [what, texts, expected] of table) {
    it(what, async () => assert.deepEqual(await found(texts), expected));
  }

  it('every fix of these leaves nothing to say', () => assertFixesMend(table, RULES, found));
});

describe('nothing is said', () => {
  const pod = (text: string, container: string) =>
    deploymentOf(container).replace('      containers:', `      ${text}\n      containers:`);
  const table: readonly [what: string, texts: Texts][] = [
    ['of a low port of root', { ...LOW, 'd.yaml': deploymentOf(`securityContext: { runAsUser: 0 }\n${port}`) }],
    ['of a low port of whoever the image names', { ...LOW, 'd.yaml': deploymentOf(port) }],
    [
      'of a low port with the capability',
      {
        ...LOW,
        'd.yaml': deploymentOf(
          `securityContext: { runAsUser: 1000, capabilities: { drop: [ALL], add: [NET_BIND_SERVICE] } }\n${port}`,
        ),
      },
    ],
    [
      'of a low port that the pod opens',
      {
        ...LOW,
        'd.yaml': pod(
          'securityContext: { sysctls: [{ name: net.ipv4.ip_unprivileged_port_start, value: "80" }] }',
          AS_USER + port,
        ),
      },
    ],
    [
      'of a low port of a file with the capability',
      {
        ...LOW,
        Dockerfile:
          'FROM alpine\nCOPY shop /shop\nRUN setcap cap_net_bind_service=+ep /shop\nUSER 1000\nENTRYPOINT ["/shop"]\n',
        'd.yaml': deploymentOf(AS_USER + port),
      },
    ],
    ['of a high port', { ...HTTP, 'd.yaml': deploymentOf(`${AS_USER}ports: [{ containerPort: 8080 }]`) }],
    [
      'of profiles on loopback',
      {
        ...PROFILED,
        'main.go': (PROFILED['main.go'] ?? '').replace(
          '\t_ = http.ListenAndServe(":8080", nil)',
          '\tgo func() { _ = http.ListenAndServe("127.0.0.1:6060", nil) }()\n\tmux := http.NewServeMux()\n\tmux.HandleFunc("/healthz", func(w http.ResponseWriter, r *http.Request) {})\n\t_ = http.ListenAndServe(":8080", mux)',
        ),
        's.yaml': service(TO_HTTP),
      },
    ],
    ['of profiles behind a Service for metrics', { ...PROFILED, 's.yaml': service('{ name: metrics, port: 8080 }') }],
    ['of profiles without a Service', PROFILED],
    ['of HTTP that is called so', { ...HTTP, 's.yaml': service('{ port: 80, targetPort: 8080, appProtocol: http }') }],
    [
      'of other protocols',
      { ...HTTP, 's.yaml': service('{ port: 80, targetPort: 8080, appProtocol: kubernetes.io/ws }') },
    ],
    ['of an Ingress that sends gRPC', { ...GRPC, 's.yaml': service(TO_GRPC), 'i.yaml': ingress(`${BACKEND}: GRPC`) }],
    ['of an Ingress of another class', { ...GRPC, 's.yaml': service(TO_GRPC), 'i.yaml': ingress('') }],
    ['of HTTP behind ingress-nginx', { ...HTTP, 's.yaml': service(TO_HTTP), 'i.yaml': ingress('', CLASS) }],
    ['of gRPC behind a GRPCRoute', { ...GRPC, 's.yaml': service(TO_GRPC), ...GRPC_ROUTE }],
    [
      'of HTTP that may be gRPC, too',
      {
        ...HTTP,
        'go.mod': `${HTTP['go.mod'] ?? ''}\nrequire connectrpc.com/connect v1.19.0\n`,
        'main.go': (HTTP['main.go'] ?? '').replace(
          'import "net/http"',
          'import (\n\t"net/http"\n\n\t_ "connectrpc.com/connect"\n)',
        ),
        's.yaml': service(TO_HTTP),
        ...GRPC_ROUTE,
      },
    ],
    ['of a backend that nobody knows', { 'i.yaml': ingress(`${BACKEND}: GRPC`), 's.yaml': service(TO_HTTP) }],
  ];
  for (const [what, texts] of table) {
    it(what, async () => assert.deepEqual(await found(texts), []));
  }
});

describe('profiles on the port for clients are reported in the source, as no manifest can take them elsewhere', () => {
  const beside = (main: string) =>
    main.replace(
      'func main() {\n',
      'func main() {\n\tgo func() { _ = http.ListenAndServe(":9090", http.NewServeMux()) }()\n',
    );
  const gin = (more: string) =>
    `package main\n\nimport (\n\t"net/http"\n\t_ "net/http/pprof"\n\n\t"github.com/gin-contrib/pprof"\n\t"github.com/gin-gonic/gin"\n)\n\nfunc main() {\n\tgo func() { _ = http.ListenAndServe(":9090", nil) }()\n\tr := gin.New()\n\tr.GET("/healthz", func(c *gin.Context) {})\n${more}\t_ = http.ListenAndServe(":8080", r)\n}\n`;
  const inSource = finder(/^profiles-not-served$/);
  const table: readonly [what: string, main: string, expected: readonly string[]][] = [
    ['of one port', PROFILED['main.go'] ?? '', ['main.go: profiles-not-served: "net/http/pprof": ']],
    [
      'of the one with health, beside another',
      beside(PROFILED['main.go'] ?? ''),
      ['main.go: profiles-not-served: "net/http/pprof": '],
    ],
    [
      'of a library beside those on a port for operators',
      gin('\tpprof.Register(r)\n'),
      ['main.go: profiles-not-served: pprof.Register(r): '],
    ],
    ['not those on a port for operators alone', gin(''), []],
    [
      'not of one beside that for clients',
      beside((PROFILED['main.go'] ?? '').replace(/.*healthz.*\n/, '')),
      ['s.yaml: profiles-not-served: 8080: '],
    ],
  ];
  for (const [what, main, expected] of table) {
    it(what, async () =>
      assert.deepEqual(await inSource({ ...PROFILED, 'main.go': main, 's.yaml': service(TO_HTTP) }), expected),
    );
  }
});
