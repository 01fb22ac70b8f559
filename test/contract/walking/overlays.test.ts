import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hoverSource } from '../../../src/contract/walking/source-hover.ts';
import { say } from '../../../src/words/message.ts';
import { projectOf, type Texts } from '../workspace.ts';
import { mentions, renamed } from './walk.ts';
import { SHOP } from './walking-files.ts';

/** The shop with an overlay: its kustomization behind what it brings, and other files. */
function overlaid(lines: string, files: Texts = {}): Texts {
  const { '.github/workflows/ci.yml': _ci, ...shop } = SHOP;
  const base = 'resources: [deployment.yaml, service.yaml, config.yaml]\n';
  return { ...shop, 'kustomization.yaml': base, 'prod/kustomization.yaml': `resources: [..]\n${lines}`, ...files };
}

const patch = (line: string) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: shop }
spec:
  template:
    spec:
      containers:
        - name: shop
          ${line}
`;

const inline = (text: string, target = '') =>
  `patches:\n  - ${target}patch: |-\n${text.trimEnd().replace(/^/gm, '      ')}\n`;

const operations = (...lines: readonly string[]) =>
  inline(lines.map((line) => `- { ${line} }`).join('\n'), 'target: { kind: Deployment }\n    ');

const onConfig = (...lines: readonly string[]) =>
  inline(lines.map((line) => `- { ${line} }`).join('\n'), 'target: { kind: ConfigMap, name: shop }\n    ');

interface Case {
  readonly what: string;
  readonly texts: Texts;
  /** What is renamed from the source. */
  readonly thing: `${keyof typeof THINGS}`;
  /** The lines that it changes beside the shop itself; all of them are found from the last one, too. */
  readonly lines: readonly string[];
}

/** Where a thing stands in the source, and another name for it. */
const THINGS = {
  PORT: ['Getenv("«PORT»")', 'LISTEN'],
  DATABASE_URL: ['Getenv("«DATABASE_URL»")', 'SHOP_DB'],
  8080: ['port = "«8080»"', '9000'],
  '/healthz': ['"GET «/healthz»"', '/live'],
} as const;

const GENERATED: Texts = {
  'config.yaml': '',
  'kustomization.yaml':
    'resources: [deployment.yaml, service.yaml]\nconfigMapGenerator: [{ name: shop, literals: [DATABASE_URL=postgres://db/shop] }]\n',
};

const cases: readonly Case[] = [
  {
    what: 'a variable that a patch says again in a file',
    texts: overlaid('patches: [{ path: patch.yaml }]\n', {
      'prod/patch.yaml': patch('env: [{ name: PORT, value: "9090" }]'),
    }),
    ...{ thing: 'PORT', lines: ['prod/patch.yaml: env: [{ name: LISTEN, value: "9090" }]'] },
  },
  {
    what: 'a variable that a patch in quotes brings',
    texts: overlaid(inline(patch('env: [{ "name": "DATABASE_URL", value: x }]'))),
    ...{ thing: 'DATABASE_URL', lines: ['prod/kustomization.yaml: env: [{ "name": "SHOP_DB", value: x }]'] },
  },
  {
    what: 'a variable that an operation adds to whatever is a Deployment',
    texts: overlaid(
      operations(
        'op: add, path: /spec/template/spec/containers/0/env/-, value: { name: DATABASE_URL, value: postgres://x/y }',
      ),
    ),
    thing: 'DATABASE_URL',
    lines: [
      'prod/kustomization.yaml: - { op: add, path: /spec/template/spec/containers/0/env/-, value: { name: SHOP_DB, value: postgres://x/y } }',
    ],
  },
  {
    what: 'a variable that a patch takes out',
    texts: overlaid(inline(patch('env: [{ name: PORT, $patch: delete }]'))),
    ...{ thing: 'PORT', lines: ['prod/kustomization.yaml: env: [{ name: LISTEN, $patch: delete }]'] },
  },
  {
    what: 'a key of a ConfigMap that operations replace, add and take out',
    texts: {
      ...overlaid(onConfig('op: replace, path: /data/DATABASE_URL, value: x')),
      'dev/kustomization.yaml': `resources: [..]\n${onConfig('op: remove, path: /data/DATABASE_URL')}`,
      'test/kustomization.yaml': `resources: [..]\n${onConfig('op: remove, path: /data/DATABASE_URL', "op: add, path: '/data/DATABASE_URL', value: y")}`,
    },
    thing: 'DATABASE_URL',
    lines: [
      'dev/kustomization.yaml: - { op: remove, path: /data/SHOP_DB }',
      'prod/kustomization.yaml: - { op: replace, path: /data/SHOP_DB, value: x }',
      'test/kustomization.yaml: - { op: remove, path: /data/SHOP_DB }',
      "test/kustomization.yaml: - { op: add, path: '/data/SHOP_DB', value: y }",
    ],
  },
  {
    what: 'a key of a ConfigMap that a part of it says again, or empties',
    texts: {
      ...overlaid(inline('apiVersion: v1\nkind: ConfigMap\nmetadata: { name: shop }\ndata: { DATABASE_URL: x }\n')),
      'dev/kustomization.yaml': `resources: [..]\n${inline('apiVersion: v1\nkind: ConfigMap\nmetadata: { name: shop }\ndata: { DATABASE_URL: null }\n')}`,
    },
    thing: 'DATABASE_URL',
    lines: ['dev/kustomization.yaml: data: { SHOP_DB: null }', 'prod/kustomization.yaml: data: { SHOP_DB: x }'],
  },
  {
    what: 'a key that generators merge and replace',
    texts: {
      ...overlaid('configMapGenerator: [{ name: shop, behavior: merge, literals: ["DATABASE_URL=x"] }]\n', GENERATED),
      'dev/kustomization.yaml':
        'resources: [..]\nconfigMapGenerator: [{ name: shop, behavior: replace, literals: [DATABASE_URL=y] }]\n',
    },
    thing: 'DATABASE_URL',
    lines: [
      'dev/kustomization.yaml: configMapGenerator: [{ name: shop, behavior: replace, literals: [SHOP_DB=y] }]',
      'prod/kustomization.yaml: configMapGenerator: [{ name: shop, behavior: merge, literals: ["SHOP_DB=x"] }]',
    ],
  },
  {
    what: 'a key in a file of variables that a generator merges',
    texts: overlaid('configMapGenerator: [{ name: shop, behavior: merge, envs: [prod.env] }]\n', {
      ...GENERATED,
      'prod/prod.env': 'DATABASE_URL=postgres://prod/shop\n',
    }),
    ...{ thing: 'DATABASE_URL', lines: ['prod/prod.env: SHOP_DB=postgres://prod/shop'] },
  },
  {
    what: 'a variable in a component',
    texts: overlaid('components: [../traced]\n', {
      'traced/kustomization.yaml': `kind: Component\napiVersion: kustomize.config.k8s.io/v1alpha1\n${inline(patch('env: [{ name: PORT, value: "1" }]'))}`,
    }),
    ...{ thing: 'PORT', lines: ['traced/kustomization.yaml: env: [{ name: LISTEN, value: "1" }]'] },
  },
  {
    what: 'a variable in overlays of overlays with other names',
    texts: overlaid(`namePrefix: prod-\n${inline(patch('env: [{ name: PORT, value: "9090" }]'))}`, {
      'eu/kustomization.yaml': `resources: [../prod]\nnameSuffix: -eu\n${operations('op: test, path: /spec/template/spec/containers/0/env/0/name, value: PORT')}`,
    }),
    thing: 'PORT',
    lines: [
      'eu/kustomization.yaml: - { op: test, path: /spec/template/spec/containers/0/env/0/name, value: LISTEN }',
      'prod/kustomization.yaml: env: [{ name: LISTEN, value: "9090" }]',
    ],
  },
  {
    what: 'a route that patches ask for, in a probe of their own and in the same one',
    texts: {
      ...overlaid(inline(patch('readinessProbe: { httpGet: { path: /healthz, port: http } }'))),
      'dev/kustomization.yaml': `resources: [..]\n${operations('op: replace, path: /spec/template/spec/containers/0/livenessProbe/httpGet/path, value: /healthz')}`,
    },
    thing: '/healthz',
    lines: [
      'dev/kustomization.yaml: - { op: replace, path: /spec/template/spec/containers/0/livenessProbe/httpGet/path, value: /live }',
      'prod/kustomization.yaml: readinessProbe: { httpGet: { path: /live, port: http } }',
    ],
  },
  {
    what: 'a port by which patches call what they change, and one that they lead to',
    texts: {
      ...overlaid(inline(patch('ports: [{ containerPort: 8080, name: web }]'))),
      'dev/kustomization.yaml': `resources: [..]\n${inline('- { op: add, path: /spec/ports/-, value: { port: 81, targetPort: 8080 } }', 'target: { kind: Service }\n    ')}`,
    },
    thing: '8080',
    lines: [
      'dev/kustomization.yaml: - { op: add, path: /spec/ports/-, value: { port: 81, targetPort: 9000 } }',
      'prod/kustomization.yaml: ports: [{ containerPort: 9000, name: web }]',
    ],
  },
  {
    what: 'a port in what a generator gives a variable',
    texts: overlaid('configMapGenerator: [{ name: shop, behavior: merge, literals: [PORT=8080] }]\n', {
      ...GENERATED,
      'deployment.yaml': (SHOP['deployment.yaml'] ?? '').replace(/ {10}env:\n.*\n.*\n/, ''),
    }),
    thing: '8080',
    lines: ['prod/kustomization.yaml: configMapGenerator: [{ name: shop, behavior: merge, literals: [PORT=9000] }]'],
  },
  {
    what: 'a port that replacements copy',
    texts: overlaid(
      `replacements:\n  - source: { kind: ConfigMap, name: ports, fieldPath: data.shop }\n    targets: [{ select: { kind: Deployment }, fieldPaths: [spec.template.spec.containers.0.ports.0.containerPort] }]\n`,
      {
        'ports.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ports }\ndata: { shop: "8080" }\n',
        'kustomization.yaml': 'resources: [deployment.yaml, service.yaml, config.yaml, ports.yaml]\n',
      },
    ),
    ...{ thing: '8080', lines: ['ports.yaml: data: { shop: "9000" }'] },
  },
];

const OF_SHOP = /^(?:main\.go|Dockerfile|deployment\.yaml|config\.yaml|service\.yaml|kustomization\.yaml): /;

describe('a rename reaches what overlays say', () => {
  for (const { what, texts, thing, lines } of cases) {
    it(what, async () => {
      const [marked, name] = THINGS[thing];
      const changed = await renamed(texts, 'main.go', marked, name);
      assert.ok(Array.isArray(changed), String(changed));
      assert.deepEqual(changed.filter((line) => !OF_SHOP.test(line)).toSorted(), lines.toSorted());
      const [file = '', line = ''] = (lines.at(-1) ?? '').split(/: (.*)/s);
      const there = line.replace(name, `«${thing}»`);
      assert.deepEqual(await mentions(texts, file, there), await mentions(texts, 'main.go', marked));
    });
  }
});

/** The rows of the hover on a variable in the source, without those of its head. */
async function rowsOf(texts: Texts, name: string): Promise<string[]> {
  const contract = (await projectOf(texts)).contract();
  assert.ok(contract);
  const text = texts['main.go'] ?? '';
  const lines = hoverSource('main.go', text, text.indexOf(`"${name}"`) + 1, contract)?.lines ?? [];
  return lines
    .flatMap((line) =>
      'cells' in line ? [line.cells.map((cell) => (typeof cell === 'string' ? cell : say(cell)))] : [],
    )
    .slice(1)
    .map((cells) => cells.slice(1).join(' '));
}

/** The variables as ones without secrets. */
const open = (texts: Texts): Texts =>
  Object.fromEntries(Object.entries(texts).map(([file, text]) => [file, text.replaceAll('DATABASE_URL', 'CACHE')]));

describe('the hover on a variable says its value in each overlay', () => {
  const BASE = '`.` `postgres://db/shop`';
  const table: readonly [what: string, texts: Texts, name: string, rows: readonly string[]][] = [
    [
      'that a patch in a file sets',
      overlaid('patches: [{ path: patch.yaml }]\n', {
        'prod/patch.yaml': patch('env: [{ name: PORT, value: "9090" }]'),
      }),
      'PORT',
      ['`.` `8080`', '`prod` `9090`'],
    ],
    [
      'that an operation replaces by its place',
      overlaid(operations('op: replace, path: /spec/template/spec/containers/0/env/0/value, value: "9090"')),
      'PORT',
      ['`.` `8080`', '`prod` `9090`'],
    ],
    [
      'that a patch takes out',
      overlaid(inline(patch('env: [{ name: PORT, $patch: delete }]'))),
      'PORT',
      ['`.` `8080`', '`prod` `8080`, of the image'],
    ],
    ['that a patch says as it is', overlaid(inline(patch('env: [{ name: PORT, value: "8080" }]'))), 'PORT', ['`8080`']],
    [
      'that generators merge and replace, with files of variables',
      {
        ...overlaid('configMapGenerator: [{ name: shop, behavior: merge, literals: ["CACHE=x"] }]\n', GENERATED),
        'dev/kustomization.yaml':
          'resources: [..]\nconfigMapGenerator: [{ name: shop, behavior: replace, envs: [dev.env] }]\n',
        'dev/dev.env': 'CACHE=y\n',
      },
      'CACHE',
      ['`dev` `y`', BASE, '`prod` `x`'],
    ],
    [
      'of which an operation takes the key away',
      overlaid(onConfig('op: remove, path: /data/CACHE')),
      'CACHE',
      [BASE, '`prod` `postgres://localhost/shop`, of the image'],
    ],
    [
      'that a component sets, and a nested overlay with another name',
      overlaid(`namePrefix: prod-\ncomponents: [../traced]\n`, {
        'traced/kustomization.yaml': `kind: Component\napiVersion: kustomize.config.k8s.io/v1alpha1\n${inline(patch('env: [{ name: PORT, value: "1" }]'))}`,
        'eu/kustomization.yaml': `resources: [../prod]\n${operations('op: replace, path: /spec/template/spec/containers/0/env/0/value, value: "2"')}`,
      }),
      'PORT',
      ['`.` `8080`', '`eu` `2`'],
    ],
    [
      'that a replacement copies',
      overlaid(
        `replacements:\n  - source: { kind: ConfigMap, name: ports, fieldPath: data.shop }\n    targets: [{ select: { kind: Deployment }, fieldPaths: ['spec.template.spec.containers.[name=shop].env.[name=PORT].value'] }]\n`,
        {
          'ports.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ports }\ndata: { shop: "9090" }\n',
          'kustomization.yaml': 'resources: [deployment.yaml, service.yaml, config.yaml, ports.yaml]\n',
        },
      ),
      'PORT',
      ['`.` `8080`', '`prod` `9090`'],
    ],
    [
      'none where nobody follows a patch',
      overlaid(operations('op: test, path: /spec/replicas, value: 3')),
      'PORT',
      ['`8080`'],
    ],
  ];
  for (const [what, texts, name, rows] of table) {
    it(what, async () => assert.deepEqual(await rowsOf(open(texts), name), rows));
  }
});
