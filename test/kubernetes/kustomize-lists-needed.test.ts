import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { saidIn } from './said-in.ts';

type Texts = Readonly<Record<string, string>>;

const POD = (spec: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec:\n  ${spec}\n  containers: [{ name: web, image: web:1 }]\n`;
const OBJECT = (kind: string, name = 'web') => `apiVersion: v1\nkind: ${kind}\nmetadata: { name: ${name} }\n`;
const CONFIG = (more = '') => POD(`volumes: [{ name: c, configMap: { name: web${more} } }]`);
const base = (files: Texts, lines = 'resources: [pod.yaml]'): Texts => ({
  'base/kustomization.yaml': `kind: Kustomization\n${lines}\n`,
  ...Object.fromEntries(Object.entries(files).map(([name, text]) => [`base/${name}`, text])),
});

function said(texts: Texts): string[] {
  return saidIn(texts, 'kustomize-lists-needed').map(
    ({ file, finding: { message } }) => `${file}: ${message.slice(1).join(' ')}`,
  );
}

describe('a file beside a kustomization that does not list it', () => {
  const overlay = { 'prod/kustomization.yaml': 'kind: Kustomization\nnamespace: prod\nresources: [../base]\n' };
  const cases: readonly [what: string, texts: Texts, ...expected: string[]][] = [
    [
      'whose ConfigMap a pod mounts',
      base({ 'pod.yaml': CONFIG(), 'config.yaml': OBJECT('ConfigMap') }),
      'base/kustomization.yaml: config.yaml Pod web ConfigMap',
    ],
    [
      'whose account a pod has, under an overlay',
      { ...base({ 'pod.yaml': POD('serviceAccountName: web'), 'sa.yaml': OBJECT('ServiceAccount') }), ...overlay },
      'base/kustomization.yaml: sa.yaml Pod web ServiceAccount',
    ],
    [
      'whose claim a pod mounts',
      base({
        'pod.yaml': POD('volumes: [{ name: d, persistentVolumeClaim: { claimName: web } }]'),
        'claim.yaml': OBJECT('PersistentVolumeClaim'),
      }),
      'base/kustomization.yaml: claim.yaml Pod web PersistentVolumeClaim',
    ],
    ['that nothing needs', base({ 'pod.yaml': POD('hostNetwork: false'), 'config.yaml': OBJECT('ConfigMap') })],
    [
      'that the pod works without',
      base({ 'pod.yaml': CONFIG(', optional: true'), 'config.yaml': OBJECT('ConfigMap') }),
    ],
    ['that is an example', base({ 'pod.yaml': CONFIG(), 'config.example.yaml': OBJECT('ConfigMap') })],
    [
      'with a Secret, which is often made by hand',
      base({ 'pod.yaml': POD('volumes: [{ name: s, secret: { secretName: web } }]'), 's.yaml': OBJECT('Secret') }),
    ],
    [
      'where a generator makes another of the name',
      base(
        { 'pod.yaml': CONFIG(), 'config.yaml': OBJECT('ConfigMap') },
        'resources: [pod.yaml]\nconfigMapGenerator: [{ name: web, literals: [A=b] }]',
      ),
    ],
    [
      'that an overlay takes',
      {
        ...base({ 'pod.yaml': CONFIG(), 'config.yaml': OBJECT('ConfigMap') }),
        'prod/kustomization.yaml': 'kind: Kustomization\nresources: [../base, ../base/config.yaml]\n',
      },
    ],
    [
      'that is a patch',
      base(
        { 'pod.yaml': CONFIG(), 'config.yaml': OBJECT('ConfigMap') },
        'resources: [pod.yaml]\npatches: [{ path: config.yaml }]',
      ),
    ],
    [
      'where a remote base may bring another',
      base({ 'pod.yaml': CONFIG(), 'config.yaml': OBJECT('ConfigMap') }, 'resources: [pod.yaml, "https://x.org/y"]'),
    ],
  ];
  for (const [what, texts, ...expected] of cases) it(what, () => assert.deepEqual(said(texts), expected));
});
