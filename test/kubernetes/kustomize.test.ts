import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Overrides, renderKustomization } from '../../src/kubernetes/kustomize/kustomize.ts';

const deployment =
  'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec:\n  selector: { matchLabels: { app: web } }\n  template:\n    metadata: { labels: { app: web } }\n    spec:\n      containers:\n        - name: web\n          image: web:dev\n          env: [{ name: A, value: "1" }]\n        - name: proxy\n          image: example.com:5000/proxy\n';
const service = 'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { selector: { app: web } }\n';

async function render(files: Readonly<Record<string, string>>, dir = '', overrides: Overrides = {}) {
  const { documents, unsupported } = await renderKustomization(
    (path) => Promise.resolve(files[path] ?? null),
    dir,
    overrides,
  );
  return { objects: documents.map(({ object }) => object as Record<string, never>), unsupported };
}
const base = {
  'base/kustomization.yaml': 'resources: [d.yaml, s.yaml]\n',
  'base/d.yaml': deployment,
  'base/s.yaml': service,
};
const get = (object: unknown, ...path: (string | number)[]) =>
  path.reduce<unknown>((value, key) => (value as Record<string | number, unknown> | undefined)?.[key], object);
const containers = (object: unknown) =>
  get(object, 'spec', 'template', 'spec', 'containers') as { name: string; image: string; env?: unknown[] }[];

describe('rendering a kustomization', () => {
  it('takes its resources in order', async () => {
    const { objects, unsupported } = await render(base, 'base');
    assert.deepEqual(
      objects.map(({ kind }) => kind),
      ['Deployment', 'Service'],
    );
    assert.deepEqual(unsupported, []);
  });
  it('follows folders, and sets namespace, labels, annotations and images', async () => {
    const overlay =
      'resources: [../base]\nnamespace: prod\nlabels: [{ pairs: { env: prod }, includeTemplates: true }]\ncommonAnnotations: { a: b }\nimages: [{ name: web, newName: registry/web, newTag: "2" }, { name: example.com:5000/proxy, digest: "sha256:0" }]\n';
    const { objects, unsupported } = await render({ ...base, 'o/kustomization.yaml': overlay }, 'o');
    assert.deepEqual(unsupported, []);
    const [rendered] = objects;
    assert.equal(get(rendered, 'metadata', 'namespace'), 'prod');
    assert.equal(get(rendered, 'metadata', 'annotations', 'a'), 'b');
    assert.equal(get(rendered, 'spec', 'template', 'metadata', 'labels', 'env'), 'prod');
    assert.equal(get(rendered, 'spec', 'selector', 'matchLabels', 'env'), undefined);
    assert.deepEqual(
      containers(rendered).map(({ image }) => image),
      ['registry/web:2', 'example.com:5000/proxy@sha256:0'],
    );
  });
  const images: readonly [entries: string, web: string, proxy: string][] = [
    ['{ name: web, newTag: "1" }, { name: web, newTag: "2" }', 'web:2', 'example.com:5000/proxy'],
    ['{ name: web, newName: x/web }, { name: x/web, newTag: "2" }', 'x/web:2', 'example.com:5000/proxy'],
    ['{ name: web, newTag: "", digest: "" }', 'web:dev', 'example.com:5000/proxy'],
    ['{ name: web, newName: "", newTag: "3" }', 'web:3', 'example.com:5000/proxy'],
    ['{ name: web, digest: "sha256:0", newTag: "3" }', 'web:3@sha256:0', 'example.com:5000/proxy'],
    ['{ name: web, digest: "sha256:0" }, { name: web, newTag: "1" }', 'web:1', 'example.com:5000/proxy'],
    ['{ name: example.com, newTag: "1" }', 'web:dev', 'example.com:5000/proxy'],
    ['{ name: example.com:5000/proxy, newName: p }', 'web:dev', 'p'],
  ];
  for (const [entries, ...expected] of images) {
    it(`applies images [${entries}] one after the other`, async () => {
      const overlay = `resources: [../base]\nimages: [${entries}]\n`;
      const { objects, unsupported } = await render({ ...base, 'o/kustomization.yaml': overlay }, 'o');
      assert.deepEqual(unsupported, []);
      assert.deepEqual(
        containers(objects[0]).map(({ image }) => image),
        expected,
      );
    });
  }
  it('sets a label again, in the same places or more', async () => {
    for (const [first, second] of [
      ['labels: [{ pairs: { env: a } }]', 'commonLabels: { env: b }'],
      ['commonLabels: { env: a }', 'labels: [{ pairs: { env: b }, includeSelectors: true }]'],
    ]) {
      const files = {
        ...base,
        'm/kustomization.yaml': `resources: [../base]\n${first}\n`,
        'o/kustomization.yaml': `resources: [../m]\n${second}\n`,
      };
      const { objects, unsupported } = await render(files, 'o');
      assert.deepEqual(unsupported, []);
      assert.equal(get(objects[0], 'metadata', 'labels', 'env'), 'b');
      assert.equal(get(objects[1], 'spec', 'selector', 'env'), 'b');
    }
  });
  it('reads nothing that lies beside the workspace under a name inside it', async () => {
    const asked: string[] = [];
    const files: Record<string, string> = { 'kustomization.yaml': 'resources: [../base, ../../d.yaml]\n', ...base };
    const { unsupported } = await renderKustomization((path) => {
      asked.push(path);
      return Promise.resolve(files[path] ?? null);
    }, '');
    assert.ok(asked.includes('../base/kustomization.yaml') && asked.includes('../../d.yaml'), asked.join());
    assert.ok(!asked.some((path) => path.startsWith('base/') || path === 'd.yaml'));
    assert.match(unsupported.join('; '), /\.\.\/base has no kustomization/);
  });
  it('lets the caller set the image that was just built', async () => {
    const { objects } = await render(base, 'base', {
      images: { web: { newName: 'localhost:5000/web', newTag: 'abc' } },
      namespace: 'n',
    });
    assert.equal(containers(objects[0])[0]?.image, 'localhost:5000/web:abc');
    assert.equal(get(objects[1], 'metadata', 'namespace'), 'n');
  });
  it('merges patches, lists of containers and variables by name', async () => {
    const patch =
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec:\n  replicas: 3\n  template:\n    spec:\n      containers:\n        - name: web\n          env: [{ name: B, value: "2" }, { name: A, value: "9" }]\n';
    const { objects, unsupported } = await render(
      { ...base, 'o/kustomization.yaml': 'resources: [../base]\npatches: [{ path: p.yaml }]\n', 'o/p.yaml': patch },
      'o',
    );
    assert.deepEqual(unsupported, []);
    assert.equal(get(objects[0], 'spec', 'replicas'), 3);
    const web = containers(objects[0]).find(({ name }) => name === 'web');
    assert.equal(web?.image, 'web:dev');
    assert.deepEqual(web.env, [
      { name: 'B', value: '2' },
      { name: 'A', value: '9' },
    ]);
    assert.equal(containers(objects[0]).length, 2);
  });
  const more =
    'apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: c }\nspec: { jobTemplate: { spec: { template: { spec: { containers: [{ name: c, image: web }] } } } } }\n---\n' +
    'apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: { name: r }\nsubjects: [{ kind: ServiceAccount, name: default }, { kind: ServiceAccount, name: sa }, { kind: ServiceAccount, name: x, namespace: other }]\n---\n' +
    'apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: sa }\n---\napiVersion: v1\nkind: Namespace\nmetadata: { name: n }\n---\n' +
    'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: p }\nspec: { podSelector: { matchLabels: { app: web } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: web } } }] }] }\n';
  const changed = async (field: string) => {
    const { objects, unsupported } = await render(
      { ...base, 'm.yaml': more, 'o/kustomization.yaml': `resources: [../base, ../m.yaml]\n${field}\n` },
      'o',
    );
    assert.deepEqual(unsupported, []);
    return (kind: string) => objects.find((object) => get(object, 'kind') === kind);
  };
  // What kustomize 5.5 makes of the same.
  it('moves Namespaces and the ServiceAccounts that bindings name along', async () => {
    const object = await changed('namespace: prod');
    assert.equal(get(object('Namespace'), 'metadata', 'name'), 'prod');
    assert.deepEqual(get(object('RoleBinding'), 'subjects'), [
      { kind: 'ServiceAccount', name: 'default', namespace: 'prod' },
      { kind: 'ServiceAccount', name: 'sa', namespace: 'prod' },
      { kind: 'ServiceAccount', name: 'x', namespace: 'other' },
    ]);
  });
  it('annotates pod templates, too', async () => {
    const object = await changed('commonAnnotations: { a: b }');
    assert.equal(get(object('Deployment'), 'spec', 'template', 'metadata', 'annotations', 'a'), 'b');
    assert.equal(get(object('CronJob'), 'spec', 'jobTemplate', 'metadata', 'annotations', 'a'), 'b');
    assert.equal(get(object('Service'), 'spec', 'template'), undefined);
  });
  it('puts labels into every selector', async () => {
    const object = await changed('labels: [{ pairs: { e: p }, includeSelectors: true }]');
    assert.deepEqual(get(object('Service'), 'spec', 'selector'), { app: 'web', e: 'p' });
    const peer = get(object('NetworkPolicy'), 'spec', 'ingress', 0, 'from', 0, 'podSelector', 'matchLabels');
    assert.deepEqual(peer, { app: 'web', e: 'p' });
    assert.equal(get(object('CronJob'), 'spec', 'jobTemplate', 'spec', 'template', 'metadata', 'labels', 'e'), 'p');
  });
  it('puts items of a patch first, in its order', async () => {
    const patch =
      'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { ports: [{ port: 81 }, { port: 80, nodePort: 30000 }] }\n';
    const service80 =
      'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { ports: [{ port: 80 }, { port: 79 }] }\n';
    const { objects } = await render(
      {
        's.yaml': service80,
        'p.yaml': patch,
        'kustomization.yaml': 'resources: [s.yaml]\npatches: [{ path: p.yaml }]\n',
      },
      '',
    );
    assert.deepEqual(get(objects[0], 'spec', 'ports'), [{ port: 81 }, { port: 80, nodePort: 30000 }, { port: 79 }]);
  });
  it('patches what a pattern names', async () => {
    const patch = 'patch: "kind: Any\\nmetadata: { name: any }\\nspec: { replicas: 2 }\\n"';
    const object = await changed(`patches: [{ target: { kind: Deployment, name: "w.*" }, ${patch} }]`);
    assert.equal(get(object('Deployment'), 'spec', 'replicas'), 2);
    assert.equal(get(object('Deployment'), 'metadata', 'name'), 'web');
  });
  const unsupported: readonly [name: string, files: Record<string, string>, what: RegExp][] = [
    ['generators', { 'o/kustomization.yaml': 'configMapGenerator: [{ name: a }]\n' }, /configMapGenerator/],
    ['prefixes', { 'o/kustomization.yaml': 'namePrefix: a-\n' }, /namePrefix/],
    ['remote resources', { 'o/kustomization.yaml': 'resources: ["https://example.com/x?ref=1"]\n' }, /remote/],
    ['absent resources', { 'o/kustomization.yaml': 'resources: [nowhere]\n' }, /nowhere has no kustomization/],
    [
      'JSON patches',
      {
        'o/kustomization.yaml':
          'resources: [../base]\npatches: [{ target: { kind: Deployment }, patch: "- op: remove\\n  path: /x\\n" }]\n',
      },
      /JSON patch/,
    ],
    [
      'a pattern with groups',
      { 'o/kustomization.yaml': 'resources: [../base]\npatches: [{ target: { name: "(a+)+(" }, patch: "{}" }]\n' },
      /the pattern/,
    ],
    [
      'a patch for another namespace',
      {
        'o/kustomization.yaml':
          'resources: [../base]\npatches: [{ patch: "apiVersion: v1\\nkind: Service\\nmetadata: { name: web, namespace: x }\\n" }]\n',
      },
      /nothing is called web/,
    ],
    [
      'labels that are set again in fewer places',
      {
        'm/kustomization.yaml': 'resources: [../base]\ncommonLabels: { env: a }\n',
        'o/kustomization.yaml': 'resources: [../m]\nlabels: [{ pairs: { env: b } }]\n',
      },
      /env is set again in fewer places/,
    ],
    [
      'patches of labels that a kustomization gave',
      {
        'm/kustomization.yaml': 'resources: [../base]\nlabels: [{ pairs: { env: a }, includeTemplates: true }]\n',
        'o/kustomization.yaml':
          'resources: [../m]\npatches: [{ target: { kind: Service }, patch: "metadata: { labels: { env: b } }" }]\n',
      },
      /the label env of a kustomization/,
    ],
    ['labels that are no text', { 'o/kustomization.yaml': 'commonLabels: { debug: true }\n' }, /no text/],
    ['the same object twice', { 'o/kustomization.yaml': 'resources: [../base, ../base]\n' }, /there twice/],
    ['tags that are numbers', { 'o/kustomization.yaml': 'images: [{ name: a, newTag: 1.10 }]\n' }, /no text/],
    [
      'ports with and without a protocol',
      {
        'o/kustomization.yaml': 'resources: [s.yaml]\npatches: [{ path: p.yaml }]\n',
        'o/s.yaml': 'apiVersion: v1\nkind: Service\nmetadata: { name: a }\nspec: { ports: [{ port: 80 }] }\n',
        'o/p.yaml':
          'apiVersion: v1\nkind: Service\nmetadata: { name: a }\nspec: { ports: [{ port: 80, protocol: UDP }] }\n',
      },
      /`ports`/,
    ],
    ['broken YAML', { 'o/kustomization.yaml': 'resources: [../base\n' }, /kustomization\.yaml/],
    ['circles', { 'o/kustomization.yaml': 'resources: [../o]\n' }, /back to itself/],
    [
      'a patch for nothing',
      {
        'o/kustomization.yaml':
          'resources: [../base]\npatches: [{ patch: "kind: Deployment\\nmetadata: { name: x }\\n" }]\n',
      },
      /nothing is called x/,
    ],
  ];
  for (const [name, files, what] of unsupported) {
    it(`says that it cannot do ${name}`, async () => {
      assert.match((await render({ ...base, ...files }, 'o')).unsupported.join('; '), what);
    });
  }
});
