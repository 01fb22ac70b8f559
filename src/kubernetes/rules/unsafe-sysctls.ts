import { removeField } from '../edit.ts';
import { at, items, textAt } from '../fields.ts';
import { heardOf } from '../peers/peer-kinds.ts';
import { isSafeSysctl } from '../pod-security/volumes.ts';
import { isWindows, onWindows, podRule } from '../rule-kinds.ts';
import { hardening } from '../pods/security-context.ts';

/** What kube-linter counts as unsafe, by how it begins. */
const KUBE_LINTERS = /^(?:kernel\.(?:msg|sem|shm)|fs\.mqueue.|net.)/;

export const unsafeSysctls = podRule({
  id: 'unsafe-sysctls',
  title: 'Set only safe sysctls',
  severity: 'warning',
  aliases: ['kube-linter:unsafe-sysctls', 'trivy:KSV-0026', 'psa:sysctls'],
  why: 'A sysctl that is not on the list of safe ones may change the node or its other pods. The kubelet refuses a pod that sets one, unless the node’s administrator has allowed it. The list grows with the versions of Kubernetes.',
  differs: {
    ...onWindows(['kube-linter:unsafe-sysctls', 'trivy:KSV-0026']),
    'kube-linter:unsafe-sysctls':
      'kube-linter counts all of `net.` and `kernel.shm` as unsafe, also what Kubernetes lists as safe, such as `net.ipv4.ip_local_port_range`.',
    'trivy:KSV-0026': 'trivy does not know the sysctls that Kubernetes 1.37 made safe.',
  },
  examples: [
    {
      bad: 'securityContext:\n  sysctls:\n    - name: «kernel.msgmax»\n      value: "65536"\ncontainers:\n  - name: app\n',
      good: 'securityContext:\n  sysctls:\n    - name: net.ipv4.ip_local_port_range\n      value: "1024 65535"\ncontainers:\n  - name: app\n',
    },
    {
      bad: 'securityContext: { sysctls: [{ name: «net.core.somaxconn», value: "1024" }] }\ncontainers:\n  - name: app\n',
      good: 'securityContext: { sysctls: [{ name: net.ipv4.tcp_keepalive_time, value: "60" }] }\ncontainers:\n  - name: app\n',
    },
  ],
  *check({ manifest, pod, file, workspace: { target } }) {
    for (const [index, sysctl] of items(at(pod.spec, 'securityContext', 'sysctls')).entries()) {
      const name = textAt(sysctl, 'name') ?? '';
      if (isSafeSysctl(name, target)) continue;
      const { start, end } = at(sysctl, 'name') ?? sysctl;
      const claims = ['psa:sysctls'];
      if (!isWindows(pod)) {
        claims.push('trivy:KSV-0026');
        if (KUBE_LINTERS.test(name)) claims.push('kube-linter:unsafe-sysctls');
      }
      yield {
        start,
        end,
        message: ['`{0}` is no safe sysctl in Kubernetes 1.{1}', name, target],
        aliases: heardOf(manifest, claims),
        fixes: hardening(
          ['Remove `{0}` (the program must not need it)', name],
          removeField(file.text, pod.spec, ['securityContext', 'sysctls', index]),
        ),
      };
    }
  },
});
