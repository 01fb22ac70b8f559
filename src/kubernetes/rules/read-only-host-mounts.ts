import { setField } from '../edit.ts';
import { at, valueAt } from '../fields.ts';
import { hostVolumes, mountsOf } from '../pods/host-mounts.ts';
import { heardOf } from '../peers/peer-kinds.ts';
import { podRule } from '../rule-kinds.ts';
import { hardening } from '../pods/security-context.ts';

const ALIASES = ['kube-linter:writable-host-mount', 'kubescape:C-0045'];

export const readOnlyHostMounts = podRule({
  id: 'read-only-host-mounts',
  title: 'Mount files of the node read-only',
  severity: 'warning',
  off: true,
  aliases: ALIASES,
  why: 'What a container may write on the node stays there when the pod is gone, and may be what the node or another pod runs next.',
  examples: [
    {
      bad: 'volumes:\n  - name: logs\n    hostPath: { path: /var/log }\ncontainers:\n  - name: app\n    volumeMounts:\n      - name: «logs»\n        mountPath: /logs\n',
      good: 'volumes:\n  - name: logs\n    hostPath: { path: /var/log }\ncontainers:\n  - name: app\n    volumeMounts:\n      - name: logs\n        mountPath: /logs\n        readOnly: true\n',
      fixed: true,
    },
    {
      bad: 'volumes: [{ name: logs, hostPath: { path: /var/log } }]\ncontainers:\n  - name: app\n    volumeMounts: [{ name: logs, mountPath: /logs, readOnly: «false» }]\n',
      good: 'volumes: [{ name: logs, hostPath: { path: /var/log } }]\ncontainers:\n  - name: app\n    volumeMounts: [{ name: logs, mountPath: /logs, readOnly: true }]\n',
      fixed: true,
    },
  ],
  *check({ manifest, pod, file }) {
    for (const { name, path } of hostVolumes(pod)) {
      for (const { container, mount } of mountsOf(pod, name)) {
        const readOnly = at(mount, 'readOnly');
        if (valueAt(readOnly) === true || mount.kind !== 'map') continue;
        const { start, end } = (readOnly && readOnly.end > readOnly.start ? readOnly : at(mount, 'name')) ?? mount;
        yield {
          start,
          end,
          message: ['`{0}` may write to `{1}` of the node', container.name, path],
          aliases: heardOf(manifest, ALIASES, container.kind),
          fixes: hardening(
            ['Set `readOnly: true` (the program must not write there)'],
            setField(file.text, mount, ['readOnly'], true),
          ),
        };
      }
    }
  },
});
