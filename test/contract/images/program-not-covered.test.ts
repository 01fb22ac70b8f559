import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { programNotCovered } from '../../../src/contract/rules/program-not-covered.ts';
import { finder } from '../found.ts';

const { files = {}, bad = '' } = programNotCovered.examples.find((one) => 'files' in one) ?? {};
const manifest = bad.replace(/[«»]/g, '');
const volume = (text: string) => manifest.replace(/configMap:\n +name: shop/, text);
const found = finder(/^program-not-covered$/);

describe('a volume at the folder of the program', () => {
  const cases: readonly [what: string, manifest: string, count: number][] = [
    ['with configuration', manifest, 1],
    ['that is empty', volume('emptyDir: {}'), 1],
    ['of a claim', volume('persistentVolumeClaim: { claimName: shop }'), 1],
    ['of the node', volume('hostPath: { path: /opt/shop }'), 0],
    ['of a single file', manifest.replace('/app', '/app/shop.yaml\n              subPath: shop.yaml'), 0],
    [
      'that another container fills',
      volume('emptyDir: {}').replace(
        '      containers:',
        '      initContainers: [{ name: copy, image: other, volumeMounts: [{ name: config, mountPath: /to }] }]\n      containers:',
      ),
      0,
    ],
    [
      'of a container that starts another',
      manifest.replace('volumeMounts:', 'command: [/bin/other]\n          volumeMounts:'),
      0,
    ],
  ];
  for (const [what, text, count] of cases) {
    it(what, async () => assert.equal((await found({ ...files, 'deploy.yaml': text })).length, count));
  }
});
