import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deploymentOf, NO_TOKEN } from '../../../src/contract/examples/example-files.ts';
import { KUBERNETES_FILES } from '../../../src/contract/examples/kubernetes-examples.ts';
import { findingsOf, type Texts } from '../workspace.ts';

const pod = (lines: string) => deploymentOf('ports: []').replace(NO_TOKEN, lines);
const ACCOUNT = (automount = '') => `apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: shop\n${automount}`;
const NAMED = '      serviceAccountName: shop\n';
async function said(id: string, texts: Texts): Promise<string[]> {
  return [...(await findingsOf(texts))].flatMap(([file, findings]) =>
    findings.flatMap((one) => (one.rule === id ? [`${file}: ${texts[file]?.slice(one.start, one.end) ?? ''}`] : [])),
  );
}

describe('kubernetes-token-mounted', () => {
  const off = 'automountServiceAccountToken: false\n';
  const table: readonly [what: string, texts: Texts, expected: readonly string[]][] = [
    [
      'the pod says no',
      { ...KUBERNETES_FILES, 'd.yaml': pod(`      ${off}`) },
      ['main.go: rest.InClusterConfig()', 'd.yaml: false'],
    ],
    [
      'the account says no',
      { ...KUBERNETES_FILES, 'd.yaml': pod(NAMED), 'a.yaml': ACCOUNT(off) },
      ['main.go: rest.InClusterConfig()', 'd.yaml: shop', 'a.yaml: false'],
    ],
    [
      'the pod says yes after all',
      {
        ...KUBERNETES_FILES,
        'd.yaml': pod(`${NAMED}      automountServiceAccountToken: true\n`),
        'a.yaml': ACCOUNT(off),
      },
      [],
    ],
    ['nobody says anything', { ...KUBERNETES_FILES, 'd.yaml': pod('') }, []],
    [
      'a token that is mounted by hand',
      {
        ...KUBERNETES_FILES,
        'd.yaml': `${pod(`      ${off}`)}      volumes:\n        - name: token\n          projected: { sources: [{ serviceAccountToken: { path: token } }] }\n`,
      },
      [],
    ],
    [
      'a configuration from a file',
      {
        ...KUBERNETES_FILES,
        'main.go': (KUBERNETES_FILES['main.go'] ?? '').replace(
          'rest.InClusterConfig()',
          'clientcmd.BuildConfigFromFlags("", "x")',
        ),
        'd.yaml': pod(`      ${off}`),
      },
      [],
    ],
    [
      'another command of the program',
      {
        ...KUBERNETES_FILES,
        'd.yaml': pod(`      ${off}`).replace('          ports: []', '          args: [bootstrap, /config]'),
      },
      [],
    ],
    ['another program', { ...KUBERNETES_FILES, 'd.yaml': pod(`      ${off}`).replace('shop:1.2.3', 'other:1') }, []],
  ];
  for (const [what, texts, expected] of table) {
    it(what, async () => assert.deepEqual(await said('kubernetes-token-mounted', texts), expected));
  }
});
