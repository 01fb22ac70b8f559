import { composeOf } from '../../../src/contract/compose/examples.ts';
import { databaseFiles, deploymentOf, serverFiles } from '../../../src/contract/examples/example-files.ts';
import {
  FINAL,
  GO_MOD,
  SERVED,
  SERVICE,
  annotated,
  beside,
  egress,
  flagged,
  ingress,
  library,
  mainOf,
  probed,
  program,
  type Silent,
} from './files.ts';

/** The address is the variable's, on loopback without one; compose files that give it, or may. */
const settable = (exposed: number): Silent[string] => {
  const main = mainOf('cmp net/http os', '\t_ = http.ListenAndServe(cmp.Or(os.Getenv("ADDR"), "127.0.0.1:8080"), nil)');
  const image = { ...program(main), Dockerfile: FINAL('scratch', `EXPOSE ${exposed}\nENTRYPOINT ["/shop"]\n`) };
  return [
    ['an address that a compose file sets', { ...image, 'compose.yaml': composeOf('environment: { ADDR: ":80" }') }],
    ['a file of variables that is not here', { ...image, 'compose.yaml': composeOf('env_file: .env') }],
  ];
};

export const network: Silent = {
  'exposed-port-listened': [
    ...settable(80),
    [
      'a port for both protocols, as HTTP/3 has it',
      {
        ...serverFiles(':8443'),
        Dockerfile: FINAL('scratch', 'EXPOSE 8443/tcp 8443/udp\nENTRYPOINT ["/shop"]\n'),
      },
    ],
  ],
  'exposes-loopback': [
    ...settable(8080),
    [
      'for what runs beside it in its pod',
      {
        ...serverFiles('127.0.0.1:8080'),
        Dockerfile: FINAL('scratch', 'EXPOSE 8080\nENTRYPOINT ["/shop"]\n'),
        'd.yaml': beside(''),
      },
    ],
  ],
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
    [
      'a port that an argument takes from a variable',
      {
        ...flagged,
        'd.yaml': deploymentOf(
          'args: ["--addr=:$(PORT)"]\nenv: [{ name: PORT, value: "9090" }]\nports: [{ containerPort: 9090 }]',
        ),
      },
    ],
    [
      'a server of a library',
      {
        ...library(
          'github.com/miekg/dns v1.1.60',
          '"github.com/miekg/dns"',
          'go (&dns.Server{Addr: ":5353", Net: "tcp"}).ListenAndServe()',
        ),
        'd.yaml': deploymentOf('ports: [{ containerPort: 5353 }]'),
      },
    ],
    [
      'a node of a mesh of its own',
      {
        ...library(
          'tailscale.com v1.60.0',
          '"tailscale.com/tsnet"',
          's := new(tsnet.Server)\n\tlistener, err := s.Listen("tcp", ":8443")\n\tprintln(listener, err)',
        ),
        'd.yaml': deploymentOf('ports: [{ containerPort: 8443 }]'),
      },
    ],
  ],
  'service-port-listened': [
    [
      'the port of a container beside it',
      {
        ...serverFiles(':8080'),
        'd.yaml': beside('          ports: [{ containerPort: 4180 }]\n'),
        's.yaml': SERVICE.replace('8080', '4180'),
      },
    ],
    [
      'a container beside it that lists none',
      { ...serverFiles(':8080'), 'd.yaml': beside(''), 's.yaml': SERVICE.replace('8080', '4180') },
    ],
    [
      'the telemetry of a proxy that is put in',
      {
        ...serverFiles(':8080'),
        'd.yaml': annotated(deploymentOf('ports: []'), "sidecar.istio.io/inject: 'true'"),
        's.yaml': SERVICE.replace('8080', '15090'),
      },
    ],
    [
      'the telemetry of a proxy of a mesh that the namespace chooses',
      { ...serverFiles(':8080'), 'd.yaml': deploymentOf('ports: []'), 's.yaml': SERVICE.replace('8080', '15020') },
    ],
    [
      'the sidecar of Dapr',
      {
        ...serverFiles(':8080'),
        'd.yaml': annotated(deploymentOf('ports: []'), "dapr.io/enabled: 'true'"),
        's.yaml': SERVICE.replace('8080', '3500'),
      },
    ],
  ],
  'listens-on-loopback': [
    [
      'behind a proxy in the pod',
      {
        ...serverFiles('127.0.0.1:8080'),
        'd.yaml': beside('          ports: [{ containerPort: 4180 }]\n'),
        's.yaml': SERVICE.replace('8080', '4180'),
      },
    ],
    [
      'profiles beside the server',
      {
        ...program(
          mainOf(
            'net/http',
            '\tgo http.ListenAndServe("localhost:6060", nil)\n\t_ = http.ListenAndServe(":8080", nil)',
          ),
        ),
        'd.yaml': deploymentOf('ports: [{ containerPort: 8080 }]'),
        's.yaml': SERVICE,
      },
    ],
    [
      'on the network of the node',
      {
        ...serverFiles('127.0.0.1:8080'),
        'd.yaml': deploymentOf('ports: []').replace('    spec:\n', '    spec:\n      hostNetwork: true\n'),
      },
    ],
    ['asked from inside', { ...serverFiles('127.0.0.1:8080'), 'd.yaml': probed('exec: { command: [/shop, health] }') }],
  ],
  'low-port-allowed': [
    [
      'with the capability',
      {
        ...serverFiles(':80'),
        Dockerfile: FINAL('scratch', 'USER 65532\nENTRYPOINT ["/shop"]\n'),
        'd.yaml': deploymentOf(
          'securityContext: { runAsNonRoot: true, capabilities: { drop: [ALL], add: [NET_BIND_SERVICE] } }',
        ),
      },
    ],
    [
      'with the sysctl',
      {
        ...serverFiles(':80'),
        Dockerfile: FINAL('scratch', 'USER 65532\nENTRYPOINT ["/shop"]\n'),
        'd.yaml': deploymentOf('ports: []').replace(
          '    spec:\n',
          '    spec:\n      securityContext: { sysctls: [{ name: net.ipv4.ip_unprivileged_port_start, value: "0" }] }\n',
        ),
      },
    ],
  ],
};
