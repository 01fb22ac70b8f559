import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fixAll } from '../../src/lint/fix-all.ts';
import { schemaFindings, type Surroundings, told } from './schema-findings.ts';
import { endsWithin } from '../cost.ts';

const pod = (spec: string) => `apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec:\n${spec}`;
const container = (rest: string) => pod(`  containers:\n    - name: web\n      image: web:1\n${rest}`);
const service = (spec: string) => `apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { ${spec} }\n`;
const deployment = (spec: string) =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec:\n  selector: { matchLabels: { app: web } }\n  template:\n    metadata: { labels: { app: web } }\n    spec:\n      containers: [{ name: web, image: web:1 }]\n${spec}`;

function check(cases: readonly (readonly [name: string, text: string, expected: readonly string[], Surroundings?])[]) {
  for (const [name, text, expected, surroundings] of cases)
    it(name, () => {
      assert.deepEqual(told(text, surroundings), expected);
    });
}

describe('unknown fields', () => {
  check([
    [
      'misspelt',
      container('      imagePulPolicy: Always\n'),
      ['«imagePulPolicy» `spec.containers[]` has no field `imagePulPolicy`; did you mean `imagePullPolicy`?'],
    ],
    [
      'of another level above',
      deployment('      replicas: 2\n'),
      ['«replicas» `replicas` belongs in `spec`, not in `spec.template.spec`'],
    ],
    [
      'of another level below',
      deployment('  containers: []\n'),
      ['«containers» `containers` belongs in `spec.template.spec`, not in `spec`'],
    ],
    [
      'of the object itself',
      service('ports: [{ port: 80 }]').replace('spec:', 'specs:'),
      ['«specs» `Service` has no field `specs`; did you mean `spec`?'],
    ],
    [
      'that nothing is like',
      container('      whatever: 1\n'),
      ['«whatever» `spec.containers[]` has no field `whatever`'],
    ],
    [
      'in JSON',
      '{ "apiVersion": "v1", "kind": "ConfigMap", "metadata": { "name": "a" }, "date": {} }',
      ['«"date"» `ConfigMap` has no field `date`; did you mean `data`?'],
    ],
    [
      'of metadata',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, label: {} }\n',
      ['«label» `metadata` has no field `label`; did you mean `labels`?'],
    ],
    [
      'brought by a merge, once',
      pod('  containers:\n    - &a { name: web, image: web:1, porst: [] }\n    - { <<: *a, name: b }\n'),
      ['«porst» `spec.containers[]` has no field `porst`; did you mean `ports`?'],
    ],
    [
      'in a List',
      `apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: ConfigMap\n    metadata: { name: a }\n    dat: {}\n`,
      ['«dat» `ConfigMap` has no field `dat`; did you mean `data`?'],
    ],
    [
      'that a later version has',
      pod('  resources: {}\n  containers: [{ name: web, image: web:1 }]\n'),
      ['«resources» `resources` belongs in `spec.containers[]`, not in `spec`'],
      { minor: 30 },
    ],
    ['that this version has', pod('  resources: {}\n  containers: [{ name: web, image: web:1 }]\n'), []],
    [
      'of maps, which have any',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, labels: { anything: goes } }\ndata: { any: thing }\n',
      [],
    ],
    ['of a patch', pod('  $patch: replace\n  containers: [{ name: web, image: web:1 }]\n'), []],
    ['that somebody is typing', container('      ima'), []],
    [
      'of kinds that nobody knows',
      'apiVersion: example.com/v1\nkind: Widget\nmetadata: { name: a }\nanything: goes\n',
      [],
    ],
  ]);
});

describe('a thing that is no manifest at all', () => {
  it('is read in little time', () => {
    const keys = Array.from({ length: 30_000 }, (_, index) => `key${String(index)}: { a: [1, "b"] }\n`).join('');
    const text = `apiVersion: v1\nkind: Service\nmetadata: { name: a }\n${keys}`;
    endsWithin(10_000, () => assert.equal(schemaFindings(text).length, 30_000));
  });
});

describe('types', () => {
  check([
    ['text for a number', service('ports: [{ port: "80" }]'), ['«"80"» `port` must be a whole number, not `"80"`']],
    [
      'a number for text',
      container('      env: [{ name: A, value: 1.10 }]\n'),
      ['«1.10» `value` must be text, not `1.1`'],
    ],
    [
      'a boolean of YAML 1.1 for text',
      container('      env: [{ name: A, value: yes }]\n'),
      ['«yes» `value` must be text, not `true`'],
    ],
    [
      'text for a boolean',
      container('      stdin: "true"\n'),
      ['«"true"» `stdin` must be true or false, not `"true"`'],
    ],
    ['one for a list', container('      args: --verbose\n'), ['«--verbose» `args` must be a list, not `"--verbose"`']],
    ['a number in a list of texts', container('      args: [a, 1]\n'), ['«1» an item of `args` must be text, not `1`']],
    ['a map for a list', service('ports: { port: 80 }'), ['«{ port: 80 }» `ports` must be a list, not `{…}`']],
    [
      'a list for a map',
      service('selector: [a], ports: [{ port: 80 }]'),
      ['«[a]» `selector` must be a map of fields, not `[…]`'],
    ],
    [
      'numbers in labels',
      'apiVersion: v1\nkind: Namespace\nmetadata: { name: a, labels: { v: 1 }, annotations: { a: true } }\n',
      ['«1» `v` must be text, not `1`', '«true» `a` must be text, not `true`'],
    ],
    ['a fraction', service('ports: [{ port: 80.5 }]'), ['«80.5» `port` must be a whole number, not `80.5`']],
    [
      'int or text',
      service('ports: [{ port: 80, targetPort: true }]'),
      ['«true» `targetPort` must be a whole number or text, not `true`'],
    ],
    [
      'int or text, both fine',
      service('ports: [{ port: 80, targetPort: http, name: a }, { port: 81, targetPort: 80, name: b }]'),
      [],
    ],
    [
      'more than 32 bits',
      service('ports: [{ port: 3000000000 }]'),
      ['«3000000000» `port` must fit into 32 bits, and 3000000000 does not'],
    ],
    ['null, which is nothing', container('      args: null\n      resources:\n      securityContext: ~\n'), []],
    ['a whole number with a point, as kubectl sends it', deployment('  replicas: 2.0\n'), []],
    [
      'placeholders of other tools',
      deployment('  replicas: ${REPLICAS}\n  minReadySeconds: <seconds>\n  paused: $(PAUSED)\n'),
      [],
    ],
  ]);
});

describe('what is missing', () => {
  check([
    [
      'in an item: at its first key',
      container('      volumeMounts:\n        - name: data\n'),
      ['«name» `mountPath` is missing in `volumeMounts[]`'],
    ],
    [
      'in a map: at its key',
      container('      readinessProbe:\n        httpGet: { path: / }\n'),
      ['«httpGet» `port` is missing in `httpGet`'],
    ],
    [
      'in the object: at its kind',
      'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: { name: a }\n',
      ['«StorageClass» `provisioner` is missing'],
    ],
    [
      'with null for a value',
      container('      env:\n        - name: null\n          value: a\n'),
      ['«name» `name` must have a value'],
    ],
    [
      'but has a default',
      'apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: { name: a }\nroleRef: { kind: Role, name: a }\n',
      [],
      { minor: 30 },
    ],
    [
      'in the state, which is nobody’s to write',
      `${service('ports: [{ port: 80 }]')}status: { conditions: [{ type: A }] }\n`,
      [],
    ],
    [
      'beside a key without value: more is to come',
      container('      volumeMounts:\n        - name:\n'),
      ['«name» `name` must have a value'],
    ],
  ]);
});

describe('values', () => {
  check([
    [
      'of another case',
      container('      imagePullPolicy: always\n'),
      ['«always» `always` is no value of `imagePullPolicy`, which takes `Always`, `IfNotPresent`, `Never`'],
    ],
    [
      'that are misspelt',
      pod('  restartPolicy: OnFailur\n  containers: [{ name: web, image: web:1 }]\n'),
      ['«OnFailur» `OnFailur` is no value of `restartPolicy`, which takes `Always`, `Never`, `OnFailure`'],
    ],
    ['empty, which is the default', container('      imagePullPolicy: ""\n'), []],
    [
      'units that quantities do not have',
      container('      resources: { limits: { memory: 512MB, cpu: 100mi } }\n'),
      [
        '«512MB» `512MB` is no quantity; did you mean `512M`, `512Mi`?',
        '«100mi» `100mi` is no quantity; did you mean `100Mi`?',
      ],
    ],
    [
      'quantities of all kinds',
      container(
        '      resources: { limits: { memory: 1.5Gi, cpu: 0.1, a/b: "3", c/d: 1e3, e/f: 1E, g/h: -1k, i/j: .5, k/l: " 5Mi " } }\n',
      ),
      [],
    ],
    [
      'times',
      'apiVersion: v1\nkind: Namespace\nmetadata: { name: a, deletionTimestamp: yesterday }\n',
      ['«yesterday» `yesterday` is no time such as `2026-01-31T12:00:00Z`'],
    ],
  ]);
});

describe('kinds', () => {
  check([
    [
      'in another API version',
      'apiVersion: v1\nkind: CronJob\nmetadata: { name: a }\n',
      ['«v1» `CronJob` is not in `v1` but in `batch/v1`'],
    ],
    [
      'misspelt',
      'apiVersion: apps/v1\nkind: Deployement\nmetadata: { name: a }\n',
      ['«Deployement» `apps/v1` has no kind `Deployement`; did you mean `Deployment`?'],
    ],
    ['of other tools with the same API version', 'apiVersion: v1\nkind: Template\nobjects: []\n', []],
    [
      'of later versions',
      'apiVersion: resource.k8s.io/v1\nkind: DeviceClass\nmetadata: { name: a }\nspec: {}\n',
      [
        '«resource.k8s.io/v1» `DeviceClass` of `resource.k8s.io/v1` comes with Kubernetes 1.34; the manifests are for 1.33',
      ],
      { minor: 33 },
    ],
    [
      'of a Kubernetes that nobody knows yet',
      'apiVersion: apps/v1\nkind: Novelty\nmetadata: { name: a }\n',
      [],
      { minor: 99 },
    ],
    [
      'of versions that ended',
      'apiVersion: storage.k8s.io/v1alpha1\nkind: VolumeAttributesClass\nmetadata: { name: a }\ndriverName: a\n',
      [
        '«storage.k8s.io/v1alpha1» `VolumeAttributesClass` of `storage.k8s.io/v1alpha1` is gone since Kubernetes 1.35; use `storage.k8s.io/v1`',
      ],
    ],
    [
      'that end soon',
      'apiVersion: storage.k8s.io/v1beta1\nkind: VolumeAttributesClass\nmetadata: { name: a }\ndriverName: a\n',
      [
        '«storage.k8s.io/v1beta1» `VolumeAttributesClass` of `storage.k8s.io/v1beta1` is deprecated since Kubernetes 1.34 and ends with 1.37; use `storage.k8s.io/v1`',
      ],
    ],
    [
      'that are well in an old version',
      'apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata: { name: a }\n',
      [],
      { minor: 20 },
    ],
  ]);
});

describe('fixes', () => {
  const cases: readonly (readonly [name: string, before: string, after: string])[] = [
    [
      'quote and unquote',
      container('      env: [{ name: A, value: 010 }]\n      ports: [{ containerPort: "80" }]\n'),
      container('      env: [{ name: A, value: "010" }]\n      ports: [{ containerPort: 80 }]\n'),
    ],
    [
      'rename only where the case is all that differs',
      container('      imagepullpolicy: Always\n      porst: []\n'),
      container('      imagePullPolicy: Always\n      porst: []\n'),
    ],
    [
      'move an old Ingress',
      'apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata: { name: a }\nspec:\n  backend: { serviceName: a, servicePort: http }\n  rules:\n    - http:\n        paths:\n          - path: /\n            backend:\n              serviceName: web\n              servicePort: "80"\n          - { path: /b, backend: { serviceName: b, servicePort: 81 } }\n',
      'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: a }\nspec:\n  defaultBackend: { service: { name: a, port: { name: http } } }\n  rules:\n    - http:\n        paths:\n          - pathType: ImplementationSpecific\n            path: /\n            backend:\n              service:\n                name: web\n                port:\n                  number: 80\n          - { pathType: ImplementationSpecific, path: /b, backend: { service: { name: b, port: { number: 81 } } } }\n',
    ],
    [
      'move an old autoscaler',
      'apiVersion: autoscaling/v2beta1\nkind: HorizontalPodAutoscaler\nmetadata: { name: a }\nspec:\n  scaleTargetRef: { kind: Deployment, name: a, apiVersion: apps/v1 }\n  maxReplicas: 3\n  metrics:\n    - type: Resource\n      resource:\n        name: cpu\n        targetAverageUtilization: 80\n',
      'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: a }\nspec:\n  scaleTargetRef: { kind: Deployment, name: a, apiVersion: apps/v1 }\n  maxReplicas: 3\n  metrics:\n    - type: Resource\n      resource:\n        name: cpu\n        target:\n          type: Utilization\n          averageUtilization: 80\n',
    ],
    [
      'give a workload the selector that it had by default',
      'apiVersion: extensions/v1beta1\nkind: Deployment\nmetadata:\n  name: a\nspec:\n  template:\n    metadata: { labels: { app: a } }\n    spec: { containers: [{ name: a, image: a:1 }] }\n',
      'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: a\nspec:\n  template:\n    metadata: { labels: { app: a } }\n    spec: { containers: [{ name: a, image: a:1 }] }\n  selector:\n    matchLabels: { app: a }\n',
    ],
    [
      'leave alone what has another shape',
      'apiVersion: apiextensions.k8s.io/v1beta1\nkind: CustomResourceDefinition\nmetadata: { name: a }\nspec: { version: v1 }\n',
      'apiVersion: apiextensions.k8s.io/v1beta1\nkind: CustomResourceDefinition\nmetadata: { name: a }\nspec: { version: v1 }\n',
    ],
  ];
  for (const [name, before, after] of cases)
    it(name, () => {
      assert.equal(
        fixAll(before, (text) => schemaFindings(text)),
        after,
      );
    });
});
