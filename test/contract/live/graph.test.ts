import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LiveCluster } from '../../../src/contract/live/live-cluster.ts';
import { say } from '../../../src/words/message.ts';
import { CONFIG, FILES, liveCluster, liveConfig, liveDeployment, liveService, SECRET, SERVICE } from './live.ts';
import { projectOf, type Texts } from '../workspace.ts';

/** Edges that only the cluster decides: `from → to kind state: why`, with the labels of the nodes. */
async function edges(live: LiveCluster | null, change: Texts = {}): Promise<string[]> {
  const project = await projectOf({ ...FILES, ...change });
  const graph = project.graph('program:.', live);
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  return graph.edges
    .filter(({ from, to }) => [from, to].some((id) => nodes.get(id)?.kind.startsWith('live')))
    .map(({ from, to, kind, state, message }) => {
      const ends = [from, to].map((id) => nodes.get(id)?.label ?? `no node ${id}`);
      return `${ends.join(' → ')} ${kind} ${state}${message ? `: ${say(message)}` : ''}`;
    });
}

const faulty = (all: readonly string[]) => all.filter((edge) => !/ ok$/.test(edge));

describe('live objects in the graph', () => {
  it('lead from what they were made from to what they take', async () => {
    assert.deepEqual(
      (await edges(liveCluster())).sort(),
      [
        'shop-config → ConfigMap shop-config · shop applied ok',
        'Deployment shop → Deployment shop · shop applied ok',
        'Deployment shop · shop → 1/1 has ok',
        'Deployment shop · shop → ConfigMap shop-config · shop reads ok',
        'Deployment shop · shop → Secret shop-secret · shop reads ok',
        'Service shop · shop → Deployment shop · shop selects ok',
        'shop → Service shop · shop applied ok',
      ].sort(),
    );
  });

  it('are not there without a cluster', async () => {
    assert.deepEqual(await edges(null), []);
  });

  const MODE = [{ name: 'MODE', value: 'fast', from: null }];
  const pods = (changes: object) => ({ state: 'ok', ready: 1, desired: 1, reason: null, ...changes }) as const;
  const cases: readonly [what: string, live: Partial<LiveCluster>, change: Texts, faulty: readonly string[]][] = [
    [
      'a tag of an image that is built here is set when it is deployed',
      { workloads: [liveDeployment({}, { image: 'registry.example.com/team/shop:3f2a1' })] },
      {},
      ['shop → Deployment shop · shop applied unknown: the cluster runs `registry.example.com/team/shop:3f2a1`'],
    ],
    [
      'a port that the cluster does not have',
      { workloads: [liveDeployment({}, { ports: [9090] })] },
      {},
      ['8080 → Deployment shop · shop applied broken: `shop` declares 9090 on the cluster'],
    ],
    [
      'a variable that is set otherwise',
      { workloads: [liveDeployment({}, { env: [{ name: 'MODE', value: 'slow', from: null }] })] },
      {},
      ['Deployment shop → Deployment shop · shop applied broken: `MODE` is set otherwise on the cluster'],
    ],
    [
      'a value that something fills in is nobody’s fault',
      { workloads: [liveDeployment({}, { env: [{ name: 'MODE', value: 'slow', from: null }] })] },
      { 'd.yaml': (FILES['d.yaml'] ?? '').replace('value: fast', 'value: "${MODE}"') },
      [],
    ],
    [
      'Pods that do not come up, and the Service that has no other',
      {
        workloads: [liveDeployment({ pods: pods({ state: 'broken', ready: 0, reason: ['{0}', 'CrashLoopBackOff'] }) })],
        services: [liveService({ endpoints: 0 })],
      },
      {},
      [
        'Deployment shop · shop → 0/1 has broken: Pods of `shop`: CrashLoopBackOff',
        'Service shop · shop → Deployment shop · shop selects broken: Service `shop` selects no ready Pod',
      ],
    ],
    [
      'Pods that start are not known to be broken',
      {
        workloads: [liveDeployment({ pods: pods({ state: 'unknown', ready: 0 }) })],
        services: [liveService({ endpoints: 0 })],
      },
      {},
      [
        'Deployment shop · shop → 0/1 has unknown: 0 of 1 Pods are ready',
        'Service shop · shop → Deployment shop · shop selects unknown: Service `shop` selects no ready Pod',
      ],
    ],
    [
      'a Service whose labels are others on the cluster',
      { services: [liveService({ selector: { app: 'old' }, endpoints: 0 })] },
      {},
      [
        'Service shop · shop → Deployment shop · shop selects broken: Service `shop` does not select the Pods of `shop`',
      ],
    ],
    [
      'a Service port that leads elsewhere',
      { services: [liveService({ ports: [{ port: 80, target: '9090' }] })] },
      {},
      ['80 → 8080 → Service shop · shop applied broken: port 80 leads to `9090` on the cluster, not to `8080`'],
    ],
    [
      'a key that is not there, and one with another value',
      { configs: [liveConfig({ data: { LOG_LEVEL: 'debug' } }), SECRET] },
      {},
      [
        'LOG_LEVEL → ConfigMap shop-config · shop applied broken: `LOG_LEVEL` has another value on the cluster',
        'REGION → ConfigMap shop-config · shop applied broken: ConfigMap `shop-config` has no key `REGION` on the cluster',
      ],
    ],
    [
      'a Secret that nobody has made',
      { configs: [liveConfig()] },
      {},
      [
        'Deployment shop · shop → Secret shop-secret · shop reads broken: Secret `shop-secret` is not in namespace `shop`',
      ],
    ],
    ['a Secret that may not be read is not missed', { configs: [liveConfig()], sought: [] }, {}, []],
    [
      'a Secret without the key',
      { configs: [liveConfig(), { ...SECRET, data: { OTHER: null } }] },
      {},
      [
        'Deployment shop · shop → DB_PASSWORD reads broken: Secret `shop-secret` has no key `DB_PASSWORD` on the cluster',
      ],
    ],
    [
      'a Service that is not there',
      { services: [] },
      {},
      ['shop → Service shop · shop applied broken: Service `shop` is not in namespace `shop`'],
    ],
    [
      'a Deployment that the Service on the cluster waits for',
      { workloads: [] },
      {},
      ['Deployment shop → Deployment shop · shop applied broken: Deployment `shop` is not in namespace `shop`'],
    ],
    [
      'nothing of it is there: nobody has deployed it',
      { workloads: [], services: [], configs: [] },
      {},
      ['Deployment shop → Deployment shop · shop applied unknown: Deployment `shop` is not in namespace `shop`'],
    ],
    [
      'where nobody has named a namespace, the only one that runs what is made here is meant',
      {
        namespace: 'default',
        workloads: [liveDeployment({}, { ports: [9090] }), liveDeployment({ namespace: 'x' }, { image: 'other:1' })],
      },
      {},
      ['8080 → Deployment shop · shop applied broken: `shop` declares 9090 on the cluster'],
    ],
    [
      'of several that run it, what differs may be meant to',
      {
        namespace: 'default',
        workloads: [
          liveDeployment({}, { ports: [9090] }),
          liveDeployment({ namespace: 'x' }, { env: MODE, envFrom: [] }),
        ],
      },
      {},
      ['8080 → Deployment shop · shop applied unknown: `shop` declares 9090 on the cluster'],
    ],
  ];
  for (const [what, live, change, expected] of cases) {
    it(what, async () => {
      assert.deepEqual(faulty(await edges(liveCluster(live), change)).sort(), [...expected].sort());
    });
  }
});

describe('live objects of overlays', () => {
  const OVERLAYS: Texts = {
    'kustomization.yaml':
      'resources: [d.yaml, s.yaml]\nconfigMapGenerator:\n  - name: shop-config\n    literals: [LOG_LEVEL=info]\n',
    'dev/kustomization.yaml': 'namespace: dev\nnamePrefix: my-\nresources: [..]\n',
    'c.yaml': '',
    's.yaml': SERVICE,
  };
  const inDev = (data: Readonly<Record<string, string>>) => {
    const envFrom = [{ kind: 'ConfigMap', name: 'my-shop-config-7hg4f2kc9d', optional: false, prefix: '' }] as const;
    return liveCluster({
      namespace: 'default',
      workloads: [
        liveDeployment({ namespace: 'dev', name: 'my-shop' }, { envFrom }),
        // Of another overlay that is not here.
        liveDeployment({ namespace: 'prod', name: 'my-shop' }, { ports: [] }),
      ],
      services: [liveService({ namespace: 'dev', name: 'my-shop' })],
      configs: [
        { ...SECRET, namespace: 'dev' },
        liveConfig({ namespace: 'dev', name: 'my-shop-config-7hg4f2kc9d', data }),
      ],
    });
  };

  it('are found by the names and the namespace that kustomize gives them', async () => {
    const all = await edges(inDev({ LOG_LEVEL: 'info' }), OVERLAYS);
    assert.deepEqual(faulty(all), []);
    for (const edge of [
      'Deployment shop → Deployment my-shop · dev applied ok',
      'shop-config → ConfigMap my-shop-config-7hg4f2kc9d · dev applied ok',
      'shop → Service my-shop · dev applied ok',
    ])
      assert.ok(all.includes(edge), `${edge} among\n${all.join('\n')}`);
  });

  it('hold what the generator says', async () => {
    assert.deepEqual(faulty(await edges(inDev({ LOG_LEVEL: 'debug' }), OVERLAYS)), [
      'LOG_LEVEL → ConfigMap my-shop-config-7hg4f2kc9d · dev applied broken: `LOG_LEVEL` has another value on the cluster',
    ]);
  });

  it('may hold what an overlay lays over it', async () => {
    const merged = `${OVERLAYS['dev/kustomization.yaml'] ?? ''}configMapGenerator:\n  - name: shop-config\n    behavior: merge\n    literals: [LOG_LEVEL=debug]\n`;
    const texts = { ...OVERLAYS, 'dev/kustomization.yaml': merged };
    assert.deepEqual(faulty(await edges(inDev({ LOG_LEVEL: 'debug' }), texts)), []);
  });

  it('are not held against what a patch changes', async () => {
    const patch = CONFIG.replace('LOG_LEVEL: info, REGION: eu', 'LOG_LEVEL: debug');
    const texts: Texts = {
      'kustomization.yaml': 'resources: [d.yaml, s.yaml, c.yaml]\n',
      'dev/kustomization.yaml': 'namespace: shop\nresources: [..]\npatches: [{ path: p.yaml }]\n',
      'dev/p.yaml': patch,
    };
    const live = liveCluster({ configs: [liveConfig({ data: { LOG_LEVEL: 'debug', REGION: 'us' } }), SECRET] });
    assert.deepEqual(faulty(await edges(live, texts)), [
      'REGION → ConfigMap shop-config · shop applied broken: `REGION` has another value on the cluster',
    ]);
  });
});
