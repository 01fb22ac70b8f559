import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deploymentOf, NO_TOKEN } from '../../../src/contract/examples/example-files.ts';
import { KUBERNETES_FILES } from '../../../src/contract/examples/kubernetes-examples.ts';
import { contractFindings } from '../seed.ts';

const API = 'rbac.authorization.k8s.io';
const OBJECTS = [
  'apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: shop\n',
  `apiVersion: ${API}/v1\nkind: ClusterRole\nmetadata:\n  name: shop\nrules:\n  {{- toYaml .Values.rules | nindent 2 }}\n`,
  `apiVersion: ${API}/v1\nkind: ClusterRoleBinding\nmetadata:\n  name: shop\nroleRef:\n  apiGroup: ${API}\n  kind: ClusterRole\n  name: shop\nsubjects:\n  - kind: ServiceAccount\n    name: shop\n    namespace: default\n`,
  deploymentOf('ports: []').replace(NO_TOKEN, '      serviceAccountName: shop\n'),
];

const cases: Readonly<Record<string, { verbs: string; lacks: boolean }>> = {
  'all that the program asks for': { verbs: '[list]', lacks: false },
  'something else': { verbs: '[get]', lacks: true },
};

for (const [name, { verbs, lacks }] of Object.entries(cases)) {
  test(`role-allows-calls: rules that a chart takes from its values: ${name}`, async () => {
    const found = await contractFindings({
      ...KUBERNETES_FILES,
      'chart/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
      'chart/values.yaml': `rules:\n  - apiGroups:\n      - ""\n    resources: [pods]\n    verbs: ${verbs}\n`,
      'chart/templates/all.yaml': OBJECTS.join('---\n'),
    });
    assert.equal(
      found.some(({ finding }) => finding.rule === 'role-allows-calls'),
      lacks,
    );
  });
}
