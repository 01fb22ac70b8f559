import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deploymentOf, NO_TOKEN } from '../../../src/contract/examples/example-files.ts';
import { KUBERNETES_FILES } from '../../../src/contract/examples/kubernetes-examples.ts';
import { findingsOf, type Texts } from '../workspace.ts';

const API = 'rbac.authorization.k8s.io';

const ACCOUNT = 'apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: shop\n';
const DEPLOYMENT = deploymentOf('ports: []').replace(NO_TOKEN, '      serviceAccountName: shop\n');
const BINDING = `apiVersion: ${API}/v1\nkind: RoleBinding\nmetadata:\n  name: shop\nroleRef:\n  apiGroup: ${API}\n  kind: ClusterRole\n  name: shop\nsubjects:\n  - kind: ServiceAccount\n    name: shop\n`;
const role = (verbs: string) =>
  `apiVersion: ${API}/v1\nkind: ClusterRole\nmetadata:\n  name: shop\nrules:\n  - apiGroups: [""]\n    resources: [pods]\n    verbs: [${verbs}]\n`;
const OTHER_ROLE = [role('get').replace('name: shop', 'name: maps').replace('[pods]', '[configmaps]'), BINDING]
  .join('---\n')
  .replace('RoleBinding\nmetadata:\n  name: shop', 'RoleBinding\nmetadata:\n  name: maps')
  .replace('ClusterRole\n  name: shop', 'ClusterRole\n  name: maps');

/** All that one way to install the program brings along; the role allows these verbs for pods. */
const install = (verbs: string) => [ACCOUNT, role(verbs), BINDING, DEPLOYMENT].join('---\n');

async function lacking(files: Texts): Promise<string[]> {
  const found = await findingsOf({ ...KUBERNETES_FILES, ...files });
  return [...found].flatMap(([file, findings]) =>
    findings.some(({ rule }) => rule === 'role-allows-calls') ? [file] : [],
  );
}

const cases: Readonly<Record<string, { files: Texts; lacks: readonly string[] }>> = {
  'the only one': { files: { 'install.yaml': install('get') }, lacks: ['main.go', 'install.yaml'] },
  'the one beside the binding, though an older example has the name': {
    files: { 'examples/all.yaml': install('get'), 'install.yaml': install('get, list') },
    lacks: [],
  },
  'all of them, each told in its own file': {
    files: { 'a/install.yaml': install('get'), 'install.yaml': install('get, watch') },
    lacks: ['main.go', 'a/install.yaml', 'install.yaml'],
  },
  'the one that is broken, though another way to install brings what lacks': {
    files: { 'examples/all.yaml': install('get, list'), 'install.yaml': install('get') },
    lacks: ['main.go', 'install.yaml'],
  },
  'none of another version, which an older file may be about': {
    files: { 'install.yaml': install('get'), 'new.yaml': install('get, list').replace('shop:1.2.3', 'shop:2.0.0') },
    lacks: [],
  },
  'the one in the folder of the binding': {
    files: {
      'a/role.yaml': role('get'),
      'config/account.yaml': ACCOUNT,
      'config/binding.yaml': BINDING,
      'config/deployment.yaml': DEPLOYMENT,
      'config/role.yaml': role('get, list'),
    },
    lacks: [],
  },
  'the likeliest of several, where none is about the resource': {
    files: { 'install.yaml': [install('get').replace('[pods]', '[secrets]'), OTHER_ROLE].join('---\n') },
    lacks: ['main.go', 'install.yaml'],
  },
};

for (const [name, { files, lacks }] of Object.entries(cases)) {
  test(`role-allows-calls: a role of which there are copies: ${name}`, async () => {
    assert.deepEqual(await lacking(files), lacks);
  });
}
