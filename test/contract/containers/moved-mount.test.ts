import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deploymentOf } from '../../../src/contract/examples/example-files.ts';
import { finder } from '../found.ts';
import type { Texts } from '../workspace.ts';

const mounted = (volume: string, mountPath = '/var/upload'): Texts => ({
  'go.mod': 'module example.com/shop\n\ngo 1.26\n',
  'main.go': 'package main\n\nimport "os"\n\nfunc main() {\n\t_ = os.WriteFile("/var/uploads/x", nil, 0o600)\n}\n',
  'd.yaml': `${deploymentOf(`securityContext: { readOnlyRootFilesystem: true }\nvolumeMounts: [{ name: x, mountPath: ${mountPath} }]`)}      volumes: [{ name: x, ${volume} }]\n`,
});
const found = finder(/^writes-to-volume$/, (file) => file === 'd.yaml');
const MOVED = 'Mount at `/var/uploads` what is at `/var/upload`';
const EMPTY = 'Mount an `emptyDir` at `/var/uploads`';

describe('a mount that nobody can write to', () => {
  const table: readonly [what: string, texts: Texts, found: readonly string[]][] = [
    [
      'as it says',
      mounted('emptyDir: {}', '/var/uploads, readOnly: true'),
      ['d.yaml: writes-to-volume: true: Mount it writable'],
    ],
    [
      'whatever it says',
      mounted('configMap: { name: x }', '/var/uploads, readOnly: true'),
      ['d.yaml: writes-to-volume: true: '],
    ],
    ['as a single file', mounted('configMap: { name: x }', '/var/uploads, readOnly: true, subPath: x'), []],
  ];
  for (const [what, texts, expected] of table) {
    it(what, async () => assert.deepEqual(await found(texts), expected));
  }
});

describe('a volume that is mounted beside where the program writes', () => {
  const table: readonly [what: string, texts: Texts, fixes: string][] = [
    [
      'of a claim, which an empty volume in its place would lose',
      mounted('persistentVolumeClaim: { claimName: x }'),
      MOVED,
    ],
    ['of an empty one', mounted('emptyDir: {}'), `${MOVED} | ${EMPTY}`],
    [
      'of a claim under another name',
      mounted('persistentVolumeClaim: { claimName: x }', '/images'),
      MOVED.replace('/var/upload`', '/images`'),
    ],
    [
      'of a claim that is read-only as a whole',
      mounted('persistentVolumeClaim: { claimName: x, readOnly: true }'),
      EMPTY,
    ],
    ['of a share', mounted('nfs: { server: files, path: /x }', '/images'), MOVED.replace('/var/upload`', '/images`')],
    [
      'of a claim, where another volume that stays is mounted nowhere',
      mounted('persistentVolumeClaim: { claimName: x } }, { name: y, nfs: { server: files, path: /y }', '/images'),
      `${MOVED.replace('/var/upload`', '/images`')} | Mount the volume \`y\` at \`/var/uploads\``,
    ],
    [
      'of the node, which is there for something else',
      mounted('hostPath: { path: /etc/localtime }', '/etc/localtime'),
      EMPTY,
    ],
    ['that is mounted read-only', mounted('emptyDir: {}', '/var/upload, readOnly: true'), EMPTY],
    ['of a ConfigMap, which nobody writes to', mounted('configMap: { name: x }'), EMPTY],
    ['of another name', mounted('emptyDir: {}', '/var/images'), EMPTY],
  ];
  for (const [what, texts, fixes] of table) {
    it(what, async () => assert.deepEqual(await found(texts), [`d.yaml: writes-to-volume: true: ${fixes}`]));
  }
});

it('a claim that a StatefulSet makes for each Pod is mounted, and no empty volume in its place', async () => {
  const texts = mounted('emptyDir: {}', '/other');
  const set = (texts['d.yaml'] ?? '').replace('kind: Deployment', 'kind: StatefulSet');
  const templates =
    '  serviceName: shop\n  volumeClaimTemplates:\n    - metadata: { name: data }\n      spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }\n';
  assert.deepEqual(await found({ ...texts, 'd.yaml': set + templates }), [
    'd.yaml: writes-to-volume: true: Mount the volume `data` at `/var/uploads`',
  ]);
});

it('two paths that are to stay get no empty volume where a claim is there: which of them it keeps, nobody knows', async () => {
  const texts = mounted('persistentVolumeClaim: { claimName: x }', '/images');
  const main = (texts['main.go'] ?? '').replace('\t_ =', '\t_ = os.WriteFile("/srv/orders/x", nil, 0o600)\n\t_ =');
  const fixes = await found({ ...texts, 'main.go': main });
  assert.deepEqual(fixes, Array(2).fill('d.yaml: writes-to-volume: true: '));
});
