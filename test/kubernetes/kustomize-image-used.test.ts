import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { saidIn } from './said-in.ts';

const BASE = {
  'base/kustomization.yaml': 'kind: Kustomization\nresources: [pod.yaml]\n',
  'base/pod.yaml':
    'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec:\n  containers: [{ name: web, image: "registry.example.com:5000/shop/web:1" }]\n',
};
const prod = (images: string, resources = '../base') =>
  `kind: Kustomization\nresources: [${resources}]\nimages: ${images}\n`;

function said(files: Readonly<Record<string, string>>): string[] {
  return saidIn({ ...BASE, ...files }, 'kustomize-image-used').map(
    ({ marked, finding: { fixes = [] } }) => `${marked}: ${fixes.map(({ edits }) => edits[0]?.text).join()}`,
  );
}

describe('the images that a kustomization changes', () => {
  const overlay = (images: string, resources?: string) => ({ 'prod/kustomization.yaml': prod(images, resources) });
  const cases: readonly [what: string, files: Record<string, string>, ...expected: string[]][] = [
    ['one that is there', overlay('[{ name: "registry.example.com:5000/shop/web", newTag: "2" }]')],
    [
      'without its registry',
      overlay('[{ name: shop/web, newTag: "2" }]'),
      'shop/web: registry.example.com:5000/shop/web',
    ],
    ['another', overlay('[{ name: worker, newTag: "2" }]'), 'worker: '],
    [
      'what another kustomization makes of one',
      {
        ...overlay('[{ name: mirror/web, newTag: "2" }]'),
        'base/kustomization.yaml':
          'kind: Kustomization\nresources: [pod.yaml]\nimages:\n  - name: registry.example.com:5000/shop/web\n    newName: mirror/web\n',
      },
    ],
    [
      'of a custom object',
      {
        ...overlay('[{ name: shop/agent, newTag: "2" }]'),
        'base/pod.yaml': `${BASE['base/pod.yaml']}---\napiVersion: example.com/v1\nkind: Agent\nmetadata: { name: a }\nspec: { image: "shop/agent:1" }\n`,
      },
    ],
    ['a pattern', overlay('[{ name: ".*/worker", newTag: "2" }]')],
    ['beside what lies elsewhere', overlay('[{ name: worker, newTag: "2" }]', '../base, https://example.com/base')],
    ['beside what nobody sees', overlay('[{ name: worker, newTag: "2" }]', '../base, ../../other')],
  ];
  for (const [what, files, ...expected] of cases) it(what, () => assert.deepEqual(said(files), expected));
});
