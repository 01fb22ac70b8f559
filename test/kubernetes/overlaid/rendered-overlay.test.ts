import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { at, toPlain } from '../../../src/kubernetes/fields.ts';
import { createOverlayFinder, type RenderedOverlay } from '../../../src/kubernetes/overlaid/rendered-overlay.ts';
import { parseManifests } from '../../../src/kubernetes/parse.ts';
import { createWorkspace } from '../../../src/kubernetes/workspace.ts';

const BASE =
  'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web, labels: { app: web } }\nspec:\n  replicas: 1\n  template:\n    spec:\n      containers:\n        - name: web\n          args: [a]\n          env:\n            - { name: A, value: "1" }\n            - { name: B, value: "2" }\n';
const HEAD = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [../base]\n';
const PATCH = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\n';

function overlayOf(kustomization: string, others: Readonly<Record<string, string>> = {}): RenderedOverlay | undefined {
  const workspace = createWorkspace();
  const files = {
    'base/kustomization.yaml': HEAD.replace('../base', 'web.yaml'),
    'base/web.yaml': BASE,
    'prod/kustomization.yaml': HEAD + kustomization,
    ...others,
  };
  for (const [file, text] of Object.entries(files)) workspace.set(file, parseManifests(text, file));
  workspace.setComplete(true);
  return createOverlayFinder()(workspace)[0]?.rendered();
}

const inline = (patch: string, target = '') =>
  `patches:\n  - ${target}patch: |\n${patch.replace(/^(?=.)/gm, '      ')}`;
const operations = (list: string) => inline(list, 'target: { kind: Deployment, name: web }\n    ');
const container = (fields: string) =>
  `${PATCH}spec: { template: { spec: { containers: [{ name: web, ${fields} }] } } }\n`;
const replacing = (from: string, to: string, more = '') =>
  `replacements:\n  - source: { kind: Deployment, name: web, fieldPath: '${from}' }\n    targets:\n      - select: { kind: Deployment }\n        fieldPaths: ['${to}']\n${more}`;
const CONTAINER = ['spec', 'template', 'spec', 'containers', 0] as const;
const PATH = 'spec.template.spec.containers.*.env';
const B = [...CONTAINER, 'env', 1] as const;
const ENV = '/spec/template/spec/containers/0/env';

const table: readonly (readonly [what: string, kustomization: string, path: readonly (string | number)[], unknown])[] =
  [
    ['a value in place of another', inline(`${PATCH}spec: { replicas: 3 }\n`), ['spec', 'replicas'], 3],
    ['null takes out', inline(container('args: null')), [...CONTAINER, 'args'], undefined],
    ['a list of texts is replaced', inline(container('args: [b]')), [...CONTAINER, 'args'], ['b']],
    [
      'a list of objects is merged by its key',
      inline(container('env: [{ name: B, value: "3" }]')),
      [...CONTAINER, 'env'],
      [
        { name: 'B', value: '3' },
        { name: 'A', value: '1' },
      ],
    ],
    [
      'an item is deleted',
      inline(container('env: [{ name: B, $patch: delete }]')),
      [...CONTAINER, 'env'],
      [{ name: 'A', value: '1' }],
    ],
    [
      'operations add, replace and remove',
      operations(
        `- { op: replace, path: ${ENV}/0/value, value: "7" }\n- { op: remove, path: ${ENV}/1 }\n- { op: add, path: ${ENV}/-, value: { name: C, value: "9" } }\n`,
      ),
      [...CONTAINER, 'env'],
      [
        { name: 'A', value: '7' },
        { name: 'C', value: '9' },
      ],
    ],
    [
      'a copy and a move',
      operations(
        `- { op: copy, from: ${ENV}/0/value, path: ${ENV}/1/value }\n- { op: move, from: ${ENV}/0, path: ${ENV}/- }\n`,
      ),
      [...CONTAINER, 'env'],
      [
        { name: 'B', value: '1' },
        { name: 'A', value: '1' },
      ],
    ],
    ['so many pods', 'replicas: [{ name: other, count: 2 }, { name: web, count: 5 }]\n', ['spec', 'replicas'], 5],
    [
      'a version for what a patch brings',
      `images: [{ name: new, newTag: v2, newName: other }]\n${inline(container('image: new'))}`,
      [...CONTAINER, 'image'],
      'new:v2',
    ],
    [
      'a label that a patch speaks of',
      `commonLabels: { app: shop }\n${inline('apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web, labels: { app: a } }\n')}`,
      ['spec', 'selector', 'matchLabels'],
      { app: 'shop' },
    ],
    [
      'a namespace beside another',
      `namespace: prod\n${operations('- { op: add, path: /metadata/namespace, value: dev }\n')}`,
      ['metadata', 'namespace'],
      'prod',
    ],
    [
      'a target by its labels',
      inline('- { op: replace, path: /spec/replicas, value: 6 }\n', 'target: { labelSelector: app=web }\n    '),
      ['spec', 'replicas'],
      6,
    ],
    [
      'a name and namespace that only say whom a patch means',
      inline(
        'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web, namespace: prod }\nspec: { replicas: 2 }\n',
      ),
      ['metadata'],
      { name: 'web', labels: { app: 'web' } },
    ],
    ['a value in the place of another', replacing('spec.replicas', `${PATH}.[name=B].value`), [...B, 'value'], '1'],
    [
      'a part of a value',
      replacing('metadata.name', `${PATH}.[name=B].value`, '        options: { delimiter: ".", index: 1 }\n'),
      [...B, 'value'],
      '2.web',
    ],
    [
      'a value where nothing was',
      replacing('spec.replicas', 'spec.minReadySeconds', '        options: { create: true }\n'),
      ['spec', 'minReadySeconds'],
      1,
    ],
    [
      'a test that holds',
      operations('- { op: test, path: /kind, value: Deployment }\n- { op: replace, path: /spec/replicas, value: 2 }\n'),
      ['spec', 'replicas'],
      2,
    ],
    [
      'a pattern names whom it changes',
      inline('- { op: replace, path: /spec/replicas, value: 4 }\n', 'target: { name: w.* }\n    '),
      ['spec', 'replicas'],
      4,
    ],
  ];

describe('what an overlay makes', () => {
  for (const [what, kustomization, path, expected] of table) {
    it(what, () => {
      const [manifests] = overlayOf(kustomization)?.manifests ?? [];
      const found = at(manifests?.manifests[0]?.root, ...path);
      assert.deepEqual(found && toPlain(found), expected);
    });
  }

  it('leads from a value to the patch, and from the rest to the base', () => {
    const kustomization = inline(`${PATCH}spec: { replicas: 3 }\n`);
    const overlay = overlayOf(kustomization);
    const root = overlay?.manifests[0]?.manifests[0]?.root;
    const [set, kept] = [at(root, 'spec', 'replicas'), at(root, 'metadata', 'name')];
    assert.ok(overlay && set && kept);
    const place = overlay.placeOf('base/web.yaml', set);
    assert.equal(place?.file, 'prod/kustomization.yaml');
    assert.equal((HEAD + kustomization).slice(place.start, place.end), '3');
    assert.deepEqual(overlay.placeOf('base/web.yaml', kept), {
      file: 'base/web.yaml',
      start: BASE.indexOf('web'),
      end: BASE.indexOf('web') + 3,
    });
  });

  it('is made of a base with anchors, and of the whole of a long one', () => {
    const rules = Array.from({ length: 5000 }, (_, index) => `    - { name: E${index}, value: "${index}" }\n`).join('');
    const pod = (name: string) => `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name} }\n`;
    const anchored = `${pod('web')}spec: { containers: [{ name: web, env: &env [{ name: A, value: b }] }, { name: other, env: *env }] }\n`;
    const long = `---\n${pod('long')}spec:\n  containers:\n  - name: web\n    env:\n${rules}`;
    const overlay = overlayOf(
      inline('- { op: add, path: /spec/hostname, value: a }\n', 'target: { kind: Pod }\n    '),
      {
        'base/web.yaml': anchored + long,
      },
    );
    const [web, other] = overlay?.manifests[0]?.manifests ?? [];
    const plain = (path: readonly (string | number)[], root = web?.root) => {
      const found = at(root, ...path);
      return found && toPlain(found);
    };
    assert.equal(plain(['spec', 'hostname']), 'a');
    assert.deepEqual(plain(['spec', 'containers', 1, 'env']), [{ name: 'A', value: 'b' }]);
    assert.equal(plain(['spec', 'containers', 0, 'env', 4999, 'value'], other?.root), '4999');
  });

  const SET = inline(`${PATCH}spec: { replicas: 3 }\n`);
  const silent: readonly (readonly [string, string])[] = [
    ['no patch', ''],
    ['a path that leads nowhere', operations('- { op: replace, path: /spec/paused, value: true }\n')],
    ['a copy of what is not there', operations('- { op: copy, from: /spec/paused, path: /spec/minReadySeconds }\n')],
    ['a patch of what is not there', inline(PATCH.replace('web', 'other'))],
    [
      'a patch that names what comes out',
      `namePrefix: my-\n${inline(container('envFrom: [{ configMapRef: { name: my-web } }]'))}`,
    ],
    [
      'a test that does not hold',
      operations('- { op: test, path: /kind, value: Pod }\n- { op: replace, path: /spec/replicas, value: 2 }\n'),
    ],
    ['an operation that is half-typed', operations('- { op: replace, path: /spec/repl }\n')],
    ['a patch that is half-typed', inline('apiVersion: apps/v1\nkind: Deploy\n')],
    ['a directive for parts of lists', inline(container('$retainKeys: [name]'))],
    [
      'a target by labels that nobody knows',
      inline('- { op: remove, path: /spec/replicas }\n', 'target: { labelSelector: tier=web }\n    '),
    ],
    [
      'a target by a set of labels',
      inline('- { op: remove, path: /spec/replicas }\n', 'target: { labelSelector: app in (web) }\n    '),
    ],
    ['a component from elsewhere', `${SET}components: [https://example.com/a/b//c]\n`],
    ['replacements in a file', `${SET}replacements: [{ path: a.yaml }]\n`],
    ['replacements by what is not there', replacing('spec.paused', 'spec.replicas')],
    ['replacements where nothing is', replacing('spec.replicas', 'spec.paused')],
    ['plugins', `${SET}transformers: [a.yaml]\n`],
    ['a patch that is not there', 'patches: [{ path: patch.yaml }]\n'],
  ];
  for (const [what, kustomization] of silent) {
    it(`is not said of ${what}`, () => assert.equal(overlayOf(kustomization), undefined));
  }
});
