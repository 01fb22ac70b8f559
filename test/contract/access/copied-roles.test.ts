import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deploymentOf, NO_TOKEN } from '../../../src/contract/examples/example-files.ts';
import { KUBERNETES_FILES } from '../../../src/contract/examples/kubernetes-examples.ts';
import { findingsOf, type Texts } from '../workspace.ts';

const API = 'rbac.authorization.k8s.io';

/** All that one way to install the program brings along; the role allows these verbs for pods. */
const install = (verbs: string) =>
  [
    'apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: shop\n',
    `apiVersion: ${API}/v1\nkind: ClusterRole\nmetadata:\n  name: shop\nrules:\n  - apiGroups: [""]\n    resources: [pods]\n    verbs: [${verbs}]\n`,
    `apiVersion: ${API}/v1\nkind: RoleBinding\nmetadata:\n  name: shop\nroleRef:\n  apiGroup: ${API}\n  kind: ClusterRole\n  name: shop\nsubjects:\n  - kind: ServiceAccount\n    name: shop\n`,
    deploymentOf('ports: []').replace(NO_TOKEN, '      serviceAccountName: shop\n'),
  ].join('---\n');

async function lacking(files: Texts): Promise<string[]> {
  const found = await findingsOf({ ...KUBERNETES_FILES, ...files });
  return [...found].flatMap(([file, findings]) =>
    findings.some(({ rule }) => rule === 'role-allows-calls') ? [file] : [],
  );
}

const cases: Readonly<Record<string, { files: Texts; lacks: readonly string[] }>> = {
  'the only one': { files: { 'install.yaml': install('get') }, lacks: ['main.go', 'install.yaml'] },
  'the one beside the binding, though an older example has the name': {
    files: { 'example.yaml': install('get'), 'install.yaml': install('get, list') },
    lacks: [],
  },
  'all of them, which is told at the first': {
    files: { 'example.yaml': install('get'), 'install.yaml': install('get, watch') },
    lacks: ['main.go', 'example.yaml'],
  },
};

for (const [name, { files, lacks }] of Object.entries(cases)) {
  test(`role-allows-calls: a role of which there are copies: ${name}`, async () => {
    assert.deepEqual(await lacking(files), lacks);
  });
}
