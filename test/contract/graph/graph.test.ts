import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deploymentOf, serverFiles } from '../../../src/contract/examples/example-files.ts';
import { formatGraph } from '../../../src/contract/graph/formats.ts';
import { graphOf, type Texts } from '../workspace.ts';

const SERVICE = `apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  selector: { app: shop }
  ports:
    - port: 80
      targetPort: http
`;

const HEALTHY: Texts = {
  ...serverFiles(':8080'),
  Dockerfile:
    'FROM golang:1.26 AS build\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM scratch\nCOPY --from=build /shop /shop\nEXPOSE 8080\nENTRYPOINT ["/shop"]\n',
  'd.yaml': deploymentOf(
    'ports:\n  - containerPort: 8080\n    name: http\nlivenessProbe:\n  httpGet:\n    path: /healthz\n    port: http',
  ),
  's.yaml': SERVICE,
};

/** `from → to kind state`, with the labels of the nodes. */
async function edges(texts: Texts): Promise<string[]> {
  const graph = await graphOf(texts);
  const label = (id: string) => graph.nodes.find((node) => node.id === id)?.label ?? `no node ${id}`;
  return graph.edges
    .filter(({ kind }) => kind !== 'has')
    .map(({ from, to, kind, state }) => `${label(from)} → ${label(to)} ${kind} ${state}`);
}

describe('the graph', () => {
  it('says of a port that the source leaves open what sets it', async () => {
    const main =
      'package main\n\nimport (\n\t"net/http"\n\t"os"\n)\n\nfunc main() { http.ListenAndServe(":"+os.Getenv("PORT"), nil) }\n';
    const { nodes } = await graphOf({ ...serverFiles(':8080'), 'main.go': main });
    assert.equal(nodes.find(({ kind }) => kind === 'listener')?.label, ':? (PORT)');
  });

  it('joins source, image and manifests', async () => {
    assert.deepEqual(
      (await edges(HEALTHY)).sort(),
      [
        ':8080 → EXPOSE 8080 port ok',
        ':8080 → http 8080 port ok',
        'COPY /shop /shop → build (golang:1.26) from ok',
        'Dockerfile → shop runs ok',
        'shop → Dockerfile from ok',
        'http 8080 → liveness port ok',
        'liveness → /healthz asks ok',
        'shop → Deployment shop selects ok',
        'shop → shop runs ok',
        '80 → http → http 8080 port ok',
      ].sort(),
    );
  });

  it('has a node for every end of an edge, once, in a file and on a line', async () => {
    const { nodes, edges: all } = await graphOf(HEALTHY);
    const ids = nodes.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    for (const { from, to } of all) assert.ok(ids.includes(from) && ids.includes(to), `${from} ${to}`);
    for (const { file, line } of nodes) {
      assert.ok(line >= 1 && line <= (HEALTHY[file] ?? '').split('\n').length, `${file}:${line}`);
    }
    const port = nodes.find(({ kind }) => kind === 'port');
    assert.match(HEALTHY['d.yaml']?.split('\n')[(port?.line ?? 0) - 1] ?? '', /containerPort: 8080/);
  });

  const broken: readonly [what: string, change: Texts, edge: string][] = [
    [
      'another container port',
      { 'd.yaml': deploymentOf('ports:\n  - containerPort: 9090') },
      ':8080 → 9090 port broken',
    ],
    ['loopback', serverFiles('127.0.0.1:8080'), ':8080 → http 8080 port broken'],
    ['a port name that no container has', { 's.yaml': SERVICE.replace('http', 'web') }, '80 → web → shop port broken'],
    ['a number where nothing listens', { 's.yaml': SERVICE.replace('http', '9') }, ':8080 → 80 → 9 port broken'],
    [
      'a port that only run time knows',
      {
        'main.go':
          'package main\n\nimport (\n\t"net/http"\n\t"os"\n)\n\nfunc main() {\n\t_ = http.ListenAndServe(os.Getenv("ADDR"), nil)\n}\n',
      },
      'shop → http 8080 port unknown',
    ],
    [
      'a path without route',
      { 'd.yaml': (HEALTHY['d.yaml'] ?? '').replace('/healthz', '/ping') },
      'liveness → /healthz asks broken',
    ],
    [
      'a path that a handler may serve which nobody sees',
      {
        'main.go': (HEALTHY['main.go'] ?? '')
          .replace('"/healthz"', 'os.Args[1]')
          .replace('import "net/http"', 'import (\n\t"net/http"\n\t"os"\n)'),
      },
      'liveness → shop asks unknown',
    ],
    [
      'a ConfigMap that is nowhere',
      { 'd.yaml': deploymentOf('envFrom:\n  - configMapRef: { name: shop }') },
      'shop → ConfigMap shop reads broken',
    ],
    [
      'a Service that selects nothing',
      { 's.yaml': SERVICE.replace('app: shop', 'app: shops') },
      'shop → Pod app: shops selects broken',
    ],
  ];
  for (const [what, change, edge] of broken) {
    it(`shows ${what}`, async () => {
      const all = await edges({ ...HEALTHY, ...change });
      assert.ok(all.includes(edge), all.join('\n'));
    });
  }

  it('is the same for the same files', async () => {
    assert.deepEqual(await graphOf(HEALTHY), await graphOf(HEALTHY));
  });
});

describe('the graph of a chart', () => {
  const CHART: Texts = {
    ...serverFiles(':8080'),
    Dockerfile: HEALTHY.Dockerfile ?? '',
    'chart/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
    'chart/values.yaml': 'image: shop\nport: 8080\n',
    'chart/templates/d.yaml': (HEALTHY['d.yaml'] ?? '')
      .replace('shop:1.2.3', '{{ .Values.image }}:1.2.3')
      .replace('containerPort: 8080', 'containerPort: {{ .Values.port }}'),
    'chart/templates/s.yaml': SERVICE.replace('name: shop', 'name: {{ .Release.Name }}'),
  };

  it('joins what it makes by default', async () => {
    const all = await edges(CHART);
    for (const one of ['shop → shop runs ok', ':8080 → http 8080 port ok', 'liveness → /healthz asks ok'])
      assert.ok(
        all.some((edge) => edge.endsWith(one)),
        `${one} is not in ${all.join(', ')}`,
      );
    assert.ok(!all.some((edge) => edge.endsWith('broken')));
    const { nodes } = await graphOf(CHART);
    const port = nodes.find(({ kind }) => kind === 'port');
    assert.deepEqual([port?.file, port?.line], ['chart/values.yaml', 2]);
  });

  it('shows what is broken, and leaves the rest as it is', async () => {
    const all = await edges({ ...CHART, 'chart/values.yaml': 'image: shop\nport: 9090\n' });
    assert.ok(
      all.some((edge) => edge.includes('9090') && edge.endsWith('broken')),
      all.join(', '),
    );
  });

  it('is that of one program, where one is asked for', async () => {
    const whole = await graphOf(CHART);
    const own = await graphOf(CHART, whole.nodes.find(({ kind }) => kind === 'program')?.id);
    assert.ok(own.nodes.some(({ kind }) => kind === 'workload'));
  });
});

describe('the graph of an overlay', () => {
  const BASE: Texts = {
    ...HEALTHY,
    'kustomization.yaml': 'resources: [d.yaml, s.yaml]\n',
    'prod/kustomization.yaml': 'resources: [..]\npatches:\n  - path: patch.yaml\n    target: { name: shop }\n',
  };
  const CONTAINER = '/spec/template/spec/containers/0';
  /** The graph with an operation of the overlay on one of the objects. */
  const operated = (kind: string, operation: string): Texts => ({
    ...BASE,
    'prod/kustomization.yaml': (BASE['prod/kustomization.yaml'] ?? '').replace('name: shop', `kind: ${kind}`),
    'prod/patch.yaml': `- { ${operation} }\n`,
  });
  const broken: readonly (readonly [what: string, texts: Texts, edge: string])[] = [
    [
      'a port of the Service at which nobody listens',
      operated('Service', 'op: replace, path: /spec/ports/0/targetPort, value: 8081'),
      ':8080 → 80 → http port broken',
    ],
    [
      'a probe that asks what nobody serves',
      operated('Deployment', `op: replace, path: ${CONTAINER}/livenessProbe/httpGet/path, value: /nothing`),
      'liveness → /healthz asks broken',
    ],
    [
      'the name of a port that is gone',
      operated('Service', 'op: replace, path: /spec/ports/0/targetPort, value: web'),
      '80 → http → shop port broken',
    ],
  ];
  for (const [what, texts, edge] of broken) {
    it(`has the boxes of its base, and broken beside what holds there: ${what}`, async () => {
      const ends = edge.replace(/ broken$/, '');
      const others = (await edges(HEALTHY)).filter((one) => one !== `${ends} ok`);
      assert.deepEqual((await edges(texts)).sort(), [...others, edge].sort());
      assert.deepEqual((await graphOf(texts)).nodes, (await graphOf(HEALTHY)).nodes);
    });
  }

  it('says which overlay breaks an edge, and draws it once', async () => {
    for (const [what, texts] of broken) {
      const all = (await graphOf(texts)).edges.filter(({ state }) => state === 'broken');
      assert.deepEqual(
        all.map(({ overlay }) => overlay),
        ['prod'],
        what,
      );
      const [edge] = all;
      assert.match(formatGraph({ nodes: [], edges: edge ? [edge] : [] }, 'json'), /"overlay": "prod"/);
    }
  });

  it('has a box of the overlay for what only its patches make', async () => {
    const texts = operated('Deployment', `op: replace, path: ${CONTAINER}/ports/0/containerPort, value: 8081`);
    const { nodes, edges } = await graphOf(texts);
    const box = nodes.find(({ kind }) => kind === 'overlay');
    assert.deepEqual([box?.label, box?.file], ['prod', 'prod/kustomization.yaml']);
    const labels = new Map(nodes.map(({ id, label }) => [id, label]));
    assert.deepEqual(
      edges.flatMap(({ kind, from, to }) => (kind === 'has' && from === box?.id ? labels.get(to) : [])),
      ['http 8081'],
    );
  });

  it('is that of its base, where it breaks nothing', async () => {
    const texts = operated('Service', 'op: replace, path: /spec/ports/0/targetPort, value: 8080');
    assert.deepEqual(await graphOf(texts), await graphOf(HEALTHY));
  });

  it('shows what a patch brings where the patch says it', async () => {
    const path = `${CONTAINER}/ports/0/containerPort`;
    const { nodes } = await graphOf(operated('Deployment', `op: replace, path: ${path}, value: 9090`));
    const port = nodes.find(({ label }) => label === 'http 9090');
    assert.deepEqual([port?.file, port?.line], ['prod/patch.yaml', 1]);
  });

  it('is that of one program, where one is asked for', async () => {
    const [, texts = {}] = broken[0] ?? [];
    const graph = await graphOf({ ...texts, 'other/main.go': 'package main\n\nfunc main() {}\n' }, 'program:./other');
    assert.deepEqual(graph.edges, []);
  });
});
