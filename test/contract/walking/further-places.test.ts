import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { workflowMentions } from '../../../src/contract/walking/workflow-variables.ts';
import { renamed } from './walk.ts';
import { SHOP } from './walking-files.ts';
import type { Texts } from '../workspace.ts';

const without = (...files: readonly string[]): Texts =>
  Object.fromEntries(Object.entries(SHOP).filter(([file]) => !files.includes(file)));

const PORT = [
  'Dockerfile: ENV DATABASE_URL=postgres://localhost/shop PORT=9000',
  'Dockerfile: EXPOSE 9000',
  'main.go: port = "9000"',
];
const PORT_OF_PODS = [
  'deployment.yaml: - containerPort: 9000',
  'deployment.yaml: port: 9000',
  'deployment.yaml: value: "9000"',
];

/** What an overlay says itself, by operations and by a part of the object, and in a file of operations. */
const OVERLAID: Texts = {
  ...SHOP,
  'kustomization.yaml': 'resources: [deployment.yaml, service.yaml, config.yaml]\n',
  'dev/kustomization.yaml': `resources: [..]
patches:
  - patch: |-
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: shop }
      spec:
        template:
          spec:
            containers:
              - name: shop
                env:
                  - name: PORT
                    value: "8080"
  - target: { kind: Deployment, name: shop }
    path: operations.yaml
`,
  'dev/operations.yaml': `- op: replace
  path: /spec/template/spec/containers/0/livenessProbe/httpGet/path
  value: /healthz
- op: add
  path: /spec/template/spec/containers/0/readinessProbe
  value: { httpGet: { path: /healthz, port: 8080 } }
- op: replace
  path: /spec/template/spec/containers/0/ports/0/containerPort
  value: 8080
`,
};

const PATCHED_PORT = [
  ...PORT,
  ...PORT_OF_PODS,
  'dev/kustomization.yaml: value: "9000"',
  'dev/operations.yaml: value: 9000',
  'dev/operations.yaml: value: { httpGet: { path: /healthz, port: 9000 } }',
  'service.yaml: targetPort: 9000',
];

/** What the balancers of Google's cloud ask. */
const BALANCED: Texts = {
  ...SHOP,
  'service.yaml': (SHOP['service.yaml'] ?? '').replace(
    'name: shop\n',
    'name: shop\n  annotations: { cloud.google.com/backend-config: \'{"ports": {"80": "shop"}}\' }\n',
  ),
  'balancer.yaml': `apiVersion: cloud.google.com/v1
kind: BackendConfig
metadata: { name: shop }
spec:
  healthCheck: { type: HTTP, requestPath: /healthz, port: 8080 }
---
apiVersion: networking.gke.io/v1
kind: HealthCheckPolicy
metadata: { name: shop }
spec:
  default:
    config: { type: HTTP, httpHealthCheck: { requestPath: /healthz, port: 8080 } }
  targetRef: { group: "", kind: Service, name: shop }
---
apiVersion: cloud.google.com/v1
kind: BackendConfig
metadata: { name: other }
spec:
  healthCheck: { type: HTTP, requestPath: /healthz, port: 8080 }
`,
};

const COMPOSED: Texts = {
  ...without('deployment.yaml', 'service.yaml', 'config.yaml'),
  'main.go': `package main

import (
	"flag"
	"net/http"
)

func main() {
	address := flag.String("listen", ":8080", "")
	flag.Parse()
	_ = http.ListenAndServe(*address, nil)
}
`,
  'compose.yaml': `services:
  shop:
    build: .
    command: ["-listen", "0.0.0.0:8080"]
    expose: ["8080", 9090]
`,
};

const service = (ports: string): Texts => ({
  ...SHOP,
  'service.yaml': (SHOP['service.yaml'] ?? '').replace(/ports:[^]*$/, ports),
});

interface Case {
  readonly what: string;
  readonly texts: Texts;
  /** Where it is renamed: the file, and the text with the name in «…». */
  readonly at: readonly [file: string, marked: string];
  readonly name: string;
  readonly lines: readonly string[];
}

const cases: readonly Case[] = [
  {
    what: 'a port that patches set, by a variable, by operations and in a probe that they add',
    ...{ texts: OVERLAID, at: ['main.go', 'port = "«8080»"'], name: '9000', lines: PATCHED_PORT },
  },
  {
    what: 'a port from an operation on it',
    ...{ texts: OVERLAID, at: ['dev/operations.yaml', 'value: «8080»'], name: '9000', lines: PATCHED_PORT },
  },
  {
    what: 'a port that a component sets for whatever includes it',
    texts: {
      ...OVERLAID,
      'prod/kustomization.yaml': 'resources: [..]\ncomponents: [../dev]\n',
      'dev/kustomization.yaml': `kind: Component\napiVersion: kustomize.config.k8s.io/v1alpha1\n${(OVERLAID['dev/kustomization.yaml'] ?? '').replace('resources: [..]\n', '')}`,
    },
    ...{ at: ['main.go', 'port = "«8080»"'], name: '9000', lines: PATCHED_PORT },
  },
  {
    what: 'a variable from a patch that a kustomization holds',
    ...{ texts: OVERLAID, at: ['dev/kustomization.yaml', 'name: «PORT»'], name: 'LISTEN' },
    lines: [
      'Dockerfile: ENV DATABASE_URL=postgres://localhost/shop LISTEN=8080',
      'deployment.yaml: - name: LISTEN',
      'dev/kustomization.yaml: - name: LISTEN',
      'main.go: port := os.Getenv("LISTEN")',
    ],
  },
  {
    what: 'a route that operations ask for',
    ...{ texts: OVERLAID, at: ['main.go', '"GET «/healthz»"'], name: '/live' },
    lines: [
      'deployment.yaml: path: /live',
      'dev/operations.yaml: value: /live',
      'dev/operations.yaml: value: { httpGet: { path: /live, port: 8080 } }',
      'main.go: http.HandleFunc("GET /live", ok)',
    ],
  },
  {
    what: 'a route from the policy of a balancer, but none of a configuration that the Service does not name',
    ...{ texts: BALANCED, at: ['balancer.yaml', 'httpHealthCheck: { requestPath: «/healthz»'], name: '/live' },
    lines: [
      'balancer.yaml: config: { type: HTTP, httpHealthCheck: { requestPath: /live, port: 8080 } }',
      'balancer.yaml: healthCheck: { type: HTTP, requestPath: /live, port: 8080 }',
      'deployment.yaml: path: /live',
      'main.go: http.HandleFunc("GET /live", ok)',
    ],
  },
  {
    what: 'a port that balancers ask',
    ...{ texts: BALANCED, at: ['main.go', 'port = "«8080»"'], name: '9000' },
    lines: [
      ...PORT,
      ...PORT_OF_PODS,
      'balancer.yaml: config: { type: HTTP, httpHealthCheck: { requestPath: /healthz, port: 9000 } }',
      'balancer.yaml: healthCheck: { type: HTTP, requestPath: /healthz, port: 9000 }',
      'service.yaml: targetPort: 9000',
    ],
  },
  {
    what: 'a port in what compose exposes, and in its command',
    ...{ texts: COMPOSED, at: ['main.go', '":«8080»"'], name: '9000' },
    lines: [
      'Dockerfile: EXPOSE 9000',
      'compose.yaml: command: ["-listen", "0.0.0.0:9000"]',
      'compose.yaml: expose: ["9000", 9090]',
      'main.go: address := flag.String("listen", ":9000", "")',
    ],
  },
  {
    what: 'a port behind a Service that says no other one, which gets a targetPort',
    ...{
      texts: service('ports:\n    - name: http\n      port: 8080 # of the shop'),
      at: ['main.go', 'port = "«8080»"'],
    },
    ...{
      name: '9000',
      lines: [...PORT, ...PORT_OF_PODS, 'service.yaml: port: 8080', 'service.yaml: targetPort: 9000 # of the shop'],
    },
  },
  {
    what: 'the same in brackets',
    ...{ texts: service('ports: [{ port: 8080, name: http }]\n'), at: ['main.go', 'port = "«8080»"'], name: '9000' },
    lines: [...PORT, ...PORT_OF_PODS, 'service.yaml: ports: [{ port: 8080, targetPort: 9000, name: http }]'],
  },
  {
    what: 'a variable whose name is a constant that is another one',
    texts: {
      ...SHOP,
      'main.go': (SHOP['main.go'] ?? '')
        .replace('func main', 'const (\n\tkey = "DATABASE_URL"\n\talias = key\n)\n\nfunc main')
        .replace('Getenv("DATABASE_URL")', 'Getenv(alias)')
        .replace('panic("DATABASE_URL is not set")', 'panic("no database")'),
    },
    ...{ at: ['config.yaml', '«DATABASE_URL»'], name: 'SHOP_DB' },
    lines: [
      '.github/workflows/ci.yml: - run: psql "$SHOP_DB" && go test ./...',
      '.github/workflows/ci.yml: SHOP_DB: postgres://localhost/test',
      'Dockerfile: ENV SHOP_DB=postgres://localhost/shop PORT=8080',
      'config.yaml: SHOP_DB: postgres://db/shop',
      'main.go: key = "SHOP_DB"',
    ],
  },
];

it('a rename reaches what runs before the other containers of a pod', async () => {
  const first = '        - { name: first, image: shop:1.2.3, args: [migrate], env: [{ name: PORT, value: "1" }] }';
  const deployment = (SHOP['deployment.yaml'] ?? '').replace(
    '      containers:\n',
    `      initContainers:\n${first}\n      containers:\n`,
  );
  const lines = await renamed({ ...SHOP, 'deployment.yaml': deployment }, 'main.go', '"«PORT»"', 'LISTEN');
  assert.ok(lines.includes(`deployment.yaml: ${first.trim().replace('PORT', 'LISTEN')}`), String(lines));
});

/** Fields that a kustomization copies from one object to another. */
/** A path that a constant and a text make, and one whose end is that of another path, too. */
const GROUPED: Texts = {
  ...without('service.yaml'),
  'main.go': (SHOP['main.go'] ?? '')
    .replace('func main', 'const (\n\troot = "/v2"\n\tlist = "/list"\n)\n\nfunc main')
    .replace('"/orders"', '"GET "+root+"/orders"')
    .replace(
      'http.HandleFunc("GET /healthz", ok)',
      'http.HandleFunc(root+list, ok)\n\thttp.HandleFunc("/v1"+list, ok)',
    ),
  'deployment.yaml': `${(SHOP['deployment.yaml'] ?? '').replace('/healthz', '/v2/orders')}          readinessProbe: { httpGet: { path: /v2/list, port: 8080 } }\n`,
};

describe('a path that is put together', () => {
  it('is renamed where its end alone changes', async () => {
    assert.deepEqual(await renamed(GROUPED, 'deployment.yaml', 'path: «/v2/orders»', '/v2/baskets'), [
      'deployment.yaml: path: /v2/baskets',
      'main.go: http.HandleFunc("GET "+root+"/baskets", ok)',
    ]);
  });

  it('keeps its beginning', async () => {
    const refused = await renamed(GROUPED, 'deployment.yaml', 'path: «/v2/orders»', '/v3/orders');
    assert.equal(refused, '`/v2/orders` is put together in `main.go`: its beginning stays `/v2`');
  });

  it('is left alone where other paths end with the same text', async () => {
    const refused = await renamed(GROUPED, 'deployment.yaml', 'path: «/v2/list»', '/v2/all');
    assert.equal(refused, '`/v2/list` is put together in `main.go`: there is no text to change');
  });
});

describe('a rename leaves to the user', () => {
  it('what a workflow gives to a container', () => {
    const text = 'jobs: { x: { steps: [{ run: "docker run -e MODE=a --env=MODE -e MODEL x" }] } }\n';
    const found = workflowMentions({ file: 'ci.yml', text }, 'MODE');
    assert.deepEqual(
      found.map(({ start, unsure }) => [text.slice(start, start + 5), unsure]),
      [
        ['MODE=', true],
        ['MODE ', true],
      ],
    );
  });
});

describe('a rename reaches further', () => {
  for (const { what, texts, at, name, lines } of cases) {
    it(what, async () => {
      const changed = await renamed(texts, ...at, name);
      assert.deepEqual(Array.isArray(changed) ? changed.toSorted() : changed, lines.toSorted());
    });
  }
});
