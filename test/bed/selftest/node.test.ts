import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { after, test } from 'node:test';
import { ensureBaseImages } from '../base-images.ts';
import { startControlPlane } from '../control-plane.ts';
import { startEngine } from '../engine.ts';
import { startNode } from '../node.ts';
import { waitUntil } from '../process.ts';
import { startRegistry } from '../registry.ts';
import { push } from './push.ts';

const engine = await startEngine();
after(engine.stop);
await ensureBaseImages(engine);
const registry = await startRegistry({ users: { ann: 'sesame' } });
after(registry.stop);
const cluster = await startControlPlane();
after(cluster.stop);
const node = await startNode(cluster, registry);

const image = `${registry.host}/team/web:1`;
const command = [
  'sh',
  '-c',
  'mkdir /tmp/www && hostname > /tmp/www/index.html && echo serving && exec httpd -f -p 8080 -h /tmp/www',
];

test('two pods of an image just pushed become ready; the password is in an imagePullSecret', async () => {
  await push(engine, `${registry.host}/team/web`, { username: 'ann', password: 'sesame' });
  await cluster.kubectl([
    ...['create', 'secret', 'docker-registry', 'registry', `--docker-server=${registry.host}`],
    ...['--docker-username=ann', '--docker-password=sesame'],
  ]);
  await cluster.kubectl(['apply', '--server-side', '--filename', '-'], JSON.stringify(deployment('web', true)));
  await cluster.kubectl(['rollout', 'status', 'deployment/web', '--timeout=60s']);
});

test('logs and exec answer', async () => {
  await waitUntil(async () => (await cluster.kubectl(['logs', 'deployment/web'])).includes('serving'), 10);
  assert.match(await cluster.kubectl(['exec', 'deployment/web', '--', 'hostname']), /^web-/);
});

test('a Service answers by its ClusterIP and its NodePort, from this machine and from a pod', async () => {
  await cluster.kubectl(['expose', 'deployment', 'web', '--port=80', '--target-port=8080', '--type=NodePort']);
  const [address = '', nodePort = ''] = (
    await cluster.kubectl(['get', 'service', 'web', '--output=jsonpath={.spec.clusterIP} {.spec.ports[0].nodePort}'])
  ).split(' ');
  for (const host of [address, `${node.address}:${nodePort}`]) {
    await waitUntil(async () => /^web-/.test(await (await fetch(`http://${host}/`)).text()), 20);
  }
  assert.match(await cluster.kubectl(['exec', 'deployment/web', '--', 'wget', '-qO-', `http://${address}/`]), /^web-/);
});

test('a pod reaches the API server under the address that Kubernetes gives it', async () => {
  // busybox's TLS is too old for the server; that it wants TLS is answer enough.
  const call = 'wget -O- http://$KUBERNETES_SERVICE_HOST:$KUBERNETES_SERVICE_PORT/version 2>&1 || true';
  assert.match(await cluster.kubectl(['exec', 'deployment/web', '--', 'sh', '-c', call]), /400 Bad Request/);
});

test('without the password the image is not pulled', async () => {
  await cluster.kubectl(['apply', '--server-side', '--filename', '-'], JSON.stringify(deployment('anonymous', false)));
  const reason = [
    'get',
    'pods',
    '--selector=app=anonymous',
    '--output=jsonpath={.items[*].status.containerStatuses[0].state.waiting.reason}',
  ];
  await waitUntil(async () => /ErrImagePull|ImagePullBackOff/.test(await cluster.kubectl(reason)), 30);
});

test('a stopped node leaves nothing on the machine', async () => {
  await node.stop();
  assert.doesNotMatch(readFileSync('/proc/self/mountinfo', 'utf8'), /machine-/);
  assert.deepEqual(
    Object.values(networkInterfaces())
      .flat()
      .filter((one) => one?.address.startsWith(`10.195.${cluster.slot}.`)),
    [],
  );
});

function deployment(name: string, secret: boolean): object {
  const labels = { app: name };
  const container = { name, image, imagePullPolicy: 'Always', command, ports: [{ containerPort: 8080 }] };
  const readinessProbe = { httpGet: { path: '/', port: 8080 }, periodSeconds: 1 };
  const imagePullSecrets = secret ? [{ name: 'registry' }] : [];
  const spec = { containers: [{ ...container, readinessProbe }], imagePullSecrets, terminationGracePeriodSeconds: 0 };
  return {
    ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, labels } },
    spec: { replicas: 2, selector: { matchLabels: labels }, template: { metadata: { labels }, spec } },
  };
}
