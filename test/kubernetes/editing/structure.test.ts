import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { foldsOf } from '../../../src/kubernetes/editing/folding.ts';
import { linksOf } from '../../../src/kubernetes/editing/links.ts';
import { outlineManifests } from '../../../src/kubernetes/editing/outline.ts';
import { selectionsAt } from '../../../src/kubernetes/editing/selection.ts';
import { parseManifests } from '../../../src/kubernetes/parse.ts';
import type { OutlineItem } from '../../../src/lint/editing.ts';

const SHOP = `# one
# two
apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  template:
    spec:
      containers:
        - name: app
          image: ghcr.io/acme/shop:1.0
          ports:
            - name: http
              containerPort: 8080
            - containerPort: 9090
      volumes:
        - name: tmp
          emptyDir: {}
---
# region keys
apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data:
  A: "1"
  long.txt: |
    first
    second
# endregion
`;

const tree = (items: readonly OutlineItem[] = []): unknown[] =>
  items.map(({ kind, name, detail, children }) => [
    `${kind} ${name}${detail ? ` (${detail})` : ''}`,
    ...(children ? [tree(children)] : []),
  ]);

describe('the outline', () => {
  const outline = outlineManifests(parseManifests(SHOP));
  it('shows containers, their ports, volumes and keys', () => {
    assert.deepEqual(tree(outline), [
      [
        'object Deployment shop',
        [
          ['field apiVersion'],
          ['field kind'],
          ['field metadata'],
          [
            'field spec',
            [['container app (ghcr.io/acme/shop:1.0)', [['port http (8080)'], ['port 9090']]], ['volume tmp']],
          ],
        ],
      ],
      [
        'object ConfigMap settings',
        [['field apiVersion'], ['field kind'], ['field metadata'], ['field data', [['key A'], ['key long.txt']]]],
      ],
    ]);
  });

  it('keeps what is selected inside each item', () => {
    const check = ({ start, end, selection, children = [] }: OutlineItem): void => {
      assert.ok(start <= selection.start && selection.end <= end);
      children.forEach(check);
    };
    outline.forEach(check);
  });
});

const linesOf = (text: string, { start, end }: { start: number; end: number }) =>
  [start, end].map((offset) => text.slice(0, offset).split('\n').length).join('-');

describe('folding', () => {
  const folds = foldsOf(parseManifests(SHOP)).map((fold) => `${linesOf(SHOP, fold)} ${fold.kind}`);
  for (const expected of [
    '3-19 code',
    '22-29 code',
    '7-19 code',
    '10-16 code',
    '11-16 code',
    '27-29 code',
    '1-2 comment',
    '21-30 region',
  ]) {
    it(`has ${expected}`, () => assert.ok(folds.includes(expected), folds.join()));
  }
});

describe('expanding the selection', () => {
  const ranges = (needle: string) => {
    const offset = SHOP.indexOf(needle);
    return selectionsAt(parseManifests(SHOP), offset).map(({ start, end }) => SHOP.slice(start, end));
  };
  it('goes from the word to the file', () => {
    const found = ranges('acme/shop');
    assert.deepEqual(found.slice(0, 3), ['acme', 'ghcr.io/acme/shop:1.0', 'image: ghcr.io/acme/shop:1.0']);
    assert.equal(found.at(-1), SHOP);
    assert.ok(found.some((text) => text.startsWith('containers:')));
  });
  it('takes the inside of quotes first', () => {
    assert.deepEqual(ranges('1"\n').slice(0, 3), ['1', '"1"', 'A: "1"']);
  });
});

describe('links', () => {
  const cases: readonly (readonly [file: string, text: string, links: readonly string[]])[] = [
    ['a/b.yaml', SHOP, ['ghcr.io/acme/shop:1.0 → image ghcr.io/acme/shop:1.0']],
    [
      'deploy/dev/kustomization.yaml',
      'resources:\n  - ../base\n  - "app.yaml"\npatches:\n  - path: ./p.yaml\n  - patch: |-\n      a: b\nconfigMapGenerator:\n  - name: c\n    files: [key=conf/x.ini]\n',
      [
        '../base → path deploy/base',
        'app.yaml → path deploy/dev/app.yaml',
        './p.yaml → path deploy/dev/p.yaml',
        'conf/x.ini → path deploy/dev/conf/x.ini',
      ],
    ],
    [
      'kustomization.yaml',
      'resources:\n  - https://github.com/o/r//config/crd?ref=v1.2\n  - github.com/o/r/deploy?ref=main\n  - https://example.com/x.yaml\n',
      [
        'https://github.com/o/r//config/crd?ref=v1.2 → url https://github.com/o/r/tree/v1.2/config/crd',
        'github.com/o/r/deploy?ref=main → url https://github.com/o/r/tree/main/deploy',
      ],
    ],
  ];
  for (const [file, text, expected] of cases) {
    it(file, () => {
      const found = linksOf(parseManifests(text, file)).map((link) => {
        const { start, end, ...target } = link;
        return `${text.slice(start, end)} → ${Object.entries(target).flat().join(' ')}`;
      });
      assert.deepEqual(found, expected);
    });
  }
});
