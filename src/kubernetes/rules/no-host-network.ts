import { removeField } from '../edit.ts';
import { entry, valueAt } from '../fields.ts';
import { heardOf } from '../peers/peer-kinds.ts';
import { podRule } from '../rule-kinds.ts';
import { hardening } from '../pods/security-context.ts';

const ALIASES = [
  'kube-linter:host-network',
  'polaris:hostNetworkSet',
  'checkov:CKV_K8S_19',
  'trivy:KSV-0009',
  'psa:hostNamespaces',
  'kubescape:C-0041',
];

export const noHostNetwork = podRule({
  id: 'no-host-network',
  title: 'Give the pod a network of its own',
  severity: 'warning',
  aliases: ALIASES,
  why: 'On the network of its node a pod can reach what listens only there, such as the kubelet, can listen to its neighbours, and no NetworkPolicy holds for it. Its ports are ports of the node, so that two such pods cannot share one.',
  examples: [
    {
      bad: 'hostNetwork: «true»\ncontainers:\n  - name: app\n',
      good: 'containers:\n  - name: app\n',
      fixed: true,
    },
    {
      bad: 'containers: [{ name: app }]\nhostNetwork: «true»\n',
      good: 'containers: [{ name: app }]\nhostNetwork: false\n',
    },
  ],
  *check({ manifest, pod, file }) {
    const field = entry(pod.spec, 'hostNetwork')?.value;
    if (!field || valueAt(field) !== true) return;
    yield {
      start: field.start,
      end: field.end,
      message: ['The pod is on the network of its node'],
      aliases: heardOf(manifest, ALIASES),
      fixes: hardening(
        ['Remove `hostNetwork` (the program must not need the network of the node)'],
        removeField(file.text, pod.spec, ['hostNetwork']),
      ),
    };
  },
});
