import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseManifests } from '../../src/kubernetes/parse.ts';
import { referencesOf } from '../../src/kubernetes/references/references.ts';

/** `via Kind namespace/name#part?` of each reference, and that each range holds the name. */
function shown(text: string): string[] {
  const { manifests } = parseManifests(text);
  return manifests.flatMap((manifest) =>
    referencesOf(manifest).map(({ via, target, part, optional, start, end }) => {
      assert.match(text.slice(start, end), new RegExp(`^["']?${target.name}["']?$`));
      const place = target.namespace === null ? '' : `${target.namespace}/`;
      const name = `${via} ${target.kind} ${place}${target.name}`;
      return `${name}${part ? `#${String(part.name)}` : ''}${optional ? '?' : ''}`;
    }),
  );
}

const object = (kind: string, rest: string, apiVersion = 'x/v1') =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: o, namespace: n }\n${rest}\n`;
const pod = (spec: string) => object('Pod', `spec: { containers: [], ${spec} }`);
const container = (rest: string, list = 'containers') => object('Pod', `spec: { ${list}: [{ name: c, ${rest} }] }`);

const cases: readonly [name: string, text: string, references: readonly string[]][] = [
  [
    'variables',
    container(
      'env: [{ name: A, valueFrom: { secretKeyRef: { name: s, key: k } } }, { name: B, valueFrom: { configMapKeyRef: { name: "m", key: l, optional: true } } }, { name: C, valueFrom: { fieldRef: { fieldPath: spec.nodeName } } }]',
    ),
    ['env Secret n/s#k', 'env ConfigMap n/m#l?'],
  ],
  [
    'variables of init containers, whole maps',
    container('envFrom: [{ secretRef: { name: s, optional: true } }, { configMapRef: { name: m } }]', 'initContainers'),
    ['envFrom Secret n/s?', 'envFrom ConfigMap n/m'],
  ],
  [
    'volumes',
    pod(
      'volumes: [{ configMap: { name: m } }, { secret: { secretName: s, items: [{ key: a }, { key: b }] } }, { persistentVolumeClaim: { claimName: p } }, { emptyDir: {} }]',
    ),
    [
      'volume ConfigMap n/m',
      'volume Secret n/s#a',
      'volume Secret n/s#b',
      'persistentVolumeClaim PersistentVolumeClaim n/p',
    ],
  ],
  [
    'keys of volumes that containers mount alone, not what items call them and no folders',
    object(
      'Pod',
      'spec: { volumes: [{ name: a, configMap: { name: m } }, { name: b, secret: { secretName: s, items: [{ key: k, path: p }] } }], containers: [{ name: c, volumeMounts: [{ name: a, subPath: app.yaml }, { name: a, subPath: x/y }, { name: a }, { name: b, subPath: p }] }] }',
    ),
    ['volume ConfigMap n/m', 'volume ConfigMap n/m#app.yaml', 'volume Secret n/s#k'],
  ],
  [
    'projected volumes',
    pod(
      'volumes: [{ projected: { sources: [{ configMap: { name: m } }, { secret: { name: s, items: [{ key: a }] } }, { serviceAccountToken: { path: x } }] } }]',
    ),
    ['projected ConfigMap n/m', 'projected Secret n/s#a'],
  ],
  [
    'account, classes and pull secrets',
    pod('serviceAccountName: a, priorityClassName: p, runtimeClassName: r, imagePullSecrets: [{ name: s }]'),
    [
      'imagePullSecrets Secret n/s',
      'serviceAccount ServiceAccount n/a',
      'priorityClass PriorityClass p',
      'runtimeClass RuntimeClass r',
    ],
  ],
  [
    'a CronJob',
    object(
      'CronJob',
      'spec: { jobTemplate: { spec: { template: { spec: { serviceAccount: a, containers: [] } } } } }',
      'batch/v1',
    ),
    ['serviceAccount ServiceAccount n/a'],
  ],
  [
    'an Ingress',
    object(
      'Ingress',
      'spec: { ingressClassName: i, tls: [{ secretName: t }], defaultBackend: { service: { name: d, port: { name: http } } }, rules: [{ http: { paths: [{ backend: { service: { name: a, port: { number: 80 } } } }, { backend: { resource: { kind: X, name: y } } }] } }] }',
    ),
    ['ingressClass IngressClass i', 'tls Secret n/t', 'backend Service n/d#http', 'backend Service n/a#80'],
  ],
  [
    'an Ingress of old',
    object('Ingress', 'spec: { backend: { serviceName: a, servicePort: 80 } }', 'extensions/v1beta1'),
    ['backend Service n/a#80'],
  ],
  [
    'a route',
    object(
      'HTTPRoute',
      'spec: { parentRefs: [{ name: g, namespace: infra }], rules: [{ backendRefs: [{ name: a, port: 80 }, { name: b, namespace: m, port: 81 }, { kind: Bucket, group: x, name: c }], filters: [{ requestMirror: { backendRef: { name: d } } }] }] }',
    ),
    ['gateway Gateway infra/g', 'backend Service n/d', 'backend Service n/a#80', 'backend Service m/b#81'],
  ],
  [
    'a Gateway',
    object('Gateway', 'spec: { gatewayClassName: c, listeners: [{ tls: { certificateRefs: [{ name: t }] } }] }'),
    ['gatewayClass GatewayClass c', 'tls Secret n/t'],
  ],
  [
    'a VirtualService',
    object(
      'VirtualService',
      'spec: { http: [{ route: [{ destination: { host: a, port: { number: 80 } } }, { destination: { host: b.m.svc.cluster.local } }, { destination: { host: example.com } }], mirror: { host: "c" } }] }',
    ),
    ['host Service n/a#80', 'host Service m/b', 'host Service n/c'],
  ],
  [
    'a StatefulSet',
    object(
      'StatefulSet',
      'spec: { serviceName: s, template: { spec: { containers: [] } }, volumeClaimTemplates: [{ spec: { storageClassName: fast } }] }',
    ),
    ['serviceName Service n/s', 'storageClass StorageClass fast'],
  ],
  [
    'a binding',
    object(
      'RoleBinding',
      'roleRef: { kind: Role, name: r }\nsubjects: [{ kind: ServiceAccount, name: a }, { kind: ServiceAccount, name: b, namespace: m }, { kind: User, name: u }]',
    ),
    ['role Role n/r', 'subject ServiceAccount n/a', 'subject ServiceAccount m/b'],
  ],
  [
    'a binding of the cluster',
    object('ClusterRoleBinding', 'roleRef: { kind: ClusterRole, name: r }'),
    ['role ClusterRole r'],
  ],
  [
    'autoscalers',
    object('HorizontalPodAutoscaler', 'spec: { scaleTargetRef: { kind: Deployment, name: a } }') +
      '---\n' +
      object('ScaledObject', 'spec: { scaleTargetRef: { name: b }, triggers: [{ authenticationRef: { name: t } }] }') +
      '---\n' +
      object('VerticalPodAutoscaler', 'spec: { targetRef: { kind: StatefulSet, name: c } }'),
    [
      'scaleTarget Deployment n/a',
      'scaleTarget Deployment n/b',
      'authentication TriggerAuthentication n/t',
      'scaleTarget StatefulSet n/c',
    ],
  ],
  [
    'a webhook',
    object(
      'ValidatingWebhookConfiguration',
      'webhooks: [{ clientConfig: { service: { name: w, namespace: m, port: 8443 } } }, { clientConfig: { url: x } }]',
    ),
    ['webhook Service m/w#8443'],
  ],
  [
    'a certificate',
    object('Certificate', 'spec: { issuerRef: { kind: ClusterIssuer, name: i } }'),
    ['issuer ClusterIssuer i'],
  ],
  ['a claim without class', object('PersistentVolumeClaim', 'spec: { storageClassName: "" }'), []],
  ['nothing where names are missing', container('envFrom: [{ secretRef: {} }, { configMapRef: { name: } }]'), []],
];

describe('references', () => {
  for (const [name, text, references] of cases) it(name, () => assert.deepEqual(shown(text), references));
});
