import { replaceValue } from '../edit.ts';
import { textAt } from '../fields.ts';
import { heardOf } from '../peers/peer-kinds.ts';
import { procMount as baseline, procMountRestricted } from '../pod-security/profiles.ts';
import { podRule } from '../rule-kinds.ts';
import { hardening, ownSetting } from '../pods/security-context.ts';

export const procMount = podRule({
  id: 'proc-mount',
  title: 'Keep the masks of /proc',
  severity: 'warning',
  aliases: [
    'kube-linter:unsafe-proc-mount',
    'polaris:procMount',
    'trivy:KSV-0027',
    'psa:procMount',
    'psa:procMount_restricted',
  ],
  why: 'Runtimes hide the parts of `/proc` that tell about the node or change it. `procMount: Unmasked` shows them to the container; only builders of images inside a user namespace need that.',
  differs: {
    'trivy:KSV-0027': 'trivy speaks of any `procMount`, also of `Default`, which is what a container without it has.',
  },
  examples: [
    {
      bad: 'containers:\n  - name: app\n    securityContext:\n      procMount: «Unmasked»\n',
      good: 'containers:\n  - name: app\n    securityContext:\n      procMount: Default\n',
      fixed: true,
    },
    {
      bad: 'initContainers:\n  - name: app\n    securityContext: { procMount: «Unmasked» }\n',
      good: 'initContainers:\n  - name: app\n',
    },
  ],
  *check({ manifest, pod, file, workspace: { target } }) {
    const unusual = procMountRestricted.violations(pod, target);
    if (unusual.length === 0) return;
    const isRefused = baseline.violations(pod, target).length > 0;
    for (const container of pod.containers) {
      const field = ownSetting(container, 'procMount');
      if (!field || !unusual.some((one) => one.container === container)) continue;
      const claims = [
        'polaris:procMount',
        'trivy:KSV-0027',
        ...(textAt(field)?.toLowerCase() === 'unmasked' ? ['kube-linter:unsafe-proc-mount'] : []),
        ...(isRefused ? ['psa:procMount'] : []),
        ...(target >= 35 ? ['psa:procMount_restricted'] : []),
      ];
      const aliases = heardOf(manifest, claims, container.kind);
      if (container.kind === 'ephemeral' && aliases.length === 0) continue;
      yield {
        start: field.start,
        end: field.end,
        message: ['`{0}` sees `/proc` without its masks (`procMount: {1}`)', container.name, textAt(field) ?? ''],
        aliases,
        ...(isRefused ? {} : { severity: 'info' as const }),
        fixes: hardening(
          ['Set `procMount: Default` (the program must not need the whole of `/proc`)'],
          replaceValue(file.text, field, 'Default'),
        ),
      };
    }
  },
});
