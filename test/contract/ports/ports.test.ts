import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deploymentOf, serverFiles } from '../../../src/contract/examples/example-files.ts';
import { assertFixesMend, finder } from '../found.ts';
import type { Texts } from '../workspace.ts';

const SERVER = serverFiles(':8080');
const LOCAL = serverFiles('127.0.0.1:8080');
/** Listens where a variable says. */
const CONFIGURED = (variable: string, fallback: string, address = variable): Texts => ({
  ...SERVER,
  'main.go': `package main

import (
	"cmp"
	"net/http"
	"os"
)

func main() {
	${variable} := cmp.Or(os.Getenv("${variable.toUpperCase()}"), "${fallback}")
	http.HandleFunc("/healthz", func(w http.ResponseWriter, r *http.Request) {})
	_ = http.ListenAndServe(${address}, nil)
}
`,
});
const PORT = CONFIGURED('port', '8080', '":"+port');
const ADDR = CONFIGURED('addr', '127.0.0.1:8080');
/** Serves on a flag's port, metrics on another flag's. */
const FLAGS: Texts = {
  ...SERVER,
  'main.go': `package main

import (
	"flag"
	"fmt"
	"net/http"
)

func main() {
	port := flag.Int("port", 8080, "")
	metrics := flag.String("metrics", ":2112", "")
	flag.Parse()
	go func() { _ = http.ListenAndServe(*metrics, http.NewServeMux()) }()
	http.HandleFunc("/healthz", func(w http.ResponseWriter, r *http.Request) {})
	_ = http.ListenAndServe(fmt.Sprintf(":%d", *port), nil)
}
`,
};
const listing = (port: number) => `ports:\n  - containerPort: ${port}`;
const service = (ports: string, name = 'shop') =>
  `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\nspec:\n  selector: { app: shop }\n  ports: ${ports}\n`;
/** On loopback beside another port. */
const BESIDE: Texts = {
  ...LOCAL,
  'main.go': (LOCAL['main.go'] ?? '').replace(
    '\t_ = http',
    '\tgo func() { _ = http.ListenAndServe(":9000", nil) }()\n\t_ = http',
  ),
};

const RULES = /^(?:container-port-listened|exposed-port-listened|service-port-listened|.*loopback)$/;

const found = finder(RULES);

describe('a port that nothing listens on is reported, with what joins the two', () => {
  const table: readonly [what: string, texts: Texts, expected: readonly string[]][] = [
    [
      'the port goes where the program listens, or a variable moves the program',
      { ...PORT, 'd.yaml': deploymentOf(listing(9000)) },
      ['d.yaml: container-port-listened: 9000: Change 9000 to 8080 | Set `PORT` to `9000`'],
    ],
    [
      'an argument moves one of two listeners, and says nothing of the other',
      { ...FLAGS, 'd.yaml': deploymentOf(`args: [-port=9000]\n${listing(8080)}\n  - containerPort: 2112`) },
      ['d.yaml: container-port-listened: 8080: Change 8080 to 9000'],
    ],
    [
      'a variable that several places disagree with is changed first',
      {
        ...PORT,
        'd.yaml': deploymentOf(`${listing(8080)}\nenv:\n  - { name: PORT, value: "9000" }`),
        's.yaml': service('[{ port: 80, targetPort: 8080 }]'),
      },
      ['d.yaml: container-port-listened: 8080: Set `PORT` to `8080` | Change 8080 to 9000'],
    ],
    [
      'a variable that the ConfigMap does not hold is added',
      {
        ...PORT,
        'd.yaml': deploymentOf(`${listing(8081)}\nenvFrom:\n  - configMapRef: { name: shop }`),
        'c.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: shop }\ndata: { OTHER: x }\n',
      },
      ['d.yaml: container-port-listened: 8081: Change 8081 to 8080 | Set `PORT` to `8081`'],
    ],
    [
      'a Service that sends to a number where nothing listens',
      { ...SERVER, 'd.yaml': deploymentOf(listing(8080)), 's.yaml': service('[{ port: 80, targetPort: 9000 }]') },
      ['s.yaml: service-port-listened: 9000: Change 9000 to 8080'],
    ],
    [
      'a Service that leaves out where it sends to',
      { ...SERVER, 'd.yaml': deploymentOf(listing(8080)), 's.yaml': service('[{ port: 80 }]') },
      ['s.yaml: service-port-listened: 80: Change 80 to 8080'],
    ],
    [
      'a Service whose program can be moved',
      { ...PORT, 'd.yaml': deploymentOf('# no ports'), 's.yaml': service('[{ port: 80 }]') },
      ['s.yaml: service-port-listened: 80: Change 80 to 8080 | Set `PORT` to `80`'],
    ],
    [
      'loopback by the default of a variable',
      { ...ADDR, 'd.yaml': deploymentOf(listing(8080)) },
      [
        'main.go: listens-on-loopback: os.Getenv("ADDR"): Set `ADDR` to `:8080`',
        'd.yaml: listens-on-loopback: 8080: Set `ADDR` to `:8080`',
      ],
    ],
    [
      'loopback by a variable that the manifest sets',
      { ...ADDR, 'd.yaml': deploymentOf(`${listing(8080)}\nenv:\n  - name: ADDR\n    value: 127.0.0.1:8080`) },
      [
        'd.yaml: listens-on-loopback: 8080: Set `ADDR` to `:8080`',
        'd.yaml: listens-on-loopback: 127.0.0.1:8080: Set `ADDR` to `:8080`',
      ],
    ],
    [
      'loopback that Prometheus is to ask, beside what everybody reaches',
      {
        ...BESIDE,
        'd.yaml': deploymentOf('ports: [{ containerPort: 9000 }, { name: metrics, containerPort: 8080 }]'),
        'm.yaml':
          'apiVersion: monitoring.coreos.com/v1\nkind: PodMonitor\nmetadata: { name: shop }\nspec:\n  selector: { matchLabels: { app: shop } }\n  podMetricsEndpoints: [{ port: metrics }]\n',
      },
      [
        'main.go: listens-on-loopback: "127.0.0.1:8080": Listen on all addresses',
        'd.yaml: listens-on-loopback: 8080: Listen on all addresses',
      ],
    ],
    [
      'loopback that a probe asks, without any list of ports',
      { ...LOCAL, 'd.yaml': deploymentOf('livenessProbe:\n  tcpSocket: { port: 8080 }') },
      [
        'main.go: listens-on-loopback: "127.0.0.1:8080": Listen on all addresses',
        'd.yaml: listens-on-loopback: 8080: Listen on all addresses',
      ],
    ],
    [
      'a port that only a Service without an address of its own seems to reach',
      {
        ...SERVER,
        'd.yaml': deploymentOf('# no ports'),
        's.yaml': service('[{ port: 80, targetPort: 9000 }]'),
        'h.yaml': service('[{ port: 8080 }]', 'shop-headless').replace('spec:\n', 'spec:\n  clusterIP: None\n'),
      },
      ['s.yaml: service-port-listened: 9000: Change 9000 to 8080'],
    ],
    [
      'loopback beside a proxy, where the Service does not go through it',
      {
        ...LOCAL,
        'd.yaml': deploymentOf(listing(8080)) + '        - name: proxy\n          image: proxy:1\n',
        's.yaml': service('[{ port: 80, targetPort: 8080 }]'),
      },
      [
        'main.go: listens-on-loopback: "127.0.0.1:8080": Listen on all addresses',
        'd.yaml: listens-on-loopback: 8080: Listen on all addresses',
      ],
    ],
  ];
  for (const [what, texts, expected] of table) {
    it(what, async () => assert.deepEqual(await found(texts), expected));
  }

  it('every fix of these leaves nothing to say', () => assertFixesMend(table, RULES, found));
});

describe('is silent where the files do not decide', () => {
  const proxy = '        - name: proxy\n          image: proxy:1\n';
  const patch = (text: string) =>
    `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [d.yaml, s.yaml]\npatches:\n  - patch: |\n      apiVersion: apps/v1\n      kind: Deployment\n      metadata: { name: shop }\n      spec: { template: { spec: { containers: [{ name: shop, ${text} }] } } }\n`;
  const table: readonly [what: string, texts: Texts][] = [
    [
      'a Service that sends where the program listens, though the container lists nothing',
      { ...SERVER, 'd.yaml': deploymentOf('# no ports'), 's.yaml': service('[{ port: 80, targetPort: 8080 }]') },
    ],
    [
      'a second Service for a port that a library may open',
      {
        ...SERVER,
        'd.yaml': deploymentOf(listing(8080)),
        's.yaml': service('[{ port: 80, targetPort: 8080 }]'),
        'm.yaml': service('[{ port: 9090 }]', 'metrics'),
      },
    ],
    [
      'a Service of pods with another container',
      {
        ...SERVER,
        'd.yaml': deploymentOf(listing(8080)) + proxy,
        's.yaml': service('[{ port: 80, targetPort: 9000 }]'),
      },
    ],
    [
      'a Service whose port the container lists: that is said there',
      {
        ...SERVER,
        'd.yaml': deploymentOf('ports: [{ containerPort: 8080 }, { containerPort: 9000 }]'),
        's.yaml': service('[{ port: 80, targetPort: 9000 }]'),
      },
    ],
    [
      'a Service without a selector',
      {
        ...SERVER,
        'd.yaml': deploymentOf(listing(8080)),
        's.yaml': service('[{ port: 80, targetPort: 9000 }]').replace('  selector: { app: shop }\n', ''),
      },
    ],
    [
      'a Service of another protocol',
      { ...SERVER, 'd.yaml': deploymentOf(listing(8080)), 's.yaml': service('[{ port: 53, protocol: UDP }]') },
    ],
    [
      'a program whose variable comes from elsewhere',
      {
        ...PORT,
        'd.yaml': deploymentOf('envFrom:\n  - secretRef: { name: shop }'),
        's.yaml': service('[{ port: 80, targetPort: 9000 }]'),
      },
    ],
    [
      'a port that a patch may change',
      {
        ...SERVER,
        'd.yaml': deploymentOf(listing(9000)),
        's.yaml': service('[{ port: 80, targetPort: 8080 }]'),
        'kustomization.yaml': patch('ports: [{ containerPort: 8080 }]'),
      },
    ],
    [
      'arguments that a patch adds',
      {
        ...SERVER,
        'main.go':
          'package main\n\nimport (\n\t"flag"\n\t"net/http"\n)\n\nfunc main() {\n\taddr := flag.String("addr", ":8080", "")\n\tflag.Parse()\n\t_ = http.ListenAndServe(*addr, nil)\n}\n',
        Dockerfile: 'FROM scratch\nCOPY shop /shop\nENTRYPOINT ["/shop"]\n',
        'd.yaml': deploymentOf(listing(9000)),
        's.yaml': service('[{ port: 80, targetPort: 9000 }]'),
        'kustomization.yaml': patch('args: ["--addr=:9000"]'),
      },
    ],
    [
      'a probe of another host',
      { ...SERVER, 'd.yaml': deploymentOf('livenessProbe:\n  httpGet: { host: example.com, port: 443, path: / }') },
    ],
    [
      'loopback that a proxy in the same pod stands before',
      {
        ...LOCAL,
        'd.yaml': deploymentOf(listing(8080)) + proxy,
        's.yaml': service('[{ port: 80, targetPort: 4180 }]'),
      },
    ],
    [
      'loopback for port-forward, beside what everybody reaches',
      {
        ...BESIDE,
        'd.yaml': deploymentOf('ports: [{ containerPort: 9000 }, { name: debug, containerPort: 8080 }]'),
      },
    ],
    [
      'loopback for port-forward, beside a port that nobody knows of',
      { ...LOCAL, 'd.yaml': deploymentOf('ports: [{ containerPort: 9000 }, { name: debug, containerPort: 8080 }]') },
    ],
    [
      'loopback on the network of the node',
      {
        ...LOCAL,
        'd.yaml': deploymentOf(listing(8080)).replace(
          '      containers:',
          '      hostNetwork: true\n      containers:',
        ),
      },
    ],
    [
      'loopback that a variable of the manifest opens',
      { ...ADDR, 'd.yaml': deploymentOf(`${listing(8080)}\nenv:\n  - { name: ADDR, value: ":8080" }`) },
    ],
    ['a Service alone', { 's.yaml': service('[{ port: 80 }]') }],
    ['a half-typed Service', { ...SERVER, 'd.yaml': deploymentOf(listing(8080)), 's.yaml': service('[{ port: }]') }],
  ];
  for (const [what, texts] of table) {
    it(what, async () => assert.deepEqual(await found(texts), []));
  }
});
