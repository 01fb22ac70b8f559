import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { plan } from '../../../src/containerize/plan.ts';
import type { GoProject } from '../../../src/go/project.ts';
import { filesOf, module, program, project, source } from '../facts.ts';

const ALONE = project({ modules: [module({ module: 'github.com/team/go-shop' })] });
const WITH_WORKER = project({
  modules: ALONE.modules,
  programs: [program(), program({ package: './cmd/worker', name: 'worker', listens: [] })],
});

const deployment = (name: string, image: string) =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name} }\nspec:\n  template:\n    spec:\n      containers:\n        - { name: app, image: ${image} }\n`;

/** The file of the workload that is said to run the program already. */
async function keptWorkload(texts: Readonly<Record<string, string>>, facts: GoProject): Promise<string | undefined> {
  const { decisions } = await plan(facts, filesOf({ ...source, ...texts }), { program: './cmd/shop' });
  return decisions.find(({ what, because }) => what === 'manifests' && because.includes('runs the program already'))
    ?.chosen;
}

const RENAMES = 'images:\n  - { name: IMAGE, newName: ghcr.io/x/shop }\nresources: [app.yaml]\n';
const cases: readonly (readonly [
  why: string,
  texts: Readonly<Record<string, string>>,
  facts: GoProject,
  kept: boolean,
])[] = [
  [
    'that a kustomization gives the image of',
    { 'k8s/app.yaml': deployment('web', 'IMAGE'), 'k8s/kustomization.yaml': RENAMES },
    WITH_WORKER,
    true,
  ],
  ['whose name says its kind, too', { 'k8s/app.yaml': deployment('shop-deployment', 'IMAGE') }, WITH_WORKER, true],
  ['that has the only image of the owner', { 'k8s/app.yaml': deployment('web', 'quay.io/team/store:1') }, ALONE, true],
  [
    'beside one of somebody else',
    { 'k8s/db.yaml': deployment('db', 'team/redis'), 'k8s/app.yaml': deployment('web', 'team/store') },
    ALONE,
    true,
  ],
  ['unless another program may be it', { 'k8s/app.yaml': deployment('web', 'team/store') }, WITH_WORKER, false],
  [
    'unless there are two of the owner',
    { 'k8s/app.yaml': deployment('web', 'team/store'), 'k8s/b.yaml': deployment('admin', 'team/admin') },
    ALONE,
    false,
  ],
  ['unless it is somebody else’s', { 'k8s/app.yaml': deployment('web', 'other/store') }, ALONE, false],
];

describe('the workload that runs the program already is one', () => {
  for (const [why, texts, facts, kept] of cases) {
    it(why, async () => {
      assert.equal(await keptWorkload(texts, facts), kept ? 'k8s/app.yaml' : undefined);
    });
  }
});
