import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lintManifests } from '../../../src/kubernetes/lint.ts';
import { parseManifests } from '../../../src/kubernetes/parse.ts';
import { createWorkspace } from '../../../src/kubernetes/workspace.ts';

const namespace = (labels: string, name = 'shop') =>
  `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: ${name}\n  labels: { ${labels} }\n`;
const enforce = (level: string, version?: string) =>
  namespace(
    `pod-security.kubernetes.io/enforce: ${level}${version ? `, pod-security.kubernetes.io/enforce-version: ${version}` : ''}`,
  );
const spec = '{ hostNetwork: true, containers: [{ name: a, image: a:1 }] }';
const pod = `apiVersion: v1\nkind: Pod\nmetadata: { name: p, namespace: shop }\nspec: ${spec}\n`;
const deployment = `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: d, namespace: shop }\nspec:\n  selector: { matchLabels: { a: b } }\n  template: { metadata: { labels: { a: b } }, spec: ${spec} }\n`;
const probing = pod
  .replace('hostNetwork: true', 'hostUsers: true')
  .replace('image: a:1', 'livenessProbe: { tcpSocket: { host: a, port: 1 } }');

function told(files: Readonly<Record<string, string>>, target = 37): string[] {
  const workspace = createWorkspace();
  workspace.setTarget(target);
  const parsed = Object.entries(files).map(([name, text]) => parseManifests(text, name));
  for (const file of parsed) workspace.set(file.file, file);
  workspace.setComplete(true);
  return parsed.flatMap((file) =>
    lintManifests(file, workspace)
      .filter(({ rule }) => rule === 'pod-security-namespace')
      .map(({ severity, message }) => `${severity} ${String(message.at(-1))}`),
  );
}

describe('a namespace that enforces a level', () => {
  const cases: readonly [title: string, files: Record<string, string>, found: string[], target?: number][] = [
    ['refuses a Pod', { 'n.yaml': enforce('baseline'), 'p.yaml': pod }, ['error `hostNamespaces`']],
    [
      'makes a Deployment’s pods fail',
      { 'n.yaml': enforce('baseline'), 'd.yaml': deployment },
      ['warning `hostNamespaces`'],
    ],
    ['lets all through that is privileged', { 'n.yaml': enforce('privileged'), 'p.yaml': pod }, []],
    ['says nothing by a level that there is not', { 'n.yaml': enforce('basline'), 'p.yaml': pod }, []],
    ['says nothing by a version that there is not', { 'n.yaml': enforce('baseline', '1.30'), 'p.yaml': pod }, []],
    ['asks what the policy of its version asks', { 'n.yaml': enforce('baseline', 'v1.33'), 'p.yaml': probing }, []],
    [
      'knows no later policy than the API server',
      { 'n.yaml': enforce('baseline', 'v1.37'), 'p.yaml': probing },
      [],
      33,
    ],
    [
      'takes the latest without a version',
      { 'n.yaml': enforce('baseline'), 'p.yaml': probing },
      ['error `hostProbesAndHostLifecycle`'],
    ],
    [
      'only warns where it only warns',
      { 'n.yaml': namespace('pod-security.kubernetes.io/warn: baseline'), 'p.yaml': pod },
      [],
    ],
    [
      'is another one’s matter',
      { 'n.yaml': enforce('baseline').replace('name: shop', 'name: other'), 'p.yaml': pod },
      [],
    ],
    [
      'may be another in the end',
      {
        'n.yaml': enforce('baseline'),
        'p.yaml': pod,
        'kustomization.yaml': 'namespace: test\nresources: [n.yaml, p.yaml]\n',
      },
      [],
    ],
  ];
  for (const [title, files, found, target] of cases)
    it(title, () => {
      assert.deepEqual(told(files, target), found);
    });
});
