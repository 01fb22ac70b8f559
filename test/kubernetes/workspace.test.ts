import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lintManifests } from '../../src/kubernetes/lint.ts';
import { parseManifests } from '../../src/kubernetes/parse.ts';
import { createWorkspace } from '../../src/kubernetes/workspace.ts';

/** Rules that speak about a file in a workspace of files. */
function rulesIn(files: Readonly<Record<string, string>>, of: string, complete = true): string[] {
  const workspace = createWorkspace();
  for (const [file, text] of Object.entries(files)) workspace.set(file, parseManifests(text, file));
  workspace.setComplete(complete);
  return lintManifests(parseManifests(files[of] ?? '', of), workspace).map(({ rule }) => rule);
}

const service = (extra = '') =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: s${extra} }\nspec: { selector: { app: a }, ports: [{ port: 80 }] }\n`;
const pod = (labels = 'app: a', extra = '', kind = 'Pod') =>
  `apiVersion: v1\nkind: ${kind}\nmetadata: { name: p, labels: { ${labels} }${extra} }\nspec: { containers: [] }\n`;

describe('a Service that selects nothing', () => {
  const cases: readonly [name: string, files: Record<string, string>, reported: boolean][] = [
    ['alone', { 's.yaml': service() }, true],
    ['with its pod in another file', { 's.yaml': service(), 'p.yaml': pod() }, false],
    ['with another pod', { 's.yaml': service(), 'p.yaml': pod('app: b') }, true],
    ['with its pod in another namespace', { 's.yaml': service(), 'p.yaml': pod('app: a', ', namespace: x') }, true],
    [
      'with its pod in `default`, written out',
      { 's.yaml': service(), 'p.yaml': pod('app: a', ', namespace: default') },
      false,
    ],
    ['with more labels on the pod', { 's.yaml': service(), 'p.yaml': pod('app: a, tier: x') }, false],
    [
      'with a workload we do not know',
      { 's.yaml': service(), 'c.yaml': 'apiVersion: x/v1\nkind: Cluster\nmetadata: { name: c }\nspec: {}\n' },
      false,
    ],
    [
      'with a kind that has a pod template',
      {
        's.yaml': service(),
        'c.yaml': 'apiVersion: x/v1\nkind: Gateway\nmetadata: { name: c }\nspec: { template: { spec: {} } }\n',
      },
      false,
    ],
    [
      'beside a ConfigMap',
      { 's.yaml': service(), 'c.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c }\n' },
      true,
    ],
    [
      'with Helm templates around',
      { 's.yaml': service(), 'c/templates/d.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: { name: {{ .x }} }\n' },
      false,
    ],
    [
      'with a kustomization that puts the label on everything',
      {
        's.yaml': service(),
        'p.yaml': pod('tier: x'),
        'kustomization.yaml': 'labels: [{ pairs: { app: a }, includeSelectors: true }]\n',
      },
      false,
    ],
    [
      'with a kustomization that gives the selector and the pod the same value',
      { 's.yaml': service(), 'p.yaml': pod('app: b'), 'kustomization.yaml': 'commonLabels: { app: c }\n' },
      false,
    ],
    [
      'with a kustomization that puts another value on pods only',
      {
        's.yaml': service(),
        'p.yaml': pod('tier: x'),
        'kustomization.yaml': 'labels: [{ pairs: { app: b }, includeTemplates: true }]\n',
      },
      true,
    ],
    [
      'with a kustomization that labels the objects, not their pods',
      {
        's.yaml': service(),
        'p.yaml': pod('tier: x'),
        'kustomization.yaml': 'labels: [{ pairs: { app: a }, includeSelectors: false }]\n',
      },
      true,
    ],
    [
      'with a component that puts the label on everything',
      {
        's.yaml': service(),
        'p.yaml': pod('tier: x'),
        'c/kustomization.yaml':
          'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\ncommonLabels: { app: a }\n',
      },
      false,
    ],
    [
      'with a kustomization that adds another label',
      { 's.yaml': service(), 'kustomization.yaml': 'labels: [{ pairs: { a: b }, includeSelectors: true }]\n' },
      true,
    ],
    [
      'with a kustomization that moves all to its namespace',
      { 's.yaml': service(), 'p.yaml': pod('app: a', ', namespace: x'), 'kustomization.yaml': 'namespace: y\n' },
      false,
    ],
    [
      'with a patch that says on which nodes pods run',
      {
        's.yaml': service(),
        'kustomization.yaml':
          "patches: [{ patch: '[{ op: add, path: /spec/nodeSelector, value: { a: b } }]', target: { kind: Pod } }]\n",
      },
      true,
    ],
    [
      'with an inline patch that relabels',
      {
        's.yaml': service(),
        'kustomization.yaml':
          "patches: [{ patch: '[{ op: add, path: /metadata/labels/app, value: a }]', target: { kind: Pod } }]\n",
      },
      false,
    ],
    [
      'for one pod of a StatefulSet, by the label that its controller gives',
      {
        's.yaml': service().replace('{ app: a }', '{ app: a, statefulset.kubernetes.io/pod-name: p-0 }'),
        'p.yaml': pod(),
      },
      false,
    ],
    ['with a broken file around', { 's.yaml': service(), 'p.yaml': `${pod()}spec: { a: [\n` }, false],
    [
      'with a remote kustomization',
      { 's.yaml': service(), 'kustomization.yaml': 'resources: ["https://example.com/x"]\n' },
      false,
    ],
  ];
  for (const [name, files, reported] of cases) {
    it(name, () => assert.equal(rulesIn(files, 's.yaml').includes('service-selects-something'), reported));
  }
  it('is no matter while the workspace is not known', () => {
    assert.ok(!rulesIn({ 's.yaml': service() }, 's.yaml', false).includes('service-selects-something'));
  });
});

describe('patches', () => {
  it('of a kustomization are no incomplete workloads', () => {
    const patch =
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }\nspec: { template: { spec: { containers: [{ name: a, image: "a:latest" }] } } }\n';
    assert.ok(rulesIn({ 'o/p.yaml': patch }, 'o/p.yaml').length > 0);
    const component = 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\npatches: [{ path: p.yaml }]';
    for (const kustomization of ['patches: [{ path: p.yaml }]', 'patchesStrategicMerge: [./p.yaml]', component]) {
      assert.deepEqual(rulesIn({ 'o/p.yaml': patch, 'o/kustomization.yaml': kustomization }, 'o/p.yaml'), []);
    }
  });
});

describe('a selector and its template', () => {
  const workload = (kind: string, selector: string) =>
    `apiVersion: apps/v1\nkind: ${kind}\nmetadata: { name: a }\nspec: { selector: ${selector}, template: { metadata: { labels: { app: b } }, spec: { containers: [] } } }\n`;
  const labels = '{ matchLabels: { app: a } }';
  const expressions = '{ matchExpressions: [{ key: app, operator: In, values: [a] }] }';
  const kustomizations: readonly [name: string, text: string, reported: boolean][] = [
    ['sets another label', 'commonLabels: { tier: x }\n', true],
    ['sets the label in both', 'commonLabels: { app: x }\n', false],
    ['sets the label of the template', 'labels: [{ pairs: { app: a }, includeTemplates: true }]\n', false],
    ['sets the label of the object only', 'labels: [{ pairs: { app: a } }]\n', true],
  ];
  for (const [name, kustomization, reported] of kustomizations) {
    it(`where a kustomization ${name}`, () => {
      for (const selector of [labels, expressions]) {
        const files = { 'd.yaml': workload('Deployment', selector), 'kustomization.yaml': kustomization };
        assert.equal(rulesIn(files, 'd.yaml').includes('selector-matches-template'), reported, selector);
      }
    });
  }
  it('are what kube-score compares in two kinds', () => {
    for (const kind of ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet']) {
      for (const selector of [labels, expressions]) {
        const file = parseManifests(workload(kind, selector), 'd.yaml');
        const [finding] = lintManifests(file, createWorkspace()).filter(
          ({ rule }) => rule === 'selector-matches-template',
        );
        const ofKubeScore = finding?.aliases.filter((alias) => alias.startsWith('kube-score:'));
        const expected = /^(?:Dep|Sta)/.test(kind)
          ? [`kube-score:${kind.toLowerCase()}-pod-selector-labels-match-template-metadata-labels`]
          : [];
        assert.deepEqual(ofKubeScore, expected, kind);
      }
    }
  });
});

describe('ignore comments and annotations in a manifest', () => {
  const container = (lines: string, annotations = '') =>
    `apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\n  annotations:\n    x: y\n${annotations}spec:\n  containers:\n${lines}`;
  const image = '    - name: a\n      image: a:latest\n';
  const silenced: readonly [name: string, text: string][] = [
    ['above the line', container('    - name: a\n      # gantry-ignore pinned-image — why\n      image: a:latest\n')],
    ['on the line', container('    - name: a\n      image: a:latest # gantry-ignore pinned-image\n')],
    ["with a peer's id", container('    - name: a\n      # gantry-ignore latest-tag\n      image: a:latest\n')],
    ['above the container', container(`    # gantry-ignore pinned-image\n${image}`)],
    ['above the object', `# gantry-ignore pinned-image\n${container(image)}`],
    ['for the file', `${container(image)}# gantry-ignore-file pinned-image\n`],
    ['trivy', container('    - name: a\n      #trivy:ignore:AVD-KSV-0013\n      image: a:latest\n')],
    ['kube-linter', container(image, '    ignore-check.kube-linter.io/latest-tag: why\n')],
    ['kube-score', container(image, '    kube-score/ignore: container-image-tag, x\n')],
    ['polaris', container(image, '    polaris.fairwinds.com/tag-not-specified-exempt: "true"\n')],
    ['checkov', container(image, '    checkov.io/skip1: CKV_K8S_14=why\n')],
  ];
  it('(without them it is reported)', () => {
    const text = container(image);
    assert.ok(rulesIn({ 'a.yaml': text }, 'a.yaml').includes('pinned-image'));
  });
  for (const [name, text] of silenced)
    it(name, () => assert.ok(!rulesIn({ 'a.yaml': text }, 'a.yaml').includes('pinned-image')));
});

describe('the index', () => {
  it('is the same warm as cold', () => {
    const warm = createWorkspace();
    for (const text of [service(), pod('app: b'), pod()]) {
      warm.set('a.yaml', parseManifests(text, 'a.yaml'));
      void warm.namespaceObjects('');
    }
    warm.set('b.yaml', parseManifests(service('2'), 'b.yaml'));
    warm.remove('b.yaml');
    const cold = createWorkspace();
    cold.set('a.yaml', parseManifests(pod(), 'a.yaml'));
    const show = (workspace: typeof cold) =>
      workspace.namespaceObjects('').map(({ manifest }) => `${manifest.kind} ${manifest.name}`);
    assert.deepEqual(show(warm), show(cold));
    assert.equal(warm.find('Pod', 'default', 'p')?.manifest.name, 'p');
  });
});
