import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { databaseFiles, deploymentOf, serverFiles } from '../../src/contract/example-files.ts';
import { gracefulFiles } from '../../src/contract/shutdown-examples.ts';
import { findingsOf, type Texts } from './workspace.ts';

/** What a rule says in a workspace, as `file:severity`. */
async function said(rule: string, texts: Texts): Promise<string[]> {
  return [...(await findingsOf(texts))].flatMap(([file, findings]) =>
    findings.flatMap((one) => (one.rule === rule ? [`${file}:${one.severity}`] : [])),
  );
}

const GO_MOD = 'module example.com/shop\n\ngo 1.26\n';
const BUILD = 'FROM golang:1.26 AS build\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /out/shop .\n';
const SCRATCH = `${BUILD}FROM scratch\nCOPY --from=build /out/shop /shop\nENTRYPOINT ["/shop"]\n`;
const probed = (handler: string) => deploymentOf(`livenessProbe:\n  ${handler}`);
const mainOf = (imports: string, body: string) =>
  `package main\n\nimport (\n${imports
    .split(' ')
    .map((one) => `\t"${one}"\n`)
    .join('')})\n\nfunc main() {\n${body}\n}\n`;
const served = (read: string, more = '') =>
  mainOf('net/http os', `\taddr := ${read}\n${more}\t_ = http.ListenAndServe(addr, nil)`);
const program = (main: string): Texts => ({ 'go.mod': GO_MOD, 'main.go': main });
const egress = (rules: string) =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: shop\nspec:\n  podSelector: { matchLabels: { app: shop } }\n  policyTypes: [Egress]\n  egress: ${rules}\n`;
const ingress = (ports: string) =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: shop\nspec:\n  podSelector: { matchLabels: { app: shop } }\n  ingress: [{ ports: ${ports} }]\n`;
const SERVICE =
  'apiVersion: v1\nkind: Service\nmetadata:\n  name: shop\nspec:\n  selector: { app: shop }\n  ports:\n    - port: 80\n      targetPort: 8080\n';
const SERVED: Texts = { ...serverFiles(':8080'), 'd.yaml': deploymentOf('ports: []'), 's.yaml': SERVICE };
const required = (name: string) =>
  program(mainOf('log os', `\tif os.Getenv("${name}") == "" {\n\t\tlog.Fatal("${name} is missing")\n\t}`));
const interrupted = (term = false) =>
  program(
    `package main\n\nimport (\n\t"net/http"\n\t"os"\n\t"os/signal"\n\t"syscall"\n)\n\nfunc main() {\n\tc := make(chan os.Signal, 1)\n\tsignal.Notify(c, syscall.SIGINT${term ? ', syscall.SIGTERM' : ''})\n\tgo http.ListenAndServe(":8080", nil)\n\t<-c\n\tos.Exit(0)\n}\n`,
  );
const annotated = (manifest: string, annotation: string) =>
  manifest.replace('      labels: { app: shop }', `      labels: { app: shop }\n      annotations: { ${annotation} }`);

const TABLE: Readonly<Record<string, readonly (readonly [what: string, texts: Texts])[]>> = {
  'egress-to-names': [
    [
      'an address instead of a name',
      {
        ...databaseFiles(),
        'deploy.yaml': deploymentOf('env:\n  - name: DATABASE_URL\n    value: postgres://10.0.0.5:5432/shop'),
        'p.yaml': egress('[{ ports: [{ port: 5432 }] }]'),
      },
    ],
    [
      'names over any protocol of the port',
      {
        ...databaseFiles(),
        'p.yaml': egress('[{ ports: [{ port: 5432 }] }, { ports: [{ protocol: UDP, port: 53 }] }]'),
      },
    ],
    [
      'all of the cluster',
      { ...databaseFiles(), 'p.yaml': egress('[{ ports: [{ port: 5432 }] }, { to: [{ namespaceSelector: {} }] }]') },
    ],
    [
      'a policy of another kind',
      {
        ...databaseFiles(),
        'p.yaml': egress('[{ ports: [{ port: 5432 }] }]'),
        'c.yaml': 'apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata:\n  name: dns\nspec: {}\n',
      },
    ],
    [
      'a second policy for all pods',
      {
        ...databaseFiles(),
        'p.yaml': egress('[{ ports: [{ port: 5432 }] }]'),
        'dns.yaml': egress('[{ ports: [{ protocol: UDP, port: 53 }] }]')
          .replace('{ matchLabels: { app: shop } }', '{}')
          .replace('name: shop', 'name: dns'),
      },
    ],
    [
      'a node-local cache by its address',
      {
        ...databaseFiles(),
        'p.yaml': egress('[{ ports: [{ port: 5432 }] }, { to: [{ ipBlock: { cidr: 169.254.20.10/32 } }] }]'),
      },
    ],
  ],
  'ingress-to-listener': [
    ['the port of a mesh’s proxy', { ...SERVED, 'p.yaml': ingress('[{ port: 15008 }]') }],
    ['the inbound port of Linkerd', { ...SERVED, 'p.yaml': ingress('[{ port: 4143 }]') }],
    [
      'a container that is put in',
      {
        ...SERVED,
        'd.yaml': annotated(deploymentOf('ports: []'), "dapr.io/enabled: 'true'"),
        'p.yaml': ingress('[{ port: 50002 }]'),
      },
    ],
  ],
  'command-in-image': [
    [
      'a debug image',
      {
        ...serverFiles(':8080'),
        'd.yaml': probed('exec: { command: [wget, -q, "http://localhost:8080/"] }'),
        Dockerfile: SCRATCH.replace('scratch', 'gcr.io/distroless/static-debian13:debug'),
      },
    ],
    [
      'the prober that is copied',
      {
        ...serverFiles(':8080'),
        'd.yaml': probed('exec: { command: [/bin/grpc_health_probe] }'),
        Dockerfile: SCRATCH.replace(
          'ENTRYPOINT',
          'COPY --from=ghcr.io/grpc-ecosystem/grpc-health-probe:v0.4.38 /ko-app/grpc-health-probe /bin/grpc_health_probe\nENTRYPOINT',
        ),
      },
    ],
    [
      'the program itself',
      { ...serverFiles(':8080'), 'd.yaml': probed('exec: { command: [/shop, health] }'), Dockerfile: SCRATCH },
    ],
    [
      'the program where /bin is /usr/bin',
      {
        ...serverFiles(':8080'),
        'd.yaml': probed('exec: { command: [/bin/shop, health] }'),
        Dockerfile: SCRATCH.replace('FROM scratch', 'FROM gcr.io/distroless/static-debian13').replaceAll(
          ' /shop',
          ' /usr/bin/shop',
        ),
      },
    ],
    [
      'a stage that another file chooses',
      {
        ...serverFiles(':8080'),
        'd.yaml': probed('exec: { command: [wget, -q, "http://localhost:8080/"] }'),
        'compose.yaml': 'services:\n  shop:\n    image: shop:1.2.3\n    build: { context: ., target: debug }\n',
        Dockerfile: `${BUILD}FROM alpine:3.23 AS debug\nCOPY --from=build /out/shop /shop\nENTRYPOINT ["/shop"]\nFROM scratch\nCOPY --from=build /out/shop /shop\nENTRYPOINT ["/shop"]\n`,
      },
    ],
    [
      'a binary from a volume',
      {
        ...serverFiles(':8080'),
        'd.yaml': deploymentOf(
          'volumeMounts: [{ name: bin, mountPath: /tools }]\nlivenessProbe:\n  exec: { command: [/tools/wget] }',
        ),
        Dockerfile: SCRATCH,
      },
    ],
  ],
  'program-in-image': [
    [
      'a linked folder of the base',
      {
        ...serverFiles(':8080'),
        Dockerfile: `${BUILD}FROM gcr.io/distroless/static-debian13\nCOPY --from=build /out/shop /usr/bin/shop\nENTRYPOINT ["/bin/shop"]\n`,
      },
    ],
    [
      'a folder with all programs',
      {
        ...serverFiles(':8080'),
        Dockerfile: `${BUILD}FROM scratch\nCOPY --from=build /out/ /\nENTRYPOINT ["/shop"]\n`,
      },
    ],
    [
      'what a stage before copied',
      {
        ...serverFiles(':8080'),
        Dockerfile: `${BUILD}FROM scratch AS base\nCOPY --from=build /out/shop /shop\nFROM base\nENTRYPOINT ["/shop"]\n`,
      },
    ],
    [
      'a stage that is a root file system',
      {
        ...serverFiles(':8080'),
        Dockerfile: `${BUILD}RUN mkdir -p /root-fs/app && cp /out/shop /root-fs/app/\nFROM scratch\nCOPY --from=build /root-fs /\nENTRYPOINT ["/app/shop"]\n`,
      },
    ],
    [
      'another image',
      {
        ...serverFiles(':8080'),
        Dockerfile: `${BUILD}FROM scratch\nCOPY --from=example.com/base:1 / /\nCOPY --from=build /out/shop /shop\nENTRYPOINT ["/sbin/init"]\n`,
      },
    ],
  ],
  'built-file-copied': [
    [
      'a script that makes more',
      {
        ...serverFiles(':8080'),
        Dockerfile: `${BUILD}RUN ./hack/build-helper.sh\nFROM scratch\nCOPY --from=build /out/helper /helper\nENTRYPOINT ["/helper"]\n`,
      },
    ],
    [
      'make',
      {
        ...serverFiles(':8080'),
        Dockerfile: `${BUILD}RUN make helper\nFROM scratch\nCOPY --from=build /out/helper /helper\nENTRYPOINT ["/helper"]\n`,
      },
    ],
    [
      'a task runner',
      {
        ...serverFiles(':8080'),
        Dockerfile: `${BUILD}RUN mage build\nFROM scratch\nCOPY --from=build /out/helper /helper\nENTRYPOINT ["/helper"]\n`,
      },
    ],
    [
      'a loop',
      {
        ...serverFiles(':8080'),
        Dockerfile: `FROM golang:1.26 AS build\nCOPY . .\nRUN for c in a b; do go build -o /out/$c ./cmd/$c; done\nFROM scratch\nCOPY --from=build /out/a /a\nENTRYPOINT ["/a"]\n`,
      },
    ],
    [
      'a linker of another language',
      {
        ...serverFiles(':8080'),
        Dockerfile: `${BUILD}RUN cargo install --root /out tool\nFROM scratch\nCOPY --from=build /out/bin /bin\nCOPY --from=build /out/tool /tool\nENTRYPOINT ["/tool"]\n`,
      },
    ],
    [
      'a download into the folder',
      {
        ...serverFiles(':8080'),
        Dockerfile: `${BUILD}RUN wget -P /out https://example.com/migrate\nFROM scratch\nCOPY --from=build /out/migrate /migrate\nENTRYPOINT ["/migrate"]\n`,
      },
    ],
    [
      'cd before it',
      {
        ...serverFiles(':8080'),
        Dockerfile: `${BUILD}RUN cd /out && wget https://example.com/migrate.tgz && tar xf migrate.tgz\nFROM scratch\nCOPY --from=build /out/migrate /migrate\nENTRYPOINT ["/migrate"]\n`,
      },
    ],
    [
      'a case of letters that an argument decides',
      {
        ...serverFiles(':8080'),
        Dockerfile: `FROM golang:1.26 AS build\nARG NAME=shop\nCOPY . .\nRUN go build -o /out/\${NAME} .\nFROM scratch\nCOPY --from=build /out/server /server\nENTRYPOINT ["/server"]\n`,
      },
    ],
  ],
  'variable-value-fits': [
    [
      'a whole address for what is an address',
      {
        ...program(served('os.Getenv("PORT")')),
        'd.yaml': deploymentOf('env: [{ name: PORT, value: "0.0.0.0:8080" }]'),
      },
    ],
    [
      'a colon where the source puts none',
      { ...program(served('os.Getenv("PORT")')), 'd.yaml': deploymentOf('env: [{ name: PORT, value: ":8080" }]') },
    ],
    [
      'a reference to another variable',
      {
        ...program(served('":" + os.Getenv("PORT")')),
        'd.yaml': deploymentOf('env: [{ name: HTTP, value: "8080" }, { name: PORT, value: "$(HTTP)" }]'),
      },
    ],
    [
      'a colon that the source takes away',
      {
        ...program(
          mainOf(
            'net/http os strings',
            '\tport := os.Getenv("PORT")\n\t_ = http.ListenAndServe(":"+strings.TrimPrefix(port, ":"), nil)',
          ),
        ),
        'd.yaml': deploymentOf('env: [{ name: PORT, value: ":8080" }]'),
      },
    ],
    [
      'a socket',
      {
        ...program(served('os.Getenv("LISTEN_PORT")')),
        'd.yaml': deploymentOf('env: [{ name: LISTEN_PORT, value: "unix:/run/shop.sock" }]'),
      },
    ],
  ],
  'required-variable-set': [
    ...[
      'AWS_REGION',
      'AWS_ROLE_ARN',
      'AWS_WEB_IDENTITY_TOKEN_FILE',
      'AZURE_CLIENT_ID',
      'AZURE_FEDERATED_TOKEN_FILE',
      'KUBERNETES_SERVICE_HOST',
      'HOSTNAME',
      'HOME',
      'PATH',
      'SHOP_SERVICE_HOST',
      'SHOP_PORT_80_TCP_ADDR',
    ].map((name): readonly [string, Texts] => [
      `${name}, which clusters set`,
      { ...required(name), 'd.yaml': deploymentOf('ports: []'), 's.yaml': SERVICE, Dockerfile: SCRATCH },
    ]),
    [
      'what Knative sets',
      {
        ...required('K_SERVICE'),
        Dockerfile: SCRATCH,
        'd.yaml':
          'apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata:\n  name: shop\nspec:\n  template:\n    spec:\n      containers:\n        - image: shop:1.2.3\n',
      },
    ],
    [
      'what an agent injects',
      {
        ...required('DB_DSN'),
        Dockerfile: SCRATCH,
        'd.yaml': annotated(
          deploymentOf('ports: []'),
          "vault.security.banzaicloud.io/vault-env-from-path: 'secret/data/shop'",
        ),
      },
    ],
  ],
  'stop-signal-handled': [
    [
      'a hook that sends it',
      {
        ...interrupted(),
        Dockerfile: SCRATCH,
        'd.yaml': deploymentOf('lifecycle: { preStop: { exec: { command: [/shop, stop, INT] } } }'),
      },
    ],
    [
      'the signal that the pod asks for',
      { ...interrupted(), Dockerfile: SCRATCH, 'd.yaml': deploymentOf('lifecycle: { stopSignal: SIGINT }') },
    ],
    [
      'one command of several',
      {
        ...interrupted(),
        'main.go': String(interrupted()['main.go']).replace('os.Exit(0)', 'println(os.Args[1])'),
        Dockerfile: SCRATCH,
      },
    ],
    ['SIGTERM, too', { ...interrupted(true), Dockerfile: SCRATCH }],
  ],
  'secret-variable-in-secret': [
    [
      'the name of a Secret that the program reads itself',
      {
        'go.mod': `${GO_MOD}\nrequire k8s.io/client-go v0.34.0\n`,
        'main.go':
          'package main\n\nimport (\n\t"os"\n\n\t"k8s.io/client-go/rest"\n)\n\nfunc main() {\n\tconfig, err := rest.InClusterConfig()\n\tprintln(config, err, os.Getenv("OPERATOR_SECRET"))\n}\n',
        'd.yaml': deploymentOf('env: [{ name: OPERATOR_SECRET, value: operator }]'),
      },
    ],
  ],
  'liveness-asks-life': [
    [
      'a database in the process',
      {
        'go.mod': `${GO_MOD}\nrequire modernc.org/sqlite v1.38.0\n`,
        'main.go':
          'package main\n\nimport (\n\t"database/sql"\n\t"net/http"\n\n\t_ "modernc.org/sqlite"\n)\n\nfunc main() {\n\tdb, _ := sql.Open("sqlite", "x.db")\n\thttp.HandleFunc("/healthz", func(w http.ResponseWriter, r *http.Request) { _ = db.Ping() })\n\t_ = http.ListenAndServe(":8080", nil)\n}\n',
        'd.yaml': probed('httpGet: { path: /healthz, port: 8080 }'),
      },
    ],
    [
      'a question to itself',
      {
        ...program(
          mainOf(
            'net/http',
            '\thttp.HandleFunc("/healthz", func(w http.ResponseWriter, r *http.Request) { _, _ = http.Get("http://localhost:8080/ping") })\n\t_ = http.ListenAndServe(":8080", nil)',
          ),
        ),
        'd.yaml': probed('httpGet: { path: /healthz, port: 8080 }'),
      },
    ],
    [
      'a database that it asks beside it',
      {
        'go.mod': `${GO_MOD}\nrequire github.com/lib/pq v1.10.9\n`,
        'main.go':
          'package main\n\nimport (\n\t"database/sql"\n\t"net/http"\n\n\t_ "github.com/lib/pq"\n)\n\nfunc main() {\n\tdb, _ := sql.Open("postgres", "x")\n\thttp.HandleFunc("/healthz", func(w http.ResponseWriter, r *http.Request) {\n\t\tgo db.Ping()\n\t})\n\t_ = http.ListenAndServe(":8080", nil)\n}\n',
        'd.yaml': probed('httpGet: { path: /healthz, port: 8080 }'),
      },
    ],
    [
      'an answer that the database does not change',
      {
        'go.mod': `${GO_MOD}\nrequire github.com/lib/pq v1.10.9\n`,
        'main.go':
          'package main\n\nimport (\n\t"database/sql"\n\t"log"\n\t"net/http"\n\n\t_ "github.com/lib/pq"\n)\n\nfunc main() {\n\tdb, _ := sql.Open("postgres", "x")\n\thttp.HandleFunc("/healthz", func(w http.ResponseWriter, r *http.Request) {\n\t\tif err := db.Ping(); err != nil {\n\t\t\tlog.Print(err)\n\t\t}\n\t\tw.WriteHeader(http.StatusOK)\n\t})\n\t_ = http.ListenAndServe(":8080", nil)\n}\n',
        'd.yaml': probed('httpGet: { path: /healthz, port: 8080 }'),
      },
    ],
  ],
  'grace-period-fits-shutdown': [
    ['exactly the default', { ...gracefulFiles(30), Dockerfile: SCRATCH, 'd.yaml': deploymentOf('ports: []') }],
    [
      'a CronJob',
      {
        ...gracefulFiles(60),
        Dockerfile: SCRATCH,
        'd.yaml':
          'apiVersion: batch/v1\nkind: CronJob\nmetadata:\n  name: shop\nspec:\n  schedule: "* * * * *"\n  jobTemplate:\n    spec:\n      template:\n        spec:\n          restartPolicy: Never\n          containers:\n            - name: shop\n              image: shop:1.2.3\n',
      },
    ],
  ],
  'container-port-listened': [
    [
      'a program of several stages of one Dockerfile',
      {
        'go.mod': GO_MOD,
        'cmd/api/main.go':
          'package main\n\nimport "net/http"\n\nfunc main() { _ = http.ListenAndServe(":8080", nil) }\n',
        'cmd/worker/main.go':
          'package main\n\nimport "net/http"\n\nfunc main() { _ = http.ListenAndServe(":9090", nil) }\n',
        Dockerfile:
          'FROM golang:1.26 AS build\nCOPY . .\nRUN go build -o /out/ ./cmd/...\nFROM scratch AS first\nCOPY --from=build /out/api /api\nENTRYPOINT ["/api"]\nFROM scratch AS second\nCOPY --from=build /out/worker /worker\nENTRYPOINT ["/worker"]\n',
        'compose.yaml':
          'services:\n  a:\n    image: shop:1.2.3\n    build: { context: ., target: first }\n  b:\n    image: other:1\n    build: { context: ., target: second }\n',
        'd.yaml': deploymentOf('ports: [{ containerPort: 8080 }]'),
      },
    ],
  ],
};

describe('what looks like a broken contract and is none', () => {
  for (const [rule, rows] of Object.entries(TABLE)) {
    describe(rule, () => {
      for (const [what, texts] of rows) it(what, async () => assert.deepEqual(await said(rule, texts), []));
    });
  }
});

describe('egress-to-names is milder where another repository may allow DNS', () => {
  const files = { ...databaseFiles(), 'p.yaml': egress('[{ ports: [{ port: 5432 }] }]') };
  const NAMESPACE = 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n';
  const table: readonly (readonly [what: string, texts: Texts, severity: string])[] = [
    ['a policy alone', files, 'info'],
    ['beside its namespace', { ...files, 'n.yaml': NAMESPACE }, 'warning'],
    [
      'for all pods',
      { ...files, 'p.yaml': files['p.yaml'].replace('{ matchLabels: { app: shop } }', '{}') },
      'warning',
    ],
  ];
  for (const [what, texts, severity] of table) {
    it(what, async () => assert.deepEqual(await said('egress-to-names', texts), [`p.yaml:${severity}`]));
  }
});
