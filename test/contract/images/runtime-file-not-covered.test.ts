import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runtimeFileNotCovered } from '../../../src/contract/rules/runtime-file-not-covered.ts';
import { finder } from '../found.ts';

const { files = {}, bad = '' } = runtimeFileNotCovered.examples.find((one) => 'files' in one) ?? {};
const manifest = bad.replace(/[«»]/g, '');
const at = (path: string) => manifest.replace('mountPath: /app', `mountPath: ${path}`);
const reading = (path: string) => (files['main.go'] ?? '').replace('templates/index.html', path);
const found = finder(/^runtime-file-not-covered$/);

describe('a volume over files that the program reads', () => {
  const cases: readonly [what: string, changed: Readonly<Record<string, string>>, count: number][] = [
    ['at the working folder', {}, 1],
    ['at the folder of the files', { 'deploy.yaml': at('/app/templates/') }, 1],
    ['over a pattern', { 'main.go': reading('templates/*.html').replace('ParseFiles', 'ParseGlob') }, 1],
    ['beside them', { 'deploy.yaml': at('/app/cache') }, 0],
    [
      'of a claim, which may have them',
      { 'deploy.yaml': manifest.replace('emptyDir: {}', 'persistentVolumeClaim: { claimName: a }') },
      0,
    ],
    [
      'that another container fills',
      {
        'deploy.yaml': manifest.replace(
          '      containers:',
          '      initContainers: [{ name: copy, image: other, volumeMounts: [{ name: cache, mountPath: /to }] }]\n      containers:',
        ),
      },
      0,
    ],
    [
      'that the program fills',
      {
        'main.go': reading('templates/index.html')
          .replace('\t_ =', '\t_ = os.WriteFile("templates/index.html", nil, 0o600)\n\t_ =')
          .replace('import "html/template"', 'import (\n\t"html/template"\n\t"os"\n)'),
      },
      0,
    ],
    ['of a part', { 'deploy.yaml': at('/app\n              subPath: shop') }, 0],
    [
      'where the image has none of them',
      { Dockerfile: (files['Dockerfile'] ?? '').replace('COPY templates templates\n', '') },
      0,
    ],
    [
      'from another working folder',
      { 'deploy.yaml': manifest.replace('volumeMounts:', 'workingDir: /srv\n          volumeMounts:') },
      0,
    ],
    [
      'that a kustomization changes',
      {
        'kustomization.yaml':
          'resources: [deploy.yaml]\npatches:\n  - patch: |-\n      apiVersion: apps/v1\n      kind: Deployment\n      metadata: { name: shop }\n      spec: { template: { spec: { volumes: [{ name: cache, emptyDir: null }] } } }\n',
      },
      0,
    ],
  ];
  for (const [what, changed, count] of cases) {
    it(what, async () => assert.equal((await found({ ...files, 'deploy.yaml': manifest, ...changed })).length, count));
  }
});
