import { deploymentOf } from '../../../src/contract/examples/example-files.ts';
import type { Texts } from '../workspace.ts';
import { GO_MOD, SCRATCH, SERVICE, annotated, mainOf, program, required, served, type Silent } from './files.ts';

export const settings: Silent = {
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
  'variable-read': [
    'GOGC',
    'GODEBUG',
    'TZ',
    'SSL_CERT_FILE',
    'HTTPS_PROXY',
    'NO_PROXY',
    'OTEL_SERVICE_NAME',
    'AWS_REGION',
    'PGPASSWORD',
    'GOOGLE_APPLICATION_CREDENTIALS',
    'POD_NAME',
    'GIN_MODE',
    'GRPC_GO_LOG_SEVERITY_LEVEL',
    'DD_AGENT_HOST',
    'TMPDIR',
    'HOME',
    'GOCOVERDIR',
    'GOTRACEBACK',
    'KUBERNETES_NAMESPACE',
  ].map(
    (name) =>
      [
        name,
        {
          ...program(served('os.Getenv("ADDR")')),
          Dockerfile: SCRATCH,
          'd.yaml': deploymentOf(`env: [{ name: ADDR, value: ":8080" }, { name: ${name}, value: "x" }]`),
        },
      ] as const,
  ),
  'writes-to-volume': [
    [
      'below a folder that is mounted',
      {
        ...program(mainOf('os', '\t_ = os.WriteFile("/data/x", nil, 0o644)')),
        Dockerfile: SCRATCH,
        'd.yaml': deploymentOf(
          'securityContext: { readOnlyRootFilesystem: true }\nvolumeMounts: [{ name: data, mountPath: /data }]',
        ),
      },
    ],
    [
      'to a folder that a variable moves there',
      {
        ...program(
          mainOf(
            'os path/filepath',
            '\tdir := os.Getenv("DATA_DIR")\n\tif dir == "" {\n\t\tdir = "data"\n\t}\n\t_ = os.WriteFile(filepath.Join(dir, "x"), nil, 0o644)',
          ),
        ),
        Dockerfile: SCRATCH,
        'd.yaml': deploymentOf(
          'securityContext: { readOnlyRootFilesystem: true }\nenv: [{ name: DATA_DIR, value: /mnt/data }]\nvolumeMounts: [{ name: data, mountPath: /mnt }]',
        ),
      },
    ],
    [
      'to temporary files whose folder a variable names',
      {
        ...program(mainOf('os', '\tf, err := os.CreateTemp("", "x")\n\tprintln(f, err)')),
        Dockerfile: SCRATCH,
        'd.yaml': deploymentOf(
          'securityContext: { readOnlyRootFilesystem: true }\nenv: [{ name: TMPDIR, value: /scratch }]\nvolumeMounts: [{ name: s, mountPath: /scratch }]',
        ),
      },
    ],
    [
      'to the root, where links that the image copies may lead elsewhere',
      {
        ...program(mainOf('os', '\t_ = os.WriteFile("/shop.db", nil, 0o644)')),
        Dockerfile: `${SCRATCH}COPY --from=build /links/ /\n`,
        'd.yaml': deploymentOf('securityContext: { readOnlyRootFilesystem: true }'),
      },
    ],
    [
      'to the standard output',
      {
        ...program(mainOf('os', '\tf, _ := os.OpenFile("/dev/stdout", os.O_WRONLY, 0)\n\tprintln(f)')),
        Dockerfile: SCRATCH,
        'd.yaml': deploymentOf('securityContext: { readOnlyRootFilesystem: true }'),
      },
    ],
    [
      'the termination log',
      {
        ...program(mainOf('os', '\t_ = os.WriteFile("/dev/termination-log", nil, 0o644)')),
        Dockerfile: SCRATCH,
        'd.yaml': deploymentOf('securityContext: { readOnlyRootFilesystem: true }'),
      },
    ],
  ],
};
