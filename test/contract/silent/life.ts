import type { Texts } from '../workspace.ts';
import { deploymentOf, serverFiles } from '../../../src/contract/examples/example-files.ts';
import { gracefulFiles } from '../../../src/contract/examples/shutdown-examples.ts';
import {
  FINAL,
  GO_MOD,
  SCRATCH,
  asked,
  beside,
  handled,
  interrupted,
  mainOf,
  probed,
  program,
  type Silent,
} from './files.ts';

const PROBED_SECURELY = 'livenessProbe:\n  httpGet: { path: /, port: 8080, scheme: HTTPS }';

export const life: Silent = {
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
  'probe-path-exists': [
    [
      'below a folder of files',
      {
        ...handled('\thttp.Handle("/", http.FileServer(http.Dir("web")))\n\thttp.HandleFunc("/api", nil)'),
        'd.yaml': asked('/index.html'),
      },
    ],
    [
      'below a prefix that a variable gives',
      {
        ...handled(
          '\thttp.HandleFunc(os.Getenv("BASE_PATH")+"/health", nil)\n\thttp.HandleFunc("/api", nil)',
          'net/http os',
        ),
        'd.yaml': asked('/shop/health').replace(
          '          livenessProbe',
          '          env: [{ name: BASE_PATH, value: /shop }]\n          livenessProbe',
        ),
      },
    ],
    ['below a subtree', { ...handled('\thttp.HandleFunc("/health/", nil)'), 'd.yaml': asked('/health/live') }],
    [
      'behind a slash that is redirected',
      { ...handled('\thttp.HandleFunc("/healthz/", nil)\n\thttp.HandleFunc("/a", nil)'), 'd.yaml': asked('/healthz') },
    ],
    ['with a query', { ...handled('\thttp.HandleFunc("/healthz", nil)'), 'd.yaml': asked('/healthz?full=1') }],
    [
      'by a handler that looks itself',
      {
        ...handled(
          '\thttp.HandleFunc("/a", nil)\n\thttp.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {})',
        ),
        'd.yaml': asked('/anything'),
      },
    ],
    [
      'on the port of another container',
      {
        ...serverFiles(':8080'),
        'd.yaml': beside(
          '          ports: [{ containerPort: 4180 }]\n          livenessProbe: { httpGet: { path: /ping, port: 4180 } }\n',
        ),
      },
    ],
    [
      'of a host of its own',
      { ...serverFiles(':8080'), 'd.yaml': probed('httpGet: { path: /other, port: 8080, host: example.com }') },
    ],
  ],
  'command-keeps-signal': [
    [
      'exec in the shell',
      {
        ...gracefulFiles(10),
        Dockerfile: FINAL('alpine:3.23', 'ENTRYPOINT ["/shop"]\n'),
        'd.yaml': deploymentOf('command: [sh, -c, "migrate up && exec /shop"]'),
      },
    ],
    [
      'a plain command of the shell, which it becomes',
      {
        ...gracefulFiles(10),
        Dockerfile: FINAL('alpine:3.23', 'ENTRYPOINT ["/shop"]\n'),
        'd.yaml': deploymentOf('command: [sh, -c, /shop]'),
      },
    ],
  ],
  'entrypoint-keeps-signal': [
    ['exec', { ...gracefulFiles(10), Dockerfile: FINAL('alpine:3.23', 'ENTRYPOINT exec /shop\n') }],
    [
      'a script that becomes it',
      {
        ...gracefulFiles(10),
        'run.sh': '#!/bin/sh\nexec /shop "$@"\n',
        Dockerfile: FINAL('alpine:3.23', 'COPY run.sh /run.sh\nENTRYPOINT ["/run.sh"]\n'),
      },
    ],
    [
      'tini',
      {
        ...gracefulFiles(10),
        Dockerfile: FINAL('alpine:3.23', 'RUN apk add --no-cache tini\nENTRYPOINT ["/sbin/tini", "--", "/shop"]\n'),
      },
    ],
  ],
  'kubernetes-token-mounted': [
    [
      'a token in a volume of its own',
      {
        'go.mod': `${GO_MOD}\nrequire k8s.io/client-go v0.34.0\n`,
        'main.go':
          'package main\n\nimport "k8s.io/client-go/rest"\n\nfunc main() {\n\tconfig, err := rest.InClusterConfig()\n\tprintln(config, err)\n}\n',
        'd.yaml': deploymentOf(
          'volumeMounts: [{ name: token, mountPath: /var/run/secrets/kubernetes.io/serviceaccount }]',
        ),
      },
    ],
  ],
  'probe-protocol': [
    ['a service that the program tells of', probedFor('orders', 'server.SetServingStatus("orders", 1)')],
    ['a service whose name is put together', probedFor('orders', 'server.SetServingStatus(names[0], 1)')],
    ['a name that stands elsewhere', probedFor('shop.v1.Orders', 'println("shop.v1.Orders")')],
    ['the server as a whole', probedFor('', '')],
    ['TLS that a variable turns on', securedBy('CERT', 'CERT')],
    ['TLS that a branch puts around the socket', wrapped()],
    ['TLS that something turns on which nobody sees', securedBy('CERT', 'CERTIFICATE', 'load')],
  ],
};

function probedFor(service: string, body: string): Texts {
  return {
    'go.mod': `${GO_MOD}\nrequire google.golang.org/grpc v1.70.0\n`,
    'main.go': `package main\n\nimport (\n\t"net"\n\n\t"google.golang.org/grpc"\n\t"google.golang.org/grpc/health"\n\t"google.golang.org/grpc/health/grpc_health_v1"\n)\n\nvar names = []string{"a"}\n\nfunc main() {\n\tlistener, _ := net.Listen("tcp", ":9090")\n\tserver := health.NewServer()\n\t${body}\n\tall := grpc.NewServer()\n\tgrpc_health_v1.RegisterHealthServer(all, server)\n\t_ = all.Serve(listener)\n}\n`,
    'd.yaml': probed(`grpc: { port: 9090, service: "${service}" }`),
  };
}

/** Asked in HTTPS, and served so where the name says. */
function securedBy(read: string, set: string, by = 'os.Getenv'): Texts {
  return {
    ...handled(
      `\tif cert := ${by}("${read}"); cert != "" {\n\t\t_ = http.ListenAndServeTLS(":8080", cert, "key", nil)\n\t\treturn\n\t}`,
      'net/http os',
    ),
    'd.yaml': deploymentOf(`env: [{ name: ${set}, value: /tls/cert }]\n${PROBED_SECURELY}`),
  };
}

function wrapped(): Texts {
  return {
    ...program(
      mainOf(
        'crypto/tls net net/http os',
        '\tsocket, _ := net.Listen("tcp", ":8080")\n\tif os.Getenv("CERT") != "" {\n\t\tsocket = tls.NewListener(socket, &tls.Config{})\n\t}\n\t_ = http.Serve(socket, nil)',
      ),
    ),
    'd.yaml': deploymentOf(`env: [{ name: CERT, value: /tls/cert }]\n${PROBED_SECURELY}`),
  };
}
