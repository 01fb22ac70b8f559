import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lintManifests } from '../../src/kubernetes/lint.ts';
import { parseManifests } from '../../src/kubernetes/parse.ts';
import { createWorkspace } from '../../src/kubernetes/workspace.ts';
import { schemasForTests } from './shipped-schemas.ts';

/** The files in which a rule speaks. */
function spoken(rule: string, files: Readonly<Record<string, string>>): string[] {
  const workspace = createWorkspace();
  const parsed = Object.entries(files).map(([file, text]) => parseManifests(text, file));
  for (const one of parsed) workspace.set(one.file, one);
  workspace.schemas.provide(schemasForTests);
  workspace.setComplete(true);
  return parsed.flatMap((one) =>
    lintManifests(one, workspace).flatMap((finding) => (finding.rule === rule ? [one.file] : [])),
  );
}

type Rows = readonly (readonly [what: string, files: Readonly<Record<string, string>>, spoken: readonly string[]])[];

const deployment = (spec: string, name = 'web') =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name} }\nspec:\n${spec}`;
const selected = (labels = 'app: web') => `  selector: { matchLabels: { ${labels} } }\n`;
const template = (container: string, labels = 'app: web') =>
  `  template:\n    metadata: { labels: { ${labels} } }\n    spec: { containers: [${container}] }\n`;
const service = (selector = 'app: web', name = 'web') =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\nspec: { selector: { ${selector} }, ports: [{ port: 80, targetPort: 8080 }] }\n`;
const resources = (more: string) => `resources: [web.yaml]\n${more}`;

const MOVABLE = { 'base/web.yaml': deployment(selected() + template('{ name: web, image: shop }')) };
const images = (change: string) => `images: [{ name: shop, ${change} }]\n`;

const pinned: Rows = [
  ['nobody says the version', { ...MOVABLE, 'base/kustomization.yaml': resources('') }, ['base/web.yaml']],
  ['its kustomization does', { ...MOVABLE, 'base/kustomization.yaml': resources(images('newTag: v1')) }, []],
  [
    'it says no version',
    { ...MOVABLE, 'base/kustomization.yaml': resources(images('newTag: latest')) },
    ['base/web.yaml'],
  ],
  [
    'an overlay does, by the name that the base gives',
    {
      ...MOVABLE,
      'base/kustomization.yaml': resources(images('newName: ghcr.io/acme/shop')),
      'prod/kustomization.yaml': 'resources: [../base]\nimages: [{ name: ghcr.io/acme/shop, digest: sha256:ab }]\n',
    },
    [],
  ],
  [
    'the kustomization of another file does',
    { ...MOVABLE, 'other/web.yaml': service(), 'other/kustomization.yaml': resources(images('newTag: v1')) },
    ['base/web.yaml'],
  ],
];

const BARE = { 'base/web.yaml': deployment(template('{ name: web, image: "shop:v1" }')) };
const labels = (more: string) => `labels: [{ pairs: { app: web }${more} }]\n`;

const selectors: Rows = [
  ['nobody makes one', { ...BARE, 'base/kustomization.yaml': resources('') }, ['base/web.yaml']],
  ['labels that are no selectors', { ...BARE, 'base/kustomization.yaml': resources(labels('')) }, ['base/web.yaml']],
  [
    'labels of an overlay',
    {
      ...BARE,
      'base/kustomization.yaml': resources(''),
      'prod/kustomization.yaml': `resources: [../base]\n${labels(', includeSelectors: true')}`,
    },
    [],
  ],
  ['a patch by its name', { 'manager_patch.yaml': BARE['base/web.yaml'] }, []],
];

const LISTENING = '{ name: web, image: "shop:v1", ports: [{ containerPort: 8080 }] }';
const web = deployment(selected('app: web, part: api') + template(LISTENING, 'app: web, part: api'));
const worker = deployment(
  selected('app: web, part: worker') + template('{ name: worker, image: "shop:v1" }', 'app: web, part: worker'),
  'worker',
);

const oneWorkload: Rows = [
  ['a workload without the port', { 's.yaml': service(), 'a.yaml': web, 'b.yaml': worker }, ['s.yaml']],
  [
    'of one that another file deploys with the same Service',
    { 'a.yaml': `${service()}---\n${web}`, 'b.yaml': `${service()}---\n${worker}` },
    [],
  ],
  [
    'of one that gets ports by a patch',
    {
      's.yaml': service(),
      'a.yaml': web,
      'b.yaml': worker,
      'ports.yaml': deployment(template('{ name: worker, ports: [{ containerPort: 8080 }] }'), 'worker'),
      'kustomization.yaml': 'resources: [s.yaml, a.yaml, b.yaml]\npatches: [{ path: ports.yaml }]\n',
    },
    [],
  ],
  [
    'of one where nobody knows whether any has the port',
    {
      's.yaml': service(),
      'a.yaml': web.replace(', ports: [{ containerPort: 8080 }]', ''),
      'b.yaml': worker,
      'ports.yaml': deployment(template('{ name: web, ports: [{ containerPort: 8080 }] }')),
      'kustomization.yaml': 'resources: [s.yaml, a.yaml, b.yaml]\npatches: [{ path: ports.yaml }]\n',
    },
    [],
  ],
  [
    'of one that another value of a label is for',
    {
      's.yaml': service('app: other'),
      'a.yaml': web,
      'b.yaml': worker,
      'kustomization.yaml': 'resources: [a.yaml, b.yaml]\ncommonLabels: { app: web }\n',
    },
    [],
  ],
];

describe('what kustomizations make of objects', () => {
  for (const [rule, rows] of [
    ['pinned-image', pinned],
    ['selector-matches-template', selectors],
    ['required-field', selectors],
    ['service-selects-one-workload', oneWorkload],
  ] as const) {
    describe(rule, () => {
      for (const [what, files, expected] of rows) it(what, () => assert.deepEqual(spoken(rule, files), expected));
    });
  }
});
