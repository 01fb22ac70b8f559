import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startControlPlane } from '../control-plane.ts';

const cluster = await startControlPlane();
after(cluster.stop);

test('the administrator may do all, the forbidden user nothing', async () => {
  await cluster.kubectl(['create', 'configmap', 'kept', '--from-literal=a=1']);
  const forbidden = ['--context', cluster.forbiddenContext];
  await assert.rejects(cluster.kubectl([...forbidden, 'get', 'pods']), /pods is forbidden: User "gantry-forbidden"/);
});

test('another user may do what RBAC says', async () => {
  const kubeconfig = ['--kubeconfig', await cluster.userKubeconfig('ann', ['readers'])];
  await assert.rejects(cluster.kubectl([...kubeconfig, 'get', 'configmaps']), /User "ann" cannot list/);
  await cluster.kubectl(['create', 'rolebinding', 'readers', '--clusterrole=view', '--group=readers']);
  assert.match(await cluster.kubectl([...kubeconfig, 'get', 'configmaps']), /kept/);
  await assert.rejects(cluster.kubectl([...kubeconfig, 'delete', 'configmap', 'kept']), /cannot delete/);
});

test('server-side apply, dry runs and admission are real', async () => {
  const root = (securityContext: object): string =>
    JSON.stringify({
      ...{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', namespace: 'strict' } },
      spec: { containers: [{ name: 'c', image: 'nowhere/none:1', securityContext }] },
    });
  await cluster.kubectl(['create', 'namespace', 'strict']);
  await cluster.kubectl(['label', 'namespace', 'strict', 'pod-security.kubernetes.io/enforce=restricted']);
  const apply = ['apply', '--server-side', '--dry-run=server', '--filename', '-'];
  await assert.rejects(cluster.kubectl(apply, root({ privileged: true })), /violates PodSecurity "restricted/);
  const restricted = {
    ...{ runAsNonRoot: true, allowPrivilegeEscalation: false },
    ...{ capabilities: { drop: ['ALL'] }, seccompProfile: { type: 'RuntimeDefault' } },
  };
  assert.match(await cluster.kubectl(apply, root(restricted)), /serverside-applied \(server dry run\)/);
});

test('a killed API server refuses, and holds everything when it is back', async () => {
  await cluster.killApiServer();
  await assert.rejects(cluster.kubectl(['get', 'configmap', 'kept']), /refused/);
  await cluster.startApiServer();
  assert.match(await cluster.kubectl(['get', 'configmap', 'kept']), /kept/);
  const deployment = ['create', 'deployment', 'controlled', '--image=nowhere/none:1', '--replicas=2'];
  await cluster.kubectl(deployment);
  await cluster.kubectl(['wait', '--for=jsonpath={.status.replicas}=2', 'deployment/controlled', '--timeout=30s']);
});

test('another cluster runs beside it', async () => {
  const other = await startControlPlane();
  try {
    assert.notEqual(other.server, cluster.server);
    await assert.rejects(other.kubectl(['get', 'configmap', 'kept']), /not found/);
  } finally {
    await other.stop();
  }
});
