import { setField } from '../edit.ts';
import { at, entry, valueAt } from '../fields.ts';
import type { Field } from '../model.ts';
import { heardOf } from '../peers/peer-kinds.ts';
import { containerPlace, isWindows, onWindows, podRule } from '../rule-kinds.ts';
import { hardening, ownSetting, sharedSetting } from '../pods/security-context.ts';
import type { ContainerView, PodSpecView } from '../pods/workloads.ts';

const ALIASES = [
  'kube-score:container-security-context-user-group-id',
  'checkov:CKV_K8S_40',
  'trivy:KSV-0020',
  'trivy:KSV-0021',
];

export const highUserId = podRule({
  id: 'high-user-id',
  title: 'Run as a user and group above 10000',
  severity: 'info',
  off: true,
  aliases: ALIASES,
  why: 'Low numbers belong to users of the node: a program that breaks out is one of them there. A number above 10000 is nobody’s.',
  differs: onWindows(ALIASES),
  examples: [
    {
      bad: 'containers:\n  - name: app\n    securityContext:\n      runAsUser: «1000»\n      runAsGroup: «1000»\n',
      good: 'containers:\n  - name: app\n    securityContext:\n      runAsUser: 10001\n      runAsGroup: 10001\n',
      fixed: true,
    },
    {
      bad: 'securityContext: { runAsUser: 10001 }\ncontainers:\n  - name: «app»\n',
      good: 'securityContext: { runAsUser: 10001, runAsGroup: 10001 }\ncontainers:\n  - name: app\n',
    },
  ],
  *check({ manifest, pod, file }) {
    if (isWindows(pod)) return;
    for (const container of pod.containers) {
      if (container.kind === 'ephemeral') continue;
      for (const key of ['runAsUser', 'runAsGroup'] as const) {
        const own = ownSetting(container, key);
        const field = own ?? sharedSetting(pod, key);
        const value = valueAt(field);
        const isLow = typeof value === 'number' ? value < 10000 : field === undefined;
        const claims: string[] = [];
        if (isLow) claims.push('kube-score:container-security-context-user-group-id');
        if (isLow || value === 10000) claims.push(key === 'runAsUser' ? 'trivy:KSV-0020' : 'trivy:KSV-0021');
        if (key === 'runAsUser' && checkovClaims(container, pod)) claims.push('checkov:CKV_K8S_40');
        if (claims.length === 0) continue;
        const aliases = heardOf(manifest, claims, container.kind);
        const { start, end } = own ?? containerPlace(container);
        yield {
          start,
          end,
          message: field
            ? ([
                '`{0}` has `{1}: {2}`, a number that users of the node have, too',
                container.name,
                key,
                String(value),
              ] as const)
            : (['`{0}` sets no `{1}`', container.name, key] as const),
          aliases,
          fixes: hardening(
            ['Set `{0}: 10001` (the user must be able to read the program’s files)', key],
            setField(file.text, container.field, ['securityContext', key], 10001),
          ),
        };
      }
    }
  },
});

/** checkov: a number of the pod is enough where no container has a low one of its own. */
function checkovClaims(container: ContainerView, { spec }: PodSpecView): boolean {
  if (container.kind !== 'container' || valueAt(spec, 'hostUsers') === false) return false;
  const own = verdict(container.field);
  return verdict(spec) === 'high' ? own === 'low' : own !== 'high';
}

function verdict(field: Field): 'high' | 'low' | 'absent' {
  const user = entry(at(field, 'securityContext'), 'runAsUser')?.value;
  if (!user) return 'absent';
  const value = valueAt(user);
  return typeof value === 'number' && value >= 10000 ? 'high' : 'low';
}
