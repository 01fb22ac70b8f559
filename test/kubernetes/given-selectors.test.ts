import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lintManifests } from '../../src/kubernetes/lint.ts';
import { parseManifests } from '../../src/kubernetes/parse.ts';
import { selectedPods } from '../../src/kubernetes/selectors/selected-pods.ts';
import { createWorkspace } from '../../src/kubernetes/workspace.ts';

type Texts = Readonly<Record<string, string>>;

const service = (more = '') =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec:\n${more}  ports: [{ port: 80, targetPort: metrics }]\n`;
const deployment = (name: string, labels = '') =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name} }\nspec:\n  template:\n${labels}    spec: { containers: [{ name: c, image: a:1, ports: [{ name: http, containerPort: 8080 }] }] }\n`;
const kustomization = (more: string, kind = 'Kustomization') =>
  `apiVersion: kustomize.config.k8s.io/v1\nkind: ${kind}\n${more}\n`;
const FILES: Texts = { 'base/s.yaml': service(), 'base/d.yaml': deployment('web') };
const BASE = 'resources: [s.yaml, d.yaml]\ncommonLabels: { app: web }';
const PLAIN = 'resources: [s.yaml, d.yaml]';
const built = (base: string, more: Texts = {}): Texts => ({
  ...FILES,
  'base/kustomization.yaml': kustomization(base),
  ...more,
});
const LABELS = 'commonLabels: { app: web }';

const table: readonly [what: string, texts: Texts, pods: readonly string[]][] = [
  ['nothing', FILES, []],
  ['common labels', built(BASE), ['web']],
  ['labels for selectors', built(`${PLAIN}\nlabels: [{ pairs: { app: web }, includeSelectors: true }]`), ['web']],
  ['labels for templates', built(`${PLAIN}\nlabels: [{ pairs: { app: web }, includeTemplates: true }]`), []],
  [
    'an overlay of the same base',
    built(PLAIN, { 'prod/kustomization.yaml': kustomization(`resources: [../base]\n${LABELS}`) }),
    ['web'],
  ],
  [
    'a component',
    built(PLAIN, {
      'labels/kustomization.yaml': kustomization(LABELS, 'Component'),
      'prod/kustomization.yaml': kustomization('resources: [../base]\ncomponents: [../labels]'),
    }),
    ['web'],
  ],
  [
    'one of two overlays',
    built(PLAIN, {
      'prod/kustomization.yaml': kustomization(`resources: [../base]\n${LABELS}`),
      'test/kustomization.yaml': kustomization('resources: [../base]'),
    }),
    [],
  ],
  [
    'one that does not take the workload',
    built(BASE, {
      'base/kustomization.yaml': kustomization('resources: [s.yaml]\ncommonLabels: { app: web }'),
      'prod/kustomization.yaml': kustomization('resources: [../base, d.yaml]'),
      'prod/d.yaml': deployment('other'),
    }),
    [],
  ],
  [
    'another namespace for the workload',
    built(BASE, { 'base/d.yaml': deployment('web').replace('name: web', 'name: web, namespace: other') }),
    [],
  ],
  [
    'a selector by a patch',
    built(
      `${BASE}\npatches: [{ patch: "kind: Service\\nmetadata: { name: web }\\nspec: { selector: { app: other } }" }]`,
    ),
    [],
  ],
  [
    'a selector of its own besides',
    built(BASE, {
      'base/s.yaml': service('  selector: { part: api }\n'),
      'base/d.yaml': deployment('web'),
      'base/e.yaml': deployment('api', '    metadata: { labels: { part: api } }\n'),
      'base/kustomization.yaml': kustomization(`resources: [s.yaml, d.yaml, e.yaml]\n${LABELS}`),
    }),
    ['api'],
  ],
];

describe('a Service selects by what kustomizations give it:', () => {
  for (const [what, texts, pods] of table) {
    const workspace = createWorkspace();
    for (const [file, text] of Object.entries(texts)) workspace.set(file, parseManifests(text, file));
    workspace.setComplete(true);
    const file = workspace.file('base/s.yaml');
    const [manifest] = file?.manifests ?? [];
    assert.ok(file && manifest);
    const from = { file, manifest };
    it(what, () => {
      const selected = selectedPods(workspace, from);
      assert.deepEqual(
        selected.map((one) => one.manifest.name),
        pods,
      );
      for (const one of selected) {
        const back = workspace.selecting('Service', one).objects.map((object) => object.manifest.name);
        assert.deepEqual(back, ['web']);
      }
      const found = lintManifests(file, workspace, {}).filter(({ rule }) => rule === 'service-port-exists');
      assert.equal(found.length, Math.min(pods.length, 1));
    });
  }
});
