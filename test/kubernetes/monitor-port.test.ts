import assert from 'node:assert/strict';
import { it } from 'node:test';
import { lintManifests } from '../../src/kubernetes/lint.ts';
import { parseManifests } from '../../src/kubernetes/parse.ts';
import { createWorkspace } from '../../src/kubernetes/workspace.ts';

const monitor = (endpoint: string, kind = 'ServiceMonitor', more = '') =>
  `apiVersion: monitoring.coreos.com/v1\nkind: ${kind}\nmetadata:\n  name: web\nspec:\n${more}  selector: { matchLabels: { app: web } }\n  ${kind === 'PodMonitor' ? 'podMetricsEndpoints' : 'endpoints'}:\n    - ${endpoint}\n`;
const service = (port: string, name = 'web') =>
  `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\n  labels: { app: web }\nspec:\n  ports: [{ ${port} }]\n`;
const pod =
  'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  labels: { app: web }\nspec:\n  containers:\n    - name: web\n      image: web:1\n      ports: [{ name: http, containerPort: 8080 }]\n';
const PATCH =
  'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [o.yaml]\npatches:\n  - patch: |\n      apiVersion: v1\n      kind: Service\n      metadata: { name: web }\n      spec: { ports: [{ name: metrics, port: 9090 }] }\n';

/** What the rule marks in the monitor. */
function marked(text: string, others: readonly string[]): string[] {
  const workspace = createWorkspace();
  const file = parseManifests(text, 'm.yaml');
  workspace.set('m.yaml', file);
  for (const [index, other] of others.entries()) {
    const name = other === PATCH ? 'kustomization.yaml' : index === 0 ? 'o.yaml' : `o${index}.yaml`;
    workspace.set(name, parseManifests(other, name));
  }
  workspace.setComplete(true);
  return lintManifests(file, workspace, {})
    .filter(({ rule }) => rule === 'monitor-port-exists')
    .map(({ start, end }) => text.slice(start, end));
}

const table: readonly [what: string, text: string, others: readonly string[], expected: readonly string[]][] = [
  ['a Service without the name', monitor('port: metrics'), [service('name: http, port: 80')], ['metrics']],
  ['a Service whose port has no name', monitor('port: metrics'), [service('port: 80')], ['metrics']],
  ['pods without the name', monitor('port: metrics', 'PodMonitor'), [pod], ['metrics']],
  ['a Service with the name', monitor('port: http'), [service('name: http, port: 80')], []],
  [
    'one of several Services',
    monitor('port: http'),
    [service('port: 80'), service('name: http, port: 80', 'web2')],
    [],
  ],
  ['pods with the name', monitor('port: http', 'PodMonitor'), [pod], []],
  ['no Service at all: that is said elsewhere', monitor('port: metrics'), [], []],
  ['a name that is put together', monitor('port: "${PORT}"'), [service('name: http, port: 80')], []],
  ['a Service whose port is put together', monitor('port: metrics'), [service('name: "${NAME}", port: 80')], []],
  ['a port by number', monitor('targetPort: 8080'), [service('name: http, port: 80')], []],
  [
    'pods of another namespace',
    monitor('port: metrics', 'PodMonitor', '  namespaceSelector: { matchNames: [other] }\n'),
    [pod],
    [],
  ],
  ['a Service that a patch may give the port', monitor('port: metrics'), [service('port: 80'), PATCH], []],
];
for (const [what, text, others, expected] of table) {
  it(`monitor-port-exists: ${what}`, () => assert.deepEqual(marked(text, others), expected));
}
