import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { saidIn } from './said-in.ts';

const CLAIM = (modes = '[ReadWriteOnce]') =>
  `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: data }\nspec: { accessModes: ${modes}, resources: { requests: { storage: 1Gi } } }\n`;
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
