import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fieldLine } from '../../../src/extension/deploy/field-line.ts';
import { endsWithin } from '../../cost.ts';

const manifest = `apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  ports:
  - port: 80
---
# the workload
apiVersion: apps/v1
kind: Deployment
metadata:
  name: "shop" # quoted
  annotations:
    example.com/note: |
      spec:
        replicas: 9
spec:
  replicas: -1
  template:
    spec:
      containers:
        - name: sidecar
          image: envoy:1
        - name: shop
          image: shop:dev
          env:
            - name: PORT
              value: "8080"
`;
const lines = manifest.split('\n');

const cases: readonly [string, string, string][] = [
  ['Deployment', 'spec.replicas', '  replicas: -1'],
  ['Deployment', 'spec.template.spec.containers[1].image', '          image: shop:dev'],
  ['Deployment', 'spec.template.spec.containers[0].image', '          image: envoy:1'],
  ['Deployment', 'spec.template.spec.containers[1].env[0].value', '              value: "8080"'],
  ['Deployment', 'metadata.annotations["example.com/note"]', '    example.com/note: |'],
  ['Service', 'spec.ports[0].port', '  - port: 80'],
  ['Service', 'spec.ports[0].nodePort', '  - port: 80'],
  ['Service', 'spec.type', 'spec:'],
  ['Deployment', '.spec.template.spec.securityContext', '    spec:'],
];
for (const [kind, field, expected] of cases) {
  test(`${field} of the ${kind} stands at ${JSON.stringify(expected)}`, () => {
    const line = fieldLine(manifest, kind, 'shop', field);
    assert.equal(line === undefined ? undefined : lines[line], expected);
  });
}

test('an object of another file has no line here', () => {
  assert.equal(fieldLine(manifest, 'Deployment', 'other', 'spec'), undefined);
  assert.equal(fieldLine('', 'Deployment', 'shop', 'spec'), undefined);
});

test('Windows line ends do not matter', () => {
  assert.equal(
    fieldLine(manifest.replaceAll('\n', '\r\n'), 'Deployment', 'shop', 'spec.replicas'),
    lines.indexOf('  replicas: -1'),
  );
});

test('a manifest of ten thousand lines takes no time', () => {
  const long = `${manifest}${'            - name: X\n'.repeat(10_000)}`;
  endsWithin(1000, () => fieldLine(long, 'Deployment', 'shop', 'spec.template.spec.containers[1].env[9000].name'));
});
