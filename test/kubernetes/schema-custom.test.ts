import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { schemaFindings, told } from './schema-findings.ts';

const definition = (version: string, schema: string) =>
  `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: widgets.example.com }\nspec:\n  group: example.com\n  names: { kind: Widget, plural: widgets }\n  scope: Namespaced\n  versions:\n    - name: ${version}\n      served: true\n      storage: true\n      schema:\n        openAPIV3Schema:\n          type: object\n          required: [spec]\n          properties:\n            spec:\n${schema.replaceAll(/^/gm, '              ')}\n`;
const SCHEMA = `type: object
required: [size, color]
properties:
  size: { type: integer, minimum: 1, maximum: 9 }
  color: { type: string, enum: [red, blue], default: red }
  code: { type: string, pattern: "^[a-z]+$", maxLength: 4 }
  port: { x-kubernetes-int-or-string: true }
  free: { type: object, x-kubernetes-preserve-unknown-fields: true }
  object: { type: object, x-kubernetes-embedded-resource: true, x-kubernetes-preserve-unknown-fields: true }
  labels: { type: object, additionalProperties: { type: string } }
  list: { type: array, items: { type: string } }
  empty: { type: string, nullable: true }`;
const widget = (spec: string, version = 'v1') =>
  `apiVersion: example.com/${version}\nkind: Widget\nmetadata: { name: a }\nspec: { ${spec} }\n`;

describe('custom resources by a CRD of the workspace', () => {
  const files = { 'crd.yaml': definition('v1', SCHEMA) };
  const cases: readonly (readonly [name: string, text: string, expected: readonly string[]])[] = [
    ['are well', widget('size: 3, code: abc, port: 80, free: { a: { b: 1 } }, labels: { a: b }, empty: null'), []],
    [
      'have unknown fields',
      widget('size: 3, colour: red'),
      ['«colour» `spec` has no field `colour`; did you mean `color`?'],
    ],
    ['miss fields, but not those with a default', widget('code: abc'), ['«spec» `size` is missing in `spec`']],
    [
      'have wrong types',
      widget('size: "3", labels: { a: 1 }'),
      ['«"3"» `size` must be a whole number, not `"3"`', '«1» `a` must be text, not `1`'],
    ],
    ['are out of bounds', widget('size: 10'), ['«10» `size` must be at most 9']],
    [
      'have unknown values',
      widget('size: 1, color: green'),
      ['«green» `green` is no value of `color`, which takes `red`, `blue`'],
    ],
    [
      'do not match a pattern',
      widget('size: 1, code: A1'),
      ['«A1» `A1` does not match `^[a-z]+$`, the pattern of `code`'],
    ],
    ['are too long', widget('size: 1, code: abcde'), ['«abcde» `code` must have at most 4 characters']],
    ['are null below a key, which the API server drops', widget('size: 1, code: null, labels: { a: null }'), []],
    ['are null where something must be', widget('size: null'), ['«size» `size` must have a value']],
    ['are null in a list', widget('size: 1, list: [null]'), ['«null» an item of `list` must be text, not `null`']],
    [
      'are of a version that it does not have',
      widget('size: 1', 'v2'),
      ['«example.com/v2» the CustomResourceDefinition of `Widget` has no version `v2`, only `v1`'],
    ],
    [
      'have metadata',
      widget('size: 1').replace('name: a', 'name: a, label: {}'),
      ['«label» `metadata` has no field `label`; did you mean `labels`?'],
    ],
  ];
  for (const [name, text, expected] of cases)
    it(name, () => {
      assert.deepEqual(told(text, { files }), expected);
    });
  it('may follow any of several definitions', () => {
    const experimental = SCHEMA.replace('free:', 'extra: { type: string }\n  free:');
    const both = { 'a/crd.yaml': definition('v1', experimental), 'b/crd.yaml': definition('v1', SCHEMA) };
    assert.deepEqual(told(widget('size: 3, extra: x'), { files: both }), []);
    assert.deepEqual(told(widget('size: 10'), { files: both }), ['«10» `size` must be at most 9']);
  });
  it('are errors', () => {
    assert.deepEqual(
      schemaFindings(widget('size: 3, colour: red'), { files }).map(({ severity }) => severity),
      ['error'],
    );
  });
});

describe('custom resources by a CRD of the cluster', () => {
  it('are held against it, too', () => {
    const cluster = [definition('v1', SCHEMA)];
    assert.deepEqual(told(widget('size: "3"'), { cluster }), ['«"3"» `size` must be a whole number, not `"3"`']);
  });
  it('are held against the one of the workspace first', () => {
    const files = { 'crd.yaml': definition('v1', 'type: object\nproperties: { other: { type: string } }') };
    assert.deepEqual(told(widget('other: a'), { files, cluster: [definition('v1', SCHEMA)] }), []);
  });
});

describe('custom resources that many use', () => {
  const cases: readonly (readonly [apiVersion: string, kind: string, spec: string, expected: readonly string[]])[] = [
    [
      'networking.istio.io/v1',
      'VirtualService',
      'host: [a]',
      ['«host» `spec` has no field `host`; did you mean `hosts`?'],
    ],
    [
      'networking.istio.io/v1',
      'VirtualService',
      'hosts: [a], http: [{ route: [{ destination: { host: a, port: { number: "80" } } }] }]',
      ['«"80"» `number` must be a whole number, not `"80"`'],
    ],
    [
      'gateway.networking.k8s.io/v1',
      'HTTPRoute',
      'parentRefs: [{ name: a }], rules: [{ backendRefs: [{ name: a, port: 80 }] }]',
      [],
    ],
    [
      'gateway.networking.k8s.io/v1',
      'HTTPRoute',
      'parentRef: [{ name: a }]',
      ['«parentRef» `spec` has no field `parentRef`; did you mean `parentRefs`?'],
    ],
    ['cert-manager.io/v1', 'Certificate', 'secretName: a, dnsNames: [a]', ['«spec» `issuerRef` is missing in `spec`']],
    [
      'keda.sh/v1alpha1',
      'ScaledObject',
      'scaleTargetRef: { name: a }, minReplicas: 1, triggers: []',
      ['«minReplicas» `spec` has no field `minReplicas`'],
    ],
    ['serving.knative.dev/v1', 'Service', 'template: { spec: { containers: [{ image: a }] } }', []],
    ['argoproj.io/v1alpha1', 'Rollout', 'replicas: "2"', ['«"2"» `replicas` must be a whole number, not `"2"`']],
    [
      'argoproj.io/v1alpha1',
      'Application',
      'project: a, destination: { namespace: a }, source: { repoUrl: a }',
      [
        '«source» `repoURL` is missing in `source`',
        '«repoUrl» `spec.source` has no field `repoUrl`; did you mean `repoURL`?',
      ],
    ],
    [
      'monitoring.coreos.com/v1',
      'ServiceMonitor',
      'selector: {}, endpoints: [{ port: http, intervall: 30s }]',
      ['«intervall» `spec.endpoints[]` has no field `intervall`; did you mean `interval`?'],
    ],
    ['apps.kubeedge.io/v1alpha1', 'NodeGroup', 'nodes: a', ['«a» `nodes` must be a list, not `"a"`']],
  ];
  for (const [apiVersion, kind, spec, expected] of cases)
    it(`${kind} with ${spec}`, () => {
      const text = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: a }\nspec: { ${spec} }\n`;
      assert.deepEqual(told(text), expected);
    });
  it('only warn: nobody knows which version the cluster has', () => {
    const text =
      'apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: { name: a }\nspec: { server: [], other: b }\n';
    assert.deepEqual(
      schemaFindings(text).map(({ severity }) => severity),
      ['warning', 'info'],
    );
  });
});

describe('files of tools', () => {
  const cases: readonly (readonly [file: string, text: string, expected: readonly string[]])[] = [
    [
      'kustomization.yaml',
      'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nvars: [{ name: X, objref: { kind: Service, name: x, apiVersion: v1 }, fieldref: { fieldpath: metadata.name } }]\n',
      [],
    ],
    [
      'kustomization.yaml',
      'resource: [a.yaml]\n',
      ['«resource» `Kustomization` has no field `resource`; did you mean `resources`?'],
    ],
    [
      'kustomization.yaml',
      'resources: [a.yaml]\nimages: [{ name: a, newTag: 1.10 }]\n',
      ['«1.10» `newTag` must be text, not `1.1`'],
    ],
    [
      'Chart.yaml',
      'apiVersion: v2\nname: a\nversion: 1.0\ndependancies: []\n',
      [
        '«1.0» `version` must be text, not `1`',
        '«dependancies» `Chart` has no field `dependancies`; did you mean `dependencies`?',
      ],
    ],
    ['Chart.yaml', 'apiVersion: v2\nname: a\nversion: 1.0.0\nappVersion: "1"\n', []],
    [
      'config',
      'apiVersion: v1\nkind: Config\ncurrent-contex: a\nclusters: []\n',
      ['«current-contex» `Config` has no field `current-contex`; did you mean `current-context`?'],
    ],
    [
      'kind.yaml',
      'apiVersion: kind.x-k8s.io/v1alpha4\nkind: Cluster\nnodes: [{ role: worker, extraPortMapping: [] }]\n',
      ['«extraPortMapping» `nodes[]` has no field `extraPortMapping`; did you mean `extraPortMappings`?'],
    ],
    [
      'kubeadm.yaml',
      'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\nnetworking: { podSubnets: 10.0.0.0/8 }\n',
      ['«podSubnets» `networking` has no field `podSubnets`; did you mean `podSubnet`?'],
    ],
    [
      'skaffold.yaml',
      'apiVersion: skaffold/v4beta11\nkind: Config\nbuilds: {}\n',
      ['«builds» `Config` has no field `builds`; did you mean `build`?'],
    ],
  ];
  for (const [file, text, expected] of cases)
    it(`${file} with ${text.split('\n').at(-2) ?? ''}`, () => {
      assert.deepEqual(told(text, { file }), expected);
    });
});
