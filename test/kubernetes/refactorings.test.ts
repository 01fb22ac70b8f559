import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseManifests } from '../../src/kubernetes/parse.ts';
import type { HealthFact } from '../../src/kubernetes/refactorings/refactoring.ts';
import { refactorings } from '../../src/kubernetes/refactorings/index.ts';
import { applyEdits } from '../../src/lint/fix.ts';

/** The text after a refactoring at the place that `|` marks; undefined where it is not offered. */
function refactor(id: string, marked: string, health: readonly HealthFact[] = []) {
  const offset = marked.lastIndexOf('|');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const refactored = refactorings
    .find((one) => one.id === id)
    ?.apply(parseManifests(text, 'a.yaml'), { start: offset, end: offset }, { health });
  return refactored && applyEdits(text, refactored.edits);
}

const head = (kind = 'Pod') => `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: shop\n  namespace: prod\n`;
const pod = (container: string) => `${head()}spec:\n  containers:\n    - name: app\n${container}`;

const cases: readonly (readonly [
  name: string,
  id: string,
  marked: string,
  expected: string | undefined,
  health?: readonly HealthFact[],
])[] = [
  [
    'probes that connect',
    'add-probes',
    pod('      image: a|\n      ports:\n        - containerPort: 80\n'),
    pod(
      '      image: a\n      ports:\n        - containerPort: 80\n      readinessProbe:\n        tcpSocket: { port: 80 }\n        periodSeconds: 5\n      livenessProbe:\n        tcpSocket: { port: 80 }\n        periodSeconds: 10\n',
    ),
  ],
  [
    'probes as the program answers',
    'add-probes',
    pod('      image: a|\n      ports: [{ name: http, containerPort: 80 }]\n'),
    pod(
      '      image: a\n      ports: [{ name: http, containerPort: 80 }]\n      readinessProbe:\n        httpGet: { path: /readyz, port: http }\n        periodSeconds: 5\n      livenessProbe:\n        httpGet: { path: /healthz, port: http }\n        periodSeconds: 10\n',
    ),
    [
      { path: '/readyz', port: 80, purpose: 'readiness' },
      { path: '/healthz', port: null, purpose: 'health' },
    ],
  ],
  [
    'no probes where there are some',
    'add-probes',
    pod('      ports: [{ containerPort: 80 }]\n      livenessProbe: {|}\n'),
    undefined,
  ],
  ['no probes without a port', 'add-probes', pod('      image: a|\n'), undefined],
  [
    'no probes for what ends',
    'add-probes',
    `${head('Job')}spec:\n  template:\n    spec:\n      containers:\n        - name: a|\n          ports: [{ containerPort: 80 }]\n`,
    undefined,
  ],
  [
    'resources',
    'add-resources',
    pod('      image: a| # why\n'),
    pod(
      '      image: a # why\n      resources:\n        requests: { cpu: 100m, memory: 128Mi }\n        limits: { memory: 128Mi }\n',
    ),
  ],
  ['no resources where there are some', 'add-resources', pod('      resources: {|}\n'), undefined],
  [
    'the environment',
    'extract-environment',
    pod(
      '      e|nv:\n        - name: A\n          value: one\n        - name: B\n          value: "2"\n      image: a\n',
    ),
    `${pod('      envFrom:\n        - configMapRef:\n            name: shop-env\n      image: a\n')}---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: shop-env, namespace: prod }\ndata: { A: one, B: "2" }\n`,
  ],
  [
    'what is plain in it',
    'extract-environment',
    pod(
      '      env:\n      - name: |A\n        value: one\n      - name: DB_PASSWORD\n        value: x\n      - name: B\n        value: two\n      - name: C\n        value: $(B2)\n      - name: B2\n        value: z\n      - { name: D, valueFrom: { fieldRef: { fieldPath: metadata.name } } }\n',
    ),
    `${pod('      envFrom:\n      - configMapRef:\n          name: shop-env\n      env:\n      - name: DB_PASSWORD\n        value: x\n      - name: C\n        value: $(B2)\n      - name: B2\n        value: z\n      - { name: D, valueFrom: { fieldRef: { fieldPath: metadata.name } } }\n')}---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: shop-env, namespace: prod }\ndata: { A: one, B: two }\n`,
  ],
  [
    'beside what is read already',
    'extract-environment',
    pod(
      '      envFrom:\n        - secretRef:\n            name: s\n      env:|\n        - name: A\n          value: one\n        - name: B\n          value: two\n',
    ),
    `${pod('      envFrom:\n        - secretRef:\n            name: s\n        - configMapRef: { name: shop-env }\n')}---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: shop-env, namespace: prod }\ndata: { A: one, B: two }\n`,
  ],
  [
    'nothing with comments in it',
    'extract-environment',
    pod(
      '      env:|\n        # why\n        - name: A\n          value: one\n        - name: B\n          value: two\n',
    ),
    undefined,
  ],
  [
    'nothing of one variable',
    'extract-environment',
    pod('      env:|\n        - name: A\n          value: one\n'),
    undefined,
  ],
  [
    'nothing elsewhere in the container',
    'extract-environment',
    pod(
      '      env:\n        - name: A\n          value: one\n        - name: B\n          value: two\n      image: |a\n',
    ),
    undefined,
  ],
];

describe('refactorings of manifests', () => {
  for (const [name, id, marked, expected, health] of cases) {
    it(name, () => assert.equal(refactor(id, marked, health), expected));
  }

  it('leave what can be read', () => {
    for (const [, id, marked, , health] of cases) {
      const text = refactor(id, marked, health);
      if (text !== undefined) assert.deepEqual(parseManifests(text, 'a.yaml').syntax, []);
    }
  });
});
