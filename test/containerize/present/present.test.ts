import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Choices } from '../../../src/containerize/plan-types.ts';
import { listener, place, variable } from '../facts.ts';
import { BUILDS, paths, planned, type Texts } from './planned.ts';

const deployment = (name: string, image: string) =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name} }\nspec:\n  template:\n    spec:\n      containers:\n        - { name: app, image: ${image}, ports: [{ containerPort: 7070 }] }\n`;
describe('manifests that are there already', () => {
  it('a workload of the program stays the only one', async () => {
    for (const text of [deployment('shop', 'x/y:1'), deployment('web', 'ghcr.io/team/shop:1')]) {
      assert.deepEqual(await paths({ 'k8s/app.yaml': text }), ['Dockerfile', '.dockerignore']);
    }
    const { decisions } = await planned({ 'k8s/app.yaml': deployment('shop', 'x') });
    const found = decisions.find(({ what }) => what === 'manifests');
    assert.deepEqual([found?.chosen, found?.evidence?.file], ['k8s/app.yaml', 'k8s/app.yaml']);
    assert.ok((await paths({ 'k8s/app.yaml': deployment('shop', 'x') }, { layout: 'kustomize' })).length > 4);
  });

  it('so does a chart', async () => {
    const chart = { 'charts/shop/Chart.yaml': 'name: shop', 'charts/shop/templates/a.yaml': 'kind: {{ x }}' };
    assert.deepEqual(await paths(chart), ['Dockerfile', '.dockerignore']);
  });

  it('a kustomization gets a resource more, and keeps its comments', async () => {
    const texts = {
      'k8s/kustomization.yaml': '# Everything of the team.\nresources:\n  - db.yaml # the database\n',
      'k8s/db.yaml': deployment('db', 'postgres:18'),
    };
    const { files } = await planned(texts);
    assert.ok(files.some(({ path }) => path === 'k8s/shop/deployment.yaml'));
    const own = files.find(({ path }) => path === 'k8s/shop/kustomization.yaml')?.text ?? '';
    assert.match(own, /- deployment\.yaml\n/);
    const joined = files.find(({ path }) => path === 'k8s/kustomization.yaml');
    assert.equal(joined?.text, '# Everything of the team.\nresources:\n  - db.yaml # the database\n  - shop\n');
    assert.equal(joined.exists, true);
  });

  it('a folder of manifests is where new ones go', async () => {
    const all = await paths({ 'kubernetes/db.yaml': deployment('db', 'postgres:18') });
    assert.ok(all.includes('kubernetes/shop/deployment.yaml'), all.join());
  });

  it('where only resources are defined for the cluster it does not go', async () => {
    const definition =
      'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: a.example.com }\n';
    for (const more of [{}, { 'config/crd/kustomization.yaml': 'resources: [a.yaml]\n' }]) {
      const all = await paths({ 'config/crd/a.yaml': definition, ...more });
      assert.ok(all.includes('deploy/base/deployment.yaml'), all.join());
    }
  });

  it('what an earlier run wrote beside manifests of others is planned again', async () => {
    const database = { 'k8s/db.yaml': deployment('db', 'postgres:18') };
    for (const texts of [database, { ...database, 'k8s/kustomization.yaml': 'resources:\n  - db.yaml\n' }]) {
      const first = await planned(texts);
      const written = Object.fromEntries(first.files.map(({ path, text }) => [path, text]));
      const again = await planned({ ...texts, ...written });
      assert.ok(first.files.some(({ path }) => path === 'k8s/shop/deployment.yaml'));
      assert.deepEqual(Object.fromEntries(again.files.map(({ path, text }) => [path, text])), written);
    }
  });

  it('what an earlier run wrote is planned again, with the choices that it shows', async () => {
    const choices: Choices = { registry: 'ghcr.io/team', extras: ['hpa', 'pdb'], host: 'shop.example.com' };
    for (const more of [
      {},
      { layout: 'plain' as const },
      { extras: ['ingress', 'httproute'] as const, gateway: 'a/b' },
    ]) {
      const first = await planned({}, { ...choices, ...more });
      const written = Object.fromEntries(first.files.map(({ path, text }) => [path, text]));
      const again = await planned(written);
      assert.deepEqual(
        again.files.map(({ path, text }) => [path, text]),
        first.files.map(({ path, text }) => [path, text]),
      );
      assert.ok(again.files.every(({ exists }) => exists));
    }
  });

  it('a second program gets a folder of its own', async () => {
    const first = await planned({});
    const written = Object.fromEntries(first.files.map(({ path, text }) => [path, text]));
    const all = await paths(written, {}, { name: 'jobs', package: './cmd/jobs' });
    assert.ok(all.includes('deploy/jobs/base/deployment.yaml'), all.join());
  });

  it('manifests that no parser reads are nobody’s', async () => {
    const broken = {
      'k8s/a.yaml': 'kind: [\n',
      'k8s/b.yaml': 'kind: X\n&a [*a]\n',
      'k8s/c.yaml': 'kind: A\napiVersion: v1\n',
    };
    assert.ok((await paths(broken)).includes('deploy/base/deployment.yaml'));
  });
});

describe('what a workload that stays gives the image', () => {
  const texts = {
    Dockerfile: 'FROM alpine\nCOPY bin/shop .\nCMD ["./shop", "--cert", "/etc/tls/tls.crt"]\n',
    'k8s/shop.yaml':
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: shop}\nspec: {template: {spec: {containers: [{name: shop, image: shop:1, volumeMounts: [{name: tls, mountPath: /etc/tls}]}]}}}\n',
  };
  const change = { listens: [listener(443, { protocol: 'https', configuredBy: ['flag:port'] })] };
  const written = async (choices: Choices = {}, mounted = texts['k8s/shop.yaml']) => {
    const { files } = await planned({ ...texts, 'k8s/shop.yaml': mounted }, choices, change);
    return files.find(({ path }) => path === 'Dockerfile.shop')?.text ?? '';
  };

  it('leaves the port where its manifests expect it', async () => {
    assert.match(await written(), /EXPOSE 443\n/);
    assert.match(await written({ layout: 'kustomize' }), /EXPOSE 8443\n/);
  });

  it('brings the files that the arguments of the image name', async () => {
    assert.match(await written(), /CMD \["--cert", "\/etc\/tls\/tls.crt"\]/);
    assert.doesNotMatch(await written({}, texts['k8s/shop.yaml'].replace('/etc/tls', '/etc/other')), /CMD/);
  });
});

describe('a port that the source leaves to a setting', () => {
  const change = {
    listens: [listener(null, { configuredBy: ['env:WS_PORT'], certainty: 'unknown' })],
    env: [variable('WS_PORT', { required: true })],
  };
  const table: Readonly<Record<string, { texts: Readonly<Record<string, string>>; port: string }>> = {
    'is the one that the image exposes': {
      texts: { Dockerfile: BUILDS, '.env.example': 'WS_PORT=8883\n' },
      port: '7070',
    },
    'is the one of the example': { texts: { '.env.example': 'WS_PORT=8883\n' }, port: '8883' },
    'is the one of an address in the example': { texts: { '.env.example': 'WS_PORT=:8883\n' }, port: '8883' },
    'is the usual one where the example names one for root': {
      texts: { '.env.example': 'WS_PORT=443\n' },
      port: '8080',
    },
    'is the usual one where nothing names it': { texts: {}, port: '8080' },
  };
  for (const [name, { texts, port }] of Object.entries(table)) {
    it(name, async () => {
      const { files } = await planned(texts, {}, change);
      const text = (end: string) => files.find(({ path }) => path.endsWith(end))?.text ?? '';
      assert.match(text('deployment.yaml'), new RegExp(`containerPort: ${port}`));
      assert.match(text('configmap.yaml'), new RegExp(`WS_PORT: "${port}"`));
    });
  }
});

describe('tools that are there already', () => {
  const tools: readonly (readonly [file: string, name: string])[] = [
    ['.ko.yaml', 'ko'],
    ['.goreleaser.yml', 'GoReleaser'],
    ['MODULE.bazel', 'Bazel'],
    ['skaffold.yaml', 'Skaffold'],
    ['docker-compose.yml', 'Compose'],
    ['Tiltfile', 'Tilt'],
  ];
  for (const [file, name] of tools) {
    it(`${name} is named with what it means`, async () => {
      const { decisions } = await planned({ [file]: '' });
      assert.equal(decisions.find(({ what }) => what === 'already here')?.chosen, `${file} (${name})`);
    });
  }

  const env = [variable('TOKEN', { secret: true, required: true })];
  const secret = (texts: Texts) => planned(texts, {}, { env });

  const external =
    'apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata: { name: db }\nspec: { secretStoreRef: { kind: ClusterSecretStore, name: vault } }\n';
  for (const [folder, isUsed] of [
    ['k8s', true],
    ['platform/secrets', true],
    ['platform/examples', false],
  ] as const) {
    it(`External Secrets of ${folder} ${isUsed ? 'fill' : 'do not fill'} the Secret from their store`, async () => {
      const { files } = await secret({ [`${folder}/s.yaml`]: external });
      const text = files.find(({ path }) => path.endsWith('externalsecret.yaml'))?.text ?? '';
      assert.equal(/kind: ClusterSecretStore\n +name: vault/.test(text) && /secretKey: TOKEN/.test(text), isUsed);
    });
  }

  it('SealedSecrets are sealed by hand', async () => {
    const { decisions, files } = await secret({
      'k8s/s.yaml': 'apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata: { name: db }\n',
    });
    assert.ok(decisions.some(({ because }) => because.includes('kubeseal')));
    assert.ok(!files.some(({ text }) => /kind: (?:Sealed)?Secret\n/.test(text)));
  });

  it('the Gateway of the repository takes the route', async () => {
    const { files, questions } = await planned(
      {
        'k8s/g.yaml':
          'apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: { name: public, namespace: edge }\n',
      },
      { extras: ['httproute'] },
    );
    assert.deepEqual(questions, []);
    assert.match(files.find(({ path }) => path.endsWith('route.yaml'))?.text ?? '', /name: public\n +namespace: edge/);
  });

  it('without one the Gateway is asked for, not invented', async () => {
    const { files, questions } = await planned({}, { extras: ['httproute'] });
    assert.deepEqual([questions.map(({ id }) => id), files], [['gateway'], []]);
  });

  it('data in files keeps to one Pod', async () => {
    const { files } = await planned({}, {}, { writes: [{ ...place, path: '/data/shop.db', certainty: 'known' }] });
    const text = files.find(({ path }) => path.endsWith('deployment.yaml'))?.text ?? '';
    assert.match(text, /replicas: 1\n {2}strategy:\n {4}type: Recreate\n/);
    assert.match(text, /claimName: shop-data/);
  });
});
