import { setField } from '../edit.ts';
import { at, items, textAt, valueAt } from '../fields.ts';
import { heardOf } from '../peers/peer-kinds.ts';
import { allowPrivilegeEscalationCheck } from '../pod-security/capabilities.ts';
import { containerPlace, isWindows, onWindows, podRule } from '../rule-kinds.ts';
import { ownSetting } from '../pods/security-context.ts';
import type { ContainerView } from '../pods/workloads.ts';

const NOT_FALSE = [
  'polaris:privilegeEscalationAllowed',
  'checkov:CKV_K8S_20',
  'trivy:KSV-0001',
  'kubescape:C-0016',
  // It asks whether a container can become root, and counts this way to it.
  'kubescape:C-0013',
];

export const noPrivilegeEscalation = podRule({
  id: 'no-privilege-escalation',
  title: 'Forbid privilege escalation',
  severity: 'warning',
  aliases: ['kube-linter:privilege-escalation-container', 'psa:allowPrivilegeEscalation', ...NOT_FALSE],
  why: 'Without `allowPrivilegeEscalation: false` a process may gain rights that it was not started with, by a setuid program for example. The default is to allow it.',
  differs: onWindows(['kube-linter:privilege-escalation-container', ...NOT_FALSE]),
  examples: [
    {
      bad: 'containers:\n  - name: «app»\n    securityContext:\n      runAsNonRoot: true\n',
      good: 'containers:\n  - name: app\n    securityContext:\n      runAsNonRoot: true\n      allowPrivilegeEscalation: false\n',
      fixed: true,
    },
    {
      bad: 'containers:\n  - name: app\n    securityContext:\n      allowPrivilegeEscalation: «true»\n',
      good: 'containers:\n  - name: app\n    securityContext:\n      allowPrivilegeEscalation: false\n',
      fixed: true,
    },
  ],
  *check({ manifest, pod, file, workspace: { target } }) {
    let refused: ReturnType<typeof allowPrivilegeEscalationCheck.violations> | undefined;
    for (const container of pod.containers) {
      const field = ownSetting(container, 'allowPrivilegeEscalation');
      const value = valueAt(field);
      const isPrivileged = valueAt(ownSetting(container, 'privileged')) === true;
      if (value === false && !isPrivileged && !adds(container, /^SYS_ADMIN$/)) continue;
      refused ??= allowPrivilegeEscalationCheck.violations(pod, target);
      const claims: string[] = [];
      if (!isWindows(pod)) {
        if (value !== false) claims.push(...NOT_FALSE);
        if (value === true || isPrivileged || adds(container, /^SYS_ADMIN$/))
          claims.push('kube-linter:privilege-escalation-container');
      }
      if (refused.some((one) => one.container === container)) claims.push('psa:allowPrivilegeEscalation');
      if (claims.length === 0) continue;
      const aliases = heardOf(manifest, claims, container.kind);
      if (container.kind === 'ephemeral' && aliases.length === 0) continue;
      // Beside these the API server refuses `false`, or the runtime passes over it; they are other rules' matter.
      const isForced = isPrivileged || adds(container, /^(?:CAP_)?(?:SYS_ADMIN|ALL)$/i);
      const fix = isForced
        ? undefined
        : setField(file.text, container.field, ['securityContext', 'allowPrivilegeEscalation'], false);
      const place = value === true && field ? field : containerPlace(container);
      yield {
        start: place.start,
        end: place.end,
        message: ['`{0}` may gain more privileges than it starts with', container.name],
        aliases,
        ...(isWindows(pod) ? { severity: 'hint' as const } : {}),
        fixes: fix ? [{ title: ['Set `allowPrivilegeEscalation: false`'], safe: value !== true, edits: [fix] }] : [],
      };
    }
  },
});

function adds({ field }: ContainerView, name: RegExp): boolean {
  return items(at(field, 'securityContext', 'capabilities', 'add')).some((item) => name.test(textAt(item) ?? ''));
}
