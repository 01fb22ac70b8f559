import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { readLive } from '../../src/cluster/live/read.ts';
import type { Cluster } from '../../src/cluster/connect.ts';
import { KINDS } from '../../src/cluster/kinds.ts';
import { createSecret, list } from '../../src/cluster/objects.ts';
import type { KubeObject } from '../../src/cluster/types.ts';
import type { LiveCluster, LiveTarget } from '../../src/contract/live/live-cluster.ts';
import { liveTargets } from '../../src/contract/live/targets.ts';
import { say } from '../../src/words/message.ts';
import { type ControlPlane, startControlPlane } from '../bed/control-plane.ts';
import { folder, gantry } from '../cli/gantry.ts';
import { healthy } from '../contract/seed.ts';
import { projectOf } from '../contract/workspace.ts';
import { applyAll, clusterOf, configMap, eventually, rejected, workload } from './bed.ts';

const CANARY = 'canary-live-8d1e';
const namespace = 'default';
const { signal } = new AbortController();

describe('what a real cluster has of the files', () => {
  let plane: ControlPlane;
  let cluster: Cluster;
  before(async () => {
    plane = await startControlPlane();
    cluster = await clusterOf(plane.kubeconfig, plane.context);
  });
  after(() => plane.stop());

  const read = (targets: readonly LiveTarget[], from = cluster) => readLive(from, targets, { namespace, signal });

  it('is told of the sample: another port, a key that is lost, and a Secret by its keys only', async () => {
    const project = await projectOf(await healthy('shop'));
    const contract = project.contract();
    assert.ok(contract);
    const secretRef = { name: 'shop-secrets', key: 'DATABASE_URL' };
    const shop = workload('Deployment', 'shop', {
      containers: [
        {
          name: 'shop',
          image: 'shop:dev',
          ports: [{ containerPort: 9090 }],
          env: [{ name: 'DATABASE_URL', valueFrom: { secretKeyRef: secretRef } }],
          envFrom: [{ configMapRef: { name: 'shop-config' } }],
        },
      ],
    });
    await applyAll(cluster, namespace, shop, configMap('shop-config', { LOG_LEVEL: 'debug' }));
    await createSecret(cluster, namespace, 'shop-secrets', { DATABASE_URL: CANARY });

    const live = await read(liveTargets(contract));
    assert.deepEqual(
      live.configs.find(({ kind }) => kind === 'Secret'),
      { kind: 'Secret', namespace, name: 'shop-secrets', data: { DATABASE_URL: null } },
    );
    assert.ok(!JSON.stringify(live).includes(CANARY));
    const [first] = live.workloads;
    assert.deepEqual([first?.containers[0]?.ports, first?.pods?.ready], [[9090], 0]);

    const graph = project.graph('program:./cmd/shop', live);
    const wrong = graph.edges.flatMap(({ state, message, rule }) =>
      state === 'broken' && message ? [`${say(message)} (${String(rule)})`] : [],
    );
    assert.ok(wrong.includes('`shop` declares 9090 on the cluster (null)'), wrong.join('\n'));
    assert.ok(wrong.includes('`LOG_LEVEL` has another value on the cluster (null)'), wrong.join('\n'));
    assert.ok(wrong.includes('Service `shop` is not in namespace `default` (null)'), wrong.join('\n'));
  });

  it('is read over all namespaces by those who may, and else where the files and the user say', async () => {
    await plane.kubectl(['create', 'namespace', 'other']);
    await applyAll(cluster, 'other', configMap('twice', { A: '1' }));
    await applyAll(cluster, namespace, configMap('twice', { A: '2' }));
    const target: LiveTarget = { kind: 'ConfigMap', name: 'twice', namespace: null };
    const places = ({ configs }: LiveCluster) =>
      configs.map((one) => `${one.namespace} ${String(one.data['A'])}`).sort();
    const whole = await read([target]);
    assert.deepEqual([places(whole), whole.sought], [['default 2', 'other 1'], [target]]);

    await plane.kubectl(['create', 'role', 'reader', '--verb=get,list', '--resource=configmaps']);
    await plane.kubectl(['create', 'rolebinding', 'reader', '--role=reader', '--user=rita']);
    const limited = await clusterOf(await plane.userKubeconfig('rita'), plane.context);
    const named: LiveTarget = { ...target, namespace: 'other' };
    const part = await read([target, named, { kind: 'Deployment', name: 'shop', namespace: null }], limited);
    assert.deepEqual([places(part), part.workloads], [['default 2'], []]);
    // Where nothing may be read, nothing is known to be absent.
    assert.deepEqual(part.sought, [{ ...target, namespace }]);
  });

  it('names why Pods are not well, and asks for few of them however many there are', async () => {
    const pod = { containers: [{ name: 'main', image: 'example.com/none:1' }] };
    await applyAll(cluster, namespace, workload('Deployment', 'many', pod, { replicas: 30 }));
    await eventually(async () => {
      const pods = await list(cluster, KINDS.Pod, namespace, { labelSelector: 'app=many' });
      return pods.length === 30 && pods.every(isUnscheduled);
    });
    const { workloads } = await read([{ kind: 'Deployment', name: 'many', namespace: null }]);
    const [many] = workloads;
    assert.deepEqual(many?.pods, { state: 'broken', ready: 0, desired: 30, reason: ['not scheduled'] });
  });

  it('is printed by the command line, which says where it is not asked', async () => {
    const shop = await folder(await healthy('shop'));
    const env = { KUBECONFIG: plane.kubeconfig };
    const graph = async (...args: readonly string[]) => gantry(['graph', shop.root, '--broken', ...args], { env });
    assert.doesNotMatch((await graph()).stdout, /"live"/);
    const { status, stdout } = await graph('--cluster');
    assert.equal(status, 0);
    assert.match(stdout, /"message": "`shop` declares 9090 on the cluster"/);
    assert.ok(!stdout.includes(CANARY));
    const unknown = await graph('--context', 'nowhere');
    assert.deepEqual([unknown.status, unknown.stdout], [2, '']);
    assert.match(unknown.stderr, /nowhere/);
    await shop.dispose();
  });

  it('is no answer where the cluster has none', async () => {
    const gone = { ...cluster, server: 'https://127.0.0.1:1' };
    const problem = await rejected(read([{ kind: 'Service', name: 'x', namespace: null }], gone));
    assert.equal(problem.details.kind, 'unreachable');
  });
});

function isUnscheduled({ status }: KubeObject): boolean {
  const { conditions = [] } = (status ?? {}) as { conditions?: readonly { type: string; status: string }[] };
  return conditions.some((one) => one.type === 'PodScheduled' && one.status === 'False');
}
