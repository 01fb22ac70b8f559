import { at, items, textAt, valueAt } from '../fields.ts';
import { setField } from '../edit.ts';
import { containerPlace, containerRule, isWindows } from '../rule-kinds.ts';
import type { ContainerView } from '../workloads.ts';

export const noPrivilegeEscalation = containerRule({
  id: 'no-privilege-escalation',
  title: 'Forbid privilege escalation',
  severity: 'warning',
  aliases: [
    'kube-linter:privilege-escalation-container',
    'polaris:privilegeEscalationAllowed',
    'checkov:CKV_K8S_20',
    'trivy:KSV-0001',
    'psa:allowPrivilegeEscalation',
    'kubescape:C-0016',
  ],
  why: 'Without `allowPrivilegeEscalation: false` a process may gain rights that it was not started with, by a setuid program for example. The default is to allow it.',
  examples: [
    {
      bad: 'name: «app»\nsecurityContext:\n  runAsNonRoot: true\n',
      good: 'name: app\nsecurityContext:\n  runAsNonRoot: true\n  allowPrivilegeEscalation: false\n',
      fixed: true,
    },
    {
      bad: 'name: app\nsecurityContext:\n  allowPrivilegeEscalation: «true»\n',
      good: 'name: app\nsecurityContext:\n  allowPrivilegeEscalation: false\n',
      fixed: true,
    },
  ],
  *check({ container, pod, file }) {
    if (isWindows(pod)) return;
    const field = at(container.field, 'securityContext', 'allowPrivilegeEscalation');
    const value = valueAt(field);
    if (value === false) return;
    // Beside these the API server refuses `false`, or the runtime passes over it; they are other rules' matter.
    const forced = valueAt(container.field, 'securityContext', 'privileged') === true || mayAdminister(container);
    const fix = forced
      ? undefined
      : setField(file.text, container.field, ['securityContext', 'allowPrivilegeEscalation'], false);
    const place = value === true && field ? field : containerPlace(container);
    yield {
      start: place.start,
      end: place.end,
      message: ['`{0}` may gain more privileges than it starts with', container.name],
      ...(value === true
        ? {}
        : { aliases: noPrivilegeEscalation.aliases.filter((alias) => !alias.startsWith('kube-linter')) }),
      fixes: fix ? [{ title: ['Set `allowPrivilegeEscalation: false`'], safe: value !== true, edits: [fix] }] : [],
    };
  },
});

function mayAdminister({ field }: ContainerView): boolean {
  const added = items(at(field, 'securityContext', 'capabilities', 'add'));
  return added.some((item) => /^(?:CAP_)?(?:SYS_ADMIN|ALL)$/i.test(textAt(item) ?? ''));
}
