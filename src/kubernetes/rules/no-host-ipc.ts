import { removeField } from '../edit.ts';
import { entry, valueAt } from '../fields.ts';
import { heardOf } from '../peers/peer-kinds.ts';
import { podRule } from '../rule-kinds.ts';
import { hardening } from '../pods/security-context.ts';

const ALIASES = [
  'kube-linter:host-ipc',
  'polaris:hostIPCSet',
  'checkov:CKV_K8S_18',
  'trivy:KSV-0008',
  'psa:hostNamespaces',
  'kubescape:C-0038',
  'kubescape:C-0276',
];

export const noHostIpc = podRule({
  id: 'no-host-ipc',
  title: 'Give the pod shared memory of its own',
  severity: 'warning',
  aliases: ALIASES,
  why: 'With the shared memory and message queues of its node a pod can read and change what programs outside exchange.',
  examples: [
    {
      bad: 'hostIPC: «true»\ncontainers:\n  - name: app\n',
      good: 'containers:\n  - name: app\n',
      fixed: true,
    },
    { bad: 'containers: [{ name: app }]\nhostIPC: «true»\n', good: 'containers: [{ name: app }]\nhostIPC: false\n' },
  ],
  *check({ manifest, pod, file }) {
    const field = entry(pod.spec, 'hostIPC')?.value;
    if (!field || valueAt(field) !== true) return;
    yield {
      start: field.start,
      end: field.end,
      message: ['The pod shares memory with all processes of its node'],
      aliases: heardOf(manifest, ALIASES),
      fixes: hardening(
        ['Remove `hostIPC` (the program must not need the shared memory of the node)'],
        removeField(file.text, pod.spec, ['hostIPC']),
      ),
    };
  },
});
