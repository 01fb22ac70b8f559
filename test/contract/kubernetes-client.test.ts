import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deploymentOf, NO_TOKEN } from '../../src/contract/example-files.ts';
import { KUBERNETES_FILES } from '../../src/contract/kubernetes-examples.ts';
import { findingsOf, type Texts } from './workspace.ts';

const pod = (lines: string) => deploymentOf('ports: []').replace(NO_TOKEN, lines);
const ACCOUNT = (automount = '') => `apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: shop\n${automount}`;
const NAMED = '      serviceAccountName: shop\n';
const role = (kind: string, rules: string) =>
  `apiVersion: rbac.authorization.k8s.io/v1\nkind: ${kind}\nmetadata:\n  name: shop\nrules:\n${rules}`;
const rule = (group: string, resources: string, verbs: string) =>
  `  - apiGroups: ["${group}"]\n    resources: [${resources}]\n    verbs: [${verbs}]\n`;
const binding = (kind: string) =>
  `apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata:\n  name: shop\nroleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: ${kind}\n  name: shop\nsubjects:\n  - kind: ServiceAccount\n    name: shop\n`;

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
      ['main.go: rest.InClusterConfig()', 'd.yaml: shop'],
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

describe('role-allows-calls', () => {
  const CALL = 'main.go: client.CoreV1().Pods("shop").List(context.Background(), metav1.ListOptions{})';
  const base = { ...KUBERNETES_FILES, 'd.yaml': pod(NAMED), 'a.yaml': ACCOUNT() };
  const of = (rules: string, kind = 'Role') => ({ ...base, 'b.yaml': binding(kind), 'r.yaml': role(kind, rules) });
  const table: readonly [what: string, texts: Texts, expected: readonly string[]][] = [
    ['another verb', of(rule('', 'pods', 'get, watch')), [CALL]],
    ['another resource', of(rule('', 'services', 'list')), [CALL]],
    ['another group', of(rule('apps', 'pods', 'list')), [CALL]],
    ['a ClusterRole', of(rule('', 'nodes', '"*"'), 'ClusterRole'), [CALL]],
    ['the verb', of(rule('', 'pods', 'get, list')), []],
    ['a second rule', of(rule('', 'nodes', 'get') + rule('', '"pods"', '"list"')), []],
    ['all of them', of(rule('*', '"*"', '"*"')), []],
    ['a role that is not here', { ...base, 'b.yaml': binding('Role') }, []],
    ['no binding that is here', base, []],
    ['no account that is here', { ...KUBERNETES_FILES, 'd.yaml': pod(NAMED) }, []],
    [
      'an aggregated role',
      {
        ...of(rule('', 'pods', 'get'), 'ClusterRole'),
        'r.yaml': `${role('ClusterRole', rule('', 'pods', 'get'))}aggregationRule: { clusterRoleSelectors: [] }\n`,
      },
      [],
    ],
    [
      'an operator',
      {
        ...of(rule('', 'pods', 'get')),
        'main.go': (KUBERNETES_FILES['main.go'] ?? '').replace(
          'func main',
          '// +kubebuilder:rbac:groups="",resources=pods,verbs=list\nfunc main',
        ),
      },
      [],
    ],
    [
      'what the program does with a client that is handed around',
      {
        ...of(rule('', 'pods', 'get')),
        'main.go': (KUBERNETES_FILES['main.go'] ?? '').replace(
          'client.CoreV1().Pods("shop").List',
          'pods(client).List',
        ),
      },
      [],
    ],
  ];
  for (const [what, texts, expected] of table) {
    it(what, async () => assert.deepEqual(await said('role-allows-calls', texts), expected));
  }
});
