import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodedSize, sizeText } from '../../../src/kubernetes/editing/base64-size.ts';
import { hoverManifest } from '../../../src/kubernetes/editing/hover.ts';
import { hintsOf } from '../../../src/kubernetes/editing/inlay-hints.ts';
import { explainQuantity } from '../../../src/kubernetes/editing/quantity-text.ts';
import { parseManifests } from '../../../src/kubernetes/parse.ts';
import { say } from '../../../src/words/message.ts';
import { atCaret, SHOP, workspaceOf } from './workspace-of.ts';

const CANARY = 'canary-of-a-secret';
const ENCODED = Buffer.from(CANARY).toString('base64');
const FILES = {
  ...SHOP,
  'secret.yaml': `apiVersion: v1\nkind: Secret\nmetadata: { name: creds, namespace: prod }\ndata:\n  token: ${ENCODED}\nstringData:\n  plain: ${CANARY}\n`,
};

function hovered(marked: string, file = 'new.yaml'): string | undefined {
  const { text, offset } = atCaret(marked);
  const workspace = workspaceOf({ ...FILES, [file]: text });
  const markdown = hoverManifest(parseManifests(text, file), offset, workspace)?.markdown;
  return markdown === undefined || typeof markdown === 'string'
    ? markdown
    : markdown.map((part) => (typeof part === 'string' ? part : say(part))).join('\n');
}

const object = (kind: string, rest: string) =>
  `apiVersion: v1\nkind: ${kind}\nmetadata: { name: x, namespace: prod }\n${rest}`;
const pod = (spec: string) => object('Pod', `spec:\n${spec}`);
const container = (rest: string) => pod(`  containers:\n    - name: a\n      image: nginx:1.27\n${rest}`);

const cases: readonly (readonly [name: string, marked: string, expected: RegExp | undefined])[] = [
  [
    'a ConfigMap and its keys',
    container('      envFrom: [{ configMapRef: { name: sett|ings } }]'),
    /^\*\*ConfigMap\*\* `settings` · `rest\.yaml:9`\n- `LOG_LEVEL` · 4 B\n- `PORT` · 4 B$/,
  ],
  [
    'a Secret: sizes, never values',
    container('      envFrom: [{ secretRef: { name: cre|ds } }]'),
    /- `token` · 18 B\n- `plain` · 18 B$/,
  ],
  [
    'a key of a Secret',
    container('      env: [{ name: A, valueFrom: { secretKeyRef: { name: creds, key: to|ken } } }]'),
    /^\*\*Secret\*\* `creds`.*\n18 B when decoded$/,
  ],
  [
    'a key of a ConfigMap: its value',
    container('      env: [{ name: A, valueFrom: { configMapKeyRef: { name: settings, key: LOG|_LEVEL } } }]'),
    /\n`info`$/,
  ],
  [
    'a value of a Secret',
    FILES['secret.yaml'].replace(ENCODED, `${ENCODED.slice(0, 5)}|${ENCODED.slice(5)}`),
    /^18 B when decoded$/,
  ],
  [
    'a Service: ports and pods',
    object('Ingress', 'spec: { defaultBackend: { service: { name: sh|op, port: { name: web } } } }'),
    /^\*\*Service\*\* `shop`.*\n- `web` 80 → http\n- pods of `Deployment\/shop`$/,
  ],
  [
    'its port',
    object('Ingress', 'spec: { defaultBackend: { service: { name: shop, port: { name: we|b } } } }'),
    /^`Service\/shop` · `web` `80` `TCP` · `rest\.yaml`$/,
  ],
  [
    'a workload',
    object('HorizontalPodAutoscaler', 'spec: { scaleTargetRef: { kind: Deployment, name: sh|op } }'),
    /^\*\*Deployment\*\* `shop`.*\n- `app` `ghcr\.io\/acme\/shop:1\.2\.3`$/,
  ],
  [
    'a volume',
    pod(
      '  volumes: [{ name: v, secret: { secretName: creds } }]\n  containers: [{ name: a, volumeMounts: [{ name: |v, mountPath: /v }] }]',
    ),
    /^\*\*secret\*\* `creds`$/,
  ],
  [
    'a selector',
    object('Service', 'spec: { selector: { app: sh|op } }'),
    /^Pods of `Deployment\/shop` have this label$/,
  ],
  ['what names nothing', pod('  serviceAccountName: noth|ing'), /^Where it is left out: `default`$/],
  ['memory', container('      resources: { limits: { memory: 64M|i } }'), /^67,108,864 bytes: 64 MiB or 67\.1 MB$/],
  [
    'CPU',
    container('      resources: { requests: { cpu: 25|0m } }'),
    /^0\.25 of a CPU core, 250 milli-CPU: 25 ms in every 100 ms\nWhere it is left out, the limit is requested$/,
  ],
  ['a pull policy', container('      imagePull|Policy: Always'), /^Where it is left out: `IfNotPresent`$/],
  ['an image without a policy', container('').replace('1.27', 'late|st'), /^Pulled `Always`/],
  ['a protocol', container('      ports: [{ containerPort: 80, prot|ocol: TCP }]'), /`TCP`$/],
  ['grace', pod('  termination|GracePeriodSeconds: 5'), /^Where it is left out: `30`$/],
  ['replicas', object('Deployment', 'spec:\n  repl|icas: 3'), /`1`$/],
  [
    'a probe',
    container('      liveness|Probe: { httpGet: { port: 80 }, periodSeconds: 5 }'),
    /^Asked every 5 s, from 0 s after the start on; an answer has 1 s\nAfter 3 failures, about 15 s, the container is started anew$/,
  ],
  [
    'a probe at the start',
    container('      startup|Probe: { httpGet: { port: 80 }, failureThreshold: 30 }'),
    /about 300 s to start/,
  ],
  [
    'permissions in octal',
    pod('  volumes: [{ name: v, secret: { secretName: creds, defaultMode: 04|00 } }]'),
    /^`0400`, that is `r--------`/,
  ],
  [
    'permissions as a number',
    pod('  volumes: [{ name: v, configMap: { name: settings, defaultMode: 42|0 } }]'),
    /^`0644`, that is `rw-r--r--`/,
  ],
  ['nothing in particular', container('      command: [sl|eep]'), undefined],
];

describe('hover', () => {
  for (const [name, marked, expected] of cases) {
    it(name, () => {
      const found = hovered(marked);
      if (expected) assert.match(found ?? '', expected);
      else assert.equal(found, undefined);
    });
  }

  it('never shows a value of a Secret', () => {
    for (const file of Object.keys(FILES)) {
      const text = FILES[file as keyof typeof FILES];
      for (let offset = 0; offset <= text.length; offset += 5) {
        const found = hovered(`${text.slice(0, offset)}|${text.slice(offset)}`, file) ?? '';
        assert.ok(!found.includes('canary') && !found.includes(ENCODED), found);
      }
    }
  });
});

describe('quantities', () => {
  const rows: readonly (readonly [resource: string, text: string, expected: string | undefined])[] = [
    ['cpu', '1', '1 of a CPU core, 1000 milli-CPU: 100 ms in every 100 ms'],
    ['memory', '128M', '128,000,000 bytes: 122 MiB or 128 MB'],
    ['memory', '100m', 'Less than one byte: `m` is a thousandth; `Mi` is a mebibyte'],
    ['storage', '1Gi', '1,073,741,824 bytes: 1 GiB or 1.07 GB'],
    ['memory', '1e3', '1,000 bytes: 1000 B or 1 kB'],
    ['memory', '64MB', undefined],
    ['memory', '64K', undefined],
    ['nvidia.com/gpu', '1', undefined],
  ];
  for (const [resource, text, expected] of rows) {
    it(`${resource} ${text}`, () => {
      const found = explainQuantity(resource, text);
      assert.equal(found && say(found), expected);
    });
  }
});

describe('decoded sizes', () => {
  for (const text of ['', 'a', 'ab', 'abc', CANARY, 'ü'.repeat(700)]) {
    it(`${text.length} characters`, () => {
      assert.equal(decodedSize(Buffer.from(text).toString('base64')), Buffer.from(text).length);
    });
  }
  it('none of what is not base64', () => assert.equal(decodedSize('no base64!'), undefined));
  it('in units', () =>
    assert.deepEqual([0, 1023, 1536, 3_145_728].map(sizeText), ['0 B', '1023 B', '1.5 KiB', '3.0 MiB']));
});

describe('inlay hints', () => {
  const hints = (files: Readonly<Record<string, string>>, file: string, off: object = {}) => {
    const text = files[file] ?? '';
    const wanted = { secretSizes: true, references: true, namespaces: true, ...off };
    return hintsOf(parseManifests(text, file), { start: 0, end: text.length }, workspaceOf(files), wanted).map(
      ({ offset, label }) => `${text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset).trim()} ${label}`,
    );
  };
  const overlay = {
    'base/a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n',
    'base/kustomization.yaml': 'resources: [a.yaml]\n',
    'dev/kustomization.yaml': 'namespace: dev\nresources: [../base]\n',
    'prod/kustomization.yaml': 'namespace: prod\nresources: [../base]\n',
  };
  const rows: readonly (readonly [
    name: string,
    files: Readonly<Record<string, string>>,
    file: string,
    expected: readonly string[],
    off?: object,
  ])[] = [
    ['sizes of a Secret', FILES, 'secret.yaml', [`token: ${ENCODED} 18 B`]],
    ['none where they are not wanted', FILES, 'secret.yaml', [], { secretSizes: false }],
    [
      'ports and pods behind a Service',
      {
        ...SHOP,
        's.yaml': object(
          'Service',
          'spec:\n  selector:\n    app: shop\n  ports:\n    - port: 80\n      targetPort: http\n',
        ),
      },
      's.yaml',
      ['app: shop → Deployment/shop', 'targetPort: http = 8080'],
    ],
    [
      'keys of a ConfigMap',
      {
        ...SHOP,
        'p.yaml': container(
          '      env:\n        - name: A\n          valueFrom:\n            configMapKeyRef:\n              name: settings\n              key: LOG_LEVEL\n',
        ),
      },
      'p.yaml',
      ['key: LOG_LEVEL = info'],
    ],
    [
      'keys of a Secret: nothing',
      {
        ...FILES,
        'p.yaml': container(
          '      env:\n        - name: A\n          valueFrom:\n            secretKeyRef:\n              name: creds\n              key: plain\n',
        ),
      },
      'p.yaml',
      [],
    ],
    [
      'the port of an Ingress',
      {
        ...SHOP,
        'i.yaml': object(
          'Ingress',
          'spec:\n  defaultBackend:\n    service:\n      name: shop\n      port:\n        name: web\n',
        ),
      },
      'i.yaml',
      ['name: web = 80'],
    ],
    ['the namespaces of overlays', overlay, 'base/a.yaml', ['name: a → dev, prod']],
    ['none where they are not wanted', overlay, 'base/a.yaml', [], { namespaces: false }],
    ['no namespace without a kustomization', { 'a.yaml': overlay['base/a.yaml'] }, 'a.yaml', []],
  ];
  for (const [name, files, file, expected, off] of rows) {
    it(name, () => assert.deepEqual(hints(files, file, off), expected));
  }
});
