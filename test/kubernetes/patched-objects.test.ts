import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lintManifests } from '../../src/kubernetes/lint.ts';
import { parseManifests } from '../../src/kubernetes/parse.ts';
import { createWorkspace } from '../../src/kubernetes/workspace.ts';

const DEPLOYMENT =
  'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec:\n  selector: { matchLabels: { app: web } }\n  template:\n    metadata: { labels: { app: web } }\n    spec:\n      containers:\n        - { name: web, image: web:1, ports: [{ name: http, containerPort: 8080 }] }\n';
const PATCH = (spec: string) => `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec:\n  ${spec}\n`;
const KUSTOMIZATION = (more: string, kind = 'Kustomization') =>
  `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: ${kind}\nresources: [checked.yaml]\n${more}\n`;
const SIDECAR = PATCH(
  'template: { spec: { containers: [{ name: proxy, ports: [{ name: https, containerPort: 8443 }] }] } }',
);

/** Whether a rule reports the text, beside the Deployment and what a kustomization does to it. */
function isReported(
  rule: string,
  text: string,
  kustomization: string,
  patch: string,
  others: Readonly<Record<string, string>> = {},
): boolean {
  const workspace = createWorkspace();
  const file = parseManifests(text, 'checked.yaml');
  workspace.set('checked.yaml', file);
  for (const [name, other] of Object.entries({
    'web.yaml': DEPLOYMENT,
    'kustomization.yaml': kustomization,
    'patch.yaml': patch,
    ...others,
  }))
    workspace.set(name, parseManifests(other, name));
  workspace.setComplete(true);
  return lintManifests(file, workspace, {}).some((finding) => finding.rule === rule);
}

const table: readonly [rule: string, text: string, cases: readonly [string, string, string, boolean][]][] = [
  [
    'service-port-exists',
    'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec:\n  selector: { app: web }\n  ports: [{ port: 443, targetPort: https }]\n',
    [
      ['nothing', KUSTOMIZATION(''), '', true],
      ['a patch that adds a container with the port', KUSTOMIZATION('patches: [{ path: patch.yaml }]'), SIDECAR, false],
      ['a patch of something else', KUSTOMIZATION('patches: [{ path: patch.yaml }]'), PATCH('replicas: 2'), true],
    ],
  ],
  [
    'disruption-budget-blocks',
    'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: web }\nspec:\n  minAvailable: 1\n  selector: { matchLabels: { app: web } }\n',
    [
      ['nothing', KUSTOMIZATION(''), '', true],
      [
        'a component that scales',
        KUSTOMIZATION('patches: [{ path: patch.yaml }]', 'Component'),
        PATCH('replicas: 2'),
        false,
      ],
      ['a kustomization that scales', KUSTOMIZATION('replicas: [{ name: web, count: 2 }]'), '', false],
      ['one that scales another', KUSTOMIZATION('replicas: [{ name: other, count: 2 }]'), '', true],
      ['a patch of something else', KUSTOMIZATION('patches: [{ path: patch.yaml }]'), SIDECAR, true],
    ],
  ],
  [
    'service-selects-one-workload',
    'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec:\n  selector: { app: web }\n  ports: [{ port: 80, targetPort: http }]\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata: { name: worker }\nspec:\n  selector: { matchLabels: { app: web, part: worker } }\n  template:\n    metadata: { labels: { app: web, part: worker } }\n    spec: { containers: [{ name: worker, image: worker:1 }] }\n',
    [
      ['nothing', KUSTOMIZATION(''), '', true],
      ['labels that builds give to selectors and pods', KUSTOMIZATION('commonLabels: { app: web }'), '', false],
    ],
  ],
  [
    'valid-roles',
    'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: { name: web }\nroleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view }\nsubjects: [{ kind: ServiceAccount, name: web }]\n',
    [
      ['a kustomization without a namespace', KUSTOMIZATION(''), '', true],
      ['one with a namespace', KUSTOMIZATION('namespace: default'), '', false],
    ],
  ],
];

for (const [rule, text, cases] of table) {
  describe(`${rule} beside`, () => {
    for (const [what, kustomization, patch, expected] of cases)
      it(what, () => {
        assert.equal(isReported(rule, text, kustomization, patch), expected);
      });
  });
}

describe('objects that only some builds have together', () => {
  const budget =
    'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: web }\nspec:\n  minAvailable: 1\n  selector: { matchLabels: { app: web } }\n';
  const built = (resources: string, more = '') =>
    `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [${resources}]\n${more}`;
  // The budget comes with what scales; another build has neither.
  const others = { 'web.yaml': '', 'base/web.yaml': DEPLOYMENT, 'plain/kustomization.yaml': built('../base/web.yaml') };
  const scaled = built('base/web.yaml, checked.yaml', 'patches: [{ path: patch.yaml }]\n');

  it('are judged by what those builds make of them', () => {
    assert.equal(isReported('disruption-budget-blocks', budget, scaled, PATCH('replicas: 2'), others), false);
    assert.equal(isReported('disruption-budget-blocks', budget, scaled, SIDECAR, others), true);
  });

  it('also where a component includes the one that changes them', () => {
    const component = (more: string) => `apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n${more}`;
    const nested = {
      ...others,
      'scale/kustomization.yaml': component('patches: [{ path: ../patch.yaml }]\n'),
      'more/kustomization.yaml': component('components: [../scale]\n'),
    };
    const including = built('base/web.yaml, checked.yaml', 'components: [more]\n');
    assert.equal(isReported('disruption-budget-blocks', budget, including, PATCH('replicas: 2'), nested), false);
  });
});
