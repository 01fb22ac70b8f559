import assert from 'node:assert/strict';
import http from 'node:http';
import { connect as connectSocket } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { Cluster } from '../../src/cluster/connect.ts';
import { describe as describeObject } from '../../src/cluster/describe.ts';
import { forward } from '../../src/cluster/forward.ts';
import { KINDS } from '../../src/cluster/kinds.ts';
import { logs } from '../../src/cluster/logs.ts';
import { list, remove } from '../../src/cluster/objects.ts';
import { isReady } from '../../src/cluster/pods.ts';
import { rollout } from '../../src/cluster/rollout.ts';
import { objectStatus } from '../../src/cluster/status.ts';
import type { KubeObject, LogLine, RolloutEvent } from '../../src/cluster/types.ts';
import { say } from '../../src/words/message.ts';
import { ensureBaseImages } from '../bed/base-images.ts';
import { type ControlPlane, startControlPlane } from '../bed/control-plane.ts';
import { startEngine } from '../bed/engine.ts';
import { startNode } from '../bed/node.ts';
import { startRegistry } from '../bed/registry.ts';
import { push } from '../bed/selftest/push.ts';
import { Unavailable } from '../bed/unavailable.ts';
import { applyAll, clusterOf, drain, eventually, rejected, workload } from './bed.ts';

const namespace = 'default';
const HTTP = 'mkdir /tmp/www; hostname > /tmp/www/index.html; echo serving; exec httpd -f -p 8080 -h /tmp/www';
const grace = { terminationGracePeriodSeconds: 1 };

describe('a cluster with a real node', { timeout: 300_000 }, async () => {
  const closing: (() => Promise<void>)[] = [];
  after(async () => {
    for (const close of closing.reverse()) await close();
  });
  const bed = await start(closing).catch((error: unknown) => {
    if (!(error instanceof Unavailable) || process.env['CI'] === 'true') throw error;
    return error;
  });
  if (bed instanceof Unavailable) {
    it('runs pods', { skip: bed.message });
    return;
  }
  const { plane, image } = bed;
  let cluster: Cluster;
  before(async () => {
    cluster = await clusterOf(plane.kubeconfig, plane.context);
  });

  const shell = (script: string, more: object = {}) => ({
    ...grace,
    containers: [{ name: 'main', image, command: ['sh', '-c', script], ...more }],
  });
  const readinessProbe = { httpGet: { path: '/', port: 8080 }, periodSeconds: 1 };
  const web = (more: object = {}) =>
    shell(HTTP, { readinessProbe, ports: [{ name: 'http', containerPort: 8080 }], ...more });
  const reference = (kind: keyof typeof KINDS, name: string) => ({ kind: KINDS[kind], namespace, name });
  async function roll(kind: 'Deployment' | 'StatefulSet' | 'DaemonSet', name: string): Promise<RolloutEvent[]> {
    return drain(rollout(cluster, reference(kind, name), new AbortController().signal));
  }
  async function podsOf(app: string): Promise<KubeObject[]> {
    return list(cluster, KINDS.Pod, namespace, { labelSelector: `app=${app}` });
  }

  for (const kind of ['Deployment', 'StatefulSet', 'DaemonSet'] as const) {
    it(`follows a ${kind} until its pods are available, twice`, async () => {
      const name = `roll-${kind.toLowerCase()}`;
      const replicas = kind === 'DaemonSet' ? {} : { replicas: 2 };
      for (const version of ['1', '2']) {
        await applyAll(
          cluster,
          namespace,
          workload(kind, name, web({ env: [{ name: 'V', value: version }] }), replicas),
        );
        const events = await roll(kind, name);
        assert.equal(events.at(-1)?.kind, 'done');
        const pods = await podsOf(name);
        const current = pods.filter((pod) => JSON.stringify(pod['spec']).includes(`"value":"${version}"`));
        assert.equal(current.length, kind === 'DaemonSet' ? 1 : 2);
        const object = (await list(cluster, KINDS[kind], namespace)).find(({ metadata }) => metadata.name === name);
        assert.ok(object);
        assert.equal(objectStatus(object).state, 'ok');
      }
      await remove(cluster, reference(kind, name));
    });
  }

  it('names the exit code and the last words of a container that crashes, then follows its repair', async () => {
    const broken = workload('Deployment', 'crash', shell('echo starting; echo "no DATABASE_URL"; exit 3'));
    await applyAll(cluster, namespace, broken);
    // Nothing tells that it is not ready: only its end does.
    const problem = await rejected(roll('Deployment', 'crash'));
    assert.equal(problem.details.kind, 'rollout-failed');
    assert.match(problem.message, /exit code 3.*no DATABASE_URL/s);

    // The kubelet keeps the log of one former run, and for a moment of none.
    for (const previous of [true, false]) {
      await eventually(async () => {
        const lines = await drain(
          logs(cluster, { of: reference('Deployment', 'crash'), previous }, new AbortController().signal),
        );
        return lines.some(({ text }) => text === 'no DATABASE_URL');
      }, 60_000);
    }

    await applyAll(cluster, namespace, workload('Deployment', 'crash', web()));
    const events = await roll('Deployment', 'crash');
    assert.equal(events.at(-1)?.kind, 'done', 'the troubles of the version before do not count');
    await remove(cluster, reference('Deployment', 'crash'));
  });

  it('says that an image cannot be pulled', async () => {
    const spec = { ...grace, containers: [{ name: 'main', image: image.replace(/:\w+$/, ':absent') }] };
    await applyAll(cluster, namespace, workload('Deployment', 'nopull', spec));
    const problem = await rejected(roll('Deployment', 'nopull'));
    assert.match(problem.message, /ErrImagePull|ImagePullBackOff/);
    assert.match(problem.message, /:absent/);
    await remove(cluster, reference('Deployment', 'nopull'));
  });

  it('tells of a probe that fails, and leaves the verdict to the deadline', async () => {
    const failing = { httpGet: { path: '/absent', port: 8080 }, periodSeconds: 1 };
    const spec = { progressDeadlineSeconds: 15 };
    await applyAll(cluster, namespace, workload('Deployment', 'unready', web({ readinessProbe: failing }), spec));
    const events: RolloutEvent[] = [];
    const problem = await rejected(
      (async () => {
        const signal = new AbortController().signal;
        for await (const event of rollout(cluster, reference('Deployment', 'unready'), signal)) events.push(event);
      })(),
    );
    assert.ok(events.some((event) => event.kind === 'trouble' && event.reason === 'Unhealthy'));
    assert.match(problem.message, /Unhealthy.*Readiness probe failed/s);
    await remove(cluster, reference('Deployment', 'unready'));
  });

  it('reads the logs of all pods of a workload, the last lines only where asked', async () => {
    const script = 'for i in 1 2 3; do echo line $i; done; exec sleep 1000';
    await applyAll(cluster, namespace, workload('Deployment', 'talk', shell(script), { replicas: 2 }));
    await roll('Deployment', 'talk');
    const of = reference('Deployment', 'talk');
    const texts = (lines: LogLine[]) => lines.map(({ text }) => text).sort();
    const all = await drain(logs(cluster, { of }, new AbortController().signal));
    assert.deepEqual(texts(all), ['line 1', 'line 1', 'line 2', 'line 2', 'line 3', 'line 3']);
    assert.equal(new Set(all.map(({ pod }) => pod)).size, 2);
    const last = await drain(logs(cluster, { of, tailLines: 1 }, new AbortController().signal));
    assert.deepEqual(texts(last), ['line 3', 'line 3']);
    const problem = await rejected(drain(logs(cluster, { of, previous: true }, new AbortController().signal)));
    assert.equal(problem.details.kind, 'not-found');
    await remove(cluster, of);
  });

  it('follows logs through a restarted container, a new pod and a killed API server', async () => {
    const script = 'i=0; while true; do i=$((i+1)); echo "$HOSTNAME $i"; [ -e /tmp/die ] && exit 0; sleep 0.2; done';
    await applyAll(cluster, namespace, workload('StatefulSet', 'chat', shell(script), { replicas: 1 }));
    await roll('StatefulSet', 'chat');
    const stop = new AbortController();
    const seen: string[] = [];
    const reading = (async () => {
      for await (const { text } of logs(cluster, { of: reference('StatefulSet', 'chat'), follow: true }, stop.signal)) {
        seen.push(text);
      }
    })();
    const count = (text: string) => seen.filter((one) => one === text).length;
    await eventually(() => count('chat-0 3') === 1);
    await plane.kubectl(['exec', 'chat-0', '--', 'touch', '/tmp/die']);
    await eventually(() => count('chat-0 3') === 2);
    await plane.kubectl(['scale', 'statefulset/chat', '--replicas=2']);
    await eventually(() => count('chat-1 3') === 1);
    await plane.killApiServer();
    await plane.startApiServer();
    const reached = Math.max(
      ...seen.filter((text) => text.startsWith('chat-1')).map((text) => Number(text.split(' ')[1])),
    );
    await eventually(() => count(`chat-1 ${reached + 20}`) === 1);
    for (let line = 1; line <= reached + 20; line++) assert.equal(count(`chat-1 ${line}`), 1, `chat-1 ${line}`);
    stop.abort();
    await reading;
    await remove(cluster, reference('StatefulSet', 'chat'));
  });

  it('ends at once when the reader stops, and leaves nothing open', async () => {
    await applyAll(cluster, namespace, workload('Deployment', 'quiet', shell('echo once; exec sleep 1000')));
    await roll('Deployment', 'quiet');
    const sockets = () => process.getActiveResourcesInfo().filter((name) => /TCP|TLS/.test(name)).length;
    const idle = sockets();
    for await (const { text } of logs(
      cluster,
      { of: reference('Deployment', 'quiet'), follow: true },
      new AbortController().signal,
    )) {
      assert.equal(text, 'once');
      break;
    }
    await eventually(() => sockets() <= idle, 5000);
    await remove(cluster, reference('Deployment', 'quiet'));
  });

  it('forwards to a Service by its port, and goes on with another pod when the first is gone', async () => {
    await applyAll(cluster, namespace, workload('Deployment', 'web', web()), {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web' },
      spec: { selector: { app: 'web' }, ports: [{ name: 'web', port: 80, targetPort: 'http' }] },
    });
    await roll('Deployment', 'web');
    const running = await forward(cluster, { of: reference('Service', 'web'), port: 80 });
    const byName = await forward(cluster, { of: reference('Deployment', 'web'), port: 'http' });
    const [pod] = await podsOf('web');
    assert.equal(await fetchText(running.localPort), pod?.metadata.name);
    assert.equal(await fetchText(byName.localPort), pod?.metadata.name);
    await byName.stop();
    await assert.rejects(fetchText(byName.localPort), /ECONNREFUSED/);

    await plane.kubectl(['delete', 'pod', pod?.metadata.name ?? '', '--wait=false']);
    await eventually(async () => {
      const answer = await fetchText(running.localPort).catch(() => '');
      return answer.startsWith('web-') && answer !== pod?.metadata.name;
    });
    await running.stop();
  });

  it('closes a connection to a port where nothing listens, and refuses a port that does not exist', async () => {
    const running = await forward(cluster, { of: reference('Deployment', 'web'), port: 9 });
    await assert.rejects(fetchText(running.localPort), /ECONNRESET|socket hang up/);
    await running.stop();
    const problem = await rejected(forward(cluster, { of: reference('Service', 'web'), port: 81 }));
    assert.match(problem.message, /`web` has no port `81`/);
  });

  it('carries much to a slow client without keeping it in memory', async () => {
    const megabytes = 200;
    const script = HTTP.replace('exec', `dd if=/dev/zero of=/tmp/www/much bs=1M count=${megabytes}; exec`);
    await applyAll(cluster, namespace, workload('Deployment', 'much', web({ command: ['sh', '-c', script] })));
    await roll('Deployment', 'much');
    const running = await forward(cluster, { of: reference('Deployment', 'much'), port: 8080 });
    const socket = connectSocket(running.localPort, '127.0.0.1');
    await new Promise((resolve) => socket.once('connect', resolve));
    const held = () => process.memoryUsage().external + process.memoryUsage().arrayBuffers;
    const before = held();
    socket.pause().write('GET /much HTTP/1.0\r\n\r\n');
    // Long enough for all of it to come, were it not held back.
    await new Promise((resolve) => setTimeout(resolve, 3000));
    assert.ok(held() - before < 80 * 1024 * 1024, `${Math.round((held() - before) / 1024 / 1024)} MB wait`);
    let received = 0;
    socket.on('data', (chunk: Buffer) => (received += chunk.length)).resume();
    await new Promise((resolve) => socket.once('end', resolve));
    assert.ok(received > megabytes * 1024 * 1024, String(received));
    await running.stop();
    await remove(cluster, reference('Deployment', 'much'));
  });

  it('stops a forward by its signal, with connections open', async () => {
    const abort = new AbortController();
    const running = await forward(cluster, { of: reference('Deployment', 'web'), port: 8080 }, abort.signal);
    const socket = connectSocket(running.localPort, '127.0.0.1');
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.on('error', () => undefined);
    await new Promise((resolve) => socket.once('connect', resolve));
    abort.abort();
    await closed;
    await assert.rejects(fetchText(running.localPort), /ECONNREFUSED/);
  });

  it('describes a pod with its containers, conditions and events', async () => {
    const pod = (await podsOf('web')).find(isReady);
    const text = await describeObject(cluster, reference('Pod', pod?.metadata.name ?? ''));
    for (const part of [/main: localhost:\d+\/web:1/, /ready: +true/, /Ready=True/, /Normal {2}Started/]) {
      assert.match(text, part);
    }
    assert.ok(pod);
    assert.equal(say(objectStatus(pod).text), 'running');
  });
});

async function start(closing: (() => Promise<void>)[]): Promise<{ plane: ControlPlane; image: string }> {
  const engine = await startEngine();
  closing.push(engine.stop);
  await ensureBaseImages(engine);
  const registry = await startRegistry();
  closing.push(registry.stop);
  const repository = `${registry.host}/web`;
  await push(engine, repository);
  const plane = await startControlPlane();
  closing.push(plane.stop);
  const node = await startNode(plane, registry);
  closing.push(node.stop);
  return { plane, image: `${repository}:1` };
}

function fetchText(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    http
      .get({ host: '127.0.0.1', port, agent: false, timeout: 10_000 }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('end', () => {
          resolve(text.trim());
        });
        response.on('error', reject);
      })
      .on('timeout', function (this: http.ClientRequest) {
        this.destroy(new Error('no answer'));
      })
      .on('error', reject);
  });
}
