import { rightRule } from '../rbac/right-rule.ts';
import { CHANGES, CORE } from '../rbac/wants.ts';
import type { Grant } from '../rbac/grants.ts';
import { atBinding, isSystem } from '../rbac/polaris.ts';

/** An exec is also a `get` of a web socket. */
const SHELL = { groups: CORE, resources: ['pods/exec', 'pods/attach', '*'], verbs: ['create', 'get', '*'] };
const BUILT_IN = ['admin', 'edit', 'cluster-admin'];

function readsPods({ apiGroups, resources, verbs }: Grant): boolean {
  return apiGroups.includes('*') && resources.includes('pods') && verbs.includes('get');
}

export const execRights = rightRule({
  id: 'exec-rights',
  title: 'Give nobody the right to run commands in Pods without need',
  severity: 'warning',
  off: true,
  role: [
    { alias: 'trivy:KSV-0053', resources: ['pods/exec'], verbs: CHANGES },
    {
      alias: 'trivy:KSV-0054',
      groups: ['*'],
      resources: ['pods/attach'],
      verbs: ['create'],
      and: (_grant, later) => later.some(readsPods),
    },
    {
      alias: 'polaris:clusterrolePodExecAttach',
      kinds: ['ClusterRole'],
      ...SHELL,
      and: (_grant, _later, { name }) => !isSystem(name) && !BUILT_IN.includes(name),
    },
    {
      alias: 'polaris:rolePodExecAttach',
      kinds: ['Role'],
      ...SHELL,
      and: (_grant, _later, { name }) => !isSystem(name),
    },
    { resources: ['pods/attach'], verbs: ['create', 'get'] },
  ],
  binding: [
    { alias: 'checkov:CKV2_K8S_2', resources: ['pods/exec', 'nodes/proxy', '*'], verbs: ['create', '*'] },
    {
      alias: 'kubescape:C-0002',
      groups: CORE,
      resources: ['pods/exec', 'pods/*', '*'],
      verbs: ['create', '*'],
      subjects: 'typed',
    },
    {
      alias: 'polaris:clusterrolebindingPodExecAttach',
      ...SHELL,
      bound: atBinding('ClusterRoleBinding', 'ClusterRole'),
    },
    { alias: 'polaris:rolebindingClusterRolePodExecAttach', ...SHELL, bound: atBinding('RoleBinding', 'ClusterRole') },
    { alias: 'polaris:rolebindingRolePodExecAttach', ...SHELL, bound: atBinding('RoleBinding', 'Role') },
  ],
  fact: (name) => ['`{0}` lets its subjects run commands in Pods', name],
  why: 'Who may exec into a Pod, or attach to it, has its files, its environment and its token, and leaves no trace in its image.',
  examples: [
    {
      bad: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: debug\nrules:\n  - apiGroups: [""]\n    resources: [«pods/exec»]\n    verbs: [create]\n',
      good: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: debug\nrules:\n  - apiGroups: [""]\n    resources: [pods, pods/log]\n    verbs: [get, list]\n',
    },
  ],
});
