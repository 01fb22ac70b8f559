import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deploymentOf, NO_TOKEN } from '../../../src/contract/examples/example-files.ts';
import { KUBERNETES_FILES } from '../../../src/contract/examples/kubernetes-examples.ts';
import { operator, WATCHED } from '../access/operator-files.ts';
import { contractFindings, mended, shown } from '../seed.ts';
import type { Texts } from '../workspace.ts';

const policy = (rules: string) =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: shop\n  namespace: NAMESPACE\nspec:\n  podSelector:\n    matchLabels: { app: shop }\n  policyTypes: [Egress]\n  egress:\n    - ports: [{ port: 53, protocol: UDP }]\n${rules}`;
const asking = (rules: string, more: Texts = {}): Texts => ({
  ...KUBERNETES_FILES,
  'd.yaml': deploymentOf('ports: []').replace(NO_TOKEN, ''),
  'p.yaml': policy(rules).replace('  namespace: NAMESPACE\n', ''),
  ...more,
});
const managing = (rules: string, args = '[]'): Texts => ({
  ...operator('', WATCHED, args),
  'p.yaml': policy(rules).replace('NAMESPACE', 'shop'),
});
const to = (peers: string, ports: string) => `    - to: [${peers}]\n      ports: [${ports}]\n`;
const BESIDE = '{ podSelector: { matchLabels: { app: db } } }';
const FAR = '{ ipBlock: { cidr: 10.0.0.1/32 } }';
const SAID = ['p.yaml: egress-to-dependency: egress'];

async function found(texts: Texts): Promise<string[]> {
  return (await contractFindings(texts))
    .filter(({ finding }) => finding.rule.startsWith('egress'))
    .map((one) => shown(texts, one));
}

const cases: readonly [what: string, texts: Texts, expected: readonly string[]][] = [
  ['names only', asking(''), SAID],
  ['a database besides', asking(to(FAR, '{ port: 5432 }')), SAID],
  ['HTTPS of a pod beside', asking(to(BESIDE, '{ port: 443 }')), SAID],
  ['all of a pod beside', asking(`    - to: [${BESIDE}]\n`), SAID],
  ['an operator', managing(''), SAID],
  ['port 443', asking(to('', '{ port: 443 }').replace('to: []\n      ', '')), []],
  ['port 6443', asking(to(FAR, '{ port: 6443 }')), []],
  ['a range around it', asking(to(FAR, '{ port: 6000, endPort: 7000 }')), []],
  ['a port that a cluster may have it on', asking(to(FAR, '{ port: 16443 }')), []],
  ['all ports of an address', asking(`    - to: [${FAR}]\n`), []],
  ['pods of other namespaces', asking(to('{ namespaceSelector: {} }', '{ port: 443 }')), []],
  ['everything', asking('    - {}\n'), []],
  [
    'a second policy that allows it',
    asking('', {
      'q.yaml': policy(to(FAR, '{ port: 443 }'))
        .replace('  namespace: NAMESPACE\n', '')
        .replace('name: shop', 'name: two'),
    }),
    [],
  ],
  [
    'the network of the node',
    asking('', { 'd.yaml': deploymentOf('ports: []').replace(NO_TOKEN, '      hostNetwork: true\n') }),
    [],
  ],
  [
    'a policy of another kind',
    asking('', { 'c.yaml': 'apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: { name: x }\nspec: {}\n' }),
    [],
  ],
  ['another configuration', managing('', '[--kubeconfig=/etc/kube/config]'), []],
  [
    'no call',
    asking('', { 'main.go': (KUBERNETES_FILES['main.go'] ?? '').replace(/\t_, _ = client.*\n/, '\t_ = client\n') }),
    [],
  ],
];

describe('the API server behind a policy', () => {
  for (const [what, texts, expected] of cases) it(what, async () => assert.deepEqual(await found(texts), expected));

  it('is allowed by the fix', async () => {
    for (const [what, texts, expected] of cases.filter(([, , said]) => said.length > 0)) {
      const [first] = await contractFindings(texts).then((all) => all.filter(({ file }) => file === 'p.yaml'));
      const [fix] = first?.finding.fixes ?? [];
      assert.ok(first && fix, what);
      assert.deepEqual(expected.length > 0 ? await found(mended(texts, first.file, fix)) : [], [], what);
    }
  });
});
