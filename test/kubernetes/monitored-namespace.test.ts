import assert from 'node:assert/strict';
import { it } from 'node:test';
import { applyEdits } from '../../src/lint/fix.ts';
import { lintManifests } from '../../src/kubernetes/lint.ts';
import { parseManifests } from '../../src/kubernetes/parse.ts';
import { createWorkspace } from '../../src/kubernetes/workspace.ts';

const monitor = (namespaces: string, label = 'web') =>
  `apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata:\n  name: web\nspec:\n  namespaceSelector: { matchNames: [${namespaces}] }\n  selector: { matchLabels: { app: ${label} } }\n  endpoints: [{ port: http }]\n`;
const SERVICE =
  'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  labels: { app: web }\nspec:\n  ports: [{ name: http, port: 80 }]\n';
const built = (namespace: string) =>
  `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n${namespace}resources: [m.yaml, s.yaml]\n`;

/** What the rule marks in the monitor, and the monitor after its fix. */
function found(text: string, kustomization: string): string[] {
  const workspace = createWorkspace();
  const file = parseManifests(text, 'm.yaml');
  workspace.set('m.yaml', file);
  workspace.set('s.yaml', parseManifests(SERVICE, 's.yaml'));
  workspace.set('kustomization.yaml', parseManifests(kustomization, 'kustomization.yaml'));
  workspace.setComplete(true);
  return lintManifests(file, workspace, {})
    .filter(({ rule }) => rule === 'service-monitor-selects-something')
    .flatMap(({ start, end, fixes = [] }) => [
      text.slice(start, end),
      ...fixes.map(({ edits }) => applyEdits(text, edits)),
    ]);
}

const SHOP = built('namespace: shop\n');
const table: readonly [what: string, text: string, kustomization: string, expected: readonly string[]][] = [
  ['another namespace than that of both', monitor('monitoring'), SHOP, ['monitoring', monitor('shop')]],
  ['that of both', monitor('shop'), SHOP, []],
  ['that of both and another', monitor('shop, monitoring'), SHOP, []],
  ['two others, where it may be asked for more', monitor('monitoring, stage'), SHOP, []],
  ['other labels, which stand elsewhere', monitor('monitoring', 'other'), SHOP, []],
  ['a namespace where nobody says which both are in', monitor('monitoring'), built(''), []],
];
for (const [what, text, kustomization, expected] of table) {
  it(`a ServiceMonitor names ${what}`, () => assert.deepEqual(found(text, kustomization), expected));
}
