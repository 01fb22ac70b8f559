import { at, entries, items, textAt } from '../fields.ts';
import type { Field } from '../model.ts';
import { heardOf } from '../peers/peer-kinds.ts';
import { APPARMOR_ANNOTATION } from '../pod-security/profiles.ts';
import { containerPlace, isWindows, onWindows, podRule } from '../rule-kinds.ts';
import { ownSetting, sharedSetting } from '../pods/security-context.ts';
import type { ContainerView, PodSpecView } from '../pods/workloads.ts';

const ALIASES = ['polaris:linuxHardening', 'kubescape:C-0055'];

export const linuxHardening = podRule({
  id: 'linux-hardening',
  title: 'Confine the container by at least one means of Linux',
  severity: 'info',
  off: true,
  aliases: ALIASES,
  why: 'Seccomp, AppArmor, SELinux and dropped capabilities each take something from a program that it does not need. A container with none of them has all that its runtime gives.',
  differs: onWindows(ALIASES),
  examples: [
    {
      bad: 'containers:\n  - name: «app»\n    image: app:1\n',
      good: 'containers:\n  - name: app\n    image: app:1\n    securityContext:\n      capabilities:\n        drop: [ALL]\n',
    },
    {
      bad: 'containers:\n  - name: «app»\n    securityContext: { seccompProfile: { type: Unconfined } }\n',
      good: 'securityContext: { seccompProfile: { type: RuntimeDefault } }\ncontainers:\n  - name: app\n',
    },
  ],
  *check({ manifest, pod }) {
    if (isWindows(pod)) return;
    const sharedIsSilent = !sharedSetting(pod, 'seccompProfile') && !sharedSetting(pod, 'seLinuxOptions');
    const isAnnotated = entries(at(pod.metadata, 'annotations')).some(({ key }) => key.startsWith(APPARMOR_ANNOTATION));
    for (const container of pod.containers) {
      if (container.kind === 'ephemeral') continue;
      const claims: string[] = [];
      if (!isConfined(container, pod)) claims.push('polaris:linuxHardening');
      const own = ['seccompProfile', 'seLinuxOptions'].some((key) => ownSetting(container, key));
      if (sharedIsSilent && !isAnnotated && !own && !at(container.field, 'securityContext', 'capabilities', 'drop'))
        claims.push('kubescape:C-0055');
      if (claims.length === 0) continue;
      yield {
        ...containerPlace(container),
        message: [
          '`{0}` is confined by nothing: no seccomp, AppArmor or SELinux, no capability dropped',
          container.name,
        ],
        aliases: heardOf(manifest, claims, container.kind),
      };
    }
  },
});

/** As Polaris weighs it: one of four, of the container or of its pod. */
function isConfined(container: ContainerView, pod: PodSpecView): boolean {
  if (textAt(pod.metadata, 'annotations', APPARMOR_ANNOTATION + container.name)) return true;
  const podType = textAt(sharedSetting(pod, 'seccompProfile'), 'type') ?? '';
  const ownType = textAt(ownSetting(container, 'seccompProfile'), 'type');
  if (ownType === undefined ? podType !== '' && podType !== 'Unconfined' : ownType !== '' && ownType !== 'Unconfined')
    return true;
  if (hasEntries(sharedSetting(pod, 'seLinuxOptions')) || hasEntries(ownSetting(container, 'seLinuxOptions')))
    return true;
  const capabilities = ownSetting(container, 'capabilities');
  const addsAll = items(at(capabilities, 'add')).some((item) => /^all$/i.test(textAt(item) ?? ''));
  return items(at(capabilities, 'drop')).length > 0 && !addsAll;
}

function hasEntries(field: Field | undefined): boolean {
  return field?.kind === 'map' && field.entries.length > 0;
}
