import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { saidIn } from './said-in.ts';

const pod = (name: string) => `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name} }\nspec: { hostNetwork: true }\n`;
const files = (patches: string, more: Readonly<Record<string, string>> = {}) => ({
  'base/kustomization.yaml': 'kind: Kustomization\nnamePrefix: shop-\nresources: [pod.yaml]\n',
  'base/pod.yaml': pod('web'),
  'prod/kustomization.yaml': `kind: Kustomization\nresources: [../base]\n${patches}\n`,
  ...more,
});

function said(texts: Readonly<Record<string, string>>): string[] {
  return saidIn(texts, 'kustomize-patch-target').map(({ finding: { severity }, marked }) => `${severity} ${marked}`);
}

describe('the object of a patch', () => {
  const target = (name: string) => files(`patches: [{ target: { kind: Pod, name: ${name} }, path: ops.yaml }]`);
  const inFile = (name: string, list = 'patches: [{ path: patch.yaml }]') =>
    files(list, { 'prod/patch.yaml': pod(name) });
  const inline = (name: string) =>
    files(`patches:\n  - patch: |-\n      apiVersion: v1\n      kind: Pod\n      metadata:\n        name: ${name}`);
  const generated = (name: string) =>
    files(`configMapGenerator: [{ name: ${name}, behavior: merge, literals: [A=b] }]`, {
      'base/kustomization.yaml':
        'kind: Kustomization\nresources: [pod.yaml]\nconfigMapGenerator: [{ name: web-config }]\n',
    });
  const counted = (name: string) =>
    files(`replicas: [{ name: ${name}, count: 3 }]`, {
      'base/kustomization.yaml': 'kind: Kustomization\nresources: [web.yaml]\n',
      'base/web.yaml': 'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: { name: web }\n',
    });
  const cases: readonly [what: string, texts: Record<string, string>, ...expected: string[]][] = [
    ['that a target names', target('web')],
    ['with what the base puts before its name', target('shop-web')],
    ['by a pattern', target('w.*b|x')],
    ['that a target does not find', target('api'), 'warning api'],
    ['that a file names', inFile('web')],
    ['that a file does not find', inFile('api'), 'error patch.yaml'],
    ['that is written in place', inline('web')],
    ['that is not found in place', inline('api'), 'error api'],
    ['of the older list', inFile('api', 'patchesStrategicMerge: [patch.yaml]'), 'error patch.yaml'],
    ['where a remote base may have it', inFile('api', 'patches: [{ path: patch.yaml }]\nbases: ["https://x.org/y"]')],
    [
      'that the base has beside its kustomization, which does not list it',
      { ...inFile('api'), 'base/api.yaml': pod('api') },
      'error patch.yaml',
    ],
    [
      'that only another overlay takes',
      {
        ...inline('api'),
        'test/kustomization.yaml': 'kind: Kustomization\nresources: [api.yaml]\n',
        'test/api.yaml': pod('api'),
      },
      'error api',
    ],
    [
      'that a component finds where it is included',
      {
        ...files('components: [../extra]'),
        'extra/kustomization.yaml': 'kind: Component\npatches: [{ path: patch.yaml }]\n',
        'extra/patch.yaml': pod('web'),
      },
    ],
    [
      'of a component that nobody includes',
      {
        ...files(''),
        'extra/kustomization.yaml': 'kind: Component\npatches: [{ path: patch.yaml }]\n',
        'extra/patch.yaml': pod('web'),
      },
    ],
    ['that is generated', files('patches: [{ target: { kind: ConfigMap, name: any }, path: ops.yaml }]')],
    ['that is generated and merged into', generated('web-config')],
    ['that nobody generates', generated('web-cfg'), 'error web-cfg'],
    ['whose replicas are counted', counted('web')],
    ['whose replicas nobody has', counted('wbe'), 'error wbe'],
  ];
  for (const [what, texts, ...expected] of cases) it(what, () => assert.deepEqual(said(texts), expected));
});
