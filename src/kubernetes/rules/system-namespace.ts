import { at, textAt } from '../fields.ts';
import { fieldPlace } from '../field-place.ts';
import { objectRule } from '../rule-kinds.ts';

const CORE = ['kube-apiserver', 'etcd', 'kube-controller-manager', 'kube-scheduler'];

export const systemNamespace = objectRule({
  id: 'system-namespace',
  title: 'Leave kube-system to Kubernetes',
  severity: 'info',
  off: true,
  aliases: ['trivy:KSV-0037'],
  why: '`kube-system` holds what runs the cluster: policies often leave it out, and its Secrets open everything. Agents of the nodes are sometimes meant to be there, so this rule is off by default.',
  examples: [
    {
      bad: 'apiVersion: v1\nkind: Pod\nmetadata: { name: web, namespace: «kube-system» }\nspec: { containers: [] }\n',
      good: 'apiVersion: v1\nkind: Pod\nmetadata: { name: web, namespace: shop }\nspec: { containers: [] }\n',
    },
    {
      bad: 'apiVersion: v1\nkind: Service\nmetadata: { name: web, namespace: «kube-system» }\nspec: { ports: [] }\n',
      good: 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web, namespace: kube-system }\n',
    },
  ],
  *check({ manifest }) {
    if (manifest.namespace !== 'kube-system') return;
    const spec = at(manifest.root, 'spec');
    if (!spec) return;
    const isCore =
      manifest.labels.get('tier') === 'control-plane' &&
      CORE.includes(manifest.labels.get('component') ?? '') &&
      textAt(spec, 'priorityClassName') === 'system-node-critical';
    if (isCore) return;
    yield {
      ...fieldPlace(at(manifest.root, 'metadata', 'namespace'), manifest),
      message: ['`{0}` is in `kube-system`, among what runs the cluster', manifest.name],
    };
  },
});
