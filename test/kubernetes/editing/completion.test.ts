import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { completeKind } from '../../../src/kubernetes/editing/complete-kind.ts';
import { completeValues } from '../../../src/kubernetes/editing/completion.ts';
import { applyEdits } from '../../../src/lint/fix.ts';
import { atCaret, SHOP, workspaceOf } from './workspace-of.ts';

const FILES: Readonly<Record<string, readonly string[]>> = {
  deploy: ['base/', 'app.yaml', 'kustomization.yaml', 'app.ini'],
  'deploy/base': ['kustomization.yaml'],
  '': ['deploy/', 'other/'],
};

function complete(marked: string, file = 'new.yaml') {
  const { text, offset } = atCaret(marked);
  const workspace = workspaceOf({ ...SHOP, [file]: text });
  const completions = completeValues(text, offset, {
    workspace,
    file,
    images: [{ name: 'ghcr.io/acme/new:dev', from: 'skaffold.yaml' }],
    environment: [{ name: 'DATABASE_URL', where: 'main.go:3' }],
    ports: [{ port: 7000, where: 'main.go:9' }],
    list: (folder) =>
      (FILES[folder] ?? []).map((name) => ({ name: name.replace(/\/$/, ''), folder: name.endsWith('/') })),
  });
  return { text, completions, labels: completions.map(({ label }) => label) };
}

const object = (kind: string, apiVersion: string, rest: string) =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: x\n  namespace: prod\n${rest}`;
const pod = (rest: string) => object('Pod', 'v1', `spec:\n${rest}`);
const container = (rest: string) =>
  pod(
    `  volumes:\n    - name: v1\n    - name: v2\n  containers:\n    - name: a\n      ports: [{ name: grpc, containerPort: 50051 }]\n${rest}`,
  );
const service = (rest: string) => object('Service', 'v1', `spec:\n${rest}`);
const ingress = (rest: string) => object('Ingress', 'networking.k8s.io/v1', `spec:\n${rest}`);
const kustomization = (rest: string) => `kind: Kustomization\napiVersion: kustomize.config.k8s.io/v1beta1\n${rest}`;

const cases: readonly (readonly [name: string, marked: string, labels: readonly string[], file?: string])[] = [
  [
    'a ConfigMap of the namespace',
    container('      envFrom:\n        - configMapRef:\n            name: |'),
    ['settings'],
  ],
  ['what is typed already', container('      envFrom:\n        - configMapRef:\n            name: set|'), ['settings']],
  [
    'the middle of a name',
    container('      envFrom:\n        - configMapRef:\n            name: se|tt\n      tty: true'),
    ['settings'],
  ],
  ['no blank behind the colon', container('      envFrom:\n        - configMapRef:\n            name:|'), ['settings']],
  ['in quotes', container('      envFrom:\n        - configMapRef:\n            name: "|"'), ['settings']],
  ['in a flow map', container('      envFrom: [{ configMapRef: { name: | } }]'), ['settings']],
  [
    'a key of it',
    container(
      '      env:\n        - name: A\n          valueFrom:\n            configMapKeyRef:\n              name: settings\n              key: |',
    ),
    ['LOG_LEVEL', 'PORT'],
  ],
  [
    'the key before the name',
    container(
      '      env:\n        - name: A\n          valueFrom:\n            configMapKeyRef:\n              key: |\n              name: settings',
    ),
    ['LOG_LEVEL', 'PORT'],
  ],
  [
    'a key of nothing',
    container(
      '      env:\n        - name: A\n          valueFrom:\n            configMapKeyRef:\n              key: |',
    ),
    [],
  ],
  [
    'a Secret',
    container('      env:\n        - name: A\n          valueFrom:\n            secretKeyRef:\n              name: |'),
    ['shop-tls'],
  ],
  [
    'a key of a Secret',
    container(
      '      env:\n        - name: A\n          valueFrom:\n            secretKeyRef: { name: shop-tls, key: | }',
    ),
    ['tls.crt', 'tls.key'],
  ],
  [
    'keys of a volume',
    pod('  volumes:\n    - name: v\n      secret:\n        secretName: shop-tls\n        items:\n          - key: |'),
    ['tls.crt', 'tls.key'],
  ],
  ['a pull secret', pod('  imagePullSecrets:\n    - name: |'), ['shop-tls']],
  ['an account', pod('  serviceAccountName: |'), ['shop', 'default']],
  ['a claim', pod('  volumes:\n    - name: v\n      persistentVolumeClaim:\n        claimName: |'), ['data']],
  ['a volume', container('      volumeMounts:\n        - name: v1\n        - name: |'), ['v2', 'v1']],
  [
    'a port of the container for a probe',
    container('      readinessProbe:\n        httpGet:\n          port: |'),
    ['grpc', '50051'],
  ],
  ['only numbers for gRPC', container('      livenessProbe:\n        grpc:\n          port: |'), ['50051']],
  [
    'a port that the program listens on',
    pod('  containers:\n    - name: a\n      ports:\n        - containerPort: |'),
    ['7000'],
  ],
  ['a variable that the program reads', container('      env:\n        - name: |'), ['DATABASE_URL']],
  ['a variable that is there', container('      env:\n        - name: DATABASE_URL\n        - name: |'), []],
  ['an image', container('      image: |'), ['ghcr.io/acme/new:dev', 'ghcr.io/acme/shop:1.2.3']],
  [
    'a field of the pod',
    container('      env:\n        - name: A\n          valueFrom:\n            fieldRef: { fieldPath: metadata.na| }'),
    ['metadata.name', 'metadata.namespace'],
  ],
  [
    'a resource',
    container(
      '      env:\n        - name: A\n          valueFrom:\n            resourceFieldRef: { resource: limits.c| }',
    ),
    ['limits.cpu'],
  ],
  ['a Service behind an Ingress', ingress('  defaultBackend:\n    service:\n      name: |'), ['shop']],
  [
    'its port by name',
    ingress('  defaultBackend:\n    service:\n      name: shop\n      port:\n        name: |'),
    ['web'],
  ],
  [
    'its port by number',
    ingress('  defaultBackend:\n    service:\n      name: shop\n      port: { number: | }'),
    ['80'],
  ],
  [
    'the target of a Service',
    service('  selector: { app: shop }\n  ports:\n    - port: 80\n      targetPort: |'),
    ['http', '8080', '9090'],
  ],
  ['a selector', service('  selector:\n    |'), ['app: shop', 'tier: web', 'zone: 1']],
  ['what a selector has not yet', service('  selector:\n    app: shop\n    ti|'), ['tier: web']],
  ['the value of a selector', service('  selector:\n    tier: |'), ['web']],
  ['a dotted key’s value in a flow map', service('  selector: { zone: | }'), ['1']],
  [
    'labels of the own template',
    object(
      'Deployment',
      'apps/v1',
      'spec:\n  selector:\n    matchLabels:\n      |\n  template:\n    metadata:\n      labels: { own: a }\n    spec: {}',
    ),
    ['own: a', 'app: shop', 'tier: web', 'zone: 1'],
  ],
  [
    'the selector’s labels in the template',
    object(
      'Deployment',
      'apps/v1',
      'spec:\n  selector:\n    matchLabels: { own: a }\n  template:\n    metadata:\n      labels:\n        o|\n    spec: {}',
    ),
    ['own: a'],
  ],
  [
    'an expression',
    object('PodDisruptionBudget', 'policy/v1', 'spec:\n  selector:\n    matchExpressions:\n      - key: |'),
    ['app', 'tier', 'zone'],
  ],
  [
    'values of an expression',
    object(
      'PodDisruptionBudget',
      'policy/v1',
      'spec:\n  selector:\n    matchExpressions:\n      - { key: tier, operator: In, values: [|] }',
    ),
    ['web'],
  ],
  [
    'namespaces by their labels',
    object(
      'NetworkPolicy',
      'networking.k8s.io/v1',
      'spec:\n  ingress:\n    - from:\n        - namespaceSelector:\n            matchLabels:\n              |',
    ),
    ['team: a', 'kubernetes.io/metadata.name: prod'],
  ],
  ['nodes', pod('  nodeSelector:\n    kubernetes.io/arch: |'), ['amd64', 'arm64']],
  ['a namespace', 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  namespace: |', ['prod', 'dev', 'default']],
  [
    'what an autoscaler scales',
    object('HorizontalPodAutoscaler', 'autoscaling/v2', 'spec:\n  scaleTargetRef:\n    kind: Deployment\n    name: |'),
    ['shop'],
  ],
  [
    'its kind',
    object('HorizontalPodAutoscaler', 'autoscaling/v2', 'spec:\n  scaleTargetRef:\n    kind: Dep|'),
    ['Deployment'],
  ],
  [
    'a subject',
    object('RoleBinding', 'rbac.authorization.k8s.io/v1', 'subjects:\n  - kind: ServiceAccount\n    name: |'),
    ['shop', 'default'],
  ],
  [
    'no subject that is a user',
    object('RoleBinding', 'rbac.authorization.k8s.io/v1', 'subjects:\n  - kind: User\n    name: |'),
    [],
  ],
  [
    'a broken file below',
    `${container('      envFrom:\n        - configMapRef:\n            name: |')}\n  x: [\n y`,
    ['settings'],
  ],
  ['the second document', `${service('  ports: []')}\n---\n${pod('  serviceAccountName: |')}`, ['shop', 'default']],
  [
    'JSON',
    '{\n  "apiVersion": "v1",\n  "kind": "Pod",\n  "metadata": { "namespace": "prod" },\n  "spec": {\n    "serviceAccountName": "|"\n  }\n}',
    ['shop', 'default'],
  ],
  ['a comment', pod('  serviceAccountName: # |'), []],
  ['a block of text', object('ConfigMap', 'v1', 'data:\n  a: |\n    serviceAccountName: |'), []],
  [
    'files for a kustomization',
    kustomization('resources:\n  - |'),
    ['base/', 'app.yaml', '../'],
    'deploy/kustomization.yaml',
  ],
  [
    'without dash’s blank',
    kustomization('resources:\n- app.yaml\n- ba|'),
    ['base/', '../'],
    'deploy/kustomization.yaml',
  ],
  [
    'above it',
    kustomization('resources:\n  - ../|'),
    ['../deploy/', '../other/', '../../'],
    'deploy/kustomization.yaml',
  ],
  [
    'any file for a generator',
    kustomization('configMapGenerator:\n  - name: a\n    files:\n      - conf=a|'),
    ['conf=base/', 'conf=app.yaml', 'conf=app.ini', 'conf=../'],
    'deploy/kustomization.yaml',
  ],
  [
    'images of a kustomization',
    kustomization('images:\n  - name: |'),
    ['ghcr.io/acme/shop'],
    'deploy/kustomization.yaml',
  ],
  [
    'a patch’s target',
    kustomization('patches:\n  - target:\n      kind: Deployment\n      name: |'),
    ['shop'],
    'deploy/kustomization.yaml',
  ],
  ['a Helm template', `${pod('  serviceAccountName: |')}\n  x: {{ .Values.x }}`, []],
];

describe('values that live elsewhere', () => {
  for (const [name, marked, expected, file] of cases) {
    it(name, () => {
      const { labels } = complete(marked, file);
      // The editor leaves out what does not begin as what is typed.
      const { text, offset } = atCaret(marked);
      const typed = /[\w.=/-]*$/.exec(text.slice(0, offset))?.[0] ?? '';
      const shown = labels.filter((label) => label.startsWith(typed) || file !== undefined);
      assert.deepEqual(shown, expected);
    });
  }
});

describe('what is written', () => {
  const written = (marked: string, label: string, file?: string) => {
    const { text, completions } = complete(marked, file);
    const completion = completions.find((one) => one.label === label);
    assert.ok(completion, completions.map((one) => one.label).join());
    return applyEdits(text, [{ ...completion.replace, text: completion.insert }]).slice(
      text.lastIndexOf('\n', completion.replace.start) + 1,
    );
  };
  const rows: readonly (readonly [name: string, marked: string, label: string, line: string, file?: string])[] = [
    ['a name in place of another', pod('  serviceAccountName: o|ld # why'), 'shop', '  serviceAccountName: shop # why'],
    ['a blank where there is none', pod('  serviceAccountName:|'), 'shop', '  serviceAccountName: shop'],
    ['within quotes', pod('  serviceAccountName: "o|"'), 'shop', '  serviceAccountName: "shop"'],
    ['a pair, quoted where YAML would read a number', service('  selector:\n    z|'), 'zone: 1', '    zone: "1"'],
    ['a value that would be a number', service('  selector:\n    zone: |'), '1', '    zone: "1"'],
    ['a key in a flow map', service('  selector: { t| }'), 'tier: web', '  selector: { tier: web }'],
    ['only the key where a colon is behind', service('  selector:\n    ti|: x'), 'tier', '    tier: x'],
    [
      'a number as number',
      container('      livenessProbe:\n        tcpSocket:\n          port: |'),
      '50051',
      '          port: 50051',
    ],
    [
      'a path after its key',
      kustomization('configMapGenerator:\n  - name: a\n    files:\n      - conf=a|'),
      'conf=app.ini',
      '      - conf=app.ini',
      'deploy/kustomization.yaml',
    ],
  ];
  for (const [name, marked, label, line, file] of rows) {
    it(name, () => assert.equal(written(marked, label, file), line));
  }
});

describe('kinds and versions', () => {
  const kinds = [
    'v1/Service',
    'v1/Pod',
    'apps/v1/Deployment',
    'autoscaling/v1/HorizontalPodAutoscaler',
    'autoscaling/v2/HorizontalPodAutoscaler',
    'x.io/v1beta1/Pod',
  ];
  const rows: readonly (readonly [marked: string, labels: readonly string[] | undefined])[] = [
    ['kind: |', ['Deployment', 'HorizontalPodAutoscaler', 'Pod', 'Service']],
    ['apiVersion: apps/v1\nkind: |', ['Deployment']],
    ['kind: Pod\napiVersion: |', ['v1', 'x.io/v1beta1']],
    ['kind: Service\n---\napiVersion:|', ['apps/v1', 'autoscaling/v1', 'autoscaling/v2', 'v1', 'x.io/v1beta1']],
    ['apiVersion: v1\nkind: Service\nspec:\n  kind: |', undefined],
    ['apiVersion: v1\nnot: |', undefined],
  ];
  for (const [marked, expected] of rows) {
    it(JSON.stringify(marked), () => {
      const { text, offset } = atCaret(marked);
      assert.deepEqual(
        completeKind(text, offset, kinds)?.map(({ label }) => label),
        expected,
      );
    });
  }
  it('replaces the whole value', () => {
    const { text, offset } = atCaret('apiVersion: apps/v|1beta1 # x\n');
    const [first] = completeKind(text, offset, kinds) ?? [];
    assert.ok(first);
    assert.equal(applyEdits(text, [{ ...first.replace, text: first.insert }]), 'apiVersion: apps/v1 # x\n');
  });
});
