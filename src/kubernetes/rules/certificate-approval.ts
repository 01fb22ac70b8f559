import { rightRule } from '../rbac/right-rule.ts';
import { type Grant, grantsOf, meets } from '../rbac/grants.ts';

const CERTIFICATES = ['certificates.k8s.io', '*'];

function approvesSigners({ apiGroups, resources, verbs }: Grant): boolean {
  return meets(apiGroups, CERTIFICATES) && meets(resources, ['signers', '*']) && meets(verbs, ['approve', '*']);
}

export const certificateApproval = rightRule({
  id: 'certificate-approval',
  title: 'Let nobody approve certificate requests without need',
  severity: 'warning',
  off: true,
  role: [
    {
      alias: 'checkov:CKV_K8S_156',
      kinds: ['ClusterRole'],
      groups: CERTIFICATES,
      resources: ['certificatesigningrequests/approval', '*/approval', '*'],
      verbs: ['update', 'patch', '*'],
      and: (_grant, _later, role) => grantsOf(role).some(approvesSigners),
    },
    { groups: CERTIFICATES, resources: ['certificatesigningrequests/approval'], verbs: ['update', 'patch', '*'] },
  ],
  binding: [
    {
      alias: 'kubescape:C-0280',
      groups: CERTIFICATES,
      resources: ['certificatesigningrequests/approval', '*'],
      verbs: ['update', '*'],
      subjects: 'typed',
    },
  ],
  fact: (name) => ['`{0}` lets its subjects approve certificate requests', name],
  why: 'Who may approve certificate requests, and act for a signer, can issue a client certificate for any user, administrators included.',
  examples: [
    {
      bad: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: approver\nrules:\n  - apiGroups: [certificates.k8s.io]\n    resources: [«certificatesigningrequests/approval»]\n    verbs: [update]\n  - apiGroups: [certificates.k8s.io]\n    resources: [signers]\n    verbs: [approve]\n',
      good: 'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: approver\nrules:\n  - apiGroups: [certificates.k8s.io]\n    resources: [certificatesigningrequests]\n    verbs: [get, list]\n',
    },
  ],
});
