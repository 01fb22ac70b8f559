import assert from 'node:assert/strict';
import { it } from 'node:test';
import { deploymentOf, serverFiles } from '../../../src/contract/examples/example-files.ts';
import { projectOf, type Texts } from '../workspace.ts';

const ROOT = 'securityContext: { runAsNonRoot: true }';
const files = (overlay: string, container = 'ports: []'): Texts => ({
  ...serverFiles(':8080'),
  Dockerfile:
    'FROM golang:1.26 AS build\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /shop .\nFROM alpine:3.22\nCOPY --from=build /shop /shop\nENTRYPOINT ["/shop"]\n',
  'base/d.yaml': deploymentOf(container),
  'base/kustomization.yaml': 'kind: Kustomization\nresources: [d.yaml]\n',
  'prod/kustomization.yaml': 'kind: Kustomization\nresources: [../base]\npatches:\n  - path: patch.yaml\n',
  'prod/patch.yaml': `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\nspec:\n  template:\n    spec:\n      containers:\n        - name: shop\n          ${overlay}\n`,
});
const PROBE = 'livenessProbe: { httpGet: { path: /livez, port: 8080 } }';

const cases: readonly (readonly [what: string, texts: Texts, file: string, expected: readonly string[]])[] = [
  ['source that a patch asks otherwise', files(PROBE), 'main.go', ['probe-path-exists: prod/patch.yaml']],
  ['an image that a patch starts otherwise', files(ROOT), 'Dockerfile', ['image-user-not-root: prod/patch.yaml']],
  ['source that the base asks so, too', files('ports: []', PROBE), 'main.go', ['probe-path-exists: base/d.yaml']],
];
for (const [what, texts, file, expected] of cases) {
  it(`says of ${what} where that is said`, async () => {
    const project = await projectOf(texts);
    const found = project.findings(file).filter(({ rule }) => /^(?:probe-path-exists|image-user-not-root)$/.test(rule));
    assert.deepEqual(
      found.map(({ rule, related = [] }) => [rule, ...related.map((one) => one.file)].join(': ')),
      expected,
    );
  });
}

it('offers nothing in source that would take from the base what it asks for', async () => {
  const asking = (path: string) => `livenessProbe: { httpGet: { path: ${path}, port: 8080 } }`;
  const project = await projectOf(files(asking('/health'), asking('/healthz')));
  const found = project.findings('main.go').filter(({ rule }) => rule === 'probe-path-exists');
  const offered = found.flatMap(({ fixes = [] }) => fixes.map(({ title: [words] }) => words));
  assert.deepEqual(offered, ['Insert a handler for `{0}`']);
});
