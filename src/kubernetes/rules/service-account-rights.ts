import { objectPlace } from '../object-place.ts';
import { objectRule } from '../rule-kinds.ts';
import { givesToken, rolesOf } from '../pods/service-accounts.ts';

export const serviceAccountRights = objectRule({
  id: 'service-account-rights',
  kinds: ['ServiceAccount'],
  title: 'Know what a service account may do',
  severity: 'hint',
  off: true,
  aliases: ['kubescape:C-0053'],
  why: 'Whoever breaks into a pod has the rights of its service account. They are worth a look each time.',
  examples: [
    {
      bad: 'apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: «ci», namespace: shop }\n',
      good: 'apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: ci, namespace: shop }\nautomountServiceAccountToken: false\n',
      files: {
        'rights.yaml':
          'apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: { name: deployer, namespace: shop }\nrules: []\n---\napiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: { name: ci, namespace: shop }\nroleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: deployer }\nsubjects:\n  - { kind: ServiceAccount, name: ci, namespace: shop }\n',
      },
    },
  ],
  *check({ manifest, workspace }) {
    if (!givesToken(manifest)) return;
    const roles = rolesOf(manifest, workspace);
    const [first] = roles;
    if (!first) return;
    yield {
      ...objectPlace(manifest),
      message: ['`{0}` has the rights of {1}', manifest.name, roles.map(({ role }) => role.manifest.name).join(', ')],
      aliases: roles.some(({ isSpelledSame }) => isSpelledSame) ? ['kubescape:C-0053'] : [],
      related: [
        { ...objectPlace(first.role.manifest), file: first.role.file.file, message: ['The rights are given here'] },
      ],
    };
  },
});
