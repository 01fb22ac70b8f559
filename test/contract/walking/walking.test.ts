import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { renameThing } from '../../../src/contract/walking/rename.ts';
import { thingAt } from '../../../src/contract/walking/thing-at.ts';
import { mentions, renamed, walkOf } from './walk.ts';
import type { Texts } from '../workspace.ts';
import { SHOP } from './walking-files.ts';

const DATABASE = [
  '.github/workflows/ci.yml set DATABASE_URL',
  '.github/workflows/ci.yml use DATABASE_URL',
  'Dockerfile set DATABASE_URL',
  'config.yaml set DATABASE_URL',
  'main.go source DATABASE_URL',
];

describe('a variable is found from wherever it stands', () => {
  const places: readonly [file: string, marked: string][] = [
    ['main.go', 'Getenv("«DATABASE_URL»")'],
    ['config.yaml', '«DATABASE_URL»:'],
    ['Dockerfile', 'ENV «DATABASE_URL»='],
    ['.github/workflows/ci.yml', '"$«DATABASE_URL»"'],
  ];
  for (const [file, marked] of places) {
    it(`${file} ${marked}`, async () => {
      assert.deepEqual(await mentions(SHOP, file, marked), DATABASE);
    });
  }
});

/** A route of metrics, an annotated Service, and a monitor of it. */
const SCRAPED: Texts = {
  ...SHOP,
  'main.go': (SHOP['main.go'] ?? '').replace('"GET /healthz"', '"GET /metrics"'),
  'annotated.yaml': (SHOP['service.yaml'] ?? '').replace(
    '  name: shop\n',
    '  name: metrics\n  labels: { app: shop }\n  annotations: { prometheus.io/path: /metrics }\n',
  ),
  'monitor.yaml': `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata:
  name: shop
spec:
  selector:
    matchLabels: { app: shop }
  endpoints:
    - port: http
      path: /metrics
`,
};

describe('what else is found', () => {
  const cases: readonly [what: string, file: string, marked: string, expected: readonly string[]][] = [
    [
      'a route and its probe',
      'deployment.yaml',
      'path: «/healthz»',
      ['deployment.yaml use /healthz', 'main.go source /healthz'],
    ],
    [
      'a port with all that leads to it',
      'Dockerfile',
      'EXPOSE «8080»',
      [
        'Dockerfile set 8080',
        'Dockerfile use 8080',
        'deployment.yaml set 8080',
        'deployment.yaml use 8080',
        'deployment.yaml use 8080',
        'main.go source 8080',
        'main.go source http.ListenAndServe(":"+port, nil) (unwritten)',
        'service.yaml use 8080',
      ],
    ],
    [
      'the program behind an image',
      'deployment.yaml',
      'image: «shop:1.2.3»',
      ['Dockerfile set /shop', 'deployment.yaml use shop:1.2.3', 'main.go source main'],
    ],
    [
      'a port from the string beside the call',
      'main.go',
      'port = "«8080»"',
      [
        'Dockerfile set 8080',
        'Dockerfile use 8080',
        'deployment.yaml set 8080',
        'deployment.yaml use 8080',
        'deployment.yaml use 8080',
        'main.go source 8080',
        'main.go source http.ListenAndServe(":"+port, nil) (unwritten)',
        'service.yaml use 8080',
      ],
    ],
    [
      'a route and what scrapes it',
      'main.go',
      '"GET «/metrics»"',
      ['annotated.yaml use /metrics', 'main.go source /metrics', 'monitor.yaml use /metrics'],
    ],
    ['nothing in other strings', 'main.go', 'panic("«DATABASE_URL» is', []],
    ['nothing at other names', 'main.go', 'func «ok»', []],
    ['nothing at other keys', 'deployment.yaml', 'name: «http»', []],
    ['nothing at the port of a Service itself', 'service.yaml', 'port: «80»', []],
  ];
  for (const [what, file, marked, expected] of cases) {
    it(what, async () => {
      assert.deepEqual(await mentions(what.includes('scrapes') ? SCRAPED : SHOP, file, marked), expected);
    });
  }
});

const BROKEN: Texts = {
  ...SHOP,
  'main.go': (SHOP['main.go'] ?? '').replace('"PORT"', '"PO(RT"').replace('"/orders"', '"/or[ders"'),
  'broken.yaml': 'apiVersion: v1\nkind: ConfigMap\ndata:\n  DATABASE_URL: [\n  "',
  '.github/workflows/broken.yml': 'env: { DATABASE_URL: [\n  ${{ env.DATABASE_URL ${{',
};

describe('broken files', () => {
  for (const file of Object.keys(BROKEN)) {
    it(`do not stop a walk at any place of ${file}`, async () => {
      const walk = await walkOf(BROKEN);
      const text = BROKEN[file] ?? '';
      for (let offset = 0; offset <= text.length; offset += 3) {
        const here = thingAt(file, text, offset, walk);
        if (here) renameThing(here.thing, 'OTHER', walk.contract, [{ file, text }]);
      }
    });
  }
});

describe('a rename', () => {
  it('gives a variable its new name in source, image, manifests and workflow', async () => {
    assert.deepEqual(await renamed(SHOP, 'main.go', 'Getenv("«DATABASE_URL»")', 'SHOP_DB'), [
      '.github/workflows/ci.yml: SHOP_DB: postgres://localhost/test',
      '.github/workflows/ci.yml: - run: psql "$SHOP_DB" && go test ./...',
      'Dockerfile: ENV SHOP_DB=postgres://localhost/shop PORT=8080',
      'config.yaml: SHOP_DB: postgres://db/shop',
      'main.go: open(os.Getenv("SHOP_DB"))',
    ]);
  });

  it('moves a route with its probe, and a port wherever it means the listener', async () => {
    assert.deepEqual(await renamed(SHOP, 'deployment.yaml', 'path: «/healthz»', '/live'), [
      'deployment.yaml: path: /live',
      'main.go: http.HandleFunc("GET /live", ok)',
    ]);
    assert.deepEqual(await renamed(SHOP, 'service.yaml', 'targetPort: «8080»', '9000'), [
      'Dockerfile: ENV DATABASE_URL=postgres://localhost/shop PORT=9000',
      'Dockerfile: EXPOSE 9000',
      'deployment.yaml: value: "9000"',
      'deployment.yaml: - containerPort: 9000',
      'deployment.yaml: port: 9000',
      'main.go: port = "9000"',
      'service.yaml: targetPort: 9000',
    ]);
  });

  it('reaches a name that a constant holds', async () => {
    const main = (SHOP['main.go'] ?? '')
      .replace('os.Getenv("DATABASE_URL")', 'os.Getenv(key)')
      .replace('func open', 'const key = "DATABASE_URL"\n\nfunc open');
    const lines = await renamed({ ...SHOP, 'main.go': main }, 'config.yaml', '«DATABASE_URL»', 'SHOP_DB');
    assert.ok(lines.includes('main.go: const key = "SHOP_DB"'), String(lines));
  });

  const refusals: readonly [what: string, texts: Texts, file: string, marked: string, name: string, why: RegExp][] = [
    ['no name', SHOP, 'config.yaml', '«DATABASE_URL»', '9LIVES', /`9LIVES` is no name of a variable/],
    ['a variable that is read already', SHOP, 'config.yaml', '«DATABASE_URL»', 'PORT', /`shop` reads `PORT` already/],
    [
      'a path that is served already',
      SHOP,
      'deployment.yaml',
      '«/healthz»',
      '/orders',
      /`shop` serves `\/orders` already/,
    ],
    ['no path', SHOP, 'deployment.yaml', '«/healthz»', 'healthz', /`healthz` is no path/],
    ['no port', SHOP, 'Dockerfile', 'EXPOSE «8080»', '80800', /`80800` is no port/],
    [
      'a Secret that nobody sees',
      { ...SHOP, 'config.yaml': '' },
      'main.go',
      'Getenv("«DATABASE_URL»")',
      'SHOP_DB',
      /`shop` takes variables from where nobody sees them here/,
    ],
    [
      'a name that is put together',
      {
        ...SHOP,
        'main.go': (SHOP['main.go'] ?? '')
          .replace('os.Getenv("DATABASE_URL")', 'os.Getenv(prefix + "_URL")')
          .replace('func open', 'const prefix = "DATABASE"\n\nfunc open'),
      },
      'config.yaml',
      '«DATABASE_URL»',
      'SHOP_DB',
      /`DATABASE_URL` is put together in `main.go`/,
    ],
    [
      'a patch in a kustomization that nobody follows',
      {
        ...SHOP,
        'kustomization.yaml': `resources: [deployment.yaml]
patches:
  - target: { kind: Deployment }
    patch: |-
      - op: test
        path: /spec/replicas
        value: 3
      - op: add
        path: /spec/template/spec/containers/0/env/-
        value: { name: DATABASE_URL, value: x }
`,
      },
      'main.go',
      'Getenv("«DATABASE_URL»")',
      'SHOP_DB',
      /A patch in `kustomization.yaml` may mean `DATABASE_URL`, too/,
    ],
    [
      'a monitor that says no path',
      { ...SCRAPED, 'monitor.yaml': (SCRAPED['monitor.yaml'] ?? '').replace('      path: /metrics\n', '') },
      'main.go',
      '"GET «/metrics»"',
      '/stats',
      /ServiceMonitor `shop` asks for `\/metrics` without saying so/,
    ],
    [
      'a Service without an address of its own that has no targetPort',
      {
        ...SHOP,
        'service.yaml': (SHOP['service.yaml'] ?? '').replace(
          /ports:[^]*$/,
          'clusterIP: None\n  ports: [{ port: 8080 }]\n',
        ),
      },
      'Dockerfile',
      'EXPOSE «8080»',
      '9000',
      /A Service in `service.yaml` has no `targetPort`/,
    ],
  ];
  for (const [what, texts, file, marked, name, why] of refusals) {
    it(`is refused for ${what}`, async () => {
      assert.match(String(await renamed(texts, file, marked, name)), why);
    });
  }
});

const SECOND: Texts = {
  ...SHOP,
  'cmd/worker/main.go': `package main

import "os"

func main() {
	for {
		work(os.Getenv("DATABASE_URL"), os.Getenv("APP_QUEUE"))
	}
}

func work(url, queue string) {}
`,
  'overlays/prod/kustomization.yaml': `resources: [../..]
patches:
  - path: patch.yaml
configMapGenerator:
  - name: worker
    literals: [QUEUE=orders]
`,
  'overlays/prod/patch.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: worker
spec:
  template:
    spec:
      containers:
        - name: worker
          env:
            - name: DATABASE_URL
              value: postgres://prod/shop
`,
  'kustomization.yaml': 'resources: [deployment.yaml, config.yaml, service.yaml, worker.yaml]\n',
  'worker.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: worker
spec:
  selector:
    matchLabels: { app: worker }
  template:
    metadata:
      labels: { app: worker }
    spec:
      containers:
        - name: worker
          image: worker:1.2.3
          env:
            - name: DATABASE_URL
              valueFrom:
                configMapKeyRef:
                  name: shop
                  key: DATABASE_URL
          envFrom:
            - prefix: APP_
              configMapRef:
                name: worker
`,
};

describe('two programs', () => {
  it('that take one key have it renamed in both; what a workflow sets, nobody can tell for which', async () => {
    assert.deepEqual(await renamed(SECOND, 'main.go', 'Getenv("«DATABASE_URL»")', 'DB'), [
      'Dockerfile: ENV DB=postgres://localhost/shop PORT=8080',
      'config.yaml: DB: postgres://db/shop',
      'main.go: open(os.Getenv("DB"))',
      'worker.yaml: key: DB',
    ]);
  });

  it('know a key behind the prefix that `envFrom` gives it', async () => {
    assert.deepEqual(await renamed(SECOND, 'overlays/prod/kustomization.yaml', '«QUEUE»=orders', 'APP_TOPIC'), [
      'cmd/worker/main.go: work(os.Getenv("DATABASE_URL"), os.Getenv("APP_TOPIC"))',
      'overlays/prod/kustomization.yaml: literals: [TOPIC=orders]',
    ]);
    assert.match(
      String(await renamed(SECOND, 'overlays/prod/kustomization.yaml', '«QUEUE»=orders', 'TOPIC')),
      /`envFrom` puts `APP_` before the name/,
    );
  });
});

describe('a compose file that runs the program', () => {
  const COMPOSE = {
    'compose.yaml':
      'services:\n  shop:\n    build: .\n    environment:\n      - PORT=8080\n      - "DATABASE_URL=postgres://db/shop"\n',
  };
  const MAP = {
    'compose.yaml': 'services:\n  shop:\n    build: .\n    environment:\n      DATABASE_URL: postgres://db/shop\n',
  };

  it('sets variables of it, and leads to where they are read', async () => {
    for (const compose of [COMPOSE, MAP]) {
      const here = await mentions({ ...SHOP, ...compose }, 'compose.yaml', '«DATABASE_URL»');
      assert.ok(here.includes('compose.yaml set DATABASE_URL') && here.some((one) => one.startsWith('main.go source')));
    }
  });

  it('has them renamed with the source', async () => {
    const changed = await renamed({ ...SHOP, ...COMPOSE }, 'main.go', 'Getenv("«DATABASE_URL»")', 'SHOP_DB');
    assert.ok(changed.includes('compose.yaml: - "SHOP_DB=postgres://db/shop"'));
  });
});
