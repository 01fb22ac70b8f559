import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { startControlPlane } from '../bed/control-plane.ts';
import { waitUntil } from '../bed/process.ts';
import { healthy } from '../contract/seed.ts';
import { runSuite } from './run-suite.ts';

const folder = await mkdtemp(path.join(tmpdir(), 'gantry-host-'));
after(() => rm(folder, { recursive: true, force: true }));

async function newFolder(name: string, files: Readonly<Record<string, string>> = {}): Promise<string> {
  const made = await mkdtemp(path.join(folder, `${name}-`));
  for (const [file, text] of Object.entries(files)) await writeFile(path.join(made, file), text);
  return made;
}

test('the extension stays asleep where it has no business, and wakes up quickly', async () => {
  await runSuite('activation', { folder: await newFolder('notes', { 'notes.txt': 'hello\n' }) });
});

test('one undo takes away everything that containerize wrote, and nothing else; what cannot be written is said', async () => {
  const shop = path.join(await newFolder('undo'), 'shop');
  await cp(path.join(import.meta.dirname, '../../samples/shop'), shop, { recursive: true });
  await runSuite('undo', { folder: shop });
});

test('Dockerfiles are formatted, renamed and annotated in the editor; other files are left to others', async () => {
  const editing = await newFolder('editing', {
    Dockerfile:
      'ARG V=1.26\nFROM golang:$V AS build\nRUN CGO_ENABLED=0 \\\n  go build -o /app\nFROM scratch\nCOPY --from=build /app /app\nADD a /a\nENTRYPOINT ["/app"]\n',
    'service.yaml': 'apiVersion: v1\nkind: Service\nmetadata:\n  name: shop\n',
  });
  await runSuite('editing', { folder: editing });
});

test('names are followed, completed and renamed across manifests in the editor', async () => {
  const manifests = await newFolder('manifests', {
    'pod.yaml':
      'apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\nspec:\n  containers:\n    - name: app\n      image: example.com/shop:1.0.0\n      env:\n        - name: LEVEL\n          valueFrom:\n            configMapKeyRef:\n              name: settings\n              key: LEVEL\n',
    'settings.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  LEVEL: info\n',
    'kustomization.yaml': 'resources:\n  - pod.yaml\n  - settings.yaml\n',
  });
  await runSuite('manifests', { folder: manifests });
});

test('a health route that changes in Go is marked in Go and in the manifest, and one fix mends both', async () => {
  await runSuite('contract', { folder: await healthyShop() });
});

test('the contract of a program is shown as a picture that follows what is typed', async () => {
  await runSuite('contract-view', { folder: await healthyShop() });
});

test('the contract shows what the cluster has of it, and a hover the value there, once the user has connected', async () => {
  const cluster = await startControlPlane();
  try {
    const team = ['--namespace', 'team'];
    await cluster.kubectl(['create', 'namespace', 'team']);
    await cluster.kubectl([
      'create',
      'secret',
      'generic',
      'shop-secrets',
      '--from-literal=DATABASE_URL=canary',
      ...team,
    ]);
    const texts = await healthy('shop');
    const changed = ['configmap', 'deployment', 'service']
      .map((name) => texts[`deploy/base/${name}.yaml`] ?? '')
      .join('---\n')
      .replace('replicas: 2', 'replicas: 0')
      .replace('LOG_LEVEL: info', 'LOG_LEVEL: debug')
      .replace('containerPort: 8080', 'containerPort: 9090');
    await cluster.kubectl(['apply', '--filename=-', ...team], changed);
    await runSuite('live', { folder: await healthyShop(), env: { KUBECONFIG: cluster.kubeconfig } });
  } finally {
    await cluster.stop();
  }
});

test('folders that are moved, deleted or checked out outside of the editor leave no squiggle behind', async () => {
  const outside = await newFolder('outside', {
    'pod.yaml':
      'apiVersion: v1\nkind: Pod\nmetadata:\n  name: shop\nspec:\n  containers:\n    - name: app\n      image: example.com/shop:1.0.0\n      envFrom:\n        - configMapRef:\n            name: settings\n',
  });
  await mkdir(path.join(outside, 'config'));
  await writeFile(
    path.join(outside, 'config', 'settings.yaml'),
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  A: a\n',
  );
  await runSuite('outside', { folder: outside });
});

test('a program is joined with its container by one choice, where the files do not say so', async () => {
  const matching = await newFolder('matching', {
    'go.mod': 'module example.com/shop\n\ngo 1.26\n',
    'manager.yaml':
      'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: controller\nspec:\n  selector:\n    matchLabels: { app: controller }\n  template:\n    metadata:\n      labels: { app: controller }\n    spec:\n      containers:\n        - name: manager\n          image: controller:latest\n',
  });
  for (const name of ['api', 'worker']) {
    await mkdir(path.join(matching, 'cmd', name), { recursive: true });
    await writeFile(
      path.join(matching, 'cmd', name, 'main.go'),
      'package main\n\nimport "net/http"\n\nfunc main() { http.ListenAndServe(":8080", nil) }\n',
    );
  }
  await runSuite('matching', { folder: matching });
});

/** The sample with all that *Containerize* writes for it. */
async function healthyShop(): Promise<string> {
  const shop = await newFolder('contract');
  for (const [file, text] of Object.entries(await healthy('shop'))) {
    await mkdir(path.dirname(path.join(shop, file)), { recursive: true });
    await writeFile(path.join(shop, file), text);
  }
  return shop;
}

test('in Restricted Mode it lints and explains, and runs nothing', async () => {
  const restricted = await newFolder('restricted', { Dockerfile: 'FROM golang:latest\nCMD echo hello\n' });
  await runSuite('restricted', { folder: restricted, trusted: false });
});

test('the Cluster view recovers by itself from a killed API server, and is right', async () => {
  const cluster = await startControlPlane();
  try {
    await cluster.kubectl(['create', 'deployment', 'first', '--image=example.com/first:1']);
    const signs = await newFolder('reconnect');
    const outside = async (): Promise<void> => {
      await waitUntil(() => Promise.resolve(existsSync(path.join(signs, 'kill'))), 120);
      await cluster.killApiServer();
      await waitUntil(() => Promise.resolve(existsSync(path.join(signs, 'start'))), 120);
      await cluster.startApiServer();
      await cluster.kubectl(['delete', 'deployment', 'first']);
      await cluster.kubectl(['create', 'deployment', 'second', '--image=example.com/second:1']);
      await writeFile(path.join(signs, 'started'), '');
    };
    await runSuite('reconnect', { folder: signs, env: { KUBECONFIG: cluster.kubeconfig }, onPage: outside });
  } finally {
    await cluster.stop();
  }
});
