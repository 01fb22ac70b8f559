import { objectPlace } from '../object-place.ts';
import { type Grant, grantsOf, isEverything, meets } from '../rbac/grants.ts';
import { podRule } from '../rule-kinds.ts';
import { accountOf, mountsToken, rolesOf } from '../pods/service-accounts.ts';
import { KUBESCAPE_WORKLOADS } from '../peers/peer-kinds.ts';

const ADMIN = 'kubescape:C-0272';
const TAKEOVER = 'kubescape:C-0267';

export const workloadRights = podRule({
  id: 'workload-rights',
  title: 'Run no workload with rights over the cluster',
  severity: 'warning',
  off: true,
  aliases: [ADMIN, TAKEOVER],
  why: 'A program that may create pods or read Secrets can become anything else in its namespace, and with a ClusterRoleBinding in the cluster. Whoever breaks into the program has that right, too.',
  examples: [
    {
      bad: 'serviceAccountName: «ci»\ncontainers: []\n',
      good: 'serviceAccountName: web\ncontainers: []\n',
      files: {
        'rights.yaml':
          'apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: ci, namespace: default }\n---\napiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: { name: deployer }\nrules:\n  - apiGroups: [""]\n    resources: [pods]\n    verbs: [create]\n---\napiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: { name: ci }\nroleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: deployer }\nsubjects:\n  - { kind: ServiceAccount, name: ci, namespace: default }\n',
      },
    },
  ],
  *check({ manifest, pod, workspace }) {
    const account = accountOf(pod, manifest, workspace);
    if (!account || !mountsToken(pod, account.manifest)) return;
    const roles = rolesOf(account.manifest, workspace);
    const strong = roles.find(({ role }) => workspace.factOf(grantsOf, role.manifest).some(takesOver));
    if (!strong) return;
    const all = roles.filter(({ role }) => workspace.factOf(grantsOf, role.manifest).some(isEverything));
    const heard = KUBESCAPE_WORKLOADS.has(manifest.kind);
    const takers = roles.filter(
      ({ role, isSpelledSame }) => isSpelledSame && workspace.factOf(grantsOf, role.manifest).some(takesOver),
    );
    const written = pod.spec.entries.find(({ key, merged }) => key === 'serviceAccountName' && !merged)?.value;
    const { start, end } = written && written.end > written.start ? written : objectPlace(manifest);
    const { role } = all[0] ?? strong;
    yield {
      start,
      end,
      message: [
        '`{0}` runs with the rights of `{1}`, which are enough to take over more',
        manifest.name,
        role.manifest.name,
      ],
      aliases: [
        ...(heard && all.some(({ isSpelledSame }) => isSpelledSame) ? [ADMIN] : []),
        ...(heard && takers.length > 0 ? [TAKEOVER] : []),
      ],
      ...(all.length > 0 ? {} : { severity: 'info' as const }),
      related: [{ ...objectPlace(role.manifest), file: role.file.file, message: ['The rights are given here'] }],
    };
  },
});

function takesOver({ apiGroups, resources, verbs }: Grant): boolean {
  if (!meets(apiGroups, ['', '*'])) return false;
  const makesPods = meets(resources, ['pods', '*']) && meets(verbs, ['create', 'update', 'patch', '*']);
  return makesPods || (meets(resources, ['secrets', '*']) && meets(verbs, ['get', 'list', 'watch', '*']));
}
