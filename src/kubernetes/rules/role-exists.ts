import { dangling } from '../references/dangling.ts';
import { documents } from '../examples.ts';
import { workspaceRule } from '../rule-kinds.ts';

const binding = (role: string, account = 'web') =>
  `apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata:\n  name: web\nroleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: ${role} }\nsubjects:\n  - { kind: ServiceAccount, name: ${account} }\n`;
const others = documents(
  'apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: reader\nrules: []\n',
  'apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: web\n',
);

export const roleExists = workspaceRule({
  id: 'role-exists',
  kinds: ['RoleBinding', 'ClusterRoleBinding'],
  title: 'Bind a role that exists, to accounts that exist',
  severity: 'warning',
  aliases: [],
  why: 'A binding to a role or an account that is not there gives no rights to anyone; whoever later creates one of that name gets them.',
  examples: [
    { bad: documents(binding('«raeder»'), others), good: documents(binding('reader'), others), fixed: true },
    { bad: documents(binding('reader', '«wbe»'), others), good: documents(binding('reader'), others), fixed: true },
  ],
  *check(subject) {
    for (const reference of subject.workspace.referencesOf(subject.manifest, subject.pod)) {
      if (reference.via !== 'role' && reference.via !== 'subject') continue;
      const report = dangling(subject, reference);
      if (report) yield report;
    }
  },
});
