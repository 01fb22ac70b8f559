import { removeField } from '../edit.ts';
import { at, textAt } from '../fields.ts';
import type { MapField } from '../model.ts';
import { heardOf } from '../peers/peer-kinds.ts';
import { podRule } from '../rule-kinds.ts';
import { hardening } from '../pods/security-context.ts';
import type { ContainerView } from '../pods/workloads.ts';

/** The types that confine a container, with the policy version that allowed them. */
const TYPES: ReadonlyMap<string, number> = new Map([
  ['', 0],
  ['container_t', 0],
  ['container_init_t', 0],
  ['container_kvm_t', 0],
  ['container_engine_t', 31],
]);

export const selinuxOptions = podRule({
  id: 'selinux-options',
  title: 'Leave SELinux its confined types',
  severity: 'warning',
  aliases: ['trivy:KSV-0025', 'psa:seLinuxOptions'],
  why: 'Under a type such as `spc_t`, or with a user or role of its own, a container is not confined by SELinux: it may touch files of the node and of its neighbours. Only the level is a setting that a team may need.',
  examples: [
    {
      bad: 'containers:\n  - name: app\n    securityContext:\n      seLinuxOptions:\n        type: «spc_t»\n',
      good: 'containers:\n  - name: app\n    securityContext:\n      seLinuxOptions:\n        type: container_t\n',
    },
    {
      bad: 'securityContext:\n  seLinuxOptions: { level: "s0:c1,c2", user: «system_u», role: «system_r» }\ncontainers: [{ name: app }]\n',
      good: 'securityContext:\n  seLinuxOptions: { level: "s0:c1,c2" }\ncontainers: [{ name: app }]\n',
    },
  ],
  *check({ manifest, pod, file, workspace: { target } }) {
    if (hasOptions(pod.spec)) yield* reportsOf(pod.spec, undefined);
    for (const container of pod.containers)
      if (hasOptions(container.field)) yield* reportsOf(container.field, container);

    function* reportsOf(owner: MapField, container: ContainerView | undefined) {
      const options = at(owner, 'securityContext', 'seLinuxOptions');
      if (options?.kind !== 'map') return;
      for (const { key, value } of options.entries) {
        if (key !== 'type' && key !== 'user' && key !== 'role') continue;
        const text = textAt(value);
        const since = key === 'type' ? TYPES.get(text ?? '') : text ? undefined : 0;
        const claims: string[] = [];
        // trivy knows no later types, and takes an empty text for a setting.
        if (key === 'type' ? text !== undefined && (since !== 0 || text === '') : true) claims.push('trivy:KSV-0025');
        if (since === undefined || target < since) claims.push('psa:seLinuxOptions');
        const aliases = heardOf(manifest, claims, container?.kind);
        if (claims.length === 0 || (container?.kind === 'ephemeral' && aliases.length === 0)) continue;
        yield {
          start: value.start,
          end: value.end,
          message: container
            ? (['`{0}` sets the SELinux {1} `{2}`', container.name, key, text ?? ''] as const)
            : (['The pod sets the SELinux {0} `{1}`', key, text ?? ''] as const),
          aliases,
          ...(claims.includes('psa:seLinuxOptions') ? {} : { severity: 'hint' as const }),
          fixes: hardening(
            ['Remove `{0}` (the program must not need it)', key],
            removeField(file.text, owner, ['securityContext', 'seLinuxOptions', key]),
          ),
        };
      }
    }
  },
});

function hasOptions(owner: MapField): boolean {
  return at(owner, 'securityContext', 'seLinuxOptions') !== undefined;
}
