import { removeField } from '../edit.ts';
import { entry, valueAt } from '../fields.ts';
import { heardOf } from '../peers/peer-kinds.ts';
import { podRule } from '../rule-kinds.ts';
import { hardening } from '../pods/security-context.ts';

const ALIASES = [
  'kube-linter:host-pid',
  'polaris:hostPIDSet',
  'checkov:CKV_K8S_17',
  'trivy:KSV-0010',
  'psa:hostNamespaces',
  'kubescape:C-0038',
  'kubescape:C-0275',
];

export const noHostPid = podRule({
  id: 'no-host-pid',
  title: 'Give the pod process ids of its own',
  severity: 'warning',
  aliases: ALIASES,
  why: 'A pod that sees the processes of its node can read their environment and end them; together with a capability it can take them over.',
  examples: [
    {
      bad: 'hostPID: «true»\ncontainers:\n  - name: app\n',
      good: 'containers:\n  - name: app\n',
      fixed: true,
    },
    { bad: 'containers: [{ name: app }]\nhostPID: «true»\n', good: 'containers: [{ name: app }]\nhostPID: false\n' },
  ],
  *check({ manifest, pod, file }) {
    const field = entry(pod.spec, 'hostPID')?.value;
    if (!field || valueAt(field) !== true) return;
    yield {
      start: field.start,
      end: field.end,
      message: ['The pod sees all processes of its node'],
      aliases: heardOf(manifest, ALIASES),
      fixes: hardening(
        ['Remove `hostPID` (the program must not need the processes of the node)'],
        removeField(file.text, pod.spec, ['hostPID']),
      ),
    };
  },
});
