import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { saidIn } from './said-in.ts';

const CLAIM = (modes = '[ReadWriteOnce]', more = '') =>
  `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: data }\nspec: { accessModes: ${modes}, resources: { requests: { storage: 1Gi } }${more} }\n`;
const VOLUME = (source: string) =>
  `apiVersion: v1\nkind: PersistentVolume\nmetadata: { name: disk }\nspec: { storageClassName: manual, accessModes: [ReadWriteOnce], capacity: { storage: 1Gi }, ${source} }\n`;
const OF_CLASS = (name: string) => CLAIM('[ReadWriteOnce]', `, storageClassName: ${name}`);
const WEB = ({ replicas = 'replicas: 2', pod = '', kind = 'Deployment', volume = 'claimName: data' } = {}) =>
  `apiVersion: apps/v1\nkind: ${kind}\nmetadata: { name: web }\nspec:\n  ${replicas}\n  selector: { matchLabels: { app: web } }\n  template:\n    metadata: { labels: { app: web } }\n    spec:\n      ${pod}\n      containers: [{ name: web, image: web:1 }]\n      volumes: [{ name: data, persistentVolumeClaim: { ${volume} } }]\n`;
const SCALER =
  'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: web }\nspec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, minReplicas: 3, maxReplicas: 5 }\n';

const marks = (texts: Readonly<Record<string, string>>) =>
  saidIn(texts, 'claim-mounted-once').map(({ marked, finding }) => `${marked}: ${finding.message.slice(2).join(' ')}`);

describe('pods that share a claim which one node can mount', () => {
  const said: readonly [what: string, texts: Readonly<Record<string, string>>, expected: string][] = [
    ['by their number', { 'web.yaml': WEB(), 'claim.yaml': CLAIM() }, '2: 2 data'],
    [
      'by their autoscaler',
      { 'web.yaml': WEB({ replicas: '' }), 'claim.yaml': CLAIM(), 'hpa.yaml': SCALER },
      'web: 3 data',
    ],
    [
      'with a volume that is attached',
      {
        'web.yaml': WEB(),
        'claim.yaml': OF_CLASS('manual'),
        'disk.yaml': VOLUME('csi: { driver: d, volumeHandle: h }'),
      },
      '2: 2 data',
    ],
    [
      'on nodes of a system',
      { 'web.yaml': WEB({ pod: 'nodeSelector: { kubernetes.io/os: linux }' }), 'claim.yaml': CLAIM() },
      '2: 2 data',
    ],
    ['of a StatefulSet', { 'web.yaml': WEB({ kind: 'StatefulSet' }), 'claim.yaml': CLAIM() }, '2: 2 data'],
  ];
  for (const [what, texts, expected] of said) {
    it(`is said ${what}`, () => assert.deepEqual(marks(texts), [expected]));
  }

  const silent: readonly [what: string, texts: Readonly<Record<string, string>>][] = [
    ['one pod', { 'web.yaml': WEB({ replicas: '' }), 'claim.yaml': CLAIM() }],
    ['a claim for many nodes', { 'web.yaml': WEB(), 'claim.yaml': CLAIM('[ReadWriteMany]') }],
    ['a claim that may be either', { 'web.yaml': WEB(), 'claim.yaml': CLAIM('[ReadWriteOnce, ReadOnlyMany]') }],
    ['a claim that no file shows', { 'web.yaml': WEB({ volume: 'claimName: other' }), 'claim.yaml': CLAIM() }],
    ['pods on one node', { 'web.yaml': WEB({ pod: 'nodeName: first' }), 'claim.yaml': CLAIM() }],
    ['pods on chosen nodes', { 'web.yaml': WEB({ pod: 'nodeSelector: { disk: ssd }' }), 'claim.yaml': CLAIM() }],
    [
      'a folder of each node',
      { 'web.yaml': WEB(), 'claim.yaml': OF_CLASS('manual'), 'disk.yaml': VOLUME('hostPath: { path: /data }') },
    ],
    [
      'the same without a class',
      {
        'web.yaml': WEB(),
        'claim.yaml': CLAIM(),
        'disk.yaml': VOLUME('hostPath: { path: /data }').replace('storageClassName: manual, ', ''),
      },
    ],
    [
      'a volume of the network, named by the claim',
      {
        'web.yaml': WEB(),
        'claim.yaml': CLAIM('[ReadWriteOnce]', ', volumeName: disk'),
        'disk.yaml': VOLUME('nfs: { server: files, path: / }'),
      },
    ],
    ['a volume that pods follow', { 'web.yaml': WEB(), 'claim.yaml': OF_CLASS('local-path') }],
    [
      'a class whose volumes pods follow',
      {
        'web.yaml': WEB(),
        'claim.yaml': OF_CLASS('fast'),
        'class.yaml':
          'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: { name: fast }\nprovisioner: kubernetes.io/no-provisioner\n',
      },
    ],
    ['pods beside others', { 'web.yaml': WEB({ pod: 'affinity: { podAffinity: {} }' }), 'claim.yaml': CLAIM() }],
    ['a number that is a placeholder', { 'web.yaml': WEB({ replicas: 'replicas: ${N}' }), 'claim.yaml': CLAIM() }],
    [
      'builds that scale',
      {
        'base/web.yaml': WEB(),
        'base/claim.yaml': CLAIM(),
        'base/kustomization.yaml': 'kind: Kustomization\nresources: [web.yaml, claim.yaml]\n',
        'prod/kustomization.yaml': 'kind: Kustomization\nresources: [../base]\nreplicas: [{ name: web, count: 1 }]\n',
      },
    ],
  ];
  for (const [what, texts] of silent) {
    it(`is not said of ${what}`, () => assert.deepEqual(marks(texts), []));
  }
});
