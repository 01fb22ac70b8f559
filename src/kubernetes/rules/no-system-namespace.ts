import { at, entry, textAt } from '../fields.ts';
import { objectRule } from '../rule-kinds.ts';

const CORE = ['kube-apiserver', 'etcd', 'kube-controller-manager', 'kube-scheduler'];

export const noSystemNamespace = objectRule({
  id: 'no-system-namespace',
  title: 'Leave `kube-system` to Kubernetes',
  severity: 'info',
  off: true,
  aliases: ['trivy:KSV-0037'],
  why: 'What runs in `kube-system` is next to what the cluster lives on: its Secrets are there, and many policies leave the namespace out.',
  examples: [
    {
      bad: 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\n  namespace: «kube-system»\nspec: {}\n',
      good: 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\n  namespace: web\nspec: {}\n',
    },
    {
      bad: 'apiVersion: v1\nkind: Service\nmetadata:\n  name: metrics\n  namespace: «kube-system»\nspec: {}\n',
      good: 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: etcd\n  namespace: kube-system\n  labels: { tier: control-plane, component: etcd }\nspec:\n  priorityClassName: system-node-critical\n  containers: []\n',
    },
  ],
  *check({ manifest }) {
    const { namespace, labels, root, name } = manifest;
    const place = at(root, 'metadata', 'namespace');
    if (namespace !== 'kube-system' || !place || !entry(root, 'spec')) return;
    const isCore =
      labels.get('tier') === 'control-plane' &&
      CORE.includes(labels.get('component') ?? '') &&
      textAt(root, 'spec', 'priorityClassName') === 'system-node-critical';
    if (isCore) return;
    yield { start: place.start, end: place.end, message: ['`{0}` is put into `kube-system`', name] };
  },
});
