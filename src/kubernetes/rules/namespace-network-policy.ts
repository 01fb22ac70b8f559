import { documents } from '../examples.ts';
import { workspaceRule } from '../rule-kinds.ts';
import { objectPlace } from '../object-place.ts';
import { denyAll } from '../skeletons.ts';

const namespace = (name: string) => `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: ${name}\n`;
const policy =
  'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: default-deny\n  namespace: shop\nspec:\n  podSelector: {}\n  policyTypes: [Ingress, Egress]\n';

export const namespaceNetworkPolicy = workspaceRule({
  id: 'namespace-network-policy',
  kinds: ['Namespace'],
  title: 'Give every namespace a NetworkPolicy',
  severity: 'warning',
  off: true,
  aliases: ['kubescape:C-0049', 'kubescape:C-0054', 'kubescape:C-0206'],
  why: 'In a namespace without any NetworkPolicy every pod can reach every other, and can be reached from all of the cluster.',
  examples: [{ bad: namespace('«shop»'), good: documents(namespace('shop'), policy), fixed: true }],
  *check(subject) {
    const { manifest, workspace } = subject;
    const { name } = manifest;
    if (name === '' || workspace.inNamespace('NetworkPolicy', name).length > 0) return;
    // Where a build moves things, or charts bring them, they may land here.
    if (workspace.mayHold(name, ['NetworkPolicy'])) return;
    yield {
      ...objectPlace(manifest),
      message: ['Namespace `{0}` has no NetworkPolicy', name],
      fixes: denyAll(subject, name),
    };
  },
});
