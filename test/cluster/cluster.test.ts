import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { apply, diff } from '../../src/cluster/apply.ts';
import { type Cluster, connect } from '../../src/cluster/connect.ts';
import { clusterFacts } from '../../src/cluster/facts.ts';
import { describe as describeObject } from '../../src/cluster/describe.ts';
import { KINDS, pathOf } from '../../src/cluster/kinds.ts';
import { loadKubeconfig } from '../../src/cluster/kubeconfig.ts';
import { createSecret, get, list, remove, toYaml } from '../../src/cluster/objects.ts';
import { missingReferences } from '../../src/cluster/references.ts';
import { json } from '../../src/cluster/request.ts';
import { rollout } from '../../src/cluster/rollout.ts';
import type { KubeObject, RolloutEvent, WatchEvent } from '../../src/cluster/types.ts';
import { watch } from '../../src/cluster/watch.ts';
import { Problem } from '../../src/words/problem.ts';
import { type ControlPlane, startControlPlane } from '../bed/control-plane.ts';

const CANARY = 'canary-5f2b1c';
const namespace = 'default';

describe('a real API server', () => {
  let plane: ControlPlane;
  let cluster: Cluster;
  before(async () => {
    plane = await startControlPlane();
    cluster = await contextNamed(plane.context);
  });
  after(() => plane.stop());

  async function contextNamed(name: string): Promise<Cluster> {
    return connect(await loadKubeconfig({ KUBECONFIG: plane.kubeconfig }, '/nowhere'), name);
  }
  async function applyAll(...objects: KubeObject[]): Promise<string[]> {
    const results: string[] = [];
    for await (const { object, result } of apply(cluster, objects, { namespace }))
      results.push(`${object.kind} ${result}`);
    return results;
  }

  it('lists and gets objects', async () => {
    assert.ok((await list(cluster, KINDS.Namespace, null)).some(({ metadata }) => metadata.name === 'kube-system'));
    assert.equal(await get(cluster, { kind: KINDS.ConfigMap, namespace, name: 'absent' }), null);
  });

  it('tells its version and the kinds that it defines; to who may not list them, its version', async () => {
    const { signal } = new AbortController();
    await applyAll(customResourceDefinition());
    const facts = await clusterFacts(cluster, signal);
    assert.match(facts.version, /^v1\.\d+\./);
    assert.ok(
      facts.definitions.some((text) => (JSON.parse(text) as KubeObject).metadata.name === 'widgets.example.com'),
    );
    const limited = await contextNamed('gantry-bed-forbidden');
    assert.deepEqual(await clusterFacts(limited, signal), { ...facts, definitions: [] });
  });

  it('shows what an apply would change, then changes it, then nothing is left', async () => {
    const objects = [deployment('shop', 'shop:1'), configMap('shop', { PORT: '8080' })];
    const first = await diff(cluster, objects, { namespace });
    assert.deepEqual(
      first.map(({ kind, change, before: text }) => [kind, change, text]),
      [
        ['ConfigMap', 'create', ''],
        ['Deployment', 'create', ''],
      ],
    );
    assert.deepEqual(await applyAll(...objects), ['ConfigMap created', 'Deployment created']);
    assert.deepEqual(await applyAll(...objects), ['ConfigMap unchanged', 'Deployment unchanged']);
    const [, changed] = await diff(cluster, [configMap('shop', { PORT: '8080' }), deployment('shop', 'shop:2')], {
      namespace,
    });
    assert.equal(changed?.change, 'update');
    assert.match(changed.before, /image: shop:1/);
    assert.match(changed.after, /image: shop:2/);
    assert.doesNotMatch(changed.after, /managedFields|resourceVersion|^status:/m);
    assert.deepEqual(await applyAll(deployment('shop', 'shop:2')), ['Deployment configured']);
    const live = await get(cluster, { kind: KINDS.Deployment, namespace, name: 'shop' });
    assert.match(live ? toYaml(live) : '', /image: shop:2/);
  });

  it('shows and applies a namespace together with what goes into it', async () => {
    const objects = [
      { ...configMap('inside', { A: '1' }), metadata: { name: 'inside', namespace: 'fresh' } },
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'fresh' } },
    ];
    assert.deepEqual(
      (await diff(cluster, objects, { namespace })).map(({ kind, change }) => `${kind} ${change}`),
      ['Namespace create', 'ConfigMap create'],
    );
    assert.deepEqual(await applyAll(...objects), ['Namespace created', 'ConfigMap created']);
  });

  it('names the manager that owns a field, and takes it over only by force', async () => {
    await applyAll(configMap('owned', { A: '1' }));
    await json(cluster, {
      method: 'PATCH',
      path: pathOf(KINDS.ConfigMap, namespace, 'owned'),
      query: { fieldManager: 'somebody', force: true },
      contentType: 'application/apply-patch+yaml',
      body: configMap('owned', { A: '2' }),
    });
    const problem = await rejected(applyAll(configMap('owned', { A: '3' })));
    assert.equal(problem.details.kind, 'apply-rejected');
    assert.match(problem.message, /somebody/);
    for await (const { result } of apply(cluster, [configMap('owned', { A: '3' })], { namespace, force: true }))
      assert.equal(result, 'configured');
  });

  it('names the fields that the server rejects', async () => {
    const unknown = deployment('wrong', 'shop:1');
    const broken = { ...unknown, spec: { ...(unknown['spec'] as object), replicsa: 2 } } as KubeObject;
    const typo = await rejected(diff(cluster, [broken], { namespace }));
    assert.equal(typo.details.kind, 'apply-rejected');
    assert.match(typo.message, /replicsa/);
    const mismatch = deployment('wrong', 'shop:1');
    Object.assign((mismatch['spec'] as { selector: object }).selector, { matchLabels: { app: 'other' } });
    const invalid = await rejected(diff(cluster, [mismatch], { namespace }));
    const { causes } = invalid.cause as { causes: { field: string }[] };
    assert.ok(
      causes.some(({ field }) => field.startsWith('spec.template.metadata.labels')),
      JSON.stringify(causes),
    );
    const noKind = await rejected(
      diff(cluster, [{ apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 'x' } }], { namespace }),
    );
    assert.match(noKind.message, /knows no `Thing`/);
  });

  it('applies custom resources of definitions in the cluster', async () => {
    await applyAll(customResourceDefinition());
    await eventually(async () => {
      const results = await applyAll({ apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'w' } }).catch(
        () => [],
      );
      return results[0] === 'Widget created';
    });
  });

  it('finds Secrets and ConfigMaps, and keys of them, that are missing', async () => {
    const container = {
      name: 'a',
      image: 'a:1',
      env: [
        { name: 'KEY', valueFrom: { secretKeyRef: { name: 'needed', key: 'KEY' } } },
        { name: 'MAYBE', valueFrom: { secretKeyRef: { name: 'optional', key: 'x', optional: true } } },
        { name: 'HERE', valueFrom: { configMapKeyRef: { name: 'in-set', key: 'gone' } } },
      ],
      envFrom: [{ configMapRef: { name: 'in-set' } }, { configMapRef: { name: 'absent' } }],
    };
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'p' },
      spec: { containers: [container], volumes: [{ name: 'v', secret: { secretName: 'tls' } }] },
    };
    const set = [pod, configMap('in-set', { A: '1' })];
    const missing = await missingReferences(cluster, set, { namespace });
    assert.deepEqual(
      missing.map(({ kind, name, keys }) => `${kind} ${name} ${keys.join()}`),
      ['Secret needed KEY', 'ConfigMap in-set gone', 'ConfigMap absent ', 'Secret tls '],
    );
    assert.equal(missing[0]?.referencedBy, 'Pod p');
    await createSecret(cluster, namespace, 'needed', { KEY: CANARY });
    const names = (await missingReferences(cluster, set, { namespace })).map(({ name }) => name);
    assert.ok(!names.includes('needed'));
  });

  it('never tells the value of a Secret', async () => {
    await createSecret(cluster, namespace, 'canary', { password: CANARY });
    const encoded = Buffer.from(CANARY).toString('base64');
    const secret = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'canary' },
      stringData: { password: `${CANARY}2` },
    };
    const reference = { kind: KINDS.Secret, namespace, name: 'canary' };
    const stop = new AbortController();
    const watched: WatchEvent[] = [];
    for await (const event of watch(cluster, KINDS.Secret, namespace, stop.signal)) {
      watched.push(event);
      if (event.type === 'connected') break;
    }
    const invalid = { ...secret, metadata: { name: 'Not Valid' } };
    const told = [
      await get(cluster, reference),
      await list(cluster, KINDS.Secret, namespace),
      await describeObject(cluster, reference),
      await diff(cluster, [secret], { namespace }),
      watched,
      (await rejected(diff(cluster, [invalid], { namespace }))).message,
      (await rejected(createSecret(cluster, namespace, 'canary', { password: CANARY }))).message,
    ];
    for (const one of told) {
      const text = JSON.stringify(one);
      assert.ok(!text.includes(CANARY) && !text.includes(encoded), text);
    }
  });

  it('says what a user may not do', async () => {
    const other = await contextNamed(plane.forbiddenContext);
    const problem = await rejected(list(other, KINDS.Pod, namespace));
    assert.equal(problem.details.kind, 'forbidden');
    assert.match(problem.message, /may not list pods/);
    const stop = new AbortController();
    const watching = await rejected(drain(watch(other, KINDS.Pod, namespace, stop.signal)));
    assert.equal(watching.details.kind, 'forbidden');
  });

  it('follows a rollout to its end, and says why one does not end', async () => {
    await applyAll(deployment('rolled', 'shop:1'));
    const reference = { kind: KINDS.Deployment, namespace, name: 'rolled' };
    const events: RolloutEvent[] = [];
    const stop = new AbortController();
    const following = (async () => {
      for await (const event of rollout(cluster, reference, stop.signal)) events.push(event);
    })();
    await eventually(async () => (await podsOf('rolled')).length === 1);
    for (const pod of await podsOf('rolled')) await setPodStatus(pod, { phase: 'Running', ready: true });
    await following;
    assert.equal(events.at(-1)?.kind, 'done');
    assert.equal(events[0]?.kind, 'progress');

    await applyAll(deployment('rolled', 'no-such-image:9'));
    const failing = rejected(drain(rollout(cluster, reference, stop.signal)));
    await eventually(async () => (await podsOf('rolled')).length === 2);
    for (const pod of await podsOf('rolled')) {
      if (JSON.stringify(pod['spec']).includes('no-such-image'))
        await setPodStatus(pod, { waiting: 'InvalidImageName' });
    }
    const problem = await failing;
    assert.equal(problem.details.kind, 'rollout-failed');
    assert.match(problem.message, /InvalidImageName/);
  });

  it('stops following at once when asked', async () => {
    await applyAll(deployment('stuck', 'shop:1'));
    const stop = new AbortController();
    const following = rejected(
      drain(rollout(cluster, { kind: KINDS.Deployment, namespace, name: 'stuck' }, stop.signal)),
    );
    stop.abort();
    assert.equal((await following).details.kind, 'cancelled');
  });

  it('watches through a killed and restarted API server, and is right afterwards', { timeout: 120_000 }, async () => {
    await applyAll(configMap('before', { A: '1' }));
    const stop = new AbortController();
    const present = new Map<string, KubeObject>();
    const seen: string[] = [];
    const watching = (async () => {
      for await (const event of watch(cluster, KINDS.ConfigMap, namespace, stop.signal)) {
        seen.push(event.type);
        if (event.type === 'snapshot') {
          present.clear();
          for (const object of event.objects) present.set(object.metadata.name, object);
        } else if (event.type === 'changed') present.set(event.object.metadata.name, event.object);
        else if (event.type === 'deleted') present.delete(event.object.metadata.name);
      }
    })();
    await eventually(() => present.has('before'));
    await applyAll(configMap('live', { A: '1' }));
    await eventually(() => present.has('live'));
    await plane.killApiServer();
    await eventually(() => seen.includes('disconnected'));
    await plane.startApiServer();
    await remove(cluster, { kind: KINDS.ConfigMap, namespace, name: 'before' });
    await applyAll(configMap('after', { A: '1' }));
    await eventually(() => present.has('after') && !present.has('before'), 60_000);
    assert.ok(seen.lastIndexOf('connected') > seen.lastIndexOf('disconnected'));
    stop.abort();
    await watching;
  });

  it('says that a cluster cannot be reached, and goes on trying in a watch', async () => {
    const away: Cluster = { ...cluster, server: 'https://127.0.0.1:1' };
    const problem = await rejected(list(away, KINDS.Pod, namespace));
    assert.equal(problem.details.kind, 'unreachable');
    assert.match(problem.message, /Nothing listens/);
    const stop = new AbortController();
    for await (const event of watch(away, KINDS.Pod, namespace, stop.signal)) {
      assert.equal(event.type, 'disconnected');
      break;
    }
  });

  async function podsOf(app: string): Promise<KubeObject[]> {
    return list(cluster, KINDS.Pod, namespace, { labelSelector: `app=${app}` });
  }

  /** What a kubelet would report. */
  async function setPodStatus(
    pod: KubeObject,
    state: { phase?: string; ready?: boolean; waiting?: string },
  ): Promise<void> {
    const ready = state.ready === true;
    const container = {
      name: 'main',
      image: 'x',
      imageID: '',
      ready,
      restartCount: 0,
      state: state.waiting
        ? { waiting: { reason: state.waiting, message: 'cannot be parsed' } }
        : { running: { startedAt: '2026-01-01T00:00:00Z' } },
    };
    const status = {
      phase: state.phase ?? 'Pending',
      conditions: [{ type: 'Ready', status: ready ? 'True' : 'False', lastTransitionTime: '2026-01-01T00:00:00Z' }],
      containerStatuses: [container],
    };
    await json(cluster, {
      method: 'PATCH',
      path: `${pathOf(KINDS.Pod, namespace, pod.metadata.name)}/status`,
      contentType: 'application/merge-patch+json',
      body: { status },
    });
  }
});

function deployment(name: string, image: string): KubeObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: {
      replicas: 1,
      selector: { matchLabels: { app: name } },
      template: { metadata: { labels: { app: name } }, spec: { containers: [{ name: 'main', image }] } },
    },
  };
}

function configMap(name: string, data: Readonly<Record<string, string>>): KubeObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data };
}

function customResourceDefinition(): KubeObject {
  const schema = { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'widgets.example.com' },
    spec: {
      group: 'example.com',
      names: { plural: 'widgets', singular: 'widget', kind: 'Widget' },
      scope: 'Namespaced',
      versions: [{ name: 'v1', served: true, storage: true, schema }],
    },
  };
}

/** The Problem that a promise is rejected with. */
async function rejected(promise: Promise<unknown>): Promise<Problem> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('it was not rejected');
}

async function drain(events: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of events);
}

/** Looks until something has happened; there is no event to wait for. */
async function eventually(happened: () => boolean | Promise<boolean>, milliseconds = 30_000): Promise<void> {
  const deadline = Date.now() + milliseconds;
  while (!(await happened())) {
    if (Date.now() > deadline) throw new Error('it did not happen in time');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
